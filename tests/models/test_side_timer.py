"""The timer beside the schedule: rounds, what is left, and that it moves nothing in the day."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.acts import Refused
from models.acts.side_timing import set_side_timer, stop_side_timer
from models.day.side_timer import SideTimer
from models.entries.timeline import ItemStarted, SideTimerSet
from tests.models.made_days import Hand, half_run_days, planned_day, wall


def said(hand: Hand, minute: float) -> str:
    timer = hand.day.side_timer
    return timer.says(wall(minute)) if timer and timer.shows(wall(minute)) else ""


def test_three_minutes_each_are_counted_down_one_after_the_other() -> None:
    hand = planned_day()
    hand.say(SideTimerSet(seconds=180, rounds=8), 610)
    assert said(hand, 610) == "timer 1 of 8   3:00"
    assert said(hand, 611.6) == "timer 1 of 8   1:24"
    assert said(hand, 613) == "timer 2 of 8   3:00"
    assert said(hand, 633.5) == "timer 8 of 8   0:30"
    assert said(hand, 634) == "timer: time is up"
    assert said(hand, 635) == ""


def test_the_latest_counts_and_a_stopped_one_is_gone() -> None:
    hand = planned_day()
    hand.say(SideTimerSet(seconds=600, rounds=1), 610)
    hand.say(SideTimerSet(seconds=60, rounds=1), 612)
    assert said(hand, 612.5) == "timer   0:30"
    hand.say(stop_side_timer(hand.day, wall(612.6)).entries[0].what, 612.6)
    assert said(hand, 612.7) == ""
    with pytest.raises(Refused, match="No timer runs"):
        stop_side_timer(hand.day, wall(613))


def test_a_timer_of_nothing_is_refused() -> None:
    for seconds, rounds in ((0, 1), (60, 0)):
        with pytest.raises(Refused):
            set_side_timer(planned_day().day, seconds, rounds, wall(610))
    assert set_side_timer(planned_day().day, 90, 1, wall(610)).says == "timer 1:30"


@given(half_run_days(), st.integers(1, 900), st.integers(1, 10))
def test_a_timer_moves_nothing_in_the_day(
    led: tuple[Hand, float], length: int, rounds: int
) -> None:
    hand, now = led
    before = hand.day
    more = hand.say(SideTimerSet(seconds=length, rounds=rounds), now)
    assert hand.day.timeline == before.timeline
    assert hand.day.forecast(wall(now)) == before.forecast(wall(now))
    assert before.plus([more]).side_timer == hand.day.side_timer


@given(st.integers(1, 900), st.integers(1, 20), st.integers(0, 20_000_000))
def test_rounds_and_what_is_left_add_up(seconds: int, rounds: int, past: int) -> None:
    timer = SideTimer(1000, seconds, rounds)
    now = 1000 + past
    if now < timer.until:
        left = (rounds - timer.round_at(now)) * seconds * 1000 + timer.left_ms(now)
        assert left == timer.until - now
    else:
        assert (timer.left_ms(now), timer.round_at(now)) == (0, rounds + 1)


def test_it_goes_on_while_the_day_does_what_it_does() -> None:
    hand = planned_day()
    hand.say(SideTimerSet(seconds=600, rounds=1), 610)
    hand.say(ItemStarted(item="messages"), 612)
    assert said(hand, 615) == "timer   5:00"
