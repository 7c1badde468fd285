"""When things will happen: a forward walk over the day's items from what is known now.

Facts are stored, times are walked anew at each look. A running item counts only its overage, so
unspent minutes never flatter the day; lateness flows on until a fixed start with a gap before it
eats it; earliness never pulls a fixed start forward. The day's planned end is such a fixed point
too: what is left free before it is time to spare, not an early end. (experience.md, Times.)
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from models.day.timeline import ItemState, Timeline
from models.local_time import MINUTE_MS

Phase = Literal["normal", "soon", "nearly", "over"]


@dataclass(frozen=True, slots=True)
class Expected:
    """One item's expected start and end, and its window; instants in ms.

    `earliest` and `latest` are the starts if every item still to come takes its minimum or its
    maximum. For an item that ran they are its actual times. `free_ms` is what stays free before it.
    """

    item: str
    start: int
    end: int
    planned_start: int
    earliest: int
    latest: int
    free_ms: int = 0

    @property
    def late_ms(self) -> int:
        """How much later than planned it starts (negative: earlier)."""
        return self.start - self.planned_start


@dataclass(frozen=True, slots=True)
class Running:
    """The item that runs now: milliseconds worked and planned, and how near its end is."""

    worked_ms: int
    planned_ms: int
    phase: Phase

    @property
    def left_ms(self) -> int:
        """What is left of its planned time; negative once over."""
        return self.planned_ms - self.worked_ms


@dataclass(frozen=True, slots=True)
class Forecast:
    """The day as it will go. `end` is the projected end, `late_ms` against the planned end.

    `spare_ms` is what stays free between the last item and the planned end.
    """

    rows: tuple[Expected, ...]
    end: int
    planned_end: int
    running: Running | None
    spare_ms: int = 0

    @property
    def late_ms(self) -> int:
        """How much after the planned end the day will end (negative: it ended before)."""
        return self.end - self.planned_end

    def row(self, item: str) -> Expected | None:
        """The row of this item."""
        return next((row for row in self.rows if row.item == item), None)


@dataclass(frozen=True, slots=True)
class Warn:
    """When to warn: at these shares of an item's length, but no less than these ms."""

    soon_share: float = 0.2
    soon_ms: int = MINUTE_MS
    nearly_share: float = 0.05
    nearly_ms: int = MINUTE_MS // 2

    def phase(self, left_ms: int, planned_ms: int) -> Phase:
        """How near the end an item is."""
        if left_ms < 0:
            return "over"
        if left_ms <= max(self.nearly_ms, planned_ms * self.nearly_share):
            return "nearly"
        if left_ms <= max(self.soon_ms, planned_ms * self.soon_share):
            return "soon"
        return "normal"


def forecast(
    timeline: Timeline,
    now: int,
    wall: Callable[[int], int],
    planned_end: int,
    warn: Warn | None = None,
) -> Forecast:
    """The day as it will go from `now` (ms).

    `wall` gives the instant of a minute of the day; `planned_end` is that of the day's end.
    """
    planned = walk(timeline, now, wall, lambda state: state.minutes)
    short = walk(timeline, now, wall, lambda state: min(state.item.minimum, state.minutes))
    long = walk(timeline, now, wall, lambda state: max(state.item.maximum, state.minutes))
    free = _free(timeline, now, wall, planned)
    rows = tuple(
        Expected(
            state.item.id,
            *planned[state.item.id],
            wall(state.item.start),
            short[state.item.id][0],
            long[state.item.id][0],
            free.get(state.item.id, 0),
        )
        for state in timeline.states
        if state.item.id in planned
    )
    running = _running(timeline, now, warn or Warn())
    if timeline.ended is not None:
        return Forecast(rows, timeline.ended, planned_end, running)
    last = max((end for _, end in planned.values()), default=planned_end)
    if timeline.started is not None:
        last = max(last, now)
    return Forecast(rows, max(last, planned_end), planned_end, running, max(0, planned_end - last))


def _free(
    timeline: Timeline,
    now: int,
    wall: Callable[[int], int],
    times: dict[str, tuple[int, int]],
) -> dict[str, int]:
    """What stays free (ms) before each item still to come that waits for its fixed start."""
    running = timeline.running
    cursor = times[running.item.id][1] if running else _start(timeline, now, wall)
    free: dict[str, int] = {}
    for state in timeline.to_come if timeline.ended is None else ():
        start, end = times[state.item.id]
        free[state.item.id] = start - cursor
        cursor = end
    return free


def walk(
    timeline: Timeline,
    now: int,
    wall: Callable[[int], int],
    minutes: Callable[[ItemState], int],
) -> dict[str, tuple[int, int]]:
    """Start and end (ms) of each item that ran, runs or will run.

    `minutes` says how long an item is taken to be.
    """
    times: dict[str, tuple[int, int]] = {}
    cursor = _start(timeline, now, wall)
    for state in timeline.states:
        if state.running:
            left = minutes(state) * MINUTE_MS - timeline.worked_ms(state, now)
            cursor = max(now, state.runs[-1].started) + max(0, left)
            times[state.item.id] = (state.runs[0].started, cursor)
        elif state.runs:
            times[state.item.id] = (state.runs[0].started, state.runs[-1].ended or now)
    if timeline.ended is not None:
        return times
    for state in timeline.to_come:
        start = max(cursor, wall(state.item.start)) if state.item.fixed else cursor
        cursor = start + minutes(state) * MINUTE_MS
        times[state.item.id] = (start, cursor)
    return times


def _start(timeline: Timeline, now: int, wall: Callable[[int], int]) -> int:
    """When the next thing can begin: now, and before the day began not before its start."""
    if timeline.started is not None:
        return now
    planned = [state.item.start for state in timeline.states if not state.added]
    return max(now, wall(min(planned))) if planned else now


def _running(timeline: Timeline, now: int, warn: Warn) -> Running | None:
    state = timeline.running
    if state is None:
        return None
    worked = timeline.worked_ms(state, now)
    planned = state.minutes * MINUTE_MS
    return Running(worked, planned, warn.phase(planned - worked, planned))
