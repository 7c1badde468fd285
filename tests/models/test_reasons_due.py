"""What asks for a reason: notable overruns and a late start, until one is given."""

from __future__ import annotations

from models.acts.running import explain_late_start
from models.day.reasons_due import newly_due, reasons_due
from models.entries.timeline import (
    ItemEnded,
    ItemStarted,
    LateStartExplained,
    MinutesChanged,
    OverrunExplained,
)
from tests.models.made_days import Hand, planned_day, wall


def due(hand: Hand) -> list[tuple[str, int]]:
    return [(one.item, one.minutes) for one in reasons_due(hand.day)]


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
