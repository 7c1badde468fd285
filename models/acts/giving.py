"""Acts of what must give: one way applied, as one act; or running on, with its reason."""

from __future__ import annotations

from models.acts.act import Act, Refused
from models.day.day import Day
from models.day.way import CARRY, SHORTEN, Way
from models.entries import NewEntry
from models.entries.timeline import ItemDropped, MinutesChanged, RunOn

REASON = "short of time"


def apply_way(day: Day, way: Way, at: int) -> Act:
    """Make the changes of a way. Raises Refused where the day has moved on since it was shown."""
    entries = []
    for change in way.changes:
        state = day.timeline.state(change.item)
        if state is None or state.status not in ("pending", "running"):
            raise Refused("The day has moved on since: look at what must give again.")
        if change.hard == SHORTEN:
            shorter = MinutesChanged(item=change.item, minutes=-change.minutes, reason=REASON)
            entries.append(NewEntry(shorter, at))
        else:
            dropped = ItemDropped(item=change.item, carried=change.hard == CARRY, reason=REASON)
            entries.append(NewEntry(dropped, at))
    says = "; ".join(change.says for change in way.changes)
    return Act(f"{says}: ends {day.clock(way.end)}", tuple(entries))


def apply_and_run_on(day: Day, way: Way, reason: str, leaving: tuple[str, ...], at: int) -> Act:
    """All that may give gives, and the day runs on to the way's end: one act, one undo."""
    given, on = apply_way(day, way, at), run_on(day, way.end, reason, leaving, at)
    return Act(f"{given.says}; {on.says}", (*given.entries, *on.entries))


def run_on(day: Day, until: int, reason: str, leaving: tuple[str, ...], at: int) -> Act:
    """Agree to run on past the planned end, with who leaves at it all the same."""
    standing = day.facts.settle("run-on")
    said = RunOn(until=until, reason=reason, leaving=leaving)
    entry = NewEntry(said, at, standing.values if standing else ())
    return Act(f"running on to {day.clock(until)}: {reason}", (entry,))
