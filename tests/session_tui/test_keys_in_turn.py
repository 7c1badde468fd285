"""Keys typed faster than the program goes on: each does what it would have done in its turn."""

from __future__ import annotations

import asyncio
from threading import Event

from textual.pilot import Pilot

from models.entries.observation import NoteWritten
from models.entries.timeline import ClockPaused, MinutesChanged
from session_tui.desk import Desk
from session_tui.screens.live.screen import LiveScreen
from session_tui.screens.room.screen import RoomScreen
from session_tui.screens.work.screen import WorkScreen
from tests.session_tui.hands import HandClock
from tests.session_tui.keyboard import pressed, screen_text, until
from tests.session_tui.live_screen import begun
from tests.session_tui.writing_day import day_of, notes_of, on_screen


def all_at_once(pilot: Pilot[None], *keys: str) -> None:
    """Press all of these before the program has a chance to do anything."""
    for key in keys:
        pilot.app.post_message(pressed(key))


async def test_a_note_typed_in_one_burst_is_a_note_and_nothing_else(
    desk: Desk, hand_clock: HandClock
) -> None:
    begun(desk, hand_clock)
    before = len(day_of(desk).facts.entries)
    async with on_screen(desk, LiveScreen()) as (_, pilot):
        all_at_once(pilot, *"3+sr went back", "enter", *"45 argued", "enter", "plus")
        await until(pilot, lambda: len(day_of(desk).facts.entries) == before + 3)
    first, second = notes_of(desk)
    assert (first.text, first.direction, first.domain) == ("went back", "strength", "sr")
    assert (second.text, len(second.members)) == ("argued", 2)
    kinds = [type(entry.what) for entry in day_of(desk).facts.entries.values()]
    assert kinds[before:] == [NoteWritten, NoteWritten, MinutesChanged]


async def test_what_is_typed_while_a_note_is_being_saved_waits_for_it(
    desk: Desk, hand_clock: HandClock
) -> None:
    begun(desk, hand_clock)
    slow = Event()
    async with on_screen(desk, LiveScreen()) as (_, pilot):
        try:
            all_at_once(pilot, *"3 first")
            await until(pilot, lambda: "3 first" in screen_text(pilot.app.screen))
            desk.soon(slow.wait)
            all_at_once(pilot, "enter", *"5 second", "enter", "p", "i", "ctrl+l")
            for _ in range(200):
                await asyncio.sleep(0)
            assert not notes_of(desk)
        finally:
            slow.set()
        await until(pilot, lambda: isinstance(pilot.app.screen, RoomScreen))
    assert [note.text for note in notes_of(desk)] == ["first", "second"]
    pauses = [
        entry.what.reason
        for entry in day_of(desk).facts.entries.values()
        if isinstance(entry.what, ClockPaused)
    ]
    assert len(pauses) == 2
    assert pauses[0] == ""
    assert pauses[1]


async def test_words_typed_into_a_question_that_follows_another_are_whole(
    desk: Desk, hand_clock: HandClock
) -> None:
    begun(desk, hand_clock)
    async with on_screen(desk, WorkScreen()) as (_, pilot):
        all_at_once(pilot, *"s*Write three plans", "enter")
        await until(pilot, lambda: bool(day_of(desk).work_set))
    assert [work.text for work in day_of(desk).work_set] == ["Write three plans"]
