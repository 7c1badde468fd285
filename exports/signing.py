"""Who signed, who is still to sign, and what was written after a signature."""

from __future__ import annotations

from dataclasses import dataclass

from exports.source import Source, many
from models.day.gate import unsigned
from models.day.review import review_of
from models.entries.closing import Signed
from models.entries.entry import Entry

PRACTICE = "Practice, not a record"


@dataclass(frozen=True, slots=True)
class Signature:
    """A signature: by whom (id), when (ms), over which heads, and his entries since."""

    staff: str
    at: int
    heads: tuple[str, ...]
    since: int


@dataclass(frozen=True, slots=True)
class Signing:
    """The signatures of a session, and who wrote in it and hasn't signed (ids)."""

    signatures: tuple[Signature, ...]
    missing: tuple[str, ...]

    @property
    def complete(self) -> bool:
        """Whether everyone who wrote has signed, and wrote nothing after."""
        return (
            bool(self.signatures)
            and not self.missing
            and not any(signature.since for signature in self.signatures)
        )


def signing(source: Source) -> Signing:
    """The signing of this session as it stands: each signs his own entries."""
    entries = source.day.entries_to_sign
    made = tuple(_signature(entry, entries) for entry in source.day.signatures)
    return Signing(made, unsigned(source.day, source.team.staff))


def state(source: Source) -> str:
    """What every page must say first of the record's state; empty where it is signed in full."""
    day = source.day
    said = [PRACTICE] if day.about.practice else []
    if day.timeline.ended is None:
        said.append("draft: the session hasn't ended")
    stands = signing(source)
    if stands.missing:
        names = ", ".join(source.short_staff(staff) for staff in stands.missing)
        said.append(f"unsigned draft: signature of {names} missing")
    elif since := sum(signature.since for signature in stands.signatures):
        said.append(f"{many(since, 'change')} after signing, to be signed again")
    elif not stands.signatures:
        said.append("unsigned draft")
    review = review_of(day, source.team.here)
    if review.stands == "changed since":
        said.append(f"{many(len(review.since), 'change')} after sign-off")
    elif review.entry is not None:
        by = source.short_staff(review.entry.by)
        said.append(f"{'signed off' if review.locked else 'returned'} by {by}")
    words = " · ".join(said)
    return words[:1].upper() + words[1:]


def short_head(head: str) -> str:
    """A chain head ("writer:seq:hash") as people compare it: "a1b2:57:3fa9c1d2"."""
    writer, _, rest = head.partition(":")
    number, _, hash_ = rest.partition(":")
    return f"{writer[:4]}:{number}:{hash_[:8]}"


def _signature(entry: Entry, entries: tuple[Entry, ...]) -> Signature:
    assert isinstance(entry.what, Signed)
    after = [
        other
        for other in entries
        if other.by == entry.by and other.order > entry.order and other.act != entry.act
    ]
    return Signature(entry.by, entry.written, entry.what.heads, len(after))
