"""What asks for a reason in a word: a late start, and each exercise that ran notably over."""

from __future__ import annotations

from dataclasses import dataclass

from models.day.day import Day
from models.day.timeline import ItemState
from models.local_time import MINUTE_MS

NOTABLE_MINUTES = 5
"""From so many minutes on a reason is asked for (ours)."""


@dataclass(frozen=True, slots=True)
class ReasonDue:
    """What went otherwise than planned: an item's overrun, or (no item) the late start."""

    item: str
    minutes: int
    says: str


def reasons_due(day: Day) -> tuple[ReasonDue, ...]:
    """What has no reason yet, the latest first."""
    line = day.timeline
    over = [
        (state.runs[-1].ended or 0, due)
        for state in line.states
        if state.runs and not state.running and (due := _overrun(day, state))
    ]
    found = [due for _, due in sorted(over, key=lambda pair: pair[0], reverse=True)]
    late = ((line.started or 0) - day.planned_start) // MINUTE_MS
    if line.started is not None and late >= NOTABLE_MINUTES and not line.late_start_reason:
        found.append(ReasonDue("", late, f"The day began {late} min late"))
    return tuple(found)


def _overrun(day: Day, state: ItemState) -> ReasonDue | None:
    if state.overrun_reason or state.reason:
        return None
    ended = state.runs[-1].ended or 0
    over = (day.timeline.worked_ms(state, ended) - state.minutes * MINUTE_MS) // MINUTE_MS
    if over < NOTABLE_MINUTES:
        return None
    return ReasonDue(state.item.id, over, f"{state.item.title} ran {over} min over")


def newly_due(before: Day, after: Day) -> ReasonDue | None:
    """What asks for a reason since an act, if anything; the late start first."""
    known = {due.item for due in reasons_due(before)}
    fresh = [due for due in reasons_due(after) if due.item not in known]
    return min(fresh, key=lambda due: bool(due.item), default=None)
