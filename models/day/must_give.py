"""What must give: the ways to end the day on time, best first.

**The rule of ranking.** A way is a set of changes after which the day ends by its planned end,
and from which no change could be left out. Changes are, from mild to hard: shorten an item to its
minimum (a short break to its protected minutes), drop an optional item, carry an item over to
another day. A shortened item gives only the minutes that are needed: where several are shortened
the earliest get theirs back first. A way is as hard as its hardest change; milder ways come first,
then those with fewer changes, then those that take fewer minutes of work, then those that touch
later items. Lunch, the closing exercise, personal work and the protected minutes of each short
break are never touched. "Run on" is always the last way. Where no way ends the day in time it is
said by how much all that may give falls short, and the best way to be no later than that, ranked by
the same rule, stands before it: that gives, and then the day runs on. Each way is checked by the
same walk that forecasts the day: fixed starts eat what is saved before them. (experience.md, What
must give.)
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations, groupby
from math import comb
from typing import TypeVar

from exercise_bank.exercise import ItemSet
from models.day.day import Day
from models.day.rest_of_day import Rest, Spared, Step
from models.day.way import CARRY, DROP, SHORTEN, Change, Way
from models.local_time import MINUTE_MS

T = TypeVar("T", tuple[int, int, int], tuple[int, ...])

MOST_WAYS = 6
MOST_TRIED = 4000
"""So many sets of changes are tried a size; a day that needs more gets one way found greedily."""


@dataclass(frozen=True, slots=True)
class MustGive:
    """The ways, best first, and the last one: running on to `run_on` (ms).

    `short_ms` is by how much the day would still be late if all that may give gave. Then there are
    no `ways`, but `least`: the best way to run on by no more than that (None: nothing may give).
    """

    ways: tuple[Way, ...]
    run_on: int
    short_ms: int
    least: Way | None = None


def must_give(day: Day, now: int, protected_break_minutes: int = 10) -> MustGive:
    """The ways to end by the planned end, from `now` (ms). No ways where the day isn't late."""
    if day.timeline.ended is not None:
        return MustGive((), day.timeline.ended, 0)
    rest = Rest(day, now)
    end = rest.end(())
    if end <= rest.target:
        return MustGive((), rest.target, 0)
    steps = [rest.step(change) for change in _changes(day, now, protected_break_minutes)]
    short = max(0, rest.end(_hardest_of_each(steps)) - rest.target)
    rest.target += short
    if end <= rest.target:
        return MustGive((), end, short)
    found: list[Sequence[Step]] = []
    for ways_so_hard in _ways(rest, steps):
        if len(ways_so_hard) > 1 or not any(set(way) in map(set, found) for way in ways_so_hard):
            found += ways_so_hard
        if len(found) >= MOST_WAYS:
            break  # harder ones come after all of these
    ways = tuple(Way(one.changes, rest.target) for one in _best(rest, found))
    return MustGive((), end, short, ways[0]) if short else MustGive(ways, end, 0)


def _best(rest: Rest, ways: Iterable[Sequence[Step]]) -> list[Spared]:
    """The best of these, best first, each sparing what it can; no others are worked out in full.

    What a way takes at least puts it at its earliest possible place: they are gone through by it.
    """
    late = -(-(rest.end(()) - rest.target) // MINUTE_MS)
    earliest = sorted(((_earliest(way, late), way) for way in ways), key=_first)
    best: list[Spared] = []
    for early, alike in groupby(earliest, key=_first):
        for places, way in sorted(((_places(way), way) for _, way in alike), key=_first):
            if len(best) == MOST_WAYS and (*early, places) >= best[-1].rank:
                break
            best = sorted([*best, rest.spared(way)], key=lambda one: one.rank)[:MOST_WAYS]
        if len(best) == MOST_WAYS and early > best[-1].rank[:3]:
            break
    return best


def _first(pair: tuple[T, Sequence[Step]]) -> T:
    return pair[0]


def _earliest(way: Sequence[Step], late: int) -> tuple[int, int, int]:
    """How a way's rank begins if it took no more work than makes up for so many minutes."""
    least = other = hard = 0
    frees = False
    for step in way:
        hard = max(hard, step.hard)
        other += step.other_minutes
        least += step.sure_minutes
        frees = frees or step.frees
    if not frees and late - other > least:  # a fixed start given up saves more than its minutes
        least = late - other
    return hard, len(way), least


def _places(way: Sequence[Step]) -> tuple[int, ...]:
    """How a way's rank ends."""
    return tuple(-place for place in sorted(step.change.place for step in way))


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


def _hardest_of_each(steps: Sequence[Step]) -> list[Step]:
    """The step of each item that saves most."""
    best: dict[int, Step] = {}
    for step in steps:
        if step.place not in best or step.hard > best[step.place].hard:
            best[step.place] = step
    return list(best.values())


def _ways(rest: Rest, steps: Sequence[Step]) -> Iterator[list[Sequence[Step]]]:
    """Ways of each hardness, from one change on, as far as trying all of a size is quick."""
    late = rest.end(()) - rest.target
    for hard in (SHORTEN, DROP, CARRY):
        allowed = [step for step in steps if step.hard <= hard]
        most = sorted((step.saves for step in allowed), reverse=True)
        found: list[Sequence[Step]] = []
        for size in range(1, len(allowed) + 1):
            if comb(len(allowed), size) > MOST_TRIED:
                break
            if sum(most[:size]) >= late:
                found += _of_size(rest, allowed, hard, size)
            if len(found) >= MOST_WAYS:
                break
        yield found or _greedy(rest, allowed)


def _of_size(rest: Rest, allowed: Sequence[Step], hard: int, size: int) -> list[Sequence[Step]]:
    # One of this hardness at least, for what is milder was tried before.
    milder = [step for step in allowed if step.hard < hard]
    hardest = [step for step in allowed if step.hard == hard]
    return [
        (*some, *others)
        for count in range(1, size + 1)
        for some in combinations(hardest, count)
        for others in combinations(milder, size - count)
        if rest.enough((*some, *others))
    ]


def _greedy(rest: Rest, allowed: Sequence[Step]) -> list[Sequence[Step]]:
    """One way of many changes: all of them, then each that isn't needed left out or made milder."""
    kept = _hardest_of_each(allowed)
    if rest.end(kept) > rest.target:
        return []
    milder = {step.place: step for step in allowed if step.hard == SHORTEN}
    for step in sorted(kept, key=lambda step: (-step.hard, step.place)):
        others = [other for other in kept if other is not step]
        less = [*others, milder[step.place]] if step.place in milder else others
        if rest.end(others) <= rest.target:
            kept = others
        elif rest.end(less) <= rest.target:
            kept = less
    return [kept]
