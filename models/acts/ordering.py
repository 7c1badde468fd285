"""Acts on the order of the items still to come. Each one says the whole order anew: one fact."""

from __future__ import annotations

from collections.abc import Sequence

from models.acts.act import Act, Refused
from models.day.day import Day
from models.day.timeline import ItemState
from models.entries import NewEntry
from models.entries.timeline import ItemsOrdered


def move_item(day: Day, item: str, by: int, at: int) -> Act:
    """Move a pending item up (by -1) or down (by 1) past its neighbour that is still to come."""
    state = _known(day, item)
    if state.status != "pending":
        raise Refused(f"{state.item.title} is {state.status}: only what is to come can be moved.")
    if state.item.fixed:
        raise Refused(f"{state.item.title} has a fixed start.")
    order = _order(day)
    place = order.index(item) + by
    if not 0 <= place < len(order):
        raise Refused(f"{state.item.title} is at the end of the list already.")
    other = _known(day, order[place])
    if other.status not in ("pending", "skipped", "carried"):
        raise Refused(f"{other.item.title} has run: nothing can go before it.")
    order.remove(item)
    order.insert(place, item)
    where = "earlier" if by < 0 else "later"
    return Act(f"{state.item.title} {where}", (_ordered(day, order, at),))


def swap_items(day: Day, item: str, at: int) -> Act:
    """Swap an item still to come with the one that comes after it."""
    state = day.timeline.state(item)
    if state is None or state.status != "pending":
        raise Refused("Only what is still to come can be swapped.")
    order = _order(day)
    place = order.index(item)
    other = next((s for s in day.timeline.states[place + 1 :] if s.status == "pending"), None)
    if other is None:
        raise Refused(f"Nothing comes after {state.item.title} that it could be swapped with.")
    for one in (state, other):
        if one.item.fixed:
            raise Refused(f"{one.item.title} has a fixed start: it can't be swapped.")
    second = order.index(other.item.id)
    order[place], order[second] = order[second], order[place]
    return Act(f"{other.item.title} before {state.item.title}", (_ordered(day, order, at),))


def to_front(day: Day, item: str, at: int) -> tuple[NewEntry, ...]:
    """The order in which an item stands before what comes next; none where it needn't move.

    Started where it stands, it would leave what it jumps past to the end of the day.
    """
    following = day.timeline.following
    order = _order(day)
    if following is None or order.index(item) <= (place := order.index(following.item.id)):
        return ()
    order.remove(item)
    order.insert(place, item)
    return (_ordered(day, order, at),)


def _ordered(day: Day, order: Sequence[str], at: int) -> NewEntry:
    """The whole order anew: it settles what two people ordered differently."""
    standing = day.facts.settle("order")
    return NewEntry(ItemsOrdered(items=tuple(order)), at, standing.values if standing else ())


def _order(day: Day) -> list[str]:
    return [state.item.id for state in day.timeline.states]


def _known(day: Day, item: str) -> ItemState:
    state = day.timeline.state(item)
    if state is None:
        raise Refused("That item isn't in today's plan.")
    return state
