"""What every kind of entry's content shares."""

from __future__ import annotations

from datetime import date
from typing import Annotated, ClassVar, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field
from pydantic_core import PydanticCustomError

from models.local_time import is_zone

Fact = tuple[str, ...]
"""The name of a fact: its kind, then the subject's ids."""

Stream = Literal["team", "group", "session"]
"""Where an entry belongs: to the team, to one group, or to one session of a group."""


Instant = Annotated[int, Field(ge=0, lt=2**47)]
"""Milliseconds since the epoch, UTC, up to the year 6429: what a calendar can show."""

Count = Annotated[int, Field(ge=0, lt=2**47)]
"""How many."""

Number = Annotated[int, Field(ge=0, le=1_000_000)]
"""A seat, a block, a day of it: what people count by hand."""

Minutes = Annotated[int, Field(ge=0, le=24 * 60)]
"""A length of up to a day, or a minute of it since local midnight."""


def _iso(text: str) -> str:
    if date.fromisoformat(text).isoformat() != text:
        raise ValueError("a date is written as 2026-11-24")
    return text


def _known_zone(name: str) -> str:
    if not is_zone(name):
        raise PydanticCustomError(UNKNOWN_ZONE, "a time zone is named as Europe/London")
    return name


UNKNOWN_ZONE = "unknown_zone"

Zone = Annotated[str, AfterValidator(_known_zone)]
"""A time zone by its name in the tz database, such as Europe/London."""

IsoDate = Annotated[str, AfterValidator(_iso)]
"""A day as 2026-11-24."""

MaybeDate = Annotated[str, AfterValidator(lambda text: _iso(text) if text else "")]
"""A day as 2026-11-24, or "" where there is none."""


class Content(BaseModel):
    """What an entry says. One small frozen class per kind.

    `kind` and `version` stand before the sealed text of the entry; a kind or version that this
    program doesn't know is kept and forwarded untouched.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    kind: ClassVar[str]
    version: ClassVar[int] = 1
    stream: ClassVar[Stream] = "session"

    @property
    def fact(self) -> Fact | None:
        """The fact this gives a value of, or None where each entry stands for itself."""
        return None

    @property
    def says_when(self) -> bool:
        """Whether the minute it is about is part of what it says: then other minutes differ."""
        return False

    @property
    def members_named(self) -> tuple[str, ...]:
        """The members it is about: their keys seal it, so that erasing one erases it."""
        return ()

    @property
    def private_to(self) -> str:
        """The member of staff between whom and the supervisors it stays; "" where it is all's."""
        return ""

    @property
    def sealed_under(self) -> str:
        """The key (id, hex) that alone seals it, whoever it names; "" where its stream's does."""
        return ""
