"""Reasons by one key when something ran over, timers beside the day, and a bell when wanted."""

from __future__ import annotations

import pytest

from models.entries.timeline import SideTimerSet
from models.local_time import MINUTE_MS
from session_tui import ask
from session_tui.desk import Desk
from session_tui.screens.close.screen import CloseScreen
from session_tui.screens.live.screen import LiveScreen
from session_tui.screens.room.screen import RoomScreen
from session_tui.time_up import TimeUp
from tests.session_tui.hands import HandClock
from tests.session_tui.keyboard import until
from tests.session_tui.live_screen import begun, live
from tests.session_tui.test_close_attendance import chosen
from tests.session_tui.writing_day import day_of


async def test_what_ran_over_is_told_and_enter_and_one_key_say_why(
    desk: Desk, hand_clock: HandClock
) -> None:
    begun(desk, hand_clock)
    async with live(desk, hand_clock) as hands:
        await hands.keys("space", at="11:27")
        assert "Break started 11:27 · 12 min over: Enter says why" in hands.sees
        await hands.keys("enter")
        assert "Steps to a decision ran 12 min over. Why?" in hands.sees
        await hands.keys("d")
        assert day_of(desk).timeline.states[1].overrun_reason == "discussion needed the time"
        await hands.keys("u")
        assert day_of(desk).timeline.states[1].overrun_reason == ""
        await hands.keys("enter", "escape", "enter", "i")
        assert day_of(desk).timeline.states[1].overrun_reason == "incident"
        await hands.keys("enter")
        assert "Choose an item first" in hands.sees


async def test_a_late_start_is_told_and_enter_says_why(desk: Desk, hand_clock: HandClock) -> None:
    async with live(desk, hand_clock) as hands:
        await hands.keys("space", at="10:08")
        assert "8 min late: Enter says why" in hands.sees
        await hands.keys("enter", "w")
        assert day_of(desk).timeline.late_start_reason == "waiting for members"
        await hands.pilot.app.run_action("screen.why")
        await until(hands.pilot, lambda: "asks for a reason has one" in hands.sees)


async def test_why_one_paused_is_never_in_the_way_of_going_on(
    desk: Desk, hand_clock: HandClock
) -> None:
    begun(desk, hand_clock)
    async with live(desk, hand_clock) as hands:
        await hands.keys("p", at="10:30")
        assert "Paused. Why?" in hands.sees
        await hands.keys("space", at="10:32")
        await until(hands.pilot, lambda: day_of(desk).timeline.paused is None)
        await hands.keys("p", "3", at="10:40")
        await until(hands.pilot, lambda: isinstance(hands.pilot.app.screen, LiveScreen))
        await hands.text(" asked for it", "enter")
        assert [note.what.text for note in day_of(desk).notes] == ["asked for it"]


async def test_reasons_that_are_missing_are_given_at_the_gate_by_a_key_each(
    desk: Desk, hand_clock: HandClock
) -> None:
    async with live(desk, hand_clock) as hands:
        await hands.keys("space", at="10:08")
        await hands.keys("p", "escape", at="10:10")
        await hands.keys("space", at="10:14")
        await hands.keys("space", at="10:45")
        await hands.keys("f", "y", at="11:00")
        await hands.on(CloseScreen)
        await chosen(hands, "3 reasons not given: overrun, pause, late start")
        assert "say why, a key each" in hands.sees
        await hands.keys("enter")
        assert "ran 18 min over. Why?" in hands.sees
        await hands.keys("d")
        assert "Paused 10:10 to 10:14. Why?" in hands.sees
        await hands.keys("escape")
        await until(hands.pilot, lambda: "2 reasons not given: pause, late start" in hands.sees)
        await hands.keys("enter", "i")
        assert "The day began 8 min late. Why?" in hands.sees
        await hands.keys("w")
        await until(hands.pilot, lambda: "not given" not in hands.sees)
    line = day_of(desk).timeline
    assert line.late_start_reason == "waiting for members"
    assert [pause.reason for pause in line.pauses] == ["incident"]
    assert line.states[0].overrun_reason == "discussion needed the time"


async def test_nobody_says_why_one_paused_and_the_question_goes(
    desk: Desk, hand_clock: HandClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ask, "GIVES_WAY_SECONDS", 0.01)
    begun(desk, hand_clock)
    async with live(desk, hand_clock) as hands:
        await hands.keys("p", at="10:30")
        await until(hands.pilot, lambda: isinstance(hands.pilot.app.screen, LiveScreen))
        assert day_of(desk).timeline.paused is not None


async def test_a_timer_runs_beside_the_day_and_under_the_cover(
    desk: Desk, hand_clock: HandClock
) -> None:
    begun(desk, hand_clock)
    before = day_of(desk).timeline
    async with live(desk, hand_clock) as hands:
        await hands.keys("ctrl+t", "e", at="10:30")
        assert "timer 1 of 7   3:00" in hands.sees
        assert day_of(desk).timeline == before
        await hands.keys("ctrl+l", at="10:34")
        await hands.on(RoomScreen)
        assert "timer 2 of 7   2:00" in hands.sees
        await hands.keys("escape", "ctrl+t", "s")
        assert "timer stopped" in hands.sees
        assert "of 7" not in hands.sees
        await hands.keys("ctrl+t", "tab")
        await hands.text("soon", "enter")
        assert "is no timer" in hands.sees
        await hands.keys(*["backspace"] * 4)
        await hands.text("90s", "enter")
        assert "timer   1:30" in hands.sees


def test_the_bell_rings_once_when_time_is_up_where_it_is_wanted(
    desk: Desk, hand_clock: HandClock
) -> None:
    begun(desk, hand_clock)
    day, bell, quiet = day_of(desk), TimeUp(), TimeUp()
    bell.turn()
    clock = hand_clock.at
    at = [clock, clock + 50 * MINUTE_MS, clock + 61 * MINUTE_MS, clock + 62 * MINUTE_MS]
    # Personal work runs: it stays quiet.
    assert [bell.rings(day, now) for now in at] == [False] * 4
    hand_clock.to(11, 15)
    from models.acts.running import next_step
    from models.acts.side_timing import set_side_timer

    step = next_step(day, hand_clock.at)
    assert step.act is not None
    desk.say(step.act)
    day, clock = day_of(desk), hand_clock.at
    at = [clock, clock + 14 * MINUTE_MS, clock + 15 * MINUTE_MS, clock + 16 * MINUTE_MS]
    assert [bell.rings(day, now) for now in at] == [False, False, True, False]
    assert [quiet.rings(day, now) for now in at] == [False] * 4
    desk.say(set_side_timer(day, 60, 2, clock))
    day = day_of(desk)
    assert isinstance(day.facts.standing(SideTimerSet)[0].what, SideTimerSet)
    bell = TimeUp()
    bell.turn()
    at = [clock, clock + 59_000, clock + 61_000, clock + 90_000, clock + 121_000, clock + 130_000]
    assert [bell.rings(day, now) for now in at] == [False, False, True, False, True, False]
