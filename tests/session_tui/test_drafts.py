"""Half-typed text: back in its box after the program ended, and nobody else's to see."""

from __future__ import annotations

from pathlib import Path

import pytest

from models.entries.timeline import ClockPaused
from session_tui.desk import Desk
from session_tui.note_line import NoteLine
from session_tui.screens.close.debrief import DebriefScreen
from session_tui.screens.live.screen import LiveScreen
from session_tui.screens.observe.screen import ObserveScreen
from tests.session_tui.hands import PASSPHRASE, HandClock, app_on, running_desk, settle
from tests.session_tui.keyboard import screen_text, until, write
from tests.session_tui.writing_day import begin, day_of, man_on, on_screen

SECOND = "quite another phrase of words"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "record"


async def test_a_half_typed_line_and_its_moment_outlive_the_program(
    folder: Path, hand_clock: HandClock
) -> None:
    desk = begin(running_desk(folder, hand_clock), hand_clock)
    async with on_screen(desk, ObserveScreen()) as (app, pilot):
        hand_clock.to(10, 5)
        await write(pilot, "3+sr went ba")
        await until(pilot, lambda: "3+sr went ba" in desk.drafts().values())
        # Nothing is left in order: what is on the disk now is what a flat battery leaves.
        app.drafts.clear()
    desk.close()
    hand_clock.to(10, 20)
    again = Desk(folder)
    again.clock = hand_clock
    async with app_on(again).run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await write(pilot, PASSPHRASE, "enter")
        await until(pilot, lambda: "Day 2" in screen_text(pilot.app.screen))
        await write(pilot, "", "enter")
        await until(pilot, lambda: isinstance(pilot.app.screen, LiveScreen))
        assert "a half-typed line is kept" in screen_text(pilot.app.screen)
        await write(pilot, "", "n")
        await write(pilot, "ck", "enter")
        (kept,) = day_of(again).notes
        assert kept.what.text == "went back"
        assert day_of(again).clock(kept.at) == "10:05"
        assert not again.drafts()
    again.close()


async def test_a_form_half_filled_outlives_the_program(folder: Path, hand_clock: HandClock) -> None:
    desk = begin(running_desk(folder, hand_clock), hand_clock)
    async with on_screen(desk, DebriefScreen()) as (_, pilot):
        await write(pilot, "they waited for each other")
    await desk.run(lambda: None)
    assert "they waited for each other" in desk.drafts().values()
    desk.close()


async def test_locking_keeps_the_last_letters_and_the_passphrase_brings_them_back(
    desk: Desk, hand_clock: HandClock
) -> None:
    begin(desk, hand_clock)
    async with on_screen(desk, ObserveScreen()) as (app, pilot):
        await write(pilot, "3 half a li", "ctrl+o")
        assert not desk.unlocked
        assert not app.drafts
        assert "half a li" not in screen_text(app.screen)
        await write(pilot, PASSPHRASE, "enter")
        await until(pilot, lambda: isinstance(app.screen, ObserveScreen))
        await write(pilot, "ne", "enter")
        assert day_of(desk).notes[0].what.text == "half a line"


async def test_who_takes_over_the_keyboard_finds_his_own_line(
    folder: Path, hand_clock: HandClock
) -> None:
    desk = begin(running_desk(folder, hand_clock), hand_clock)
    desk.add_staff("Bo Rook", "co-facilitator", SECOND)
    async with on_screen(desk, ObserveScreen()) as (app, pilot):
        await write(pilot, "3 Ada saw this", "ctrl+o")
        await write(pilot, SECOND, "enter")
        await until(pilot, lambda: isinstance(app.screen, ObserveScreen))
        box = app.screen.query_one(NoteLine).box
        assert box.text == ""
        await write(pilot, "5 Bo saw that", "enter")
        await write(pilot, "6 Bo ha", "ctrl+o")
        await write(pilot, PASSPHRASE, "enter")
        await until(pilot, lambda: isinstance(app.screen, ObserveScreen))
        assert box.text == "3 Ada saw this"
        await write(pilot, "", "enter")
        by = {note.what.members[0]: desk.team.staff_name(note.by) for note in day_of(desk).notes}
        assert by == {man_on(desk, 5): "Bo Rook", man_on(desk, 3): "Ada Quill"}
    desk.close()


async def test_leaving_now_stops_the_clock_and_keeps_the_line(
    desk: Desk, hand_clock: HandClock
) -> None:
    begin(desk, hand_clock)
    async with on_screen(desk, ObserveScreen()) as (app, pilot):
        await write(pilot, "3 half", "ctrl+g")
        assert not desk.unlocked
        assert day_of(desk).timeline.paused is not None
        assert any(isinstance(e.what, ClockPaused) for e in day_of(desk).facts.entries.values())
        await write(pilot, PASSPHRASE, "enter")
        await until(pilot, lambda: isinstance(app.screen, ObserveScreen))
        assert app.screen.query_one(NoteLine).box.text == "3 half"


async def test_on_the_live_screen_the_line_shows_only_while_it_is_typed(
    desk: Desk, hand_clock: HandClock
) -> None:
    begin(desk, hand_clock)
    async with on_screen(desk, LiveScreen()) as (app, pilot):
        await write(pilot, "", "3")
        await write(pilot, " went quiet")
        assert "3 went quiet" in screen_text(app.screen)
        assert "quiet" in app.export_screenshot()
        await write(pilot, "", "escape")
        assert "went quiet" not in screen_text(app.screen)
        assert "quiet" not in app.export_screenshot()
        assert "a half-typed line is kept" in screen_text(app.screen)
        await write(pilot, "", "5", "enter")
        assert day_of(desk).notes[0].what.text == "went quiet"


async def test_after_a_note_the_live_screens_keys_are_keys_again(
    desk: Desk, hand_clock: HandClock
) -> None:
    begin(desk, hand_clock)
    async with on_screen(desk, LiveScreen()) as (app, pilot):
        await write(pilot, "", "3")
        await write(pilot, " went quiet", "enter")
        assert "3 · noted 10:00" in screen_text(app.screen)
        assert "went quiet" not in screen_text(app.screen)
        await write(pilot, "", "o")
        assert isinstance(app.screen, ObserveScreen)
