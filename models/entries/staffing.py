"""Entries of the team's stream about what staff passed and when they are away."""

from __future__ import annotations

from datetime import date, timedelta
from typing import ClassVar, Literal

from models.entries.content import Content, Fact, IsoDate, Stream

Stage = Literal["assessment centre", "core training", "NSOGP training", "refresher"]
"""What one passes before leading a session, in this order (seed); refreshers follow."""


class TrainingTaken(Content):
    """A member of staff passed a stage, or did not, on a date."""

    kind: ClassVar[str] = "training-taken"
    stream: ClassVar[Stream] = "team"
    staff: str
    stage: Stage
    date: IsoDate
    failed: bool = False
    result: str = ""

    @property
    def fact(self) -> Fact:
        """The result of this stage on this date."""
        return ("training", self.staff, self.stage, self.date)


class LeaveNoted(Content):
    """A member of staff is away for so many days from a date on."""

    kind: ClassVar[str] = "leave-noted"
    stream: ClassVar[Stream] = "team"
    leave: str
    staff: str
    date: IsoDate
    days: int
    cancelled: bool = False

    @property
    def last(self) -> str:
        """The last day of it (ISO)."""
        return (date.fromisoformat(self.date) + timedelta(days=max(1, self.days) - 1)).isoformat()

    @property
    def fact(self) -> Fact:
        """This leave."""
        return ("leave", self.leave)
