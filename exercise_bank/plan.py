"""The plan of a day and of a block: items in order, with their minutes and starts."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from exercise_bank.exercise import ItemSet


@dataclass(frozen=True, slots=True)
class PlanItem:
    """One item of a day's plan.

    `start` is the planned start in minutes since local midnight; a `fixed` start is one that
    earliness never pulls forward (lunch, an agreed hour). `seat` is the man whose personal work
    it is. An exercise split over a break has `parts` > 1 and says which `part` this is. What was
    placed `by_hand` stays where it is when the rest is planned again.
    """

    exercise: str
    title: str
    public_title: str
    set: ItemSet
    minimum: int
    planned: int
    maximum: int
    start: int
    fixed: bool = False
    seat: int | None = None
    part: int = 1
    parts: int = 1
    optional: bool = False
    remark: str = ""
    by_hand: bool = False

    @property
    def end(self) -> int:
        """The planned end, in minutes since local midnight."""
        return self.start + self.planned


@dataclass(frozen=True, slots=True)
class DayPlan:
    """The items of one day of a block, in order."""

    block: int
    number: int
    items: tuple[PlanItem, ...]

    @property
    def work_minutes(self) -> int:
        """Planned minutes of work (seed: 4.5 hours, 270 minutes)."""
        return sum(item.planned for item in self.items if item.set.is_work)

    @property
    def break_minutes(self) -> int:
        """Planned minutes of breaks and lunch."""
        return sum(item.planned for item in self.items if not item.set.is_work)


@dataclass(frozen=True, slots=True)
class BlockPlan:
    """The days of one block, planned for a group of `members` men."""

    block: int
    title: str
    members: int
    days: tuple[DayPlan, ...]

    def day(self, number: int) -> DayPlan | None:
        """The plan of day `number` (1 is the first), or None where the block has no such day."""
        return next((day for day in self.days if day.number == number), None)


def with_starts(items: Iterable[PlanItem], day_start: int) -> tuple[PlanItem, ...]:
    """Give each item its planned start: the end of the one before, or its own where fixed.

    A fixed start later than the end before leaves a gap; an earlier one is a clash, which the
    checks report and the forecast lives with. `day_start` is in minutes since local midnight.
    """
    placed: list[PlanItem] = []
    cursor = day_start
    for item in items:
        start = max(cursor, item.start) if item.fixed else cursor
        placed.append(replace(item, start=start))
        cursor = start + item.planned
    return tuple(placed)
