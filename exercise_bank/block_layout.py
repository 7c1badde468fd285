"""The items of each planned day: a filling with its men, pauses and starts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from exercise_bank.bank import Bank
from exercise_bank.block_filling import Filled
from exercise_bank.block_material import Material, personal_exercise
from exercise_bank.block_wishes import BlockWishes, Man
from exercise_bank.exercise import ItemSet
from exercise_bank.half_day import Fill, HalfDay, Piece
from exercise_bank.plan import DayPlan, PlanItem, with_starts
from exercise_bank.plan_items import exercise_item, pause_item

Classes = Sequence[tuple[frozenset[int], tuple[Man, ...]]]


def day_plans(
    wishes: BlockWishes,
    bank: Bank,
    things: Material,
    halves: Sequence[HalfDay],
    filled: Filled,
    classes: Classes,
) -> list[DayPlan]:
    """The days' plans in order; men of one class take turns by seat, or as they stood before."""
    men = _men_of_halves(wishes, halves, filled, classes)
    items: dict[int, list[PlanItem]] = {}
    for half, (fill, _), man in zip(halves, filled.halves, men, strict=True):
        day = items.get(half.day)
        if day is None:
            items[half.day] = [_whole(things.opening, bank)]
        else:
            lunch = pause_item(ItemSet.LUNCH, bank.service.breaks.lunch_minutes, bank.service)
            day.append(replace(lunch, start=lunch_starts(bank), fixed=True))
        items[half.day] += _half_items(half, fill, man, wishes.block, bank)
    plans = []
    for number, day in items.items():
        numbered = _parts_numbered([*day, _whole(things.closing, bank)])
        plans.append(DayPlan(wishes.block, number, with_starts(numbered, bank.service.day.start)))
    return plans


def _men_of_halves(
    wishes: BlockWishes, halves: Sequence[HalfDay], filled: Filled, classes: Classes
) -> list[Man | None]:
    """Whose personal work is in each half; a man keeps the day that he had, where one can."""
    men: list[Man | None] = [None] * len(halves)
    for number, (_, members) in enumerate(classes):
        places = [at for at, (_, man) in enumerate(filled.halves) if man == number]
        waiting = list(members)
        for man in members:
            had = wishes.before_men.get(man.seat)
            same = [at for at in places if men[at] is None and halves[at].day == had]
            if same:
                men[same[0]] = man
                waiting.remove(man)
        for at in places:
            if men[at] is None:
                men[at] = waiting.pop(0)
    return men


def _half_items(
    half: HalfDay, fill: Fill, man: Man | None, block: int, bank: Bank
) -> list[PlanItem]:
    """The work of a half and the short breaks in it."""
    items: list[PlanItem] = []
    at = 0
    for piece, segment, minutes in fill.parts:
        while at < segment:
            items.append(pause_item(ItemSet.BREAK, half.breaks[at], bank.service))
            at += 1
        parts = sum(other is piece for other, _, _ in fill.parts)
        items.append(_item(piece, minutes, parts, man, block, bank))
    return items


def _item(
    piece: Piece, minutes: int, parts: int, man: Man | None, block: int, bank: Bank
) -> PlanItem:
    seat = piece.seat
    exercise = bank.exercise(piece.exercise)
    if piece.set is ItemSet.PERSONAL and not piece.exercise and man is not None:
        exercise, seat = personal_exercise(man, bank, block), man.seat
    if exercise is None:  # placed by hand, and no longer in the bank
        limits = (minutes, minutes, minutes)
        item = PlanItem(piece.exercise, piece.exercise, "Group work", piece.set, *limits, 0)
    else:
        item = exercise_item(exercise, minutes, parts)
    return replace(item, seat=seat, by_hand=piece.by_hand)


def _whole(piece: Piece, bank: Bank) -> PlanItem:
    exercise = bank.by_id[piece.exercise]
    return exercise_item(exercise, piece.planned)


def _parts_numbered(items: list[PlanItem]) -> list[PlanItem]:
    """The parts of split exercises numbered, each with how many there are."""
    numbered: list[PlanItem] = []
    for item in items:
        same = (item.exercise, item.seat)
        parts, part = item.parts, 1
        if item.seat is not None:  # by hand it may stand on both sides of lunch
            parts = sum((one.exercise, one.seat) == same for one in items)
        if parts > 1:
            part += sum((one.exercise, one.seat) == same and one.parts > 1 for one in numbered)
        numbered.append(replace(item, part=part, parts=parts))
    return numbered


def lunch_starts(bank: Bank) -> int:
    """When lunch begins by the day's shape, in minutes since midnight."""
    at = bank.service.day.start
    for slot in bank.service.day.slots:
        if slot.kind == "lunch":
            break
        at += slot.minutes
    return at
