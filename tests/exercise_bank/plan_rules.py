"""The rules of a block's plan, said once more in a few lines, apart from the code that plans."""

import math
from collections import defaultdict
from collections.abc import Iterator
from itertools import pairwise

from exercise_bank.bank import Bank
from exercise_bank.bank_holidays import bank_holidays
from exercise_bank.block_wishes import BlockSchedule, BlockWishes
from exercise_bank.exercise import ItemSet
from exercise_bank.plan import DayPlan


def broken(plan: BlockSchedule, wishes: BlockWishes, bank: Bank) -> list[str]:
    """Every rule that a plan breaks."""
    return [
        *_dates(plan, wishes),
        *_days(plan, wishes),
        *_sets(plan, wishes, bank),
        *_placed(plan, wishes, bank),
        *_men(plan, wishes),
    ]


def _dates(plan: BlockSchedule, wishes: BlockWishes) -> Iterator[str]:
    dates = [day.date for day in plan.days]
    holidays = bank_holidays({date.year for date in dates})
    if dates[0] != wishes.start or sorted(set(dates)) != dates:
        yield "dates in order from the start"
    for day in plan.days:
        if day.date.weekday() not in wishes.weekdays:
            yield f"{day.date} weekday"
        if day.date in holidays or day.date in wishes.closed:
            yield f"{day.date} closed"
        leading = [one for one in wishes.staff if one.name in (day.lead, day.second)]
        if any(not one.works_on(day.date) for one in leading):
            yield f"{day.date} led on leave"
        if wishes.staff and (not day.lead or not day.second or day.lead == day.second):
            yield f"{day.date} two facilitators"


def _days(plan: BlockSchedule, wishes: BlockWishes) -> Iterator[str]:
    hours = max(36, 18 + 2.25 * len(wishes.men))
    if [day.plan.number for day in plan.days] != list(range(1, math.ceil(hours / 4.5) + 1)):
        yield "as many days as the hours take"
    if sum(day.plan.work_minutes for day in plan.days) != hours * 60:
        yield "the block's hours"
    for day in plan.days:
        items = day.plan.items
        if day.plan.work_minutes not in (270, 135):
            yield f"day {day.plan.number} minutes"
        if {items[0].set, items[-1].set} != {ItemSet.PROCESS}:
            yield f"day {day.plan.number} process at the ends"
        if items[0].start != 600 or any(a.end != b.start for a, b in pairwise(items)):
            yield f"day {day.plan.number} in one piece"
        if items[-1].end != (930 if day.plan.work_minutes == 270 else 750):
            yield f"day {day.plan.number} end"


def _sets(plan: BlockSchedule, wishes: BlockWishes, bank: Bank) -> Iterator[str]:
    begins = {plan.days[0].date}
    for man in wishes.men:
        after = [day.date for day in plan.days if man.joins and man.joins <= day.date]
        begins |= set(after[:1])
    for day in plan.days:
        if day.date in begins and ItemSet.INTRODUCTORY not in _sets_of(day.plan):
            yield f"day {day.plan.number} introductory"
    tested = [day.plan.number for day in plan.days if ItemSet.ASSESSMENT in _sets_of(day.plan)]
    wanted = len(bank.of_set(ItemSet.ASSESSMENT, wishes.block))
    placed = [bank.by_id[one.exercise].set for one in wishes.placed]
    stretches = {(number - 1) * wanted // len(plan.days) for number in tested}
    if len(stretches) < wanted and ItemSet.ASSESSMENT not in placed:
        yield "assessment spread"


def _placed(plan: BlockSchedule, wishes: BlockWishes, bank: Bank) -> Iterator[str]:
    for placed in wishes.placed:
        there = [
            item.planned
            for item in plan.days[placed.day - 1].plan.items
            if (item.exercise, item.seat) == (placed.exercise, placed.seat)
            and (item.start >= 780) == bool(placed.half)
        ]
        if sum(there) != placed.minutes:
            yield f"{placed.exercise} where it was placed"
    for name, minutes in _lengths(plan).items():
        limits = bank.by_id[name[1]].minutes
        if not limits.minimum <= minutes <= limits.maximum:
            yield f"{name} length"


def _men(plan: BlockSchedule, wishes: BlockWishes) -> Iterator[str]:
    placed = {one.seat for one in wishes.placed}
    for man in wishes.men:
        work = [
            (day, item) for day in plan.days for item in day.plan.items if item.seat == man.seat
        ]
        if len({day.date for day, _ in work}) != 1:
            yield f"man {man.seat} once"
            continue
        day, items = work[0][0], [item for _, item in work]
        if not 90 <= sum(item.planned for item in items) <= 135:
            yield f"man {man.seat} minutes"
        if man.seat not in placed and (
            day.date in man.away or day.date <= (man.joins or day.date.min)
        ):
            yield f"man {man.seat} isn't there"
        if day.plan.number == 1 and man.seat not in placed:
            yield f"man {man.seat} on the first day"
        between = day.plan.items[day.plan.items.index(items[0]) : day.plan.items.index(items[-1])]
        pauses = [item.set for item in between if not item.set.is_work]
        if man.seat not in placed and (pauses not in ([], [ItemSet.BREAK]) or len(items) > 2):
            yield f"man {man.seat} split"
    for day in plan.days:
        if len({item.seat for item in day.plan.items if item.seat}) > 2:
            yield f"day {day.plan.number} more than two men"


def _sets_of(plan: DayPlan) -> set[ItemSet]:
    return {item.set for item in plan.items}


def _lengths(plan: BlockSchedule) -> dict[tuple[int, str, int | None, int], int]:
    """Minutes of each exercise as placed, its parts together."""
    lengths: dict[tuple[int, str, int | None, int], int] = defaultdict(int)
    times: dict[tuple[int, str, int | None], int] = defaultdict(int)
    for day in plan.days:
        for item in day.plan.items:
            if item.set.is_work:
                key = (day.plan.number, item.exercise, item.seat)
                times[key] += item.part == 1
                lengths[day.plan.number, item.exercise, item.seat, times[key]] += item.planned
    return lengths
