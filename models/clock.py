"""The one clock: what time it is, and a steady count, handed in at the top.

`now` is the wall clock read at program start plus a steady count since, one that goes on in
suspend: so durations are differences and a changed wall clock moves nothing. (design.md, Time.)
"""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Protocol

from models.platform import steady_ns


class Clock(Protocol):
    """Gives instants in milliseconds since the epoch, UTC."""

    def now(self) -> int:
        """The instant it is."""
        ...


class RealClock:
    """The laptop's time, steady from the start of the program on."""

    def __init__(
        self,
        wall_ns: Callable[[], int] = time.time_ns,
        steady: Callable[[], int] = steady_ns,
    ) -> None:
        self._wall_ns = wall_ns
        self._steady = steady
        self._began = wall_ns()
        self._count = steady()

    def now(self) -> int:
        """The instant it is."""
        return (self._began + self._steady() - self._count) // 1_000_000

    @property
    def began(self) -> int:
        """The first instant it gave, at the start or when it was last corrected or set."""
        return self._began // 1_000_000

    def correct(self) -> None:
        """Go by the wall clock from here on, as it stands now."""
        self._began = self._wall_ns()
        self._count = self._steady()

    def set(self, now: int) -> None:
        """Go on from this instant (ms), whatever the wall clock says."""
        self._began = now * 1_000_000
        self._count = self._steady()

    def off_by_ms(self) -> int:
        """How far the wall clock went away from ours (positive: it is ahead)."""
        return self._wall_ns() // 1_000_000 - self.now()


class PracticeClock:
    """A clock that starts where it is told and runs `speed` times as fast."""

    def __init__(self, start: int, speed: float, steady: Callable[[], int] = steady_ns) -> None:
        self._start = start
        self._speed = speed
        self._steady = steady
        self._count = steady()

    def now(self) -> int:
        """The instant it is in the practice day."""
        return self._start + int((self._steady() - self._count) / 1_000_000 * self._speed)
