"""A disk that refuses: NOT SAVED is said at once, nothing is lost, and it goes once it is saved."""

from __future__ import annotations

import asyncio
import re
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import Event

import pytest
from textual.events import Key

from models import unsaved
from models.acts import running
from models.journal.journal import Reason
from models.journal.write_errors import in_short
from session_tui.desk import Desk, Said
from session_tui.screens.close.screen import CloseScreen
from session_tui.screens.observe.screen import ObserveScreen
from session_tui.screens.room.screen import RoomScreen
from tests.session_tui.day_by_keys import Keyboard
from tests.session_tui.hands import PASSPHRASE, HandClock
from tests.session_tui.keyboard import LONGEST_S, until
from tests.session_tui.live_screen import begun, live
from tests.session_tui.writing_day import day_of, notes_of

LONG = "went back to it by himself and said what he had thought of " * 4


async def refuse(desk: Desk) -> Callable[[], None]:
    """Let the disk be full from the next page on; gives what makes room again."""
    assert desk._recorder is not None
    db = desk._recorder.journal._db

    def full() -> None:
        pages = db.execute("PRAGMA page_count").fetchone()[0]
        db.execute(f"PRAGMA max_page_count = {pages}")

    def room() -> None:
        db.execute("PRAGMA max_page_count = 4294967294")

    await desk.run(full)
    return room


async def until_refused(hands: Keyboard, desk: Desk, minute: int = 20) -> int:
    """Write notes until the last page is full; gives how many were written."""
    for written in range(1, 60):
        await hands.note(f"3 {LONG}", at=f"10:{minute}:{written}")
        if desk.not_saved:
            return written
    raise AssertionError("the disk never refused")


async def test_not_saved_is_said_and_goes_once_there_is_room(
    desk: Desk, hand_clock: HandClock
) -> None:
    begun(desk, hand_clock)
    async with live(desk, hand_clock) as hands:
        assert "NOT SAVED" not in hands.sees
        room = await refuse(desk)
        written = await until_refused(hands, desk)
        assert "NOT SAVED" in hands.sees
        assert "the disk is full: make room on it" in hands.sees
        assert LONG[:20] not in hands.sees
        assert len(notes_of(desk)) == written
        await hands.keys("o")
        await hands.on(ObserveScreen)
        assert "NOT SAVED" in hands.sees
        await hands.keys("escape", "ctrl+l")
        await hands.on(RoomScreen)
        assert "NOT SAVED" in hands.sees
        await hands.keys("escape")
        await desk.run(room)
        await until(hands.pilot, lambda: not desk.not_saved)
        await until(hands.pilot, lambda: "NOT SAVED" not in hands.sees)
        assert "saved" in hands.sees
    again = await desk.run(lambda: desk.read_day(day_of(desk).session))
    assert len(again.notes) == written


async def test_not_saved_is_red_and_nothing_else_is(desk: Desk, hand_clock: HandClock) -> None:
    begun(desk, hand_clock)
    async with live(desk, hand_clock) as hands:
        await hands.keys("down", at="12:00")
        assert not reds(hands.pilot.app.export_screenshot())
        await refuse(desk)
        await until_refused(hands, desk)
        assert reds(hands.pilot.app.export_screenshot())


@pytest.mark.parametrize("reason", list(Reason))
def test_each_reason_and_its_way_on_fit_into_a_row_of_a_small_screen(reason: Reason) -> None:
    assert len(in_short(reason)) <= 78


def reds(svg: str) -> list[str]:
    """The red colours of a picture."""
    found = re.findall(r"fill: #([0-9a-f]{2})([0-9a-f]{2})([0-9a-f]{2})", svg.lower())
    rgb = [(int(r, 16), int(g, 16), int(b, 16)) for r, g, b in found]
    return [f"{r},{g},{b}" for r, g, b in rgb if r > 2 * max(g, b) and r > 128]


async def test_what_is_done_meanwhile_waits_and_is_saved_in_its_order(
    desk: Desk, hand_clock: HandClock
) -> None:
    begun(desk, hand_clock)
    async with live(desk, hand_clock) as hands:
        room = await refuse(desk)
        written = await until_refused(hands, desk)
        await hands.keys("p", "i", at="10:30")
        await hands.keys("space", at="10:35")
        await hands.keys("u", "ctrl+y")
        await hands.keys("a", "4", "i", "t", "escape", at="10:40")
        before = day_of(desk)
        await desk.run(room)
        await until(hands.pilot, lambda: not desk.not_saved)
    again = await desk.run(lambda: desk.read_day(before.session))
    assert again.timeline == before.timeline
    assert again.attendance.men == before.attendance.men
    assert len(again.notes) == written


async def test_what_waits_outlives_the_lock_and_signing_waits_for_it(
    desk: Desk, hand_clock: HandClock
) -> None:
    begun(desk, hand_clock)
    async with live(desk, hand_clock) as hands:
        room = await refuse(desk)
        written = await until_refused(hands, desk)
        await hands.keys("ctrl+o")
        await hands.on(RoomScreen)
        assert "NOT SAVED" in hands.sees
        await hands.text(PASSPHRASE, "enter")
        assert len(notes_of(desk)) == written
        await desk.run(room)
        await until(hands.pilot, lambda: not desk.not_saved)
        await hands.keys("f", "y", at="11:00")
        await hands.on(CloseScreen)
        await hands.keys("s")
        assert len(day_of(desk).signatures) == 1
    again = await desk.run(lambda: desk.read_day(day_of(desk).session))
    assert len(again.notes) == written


@contextmanager
def held_by_another(desk: Desk) -> Iterator[None]:
    """Another program holds the journal to write in it."""
    other = sqlite3.connect(desk.home.journal_path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    try:
        yield
    finally:
        other.execute("ROLLBACK")
        other.close()


async def test_while_another_program_writes_it_says_saving_and_keys_stay_live(
    desk: Desk, hand_clock: HandClock
) -> None:
    begun(desk, hand_clock)
    async with live(desk, hand_clock, (80, 24)) as hands:
        with held_by_another(desk):
            await hands.keys("space", at="11:15")
            assert "saving…" in hands.sees
            assert "Break started 11:15" in hands.sees
            await hands.note("3 went back to it", at="11:16")
            await hands.keys("o")
            await hands.on(ObserveScreen)
            assert "saving…" in hands.sees
            await hands.keys("escape", "u")
            assert "NOT SAVED" not in hands.sees
            before = day_of(desk)
        await until(hands.pilot, lambda: not desk.saving)
        await until(hands.pilot, lambda: "saving…" not in hands.sees)
        assert "saved" in hands.sees
    again = await desk.run(lambda: desk.read_day(before.session))
    assert again.timeline == before.timeline
    assert set(again.facts.entries) == set(before.facts.entries)


async def test_while_the_disk_is_waited_for_it_says_saving_and_then_saved(
    desk: Desk, hand_clock: HandClock
) -> None:
    begun(desk, hand_clock)
    async with live(desk, hand_clock, (80, 24)) as hands:
        slow = Event()
        waiting = desk.soon(lambda: slow.wait(LONGEST_S))  # the record's thread has one thing to do
        hand_clock.to(11, 15)
        hands.pilot.app.post_message(Key("space", " "))
        while "saving…" not in hands.sees:
            await asyncio.sleep(0)
        assert "Break started" not in hands.sees
        slow.set()
        await until(hands.pilot, lambda: "Break started 11:15" in hands.sees)
        assert "saving…" not in hands.sees
        assert waiting.result()
        assert not desk.saving


async def test_what_is_worked_out_while_the_disk_is_waited_for_is_on_it_when_it_is_said_to_be(
    desk: Desk, hand_clock: HandClock
) -> None:
    begun(desk, hand_clock)
    before, entries = day_of(desk), []

    def on_disk() -> int:
        return len(desk.read_day(before.session).facts.entries)

    def hear(said: Said) -> None:
        entries.append((len(said.day.facts.entries), on_disk()))

    hand_clock.to(11, 15)
    act = running.next_step(before, hand_clock.at).act
    assert act is not None
    await desk.run(lambda: desk.say(act, None, hear))
    ((heard, then),) = entries
    assert then == len(before.facts.entries) < heard == on_disk()


async def test_a_program_that_holds_the_journal_for_long_is_trouble(
    desk: Desk, hand_clock: HandClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(unsaved, "PATIENCE_S", 0.0)
    begun(desk, hand_clock)
    async with live(desk, hand_clock) as hands:
        with held_by_another(desk):
            await hands.keys("space", at="11:15")
            assert "NOT SAVED" in hands.sees
            assert "another program is holding the journal" in hands.sees
        await until(hands.pilot, lambda: "NOT SAVED" not in hands.sees)
