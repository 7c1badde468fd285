"""How a block's days stand, whoever laid them: hours, each man's work placed, rules broken.

Rules (programme.md, "A block" and "A day"): 270 minutes of work a day (135 on an odd half day);
process work first and last; introductory work and nobody's personal work on the first day; each
man's personal work once, whole or over one short break, never across lunch, two men a day.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import NamedTuple

from exercise_bank.bank import Bank
from exercise_bank.bank_holidays import bank_holidays
from exercise_bank.block_planner import day_shapes
from exercise_bank.component import Component, component_of
from exercise_bank.exercise import ItemSet
from exercise_bank.minutes import clock_text
from exercise_bank.plan import DayPlan, PlanItem
from exercise_bank.service import DayShape


class Departure(NamedTuple):
    """A rule that isn't kept, in a sentence; `day` is 0 where it is the whole block's."""

    day: int
    says: str


@dataclass(frozen=True, slots=True)
class StandingDay:
    """A day as it is planned, or, where it `ran`, with only what of it was delivered."""

    on: date
    plan: DayPlan
    ran: bool = False


@dataclass(frozen=True, slots=True)
class BlockStanding:
    """Minutes of work in all days against those that the block should have; men's work.

    `places` are how often each seat's personal work stands in the block (1 is right; none are
    counted beside the Core Group); `wanted` the minutes of work that each day should have, by
    number.
    """

    minutes: int
    block_minutes: int
    wanted: dict[int, int]
    places: dict[int, int]
    departures: tuple[Departure, ...]


def block_standing(days: Sequence[StandingDay], seats: Sequence[int], bank: Bank) -> BlockStanding:
    """How the days stand, for men on these seats."""
    shapes = _shapes(days, len(seats), bank)
    core = all(component_of(day.plan.block) is Component.CORE for day in days)
    places = dict.fromkeys(seats if core else (), 0)
    for day in days:
        for seat in _men(day.plan):
            if seat in places:
                places[seat] += 1
    departures = [
        Departure(day.plan.number, says)
        for day in days
        if not day.ran
        for says in _of_day(day.plan, shapes[day.plan.number], bank)
    ]
    departures += _of_men(places)
    departures += _of_dates(days)
    return BlockStanding(
        sum(day.plan.work_minutes for day in days),
        round(bank.service.hours.block_hours(len(seats)) * 60)
        if core
        else sum(shape.work_minutes for shape in shapes.values()),
        {number: shape.work_minutes for number, shape in shapes.items()},
        places,
        tuple(departures),
    )


def placed_wrongly(
    plans: Sequence[DayPlan], dates: Mapping[int, date], bank: Bank
) -> Iterator[Departure]:
    """What only shows over several rows of a plan: men's work in pieces or twice, odd dates.

    For a plan that is read from a file; `dates` by the day's number, where it says one.
    """
    core = [plan for plan in plans if component_of(plan.block) is Component.CORE]
    places: Counter[int] = Counter()
    for plan in core:
        for seat in sorted(_men(plan)):
            places[seat] += 1
            if sum(_is_work_of(item, seat) for item in plan.items) > 1:
                yield from (Departure(plan.number, says) for says in _of_work(plan, seat, bank))
    yield from _of_men(dict(sorted(places.items())))
    closed = bank_holidays(on.year for on in dates.values()) if dates else {}
    for number, on in dates.items():
        if on in closed:
            yield Departure(number, f"is on a bank holiday: {closed[on]}")
    dated = [StandingDay(dates[plan.number], plan) for plan in plans if plan.number in dates]
    yield from _of_dates(dated)


def without_work(plans: Sequence[DayPlan], seats: Sequence[int]) -> tuple[int, ...]:
    """The seats whose personal work stands on none of these days; none beside the Core Group."""
    core = [plan for plan in plans if component_of(plan.block) is Component.CORE]
    placed = {seat for plan in core for seat in _men(plan)}
    return tuple(seat for seat in seats if seat not in placed) if core else ()


def _shapes(days: Sequence[StandingDay], men: int, bank: Bank) -> dict[int, DayShape]:
    service = bank.service
    whole = dict(enumerate(day_shapes(men, bank), start=1))
    return {
        plan.number: service.half_day
        if component_of(plan.block) is Component.CORE and not whole.get(plan.number, True)
        else service.day_shape(plan.block)
        for plan in (day.plan for day in days)
    }


def _men(plan: DayPlan) -> set[int]:
    return {
        item.seat for item in plan.items if item.set is ItemSet.PERSONAL and item.seat is not None
    }


def _of_day(plan: DayPlan, shape: DayShape, bank: Bank) -> Iterator[str]:
    """What a day to come departs from."""
    if plan.work_minutes != shape.work_minutes:
        yield f"{plan.work_minutes} minutes of work, not {shape.work_minutes}"
    items = plan.items
    if not items or any(item.set is not ItemSet.PROCESS for item in (items[0], items[-1])):
        yield "doesn't begin and end with process work"
    elif items[-1].end != shape.end:
        yield f"ends at {clock_text(items[-1].end)}, not {clock_text(shape.end)}"
    if component_of(plan.block) is Component.CORE:
        yield from _of_core_day(plan, bank)


def _of_core_day(plan: DayPlan, bank: Bank) -> Iterator[str]:
    """Where a day to come of the Core Group departs from the rules on introductions and men."""
    items = plan.items
    rule = bank.service.personal_work
    men = _men(plan)
    if plan.number == 1:
        if all(item.set is not ItemSet.INTRODUCTORY for item in items):
            yield "no introductory work on the first day"
        if men and not rule.first_day:
            yield "personal work on the first day"
    if len(men) > rule.men_a_day:
        yield f"personal work of {len(men)} men, not at most {rule.men_a_day}"
    for seat in sorted(men):
        yield from _of_work(plan, seat, bank)
    if any(item.set is ItemSet.PERSONAL and item.seat is None for item in items):
        yield "personal work of nobody in the group"


def _of_work(plan: DayPlan, seat: int, bank: Bank) -> Iterator[str]:
    """What one man's personal work on a day departs from."""
    rule = bank.service.personal_work
    at = [place for place, item in enumerate(plan.items) if _is_work_of(item, seat)]
    minutes = sum(plan.items[place].planned for place in at)
    if not rule.fewest_minutes <= minutes <= rule.most_minutes:
        allowed = f"{rule.fewest_minutes} to {rule.most_minutes}"
        yield f"personal work of seat {seat} takes {minutes} minutes, not {allowed}"
    between = [plan.items[place].set for place in range(at[0], at[-1]) if place not in at]
    if ItemSet.LUNCH in between:
        yield f"personal work of seat {seat} goes across lunch"
    elif between not in ([], [ItemSet.BREAK]):
        yield f"personal work of seat {seat} isn't in one piece or around one break"


def _is_work_of(item: PlanItem, seat: int) -> bool:
    return item.set is ItemSet.PERSONAL and item.seat == seat


def _of_men(places: dict[int, int]) -> Iterator[Departure]:
    never = [str(seat) for seat, times in places.items() if not times]
    twice = [str(seat) for seat, times in places.items() if times > 1]
    for seats, says in ((never, "never"), (twice, "on more than one day")):
        if seats:
            word = "seat" if len(seats) == 1 else "seats"
            yield Departure(0, f"personal work of {word} {', '.join(seats)} {says}")


def _of_dates(days: Sequence[StandingDay]) -> Iterator[Departure]:
    for before, after in pairwise(days):
        if not after.ran and after.on <= before.on:
            yield Departure(after.plan.number, f"isn't after day {before.plan.number}")
