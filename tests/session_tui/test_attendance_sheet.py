"""The attendance sheet: minutes in the room, the group's size, what was ever said of a man."""

from __future__ import annotations

from models.entries.attendance import AttendanceMarked
from session_tui.desk import Desk
from session_tui.lines import line
from session_tui.screens.live.attendance import AttendanceSheet
from session_tui.screens.live.attendance_lines import size_said
from session_tui.screens.live.group_pane import group_lines
from session_tui.screens.live.screen import LiveScreen
from tests.models.made_days import planned_day
from tests.session_tui.hands import HandClock
from tests.session_tui.keyboard import screen_text, write
from tests.session_tui.writing_day import begin, on_screen


async def test_minutes_of_work_stand_beside_each_man(desk: Desk, hand_clock: HandClock) -> None:
    begin(desk, hand_clock)
    hand_clock.to(10, 12)
    async with on_screen(desk, LiveScreen()) as (app, pilot):
        await write(pilot, "", "a")
        assert isinstance(app.screen, AttendanceSheet)
        rows = screen_text(app.screen).splitlines()
        assert "12 min" in next(row for row in rows if row.startswith("    1  "))
        assert "min" not in next(row for row in rows if row.startswith("    4  "))


async def test_a_group_below_six_is_said(desk: Desk, hand_clock: HandClock) -> None:
    begin(desk, hand_clock)
    async with on_screen(desk, LiveScreen()) as (app, pilot):
        await write(pilot, "", "a")
        assert "at least" not in screen_text(app.screen)
        await write(pilot, "", "1", "2", "x", "enter")
        assert "5 came: a group has 6 at least" in screen_text(app.screen)


def test_more_than_ten_who_came_are_said(desk: Desk) -> None:
    limits, hand = desk.bank.service.group, planned_day(men=11)
    for seat in range(1, 11):
        hand.say(AttendanceMarked(member=f"m{seat}", state="in"), 600)
    assert size_said(hand.day, limits) == ""
    hand.say(AttendanceMarked(member="m11", state="walk-in"), 605)
    assert size_said(hand.day, limits) == "11 men came: a group has 10 at most"
    live = group_lines(hand.day, desk.team, 40, 20, limits, initials=False)
    assert live[-1] == line("11 men came: a group has 10 at most", "soft")


async def test_what_was_said_of_a_man_and_no_longer_stands_is_read(
    desk: Desk, hand_clock: HandClock
) -> None:
    begin(desk, hand_clock)
    async with on_screen(desk, LiveScreen(), (120, 36)) as (app, pilot):
        hand_clock.to(10, 30)
        await write(pilot, "", "a", "4", "i", "enter", "4", "y")
        text = screen_text(app.screen)
        assert "Seat 4: attendance today" in text
        assert "10:00 4 absent 10:00: says ill · Ada Quill · no longer stands" in text
        assert "10:30 4 in 10:30 · Ada Quill" in text
