"""The plan of a block as documents: a page for the wall without names, and a table to work on."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from exercise_bank.block_wishes import PlannedDay
from exercise_bank.exercise import ItemSet
from exercise_bank.minutes import clock_text
from exercise_bank.plan import PlanItem
from exports.document import (
    Band,
    Column,
    Document,
    Heading,
    PageFacts,
    Part,
    Row,
    Table,
    Text,
    ours,
    typed,
)
from models.local_time import date_of, long_date

SMALLEST_TYPE, WALL_TYPE = 8.0, 16.0
"""Points: the page for the wall is read standing, so it is set as large as it fits."""

ZONE = "Europe/London"
COLUMNS = ("Day", "Date", "Start", "Minutes", "Set", "Exercise", "Member", "Remarks")
"""The headings under which the import reads a plan back."""


@dataclass(frozen=True, slots=True)
class PlannedBlock:
    """A block's plan with what its documents say of it.

    `group` is the group's name, `group_id` and `run` the ids of the group and of this run of the
    block; `title` the block's own; `now` the instant (ms) the document is made.
    """

    group: str
    group_id: str
    block: int
    title: str
    run: str
    days: tuple[PlannedDay, ...]
    now: int


def wall_plan(planned: PlannedBlock) -> Document:
    """One page: each day with its date and what comes, by public titles; nobody is named.

    Who does personal work on which day is left out as well.
    """
    columns = (
        Column("Day", align="right"),
        Column("Date"),
        Column("Hours"),
        Column("Before lunch", 1),
        Column("After lunch", 1),
    )
    table = Table("The days of the block", columns, tuple(_wall_row(day) for day in planned.days))
    part = Part(_facts(planned, "Plan"), (_heading(planned), table), SMALLEST_TYPE, True, WALL_TYPE)
    return Document(f"Plan of block {planned.block}", (part,), planned.now)


def plan_table(planned: PlannedBlock) -> Document:
    """A row an item, under the headings that the import knows: seats, no names."""
    right = ("Minutes", "Member")
    columns = tuple(
        Column(title, 1 if title == "Exercise" else 0, "right" if title in right else "left")
        for title in COLUMNS
    )
    rows: list[Row | Band] = [row for day in planned.days for row in _item_rows(day)]
    table = Table(f"Block {planned.block}", columns, tuple(rows))
    part = Part(_facts(planned, "Plan table"), (_heading(planned), table), wide=True)
    return Document(f"Plan of block {planned.block}", (part,), planned.now)


def _facts(planned: PlannedBlock, what: str) -> PageFacts:
    made = f"made {long_date(date_of(planned.now, ZONE))}"
    title = f"{what} · block {planned.block}"
    return PageFacts(title, "Plan of the days ahead", "for the wall", made, "")


def _heading(planned: PlannedBlock) -> Heading:
    title = planned.title or f"Block {planned.block}"
    return Heading(1, (*typed(planned.group), *ours(", "), *typed(title)))


def _wall_row(day: PlannedDay) -> Row:
    items = day.plan.items
    lunch = next((at for at, item in enumerate(items) if item.set is ItemSet.LUNCH), len(items))
    hours = f"{clock_text(items[0].start)} to {clock_text(items[-1].end)}"
    return Row(
        (
            ours(str(day.plan.number)),
            ours(long_date(day.date.isoformat())),
            ours(hours),
            _titles(items[:lunch]),
            _titles(items[lunch + 1 :], items[:lunch]),
        )
    )


def _titles(items: Iterable[PlanItem], before: Iterable[PlanItem] = ()) -> Text:
    """The public titles of a half in order, the parts of what is split over a break as one.

    What began `before` lunch and goes on after it says so.
    """
    begun = {(item.exercise, item.seat) for item in before if item.parts > 1}
    said: dict[tuple[str, int | None], str] = {}
    for item in items:
        if item.set.is_work:
            own = (item.exercise, item.seat)
            title = "Personal work" if item.set is ItemSet.PERSONAL else item.public_title
            said.setdefault(own, f"{title} (continued)" if own in begun else title)
    return typed(", ".join(said.values()))


def _item_rows(day: PlannedDay) -> Iterable[Row]:
    for at, item in enumerate(day.plan.items):
        first = at == 0
        continued = " (cont.)" if item.part > 1 else ""
        yield Row(
            (
                ours(f"Day {day.plan.number}" if first else ""),
                ours(long_date(day.date.isoformat()) if first else ""),
                ours(clock_text(item.start)),
                ours(str(item.planned)),
                ours(item.set.label.capitalize()),
                typed(f"{item.title}{continued}" if item.set.is_work else ""),
                ours(str(item.seat) if item.seat is not None else ""),
                typed(_remarks(item)),
            ),
            quiet=not item.set.is_work,
        )


def _remarks(item: PlanItem) -> str:
    """What the import needs to read the same again, and what was remarked."""
    said = ("fixed" if item.fixed else "", "optional" if item.optional else "", item.remark)
    return "; ".join(filter(None, said))
