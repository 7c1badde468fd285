"""A quiet signal that time is up, for who wants to hear it: the terminal's bell, off at first.

It rings once when an exercise, a break or a round of the side timer has had its minutes; never in
personal work (experience.md, Discreet).
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from models.day.day import Day


class TimeUp:
    """Notices once when time is up. `on`: whether it is to be heard."""

    def __init__(self) -> None:
        self.on = os.environ.get("SESSION_TUI_BELL") == "on"
        self._up: frozenset[str] | None = None

    def turn(self) -> str:
        """On or off; gives what to say of it."""
        self.on = not self.on
        return f"The bell is {'on: it rings when time is up' if self.on else 'off'}."

    def rings(self, day: Day | None, now: int) -> bool:
        """Whether it rings now: something is up that wasn't when it was last looked at."""
        before, self._up = self._up, _up(day, now) if self.on and day is not None else None
        return bool(before is not None and self._up and self._up - before)


def _up(day: Day, now: int) -> frozenset[str]:
    """What has had its time: the running item's run, and each round of the timer that is over."""
    from exercise_bank.exercise import ItemSet

    up = set()
    running, timer = day.timeline.running, day.side_timer
    if running and running.item.set is not ItemSet.PERSONAL:
        told = day.forecast(now).running
        if told and told.left_ms <= 0:
            up.add(running.runs[-1].entry)
    if timer:
        up |= {f"{timer.since}:{over}" for over in range(1, timer.round_at(now))}
    return frozenset(up)
