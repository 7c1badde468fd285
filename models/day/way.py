"""A way to end the day in time: a set of changes, and its place among the ways."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

SHORTEN, DROP, CARRY = range(3)
"""How hard a change is."""

Rank = tuple[int, int, int, tuple[int, ...]]


@dataclass(frozen=True, slots=True)
class Change:
    """One change to one item: `hard` is SHORTEN, DROP or CARRY; `minutes` is what it takes away."""

    item: str
    title: str
    hard: int
    minutes: int
    place: int
    work: bool

    @property
    def says(self) -> str:
        """The change in words."""
        if self.hard == SHORTEN:
            return f"{self.title} {self.minutes} min shorter"
        return f"{'drop' if self.hard == DROP else 'carry over'} {self.title}"


@dataclass(frozen=True, slots=True)
class Way:
    """A set of changes and when the day then ends (ms). No changes: run on."""

    changes: tuple[Change, ...]
    end: int

    @property
    def rank(self) -> Rank:
        """Its place among the ways: the rule at the head of this file."""
        return rank(self.changes, [change.minutes for change in self.changes])


def rank(changes: Sequence[Change], minutes: Sequence[int]) -> Rank:
    """The place of a way of these changes, which take so many minutes each."""
    return (
        max(change.hard for change in changes),
        len(changes),
        sum(taken for change, taken in zip(changes, minutes, strict=True) if change.work),
        tuple(-change.place for change in changes),
    )
