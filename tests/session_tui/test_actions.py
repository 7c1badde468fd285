"""What is to be done, by keys: who, by when, done; open actions follow to the next Today."""

from __future__ import annotations

import pytest

from models.acts import running
from session_tui.desk import Desk
from session_tui.screens.actions.screen import ActionsScreen
from session_tui.screens.today.screen import TodayScreen
from tests.session_tui.hands import HandClock, app_on
from tests.session_tui.keyboard import screen_text, until, write
from tests.session_tui.writing_day import begin, day_of, note, on_screen


@pytest.fixture
def called_for(desk: Desk, hand_clock: HandClock) -> Desk:
    """A day in which a note called for something to be done."""
    begin(desk, hand_clock)
    note(desk, "3! needs the form in larger print", hand_clock, 5)
    return desk


async def test_who_by_when_and_done_by_one_key_each(called_for: Desk) -> None:
    async with on_screen(called_for, ActionsScreen()) as (app, pilot):
        assert "nobody named, no date" in screen_text(app.screen)
        await write(pilot, "", "w", "1", "b", "t")
        (action,) = day_of(called_for).actions
        assert (action.who, action.by_when) == ("Ada Quill", "by the next session")
        assert "Ada Quill, by the next session" in screen_text(app.screen)
        await write(pilot, "", "d")
        assert not day_of(called_for).actions_open
        assert "Done today" in screen_text(app.screen)
        await write(pilot, "", "u")
        assert len(day_of(called_for).actions_open) == 1


async def test_something_new_is_added_reworded_and_struck(called_for: Desk) -> None:
    async with on_screen(called_for, ActionsScreen()) as (app, pilot):
        await write(pilot, "", "n", "g")
        await until(pilot, lambda: "What is to be done?" in screen_text(app.screen))
        await write(pilot, "book the other room", "enter")
        assert [one.what for one in day_of(called_for).actions][1:] == ["book the other room"]
        await write(pilot, "", "down", "t")
        await until(pilot, lambda: "Instead of" in screen_text(app.screen))
        await write(pilot, "book the larger room", "enter")
        assert "book the larger room" in screen_text(app.screen)
        await write(pilot, "", "k")
        assert len(day_of(called_for).actions) == 1
        assert "action struck" in screen_text(app.screen)


async def test_open_actions_follow_to_the_next_today_and_are_done_there(
    called_for: Desk, hand_clock: HandClock
) -> None:
    called_for.say(running.end_day(day_of(called_for), hand_clock.at))
    session = day_of(called_for).session
    called_for.day = None
    app = app_on(called_for)
    async with app.run_test(size=(120, 36)) as pilot:
        await until(pilot, lambda: "Day 3 of 8" in screen_text(app.screen))
        await until(pilot, lambda: "To do, 3: needs the form" in screen_text(app.screen))
        await write(pilot, "", "a", "d")
        await until(pilot, lambda: "Nothing is to be done." in screen_text(app.screen))
        await write(pilot, "", "n", "3")
        await until(pilot, lambda: "What is to be done?" in screen_text(app.screen))
        await write(pilot, "ring his offender manager", "enter")
        await until(pilot, lambda: "ring his offender manager" in screen_text(app.screen))
        await write(pilot, "", "escape")
        await until(pilot, lambda: isinstance(app.screen, TodayScreen))
        await until(pilot, lambda: "To do, 3: ring his" in screen_text(app.screen))
    day = called_for.read_day(session)
    assert [one.what for one in day.actions_open] == ["ring his offender manager"]
    assert day.actions_open[0].members == (day.roster.by_seat(3).member,)  # type: ignore[union-attr]  # he is there
