"""The room view after idle minutes: the clock is worked, unverified; all else asks who it is."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import pytest

from exports.json import session_data
from exports.markdown import to_markdown
from exports.session_note import session_note
from models.acts import running
from models.entries.entry import Entry
from session_tui.app import SessionApp
from session_tui.desk import Desk
from session_tui.screens.live.screen import LiveScreen
from session_tui.screens.observe.screen import ObserveScreen
from session_tui.screens.room.screen import RoomScreen
from tests.session_tui.hands import PASSPHRASE, HandClock, running_desk
from tests.session_tui.keyboard import screen_text, until, write
from tests.session_tui.writing_day import begin, day_of, note, on_screen

IDLE_S = 121.0


def left_alone(app: SessionApp) -> None:
    """Nobody types for two minutes."""
    app._touched -= IDLE_S
    app.tick()


def _acted(desk: Desk, acts: int) -> bool:
    """Whether something was recorded since there were so many acts."""
    return desk.acts > acts


def said_since(desk: Desk, before: int) -> list[Entry]:
    """The entries of the day after the first so many."""
    return list(day_of(desk).facts.entries.values())[before:]


async def test_after_idle_minutes_the_clock_is_worked_at_the_seat_of_whoever_was_here(
    desk: Desk, hand_clock: HandClock
) -> None:
    begin(desk, hand_clock)
    before, me = len(day_of(desk).facts.entries), desk.me
    async with on_screen(desk, LiveScreen()) as (app, pilot):
        left_alone(app)
        await until(pilot, lambda: isinstance(app.screen, RoomScreen) and desk.open_seat)
        ran = day_of(desk).timeline.running
        assert ran is not None
        for key in ("plus", "plus", "minus", "u", "b", "space"):
            hand_clock.at += 60_000
            acts = desk.acts
            await write(pilot, "", key)
            await until(pilot, partial(_acted, desk, acts))
        said = said_since(desk, before)
        assert {entry.what.kind for entry in said} >= {
            "minutes-changed",
            "act-withdrawn",
            "item-started",
        }
        assert all(entry.unverified and entry.by == me for entry in said)
        await write(pilot, "", "escape")
        assert isinstance(app.screen, RoomScreen)
        await write(pilot, PASSPHRASE, "enter")
        await until(pilot, lambda: isinstance(app.screen, LiveScreen))
        await write(pilot, "", "plus")
        await until(pilot, lambda: len(said_since(desk, before)) > len(said))
        assert not said_since(desk, before)[-1].unverified


async def test_what_was_said_before_is_not_taken_back_there(
    desk: Desk, hand_clock: HandClock
) -> None:
    begin(desk, hand_clock)
    kept = note(desk, "3+sr went back", hand_clock, 5)
    async with on_screen(desk, LiveScreen()) as (app, pilot):
        left_alone(app)
        await until(pilot, lambda: isinstance(app.screen, RoomScreen) and desk.open_seat)
        await write(pilot, "", "u", "u", "ctrl+z")
        assert [one.id for one in day_of(desk).notes] == [kept.id]
        assert not desk.not_saved


async def test_covered_by_hand_it_is_still_the_person_and_after_idle_it_is_not(
    desk: Desk, hand_clock: HandClock
) -> None:
    begin(desk, hand_clock)
    async with on_screen(desk, ObserveScreen()) as (app, pilot):
        await write(pilot, "", "ctrl+l")
        await until(pilot, lambda: isinstance(app.screen, RoomScreen))
        assert not desk.open_seat
        left_alone(app)
        await until(pilot, lambda: desk.open_seat)
        await write(pilot, "", "escape", "ctrl+l")
        assert isinstance(app.screen, RoomScreen)


async def test_documents_and_data_say_that_it_was_pressed_at_an_open_seat(
    tmp_path: Path, hand_clock: HandClock
) -> None:
    desk = begin(running_desk(tmp_path / "record", hand_clock), hand_clock)
    async with on_screen(desk, LiveScreen()) as (app, pilot):
        left_alone(app)
        await until(pilot, lambda: desk.open_seat)
        hand_clock.to(10, 20)
        await write(pilot, "", "p")
        await until(pilot, lambda: day_of(desk).timeline.paused is not None)
        hand_clock.to(10, 25)
        await write(pilot, "", "space")
        await until(pilot, lambda: day_of(desk).timeline.paused is None)
        hand_clock.to(10, 30)
        await write(pilot, "", "b")
        await until(pilot, lambda: "break" in screen_text(app.screen).lower())
    desk.lock()
    desk.unlock(PASSPHRASE)
    source = desk.source(day_of(desk))
    text = " ".join(to_markdown(session_note(source)).split())
    assert "paused 10:20–10:25, 5 min (by the seat of Ada Quill, unverified)" in text
    assert "changes of the clock from the room view, by the seat of Ada Quill, unverified" in text
    data = session_data(source)
    assert [one["unverified"] for one in data["pauses"]] == [True]
    desk.close()


def test_nothing_of_a_man_is_written_at_an_open_seat(desk: Desk, hand_clock: HandClock) -> None:
    from models.record import NotAllowed

    begin(desk, hand_clock)
    desk.leave_seat()
    before = len(day_of(desk).facts.entries)
    with pytest.raises(NotAllowed, match="passphrase first"):
        note(desk, "3+sr went back", hand_clock, 5)
    assert len(day_of(desk).facts.entries) == before
    desk.say(running.pause(day_of(desk), hand_clock.at))
    assert said_since(desk, before)[0].unverified
