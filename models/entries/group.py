"""Entries of a group's stream: its men, its sessions, and what outlives a session."""

from __future__ import annotations

from typing import ClassVar, Literal

from pydantic import BaseModel, ConfigDict

from models.entries.content import Content, Fact, Instant, IsoDate, Number, Stream, Zone

Followed = Literal["done", "part", "not done", "not asked"]


class Target(BaseModel):
    """One of a man's own targets, in his words, with the domain it serves."""

    model_config = ConfigDict(frozen=True, extra="forbid")
    text: str
    domain: str = ""


class MemberAdded(Content):
    """A man joined the group; later values change what is known of him.

    `key` is the id (hex) of the key that seals what is about him.
    """

    kind: ClassVar[str] = "member-added"
    stream: ClassVar[Stream] = "group"
    member: str
    seat: Number
    initials: str
    name: str = ""
    crn: str = ""
    born: str = ""
    risk_level: str = ""
    iq_rule: str = ""
    joined: str = ""
    block: Number = 1
    credit: str = ""
    learning_styles: tuple[str, ...] = ()
    accommodations: str = ""
    offender_manager: str = ""
    keep_apart: tuple[Number, ...] = ()
    targets: tuple[Target, ...] = ()
    notice_given: str = ""
    remarks: str = ""
    key: str = ""

    @property
    def fact(self) -> Fact:
        """Who he is."""
        return ("member", self.member)

    @property
    def members_named(self) -> tuple[str, ...]:
        """Himself."""
        return (self.member,)


class MemberLeft(Content):
    """A man left the group for good."""

    kind: ClassVar[str] = "member-left"
    stream: ClassVar[Stream] = "group"
    member: str
    why: str = ""

    @property
    def fact(self) -> Fact:
        """Whether he left."""
        return ("member-left", self.member)

    @property
    def says_when(self) -> bool:
        """When he left."""
        return True

    @property
    def members_named(self) -> tuple[str, ...]:
        """Him."""
        return (self.member,)


class SessionOpened(Content):
    """A day of a block was opened (or a planned one named): which, when, where.

    Where it isn't of the core's blocks, `block` stands for its component
    (exercise_bank/component.py). `only` are the men expected where not all are, in a session of
    one man: ids, which say nothing of him, so that it is sealed as the group's. `catches_up` is
    the missed session that it goes through with him.
    """

    kind: ClassVar[str] = "session-opened"
    stream: ClassVar[Stream] = "group"
    session: str
    group: str
    block: Number
    block_run: str
    day: Number
    days: Number
    date: IsoDate
    zone: Zone = "Europe/London"
    venue: str = ""
    supervisor: str = ""
    practice: bool = False
    only: tuple[str, ...] = ()
    catches_up: str = ""

    @property
    def fact(self) -> Fact:
        """What this session is."""
        return ("session", self.session)


class WorkSet(Content):
    """Work between sessions, for all men or the named ones."""

    kind: ClassVar[str] = "work-set"
    stream: ClassVar[Stream] = "group"
    work: str
    session: str
    members: tuple[str, ...] = ()
    text: str
    struck: bool = False

    @property
    def fact(self) -> Fact:
        """This piece of work."""
        return ("work", self.work)

    @property
    def members_named(self) -> tuple[str, ...]:
        """The men it was set for; none where it was set for all."""
        return self.members


class WorkFollowed(Content):
    """What became of work set last time, for one man, in his own reason where not done."""

    kind: ClassVar[str] = "work-followed"
    stream: ClassVar[Stream] = "group"
    work: str
    member: str
    session: str
    result: Followed
    reason: str = ""

    @property
    def fact(self) -> Fact:
        """This man's answer about this piece of work."""
        return ("followed", self.work, self.member)

    @property
    def members_named(self) -> tuple[str, ...]:
        """Him."""
        return (self.member,)


class Told(BaseModel):
    """Who was told of a concern: by whom, how, when (free words and an instant in ms)."""

    model_config = ConfigDict(frozen=True, extra="forbid")
    who: str
    by: str = ""
    how: str = ""
    at: Instant = 0


class ConcernWritten(Content):
    """A disclosure or incident that someone must be told about (programme.md)."""

    kind: ClassVar[str] = "concern-written"
    stream: ClassVar[Stream] = "group"
    concern: str
    session: str
    members: tuple[str, ...] = ()
    item: str = ""
    incident: bool = False
    words: str = ""
    told: tuple[Told, ...] = ()
    decided: str = ""
    told_him: str = ""
    reference: str = ""
    closed: bool = False

    @property
    def fact(self) -> Fact:
        """This concern."""
        return ("concern", self.concern)

    @property
    def says_when(self) -> bool:
        """The moment it is about."""
        return True

    @property
    def members_named(self) -> tuple[str, ...]:
        """The men it is about."""
        return self.members


class ActionWritten(Content):
    """Something to be done: what, who, by when (free words), and whether it is done.

    `struck`: it is no longer to be done, as the note that called for it was struck.
    """

    kind: ClassVar[str] = "action-written"
    stream: ClassVar[Stream] = "group"
    action: str
    session: str
    members: tuple[str, ...] = ()
    what: str
    who: str = ""
    by_when: str = ""
    done: bool = False
    struck: bool = False

    @property
    def fact(self) -> Fact:
        """This action."""
        return ("action", self.action)

    @property
    def members_named(self) -> tuple[str, ...]:
        """The men it is about."""
        return self.members
