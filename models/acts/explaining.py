"""Acts that say why, in a word: an overrun, a late start, a pause, what was dropped or cut."""

from __future__ import annotations

from models.acts.act import Act, Refused
from models.day.day import Day
from models.day.reasons_due import ReasonDue
from models.entries import NewEntry
from models.entries.timeline import (
    ClockPaused,
    DayEnded,
    ItemDropped,
    ItemEnded,
    ItemStarted,
    LateStartExplained,
    OverrunExplained,
)


def explain(day: Day, due: ReasonDue, reason: str, at: int) -> Act:
    """Give what is due its reason. Raises Refused where the day has moved on since."""
    if due.use == "late start":
        return explain_late_start(day, reason, at)
    if due.use == "pause":
        return name_pause(day, reason, due.entry)
    if due.use == "overrun":
        return explain_overrun(day, due.item, reason, at)
    return _explain_dropped(day, due.item, reason)


def explain_overrun(day: Day, item: str, reason: str, at: int) -> Act:
    """Say why an item ran over."""
    state = day.timeline.state(item)
    if state is None:
        raise Refused("That item isn't in today's plan.")
    standing = day.facts.settle("overrun", item)
    said = OverrunExplained(item=item, reason=reason)
    supersedes = standing.values if standing else ()
    return Act(f"{state.item.title} ran over: {reason}", (NewEntry(said, at, supersedes),))


def explain_late_start(day: Day, reason: str, at: int) -> Act:
    """Say why the day began late."""
    standing = day.facts.settle("late-start")
    said = LateStartExplained(reason=reason)
    entry = NewEntry(said, at, standing.values if standing else ())
    return Act(f"late start: {reason}", (entry,))


def name_pause(day: Day, reason: str, pause: str = "") -> Act:
    """Give a pause, by its entry, its reason; with none named the one that lasts, or the last."""
    pauses = [one.entry for one in day.timeline.pauses]
    if not pauses or (pause and pause not in pauses):
        raise Refused("There is no such pause any more to give a reason to.")
    entry = day.facts.entries[pause or pauses[-1]]
    if not isinstance(entry.what, ClockPaused):
        raise Refused("That stretch has its reason already.")
    said = ClockPaused(reason=reason, interruption=entry.what.interruption)
    return Act(f"pause: {reason}", (NewEntry(said, entry.about, (entry.id,)),))


def _explain_dropped(day: Day, item: str, reason: str) -> Act:
    """Say again with its reason what was skipped, cut or carried; its moment stays."""
    state = day.timeline.state(item)
    found = [
        entry
        for entry in day.facts.standing(ItemEnded, ItemDropped)
        if isinstance(entry.what, ItemEnded | ItemDropped) and entry.what.item == item
    ]
    if state is None or state.status not in ("skipped", "cut", "carried") or not found:
        raise Refused("The day has moved on since: look at what is open again.")
    entry = found[-1]
    again = NewEntry(entry.what.model_copy(update={"reason": reason}), entry.about, (entry.id,))
    # Of two entries about the same moment the first written counts first: what else happened
    # then is said again, to come after it.
    after = [
        NewEntry(other.what, other.about, (other.id,))
        for other in day.facts.standing(ItemStarted, DayEnded)
        if other.about == entry.about and other.order > entry.order
    ]
    return Act(f"{state.item.title} {state.status}: {reason}", (again, *after))
