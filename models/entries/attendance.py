"""Entries about who was in the room, and how he took part."""

from __future__ import annotations

from typing import ClassVar, Literal

from models.entries.content import Content, Fact

Marked = Literal["in", "absent", "not admitted", "rescheduled", "walk-in"]
Moved = Literal["out", "back", "left", "sent home"]
Part = Literal["took part", "with support", "sat out", "declined"]


class AttendanceMarked(Content):
    """A man came (the entry's time is his arrival), or didn't, with the reason given."""

    kind: ClassVar[str] = "attendance-marked"
    member: str
    state: Marked
    reason: str = ""

    @property
    def fact(self) -> Fact:
        """Whether he came."""
        return ("attendance", self.member)

    @property
    def says_when(self) -> bool:
        """His arrival."""
        return self.state in ("in", "walk-in")

    @property
    def members_named(self) -> tuple[str, ...]:
        """Him."""
        return (self.member,)


class WalkInSaid(Content):
    """A man came who isn't of this group: who, from which group, why, whether he was sent away.

    `seat` is a free one, his for this day alone (below 1: all were taken). `key` is the id (hex) of
    the key that seals what is about him. Both it and `member` are those of another group where he
    is known there, else new. That he came is an `AttendanceMarked` beside it.
    """

    kind: ClassVar[str] = "walk-in-said"
    member: str
    seat: int
    initials: str
    from_group: str = ""
    why: str = ""
    sent_away: bool = False
    key: str = ""

    @property
    def fact(self) -> Fact:
        """Who walked in."""
        return ("walk-in", self.member)

    @property
    def members_named(self) -> tuple[str, ...]:
        """Him."""
        return (self.member,)


class MemberMoved(Content):
    """A man stepped out, came back, left for the day, or was sent home."""

    kind: ClassVar[str] = "member-moved"
    member: str
    move: Moved
    why: str = ""
    with_staff: str = ""
    how_he_left: str = ""

    @property
    def members_named(self) -> tuple[str, ...]:
        """Him."""
        return (self.member,)


class LeavingSeen(Content):
    """How a man left the day, in words, and what was done about it where he was distressed."""

    kind: ClassVar[str] = "leaving-seen"
    member: str
    how: str
    distressed: bool = False
    done: str = ""

    @property
    def fact(self) -> Fact:
        """How he left."""
        return ("leaving", self.member)

    @property
    def members_named(self) -> tuple[str, ...]:
        """Him."""
        return (self.member,)


class RoomCounted(Content):
    """After a break, who is back was said."""

    kind: ClassVar[str] = "room-counted"
    missing: tuple[str, ...] = ()


class OutcomeSet(Content):
    """The outcome code of a man's day, provisional until decided on evidence seen."""

    kind: ClassVar[str] = "outcome-set"
    member: str
    code: str
    decided: bool = False
    evidence: str = ""

    @property
    def fact(self) -> Fact:
        """His outcome."""
        return ("outcome", self.member)

    @property
    def members_named(self) -> tuple[str, ...]:
        """Him."""
        return (self.member,)


class PartTaken(Content):
    """How a man took part in an exercise, apart from his being there."""

    kind: ClassVar[str] = "part-taken"
    member: str
    item: str
    part: Part
    words: str = ""
    response: str = ""

    @property
    def fact(self) -> Fact:
        """His part in this exercise."""
        return ("part", self.member, self.item)

    @property
    def members_named(self) -> tuple[str, ...]:
        """Him."""
        return (self.member,)


class StaffMoved(Content):
    """Staff or a visitor came into the room or left it.

    `staff` is a staff id, or empty for a visitor, who is named with his capacity.
    """

    kind: ClassVar[str] = "staff-moved"
    staff: str = ""
    visitor: str = ""
    capacity: str = ""
    present: bool = True
