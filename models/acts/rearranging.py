"""A block's days changed by hand: an item moved, swapped, split, carried, put in, taken out, held.

Each gives the days that changed, laid out anew, and raises Refused for what can't be. Whatever a
hand has placed is marked so: planning the rest again leaves it (`models.group.planned_days`).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import NamedTuple

from exercise_bank.bank import Bank
from exercise_bank.block_layout import lunch_starts
from exercise_bank.exercise import ItemSet
from exercise_bank.half_day import SHORTEST_PART, STEP
from exercise_bank.plan import DayPlan, PlanItem, with_starts
from exercise_bank.plan_items import exercise_item, part_limits
from exercise_bank.service import DayShape
from models.acts.act import Refused

Days = Mapping[int, DayPlan]
"""Days to come, by their number in the block."""


class Spot(NamedTuple):
    """A place in the block: the day's number, and the item's place in it from 0."""

    day: int
    place: int


class Rearranged(NamedTuple):
    """The days that changed, what was done in words, and where the item is now."""

    days: Days
    says: str
    spot: Spot


def move(days: Days, one: Spot, to: Spot, bank: Bank) -> Rearranged:
    """An item takes a place in its day or another; one that was split goes whole."""
    item = _movable(days, one)
    items = {number: list(days[number].items) for number in {one.day, to.day}}
    if item.set is ItemSet.BREAK:
        if one.day != to.day:
            raise Refused("A break stays in its day.")
    else:
        item = _whole(items[one.day], one.place, bank)
    del items[one.day][_place(items[one.day], item)]
    place = min(max(1, to.place), max(1, len(items[to.day]) - 1))
    moved = replace(item, fixed=False, by_hand=item.set.is_work)
    items[to.day].insert(place, moved)
    where = f"day {one.day}" if one.day == to.day else f"from day {one.day} to day {to.day}"
    return Rearranged(
        _laid(days, items, bank), f"{named(item)}: moved, {where}", Spot(to.day, place)
    )


def swap(days: Days, one: Spot, other: Spot, bank: Bank) -> Rearranged:
    """Two items take each other's places; what was split goes whole."""
    first, second = (_movable(days, spot, breaks=False) for spot in (one, other))
    if first is second or (one.day == other.day and _same(first, second)):
        raise Refused("Choose another item to swap it with.")
    items = {number: list(days[number].items) for number in {one.day, other.day}}
    here, there = items[one.day], items[other.day]
    first = _whole(here, _place(here, first), bank)
    second = _whole(there, _place(there, second), bank)
    at, to = _place(here, first), _place(there, second)
    here[at] = replace(second, fixed=False, by_hand=True)
    there[to] = replace(first, fixed=False, by_hand=True)
    says = f"{named(first)} and {named(second)} swapped"
    return Rearranged(_laid(days, items, bank), says, Spot(other.day, to))


def split(days: Days, one: Spot, bank: Bank) -> Rearranged:
    """An item goes on after the short break beside it; one that is split becomes whole again.

    The break comes where the day's shape has it, as far as each part keeps its 15 minutes (ours).
    """
    item = _movable(days, one, breaks=False)
    items = list(days[one.day].items)
    if item.parts > 1:
        whole = replace(_whole(items, one.place, bank), by_hand=True)
        place = next(at for at, other in enumerate(items) if _same(other, whole))
        items[place] = whole
        says = f"{named(whole)}: in one piece, day {one.day}"
        return Rearranged(_laid(days, {one.day: items}, bank), says, Spot(one.day, place))
    beside = [at for at in (one.place + 1, one.place - 1) if items[at].set is ItemSet.BREAK]
    if not beside:
        raise Refused("No short break stands beside it: move it next to one, then split it.")
    if item.planned < 2 * SHORTEST_PART:
        raise Refused(f"{item.planned} minutes are too few: each part takes {SHORTEST_PART}.")
    pause = items[beside[0]]
    begins = min(item.start, pause.start)
    first = _before_break(item.planned, begins, pause.start, bank)
    parts = [
        replace(_sized(item, minutes, 2, bank), by_hand=True)
        for minutes in (first, item.planned - first)
    ]
    at = min(one.place, beside[0])
    items[at : at + 2] = [parts[0], pause, parts[1]]
    says = f"{named(item)}: split over the break, day {one.day}"
    return Rearranged(_laid(days, {one.day: items}, bank), says, Spot(one.day, at))


def lock(days: Days, one: Spot, bank: Bank) -> Rearranged:
    """An item counts as placed by hand, and so with all its parts; or no longer."""
    item = _movable(days, one, breaks=False)
    by_hand = not item.by_hand
    items = [
        replace(other, by_hand=by_hand) if _same(other, item) else other
        for other in days[one.day].items
    ]
    says = f"{named(item)}: {'stays on' if by_hand else 'may leave'} day {one.day}"
    return Rearranged(_laid(days, {one.day: items}, bank), says, one)


def carry(days: Days, one: Spot, bank: Bank) -> Rearranged:
    """An item goes to the next day, first of its work."""
    item = _movable(days, one, breaks=False)
    after = min((number for number in days if number > one.day), default=None)
    if after is None:
        raise Refused("No day comes after it in this block.")
    moved = move(days, one, Spot(after, 1), bank)
    return moved._replace(says=f"{named(item)}: carried to day {after}")


def bring(days: Days, item: PlanItem, minutes: int, from_day: int, bank: Bank) -> Rearranged:
    """What a day that ran didn't deliver comes first on the next day, with so many minutes."""
    after = min((number for number in days if number > from_day), default=None)
    if after is None:
        raise Refused("No planned day comes after it in this block.")
    for number, day in days.items():
        if any(_same(other, item) for other in day.items):
            raise Refused(f"{named(item)} stands on day {number} already.")
    brought = _sized(replace(item, fixed=False), minutes, 1, bank)
    brought = replace(brought, minimum=min(brought.minimum, minutes), by_hand=True)
    items = list(days[after].items)
    items.insert(1, brought)
    says = f"{named(item)}: carried from day {from_day} to day {after}"
    return Rearranged(_laid(days, {after: items}, bank), says, Spot(after, 1))


def put_in(days: Days, after: Spot, exercise: str, bank: Bank) -> Rearranged:
    """An exercise of the bank (id) comes after the chosen item, or before the day's last work."""
    found = bank.exercise(exercise)
    if found is None:
        raise Refused("The bank has no such exercise.")
    item = replace(exercise_item(found, found.minutes.planned), by_hand=True)
    for number, day in days.items():
        if any(_same(other, item) for other in day.items):
            raise Refused(f"{named(item)} stands on day {number} already.")
    items = list(days[after.day].items)
    place = min(after.place + 1, max(1, len(items) - 1))
    items.insert(place, item)
    laid = _laid(days, {after.day: items}, bank)
    return Rearranged(laid, f"{named(item)}: put in, day {after.day}", Spot(after.day, place))


def take_out(days: Days, one: Spot, bank: Bank) -> Rearranged:
    """An item with all its parts leaves its day; planning the rest again may bring it back."""
    item = _movable(days, one, breaks=False)
    items = [other for other in days[one.day].items if not _same(other, item)]
    place = min(one.place, len(items) - 1)
    laid = _laid(days, {one.day: items}, bank)
    return Rearranged(laid, f"{named(item)}: taken out of day {one.day}", Spot(one.day, place))


def give_minutes(days: Days, one: Spot, more: int, bank: Bank) -> Rearranged:
    """An item has so many minutes more, or fewer, within its limits."""
    item = days[one.day].items[one.place]
    if not item.set.is_work:
        raise Refused("Breaks and lunch keep their minutes.")
    minutes = item.planned + more
    if not item.minimum <= minutes <= item.maximum:
        raise Refused(f"It takes {item.minimum} to {item.maximum} minutes.")
    items = list(days[one.day].items)
    items[one.place] = replace(item, planned=minutes)
    says = f"{named(item)}: {minutes} minutes, day {one.day}"
    return Rearranged(_laid(days, {one.day: items}, bank), says, one)


def named(item: PlanItem) -> str:
    """An item in a line: its title, and the seat whose personal work it is."""
    return item.title if item.seat is None else f"{item.title} (seat {item.seat})"


def _movable(days: Days, spot: Spot, *, breaks: bool = True) -> PlanItem:
    items = days[spot.day].items
    item = items[spot.place]
    if item.set is ItemSet.LUNCH:
        raise Refused("Lunch keeps its place.")
    if item.set is ItemSet.BREAK and not breaks:
        raise Refused("Choose an exercise: a break is only moved within its day.")
    if item.set is ItemSet.PROCESS and spot.place in (0, len(items) - 1):
        raise Refused("Process work begins and ends each day: it keeps its place.")
    return item


def _same(one: PlanItem, other: PlanItem) -> bool:
    return (one.exercise, one.seat, one.set) == (other.exercise, other.seat, other.set)


def _place(items: list[PlanItem], item: PlanItem) -> int:
    return next(at for at, other in enumerate(items) if other is item)


def _whole(items: list[PlanItem], place: int, bank: Bank) -> PlanItem:
    """The item at a place with its parts joined there; the other parts leave `items`."""
    item = items[place]
    if item.parts == 1:
        return item
    parts = [other for other in items if other.parts > 1 and _same(other, item)]
    whole = _sized(item, sum(part.planned for part in parts), 1, bank)
    items[place] = whole
    for part in parts:
        if part is not item:
            del items[_place(items, part)]
    return whole


def _sized(item: PlanItem, minutes: int, parts: int, bank: Bank) -> PlanItem:
    """An item of so many minutes, or one of so many parts of it, with its limits."""
    exercise = bank.exercise(item.exercise)
    if exercise is None:
        low, high = min(item.minimum, minutes), max(item.maximum, minutes)
    else:
        low, high = part_limits(exercise.minutes, minutes, parts)
    return replace(item, planned=minutes, minimum=low, maximum=high, part=1, parts=parts)


def _before_break(minutes: int, begins: int, pause: int, bank: Bank) -> int:
    """How many of an item's minutes come before the break, where its shape has it if that can be.

    `begins` is when the item would begin and `pause` when the break begins now (minutes since
    midnight).
    """
    wanted = min(_breaks(bank.service.day), key=lambda start: abs(start - pause), default=pause)
    first = wanted - begins
    if not SHORTEST_PART <= first <= minutes - SHORTEST_PART:
        first = minutes // 2
    return min(max(SHORTEST_PART, first // STEP * STEP), minutes - SHORTEST_PART)


def _breaks(shape: DayShape) -> list[int]:
    """When a shape's short breaks begin, in minutes since midnight."""
    starts, at = [], shape.start
    for slot in shape.slots:
        if slot.kind == "break":
            starts.append(at)
        at += slot.minutes
    return starts


def _laid(days: Days, items: Mapping[int, list[PlanItem]], bank: Bank) -> Days:
    """The changed days with parts numbered and starts anew; lunch goes back to its own hour."""
    laid: dict[int, DayPlan] = {}
    for number, of_day in items.items():
        day = days[number]
        fresh = [
            replace(item, start=min(item.start, lunch_starts(bank)))
            if item.set is ItemSet.LUNCH
            else item
            for item in _numbered(of_day)
        ]
        start = day.items[0].start if day.items else bank.service.day.start
        laid[number] = replace(day, items=with_starts(fresh, start))
    return laid


def _numbered(items: list[PlanItem]) -> list[PlanItem]:
    numbered: list[PlanItem] = []
    for item in items:
        part = 1
        if item.parts > 1:
            part += sum(other.parts > 1 and _same(other, item) for other in numbered)
        numbered.append(replace(item, part=part))
    return numbered
