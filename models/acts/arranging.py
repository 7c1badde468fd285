"""Acts on the order of the day while it runs: what is chosen is started out of turn."""

from __future__ import annotations

from models.acts.act import Act, Refused
from models.acts.running import start_item
from models.day import Day
from models.entries import NewEntry
from models.entries.timeline import ItemMoved
from models.timeline import ItemState


def start_chosen(day: Day, item: str, at: int) -> Act:
    """Start any item now: what runs ends; what it jumps past comes after it.

    One that ran is gone back to, one that was skipped or carried over runs after all. Raises
    Refused where it runs already.
    """
    state = day.timeline.state(item)
    if state is None:
        raise Refused("That item isn't in today's plan.")
    start = start_item(day, item, at)
    following = day.timeline.following
    if state.runs:
        return Act(f"back to {state.item.title} {day.clock(at)}", start.entries)
    if following is None or following.item.id == item:
        return start
    says = f"{state.item.title} started {day.clock(at)}, before {following.item.title}"
    order = [other.item.id for other in day.timeline.states]
    place = order.index(following.item.id)
    if order.index(item) < place:
        # A skipped one before what comes next: it keeps its place, the rest comes after anyway.
        return Act(says, start.entries)
    moved = ItemMoved(item=item, after=order[place - 1] if place else "")
    return Act(says, (NewEntry(moved, at), *start.entries))


def swap_items(day: Day, item: str, at: int) -> Act:
    """Swap an item still to come with the one that comes after it."""
    state = day.timeline.state(item)
    if state is None or state.status != "pending":
        raise Refused("Only what is still to come can be swapped.")
    order = [other.item.id for other in day.timeline.states]
    place = order.index(item)
    other = next((s for s in day.timeline.states[place + 1 :] if s.status == "pending"), None)
    if other is None:
        raise Refused(f"Nothing comes after {state.item.title} that it could be swapped with.")
    for one in (state, other):
        if one.item.fixed:
            raise Refused(f"{one.item.title} has a fixed start: it can't be swapped.")
    says = f"{other.item.title} before {state.item.title}"
    return Act(says, _swapped(order, state, other, at))


def _swapped(
    order: list[str], first: ItemState, second: ItemState, at: int
) -> tuple[NewEntry, ...]:
    """The moves that put the second in the first one's place and the first in the second's."""
    place, other = order.index(first.item.id), order.index(second.item.id)
    before_first = order[place - 1] if place else ""
    to_front = NewEntry(ItemMoved(item=second.item.id, after=before_first), at)
    if other == place + 1:
        return (to_front,)
    return (to_front, NewEntry(ItemMoved(item=first.item.id, after=order[other - 1]), at))
