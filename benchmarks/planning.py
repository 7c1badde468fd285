"""What planning costs: a block for ten men, a re-plan after one change, a service's three years.

    python -m benchmarks.planning

Beside each: `json` writing and reading a list of 200,000 numbers in the same run.
"""

from __future__ import annotations

import json
import random
import time
from dataclasses import replace
from datetime import date, timedelta

from benchmarks.table import Row, median, print_table
from exercise_bank.bank import Bank, load_bank
from exercise_bank.bank_holidays import bank_holidays
from exercise_bank.block_planner import plan_block
from exercise_bank.block_wishes import BlockSchedule, BlockWishes, Facilitator, Man
from exercise_bank.exercise import Domain
from exercise_bank.half_day import fill
from exercise_bank.half_options import half_options

GROUPS, YEARS = 20, 3
START = date(2026, 9, 1)


def main() -> None:
    """Print the measures."""
    yardstick = _yardstick()
    bank = load_bank()
    started = time.perf_counter()
    bank_holidays((2026,))
    holidays = time.perf_counter() - started
    cold = [_seconds_for_block(bank, block, cold=True) for block in (1, 2, 3, 4)]
    again = [_seconds_to_plan_again(bank, block) for block in (1, 2, 3, 4)]
    blocks, programme = _programme(bank)
    print_table(
        [
            Row("bank holidays: the library's import", holidays, "s", None, yardstick),
            Row("a block for 10 men, the first, worst of 4", max(cold), "s", 1.0, None),
            Row("the same, beside json", max(cold), "s", None, yardstick),
            Row("planned again after one change, worst of 4", max(again), "s", 0.3, None),
            Row("planned again, median, beside json", median(again), "s", None, yardstick),
            Row(f"20 groups, 3 years: {blocks} blocks", programme, "s", 60.0, None),
        ]
    )


def _yardstick() -> float:
    numbers = list(range(200_000))
    started = time.perf_counter()
    json.loads(json.dumps(numbers))
    return time.perf_counter() - started


def _wishes(block: int, count: int = 10, start: date = START) -> BlockWishes:
    men = tuple(Man(seat, (Domain.SELF_REGULATION,)) for seat in range(1, count + 1))
    return BlockWishes(block, men, start, (start.weekday(),))


def _seconds_for_block(bank: Bank, block: int, *, cold: bool) -> float:
    if cold:
        fill.cache_clear()
        half_options.cache_clear()
    started = time.perf_counter()
    plan_block(_wishes(block), bank)
    return time.perf_counter() - started


def _seconds_to_plan_again(bank: Bank, block: int) -> float:
    """The third day has run; a man whose turn it was can't come on the fifth."""
    plan = plan_block(_wishes(block), bank)
    on = plan.days[4].date
    wishes = _wishes(block)
    men = (replace(wishes.men[0], away=frozenset({on})), *wishes.men[1:])
    changed = replace(wishes, men=men, kept=plan.days[:3], **_before(plan))
    started = time.perf_counter()
    plan_block(changed, bank)
    return time.perf_counter() - started


def _before(plan: BlockSchedule) -> dict[str, dict[str, int] | dict[int, int]]:
    exercises: dict[str, int] = {}
    men: dict[int, int] = {}
    for day in plan.days:
        for item in day.plan.items[1:-1]:
            if item.seat is not None:
                men[item.seat] = day.plan.number
            elif item.set.is_work:
                exercises[item.exercise] = day.plan.number
    return {"before": exercises, "before_men": men}


def _programme(bank: Bank) -> tuple[int, float]:
    """How many blocks all groups run in that time, and the seconds that planning them takes."""
    pick = random.Random(7)
    count = 0
    started = time.perf_counter()
    for _ in range(GROUPS):
        on = START + timedelta(days=pick.randrange(14))
        until = on + timedelta(days=365 * YEARS)
        weekday = pick.choice((0, 1, 2, 3))
        block = 1
        while on < until:
            plan = plan_block(_block(pick, block, on, weekday), bank)
            count += 1
            block = block % 4 + 1
            on = plan.days[-1].date + timedelta(days=1)
    return count, time.perf_counter() - started


def _block(pick: random.Random, block: int, on: date, weekday: int) -> BlockWishes:
    holidays = bank_holidays((on.year, on.year + 1))
    while on.weekday() != weekday or on in holidays:
        on += timedelta(days=1)
    men = tuple(
        Man(seat, tuple(pick.sample(list(Domain), 2))) for seat in range(1, pick.randint(6, 10) + 1)
    )
    first = on + timedelta(days=pick.randrange(70))
    staff = (
        Facilitator("A. Lark", leave=((first, first + timedelta(days=13)),)),
        Facilitator("B. Wren"),
        Facilitator("C. Rook"),
    )
    return BlockWishes(block, men, on, (weekday,), staff)


if __name__ == "__main__":
    main()
