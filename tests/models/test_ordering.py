"""The order of the day is one fact: moved by one it is a move, by two at once it is unsettled."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from models.acts import Act
from models.acts.ordering import move_item, swap_items
from models.day.day import Day
from models.day.gate import gate
from models.entries.timeline import ItemAdded, ItemsOrdered
from tests.models.made_days import ITEMS, Hand, item, planned_day, wall


def said(hand: Hand, act: Act, minute: float = 601) -> None:
    """The hand writes an act."""
    known = {entry.id: entry for entry in hand.entries}
    for new in act.entries:
        hand.say(new.what, minute, supersedes=[known[one] for one in new.supersedes])


def order(day: Day) -> list[str]:
    return [state.item.id for state in day.timeline.states]


def other_hand(hand: Hand) -> Hand:
    """Another laptop that has what this one has, and its own clock."""
    other = Hand("b", "ben", 601)
    other.entries = list(hand.entries)
    return other


def test_moves_one_after_the_other_are_never_unsettled() -> None:
    hand = planned_day()
    said(hand, move_item(hand.day, "theme", -1, wall(601)))
    said(hand, move_item(hand.day, "theme", -1, wall(601)))
    said(hand, swap_items(hand.day, "check-in", wall(601)))
    assert order(hand.day)[:2] == ["messages", "check-in"]
    assert order(hand.day)[-4:] == ["theme", "work-2", "break-2", "check-out"]
    assert not any(settled.unsettled for settled in hand.day.facts.all_of("order"))


def test_what_two_laptops_ordered_differently_is_unsettled_until_one_orders_again() -> None:
    hand = planned_day()
    other = other_hand(hand)
    said(hand, move_item(hand.day, "theme", -1, wall(601)))
    said(other, move_item(other.day, "messages", -1, wall(602)), 602)
    hand.entries += [one for one in other.entries if one not in hand.entries]
    day = hand.day
    assert order(day).index("theme") == ITEMS.index("theme") - 1
    assert order(day).index("messages") == ITEMS.index("messages")
    assert "unsettled" in {row.open for row in gate(day, "anna", {})}
    said(hand, move_item(day, "messages", -1, wall(603)), 603)
    assert "unsettled" not in {row.open for row in gate(hand.day, "anna", {})}
    assert order(hand.day)[0] == "messages"


def test_two_who_order_alike_agree() -> None:
    hand = planned_day()
    other = other_hand(hand)
    for one in (hand, other):
        said(one, swap_items(one.day, "check-in", wall(601)))
    hand.entries += [one for one in other.entries if one not in hand.entries]
    assert "unsettled" not in {row.open for row in gate(hand.day, "anna", {})}
    assert order(hand.day)[:2] == ["messages", "check-in"]


def test_what_the_other_added_meanwhile_stays_where_it_was_put() -> None:
    hand = planned_day()
    hand.say(ItemAdded(item=item("extra", 0, 10), after="messages"), 600)
    hand.say(ItemsOrdered(items=("messages", "check-in", *ITEMS[2:])), 601)
    assert order(hand.day)[:3] == ["messages", "extra", "check-in"]


@given(st.permutations(ITEMS), st.integers(0, len(ITEMS)))
def test_an_order_loses_and_doubles_nothing(wanted: list[str], known: int) -> None:
    hand = planned_day()
    hand.say(ItemsOrdered(items=(*wanted[:known], "unknown", *wanted[:1])), 601)
    assert sorted(order(hand.day)) == sorted(ITEMS)
    placed = [one for one in order(hand.day) if one in wanted[: max(known, 1)]]
    assert placed == wanted[: max(known, 1)]
