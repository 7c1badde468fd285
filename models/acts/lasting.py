"""Acts on states that last: one key begins or ends one."""

from __future__ import annotations

from collections.abc import Collection

from models.acts.act import Act, Refused
from models.day.day import Day
from models.day.states import Stretch
from models.entries import NewEntry
from models.entries.observation import StateMarked


def turn_state(day: Day, member: str, state: str, at: int, ends: Collection[str] = ()) -> Act:
    """Begin a state at `at` (ms), or end it where it lasts.

    `ends` are the states that cannot last beside it. Raises Refused for a time before it began.
    """
    for stretch in day.states_lasting:
        if (stretch.member, stretch.state) == (member, state):
            return end_state(day, stretch, at)
    said = StateMarked(member=member, state=state, began=True, ends=tuple(ends))
    seat = day.roster.seat_sign(member)
    return Act(f"{seat} · state begun {day.clock(at)}", (NewEntry(said, at),))


def end_state(day: Day, stretch: Stretch, at: int) -> Act:
    """End a state that lasts at `at` (ms). Raises Refused for a time before it began."""
    if at < stretch.since:
        raise Refused(f"It began at {day.clock(stretch.since)}: it ended then or later.")
    said = StateMarked(member=stretch.member, state=stretch.state, began=False)
    seat = day.roster.seat_sign(stretch.member)
    return Act(f"{seat} · state ended {day.clock(at)}", (NewEntry(said, at),))
