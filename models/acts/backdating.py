"""Acts on when an item began and ended: set to another moment, kept as entered late."""

from __future__ import annotations

from models.acts.act import Act, Refused
from models.day.day import Day
from models.day.timeline import ItemState
from models.entries import NewEntry
from models.entries.timeline import ItemEnded, ItemStarted


def move_start(day: Day, item: str, at: int) -> Act:
    """Set the start of an item's latest run to another moment (ms)."""
    state = _ran(day, item)
    run = state.runs[-1]
    if run.ended is not None and at >= run.ended:
        raise Refused(f"{state.item.title} ended at {day.clock(run.ended)}: it began before that.")
    entries = [NewEntry(ItemStarted(item=item), at, (run.entry,))]
    before = _ran_before(day, state)
    if before and before.runs[-1].ended == run.started:
        if at <= before.runs[-1].started:
            raise Refused(
                f"{before.item.title} started at {day.clock(before.runs[-1].started)}: "
                "the next can't start before that."
            )
        ended = _end_entry(day, before.item.id)
        if ended is not None:
            entries.insert(0, NewEntry(ended[1], at, (ended[0],)))
    return Act(f"{state.item.title} started {day.clock(at)} (entered late)", tuple(entries))


def move_end(day: Day, item: str, at: int) -> Act:
    """Set the end of an item's latest run to another moment (ms); one that runs ends there."""
    state = _ran(day, item)
    run = state.runs[-1]
    if at <= run.started:
        raise Refused(f"{state.item.title} began at {day.clock(run.started)}: it ended after that.")
    after = _ran_after(day, state)
    if after is not None and at > after[1]:
        raise Refused(
            f"{after[0].item.title} started at {day.clock(after[1])}: "
            "what ran before it can't end later."
        )
    said = _end_entry(day, item) if run.ended is not None else None
    what, before = (said[1], (said[0],)) if said else (ItemEnded(item=item), ())
    says = f"{state.item.title} ended {day.clock(at)} (entered late)"
    return Act(says, (NewEntry(what, at, before),))


def _ran(day: Day, item: str) -> ItemState:
    state = day.timeline.state(item)
    if state is None:
        raise Refused("That item isn't in today's plan.")
    if not state.runs:
        raise Refused(f"{state.item.title} hasn't been started.")
    return state


def _ran_before(day: Day, state: ItemState) -> ItemState | None:
    started = state.runs[-1].started
    ran = [
        other
        for other in day.timeline.states
        if other.item.id != state.item.id and other.runs and other.runs[-1].started < started
    ]
    return max(ran, key=lambda other: other.runs[-1].started, default=None)


def _ran_after(day: Day, state: ItemState) -> tuple[ItemState, int] | None:
    """The next run of another item, and when (ms) it began."""
    started = state.runs[-1].started
    later = [
        (other, run.started)
        for other in day.timeline.states
        for run in other.runs
        if other.item.id != state.item.id and run.started > started
    ]
    return min(later, key=lambda found: found[1], default=None)


def _end_entry(day: Day, item: str) -> tuple[str, ItemEnded] | None:
    for entry in reversed(day.facts.standing(ItemEnded)):
        if isinstance(entry.what, ItemEnded) and entry.what.item == item:
            return entry.id, entry.what
    return None
