"""What the plan of a block must keep to, over all its days: personal work, sets, splits.

Sources: programme.md, "A block" and "A day" (seed and derived); the figures are the service's data.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from exercise_bank.check_day import day_fault, day_faults, item_fault
from exercise_bank.component import Component, component_of, part_of
from exercise_bank.exercise import Exercise, ItemSet
from exercise_bank.fault import Fault
from exercise_bank.plan import PlanItem
from exercise_bank.plan_toml import PlacedPlan
from exercise_bank.service import Service

Spot = tuple[int, int, PlanItem]
"""An item with its day and its place in the day, both from 0."""


def plan_faults(
    placed: PlacedPlan, service: Service, exercises: Mapping[str, Exercise]
) -> Iterator[Fault]:
    """Where the plan of a whole block departs from the programme's rules."""
    yield from day_faults(placed, service)
    yield from _numbers(placed)
    yield from _exercises(placed, exercises)
    if component_of(placed.plan.block) is not Component.CORE:
        yield from _sets(placed, service)
        yield from _sessions(placed, service)
        return
    yield from _days(placed, service)
    yield from _first_day(placed, service)
    yield from _men(placed, service)


def _sets(placed: PlacedPlan, service: Service) -> Iterator[Fault]:
    """A component beside the core works with its own sets (seed)."""
    sets = service.sets_of(placed.plan.block)
    for day, number, item in _spots(placed):
        if item.set.value not in sets:
            allowed = f"{part_of(placed.plan.block)} has {' and '.join(sets)} work"
            yield item_fault(placed, day, number, allowed, item.set.label)


def _sessions(placed: PlacedPlan, service: Service) -> Iterator[Fault]:
    """Better Lives is closed, of so many sessions (seed: 12)."""
    plan, wanted = placed.plan, service.hours.relapse_prevention_sessions
    if component_of(plan.block) is Component.BETTER_LIVES and len(plan.days) != wanted:
        allowed = f"must have {wanted} sessions"
        line = placed.line_of(len(plan.days) - 1, None)
        yield Fault(
            placed.file, line, f"The plan of {part_of(plan.block)}", str(len(plan.days)), allowed
        )


def _numbers(placed: PlacedPlan) -> Iterator[Fault]:
    """Days are numbered from 1."""
    for index, day in enumerate(placed.plan.days):
        if day.number != index + 1:
            yield day_fault(placed, index, f"must be day {index + 1}: days count up from 1")


def _days(placed: PlacedPlan, service: Service) -> Iterator[Fault]:
    """As many days as the hours of so many men take (derived)."""
    plan = placed.plan
    fewest = service.block_days(plan.members)
    most = max(fewest, service.block_days(service.group.most))
    if not fewest <= len(plan.days) <= most:
        wanted = str(fewest) if fewest == most else f"{fewest} to {most}"
        allowed = f"must have {wanted} days for {plan.members} men"
        where = f"The plan of block {plan.block}"
        line = placed.line_of(len(plan.days) - 1, None)
        yield Fault(placed.file, line, where, str(len(plan.days)), allowed)


def _first_day(placed: PlacedPlan, service: Service) -> Iterator[Fault]:
    """A block's first day takes in new men: introductory work, nobody's personal work."""
    day = placed.plan.days[0]
    if day.number in placed.incomplete:
        return
    if all(item.set is not ItemSet.INTRODUCTORY for item in day.items):
        yield day_fault(placed, 0, "a block's first day must have introductory work", "none")
    if service.personal_work.first_day:
        return
    for number, item in enumerate(day.items):
        if item.set is ItemSet.PERSONAL:
            yield item_fault(placed, 0, number, "a block's first day has no personal work")


def _exercises(placed: PlacedPlan, exercises: Mapping[str, Exercise]) -> Iterator[Fault]:
    """Exercises are the block's own, and the parts of a split one follow each other."""
    open_parts: dict[tuple[str, int | None], list[Spot]] = {}
    for day, number, item in _spots(placed):
        exercise = exercises.get(item.exercise)
        if placed.plan.days[day].number in placed.incomplete:
            continue
        if exercise is not None and exercise.block != placed.plan.block:
            allowed = f"must be an exercise of {part_of(placed.plan.block)}"
            yield item_fault(placed, day, number, allowed, f"one of {part_of(exercise.block)}")
        before = open_parts.setdefault((item.exercise, item.seat), [])
        if item.part != len(before) + 1 or any(spot[2].parts != item.parts for spot in before):
            expected = f"must be part {len(before) + 1} of {before[0][2].parts if before else 1}"
            allowed = expected if before else "the first part of a split exercise must be part 1"
            found = f"part {item.part} of {item.parts}"
            yield item_fault(placed, day, number, allowed, found)
            before.clear()
            continue
        before.append((day, number, item))
        if item.part >= item.parts:
            if exercise is not None and item.parts > 1:
                yield from _split(placed, before, exercise)
            before.clear()
    for rest in (spots for spots in open_parts.values() if spots and not placed.incomplete):
        day, number, item = rest[-1]
        yield item_fault(placed, day, number, f"part {item.part + 1} of {item.parts} is missing")


def _split(placed: PlacedPlan, parts: list[Spot], exercise: Exercise) -> Iterator[Fault]:
    """The parts of a split exercise together take its minutes; personal work spans one break."""
    day, number, _ = parts[0]
    total = sum(item.planned for _, _, item in parts)
    low, high = exercise.minutes.minimum, exercise.minutes.maximum
    if not low <= total <= high:
        allowed = f"the minutes of its parts must add up to {low} to {high}"
        yield item_fault(placed, day, number, allowed, str(total))
    if exercise.set is not ItemSet.PERSONAL:
        return
    last_day, last, _ = parts[-1]
    between = placed.plan.days[day].items[number + 1 : last]
    one_break = last_day == day and [item.set for item in between] == [ItemSet.BREAK]
    if not one_break:
        allowed = "personal work may be split over one short break only, and never across lunch"
        yield item_fault(placed, last_day, last, allowed)


def _men(placed: PlacedPlan, service: Service) -> Iterator[Fault]:
    """Each man's personal work stands once in a block, and takes its minutes."""
    limits = service.personal_work
    members = placed.plan.members
    works: dict[int, list[Spot]] = {seat: [] for seat in range(1, members + 1)}
    for day, number, item in _spots(placed):
        if item.seat is None or item.set is not ItemSet.PERSONAL:
            continue
        if item.seat > members:
            allowed = f"the seat must be 1 to {members}, as the plan is for {members} men"
            yield item_fault(placed, day, number, allowed, str(item.seat))
        else:
            works[item.seat].append((day, number, item))
    for seat, spots in works.items():
        if not spots and not placed.incomplete:
            where = f"The plan of block {placed.plan.block}, man {seat}"
            allowed = "must have personal work once"
            yield Fault(placed.file, placed.line_of(0, None), where, "none", allowed)
        starts = [spot for spot in spots if spot[2].part == 1]
        for day, number, _ in starts[1:]:
            allowed = f"man {seat} must have personal work once in a block"
            yield item_fault(placed, day, number, allowed, "another")
        total = sum(item.planned for _, _, item in spots)
        if len(starts) == 1 and not limits.fewest_minutes <= total <= limits.most_minutes:
            day, number, _ = starts[0]
            allowed = (
                f"man {seat}'s personal work must take "
                f"{limits.fewest_minutes} to {limits.most_minutes} minutes"
            )
            yield item_fault(placed, day, number, allowed, str(total))


def _spots(placed: PlacedPlan) -> Iterator[Spot]:
    """Every work item of the plan, day by day."""
    for day, plan in enumerate(placed.plan.days):
        for number, item in enumerate(plan.items):
            if item.set.is_work:
                yield day, number, item
