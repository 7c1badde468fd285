"""The time line: what ran when, whatever was pressed, late, twice or in an odd order."""

from itertools import pairwise

import pytest
from hypothesis import given, settings

from models.day.timeline import ItemState, Timeline
from models.day.timeline_fold import fold_timeline
from models.entries.entry import Entry
from models.entries.timeline import (
    AwaySettled,
    ClockPaused,
    ClockResumed,
    DayEnded,
    ItemAdded,
    ItemDropped,
    ItemEnded,
    ItemMoved,
    ItemStarted,
    MinutesChanged,
    OverrunExplained,
    PlanLaid,
)
from models.facts import Facts
from models.local_time import MINUTE_MS
from tests.models.made_days import (
    ITEMS,
    PLAN,
    Hand,
    half_run_days,
    histories,
    item,
    planned_day,
    wall,
)


def state(hand: Hand, name: str) -> ItemState:
    found = hand.day.timeline.state(name)
    assert found
    return found


def runs(hand: Hand, name: str) -> list[tuple[int, int | None]]:
    """The runs of an item in minutes of the day."""
    start = wall(0)
    return [
        ((run.started - start) // MINUTE_MS, run.ended and (run.ended - start) // MINUTE_MS)
        for run in state(hand, name).runs
    ]


def worked(hand: Hand, name: str, now: float) -> float:
    return hand.day.timeline.worked_ms(state(hand, name), wall(now)) / MINUTE_MS


def order(hand: Hand) -> list[str]:
    return [one.item.id for one in hand.day.timeline.states]


def test_a_plan_laid_is_all_to_come() -> None:
    line = planned_day().day.timeline
    assert [one.item.id for one in line.states] == list(ITEMS)
    assert {one.status for one in line.states} == {"pending"}
    assert line.following is line.states[0]
    assert (line.running, line.started, line.ended, line.odd) == (None, None, None, ())


def test_a_start_ends_what_ran() -> None:
    hand = planned_day()
    hand.say(ItemStarted(item="check-in"), 600)
    hand.say(ItemStarted(item="messages"), 618)
    assert runs(hand, "check-in") == [(600, 618)]
    assert state(hand, "check-in").status == "done"
    assert runs(hand, "messages") == [(618, None)]
    assert hand.day.timeline.running == state(hand, "messages")


def test_a_pause_is_not_worked() -> None:
    hand = planned_day()
    hand.say(ItemStarted(item="check-in"), 600)
    hand.say(ClockPaused(reason="phone"), 605)
    assert worked(hand, "check-in", 609) == 5
    hand.say(ClockResumed(), 609)
    assert worked(hand, "check-in", 612) == 8
    assert hand.day.timeline.paused is None


def test_the_next_start_ends_a_pause() -> None:
    hand = planned_day()
    hand.say(ItemStarted(item="check-in"), 600)
    hand.say(ClockPaused(), 605)
    hand.say(ItemStarted(item="messages"), 610)
    assert worked(hand, "check-in", 700) == 5
    assert worked(hand, "messages", 620) == 10


@pytest.mark.parametrize("what", [ClockResumed(), ItemEnded(item="check-in")])
def test_what_makes_no_sense_changes_nothing_and_is_listed(what: ClockResumed | ItemEnded) -> None:
    hand = planned_day()
    hand.say(ItemStarted(item="messages"), 600)
    before = hand.day.timeline
    hand.say(what, 605)
    assert hand.day.timeline.states == before.states
    assert hand.day.timeline.pauses == before.pauses
    assert len(hand.day.timeline.odd) == 1


def test_leaving_the_room_in_a_pause_is_an_interruption_from_then() -> None:
    hand = planned_day()
    hand.say(ItemStarted(item="check-in"), 600)
    hand.say(ClockPaused(reason="phone"), 605)
    hand.say(ClockPaused(interruption=True), 607)
    hand.say(ClockPaused(interruption=True), 608)
    hand.say(ClockResumed(), 612)
    kept = [(one.interruption, one.since, one.until) for one in hand.day.timeline.pauses]
    assert kept == [(False, wall(605), wall(607)), (True, wall(607), wall(612))]
    assert worked(hand, "check-in", 615) == 8
    assert len(hand.day.timeline.odd) == 1


def test_a_backdated_start_moves_the_end_before_it() -> None:
    hand = planned_day()
    hand.say(ItemStarted(item="check-in"), 600)
    hand.say(ItemStarted(item="messages"), 612, written=620)
    assert runs(hand, "check-in") == [(600, 612)]
    assert state(hand, "messages").runs[0].late
    assert worked(hand, "messages", 620) == 8


def test_a_start_that_supersedes_another_takes_its_place() -> None:
    hand = planned_day()
    hand.say(ItemStarted(item="check-in"), 600)
    second = hand.say(ItemStarted(item="messages"), 620)
    hand.say(ItemStarted(item="messages"), 615, written=625, supersedes=[second])
    assert runs(hand, "check-in") == [(600, 615)]
    assert runs(hand, "messages") == [(615, None)]


def test_a_superseding_start_taken_back_gives_the_first_again() -> None:
    hand = planned_day()
    first = hand.say(ItemStarted(item="check-in"), 600)
    second = hand.say(ItemStarted(item="check-in"), 590, written=605, supersedes=[first])
    assert runs(hand, "check-in") == [(590, None)]
    hand.take_back(second)
    assert runs(hand, "check-in") == [(600, None)]


def test_a_start_backdated_before_an_earlier_one_comes_first() -> None:
    hand = planned_day()
    hand.say(ItemStarted(item="messages"), 620)
    hand.say(ItemStarted(item="check-in"), 600, written=625)
    assert runs(hand, "check-in") == [(600, 620)]
    assert hand.day.timeline.started == wall(600)
    assert hand.day.timeline.running == state(hand, "messages")


def test_a_day_ended_is_over_and_open_again_when_taken_back() -> None:
    hand = planned_day()
    hand.say(ItemStarted(item="check-out"), 900)
    hand.say(ClockPaused(), 910)
    before = hand.day.timeline
    end = hand.say(DayEnded(), 915)
    line = hand.day.timeline
    assert (line.ended, line.running, line.paused) == (wall(915), None, None)
    hand.take_back(end)
    assert hand.day.timeline == before


def test_a_start_after_the_end_opens_the_day_again() -> None:
    hand = planned_day()
    hand.say(ItemStarted(item="check-out"), 900)
    hand.say(DayEnded(), 915)
    hand.say(ItemStarted(item="theme"), 920)
    assert hand.day.timeline.ended is None
    assert runs(hand, "check-out") == [(900, 915)]
    hand.say(DayEnded(), 930)
    assert hand.day.timeline.ended == wall(930)


def test_of_two_ends_the_first_counts() -> None:
    hand = planned_day()
    hand.say(ItemStarted(item="check-out"), 900)
    hand.say(DayEnded(), 915)
    hand.say(DayEnded(), 917)
    assert hand.day.timeline.ended == wall(915)
    assert len(hand.day.timeline.odd) == 1


def test_nothing_pauses_after_the_end() -> None:
    hand = planned_day()
    hand.say(ItemStarted(item="check-out"), 900)
    hand.say(DayEnded(), 915)
    hand.say(ClockPaused(), 920)
    assert hand.day.timeline.paused is None
    assert len(hand.day.timeline.odd) == 1


def test_skipping_and_carrying_what_is_to_come() -> None:
    hand = planned_day()
    hand.say(ItemDropped(item="theme", reason="time"), 600)
    hand.say(ItemDropped(item="messages", carried=True, reason="ill", agreed="both"), 600)
    assert state(hand, "theme").status == "skipped"
    carried = state(hand, "messages")
    assert (carried.status, carried.reason, carried.agreed) == ("carried", "ill", "both")


def test_a_skipped_item_started_after_all_runs() -> None:
    hand = planned_day()
    hand.say(ItemDropped(item="check-in", reason="late start"), 600)
    hand.say(ItemStarted(item="check-in"), 605)
    hand.say(ItemStarted(item="messages"), 615)
    now = state(hand, "check-in")
    assert (now.status, now.reason) == ("done", "")


def test_skipping_an_item_that_is_over_changes_nothing() -> None:
    hand = planned_day()
    hand.say(ItemStarted(item="check-in"), 600)
    hand.say(ItemStarted(item="messages"), 615)
    before = hand.day.timeline
    hand.say(ItemDropped(item="check-in", reason="time"), 620)
    assert hand.day.timeline.states == before.states
    assert len(hand.day.timeline.odd) == 1


def test_what_is_left_of_an_item_that_ran_may_be_carried_over() -> None:
    hand = planned_day()
    hand.say(ItemStarted(item="check-in"), 600)
    hand.say(ItemEnded(item="check-in", cut=True, reason="time"), 605)
    hand.say(ItemDropped(item="check-in", carried=True, agreed="both"), 605)
    now = state(hand, "check-in")
    assert (now.status, now.reason, now.agreed) == ("carried", "time", "both")


def test_an_item_run_again_keeps_both_runs_and_is_judged_by_the_last() -> None:
    hand = planned_day()
    hand.say(ItemStarted(item="check-in"), 600)
    hand.say(ItemEnded(item="check-in", cut=True, reason="alarm"), 604)
    assert state(hand, "check-in").status == "cut"
    hand.say(ItemStarted(item="check-in"), 610)
    hand.say(ItemStarted(item="messages"), 622)
    again = state(hand, "check-in")
    assert runs(hand, "check-in") == [(600, 604), (610, 622)]
    assert (again.status, again.reason) == ("done", "")
    assert worked(hand, "check-in", 700) == 16


def test_the_next_is_after_the_last_that_ran_then_what_was_passed_over() -> None:
    hand = planned_day()
    hand.say(ItemStarted(item="theme"), 600)
    line = hand.day.timeline
    coming = [one.item.id for one in line.to_come]
    assert coming == ["check-out", *ITEMS[:7]]
    assert line.following == line.to_come[0]


def test_items_are_added_and_moved() -> None:
    hand = planned_day()
    hand.say(ItemAdded(item=item("extra", 0, 10), after="check-in"), 600)
    hand.say(ItemMoved(item="theme", after=""), 601)
    hand.say(ItemMoved(item="lunch", after="extra"), 602)
    hand.say(ItemAdded(item=item("last", 0, 10), after="nowhere"), 603)
    assert order(hand)[:4] == ["theme", "check-in", "extra", "lunch"]
    assert order(hand)[-1] == "last"
    assert state(hand, "extra").added
    assert hand.day.timeline.odd == ()


def test_an_item_that_two_laptops_added_is_there_once() -> None:
    hand = planned_day()
    for _ in range(2):
        hand.say(ItemAdded(item=item("extra", 0, 10), after="nowhere"), 600)
    assert order(hand) == [*ITEMS, "extra"]


@pytest.mark.parametrize("after", ["theme", "nowhere"])
def test_an_item_can_not_be_moved_after_itself_or_after_none(after: str) -> None:
    hand = planned_day()
    hand.say(ItemMoved(item="theme", after=after), 600)
    assert order(hand) == list(ITEMS)
    assert len(hand.day.timeline.odd) == 1


def test_a_plan_that_names_an_item_twice_has_it_once() -> None:
    hand = Hand()
    hand.say(PlanLaid(items=(PLAN.items[0], PLAN.items[1], PLAN.items[0]), start=600, end=700))
    assert [one.item.id for one in fold_timeline(Facts.of(hand.entries)).states] == [
        "check-in",
        "messages",
    ]


def test_minutes_are_given_and_taken_but_one_is_left() -> None:
    hand = planned_day()
    hand.say(MinutesChanged(item="theme", minutes=5), 600)
    hand.say(MinutesChanged(item="theme", minutes=-20), 600)
    assert state(hand, "theme").minutes == 30
    hand.say(MinutesChanged(item="theme", minutes=-300), 600)
    assert state(hand, "theme").minutes == 1


def test_why_an_item_ran_over() -> None:
    hand = planned_day()
    hand.say(OverrunExplained(item="theme", reason="discussion"), 600)
    hand.say(OverrunExplained(item="nowhere", reason="discussion"), 600)
    assert state(hand, "theme").overrun_reason == "discussion"


def test_a_stretch_away_counts_as_said() -> None:
    hand = planned_day()
    hand.say(ItemStarted(item="check-in"), 600)
    away = AwaySettled(since=wall(603), until=wall(607), counted="running")
    kept = hand.say(away, 603, written=608)
    assert worked(hand, "check-in", 610) == 10
    pause = away.model_copy(update={"counted": "pause"})
    hand.say(pause, 603, written=609, supersedes=[kept])
    assert worked(hand, "check-in", 610) == 6


def test_a_stretch_that_two_laptops_were_away_counts_once() -> None:
    hand = planned_day()
    hand.say(ItemStarted(item="check-in"), 600)
    hand.say(AwaySettled(since=wall(603), until=wall(607), counted="pause"), 603, written=608)
    hand.say(AwaySettled(since=wall(604), until=wall(609), counted="pause"), 604, written=610)
    assert worked(hand, "check-in", 610) == 4
    assert [(one.since, one.until) for one in hand.day.timeline.pauses] == [
        (wall(603), wall(607)),
        (wall(607), wall(609)),
    ]


def test_a_stretch_away_that_meets_a_pause_counts_once() -> None:
    hand = planned_day()
    hand.say(ItemStarted(item="check-in"), 600)
    hand.say(ClockPaused(), 605)
    hand.say(ClockResumed(), 608)
    hand.say(AwaySettled(since=wall(603), until=wall(607), counted="pause"), 603, written=609)
    assert worked(hand, "check-in", 610) == 5


def test_a_stretch_that_ends_before_it_begins_counts_nothing() -> None:
    hand = planned_day()
    hand.say(ItemStarted(item="check-in"), 600)
    hand.say(AwaySettled(since=wall(607), until=wall(603), counted="pause"), 603)
    assert worked(hand, "check-in", 610) == 10


def test_where_a_moment_falls() -> None:
    hand = planned_day()
    hand.say(ItemStarted(item="check-in"), 600)
    hand.say(ClockPaused(), 605)
    hand.say(ClockResumed(), 608)
    hand.say(ItemStarted(item="messages"), 620)
    hand.say(ItemEnded(item="messages"), 640)
    line = hand.day.timeline
    found = {minute: line.at(wall(minute)) for minute in (599, 600, 606, 619, 620, 639, 640)}
    assert {minute: one and (one[0].item.id, one[1]) for minute, one in found.items()} == {
        599: None,
        600: ("check-in", 0),
        606: ("check-in", 5),
        619: ("check-in", 16),
        620: ("messages", 0),
        639: ("messages", 19),
        640: None,
    }


def sound(line: Timeline, now: int) -> None:
    """What holds of every time line."""
    names = [one.item.id for one in line.states]
    assert len(names) == len(set(names))
    assert sum(one.running for one in line.states) <= 1
    every = sorted((run.started, run.ended) for one in line.states for run in one.runs if run.ended)
    for (_, ended), (started, _) in pairwise(every):
        assert ended <= started
    for before, after in pairwise(line.pauses):
        assert before.until is not None
        assert before.until <= after.since
    assert all(one.until is None or one.since < one.until for one in line.pauses)
    for one in line.states:
        elapsed = sum((run.ended or max(now, run.started)) - run.started for run in one.runs)
        assert 0 <= line.worked_ms(one, now) <= elapsed
        assert one.minutes >= 1
    assert line.started is None or all(
        run.started >= line.started for one in line.states for run in one.runs
    )
    assert line.ended is None or (line.running is None and line.paused is None)
    assert {one.status for one in line.to_come} <= {"pending"}
    assert line.following == (line.to_come[0] if line.to_come else None)


@settings(max_examples=200)
@given(histories(forged=True))
def test_every_time_line_is_sound(entries: list[Entry]) -> None:
    line = fold_timeline(Facts.of(entries))
    for now in (wall(585), wall(720), wall(970)):
        sound(line, now)


@given(half_run_days())
def test_a_day_led_with_sense_has_nothing_odd(led: tuple[Hand, float]) -> None:
    hand, now = led
    line = hand.day.timeline
    assert line.odd == ()
    sound(line, wall(now))
