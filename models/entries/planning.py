"""Entries of a group's stream about days that are planned and haven't begun, or never did."""

from __future__ import annotations

from typing import ClassVar

from models.entries.content import Content, Fact, IsoDate, Minutes, Stream
from models.entries.timeline import Item


class SessionCancelled(Content):
    """A session that was due on a date was not held: why (no staff, no room, no equipment).

    `day` of the block is held on another date; the dates of the plan say when.
    """

    kind: ClassVar[str] = "session-cancelled"
    stream: ClassVar[Stream] = "group"
    date: IsoDate
    block: int
    day: int
    reason: str

    @property
    def fact(self) -> Fact:
        """That this date's session was cancelled."""
        return ("cancelled", self.date)


class DayPlanned(Content):
    """A day of a block's run as planned: its date, its items, who leads; each day a fact apart.

    `start` and `end` are minutes since local midnight. `struck` takes the day out of the plan.
    `by_hand` are the items (ids) that somebody placed by hand: planning the rest again keeps them.
    """

    kind: ClassVar[str] = "day-planned"
    stream: ClassVar[Stream] = "group"
    block: int
    block_run: str
    day: int
    days: int
    date: IsoDate
    items: tuple[Item, ...]
    start: Minutes
    end: Minutes
    lead: str = ""
    second: str = ""
    cover: str = ""
    struck: bool = False
    by_hand: tuple[str, ...] = ()

    @property
    def fact(self) -> Fact:
        """The plan of this day of this run."""
        return ("day-planned", self.block_run, str(self.day))
