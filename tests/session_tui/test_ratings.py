"""Ratings of understanding: off until a service wants them; then by digits, each observer's own."""

from __future__ import annotations

from dataclasses import replace

import pytest

from session_tui.desk import Desk
from session_tui.screens.observe.rating import Ratings
from session_tui.screens.observe.screen import ObserveScreen
from tests.session_tui.hands import HandClock, settle
from tests.session_tui.keyboard import screen_text, until, write
from tests.session_tui.writing_day import begin, day_of, man_on, on_screen


@pytest.fixture
def running(desk: Desk, hand_clock: HandClock) -> Desk:
    return begin(desk, hand_clock)


async def test_ratings_are_off_unless_the_service_turns_them_on(running: Desk) -> None:
    async with on_screen(running, ObserveScreen()) as (app, pilot):
        await app.screen.run_action("rate")
        await settle(pilot)
        assert not isinstance(app.screen, Ratings)
        assert "Ratings are off" in screen_text(app.screen)


async def test_a_seat_and_a_digit_rate_and_each_observer_keeps_his_own(running: Desk) -> None:
    running.bank = replace(running.bank, service=replace(running.bank.service, ratings=True))
    async with on_screen(running, ObserveScreen()) as (app, pilot):
        await app.screen.run_action("rate")
        await settle(pilot)
        await until(pilot, lambda: "Key message: " in screen_text(app.screen))
        await write(pilot, "", "3", "2", "5", "9")
        assert "The scale goes from 1 to 4" in screen_text(app.screen)
        await write(pilot, "", "5", "4", "9")
        shown = screen_text(app.screen)
        assert "3  2  with help" in shown
        assert "5  4  with an example of his own" in shown
        assert "Nobody is on seat 9." in shown
        await write(pilot, "", "5", "0")
        assert [(one.member, one.rating) for one in day_of(running).ratings] == [
            (man_on(running, 3), 2)
        ]
        await write(pilot, "", "u")
        assert len(day_of(running).ratings) == 2
        item = day_of(running).timeline.states[0].item.id
        assert day_of(running).rating(item, man_on(running, 3), running.me)
        assert day_of(running).rating(item, man_on(running, 3), "a colleague") is None
