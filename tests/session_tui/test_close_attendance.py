"""Closing asks about attendance: outcomes that suggest themselves, men who left distressed."""

from __future__ import annotations

from models.acts import attending
from session_tui.desk import Desk
from session_tui.screens.close.screen import CloseScreen
from tests.session_tui.day_by_keys import Keyboard
from tests.session_tui.hands import DATE, HandClock
from tests.session_tui.keyboard import until
from tests.session_tui.live_screen import ended
from tests.session_tui.test_attendance_keys import man
from tests.session_tui.writing_day import day_of, man_on, on_screen


async def chosen(hands: Keyboard, row: str) -> None:
    """Go down to the row that begins so."""
    for _ in range(12):
        if f"› {row}" in hands.sees:
            return
        await hands.keys("down")
    raise AssertionError(hands.sees)


async def test_one_key_gives_what_suggests_itself_and_an_absence_stays_to_be_decided(
    desk: Desk, hand_clock: HandClock
) -> None:
    ended(desk, hand_clock)
    home = attending.move(day_of(desk), man_on(desk, 8), "sent home", hand_clock.at - 600_000)
    desk.say(home)
    async with on_screen(desk, CloseScreen(), (120, 36)) as (_, pilot):
        hands = Keyboard(pilot, hand_clock, DATE)
        await chosen(hands, "no outcome yet: 1 2 3 4 5 6 7 8")
        await hands.keys("enter")
        await until(pilot, lambda: "no outcome yet: 8" in hands.sees)
        given = {seat: (man(desk, seat).outcome, man(desk, seat).decided) for seat in range(1, 9)}
        assert given == {
            **dict.fromkeys((1, 2, 3, 5, 6, 7), ("ATTC", False)),
            4: ("AAME", False),
            8: ("", False),
        }
        assert "absent, outcome to be decided: 4" in hands.sees


async def test_what_was_done_about_a_man_who_left_distressed_is_asked(
    desk: Desk, hand_clock: HandClock
) -> None:
    ended(desk, hand_clock)
    for seat in (3, 6):
        how = "distressed, support arranged"
        act = attending.leaving(
            day_of(desk), man_on(desk, seat), how, hand_clock.at, distressed=True
        )
        desk.say(act)
    async with on_screen(desk, CloseScreen(), (120, 36)) as (_, pilot):
        hands = Keyboard(pilot, hand_clock, DATE)
        await chosen(hands, "left distressed, not said what was done: 3 6")
        await hands.keys("enter")
        assert "Seat 3 left distressed. What was done about it?" in hands.sees
        await hands.text("spoke with him for ten minutes", "enter")
        await hands.keys("escape")
        await until(pilot, lambda: "not said what was done: 6" in hands.sees)
        assert man(desk, 3).done == "spoke with him for ten minutes"
        assert man(desk, 3).how_he_left == "distressed, support arranged"
        await hands.keys("d")
        assert "3 left: distressed, support arranged; spoke with him" in hands.sees
