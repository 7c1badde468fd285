"""What was ever said of a man's attendance today: also what was replaced or taken back."""

from __future__ import annotations

from dataclasses import dataclass

from models.day.day import Day
from models.entries.attendance import (
    AttendanceMarked,
    LeavingSeen,
    MemberMoved,
    OutcomeSet,
    PartTaken,
    WalkInSaid,
)
from models.entries.entry import Entry

_FACTS = ("attendance", "outcome", "walk-in", "leaving", "part")
_SAID = (AttendanceMarked, MemberMoved, OutcomeSet, WalkInSaid, LeavingSeen, PartTaken)


@dataclass(frozen=True, slots=True)
class Change:
    """One thing said of him; `stands` is False where it was replaced or taken back."""

    entry: Entry
    stands: bool


def attendance_history(day: Day, member: str) -> tuple[Change, ...]:
    """All that was said of his coming, going, taking part and outcome, in the order of writing."""
    standing = {entry.id for entry in day.facts.standing(MemberMoved)}
    for name in _FACTS:
        for settled in day.facts.all_of(name):
            standing |= {entry.id for entry in settled.standing}
    said = [
        entry
        for entry in day.facts.entries.values()
        if isinstance(entry.what, _SAID) and entry.what.member == member
    ]
    said.sort(key=lambda entry: (entry.clock, entry.writer, entry.seq))
    return tuple(Change(entry, entry.id in standing) for entry in said)
