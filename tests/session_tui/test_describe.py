"""Describing marks, by keys alone."""

from __future__ import annotations

import pytest

from session_tui.desk import Desk
from session_tui.screens.describe.screen import DescribeScreen
from tests.session_tui.hands import HandClock, settle
from tests.session_tui.keyboard import screen_text, write
from tests.session_tui.writing_day import begin, day_of, man_on, note, notes_of, on_screen


@pytest.fixture
def marked(desk: Desk, hand_clock: HandClock) -> Desk:
    """A day with three marks, and now it is a quarter past eleven."""
    begin(desk, hand_clock)
    note(desk, "3+sr", hand_clock, 5)
    note(desk, "26!", hand_clock, 12)
    note(desk, "5", hand_clock, 20)
    hand_clock.to(11, 15)
    return desk


async def test_words_are_put_to_one_mark_after_the_other(marked: Desk) -> None:
    async with on_screen(marked, DescribeScreen()) as (app, pilot):
        assert "3 to describe" in screen_text(app.screen)
        assert "Check-in, minute 5" in screen_text(app.screen)
        await write(pilot, 'said "not yet" // may be new', "enter")
        first = day_of(marked).notes[0]
        assert (first.what.text, first.what.meaning) == ('said "not yet"', "may be new")
        assert first.what.own_words
        assert (first.what.direction, first.what.domain) == ("strength", "sr")
        assert (day_of(marked).clock(first.at), first.late) == ("10:05", False)
        assert "2 to describe" in screen_text(app.screen)


async def test_words_that_begin_like_a_head_stay_words(marked: Desk) -> None:
    async with on_screen(marked, DescribeScreen()) as (_, pilot):
        await write(pilot, "5 men laughed", "enter")
        first = notes_of(marked)[0]
        assert (first.text, first.members) == ("5 men laughed", (man_on(marked, 3),))


async def test_a_mark_that_calls_for_an_action_has_it_with_its_words(marked: Desk) -> None:
    async with on_screen(marked, DescribeScreen()) as (_, pilot):
        await write(pilot, "", "down")
        await write(pilot, "want another day for the visit", "enter")
        (action,) = day_of(marked).actions
        assert action.what == "want another day for the visit"
        assert action.members == (man_on(marked, 2), man_on(marked, 6))


async def test_nothing_to_add_strikes_the_mark(marked: Desk) -> None:
    async with on_screen(marked, DescribeScreen()) as (app, pilot):
        await write(pilot, "", "ctrl+n", "n")
        assert notes_of(marked)[0].struck
        assert notes_of(marked)[0].why_changed == "nothing to add"
        assert "2 to describe" in screen_text(app.screen)


async def test_not_about_him_moves_the_mark(marked: Desk) -> None:
    async with on_screen(marked, DescribeScreen()) as (_, pilot):
        await write(pilot, "", "ctrl+r", "7")
        assert notes_of(marked)[0].members == (man_on(marked, 7),)


async def test_half_typed_words_wait_with_their_own_mark(marked: Desk) -> None:
    async with on_screen(marked, DescribeScreen()) as (app, pilot):
        await write(pilot, "half typ", "tab")
        await write(pilot, "another", "escape")
        app.push_screen(DescribeScreen())
        await settle(pilot)
        await write(pilot, "ed", "enter")
        assert notes_of(marked)[0].text == "half typed"
        assert "another" in screen_text(app.screen)


async def test_the_last_one_described_leads_back(marked: Desk) -> None:
    async with on_screen(marked, DescribeScreen()) as (app, pilot):
        for words in ("one", "two", "three"):
            await write(pilot, words, "enter")
        assert not isinstance(app.screen, DescribeScreen)
        assert [one.text for one in notes_of(marked)] == ["one", "two", "three"]


async def test_undo_on_the_empty_line_takes_the_words_back(marked: Desk) -> None:
    async with on_screen(marked, DescribeScreen()) as (app, pilot):
        await write(pilot, "one", "enter")
        await write(pilot, "", "ctrl+z")
        assert "3 to describe" in screen_text(app.screen)
