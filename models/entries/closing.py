"""Entries that end a day: debrief, reflection, signatures; and the one that takes acts back."""

from __future__ import annotations

from typing import ClassVar

from models.entries.content import Content, Fact, Instant, IsoDate


class DebriefWritten(Content):
    """The session debrief: climate by code (co le op re ho) in words, deviations, next time."""

    kind: ClassVar[str] = "debrief-written"
    climate: dict[str, str] = {}  # noqa: RUF012  (pydantic copies it)
    deviations: str = ""
    how_men_left: str = ""
    next_time: str = ""

    @property
    def fact(self) -> Fact:
        """The debrief of this day."""
        return ("debrief",)


class ReflectionWritten(Content):
    """A facilitator's own reflection: for himself and his supervisor, in no document."""

    kind: ClassVar[str] = "reflection-written"
    staff: str
    text: str

    @property
    def fact(self) -> Fact:
        """His reflection on this day."""
        return ("reflection", self.staff)

    @property
    def private_to(self) -> str:
        """Its writer."""
        return self.staff


class WrittenAfterwards(Content):
    """The day ran on paper and was entered on `date` because of something."""

    kind: ClassVar[str] = "written-afterwards"
    date: IsoDate
    because: str

    @property
    def fact(self) -> Fact:
        """That this day was written afterwards."""
        return ("afterwards",)


class Signed(Content):
    """A member of staff signs his own entries; `heads` are "writer:seq:hash" as he saw them."""

    kind: ClassVar[str] = "signed"
    staff: str
    heads: tuple[str, ...] = ()

    @property
    def fact(self) -> Fact:
        """His signature."""
        return ("signed", self.staff)

    @property
    def says_when(self) -> bool:
        """When he signed."""
        return True


class ActWithdrawn(Content):
    """Takes an act back: undo. Withdrawing this one's own act is redo. `says` is its line."""

    kind: ClassVar[str] = "act-withdrawn"
    act: str
    says: str = ""


class ClockCorrected(Content):
    """This writer's clock was off by `ms` (positive: ahead) from `since` on, up to this entry.

    Of the entries on this stream it says so; which ones: `models.day.clock_fold`.
    """

    kind: ClassVar[str] = "clock-corrected"
    ms: int
    since: Instant
