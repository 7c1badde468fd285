"""Entries of a group's stream about a man's lifestyle management plan and its reviews."""

from __future__ import annotations

from typing import ClassVar

from models.entries.content import Content, Fact, IsoDate, Number, Stream


class LifestylePlanWritten(Content):
    """A version of a man's plan, in his own words; each version stands for itself."""

    kind: ClassVar[str] = "lifestyle-plan-written"
    stream: ClassVar[Stream] = "group"
    member: str
    number: Number
    date: IsoDate
    text: str

    @property
    def fact(self) -> Fact:
        """This version of his plan."""
        return ("lifestyle-plan", self.member, str(self.number))

    @property
    def members_named(self) -> tuple[str, ...]:
        """Him."""
        return (self.member,)


class LifestylePlanReviewed(Content):
    """A man's plan was gone through with him on a date: what he said held, and what changed.

    `number` is the version that was reviewed; `with_whom` in words: staff, or who keeps it with
    him.
    """

    kind: ClassVar[str] = "lifestyle-plan-reviewed"
    stream: ClassVar[Stream] = "group"
    member: str
    date: IsoDate
    number: Number
    words: str
    with_whom: str = ""

    @property
    def fact(self) -> Fact:
        """The review of that date."""
        return ("lifestyle-review", self.member, self.date)

    @property
    def members_named(self) -> tuple[str, ...]:
        """Him."""
        return (self.member,)
