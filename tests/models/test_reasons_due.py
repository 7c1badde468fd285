"""What asks for a reason: notable overruns and a late start, until one is given."""

from __future__ import annotations

from models.acts.explaining import explain, explain_late_start
from models.day.reasons_due import newly_due, reasons_due
from models.entries.timeline import (
    AwaySettled,
    ClockPaused,
    ClockResumed,
    DayEnded,
    ItemDropped,
    ItemEnded,
    ItemStarted,
    LateStartExplained,
    MinutesChanged,
    OverrunExplained,
)
from models.local_time import MINUTE_MS
from tests.models.made_days import Hand, planned_day, wall


def due(hand: Hand) -> list[tuple[str, int]]:
    return [(one.item, one.minutes) for one in reasons_due(hand.day)]


def told(hand: Hand) -> None:
    """Say why of what is due first."""
    (first, *_) = reasons_due(hand.day)
    known = {entry.id: entry for entry in hand.entries}
    for new in explain(hand.day, first, "incident", wall(931)).entries:
        assert new.about is not None
        at = (new.about - wall(0)) / MINUTE_MS
        replaced = [known[one] for one in new.supersedes]
        hand.say(new.what, at, written=931, supersedes=replaced)


def test_a_late_start_and_an_overrun_are_due_until_they_have_a_reason() -> None:
    hand = planned_day()
    before = hand.day
    hand.say(ItemStarted(item="check-in"), 607)
    assert due(hand) == [("", 7)]
    first = newly_due(before, hand.day)
    assert first is not None
    assert first.says == "The day began 7 min late"
    before = hand.day
    hand.say(ItemEnded(item="check-in"), 628)
    assert due(hand) == [("check-in", 6), ("", 7)]
    second = newly_due(before, hand.day)
    assert second is not None
    assert second.says == "Check-In ran 6 min over"
    hand.say(OverrunExplained(item="check-in", reason="incident"), 628)
    hand.say(LateStartExplained(reason="travel"), 629)
    assert due(hand) == []
    assert hand.day.timeline.late_start_reason == "travel"


def test_what_is_little_given_or_still_running_is_not_due() -> None:
    hand = planned_day()
    hand.say(ItemStarted(item="check-in"), 604)
    assert due(hand) == []
    hand.say(MinutesChanged(item="check-in", minutes=10), 610)
    hand.say(ItemEnded(item="check-in"), 633)
    assert due(hand) == []
    hand.say(ItemStarted(item="messages"), 633)
    assert reasons_due(hand.day) == ()
    assert hand.day.forecast(wall(720)).running is not None


def test_a_reason_given_again_takes_the_place_of_the_first() -> None:
    hand = planned_day()
    hand.say(ItemStarted(item="check-in"), 610)
    first = hand.say(explain_late_start(hand.day, "travel", wall(611)).entries[0].what, 611)
    again = explain_late_start(hand.day, "staffing", wall(612))
    assert again.entries[0].supersedes == (first.id,)


def test_pauses_and_what_was_dropped_or_cut_are_due_until_each_has_its_reason() -> None:
    hand = planned_day()
    hand.say(ItemStarted(item="check-in"), 600)
    hand.say(ClockPaused(), 603)
    hand.say(ClockResumed(), 605)
    hand.say(ClockPaused(interruption=True), 608)
    hand.say(ClockResumed(), 609)
    hand.say(ItemEnded(item="check-in", cut=True), 612)
    hand.say(ItemStarted(item="messages"), 612)
    hand.say(AwaySettled(since=wall(614), until=wall(616), counted="pause"), 616)
    hand.say(ItemDropped(item="theme"), 620)
    hand.say(DayEnded(), 620)
    said = [due.says for due in reasons_due(hand.day)]
    assert said == [
        "Check-In was cut short",
        "You left the room 10:08 to 10:09",
        "Paused 10:03 to 10:05",
        "Theme was skipped",
    ]
    before = hand.day.timeline
    for _ in said:
        told(hand)
    after = hand.day.timeline
    assert reasons_due(hand.day) == ()
    assert not after.odd
    assert [pause.reason for pause in after.pauses] == ["incident", "incident", "away"]
    assert {s.item.id: s.reason for s in after.states if s.reason} == {
        "check-in": "incident",
        "theme": "incident",
    }
    assert [s.status for s in after.states] == [s.status for s in before.states]
    assert [(r.started, r.ended) for s in after.states for r in s.runs] == [
        (r.started, r.ended) for s in before.states for r in s.runs
    ]
    assert (after.started, after.ended) == (before.started, before.ended)


def test_a_pause_is_not_told_as_news_for_its_reason_is_asked_at_once() -> None:
    hand = planned_day()
    hand.say(ItemStarted(item="check-in"), 600)
    before = hand.day
    hand.say(ClockPaused(), 603)
    assert newly_due(before, hand.day) is None
