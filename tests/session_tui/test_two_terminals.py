"""Two terminals of one laptop, two people, one day: each sees what the other says, by itself."""

from __future__ import annotations

import time
from collections.abc import Iterator

import pytest

from models.acts import running
from session_tui.away import TICK_S
from session_tui.desk import Desk
from session_tui.lines import LinesPane
from session_tui.note_line import NoteLine
from session_tui.screens.live.screen import LiveScreen
from session_tui.screens.observe.screen import ObserveScreen
from tests.session_tui.hands import HandClock, app_on, settle
from tests.session_tui.keyboard import screen_text, until, write
from tests.session_tui.two_laptops import HIS, second_terminal
from tests.session_tui.writing_day import begin, day_of, note, notes_of, on_screen


@pytest.fixture
def colleague(desk: Desk, hand_clock: HandClock) -> Iterator[Desk]:
    """Bo Rook at a second terminal of the same home, on the same day."""
    with second_terminal(desk, hand_clock) as other:
        yield other


async def test_each_sees_the_other_s_entries_without_a_key(
    desk: Desk, colleague: Desk, hand_clock: HandClock
) -> None:
    begin(desk, hand_clock)
    async with (
        on_screen(desk, LiveScreen(), (120, 36)) as (_, leads),
        on_screen(colleague, ObserveScreen(), (120, 36)) as (writes_app, writes),
    ):
        await until(writes, lambda: "Check-in" in screen_text(writes_app.screen))
        await write(writes, "3", "enter")
        await until(leads, lambda: "1 to describe" in screen_text(leads.app.screen))
        hand_clock.to(10, 15)
        await write(leads, "", "space")
        await until(writes, lambda: len(day_of(colleague).timeline.states[0].runs) == 1)
        await until(
            writes, lambda: day_of(colleague).timeline.running == day_of(desk).timeline.running
        )
        await write(leads, "", "n")
        await write(leads, "5+sr went back", "enter")
        await until(writes, lambda: "went back" in screen_text(writes_app.screen))
        # Each undoes his own alone.
        await write(writes, "", "ctrl+z")
        await until(leads, lambda: [one.text for one in notes_of(desk)] == ["went back"])
        await until(writes, lambda: day_of(colleague).notes == day_of(desk).notes)
    authors = {entry.by for entry in day_of(desk).entries_of_session}
    assert {desk.me, colleague.me} <= authors
    assert day_of(desk).timeline == day_of(colleague).timeline


async def test_what_one_says_is_seen_by_the_other_within_a_second(
    desk: Desk, colleague: Desk, hand_clock: HandClock
) -> None:
    begin(desk, hand_clock)
    took = []
    async with on_screen(colleague, ObserveScreen()) as (app, pilot):
        await until(pilot, lambda: "Check-in" in screen_text(app.screen))
        for number in range(3):
            note(desk, f"3 words {number}", hand_clock, 5)
            said = time.monotonic()
            await until(pilot, lambda n=number: f"words {n}" in screen_text(app.screen))  # type: ignore[misc]  # bound at once
            took.append(time.monotonic() - said)
        # By no key and no other sign: each time by the next tick, and so on a slow machine too.
        note(desk, "3 the last", hand_clock, 6)
        assert "the last" not in screen_text(app.screen)
        app.tick()
        await settle(pilot)
        await until(pilot, lambda: "the last" in screen_text(app.screen))
    assert TICK_S <= 1
    assert min(took) < 1, took


async def test_both_write_at_once_and_nothing_is_lost(
    desk: Desk, colleague: Desk, hand_clock: HandClock
) -> None:
    begin(desk, hand_clock)
    async with (
        on_screen(desk, ObserveScreen()) as (_, one),
        on_screen(colleague, ObserveScreen()) as (_, two),
    ):
        for number in range(4):
            await write(one, f"3 first {number}", "enter")
            await write(two, f"5 second {number}", "enter")
        await until(one, lambda: len(notes_of(desk)) == 8)
        await until(two, lambda: len(notes_of(colleague)) == 8)
    wanted = {f"{word} {number}" for word in ("first", "second") for number in range(4)}
    assert {note.text for note in notes_of(desk)} == wanted
    assert {note.text for note in notes_of(colleague)} == wanted


async def test_a_day_opened_in_another_terminal_shows_on_today(
    desk: Desk, colleague: Desk, hand_clock: HandClock
) -> None:
    colleague.day = None
    app = app_on(colleague)
    async with app.run_test(size=(120, 36)) as pilot:
        await until(pilot, lambda: "Opened, not begun." in screen_text(app.screen))
        begin(desk, hand_clock)
        await until(pilot, lambda: "Running since 10:00." in screen_text(app.screen))
        desk.say(running.end_day(day_of(desk), hand_clock.at))
        # A day that ended makes room for the next one.
        await until(pilot, lambda: "Day 3 of 8" in screen_text(app.screen))


@pytest.mark.usefixtures("colleague")
async def test_while_the_keyboard_is_handed_over_no_half_typed_word_is_seen(
    desk: Desk, hand_clock: HandClock
) -> None:
    begin(desk, hand_clock)
    async with on_screen(desk, ObserveScreen()) as (app, pilot):
        # Long enough to stand above the question as well.
        await write(pilot, "3 said half a sentence " * 15)
        await app.screen.run_action("hand_over")
        await until(pilot, lambda: "Bo Rook takes the keyboard" in screen_text(app.screen))
        assert "half" not in app.export_screenshot()
        await write(pilot, HIS, "enter")
        await until(pilot, lambda: isinstance(app.screen, ObserveScreen))
        assert desk.hand == "BR"
        assert app.screen.query_one(NoteLine).box.text == ""
        assert "half" not in app.export_screenshot()
        await write(pilot, "5 laughed", "enter")
        assert notes_of(desk)[-1].text == "laughed"
        assert day_of(desk).notes[-1].by == desk.me
        assert "3 said half a" not in app.screen.query_one("#notes", LinesPane).plain
