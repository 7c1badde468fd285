"""Items of a day's plan, made from an exercise of the bank or as a pause."""

from __future__ import annotations

from exercise_bank.exercise import Exercise, ItemSet, Minutes
from exercise_bank.plan import PlanItem
from exercise_bank.service import Service

_PAUSES = {ItemSet.BREAK: "Break", ItemSet.LUNCH: "Lunch"}


def exercise_item(exercise: Exercise, planned: int, parts: int = 1) -> PlanItem:
    """An item of so many minutes that works this exercise, or one of `parts` parts of it."""
    minimum, maximum = part_limits(exercise.minutes, planned, parts)
    return PlanItem(
        exercise=exercise.id,
        title=exercise.title,
        public_title=exercise.public_title,
        set=exercise.set,
        minimum=minimum,
        planned=planned,
        maximum=maximum,
        start=0,
        parts=parts,
    )


def pause_item(pause: ItemSet, planned: int, service: Service) -> PlanItem:
    """A break or lunch of so many minutes: a late day may shorten a break, never lunch."""
    short = pause is ItemSet.BREAK
    return PlanItem(
        exercise=pause.value,
        title=_PAUSES[pause],
        public_title=_PAUSES[pause],
        set=pause,
        minimum=min(planned, service.breaks.protected_minutes) if short else planned,
        planned=planned,
        maximum=planned,
        start=0,
    )


def part_limits(minutes: Minutes, planned: int, parts: int = 1) -> tuple[int, int]:
    """The fewest and most minutes of an item planned so, a part having its share of them."""
    if parts == 1:
        return minutes.minimum, minutes.maximum
    share = planned / minutes.planned
    return min(planned, round(minutes.minimum * share)), max(
        planned, round(minutes.maximum * share)
    )
