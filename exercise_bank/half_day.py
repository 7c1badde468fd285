"""A half of a day and what fits into it: exercises of flexible minutes around a short break."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import pairwise, permutations, product

from exercise_bank.exercise import ItemSet
from exercise_bank.service import DayShape

STEP = 5
"""Minutes are shared out in steps of five (ours)."""

SHORTEST_PART = 15
"""Neither part of an exercise that spans a break is shorter, in minutes (ours)."""

SPLIT_COST = 8
"""What it costs to split an exercise that isn't personal work over a break (ours)."""

MOST_PIECES = 4


@dataclass(frozen=True, slots=True)
class HalfDay:
    """The work stretches of a half of a day, in minutes, with the length of the breaks between.

    What begins or ends the day is taken off already: `segments` are free.
    """

    day: int
    half: int
    segments: tuple[int, ...]
    breaks: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Piece:
    """An exercise to be fitted in: its id, the limits of its minutes, whose, placed by whom.

    `after` are the minutes of the half's work before it, where it must stand just there.
    """

    exercise: str
    set: ItemSet
    minimum: int
    planned: int
    maximum: int
    seat: int | None = None
    by_hand: bool = False
    after: int | None = None


@dataclass(frozen=True, slots=True)
class Fill:
    """Pieces that fill a half exactly, in order, each with its minutes by segment.

    `parts` are (piece, segment, minutes). `cost` is minutes off what is usual, and splits.
    """

    cost: int
    parts: tuple[tuple[Piece, int, int], ...]


def halves_of(shape: DayShape, day: int, opening: int, closing: int) -> list[HalfDay]:
    """The halves of a day's shape (lunch divides them), less `opening` and `closing` minutes."""
    halves: list[tuple[list[int], list[int]]] = [([], [])]
    for slot in shape.slots:
        if slot.kind == "lunch":
            halves.append(([], []))
        else:
            halves[-1][slot.kind == "break"].append(slot.minutes)
    halves[0][0][0] -= opening
    halves[-1][0][-1] -= closing
    return [
        HalfDay(day, number, tuple(work), tuple(pauses))
        for number, (work, pauses) in enumerate(halves)
    ]


@lru_cache(maxsize=20_000)
def fill(segments: tuple[int, ...], pieces: tuple[Piece, ...]) -> Fill | None:
    """The cheapest way to fill the segments with exactly these pieces, or None.

    Their order is kept where that costs nothing more.
    """
    if (
        not sum(piece.minimum for piece in pieces)
        <= sum(segments)
        <= sum(piece.maximum for piece in pieces)
    ):
        return None
    if any(piece.after is not None for piece in pieces):
        return _around(segments, pieces)
    best: Fill | None = None
    orders = permutations(pieces) if len(pieces) <= MOST_PIECES else (pieces,)
    for order in orders:
        for grouped in _groupings(order, len(segments)):
            found = _filled(segments, grouped)
            if found is not None and (best is None or found.cost < best.cost):
                best = found
    return best


def _around(segments: tuple[int, ...], pieces: tuple[Piece, ...]) -> Fill | None:
    """The cheapest way to fill what is before, between and after the pieces with their own place.

    These have just their planned minutes.
    """
    standing = [(piece.after, piece) for piece in pieces if piece.after is not None]
    standing.sort(key=lambda one: one[0])
    loose = [piece for piece in pieces if piece.after is None]
    ends = [0, *(after + piece.planned for after, piece in standing)]
    begins = [*(after for after, _ in standing), sum(segments)]
    if any(begin < end for begin, end in zip(begins, ends, strict=True)):
        return None
    gaps = [_stretch(segments, end, begin) for begin, end in zip(begins, ends, strict=True)]
    stands = [
        _filled_stretch(_stretch(segments, after, after + piece.planned), (piece,))
        for after, piece in standing
    ]
    best: Fill | None = None
    for where in product(range(len(gaps)), repeat=len(loose)):
        found = [
            _filled_stretch(
                gap, tuple(one for one, at in zip(loose, where, strict=True) if at == number)
            )
            for number, gap in enumerate(gaps)
        ]
        order = [found[0], *(one for pair in zip(stands, found[1:], strict=True) for one in pair)]
        every = [one for one in order if one is not None]
        if len(every) == len(order):
            cost = sum(one.cost for one in every)
            if best is None or cost < best.cost:
                best = Fill(cost, tuple(part for one in every for part in one.parts))
    return best


def _stretch(segments: tuple[int, ...], begin: int, end: int) -> list[tuple[int, int]]:
    """What of each segment (its place, its minutes) lies between two minutes of a half's work."""
    found: list[tuple[int, int]] = []
    at = 0
    for place, length in enumerate(segments):
        minutes = min(end, at + length) - max(begin, at)
        if minutes > 0:
            found.append((place, minutes))
        at += length
    return found


def _filled_stretch(stretch: list[tuple[int, int]], pieces: tuple[Piece, ...]) -> Fill | None:
    """A stretch filled with pieces that have no place of their own in it."""
    if not stretch or not pieces:
        return None if stretch or pieces else Fill(0, ())
    free = tuple(replace(piece, after=None) for piece in pieces)
    own = dict(zip(free, pieces, strict=True))
    found = fill(tuple(minutes for _, minutes in stretch), free)
    if found is None:
        return None
    parts = ((own[piece], stretch[at][0], minutes) for piece, at, minutes in found.parts)
    return Fill(found.cost, tuple(parts))


Grouping = tuple[tuple[tuple[Piece, ...], int], ...]
"""Runs of pieces, each with how many segments it takes."""


def _groupings(order: Sequence[Piece], segments: int) -> Iterator[Grouping]:
    """Every way to hand consecutive pieces to consecutive segments; one piece may span two."""
    if not order and not segments:
        yield ()
    for taken in range(1, len(order) + 1):
        for spanned in range(1, segments + 1):
            for rest in _groupings(order[taken:], segments - spanned):
                yield ((tuple(order[:taken]), spanned), *rest)


def _filled(segments: tuple[int, ...], grouped: Grouping) -> Fill | None:
    cost, at = 0, 0
    parts: list[tuple[Piece, int, int]] = []
    for pieces, spanned in grouped:
        lengths = segments[at : at + spanned]
        minutes = _shared(sum(lengths), pieces)
        if minutes is None:
            return None
        placed = _cut(lengths, pieces, minutes)
        if placed is None:
            return None
        cost += abs(sum(lengths) - sum(piece.planned for piece in pieces))
        cost += _split_cost(placed)
        parts += [(piece, at + segment, length) for piece, segment, length in placed]
        at += spanned
    return Fill(cost, tuple(parts))


def _shared(total: int, pieces: Sequence[Piece]) -> list[int] | None:
    """Minutes for each piece, near what is planned, that add up to `total`; None where none do."""
    minutes = [piece.planned for piece in pieces]
    over = total - sum(minutes)
    while over:
        steps = (max(-STEP, min(STEP, over)), 1 if over > 0 else -1)
        wanting = [
            (number, abs(minutes[index] - piece.planned), index, step)
            for number, step in enumerate(steps)
            for index, piece in enumerate(pieces)
            if piece.minimum <= minutes[index] + step <= piece.maximum
        ]
        if not wanting:
            return None
        *_, index, step = min(wanting)
        minutes[index] += step
        over -= step
    return minutes


def _cut(
    lengths: Sequence[int], pieces: Sequence[Piece], minutes: Sequence[int]
) -> list[tuple[Piece, int, int]] | None:
    """The pieces laid into the segments; None where a part would be too short or spans three."""
    parts: list[tuple[Piece, int, int]] = []
    segment, free = 0, lengths[0]
    for piece, wanted in zip(pieces, minutes, strict=True):
        left, begun = wanted, len(parts)
        while left:
            if not free:
                segment += 1
                free = lengths[segment]
            part = min(left, free)
            if part < wanted and part < SHORTEST_PART:
                return None
            parts.append((piece, segment, part))
            left -= part
            free -= part
        if len(parts) - begun > 2:
            return None
    return parts


def _split_cost(parts: Sequence[tuple[Piece, int, int]]) -> int:
    """What it costs that pieces are in two parts; personal work may be, but rather not by hand."""
    return sum(
        2 * SPLIT_COST if one.seat is not None else SPLIT_COST
        for (one, _, _), (other, _, _) in pairwise(parts)
        if one is other and (one.seat is not None or one.set is not ItemSet.PERSONAL)
    )
