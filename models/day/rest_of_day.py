"""The rest of the day, as it is needed to try some thousand sets of changes on it at a look."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import NamedTuple

from models.day.day import Day
from models.day.way import SHORTEN, Change, Rank, rank
from models.local_time import MINUTE_MS


class Step(NamedTuple):
    """A change as trying it needs it: its place in the rest of the day, and what it saves (ms).

    A stretch runs from one fixed start to the next; `frees`: that fixed start is given up with it.
    Of its minutes of work `sure_minutes` are taken whatever is spared; `other_minutes` are no work.
    """

    change: Change
    place: int
    stretch: int
    saves: int
    frees: bool
    hard: int
    sure_minutes: int
    other_minutes: int


class Spared(NamedTuple):
    """Steps with the minutes that each must take in the end."""

    steps: tuple[Step, ...]
    minutes: tuple[int, ...]

    @property
    def changes(self) -> tuple[Change, ...]:
        """The changes of these minutes."""
        pairs = zip(self.steps, self.minutes, strict=True)
        return tuple(replace(step.change, minutes=minutes) for step, minutes in pairs)

    @property
    def rank(self) -> Rank:
        """Its place among the ways."""
        return rank([step.change for step in self.steps], self.minutes)


class Rest:
    """What is still to come, by stretches: sets of changes are tried on it, some thousand of them.

    `target` is the planned end (ms), by which the day is to end.
    """

    def __init__(self, day: Day, now: int) -> None:
        line, self.target = day.timeline, day.planned_end
        running = line.running
        self._cursor = now
        self._fixed, self._lengths = [0], [0]
        self._places: dict[str, tuple[int, int, bool]] = {}
        if running is not None:
            left = running.minutes * MINUTE_MS - line.worked_ms(running, now)
            self._cursor = max(now, running.runs[-1].started)
            self._take(running.item.id, 0, max(0, left))
        elif line.started is None and line.to_come:
            self._cursor = max(now, day.planned_start)
        for state in line.to_come:
            fixed = day.wall(state.item.start) if state.item.fixed else 0
            self._take(state.item.id, fixed, state.minutes * MINUTE_MS)

    def _take(self, item: str, fixed: int, length: int) -> None:
        if fixed:
            self._fixed.append(fixed)
            self._lengths.append(0)
        self._places[item] = (len(self._places), len(self._fixed) - 1, bool(fixed))
        self._lengths[-1] += length

    def step(self, change: Change) -> Step:
        """A change, ready to be tried."""
        place, stretch, fixed = self._places[change.item]
        whole, saves = change.hard != SHORTEN, change.minutes * MINUTE_MS
        sure = change.minutes if change.work and whole else 0
        other = 0 if change.work else change.minutes
        return Step(change, place, stretch, saves, fixed and whole, change.hard, sure, other)

    def end(self, steps: Sequence[Step]) -> int:
        """When the last item ends after these (ms)."""
        cursor = self._cursor
        for start, length in self._after(steps):
            cursor = (cursor if cursor > start else start) + length
        return cursor

    def _after(self, steps: Sequence[Step]) -> Iterable[tuple[int, int]]:
        """Fixed start and length of each stretch after these."""
        lengths, fixed = self._lengths.copy(), self._fixed
        for step in steps:
            lengths[step.stretch] -= step.saves
            if step.frees:
                fixed = [*fixed[: step.stretch], 0, *fixed[step.stretch + 1 :]]
        return zip(fixed, lengths, strict=True)

    def enough(self, steps: Sequence[Step]) -> bool:
        """Whether these end the day in time, and none of them could be left out."""
        if len({step.place for step in steps}) != len(steps):
            return False
        spare = self.target - self.end(steps)
        if spare < 0 or any(step.saves <= spare and not step.frees for step in steps):
            return False  # without a step the day ends later by no more than it saves
        return (
            len(self._fixed) == 1
            or not any(  # no fixed start that a step's minutes wait for
                self.end((*steps[:place], *steps[place + 1 :])) <= self.target
                for place in range(len(steps))
            )
        )

    def spared(self, steps: Sequence[Step]) -> Spared:
        """These, each shortening by no more than it must; the earliest get back first."""
        steps = tuple(sorted(steps, key=lambda step: step.place))
        minutes = [step.change.minutes for step in steps]
        stretches = tuple(self._after(steps))
        left, cursor = sum(length for _, length in stretches), self._cursor
        for stretch, (start, length) in enumerate(stretches):
            left -= length
            cursor = max(cursor, start) + length
            for place, step in enumerate(steps):
                if step.stretch == stretch and step.hard == SHORTEN:
                    back = min(minutes[place], (self.target - left - cursor) // MINUTE_MS)
                    minutes[place] -= back
                    cursor += back * MINUTE_MS
        return Spared(steps, tuple(minutes))
