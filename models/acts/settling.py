"""Settling a fact that was said differently: one of the values that stand is said again."""

from __future__ import annotations

from models.acts.act import Act, Refused
from models.day.day import Day
from models.day.unlike import Unlike
from models.entries import NewEntry


def settle(day: Day, unlike: Unlike, place: int) -> Act:
    """The value at `place` (from 0) stands, by whoever says so; the others are superseded.

    What it says and the moment it is about stay as they were. Raises Refused where there is no
    such value, and where the fact has changed since it was shown.
    """
    if not 0 <= place < len(unlike.values):
        raise Refused(f"It has {len(unlike.values)} values: a digit from 1 on chooses one.")
    chosen = unlike.values[place].entry
    fact = chosen.fact
    now = day.facts.settle(*fact) if fact else None
    if now is None or now.values != unlike.settled.values:
        raise Refused("More was said of it just now: look again, then settle it.")
    return Act(
        f"settled: {unlike.name}",
        (NewEntry(chosen.what, chosen.about, now.values),),
    )
