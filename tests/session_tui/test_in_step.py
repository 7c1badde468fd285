"""Two laptops, the program open: each sees the other's entries by itself, and how they stand."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from dataclasses import replace
from itertools import count
from pathlib import Path
from threading import Event

import pytest

from models.group.people import Team
from models.journal.folder_journal import FolderJournal
from models.journal.frame import Frame
from models.sync import exchange
from models.sync.kept_hub import keep_hub
from models.sync.meeting import Met
from session_tui.desk import Desk
from session_tui.in_step import Step, after, step_sign
from session_tui.lines import Line
from session_tui.screens.hub.screen import HubScreen
from session_tui.screens.live.screen import LiveScreen
from session_tui.screens.observe.screen import ObserveScreen
from tests.session_tui.hands import HandClock
from tests.session_tui.keyboard import screen_text, until, write
from tests.session_tui.two_laptops import joined, met
from tests.session_tui.writing_day import begin, day_of, note, notes_of, on_screen

WIDE = (120, 36)
AT = 1_764_000_000_000


def plain_text(pieces: Line) -> str:
    return "".join(text for text, _ in pieces)


async def test_each_sees_what_the_other_says_on_his_own_laptop_without_a_key(
    desk: Desk, hand_clock: HandClock, tmp_path: Path
) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()
    begin(desk, hand_clock)
    with joined(desk, str(stick), tmp_path / "other", hand_clock) as other:
        async with (
            on_screen(desk, LiveScreen(), WIDE) as (app, leads),
            on_screen(other, ObserveScreen(), WIDE) as (_, writes),
        ):
            await until(leads, lambda: "saved   in step" in screen_text(app.screen))
            await write(writes, "3 went quiet", "enter")
            await until(leads, lambda: [one.text for one in notes_of(desk)] == ["went quiet"])
            hand_clock.to(10, 15)
            await write(leads, "", "space")
            await until(writes, lambda: day_of(other).timeline == day_of(desk).timeline)
            # The stick is pulled out: a sign, and everything goes on.
            stick.rename(tmp_path / "pulled out")
            await write(leads, "", "space")
            await until(leads, lambda: "not in step since 10:15" in screen_text(app.screen))
            assert app.screen.is_modal is False
            assert not stick.exists()  # nothing was begun where it had been
            (tmp_path / "pulled out").rename(stick)
            await until(writes, lambda: day_of(other).timeline == day_of(desk).timeline)
            await until(leads, lambda: "saved   in step" in screen_text(app.screen))


def slow_stick(monkeypatch: pytest.MonkeyPatch) -> Event:
    """A folder takes two pieces of five entries, and the next ones once this is set."""
    let, taken, append = Event(), count(1), FolderJournal.append

    def slowly(journal: FolderJournal, frames: Sequence[Frame]) -> None:
        assert next(taken) <= 2 or let.wait(60)
        append(journal, frames)

    monkeypatch.setattr(exchange, "PIECE_FRAMES", 5)
    monkeypatch.setattr(FolderJournal, "append", slowly)
    return let


async def test_the_hub_screen_shows_what_remains_and_a_key_stops_it(
    desk: Desk, hand_clock: HandClock, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    begin(desk, hand_clock)
    keep_hub(desk.folder, desk.home.team, str(tmp_path))
    let = slow_stick(monkeypatch)
    async with on_screen(desk, HubScreen(), WIDE) as (app, pilot):
        await until(pilot, lambda: "━" in screen_text(app.screen))
        await until(pilot, lambda: "ctrl+t stop" in screen_text(app.screen))
        of = desk.in_step.step.of
        assert f"{of - 10:,} of {of:,} entries to go" in screen_text(app.screen)
        await write(pilot, "", "ctrl+t")
        assert "Stopped at 10:00" in screen_text(app.screen)
        assert f"{of - 10:,} of {of:,} entries to go" in screen_text(app.screen)
        let.set()
        await until(pilot, lambda: not any(one.name == "sync" for one in threading.enumerate()))
        assert "sync stopped" in screen_text(app.screen)
        await write(pilot, "", "ctrl+t")
        await until(pilot, lambda: "In step at 10:00" in screen_text(app.screen))
        assert 0 < desk.in_step.step.sent < of


def test_whose_clock_is_two_hours_off_is_said_and_nothing_is_lost(
    desk: Desk, hand_clock: HandClock, tmp_path: Path
) -> None:
    hub = str(tmp_path / "team.hub")
    begin(desk, hand_clock)
    ahead = HandClock(hand_clock.at + 2 * 3_600_000)
    with joined(desk, hub, tmp_path / "other", ahead) as other:
        note(other, "3 went quiet", ahead, 125)
        met(other, hub)
        met(desk, hub)
        assert desk.news()
        assert desk.off_clock.startswith("Bo Rook's laptop is 125 min ahead of this one")
        assert [one.text for one in notes_of(desk)] == ["went quiet"]


@pytest.mark.parametrize(
    ("step", "wide", "narrow"),
    [
        (Step(), "", ""),
        (Step("hub"), "", ""),
        (Step("hub", AT), "in step", "in step"),
        (Step("hub", AT, "gone"), "not in step since 16:00", "not in step since 16:00"),
        (Step("hub", AT, left=1200), "1,200 entries to go", "1,200 to go"),
        (Step("hub", AT, left=1200, stopped=True), "sync stopped", "sync stopped"),
        (
            Step("hub", AT, waiting={"": 1}),
            "waiting for 1 entry from another laptop",
            "waiting for 1 from another laptop",
        ),
    ],
)
def test_how_they_stand_is_a_small_sign(step: Step, wide: str, narrow: str) -> None:
    nobody = Team("", {}, {})
    assert plain_text(step_sign(step, nobody, roomy=True)) == wide
    assert plain_text(step_sign(step, nobody, roomy=False)) == narrow


def test_who_is_waited_for_is_named_by_initials(desk: Desk) -> None:
    signer = desk.keyring.signer
    writers = {b"one": 2, b"two": 1}
    step = after(Step("hub"), Met(waiting=writers, hands=dict.fromkeys(writers, signer)), AT)
    sign = plain_text(step_sign(step, desk.team, roomy=True))
    assert sign == "waiting for 3 entries from AQ"


def test_since_when_they_are_not_in_step_stays_until_they_are() -> None:
    step = Step("hub", AT)
    broken = after(after(step, "gone", AT + 1000), "still gone", AT + 2000)
    assert (broken.at, broken.trouble) == (AT + 1000, "still gone")
    back = after(broken, Met(sent=2), AT + 3000)
    assert back == replace(step, at=AT + 3000, sent=2)
