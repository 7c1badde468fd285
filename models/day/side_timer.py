"""A timer beside the schedule: pair work, three minutes each. It moves nothing in the day."""

from __future__ import annotations

from dataclasses import dataclass

from models.entries.timeline import SideTimerSet
from models.facts import Facts

SHOWN_MS = 60_000
"""So long it says that the time is up, then it is gone (ours)."""


@dataclass(frozen=True, slots=True)
class SideTimer:
    """So many rounds of so many seconds, from `since` (ms) on."""

    since: int
    seconds: int
    rounds: int

    @property
    def until(self) -> int:
        """When the last round ends (ms)."""
        return self.since + self.rounds * self.seconds * 1000

    def round_at(self, now: int) -> int:
        """Which round it is, from 1 on; one more than there are once the last is over."""
        return min(self.rounds, (now - self.since) // (self.seconds * 1000)) + 1

    def left_ms(self, now: int) -> int:
        """What is left of the round it is; 0 once the last is over."""
        if now >= self.until:
            return 0
        return self.seconds * 1000 - (now - self.since) % (self.seconds * 1000)

    def shows(self, now: int) -> bool:
        """Whether it runs, or ended just now."""
        return self.since <= now < self.until + SHOWN_MS

    def says(self, now: int) -> str:
        """Round and what is left: "timer 2 of 8   1:24"."""
        if now >= self.until:
            return "timer: time is up"
        of = f" {self.round_at(now)} of {self.rounds}" if self.rounds > 1 else ""
        seconds = -(-self.left_ms(now) // 1000)
        return f"timer{of}   {seconds // 60}:{seconds % 60:02d}"


def fold_side_timer(facts: Facts) -> SideTimer | None:
    """The timer set last, by its moment; None where it was stopped."""
    for entry in reversed(facts.standing(SideTimerSet)):
        what = entry.what
        if isinstance(what, SideTimerSet) and what.rounds and what.seconds:
            return SideTimer(entry.about, what.seconds, what.rounds)
        return None
    return None
