"""What must give: the ways to end the day on time, best first.

**The rule of ranking.** A way is a set of changes after which the day ends by its planned end,
and from which no change could be left out. Changes are, from mild to hard: shorten an item to its
minimum (a short break to its protected minutes), drop an optional item, carry an item over to
another day. A shortened item gives only the minutes that are needed: where several are shortened
the earliest get theirs back first. A way is as hard as its hardest change; milder ways come first,
then those with fewer changes, then those that take fewer minutes of work, then those that touch
later items. Lunch, the closing exercise, personal work and the protected minutes of each short
break are never touched. "Run on" is always the last way; where nothing else is left it says by how
much the rest falls short. Each way is checked by the same walk that forecasts the day: fixed starts
eat what is saved before them. (experience.md, What must give.)
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import combinations
from math import comb
from typing import NamedTuple

from exercise_bank.exercise import ItemSet
from models.day.day import Day
from models.local_time import MINUTE_MS

SHORTEN, DROP, CARRY = range(3)
"""How hard a change is."""
MOST_WAYS = 6
MOST_TRIED = 4000
"""So many sets of changes are tried a size; a day that needs more gets one way found greedily."""


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


@dataclass(frozen=True, slots=True)
class MustGive:
    """The ways, best first, and the last one: running on to `run_on` (ms).

    `short_ms` is by how much the day would still be late if all that may give gave.
    """

    ways: tuple[Way, ...]
    run_on: int
    short_ms: int


def must_give(day: Day, now: int, protected_break_minutes: int = 10) -> MustGive:
    """The ways to end by the planned end, from `now` (ms). No ways where the day isn't late."""
    if day.timeline.ended is not None:
        return MustGive((), day.timeline.ended, 0)
    rest = _Rest(day, now)
    end = rest.end(())
    if end <= rest.target:
        return MustGive((), rest.target, 0)
    steps = [rest.step(change) for change in _changes(day, now, protected_break_minutes)]
    short = rest.end(_hardest_of_each(steps)) - rest.target
    if short > 0:
        return MustGive((), end, short)
    tried: dict[frozenset[tuple[int, int]], Sequence[_Step]] = {}
    for ways_so_hard in _ways(rest, steps):
        tried |= {frozenset((s.place, s.change.hard) for s in way): way for way in ways_so_hard}
        if len(tried) >= MOST_WAYS:
            break  # harder ones come after all of these
    ways = tuple(Way(one.changes, rest.target) for one in _best(rest, tried.values()))
    return MustGive(ways, end, 0)


def _best(rest: _Rest, ways: Iterable[Sequence[_Step]]) -> list[_Spared]:
    """The best of these, best first, each sparing what it can; no others are worked out in full.

    What a way takes at least puts it at its earliest possible place: they are gone through by it.
    """
    late = -(-(rest.end(()) - rest.target) // MINUTE_MS)
    ordered = (sorted(way, key=lambda step: step.place) for way in ways)
    best: list[_Spared] = []
    for earliest, way in sorted(((_earliest(way, late), way) for way in ordered), key=_first):
        if len(best) == MOST_WAYS and earliest >= best[-1].rank:
            break
        best = sorted([*best, rest.spared(way)], key=lambda one: one.rank)[:MOST_WAYS]
    return best


def _first(pair: tuple[Rank, Sequence[_Step]]) -> Rank:
    return pair[0]


def _earliest(way: Sequence[_Step], late: int) -> Rank:
    """The rank of a way (by place) if it took no more work than makes up for so many minutes."""
    least = other = hard = 0
    for step in way:
        change = step.change
        hard = max(hard, change.hard)
        if not change.work:
            other += change.minutes
        elif change.hard != SHORTEN:
            least += change.minutes
    if not any(step.frees for step in way):  # a fixed start given up saves more than its minutes
        least = max(least, late - other)
    return hard, len(way), least, tuple(-step.change.place for step in way)


def _changes(day: Day, now: int, protected: int) -> tuple[Change, ...]:
    """Every change that may be made to what runs or is to come."""
    work = [state for state in day.timeline.states if state.item.set.is_work]
    closing = work[-1].item.id if work else ""
    names = _names(day, now)
    found: list[Change] = []
    for place, state in enumerate(day.timeline.states):
        item = state.item
        if item.id == closing or item.set in (ItemSet.LUNCH, ItemSet.PERSONAL):
            continue
        if state.status not in ("pending", "running"):
            continue
        is_work = item.set.is_work
        least = item.minimum if is_work else protected
        used = -(-day.timeline.worked_ms(state, now) // MINUTE_MS) if state.running else 0
        spare = state.minutes - max(least, used)
        if spare > 0:
            found.append(Change(item.id, names[item.id], SHORTEN, spare, place, is_work))
        if state.status == "pending" and is_work and item.set is not ItemSet.PROCESS:
            hard = DROP if item.optional else CARRY
            found.append(Change(item.id, names[item.id], hard, state.minutes, place, is_work))
    return tuple(found)


def _names(day: Day, now: int) -> dict[str, str]:
    """What to call each item still to end: its title and part, and when, where two share them."""
    open_ = [s.item for s in day.timeline.states if s.status in ("pending", "running")]
    names = {
        item.id: f"{item.title} {item.part}/{item.parts}" if item.parts > 1 else item.title
        for item in open_
    }
    often = Counter(names.values())
    starts = {row.item: row.start for row in day.forecast(now).rows}
    return {
        item: f"{name} at {day.clock(starts[item])}" if often[name] > 1 else name
        for item, name in names.items()
    }


class _Step(NamedTuple):
    """A change as trying it needs it: its place in the rest of the day, and what it saves (ms).

    A stretch runs from one fixed start to the next; `frees`: that fixed start is given up with it.
    """

    change: Change
    place: int
    stretch: int
    saves: int
    frees: bool


class _Spared(NamedTuple):
    """Steps with the minutes that each must take in the end."""

    steps: tuple[_Step, ...]
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


class _Rest:
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

    def step(self, change: Change) -> _Step:
        """A change, ready to be tried."""
        place, stretch, fixed = self._places[change.item]
        frees = fixed and change.hard != SHORTEN
        return _Step(change, place, stretch, change.minutes * MINUTE_MS, frees)

    def end(self, steps: Sequence[_Step]) -> int:
        """When the last item ends after these (ms)."""
        cursor = self._cursor
        for start, length in self._after(steps):
            cursor = (cursor if cursor > start else start) + length
        return cursor

    def _after(self, steps: Sequence[_Step]) -> Iterable[tuple[int, int]]:
        """Fixed start and length of each stretch after these."""
        lengths, fixed = self._lengths.copy(), self._fixed
        for _, _, stretch, saves, frees in steps:
            lengths[stretch] -= saves
            if frees:
                fixed = [*fixed[:stretch], 0, *fixed[stretch + 1 :]]
        return zip(fixed, lengths, strict=True)

    def enough(self, steps: Sequence[_Step]) -> bool:
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

    def spared(self, steps: Sequence[_Step]) -> _Spared:
        """These, each shortening by no more than it must; the earliest get back first."""
        steps = tuple(sorted(steps, key=lambda step: step.place))
        minutes = [step.change.minutes for step in steps]
        stretches = tuple(self._after(steps))
        left, cursor = sum(length for _, length in stretches), self._cursor
        for stretch, (start, length) in enumerate(stretches):
            left -= length
            cursor = max(cursor, start) + length
            for place, step in enumerate(steps):
                if step.stretch == stretch and step.change.hard == SHORTEN:
                    back = min(minutes[place], (self.target - left - cursor) // MINUTE_MS)
                    minutes[place] -= back
                    cursor += back * MINUTE_MS
        return _Spared(steps, tuple(minutes))


def _hardest_of_each(steps: Sequence[_Step]) -> list[_Step]:
    """The step of each item that saves most."""
    best: dict[int, _Step] = {}
    for step in steps:
        if step.place not in best or step.change.hard > best[step.place].change.hard:
            best[step.place] = step
    return list(best.values())


def _ways(rest: _Rest, steps: Sequence[_Step]) -> Iterator[list[Sequence[_Step]]]:
    """Ways of each hardness, from one change on, as far as trying all of a size is quick."""
    late = rest.end(()) - rest.target
    for hard in (SHORTEN, DROP, CARRY):
        allowed = [step for step in steps if step.change.hard <= hard]
        most = sorted((step.saves for step in allowed), reverse=True)
        found: list[Sequence[_Step]] = []
        for size in range(1, len(allowed) + 1):
            if comb(len(allowed), size) > MOST_TRIED:
                break
            if sum(most[:size]) >= late:
                found += _of_size(rest, allowed, hard, size)
            if len(found) >= MOST_WAYS:
                break
        yield found or _greedy(rest, allowed)


def _of_size(rest: _Rest, allowed: Sequence[_Step], hard: int, size: int) -> list[Sequence[_Step]]:
    # One of this hardness at least, for what is milder was tried before.
    milder = [step for step in allowed if step.change.hard < hard]
    hardest = [step for step in allowed if step.change.hard == hard]
    return [
        (*some, *others)
        for count in range(1, size + 1)
        for some in combinations(hardest, count)
        for others in combinations(milder, size - count)
        if rest.enough((*some, *others))
    ]


def _greedy(rest: _Rest, allowed: Sequence[_Step]) -> list[Sequence[_Step]]:
    """One way of many changes: all of them, then each that isn't needed left out again."""
    kept = _hardest_of_each(allowed)
    if rest.end(kept) > rest.target:
        return []
    for step in sorted(kept, key=lambda step: (-step.change.hard, step.place)):
        others = [other for other in kept if other is not step]
        if rest.end(others) <= rest.target:
            kept = others
    return [kept]
