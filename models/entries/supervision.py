"""Entries of the team's stream about supervision: held, signed, a recording viewed, quality.

What is said of one of the staff stays between him and the supervisors: `private_to`.
(programme.md, Supervision, quality and audit)
"""

from __future__ import annotations

from typing import Annotated, ClassVar, Literal

from pydantic import BaseModel, ConfigDict, Field

from models.entries.content import Content, Fact, IsoDate, MaybeDate, Minutes, Stream

How = Literal["meeting", "live", "recording"]


class SupervisionHeld(Content):
    """One supervision of one of the staff (`staff`) by `supervisor`, or why it was cancelled.

    `sessions` and `men` (ids) were spoken of. Revisions share `supervision`; one that was
    `cancelled` says why there and has no minutes.
    """

    kind: ClassVar[str] = "supervision-held"
    stream: ClassVar[Stream] = "team"
    supervision: str
    staff: str
    supervisor: str
    date: IsoDate
    minutes: Minutes = 0
    how: How = "meeting"
    sessions: tuple[str, ...] = ()
    men: tuple[str, ...] = ()
    decisions: str = ""
    goals: str = ""
    wellbeing: str = ""
    next_date: MaybeDate = ""
    cancelled: str = ""

    @property
    def fact(self) -> Fact:
        """This supervision."""
        return ("supervision", self.supervision)

    @property
    def private_to(self) -> str:
        """Who was supervised."""
        return self.staff


class SupervisionSigned(Content):
    """Who was `supervised`, or who supervised, signs the record as it then stands: `staff`.

    `said` is the entry (id) that is signed, `comment` what the supervised says to it.
    """

    kind: ClassVar[str] = "supervision-signed"
    stream: ClassVar[Stream] = "team"
    supervision: str
    staff: str
    supervised: str
    said: str
    comment: str = ""

    @property
    def fact(self) -> Fact:
        """This person's signature under this supervision."""
        return ("supervision-signed", self.supervision, self.staff)

    @property
    def private_to(self) -> str:
        """Who was supervised."""
        return self.supervised


class RecordingViewed(Content):
    """Somebody viewed a stretch of a session's recording, from minute to minute of it."""

    kind: ClassVar[str] = "recording-viewed"
    stream: ClassVar[Stream] = "team"
    viewing: str
    session: str
    staff: tuple[str, ...]
    date: IsoDate
    from_minute: Minutes
    to_minute: Minutes

    @property
    def fact(self) -> Fact:
        """This viewing."""
        return ("viewing", self.viewing)


class PointScored(BaseModel):
    """A point of a form, its digit, and what both meant then: forms change, records don't."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    section: str
    point: str
    score: Annotated[int, Field(ge=1, le=9)]
    means: str


class QualityScored(Content):
    """A form of quality about one person (`staff`); never without words of feedback.

    `session` (id) is what was viewed, "" where it isn't about one; `spoken` is the date on which
    the feedback was also given in person.
    """

    kind: ClassVar[str] = "quality-scored"
    stream: ClassVar[Stream] = "team"
    scored: str
    staff: str
    form: str
    title: str
    date: IsoDate
    points: tuple[PointScored, ...]
    feedback: str
    spoken: MaybeDate = ""
    session: str = ""

    @property
    def fact(self) -> Fact:
        """This form, as filled in."""
        return ("quality", self.scored)

    @property
    def private_to(self) -> str:
        """Whom it is about."""
        return self.staff
