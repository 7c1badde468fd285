"""Which wishes collide: of wishes that no plan satisfies, a few of which none is to spare."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import NamedTuple

from exercise_bank.bank import Bank
from exercise_bank.block_wishes import BlockWishes, Man, Placed

HALVES = ("before lunch", "after lunch")


class _Wish(NamedTuple):
    """One wish in words, and how to do without it."""

    says: str
    without: Callable[[BlockWishes], BlockWishes]


def colliding(
    wishes: BlockWishes, bank: Bank, days: tuple[date, ...], works: Callable[[BlockWishes], bool]
) -> tuple[str, ...]:
    """The wishes that collide, in words; none where there is no plan even without all of them.

    `works` says whether there is a plan. Each wish is given up in turn; those that were no
    hindrance stay given up, so that every one of the rest is needed for the collision.
    """
    left = _all_wishes(wishes, bank, days)
    bare = wishes
    for wish in left:
        bare = wish.without(bare)
    if not works(bare):
        return ()
    needed: list[_Wish] = []
    while left:
        wish = left.pop()
        trial = wishes
        for other in _given_up(_all_wishes(wishes, bank, days), [*left, *needed]):
            trial = other.without(trial)
        if works(trial):
            needed.append(wish)
    return tuple(wish.says for wish in reversed(needed))


def describe_placed(placed: Placed, bank: Bank) -> str:
    """What was placed by hand, in words."""
    exercise = bank.exercise(placed.exercise)
    title = exercise.title if exercise else placed.exercise
    whose = f" of man {placed.seat}" if placed.seat is not None else ""
    where = HALVES[placed.half] if placed.half < len(HALVES) else f"half {placed.half + 1}"
    return f"`{title}`{whose}, {placed.minutes} min, placed on day {placed.day} {where}"


def _given_up(every: list[_Wish], kept: list[_Wish]) -> list[_Wish]:
    said = {wish.says for wish in kept}
    return [wish for wish in every if wish.says not in said]


def _all_wishes(wishes: BlockWishes, bank: Bank, days: tuple[date, ...]) -> list[_Wish]:
    placed = [_not_placed(one, bank) for one in dict.fromkeys(wishes.placed)]
    away = [
        _not_away(man, number, on)
        for man in wishes.men
        for number, on in enumerate(days, start=1)
        if on in man.away
    ]
    joins = [_joins_at_once(man) for man in wishes.men if man.joins and man.joins > days[0]]
    return [*placed, *joins, *away]


def _not_placed(placed: Placed, bank: Bank) -> _Wish:
    def without(wishes: BlockWishes) -> BlockWishes:
        return replace(wishes, placed=tuple(one for one in wishes.placed if one != placed))

    return _Wish(describe_placed(placed, bank), without)


def _not_away(man: Man, number: int, on: date) -> _Wish:
    def changed(other: Man) -> Man:
        return replace(other, away=other.away - {on}) if other.seat == man.seat else other

    def without(wishes: BlockWishes) -> BlockWishes:
        return replace(wishes, men=tuple(changed(other) for other in wishes.men))

    return _Wish(f"man {man.seat} is away on day {number}, {on:%a} {on.day} {on:%b %Y}", without)


def _joins_at_once(man: Man) -> _Wish:
    def without(wishes: BlockWishes) -> BlockWishes:
        men = (replace(one, joins=None) if one.seat == man.seat else one for one in wishes.men)
        return replace(wishes, men=tuple(men))

    on = man.joins
    assert on is not None
    return _Wish(f"man {man.seat} joins on {on:%a} {on.day} {on:%b %Y}", without)
