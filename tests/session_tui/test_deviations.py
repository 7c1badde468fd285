"""What the debrief shows of the day as the record has it."""

from __future__ import annotations

from models.entries.timeline import (
    DayEnded,
    Item,
    ItemAdded,
    ItemDropped,
    ItemEnded,
    ItemStarted,
    OverrunExplained,
)
from session_tui.screens.close.deviations import deviation_lines
from tests.models.made_days import item, planned_day


def shown(*said: tuple[object, float]) -> list[str]:
    hand = planned_day()
    for what, minute in said:
        hand.say(what, minute)  # type: ignore[arg-type]  # contents of every kind
    return ["".join(text for text, _ in line) for line in deviation_lines(hand.day, 70)]


def test_a_day_as_planned_shows_nothing() -> None:
    assert shown((ItemStarted(item="check-in"), 600), (ItemStarted(item="messages"), 617)) == []


def test_what_was_dropped_and_cut_stands_with_its_reason() -> None:
    assert shown(
        (ItemStarted(item="check-in"), 600),
        (ItemEnded(item="check-in", cut=True, reason="incident"), 610),
        (ItemDropped(item="messages", reason="short of time"), 611),
        (ItemDropped(item="theme", carried=True, reason="staffing"), 612),
    ) == [
        "Check-In: cut short (incident)",
        "Messages: skipped (short of time)",
        "Theme: carried over (staffing)",
    ]


def test_notably_more_or_fewer_minutes_are_named() -> None:
    assert shown(
        (ItemStarted(item="check-in"), 600),
        (ItemStarted(item="messages"), 627),
        (OverrunExplained(item="check-in", reason="someone unwell"), 628),
        (ItemStarted(item="break-1"), 670),
        (DayEnded(), 700),
    ) == [
        "Check-In: +12 min (someone unwell)",
        "Messages: -17 min",
        "Break-1: +15 min",
    ]


def test_what_was_put_in_is_named() -> None:
    extra: Item = item("extra", 620, 10)
    assert shown((ItemAdded(item=extra, after="check-in"), 601)) == ["Extra: not in the plan"]
