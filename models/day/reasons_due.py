"""What asks for a reason in a word, and has none yet.

A late start, an exercise that ran notably over, a pause, and what was skipped, cut or carried.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from models.day.day import Day
from models.day.timeline import ItemState, Pause
from models.local_time import MINUTE_MS

NOTABLE_MINUTES = 5
"""From so many minutes on a reason is asked for (ours)."""

Use = Literal["overrun", "late start", "pause", "skip", "cut", "carry"]
"""What the reason is for, by the word that the service's file lists reasons under."""

_USES: dict[str, Use] = {"skipped": "skip", "cut": "cut", "carried": "carry"}
_VERBS: dict[Use, str] = {
    "skip": "skipped",
    "cut": "cut short",
    "carry": "carried over",
}


@dataclass(frozen=True, slots=True)
class ReasonDue:
    """What went otherwise than planned, by so many minutes; `says` is it in words.

    `item` is the item that it is about; `entry` the pause.
    """

    use: Use
    says: str
    minutes: int = 0
    item: str = ""
    entry: str = ""


def reasons_due(day: Day) -> tuple[ReasonDue, ...]:
    """What has no reason yet, the latest first; the late start comes last."""
    line = day.timeline
    found = [(p.since, _paused(day, p)) for p in line.pauses if p.entry and not p.reason]
    for state in line.states:
        ended = (state.runs[-1].ended or 0) if state.runs else 0
        if due := _dropped(state) or _overrun(day, state):
            found.append((ended, due))
    dues = [due for _, due in sorted(found, key=lambda pair: pair[0], reverse=True)]
    late = ((line.started or 0) - day.planned_start) // MINUTE_MS
    if line.started is not None and late >= NOTABLE_MINUTES and not line.late_start_reason:
        dues.append(ReasonDue("late start", f"The day began {late} min late", late))
    return tuple(dues)


def _paused(day: Day, pause: Pause) -> ReasonDue:
    what = "You left the room" if pause.interruption else "Paused"
    if pause.until is None:
        return ReasonDue("pause", f"{what} at {day.clock(pause.since)}", entry=pause.entry)
    minutes = round((pause.until - pause.since) / MINUTE_MS)
    says = f"{what} {day.clock(pause.since)} to {day.clock(pause.until)}"
    return ReasonDue("pause", says, minutes, entry=pause.entry)


def _dropped(state: ItemState) -> ReasonDue | None:
    use = _USES.get(state.status)
    if use is None or state.reason:
        return None
    return ReasonDue(use, f"{state.item.title} was {_VERBS[use]}", item=state.item.id)


def _overrun(day: Day, state: ItemState) -> ReasonDue | None:
    if not state.runs or state.running or state.overrun_reason or state.reason:
        return None
    ended = state.runs[-1].ended or 0
    over = (day.timeline.worked_ms(state, ended) - state.minutes * MINUTE_MS) // MINUTE_MS
    if over < NOTABLE_MINUTES:
        return None
    return ReasonDue("overrun", f"{state.item.title} ran {over} min over", over, state.item.id)


def newly_due(before: Day, after: Day) -> ReasonDue | None:
    """What ran over or began late since an act, if anything; the late start first.

    Of all else the reason is asked as it is done.
    """
    known = {(due.use, due.item) for due in reasons_due(before)}
    fresh = [
        due
        for due in reasons_due(after)
        if due.use in ("overrun", "late start") and (due.use, due.item) not in known
    ]
    return min(fresh, key=lambda due: bool(due.item), default=None)
