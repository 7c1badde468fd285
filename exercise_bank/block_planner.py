"""The block planner: from what is wished for, the days of a block that keep every rule.

Rules (programme.md, "A block" and "A day"): the day's shape and minutes; process work first and
last; introductory work on the first day and whenever a man joins; assessment spread over the block;
each man's personal work once, whole or split over one short break, never on the block's first day,
at most two men a day; thematic work in the bank's order in the rest. Hours: the service's data.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from datetime import date

from exercise_bank.bank import Bank
from exercise_bank.block_dates import BlockDates, block_dates, rota
from exercise_bank.block_filling import Class, Filled, Task, fill_block
from exercise_bank.block_layout import day_plans
from exercise_bank.block_material import Material, material
from exercise_bank.block_wishes import (
    BlockSchedule,
    BlockWishes,
    Man,
    NoPlan,
    Placed,
    PlannedDay,
)
from exercise_bank.collisions import colliding, describe_placed
from exercise_bank.exercise import ItemSet
from exercise_bank.half_day import HalfDay, Piece, halves_of


def plan_block(wishes: BlockWishes, bank: Bank) -> BlockSchedule:
    """The plan that costs least (`block_filling`). Raises NoPlan where wishes collide."""
    _check_men(wishes, bank)
    shapes = day_shapes(len(wishes.men), bank)
    dates = block_dates(wishes, len(shapes), bank.service.facilitators.a_day)
    things = material(bank, wishes)
    halves = _halves(wishes, bank, things)
    filled = _fill(wishes, bank, dates, things, halves)
    moved: tuple[Placed, ...] = ()
    if filled is None:
        filled, moved = _loosened(wishes, bank, dates, things, halves)
    if filled is None:
        raise _collision(wishes, bank, dates)
    plans = day_plans(wishes, bank, things, halves, filled, _classes(wishes, dates.days))
    planned = rota(wishes.staff, dates.days[len(wishes.kept) :])
    days = [
        PlannedDay(on, plan, *turn)
        for on, plan, turn in zip(dates.days[len(wishes.kept) :], plans, planned, strict=True)
    ]
    return BlockSchedule(
        wishes.block,
        (*wishes.kept, *days),
        dates.passed_over,
        filled.left_out,
        filled.cost,
        tuple(f"{describe_placed(one, bank)}: it can't stand just there" for one in moved),
    )


def day_shapes(members: int, bank: Bank) -> tuple[bool, ...]:
    """Each day of a block for so many men: whether it is whole, else half (derived: 9 men, 8½)."""
    service = bank.service
    minutes = service.hours.block_hours(members) * 60
    whole, rest = divmod(minutes, service.day.work_minutes)
    if not rest:
        return (True,) * int(whole)
    return (*(True,) * int(whole), rest > service.half_day.work_minutes)


def _check_men(wishes: BlockWishes, bank: Bank) -> None:
    group = bank.service.group
    count = len(wishes.men)
    if not group.fewest <= count <= group.most:
        raise NoPlan(f"A group has {group.fewest} to {group.most} men; these are {count}.")
    seats = [man.seat for man in wishes.men]
    twice = sorted({seat for seat in seats if seats.count(seat) > 1})
    if twice:
        raise NoPlan(f"Seat {twice[0]} is taken twice.")


def _halves(wishes: BlockWishes, bank: Bank, things: Material) -> tuple[HalfDay, ...]:
    """The halves of the days that are still to be planned."""
    service = bank.service
    ends = things.opening.planned, things.closing.planned
    return tuple(
        half
        for number, whole in enumerate(day_shapes(len(wishes.men), bank), start=1)
        if number > len(wishes.kept)
        for half in halves_of(service.day if whole else service.half_day, number, *ends)
    )


def _fill(
    wishes: BlockWishes,
    bank: Bank,
    dates: BlockDates,
    things: Material,
    halves: tuple[HalfDay, ...],
) -> Filled | None:
    if not halves:
        return Filled(0, (), ())
    joining = joining_days(wishes, dates.days)
    first = {1} if not wishes.kept else set()
    return fill_block(
        Task(
            halves=halves,
            placed=_placed(wishes, bank, halves),
            material=things,
            windows=_windows(wishes, bank, things, len(dates.days)),
            introduces=frozenset(first | set(joining)),
            joining=frozenset(joining) - {1},
            classes=tuple(Class(days, len(men)) for days, men in _classes(wishes, dates.days)),
            men_a_day=bank.service.personal_work.men_a_day,
            before=wishes.before,
            before_work=frozenset(wishes.before_men.values()),
        )
    )


def _loosened(
    wishes: BlockWishes,
    bank: Bank,
    dates: BlockDates,
    things: Material,
    halves: tuple[HalfDay, ...],
) -> tuple[Filled | None, tuple[Placed, ...]]:
    """A filling in which what was placed by hand is in its half, and which had to move in it.

    As few as can be, given up one after the other, move.
    """
    loose = {one: replace(one, after=None) for one in wishes.placed if one.after is not None}

    def tried(moved: Collection[Placed]) -> Filled | None:
        placed = tuple(loose[one] if one in moved else one for one in wishes.placed)
        return _fill(replace(wishes, placed=placed), bank, dates, things, halves)

    moved = list(loose)
    best = tried(moved) if moved else None
    for one in loose if best is not None and len(loose) > 1 else ():
        fewer = [other for other in moved if other != one]
        if fewer and (found := tried(fewer)) is not None:
            best, moved = found, fewer
    return best, tuple(moved)


def _collision(wishes: BlockWishes, bank: Bank, dates: BlockDates) -> NoPlan:
    """What to say where there is no plan."""
    wishes = replace(wishes, placed=tuple(replace(one, after=None) for one in wishes.placed))

    def works(trial: BlockWishes) -> bool:
        things = material(bank, trial)
        return _fill(trial, bank, dates, things, _halves(trial, bank, things)) is not None

    found = colliding(wishes, bank, dates.days, works)
    if found:
        head = "These can't all be" if len(found) > 1 else "This can't be"
        return NoPlan(f"{head}: {'; '.join(found)}.", found)
    return NoPlan(
        f"The exercises of block {wishes.block} can't fill {len(dates.days)} days for "
        f"{len(wishes.men)} men: the bank needs more of them, or more flexible minutes."
    )


def joining_days(wishes: BlockWishes, days: tuple[date, ...]) -> dict[int, list[int]]:
    """The numbers of the days on which men join after the first, with their seats."""
    joining: dict[int, list[int]] = {}
    for man in wishes.men:
        if man.joins is not None and man.joins > days[0]:
            number = next((n for n, on in enumerate(days, 1) if on >= man.joins), None)
            if number is not None and number > len(wishes.kept):
                joining.setdefault(number, []).append(man.seat)
    return joining


def work_days(man: Man, wishes: BlockWishes, days: tuple[date, ...]) -> frozenset[int]:
    """The days, by number, on which a man's personal work may stand.

    Never the block's first, nor his own first (derived: that day takes him in).
    """
    first = next((n for n, on in enumerate(days, 1) if on >= (man.joins or days[0])), len(days))
    return frozenset(
        number
        for number, on in enumerate(days, start=1)
        if number > max(first, len(wishes.kept)) and on not in man.away
    )


def _classes(
    wishes: BlockWishes, days: tuple[date, ...]
) -> list[tuple[frozenset[int], tuple[Man, ...]]]:
    """The men who are still to be placed, by the days on which their work may stand."""
    placed = {one.seat for one in wishes.placed}
    run = {item.seat for day in wishes.kept for item in day.plan.items}
    classes: dict[frozenset[int], tuple[Man, ...]] = {}
    for man in wishes.men:
        if man.owes_work and man.seat not in placed and man.seat not in run:
            possible = work_days(man, wishes, days)
            classes[possible] = (*classes.get(possible, ()), man)
    return sorted(classes.items(), key=lambda pair: sorted(pair[0]))


def _placed(
    wishes: BlockWishes, bank: Bank, halves: tuple[HalfDay, ...]
) -> dict[tuple[int, int], tuple[Piece, ...]]:
    """What stands by hand in each half, just as long as it was placed."""
    known = {(half.day, half.half) for half in halves}
    placed: dict[tuple[int, int], tuple[Piece, ...]] = {}
    for one in wishes.placed:
        if (one.day, one.half) not in known:
            raise NoPlan("The block has no such place.", (describe_placed(one, bank),))
        exercise = bank.exercise(one.exercise)
        item_set = exercise.set if exercise else ItemSet.THEMATIC
        piece = Piece(one.exercise, item_set, *(one.minutes,) * 3, one.seat, True, one.after)
        placed[one.day, one.half] = (*placed.get((one.day, one.half), ()), piece)
    return placed


def _windows(
    wishes: BlockWishes, bank: Bank, things: Material, count: int
) -> tuple[frozenset[int], ...]:
    """For each assessment exercise still to be placed the days of its stretch of the block.

    The block is cut into as many even stretches as it has such exercises; stretches that have one
    already, by hand or in days that have run, need no other.
    """
    total = len(bank.of_set(ItemSet.ASSESSMENT, wishes.block))
    stretches = [
        frozenset(day for day in range(1, count + 1) if (day - 1) * total // count == number)
        for number in range(total)
    ]
    standing = {one.day for one in wishes.placed if _is_assessment(one.exercise, bank)}
    standing |= {
        day.plan.number
        for day in wishes.kept
        for item in day.plan.items
        if item.set is ItemSet.ASSESSMENT
    }
    still = frozenset(range(len(wishes.kept) + 1, count + 1))
    free = [days & still for days in stretches if not days & standing and days & still]
    wanted = len(things.assessment)
    late = [still] * max(0, wanted - len(free))
    return tuple((*late, *free)[:wanted])


def _is_assessment(exercise_id: str, bank: Bank) -> bool:
    exercise = bank.exercise(exercise_id)
    return exercise is not None and exercise.set is ItemSet.ASSESSMENT
