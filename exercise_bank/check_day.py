"""What each day of a plan must keep to: its minutes, its ends, fixed starts, men a day.

Sources: programme.md, "A day" (seed and derived); the figures are the service's data.
"""

from __future__ import annotations

from collections.abc import Iterator

from exercise_bank.component import Component, component_of, place_of
from exercise_bank.exercise import ItemSet
from exercise_bank.fault import Fault
from exercise_bank.minutes import clock_text
from exercise_bank.plan import DayPlan, PlanItem
from exercise_bank.plan_toml import PlacedPlan
from exercise_bank.service import Service


def day_faults(placed: PlacedPlan, service: Service) -> Iterator[Fault]:
    """Where single days depart from the rules, whatever the rest of the block is like."""
    for index, day in enumerate(placed.plan.days):
        for number, item in enumerate(day.items):
            yield from _item(placed, index, number, item)
        if day.number not in placed.incomplete:
            yield from _minutes(placed, index, day, service)
            yield from _ends(placed, index, day)
            yield from _men(placed, index, day, service)


def item_fault(placed: PlacedPlan, day: int, item: int, allowed: str, found: str = "") -> Fault:
    """A fault of one item of a day, both by their number from 0."""
    plan = placed.plan.days[day]
    where = f"{place_of(plan.block, plan.number)}, `{plan.items[item].exercise}`"
    return Fault(placed.file, placed.line_of(day, item), where, found, allowed)


def day_fault(placed: PlacedPlan, day: int, allowed: str, found: str = "") -> Fault:
    """A fault of one day, by its number from 0."""
    plan = placed.plan.days[day]
    where = place_of(plan.block, plan.number)
    return Fault(placed.file, placed.line_of(day, None), where, found, allowed)


def _item(placed: PlacedPlan, day: int, number: int, item: PlanItem) -> Iterator[Fault]:
    """An item's own minutes, its fixed start, and whether it is one man's."""
    if not item.minimum <= item.planned <= item.maximum:
        allowed = f"minutes must be {item.minimum} to {item.maximum}"
        yield item_fault(placed, day, number, allowed, str(item.planned))
    wanted = placed.wanted_starts.get((day, number))
    if wanted is not None and wanted < item.start:
        allowed = f"what stands before it ends only at {clock_text(item.start)}"
        yield item_fault(placed, day, number, allowed, f"a fixed start at {clock_text(wanted)}")
    if item.set is ItemSet.PERSONAL and item.seat is None:
        yield item_fault(placed, day, number, "personal work needs the seat of a man")
    if item.set is not ItemSet.PERSONAL and item.seat is not None:
        allowed = f"only personal work has a seat, and this is {item.set.label}"
        yield item_fault(placed, day, number, allowed, f"seat {item.seat}")


def _minutes(placed: PlacedPlan, index: int, day: DayPlan, service: Service) -> Iterator[Fault]:
    """Work, breaks and end (seed: 4.5 hours, 10:00 to 15:30); a short day is a half day's."""
    half = service.half_day
    shape = service.day_shape(day.block)
    if component_of(day.block) is Component.CORE and day.work_minutes <= half.work_minutes:
        shape = half
    if day.work_minutes != shape.work_minutes:
        allowed = f"work must be {shape.work_minutes} minutes"
        yield day_fault(placed, index, allowed, str(day.work_minutes))
    if day.break_minutes != shape.break_minutes:
        allowed = f"breaks and lunch must be {shape.break_minutes} minutes"
        yield day_fault(placed, index, allowed, str(day.break_minutes))
    end = day.items[-1].end
    if end != shape.end:
        yield day_fault(placed, index, f"must end at {clock_text(shape.end)}", clock_text(end))


def _ends(placed: PlacedPlan, index: int, day: DayPlan) -> Iterator[Fault]:
    """Process work opens and closes a day."""
    for number, does in ((0, "begin"), (len(day.items) - 1, "end")):
        item = day.items[number]
        if item.set is not ItemSet.PROCESS:
            yield item_fault(
                placed, index, number, f"the day must {does} with process work", item.set.label
            )


def _men(placed: PlacedPlan, index: int, day: DayPlan, service: Service) -> Iterator[Fault]:
    """So many men's personal work in a day (derived: two)."""
    men = {item.seat for item in day.items if item.seat is not None}
    most = service.personal_work.men_a_day
    if len(men) > most:
        allowed = f"must have personal work of at most {most} men"
        yield day_fault(placed, index, allowed, str(len(men)))
