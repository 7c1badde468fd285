"""The plan of a day as rows, whether it is still the bank's (or a file's) or laid already."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from exercise_bank.exercise import ItemSet
from exercise_bank.plan import DayPlan
from models.entries.timeline import Item
from models.group.people import Roster


@dataclass(frozen=True, slots=True)
class PlanRow:
    """One item. `start` is minutes since local midnight; `seat` is 0 where it is no man's."""

    exercise: str
    title: str
    public_title: str
    set: ItemSet
    start: int
    minutes: int
    seat: int
    part: int
    parts: int
    fixed: bool
    optional: bool


def planned_rows(plan: DayPlan) -> tuple[PlanRow, ...]:
    """The rows of a plan that isn't laid yet."""
    return tuple(
        PlanRow(
            item.exercise,
            item.title,
            item.public_title,
            item.set,
            item.start,
            item.planned,
            item.seat or 0,
            item.part,
            item.parts,
            item.fixed,
            item.optional,
        )
        for item in plan.items
    )


def laid_rows(items: Iterable[Item], roster: Roster) -> tuple[PlanRow, ...]:
    """The rows of a plan as it was laid into the record."""
    return tuple(
        PlanRow(
            item.exercise,
            item.title,
            item.public_title,
            item.set,
            item.start,
            item.planned,
            max(0, roster.seat(item.member)) if item.member else 0,
            item.part,
            item.parts,
            item.fixed,
            item.optional,
        )
        for item in items
    )
