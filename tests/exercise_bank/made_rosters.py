"""Invented rosters, dates and staff to plan for, from a seed."""

import random
from datetime import date, timedelta

from exercise_bank.bank_holidays import bank_holidays
from exercise_bank.block_wishes import BlockWishes, Facilitator, Man
from exercise_bank.exercise import Domain

SIZES = (6, 7, 8, 8, 9, 9, 9, 10, 10, 10)
PATTERNS = ((1,), (1,), (2,), (0,), (4,), (1, 3), (0, 2))


def roster(seed: int) -> BlockWishes:
    """A group of 6 to 10 men, some joining late or away, with holidays and staff leave about."""
    pick = random.Random(seed)
    weekdays = pick.choice(PATTERNS)
    start = date(2026, 9, 1) + timedelta(days=pick.randrange(700))
    holidays = bank_holidays((start.year, start.year + 1, start.year + 2))
    closed = {start + timedelta(days=pick.randrange(1, 60)): "staff day" for _ in range(2)}
    while start.weekday() not in weekdays or start in holidays or start in closed:
        start += timedelta(days=1)
    size = pick.choice(SIZES)
    late = set(pick.sample(range(1, size + 1), pick.choice((0, 0, 1, 2))))
    meetings = [start + timedelta(days=n) for n in range(60)]
    meetings = [on for on in meetings if on.weekday() in weekdays]
    men = tuple(
        Man(
            seat,
            tuple(pick.sample(list(Domain), pick.randrange(3))),
            tuple(pick.sample(("discussion", "practice", "visual", "written"), pick.randrange(3))),
            joins=start + timedelta(days=pick.randrange(1, 22)) if seat in late else None,
            away=frozenset(pick.sample(meetings, pick.choice((0, 0, 0, 1)))),
        )
        for seat in range(1, size + 1)
    )
    return BlockWishes(
        block=pick.randrange(1, 5),
        men=men,
        start=start,
        weekdays=weekdays,
        staff=tuple(_facilitator(pick, name, start) for name in ("A. Lark", "B. Wren", "C. Rook")),
        closed=closed,
    )


def _facilitator(pick: random.Random, name: str, start: date) -> Facilitator:
    if pick.random() < 0.4:
        return Facilitator(name, leads=name != "C. Rook")
    first = start + timedelta(days=pick.randrange(1, 70))
    away = ((first, first + timedelta(days=pick.randrange(3, 15))),)
    return Facilitator(name, leads=name != "C. Rook", leave=away)
