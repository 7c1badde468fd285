"""The forecast: the yardstick's invariants, and a plain walk through the rest of the day."""

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from models.day.forecast import Forecast, Warn
from models.day.must_give import must_give
from models.entries.timeline import (
    ClockPaused,
    ClockResumed,
    DayEnded,
    ItemDropped,
    ItemEnded,
    ItemMoved,
    ItemStarted,
    MinutesChanged,
    PlanLaid,
)
from models.local_time import MINUTE_MS
from tests.models.made_days import ITEMS, PLAN, Hand, half_run_days, item, planned_day, wall

WITH_GAP = PlanLaid(
    items=(
        item("first", 600, 60),
        item("second", 660, 60),
        item("lunch", 730, 30, "lunch", fixed=True),
        item("third", 760, 170),
    ),
    start=600,
    end=930,
)


def at(hand: Hand, minute: float) -> Forecast:
    return hand.day.forecast(wall(minute))


def minute(ms: int) -> float:
    return (ms - wall(0)) / MINUTE_MS


def starts(forecast: Forecast) -> dict[str, float]:
    return {row.item: minute(row.start) for row in forecast.rows}


@pytest.mark.parametrize("now", [480, 599, 600])
@pytest.mark.parametrize("plan", [PLAN, WITH_GAP])
def test_a_day_in_which_nothing_happened_ends_as_planned(now: int, plan: PlanLaid) -> None:
    forecast = at(planned_day(plan=plan, begin=400), now)
    assert starts(forecast) == {one.id: one.start for one in plan.items}
    assert all(row.late_ms == 0 for row in forecast.rows)
    assert forecast.end == forecast.planned_end == wall(930)
    assert forecast.late_ms == 0
    assert forecast.running is None


def test_a_day_that_begins_late_is_late() -> None:
    assert at(planned_day(), 606).late_ms == 6 * MINUTE_MS


@pytest.mark.parametrize("name", ["check-in", "messages"])
def test_a_day_begins_at_its_start_whatever_is_skipped(name: str) -> None:
    hand = planned_day()
    hand.say(ItemDropped(item=name, reason="time"), 590)
    first = starts(at(hand, 595))
    assert min(first.values()) == 600


def test_a_day_begins_at_its_start_whatever_comes_first() -> None:
    hand = planned_day()
    hand.say(ItemMoved(item="theme", after=""), 590)
    assert starts(at(hand, 595))["theme"] == 600
    assert at(hand, 595).late_ms == 0


def test_a_running_item_counts_only_its_overage() -> None:
    hand = planned_day()
    hand.say(ItemStarted(item="check-in"), 600)
    assert [at(hand, now).late_ms / MINUTE_MS for now in (600, 607, 615, 618)] == [0, 0, 0, 3]


def test_lateness_flows_until_a_gap_eats_it() -> None:
    hand = planned_day(plan=WITH_GAP)
    hand.say(ItemStarted(item="first"), 608)
    late = {row.item: row.late_ms / MINUTE_MS for row in at(hand, 610).rows}
    assert late == {"first": 8, "second": 8, "lunch": 0, "third": 0}
    later = {row.item: row.late_ms / MINUTE_MS for row in at(hand, 683).rows}
    assert later == {"first": 8, "second": 23, "lunch": 13, "third": 13}


def test_earliness_never_pulls_a_fixed_start_forward() -> None:
    hand = planned_day()
    hand.say(ItemStarted(item="work-1"), 640)
    hand.say(ItemEnded(item="work-1"), 700)
    hand.say(ItemDropped(item="check-in"), 700)
    hand.say(ItemDropped(item="messages"), 700)
    hand.say(ItemDropped(item="break-1"), 700)
    assert starts(at(hand, 700))["lunch"] == 750
    assert starts(at(hand, 760))["lunch"] == 760


def test_after_a_break_that_ended_early_the_next_may_come_early() -> None:
    hand = planned_day()
    hand.say(ItemStarted(item="lunch"), 750)
    hand.say(ItemEnded(item="lunch"), 770)
    assert starts(at(hand, 771))["work-2"] == 771


def test_what_was_passed_over_is_expected_after_the_rest() -> None:
    hand = planned_day()
    hand.say(ItemStarted(item="theme"), 870)
    expected = starts(at(hand, 870))
    assert expected["check-out"] == 915
    assert expected["check-in"] == 930


def test_while_paused_the_end_moves_with_the_clock() -> None:
    hand = planned_day()
    hand.say(ItemStarted(item="check-in"), 600)
    hand.say(ClockPaused(), 605)
    assert [at(hand, now).late_ms / MINUTE_MS for now in (605, 606, 620)] == [0, 1, 15]


def test_a_day_that_ended_ends_then() -> None:
    hand = planned_day()
    hand.say(ItemStarted(item="check-in"), 600)
    hand.say(DayEnded(), 613)
    forecast = at(hand, 900)
    assert forecast.end == wall(613)
    assert starts(forecast) == {"check-in": 600}


def test_a_day_with_nothing_left_but_its_end_lasts_until_then_or_now() -> None:
    hand = planned_day(plan=PlanLaid(items=PLAN.items[:1], start=600, end=615))
    hand.say(ItemStarted(item="check-in"), 600)
    hand.say(ItemEnded(item="check-in"), 612)
    assert (at(hand, 613).end, at(hand, 613).spare_ms) == (wall(615), 2 * MINUTE_MS)
    assert (at(hand, 620).end, at(hand, 620).spare_ms) == (wall(620), 0)


def test_a_plan_shorter_than_its_day_has_time_to_spare_and_ends_as_planned() -> None:
    hand = planned_day(plan=PlanLaid(items=PLAN.items[:4], start=600, end=930))
    forecast = at(hand, 600)
    last = PLAN.items[3].end
    assert (forecast.end, forecast.late_ms) == (wall(930), 0)
    assert forecast.spare_ms == (930 - last) * MINUTE_MS
    hand.say(ItemStarted(item="check-in"), 610)
    assert at(hand, 610).late_ms == 0
    assert at(hand, 610).spare_ms == (930 - last - 10) * MINUTE_MS


def test_what_stays_free_before_a_fixed_start_is_said() -> None:
    hand = planned_day(plan=WITH_GAP)
    assert {row.item: row.free_ms for row in at(hand, 600).rows} == {
        "first": 0,
        "second": 0,
        "lunch": 10 * MINUTE_MS,
        "third": 0,
    }
    hand.say(ItemStarted(item="second"), 600)
    free = {row.item: row.free_ms for row in at(hand, 600).rows}
    assert free["lunch"] == 70 * MINUTE_MS


def test_a_day_without_a_plan_has_a_forecast() -> None:
    hand = planned_day(plan=PlanLaid(items=(), start=600, end=930))
    assert at(hand, 600).rows == ()
    assert at(hand, 600).late_ms == 0


def test_minutes_given_and_taken_move_what_follows() -> None:
    hand = planned_day()
    hand.say(MinutesChanged(item="theme", minutes=-20), 600)
    assert (at(hand, 600).late_ms, at(hand, 600).spare_ms) == (0, 20 * MINUTE_MS)
    hand.say(MinutesChanged(item="theme", minutes=35), 600)
    assert at(hand, 600).late_ms == 15 * MINUTE_MS


@pytest.mark.parametrize(
    ("planned", "left", "phase"),
    [
        (60, 12.1, "normal"),
        (60, 12, "soon"),
        (60, 3.1, "soon"),
        (60, 3, "nearly"),
        (60, 0, "nearly"),
        (60, -0.1, "over"),
        # No less than a minute and half a minute.
        (3, 1.1, "normal"),
        (3, 1, "soon"),
        (3, 0.5, "nearly"),
    ],
)
def test_warnings_by_share_with_a_floor(planned: float, left: float, phase: str) -> None:
    assert Warn().phase(int(left * MINUTE_MS), int(planned * MINUTE_MS)) == phase


def test_the_running_item_says_what_is_left() -> None:
    hand = planned_day()
    hand.say(ItemStarted(item="check-in"), 600)
    running = at(hand, 617).running
    assert running
    assert (running.left_ms, running.phase) == (-2 * MINUTE_MS, "over")


@given(half_run_days(), st.integers(1, 40))
def test_a_pause_equals_as_many_minutes_given(led: tuple[Hand, float], minutes: int) -> None:
    hand, now = led
    line = hand.day.timeline
    running = line.running
    assume(running is not None and line.paused is None)
    assert running
    assume(running.item.planned + running.change >= 1)
    before = len(hand.entries)
    hand.say(ClockPaused(), now)
    hand.say(ClockResumed(), now + minutes)
    paused = at(hand, now + minutes)
    del hand.entries[before:]
    hand.say(MinutesChanged(item=running.item.id, minutes=minutes), now)
    given_more = at(hand, now + minutes)
    assert paused.end == given_more.end
    assert [(row.start, row.end) for row in paused.rows] == [
        (row.start, row.end) for row in given_more.rows
    ]


@given(half_run_days(), st.sampled_from(ITEMS))
def test_skipping_an_item_that_is_over_changes_nothing(led: tuple[Hand, float], name: str) -> None:
    hand, now = led
    state = hand.day.timeline.state(name)
    assume(state is not None and state.status == "done")
    before = at(hand, now)
    hand.say(ItemDropped(item=name, reason="time"), now)
    assert at(hand, now) == before


@given(half_run_days(), st.integers(0, 200))
def test_windows_hold_what_is_expected(led: tuple[Hand, float], later: int) -> None:
    hand, now = led
    forecast = at(hand, now + later)
    for row in forecast.rows:
        assert row.earliest <= row.start <= row.latest
        assert row.start <= row.end


@given(half_run_days(), st.integers(0, 60))
def test_time_that_passes_never_makes_the_day_end_earlier(
    led: tuple[Hand, float], later: int
) -> None:
    hand, now = led
    assert at(hand, now).end <= at(hand, now + later).end <= at(hand, now).end + later * MINUTE_MS


@settings(max_examples=200)
@given(half_run_days(), st.integers(0, 30))
def test_the_forecast_is_what_comes_of_it_minute_by_minute(
    led: tuple[Hand, float], later: int
) -> None:
    hand, now = led
    forecast = at(hand, now + later)
    expected, end = walked(hand, now + later)
    assert {row.item: row.start for row in forecast.rows} == expected
    assert forecast.end == end


@given(half_run_days(), st.integers(0, 90))
def test_what_must_give_begins_with_the_same_end(led: tuple[Hand, float], later: int) -> None:
    hand, now = led
    assume(hand.day.timeline.ended is None)
    assert must_give(hand.day, wall(now + later)).run_on == at(hand, now + later).end


STEP_MS = MINUTE_MS // 2


def walked(hand: Hand, now: float) -> tuple[dict[str, int], int]:
    """Starts (ms) and end of the day, walked half a minute at a time, each as long as planned."""
    line, clock = hand.day.timeline, wall(now)
    starts = {one.item.id: one.runs[0].started for one in line.states if one.runs}
    if line.ended is not None:
        return starts, line.ended
    if line.running:
        left = line.running.minutes * MINUTE_MS - line.worked_ms(line.running, clock)
        clock = _pass_by(clock, left)
    elif line.started is None:
        while clock < wall(600):
            clock += STEP_MS
    names = [one.item.id for one in line.states]
    last = max((names.index(one) for one in starts), default=-1)
    for name in (*names[last + 1 :], *names[: last + 1]):
        one = line.state(name)
        assert one
        if one.runs or one.dropped:
            continue
        while one.item.fixed and clock < wall(one.item.start):
            clock += STEP_MS
        starts[name] = clock
        clock = _pass_by(clock, one.minutes * MINUTE_MS)
    while clock < wall(930):
        clock += STEP_MS
    return starts, clock


def _pass_by(clock: int, left: int) -> int:
    while left > 0:
        clock += STEP_MS
        left -= STEP_MS
    return clock
