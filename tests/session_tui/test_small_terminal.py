"""A terminal too small says so in one line, keeps running, and goes on when it is large enough."""

from __future__ import annotations

import pytest

from session_tui.desk import Desk
from session_tui.screens.room.screen import RoomScreen
from tests.session_tui.hands import HandClock, app_on, settle
from tests.session_tui.keyboard import screen_text
from tests.session_tui.live_screen import begun, live
from tests.session_tui.writing_day import day_of, notes_of


@pytest.mark.parametrize("size", [(79, 24), (80, 23), (70, 20), (20, 5)])
async def test_it_says_what_is_needed_and_what_there_is(
    desk: Desk, hand_clock: HandClock, size: tuple[int, int]
) -> None:
    begun(desk, hand_clock)
    async with live(desk, hand_clock, size) as hands:
        assert f"Needs 80×24, this is {size[0]}×{size[1]}." in hands.sees
        assert "Check-in" not in hands.pilot.app.export_screenshot()


async def test_at_eighty_by_twenty_four_nothing_is_said(desk: Desk, hand_clock: HandClock) -> None:
    begun(desk, hand_clock)
    async with live(desk, hand_clock, (80, 24)) as hands:
        assert "Needs" not in hands.pilot.app.export_screenshot()


async def test_the_day_goes_on_and_is_drawn_again_when_there_is_room(
    desk: Desk, hand_clock: HandClock
) -> None:
    begun(desk, hand_clock)
    async with live(desk, hand_clock, (80, 24)) as hands:
        await hands.keys("3", at="10:20")
        await hands.text(" went ba")
        await hands.pilot.resize_terminal(60, 18)
        await settle(hands.pilot)
        assert "Needs 80×24, this is 60×18." in hands.sees
        await hands.text("ck", "enter")
        assert notes_of(desk)[0].text == "went back"
        await hands.keys("space", at="11:00")
        running = day_of(desk).timeline.running
        assert running is not None
        assert running.item.title == "Break"
        await hands.pilot.resize_terminal(120, 36)
        await settle(hands.pilot)
        assert "Needs" not in hands.pilot.app.export_screenshot()
        assert "✓ 10:00" in hands.sees


async def test_the_cover_covers_whatever_the_size(desk: Desk, hand_clock: HandClock) -> None:
    begun(desk, hand_clock)
    async with live(desk, hand_clock, (60, 18)) as hands:
        await hands.keys("ctrl+l")
        await hands.on(RoomScreen)
        assert "Personal work" in hands.sees


async def test_every_first_screen_says_it_too(desk: Desk) -> None:
    app = app_on(desk)
    async with app.run_test(size=(60, 18)) as pilot:
        await settle(pilot)
        assert "Needs 80×24, this is 60×18." in screen_text(app.screen)
