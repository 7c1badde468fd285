"""Acts on the day while it runs: an item started out of turn, or split over a break."""

from __future__ import annotations

from models.acts.act import Act, Refused
from models.acts.ordering import to_front
from models.acts.running import break_now, fresh_id, start_item
from models.day.day import Day
from models.entries import NewEntry
from models.entries.timeline import ItemAdded, ItemStarted, MinutesChanged
from models.local_time import MINUTE_MS


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
    return Act(says, (*to_front(day, item, at), *start.entries))


def split_over_break(day: Day, at: int, minutes: int) -> Act:
    """Break now and go on with what runs after the break: its second part takes what is left.

    `minutes` is the length of a break that wasn't planned.
    """
    state = day.timeline.running
    if state is None or not state.item.set.is_work:
        raise Refused("No exercise is running that could be split over a break.")
    left = state.minutes - day.timeline.worked_ms(state, at) // MINUTE_MS
    if left < 1:
        raise Refused(f"{state.item.title} has no minutes left to split: b starts the break.")
    taken = max(1 - state.item.planned - state.change, -left)
    rest = break_now(day, at, minutes)
    started = next(e.what.item for e in rest.entries if isinstance(e.what, ItemStarted))
    second = state.item.model_copy(
        update={
            "id": fresh_id(day, state.item.exercise),
            "minimum": min(state.item.minimum, left),
            "planned": left,
            "maximum": max(left, state.item.maximum - state.minutes + left),
            "fixed": False,
            "part": state.item.part + 1,
            "parts": max(state.item.parts, state.item.part + 1),
            "remark": "split over a break",
        }
    )
    entries = [*rest.entries, NewEntry(ItemAdded(item=second, after=started), at)]
    if taken:
        entries.append(NewEntry(MinutesChanged(item=state.item.id, minutes=taken), at))
    says = f"{state.item.title} goes on after the break, {left} min left"
    return Act(says, tuple(entries))
