"""Everything that the board shows of a run of a block, as one value."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property

from exercise_bank.bank import Bank
from exercise_bank.block_standing import BlockStanding, StandingDay, block_standing
from exercise_bank.exercise import ItemSet
from exercise_bank.plan import DayPlan, PlanItem
from models.day.timeline import Status
from models.group.block_runs import BlockRun, block_runs, run_now
from models.group.people import Roster
from models.group.planned_days import HeldItem, held_items, plan_of
from session_tui.desk import Desk


@dataclass(frozen=True, slots=True)
class BoardDay:
    """A day of the block: as planned, or, once it was opened, with what became of each item."""

    number: int
    on: date
    plan: DayPlan
    held: tuple[HeldItem, ...] = ()
    opened: bool = False
    ended: bool = False

    @property
    def count(self) -> int:
        """How many items it has."""
        return len(self.held if self.opened else self.plan.items)

    def item(self, place: int) -> PlanItem:
        """The item at a place, from 0."""
        return self.held[place].item if self.opened else self.plan.items[place]

    @property
    def delivered(self) -> int:
        """Minutes of work that it has had."""
        return sum(one.delivered for one in self.held if one.item.set.is_work)

    @property
    def standing(self) -> StandingDay:
        """What of it counts for the block: what was delivered, and what is still to come."""
        if not self.opened:
            return StandingDay(self.on, self.plan)
        items = tuple(
            replace(one.item, planned=one.item.planned if to_come else one.delivered)
            for one in self.held
            if (to_come := self._to_come(one.status)) or one.delivered
        )
        return StandingDay(self.on, replace(self.plan, items=items), ran=True)

    def _to_come(self, status: Status) -> bool:
        return not self.ended and status in ("pending", "running")


@dataclass(frozen=True)
class Board:
    """A run of a block. `seats` are those of the group's men, `runs` all its runs (ids)."""

    run: BlockRun
    days: tuple[BoardDay, ...]
    seats: tuple[int, ...]
    bank: Bank
    title: str
    runs: tuple[str, ...]

    @property
    def to_come(self) -> dict[int, DayPlan]:
        """The plans of the days that nobody has opened, by number."""
        return {day.number: day.plan for day in self.days if not day.opened}

    def day(self, number: int) -> BoardDay:
        """The day of this number."""
        return next(day for day in self.days if day.number == number)

    def index(self, number: int) -> int:
        """Where a day stands among the days shown, from 0."""
        return next(at for at, day in enumerate(self.days) if day.number == number)

    @cached_property
    def standing(self) -> BlockStanding:
        """Hours, places of men's work, rules broken."""
        return block_standing([day.standing for day in self.days], self.seats, self.bank)

    @property
    def delivered(self) -> int:
        """Minutes of work that the block has had."""
        return sum(day.delivered for day in self.days)

    @property
    def left_over(self) -> tuple[tuple[int, PlanItem], ...]:
        """What ended days didn't deliver and no day to come has: the day's number, the item."""
        coming = {
            (item.exercise, item.seat) for plan in self.to_come.values() for item in plan.items
        }
        return tuple(
            (day.number, one.item)
            for day in self.days
            if day.ended
            for one in day.held
            if one.status in ("pending", "carried", "skipped", "cut")
            and one.item.set.is_work
            and one.item.set is not ItemSet.PROCESS
            and (one.item.exercise, one.item.seat) not in coming
        )

    def as_if(self, changed: Mapping[int, DayPlan]) -> Board:
        """The board with these days laid out so."""
        days = tuple(replace(day, plan=changed.get(day.number, day.plan)) for day in self.days)
        return replace(self, days=days)


def read_board(desk: Desk, wanted: str = "") -> Board | None:
    """The wanted run (id) of the chosen group, or the one it is in; None where there is none."""
    desk.choose_group(desk.group)
    runs = block_runs(desk.group_facts)
    run = next((one for one in runs if one.run == wanted), None) or run_now(runs)
    if run is None:
        return None
    roster = desk.roster()
    plan = desk.bank.block_plan(run.block)
    return Board(
        run=run,
        days=tuple(_day(desk, run, number, roster) for number in run.numbers),
        seats=tuple(man.seat for man in roster.members.values()),
        bank=desk.bank,
        title=plan.title if plan else "",
        runs=tuple(one.run for one in runs),
    )


def _day(desk: Desk, run: BlockRun, number: int, roster: Roster) -> BoardDay:
    session = run.opened.get(number)
    if session is None:
        planned = run.planned[number]
        return BoardDay(number, date.fromisoformat(planned.date), plan_of(planned, roster))
    day = desk.read_day(session.session)
    held = held_items(day, desk.now())
    plan = DayPlan(run.block, number, tuple(one.item for one in held))
    ended = day.timeline.ended is not None
    return BoardDay(number, date.fromisoformat(session.date), plan, held, True, ended)
