"""Entries about how long is kept what is about a man: the schedule, a hold, his erasure.

Erasure stands in the team's stream, sealed under the team's key, and names nobody: ids alone. So
every machine learns of it by unlocking, and it can be read when his keys are gone.
"""

from __future__ import annotations

from typing import ClassVar

from models.entries.content import Content, Fact, IsoDate, Number, Stream


class RetentionSet(Content):
    """What is about a man of this group is kept so many months after he left it."""

    kind: ClassVar[str] = "retention-set"
    stream: ClassVar[Stream] = "group"
    months: Number

    @property
    def fact(self) -> Fact:
        """The group's schedule."""
        return ("retention",)


class HoldSet(Content):
    """What is about this man is kept beyond the schedule (`held`), or no longer."""

    kind: ClassVar[str] = "hold-set"
    stream: ClassVar[Stream] = "group"
    member: str
    held: bool
    why: str = ""

    @property
    def fact(self) -> Fact:
        """Whether he is held."""
        return ("hold", self.member)

    @property
    def members_named(self) -> tuple[str, ...]:
        """Him."""
        return (self.member,)


class ErasureProposed(Content):
    """Somebody proposes to destroy a man's keys (ids, hex) for good. `date` is of the schedule.

    `whose` is his id: he isn't among the members named, for this is to be read without his key.
    """

    kind: ClassVar[str] = "erasure-proposed"
    stream: ClassVar[Stream] = "team"
    erasure: str
    group: str
    whose: str
    keys: tuple[str, ...]
    date: IsoDate

    @property
    def fact(self) -> Fact:
        """This proposal."""
        return ("erasure", self.erasure)


class ErasureAgreed(Content):
    """Another than who proposed it agrees: every machine destroys these keys and refuses them."""

    kind: ClassVar[str] = "erasure-agreed"
    stream: ClassVar[Stream] = "team"
    erasure: str
    keys: tuple[str, ...]

    @property
    def fact(self) -> Fact:
        """What was agreed to."""
        return ("erasure-agreed", self.erasure)
