"""Entries of a group's stream about a man's time in the programme, beside who he is.

Each of these facts is said apart, so that two laptops that say different ones never clash. Dates
are ISO dates; an empty text means that nothing is known.
"""

from __future__ import annotations

from typing import ClassVar, Literal

from pydantic import BaseModel, ConfigDict

from models.entries.content import Content, Fact, IsoDate, Stream

Standing = Literal[
    "joined", "suspended", "returned", "transferred", "completed", "withdrawn", "recalled"
]
"""What becomes of a man in a group. "returned" ends a suspension or an absence from the group."""

Agreed = Literal["consent", "agreement", "members' sheet", "video"]
"""What a man was given or agreed to."""

Criterion = Literal["age", "IQ", "risk level", "assessment before", "consent", "order"]
"""What a man should meet before he joins (seed, practice)."""

ClosingStep = Literal["measures", "report", "report sent", "details recorded"]
"""What completing takes beside the last day (practice)."""

Near = Literal["himself", "victim", "partner", "child", "family", "employer", "somebody"]
"""Who a name on a man's list is to him. "himself": what else he is called."""


class NamedPerson(BaseModel):
    """A name that never leaves in a document, and whose it is."""

    model_config = ConfigDict(frozen=True, extra="forbid")
    name: str
    who: Near = "somebody"


class StandingChanged(Content):
    """From this date on a man stands so in the group.

    `other_group` is where he was transferred to or came from; `block` and `day` the point at which
    he goes on there.
    """

    kind: ClassVar[str] = "standing-changed"
    stream: ClassVar[Stream] = "group"
    member: str
    date: IsoDate
    standing: Standing
    why: str = ""
    other_group: str = ""
    block: int = 0
    day: int = 0

    @property
    def fact(self) -> Fact:
        """What became of him on that date."""
        return ("standing", self.member, self.date)

    @property
    def members_named(self) -> tuple[str, ...]:
        """Him."""
        return (self.member,)


class OrderNoted(Content):
    """The order or licence that a man attends under, its conditions, and the date it ends."""

    kind: ClassVar[str] = "order-noted"
    stream: ClassVar[Stream] = "group"
    member: str
    order: str = ""
    conditions: str = ""
    ends: str = ""

    @property
    def fact(self) -> Fact:
        """His order."""
        return ("licence", self.member)

    @property
    def members_named(self) -> tuple[str, ...]:
        """Him."""
        return (self.member,)


class NeedsNoted(Content):
    """What a man needs so that he can take part, and who alone may read his record.

    `restricted_to` are staff ids; none means that all of the group's staff may.
    """

    kind: ClassVar[str] = "needs-noted"
    stream: ClassVar[Stream] = "group"
    member: str
    language: str = ""
    interpreter: bool = False
    keep_apart_from: str = ""
    restricted_to: tuple[str, ...] = ()

    @property
    def fact(self) -> Fact:
        """His needs."""
        return ("needs", self.member)

    @property
    def members_named(self) -> tuple[str, ...]:
        """Him."""
        return (self.member,)


class AgreementGiven(Content):
    """A man agreed to something, or was given his sheet, on a date."""

    kind: ClassVar[str] = "agreement-given"
    stream: ClassVar[Stream] = "group"
    member: str
    to: Agreed
    date: IsoDate
    taken_back: bool = False

    @property
    def fact(self) -> Fact:
        """Whether he agreed to it."""
        return ("agreed", self.member, self.to)

    @property
    def members_named(self) -> tuple[str, ...]:
        """Him."""
        return (self.member,)


class MeasuresTaken(Content):
    """Psychometric assessment was done on a date, before the group or after it."""

    kind: ClassVar[str] = "measures-taken"
    stream: ClassVar[Stream] = "group"
    member: str
    when: Literal["before", "after"]
    date: IsoDate
    which: str = ""

    @property
    def fact(self) -> Fact:
        """His assessment before, or after."""
        return ("measures", self.member, self.when)

    @property
    def members_named(self) -> tuple[str, ...]:
        """Him."""
        return (self.member,)


class CriterionExcepted(Content):
    """A man joins although a criterion is missing or failing: why, and who agreed."""

    kind: ClassVar[str] = "criterion-excepted"
    stream: ClassVar[Stream] = "group"
    member: str
    criterion: Criterion
    reason: str
    agreed_by: str = ""

    @property
    def fact(self) -> Fact:
        """The exception from this criterion."""
        return ("exception", self.member, self.criterion)

    @property
    def members_named(self) -> tuple[str, ...]:
        """Him."""
        return (self.member,)


class CreditAllowed(Content):
    """Work in prison counts: whole blocks, or minutes of the core; or another change, in words.

    Who allowed it, and why (seed: adjustments are recorded with both).
    """

    kind: ClassVar[str] = "credit-allowed"
    stream: ClassVar[Stream] = "group"
    member: str
    blocks: tuple[int, ...] = ()
    core_minutes: int = 0
    change: str = ""
    allowed_by: str
    why: str

    @property
    def fact(self) -> Fact:
        """His credit."""
        return ("credit", self.member)

    @property
    def members_named(self) -> tuple[str, ...]:
        """Him."""
        return (self.member,)


class ClosingStepDone(Content):
    """A step of a man's completing was done on a date."""

    kind: ClassVar[str] = "closing-step-done"
    stream: ClassVar[Stream] = "group"
    member: str
    step: ClosingStep
    date: IsoDate

    @property
    def fact(self) -> Fact:
        """Whether it is done."""
        return ("closing-step", self.member, self.step)

    @property
    def members_named(self) -> tuple[str, ...]:
        """Him."""
        return (self.member,)


class CatchUpSettled(Content):
    """A person decided about a missed session: a catch-up on a date, or what else.

    `session` was missed. `held` says that the catch-up took place, `minutes` how long it ran.
    """

    kind: ClassVar[str] = "catch-up-settled"
    stream: ClassVar[Stream] = "group"
    member: str
    session: str
    decided: Literal["scheduled", "held", "not needed"]
    on: str = ""
    minutes: int = 0
    why: str = ""

    @property
    def fact(self) -> Fact:
        """What becomes of this missed session."""
        return ("catch-up", self.member, self.session)

    @property
    def members_named(self) -> tuple[str, ...]:
        """Him."""
        return (self.member,)


class BlockAgainDecided(Content):
    """A person decided whether a man who missed too much of a block starts it again."""

    kind: ClassVar[str] = "block-again-decided"
    stream: ClassVar[Stream] = "group"
    member: str
    block_run: str
    again: bool
    why: str = ""

    @property
    def fact(self) -> Fact:
        """Whether he starts this block again."""
        return ("block-again", self.member, self.block_run)

    @property
    def members_named(self) -> tuple[str, ...]:
        """Him."""
        return (self.member,)


class NamesKeptOut(Content):
    """The names of people near a man, and what else he is called: none leaves in a document."""

    kind: ClassVar[str] = "names-kept-out"
    stream: ClassVar[Stream] = "group"
    member: str
    people: tuple[NamedPerson, ...] = ()

    @property
    def fact(self) -> Fact:
        """His list."""
        return ("names-kept-out", self.member)

    @property
    def members_named(self) -> tuple[str, ...]:
        """Him."""
        return (self.member,)
