"""Every way in which a half of a day can be filled with what comes next."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import combinations, product
from typing import NamedTuple

from exercise_bank.half_day import MOST_PIECES, Fill, Piece, fill

EXTRA_PROCESS_COST = 6
"""What a process exercise costs beside those that begin and end the day (ours)."""

WELCOME_COST = 3
"""What it costs to repeat the first introductory exercise where a man joins later (ours)."""

IN_A_HALF, PASSED_OVER = 3, 2
"""Thematic exercises in a half at most, and how many of the next ones it may pass over."""

Pieces = tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class Kinds:
    """What there is to be placed, by kind and in order; `personal` stands for any man's work."""

    welcome: Piece
    introductory: Pieces
    assessment: Pieces
    thematic: Pieces
    process: Pieces
    personal: Piece


class Option(NamedTuple):
    """One way to fill a half: how far it takes each sequence on, and its cost on any day.

    `passed_over` are places in the thematic sequence, from the next one on.
    """

    cost: int
    fill: Fill
    thematic: int
    passed_over: tuple[int, ...]
    assessment: int
    introductory: int
    welcomes: bool
    personal: bool


class _Thematic(NamedTuple):
    pieces: Pieces
    further: int
    passed_over: tuple[int, ...]


@lru_cache(maxsize=4000)
def half_options(
    segments: tuple[int, ...],
    placed: Pieces,
    kinds: Kinds,
    thematic: int,
    assessment: int,
    introductory: int,
) -> tuple[Option, ...]:
    """Every way to fill these segments around what is `placed`, so far into each sequence."""
    introductions = kinds.introductory[introductory:][:2]
    choices = product(
        ((), (kinds.personal,)),
        (
            *((introductions[:count], False) for count in range(len(introductions) + 1)),
            ((kinds.welcome,), True),
        ),
        ((), kinds.assessment[assessment:][:1])[: 1 + (assessment < len(kinds.assessment))],
        tuple(_thematic(kinds.thematic, thematic)),
        ((), *((one,) for one in kinds.process)),
    )
    room = sum(segments)
    found: list[Option] = []
    for personal, (intro, welcomes), assess, them, process in choices:
        more = (*intro, *them.pieces, *assess, *process, *personal)
        pieces = (*placed, *more)
        if not _may_fit(room, pieces) or (more and len(pieces) > MOST_PIECES):
            continue
        filled = fill(segments, pieces)
        if filled is not None:
            extra = EXTRA_PROCESS_COST * len(process) + WELCOME_COST * welcomes
            found.append(
                Option(
                    filled.cost + extra,
                    filled,
                    them.further,
                    them.passed_over,
                    len(assess),
                    0 if welcomes else len(intro),
                    welcomes,
                    bool(personal),
                )
            )
    return tuple(found)


def _may_fit(room: int, pieces: Pieces) -> bool:
    lowest = highest = 0
    for piece in pieces:
        lowest += piece.minimum
        highest += piece.maximum
    return lowest <= room <= highest


def _thematic(sequence: Pieces, first: int) -> Iterator[_Thematic]:
    """Which of the next thematic exercises may be taken, with what is passed over."""
    ahead = range(first, min(len(sequence), first + IN_A_HALF + PASSED_OVER))
    yield _Thematic((), 0, ())
    for count in range(1, IN_A_HALF + 1):
        for chosen in combinations(ahead, count):
            over = tuple(one - first for one in range(first, chosen[-1]) if one not in chosen)
            if len(over) <= PASSED_OVER:
                pieces = tuple(sequence[one] for one in chosen)
                yield _Thematic(pieces, chosen[-1] + 1 - first, over)
