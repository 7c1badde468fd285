"""The line on the live screen: what opens it, what it keeps, and that typing is typing."""

from __future__ import annotations

import pytest

from session_tui.actions import ACTIONS
from session_tui.desk import Desk
from session_tui.note_line import NoteLine
from session_tui.screens.concern.screen import ConcernScreen
from session_tui.screens.describe.screen import DescribeScreen
from session_tui.screens.live.screen import LiveScreen
from session_tui.screens.observe.screen import ObserveScreen
from session_tui.screens.work.screen import WorkScreen
from tests.session_tui.hands import HandClock
from tests.session_tui.live_screen import begun, live
from tests.session_tui.writing_day import day_of, notes_of


@pytest.mark.parametrize(("key", "begins"), [("3", "3"), ("0", "0"), ("asterisk", "*"), ("n", "")])
async def test_a_digit_a_star_or_n_opens_the_line(
    desk: Desk, hand_clock: HandClock, key: str, begins: str
) -> None:
    begun(desk, hand_clock)
    async with live(desk, hand_clock) as hands:
        await hands.keys(key)
        assert hands.pilot.app.screen.query_one(NoteLine).box.text == begins


async def test_the_moment_is_that_of_the_first_key(desk: Desk, hand_clock: HandClock) -> None:
    begun(desk, hand_clock)
    async with live(desk, hand_clock) as hands:
        await hands.keys("3", at="10:20")
        hands.to("10:23")
        await hands.text(" went back", "enter")
        (note,) = day_of(desk).notes
        assert day_of(desk).clock(note.at) == "10:20"
        assert "3 · noted 10:20" in hands.sees


async def test_a_saved_notes_words_are_nowhere_on_the_screen(
    desk: Desk, hand_clock: HandClock
) -> None:
    begun(desk, hand_clock)
    async with live(desk, hand_clock) as hands:
        await hands.note('3+sr said "I waited" // may be new', at="10:20")
        for word in ("waited", "may be new", "strength", "regulation", "JB", "RT"):
            assert word not in hands.sees
        assert "3 · noted 10:20" in hands.sees


async def test_esc_keeps_the_line_and_n_goes_on_with_it(desk: Desk, hand_clock: HandClock) -> None:
    begun(desk, hand_clock)
    async with live(desk, hand_clock) as hands:
        await hands.keys("3", at="10:20")
        await hands.text(" went ba", "escape")
        assert "went ba" not in hands.sees or "a half-typed line is kept" in hands.sees
        await hands.keys("space", at="10:25")
        assert day_of(desk).timeline.running is not None
        await hands.keys("n", at="10:30")
        await hands.text("ck", "enter")
        (note,) = notes_of(desk)
        assert note.text == "went back"
        assert day_of(desk).clock(day_of(desk).notes[0].at) == "10:20"


async def test_another_digit_goes_on_with_a_line_that_is_half_typed(
    desk: Desk, hand_clock: HandClock
) -> None:
    """A kept line is never overwritten by a new one's seat."""
    begun(desk, hand_clock)
    async with live(desk, hand_clock) as hands:
        await hands.keys("3", at="10:20")
        await hands.text(" went ba", "escape", "5")
        assert hands.pilot.app.screen.query_one(NoteLine).box.text == "3 went ba"


async def test_no_key_of_the_live_screen_is_a_command_while_typing(
    desk: Desk, hand_clock: HandClock
) -> None:
    begun(desk, hand_clock)
    letters = sorted(
        {action.keys for action in ACTIONS if "live" in action.where and len(action.keys) == 1}
    )
    assert len(letters) > 10
    async with live(desk, hand_clock) as hands:
        before = day_of(desk).timeline
        await hands.keys("n", at="10:20")
        await hands.text(" " + "".join(letters) + " +-*!?#1234567890")
        await hands.keys("space", "up", "down", "shift+up", "question_mark", "tab")
        assert isinstance(hands.pilot.app.screen, LiveScreen)
        assert day_of(desk).timeline == before
        assert "".join(letters) in hands.pilot.app.screen.query_one(NoteLine).box.text


async def test_an_empty_seat_is_said_and_the_line_stays(desk: Desk, hand_clock: HandClock) -> None:
    begun(desk, hand_clock)
    async with live(desk, hand_clock) as hands:
        await hands.note("9 went back", at="10:20")
        assert "Nobody sits on seat 9: the line is still here, change its head." in hands.sees
        line = hands.pilot.app.screen.query_one(NoteLine)
        assert line.box.text == "9 went back"
        await hands.keys("home", "delete", "3", "enter")
        assert notes_of(desk)[0].text == "went back"


async def test_words_without_a_head_ask_who_and_esc_gives_them_back(
    desk: Desk, hand_clock: HandClock
) -> None:
    begun(desk, hand_clock)
    async with live(desk, hand_clock) as hands:
        await hands.note("went quiet after that", at="10:20")
        assert "Who is it about?" in hands.sees
        await hands.keys("escape")
        assert hands.pilot.app.screen.query_one(NoteLine).box.text == "went quiet after that"
        await hands.keys("enter", "3", at="10:24")
        (note,) = day_of(desk).notes
        assert (note.what.text, day_of(desk).clock(note.at)) == ("went quiet after that", "10:20")


async def test_an_empty_line_leaves_and_writes_nothing(desk: Desk, hand_clock: HandClock) -> None:
    begun(desk, hand_clock)
    async with live(desk, hand_clock) as hands:
        await hands.keys("n", "enter")
        assert hands.pilot.app.screen.focused is None
        assert notes_of(desk) == ()


async def test_a_mark_waits_for_words_and_says_so(desk: Desk, hand_clock: HandClock) -> None:
    begun(desk, hand_clock)
    async with live(desk, hand_clock) as hands:
        await hands.note("3", at="10:20")
        await hands.note("5+", at="10:21")
        assert "2 to describe" in hands.sees


@pytest.mark.parametrize(
    ("key", "screen"),
    [
        ("o", ObserveScreen),
        ("d", DescribeScreen),
        ("w", WorkScreen),
        ("exclamation_mark", ConcernScreen),
    ],
)
async def test_the_other_screens_open_and_esc_leads_back(
    desk: Desk, hand_clock: HandClock, key: str, screen: type
) -> None:
    begun(desk, hand_clock)
    async with live(desk, hand_clock) as hands:
        await hands.note("3", at="10:20")
        await hands.keys(key)
        await hands.on(screen)
        await hands.keys("escape")
        await hands.on(LiveScreen)


async def test_the_recording_is_started_and_fails_from_the_palette(
    desk: Desk, hand_clock: HandClock
) -> None:
    begun(desk, hand_clock)
    async with live(desk, hand_clock) as hands:
        for state, words, at in (("s", "disc 12", "10:20"), ("f", "no power", "10:40")):
            await hands.keys("ctrl+p", at=at)
            await hands.text("recording")
            await hands.keys("down", "enter", state)
            await hands.text(words, "enter")
        (recorded,) = day_of(desk).recordings
        assert (recorded.reference, recorded.ended_why) == ("disc 12", "no power")
        count = len(day_of(desk).facts.entries)
        await hands.keys("ctrl+p")
        await hands.text("recording")
        await hands.keys("down", "enter", "s", "escape")
        assert len(day_of(desk).facts.entries) == count


async def test_initials_show_when_asked_for(desk: Desk, hand_clock: HandClock) -> None:
    begun(desk, hand_clock)
    async with live(desk, hand_clock) as hands:
        for shown in (True, False):
            await hands.keys("ctrl+p")
            await hands.text("seats, initials")
            await hands.keys("down", "enter")
            assert ("RT" in hands.sees) is shown


async def test_a_digit_on_a_half_typed_line_goes_on_with_it_and_says_so(
    desk: Desk, hand_clock: HandClock
) -> None:
    begun(desk, hand_clock)
    async with live(desk, hand_clock) as hands:
        await hands.keys("3", at="10:20")
        await hands.text(" went ba", "escape")
        await hands.keys("4", at="10:24")
        assert "Your half-typed line goes on: Enter keeps it, then press 4." in hands.sees
        await hands.text("ck", "enter")
        (note,) = day_of(desk).notes
        assert (note.what.text, note.at) == ("went back", day_of(desk).wall(620))
        await hands.keys("4", "enter")
        assert [one.is_mark for one in day_of(desk).notes] == [False, True]
