"""An entry: what was said, of which moment, written when and by whom; and its bytes.

The bytes are three lines: kind and version, the envelope, the content. The first line alone
tells whether this program knows the kind.
"""

from __future__ import annotations

import json
from dataclasses import dataclass

from pydantic import BaseModel, ConfigDict, ValidationError

from models.entries.content import UNKNOWN_ZONE, Content, Count, Fact, Instant
from models.entries.kinds import KINDS

HybridClock = tuple[int, int]
"""A hybrid logical clock: milliseconds since the epoch, and a count within one of them."""

Order = tuple[HybridClock, str, int]
"""A place in the order of folding: clock, writer, seq."""


@dataclass(frozen=True, slots=True)
class NewEntry:
    """An entry before it is recorded: what it says, of which moment, and what it supersedes.

    `about` is an instant in milliseconds; None means the moment of the key press.
    `chosen_stream` names the stream's id where it isn't the open session's or its group's.
    """

    what: Content
    about: int | None = None
    supersedes: tuple[str, ...] = ()
    chosen_stream: str = ""


@dataclass(frozen=True, slots=True)
class Entry:
    """A recorded entry. Instants are milliseconds since the epoch, UTC.

    `clock`, `writer`, `seq` give the one order in which entries are folded.
    """

    id: str
    act: str
    about: int
    written: int
    clock: HybridClock
    by: str
    supersedes: tuple[str, ...]
    what: Content
    writer: str = ""
    seq: int = 0
    stream: str = ""
    unverified: bool = False

    @property
    def order(self) -> Order:
        """Where it stands in the order of folding."""
        return (self.clock, self.writer, self.seq)

    @property
    def fact(self) -> Fact | None:
        """The fact it gives a value of."""
        return self.what.fact

    @property
    def late(self) -> bool:
        """Whether it was written more than a minute after the moment it is about."""
        return self.written - self.about > LATE_MS


LATE_MS = 60_000


@dataclass(frozen=True, slots=True)
class Unknown:
    """An entry of a newer program, kept untouched."""

    kind: str
    version: int
    body: bytes


class _Envelope(BaseModel):
    """What stands round the content; nothing in it is guessed at."""

    model_config = ConfigDict(strict=True)

    id: str
    act: str
    about: Instant
    written: Instant
    clock: tuple[Instant, Count]
    by: str
    supersedes: tuple[str, ...] = ()
    unverified: bool = False


class DamagedEntry(ValueError):
    """The bytes are not an entry's. The message never holds what they say."""


def encode(entry: Entry) -> bytes:
    """The entry as the bytes that are sealed (position and stream are the frame's)."""
    envelope = {
        "id": entry.id,
        "act": entry.act,
        "about": entry.about,
        "written": entry.written,
        "clock": entry.clock,
        "by": entry.by,
    }
    if entry.supersedes:
        envelope["supersedes"] = entry.supersedes
    if entry.unverified:
        envelope["unverified"] = True
    head = (
        f"{entry.what.kind} {entry.what.version}\n{json.dumps(envelope, separators=(',', ':'))}\n"
    )
    return head.encode() + entry.what.model_dump_json(exclude_defaults=True).encode()


def decode(body: bytes, writer: str = "", seq: int = 0, stream: str = "") -> Entry | Unknown:
    """The entry in these bytes, at its place in the journal.

    Raises DamagedEntry where the bytes are no entry of a known kind's form.
    """
    try:
        return _decoded(body, writer, seq, stream)
    except ValidationError as error:
        why = _why(error)
    except ValueError:
        why = ""
    # Raised here, outside: a validation error holds the text that it met.
    raise DamagedEntry(f"entry {seq} of writer {writer[:8]} can't be read{why}")


def _why(error: ValidationError) -> str:
    """What is wrong with the content, where it can be said without a word of it."""
    kinds = {one["type"] for one in error.errors(include_url=False, include_input=False)}
    return ": it names a time zone that isn't known here" if UNKNOWN_ZONE in kinds else ""


def _decoded(body: bytes, writer: str, seq: int, stream: str) -> Entry | Unknown:
    head, envelope, content = body.split(b"\n", 2)
    kind, _, number = head.decode("ascii").partition(" ")
    version = int(number)
    if version < 1:
        raise ValueError
    known = KINDS.get(kind)
    if known is None or version > known.version:
        return Unknown(kind, version, body)
    said = _Envelope.model_validate_json(envelope)
    return Entry(
        id=said.id,
        act=said.act,
        about=said.about,
        written=said.written,
        clock=said.clock,
        by=said.by,
        supersedes=said.supersedes,
        what=known.model_validate_json(content),
        writer=writer,
        seq=seq,
        stream=stream,
        unverified=said.unverified,
    )
