"""Acts of the timer beside the schedule."""

from __future__ import annotations

from models.acts.act import Act, Refused
from models.day.day import Day
from models.entries import NewEntry
from models.entries.timeline import SideTimerSet


def set_side_timer(day: Day, seconds: int, rounds: int, at: int) -> Act:
    """Start a timer of so many rounds of so many seconds; it takes the place of another one."""
    if seconds < 1 or rounds < 1:
        raise Refused("A timer needs a second at least.")
    if day.timeline.ended is not None:
        raise Refused("The day has ended.")
    length = f"{seconds // 60}:{seconds % 60:02d}"
    each = f"{rounds} times {length}" if rounds > 1 else length
    return Act(f"timer {each}", (NewEntry(SideTimerSet(seconds=seconds, rounds=rounds), at),))


def stop_side_timer(day: Day, at: int) -> Act:
    """Stop the timer."""
    if day.side_timer is None or at >= day.side_timer.until:
        raise Refused("No timer runs.")
    return Act("timer stopped", (NewEntry(SideTimerSet(), at),))
