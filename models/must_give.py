"""What must give: the ways to end the day on time, best first.

**The rule of ranking.** A way is a set of changes after which the day ends by its planned end,
and from which no change could be left out. Changes are, from mild to hard: shorten an item to its
minimum (a short break to its protected minutes), drop an optional item, carry an item over to
another day. A way is as hard as its hardest change; milder ways come first, then those with fewer
changes, then those that take fewer minutes of work, then those that touch later items. Lunch, the
closing exercise, personal work and the protected minutes of each short break are never touched.
"Run on" is always the last way; where nothing else is left it says by how much the rest falls
short. Each way is checked by the same walk that forecasts the day: fixed starts eat what is saved
before them. (experience.md, What must give.)
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations
from math import comb

from exercise_bank.exercise import ItemSet
from models.day import Day
from models.local_time import MINUTE_MS

SHORTEN, DROP, CARRY = range(3)
"""How hard a change is."""
MOST_WAYS = 6
MOST_TRIED = 4000
"""So many sets of changes are tried a size; a day that needs more gets one way found greedily."""


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
    def rank(self) -> tuple[int, int, int, tuple[int, ...]]:
        """Its place among the ways: the rule at the head of this file."""
        return (
            max(change.hard for change in self.changes),
            len(self.changes),
            sum(change.minutes for change in self.changes if change.work),
            tuple(-change.place for change in self.changes),
        )


@dataclass(frozen=True, slots=True)
class MustGive:
    """The ways, best first, and the last one: running on to `run_on` (ms).

    `short_ms` is by how much the day would still be late if all that may give gave.
    """

    ways: tuple[Way, ...]
    run_on: int
    short_ms: int


@dataclass(frozen=True, slots=True)
class _Ahead:
    """What is still to come: from when (ms), and each item's fixed start (0: none) and length."""

    cursor: int
    ids: tuple[str, ...]
    fixed: tuple[int, ...]
    lengths: tuple[int, ...]

    def end(self, changes: Sequence[Change]) -> int:
        """When the day ends after these changes (ms)."""
        lengths = list(self.lengths)
        gone: set[int] = set()
        for change in changes:
            place = self.ids.index(change.item)
            lengths[place] -= change.minutes * MINUTE_MS
            if change.hard != SHORTEN:
                gone.add(place)
        cursor = self.cursor
        for place, length in enumerate(lengths):
            if place not in gone:
                cursor = max(cursor, self.fixed[place]) + length
        return cursor


def must_give(day: Day, now: int, protected_break_minutes: int = 10) -> MustGive:
    """The ways to end by the planned end, from `now` (ms). No ways where the day isn't late."""
    ahead = _ahead(day, now)
    end, target = ahead.end(()), day.planned_end
    if end <= target:
        return MustGive((), end, 0)
    changes = _changes(day, now, protected_break_minutes)
    hardest = _hardest_of_each(changes)
    short = max(0, ahead.end(hardest) - target)
    if short:
        return MustGive((), end, short)
    ways = {frozenset(way.changes): way for way in _ways(ahead, changes, target)}
    ranked = sorted(ways.values(), key=lambda way: way.rank)
    return MustGive(tuple(ranked[:MOST_WAYS]), end, 0)


def _ahead(day: Day, now: int) -> _Ahead:
    line = day.timeline
    running = line.running
    cursor, ids, fixed, lengths = now, [], [], []
    if running is not None:
        left = running.minutes * MINUTE_MS - line.worked_ms(running, now)
        cursor = max(now, running.runs[-1].started)
        ids, fixed, lengths = [running.item.id], [0], [max(0, left)]
    if line.started is None and line.to_come:
        cursor = max(now, day.planned_start)
    for state in line.to_come:
        ids.append(state.item.id)
        fixed.append(day.wall(state.item.start) if state.item.fixed else 0)
        lengths.append(state.minutes * MINUTE_MS)
    return _Ahead(cursor, tuple(ids), tuple(fixed), tuple(lengths))


def _changes(day: Day, now: int, protected: int) -> tuple[Change, ...]:
    """Every change that may be made to what runs or is to come."""
    work = [state for state in day.timeline.states if state.item.set.is_work]
    closing = work[-1].item.id if work else ""
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
            found.append(Change(item.id, item.title, SHORTEN, spare, place, is_work))
        if state.status == "pending" and is_work and item.set is not ItemSet.PROCESS:
            hard = DROP if item.optional else CARRY
            found.append(Change(item.id, item.title, hard, state.minutes, place, is_work))
    return tuple(found)


def _hardest_of_each(changes: Sequence[Change]) -> tuple[Change, ...]:
    """The change of each item that saves most."""
    best: dict[str, Change] = {}
    for change in changes:
        if change.item not in best or change.hard > best[change.item].hard:
            best[change.item] = change
    return tuple(best.values())


def _ways(ahead: _Ahead, changes: Sequence[Change], target: int) -> Iterator[Way]:
    """Ways of each hardness, from one change on, as far as trying all of a size is quick."""
    for hard in (SHORTEN, DROP, CARRY):
        allowed = [change for change in changes if change.hard <= hard]
        found: list[Way] = []
        for size in range(1, len(allowed) + 1):
            if comb(len(allowed), size) > MOST_TRIED:
                break
            found += _of_size(ahead, allowed, hard, size, target)
            if len(found) >= MOST_WAYS:
                break
        if not found:
            found = _greedy(ahead, allowed, target)
        yield from found


def _of_size(
    ahead: _Ahead, allowed: Sequence[Change], hard: int, size: int, target: int
) -> list[Way]:
    return [
        Way(tried, ahead.end(tried))
        for tried in combinations(allowed, size)
        if any(change.hard == hard for change in tried)
        and len({change.item for change in tried}) == size
        and _enough(ahead, tried, target)
    ]


def _enough(ahead: _Ahead, tried: tuple[Change, ...], target: int) -> bool:
    """Whether these changes end the day in time, and none of them could be left out."""
    if ahead.end(tried) > target:
        return False
    return not any(
        ahead.end(tried[:place] + tried[place + 1 :]) <= target for place in range(len(tried))
    )


def _greedy(ahead: _Ahead, allowed: Sequence[Change], target: int) -> list[Way]:
    """One way of many changes: all of them, then each that isn't needed left out again."""
    kept = list(_hardest_of_each(allowed))
    if ahead.end(kept) > target:
        return []
    for change in sorted(kept, key=lambda change: (-change.hard, change.place)):
        rest = [other for other in kept if other is not change]
        if ahead.end(rest) <= target:
            kept = rest
    return [Way(tuple(kept), ahead.end(kept))]
