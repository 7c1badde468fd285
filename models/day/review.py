"""How the review of a session stands: to be signed, to read, returned, signed off, changed since.

A sign-off covers every writer's entries up to the head it names. What lies outside it, whatever
its clock says, is "after sign-off" and asks for a new one. (design.md, Signing and locks)
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from models.day.day import Day
from models.day.gate import unsigned
from models.entries.closing import Signed
from models.entries.entry import Entry
from models.entries.reviewing import CommentWritten, SessionReviewed
from models.entries.team import StaffAdded

Stands = Literal["running", "to sign", "to read", "returned", "signed off", "changed since"]


@dataclass(frozen=True, slots=True)
class Review:
    """How it stands; `entry` is the standing sign-off or return, `since` what it doesn't cover."""

    stands: Stands
    entry: Entry | None = None
    since: tuple[Entry, ...] = ()

    @property
    def locked(self) -> bool:
        """Whether it is signed off: then only addenda are taken."""
        return bool(self.heads)

    @property
    def heads(self) -> tuple[str, ...]:
        """What a standing sign-off covers; nothing where there is none."""
        what = self.entry.what if self.entry else None
        return what.heads if isinstance(what, SessionReviewed) and what.signed_off else ()


@dataclass(frozen=True, slots=True)
class Comment:
    """A comment as it stands, with its answers in the order they were written."""

    entry: Entry
    what: CommentWritten
    answers: tuple[Entry, ...] = ()

    @property
    def is_open(self) -> bool:
        """A question that nobody has answered."""
        return self.what.asks and not self.answers


def review_of(day: Day, people: Mapping[str, StaffAdded]) -> Review:
    """How the review of this day stands, for these staff (by id)."""
    entry = day.facts.value("review")
    if heads := Review("signed off", entry).heads:
        since = uncovered(day, heads)
        return Review("changed since" if since else "signed off", entry, since)
    if day.timeline.ended is None:
        return Review("running", entry)
    if entry is not None and not _signed_after(day, entry):
        return Review("returned", entry)
    return Review("to sign" if unsigned(day, people) else "to read", entry)


def uncovered(day: Day, heads: Sequence[str]) -> tuple[Entry, ...]:
    """The entries of the session that a sign-off over these heads doesn't cover."""
    covered = dict(_head(head) for head in heads)
    return tuple(
        entry
        for entry in day.entries_to_sign
        if entry.seq > covered.get(entry.writer, 0) and not isinstance(entry.what, Signed)
    )


def comments(day: Day) -> tuple[Comment, ...]:
    """The comments that stand, in the order they were first written, each with its answers."""
    said = [
        (settled.value, what)
        for settled in day.facts.all_of("comment")
        if isinstance(what := settled.value.what, CommentWritten)
    ]
    return tuple(
        Comment(entry, what, tuple(one for one, w in said if w.answers == what.comment))
        for entry, what in said
        if not what.answers
    )


def _signed_after(day: Day, returned: Entry) -> bool:
    """Whether somebody has signed again since it was returned: then it came back."""
    return any(entry.order > returned.order for entry in day.signatures)


def _head(head: str) -> tuple[str, int]:
    writer, _, rest = head.partition(":")
    number = rest.partition(":")[0]
    return writer, int(number) if number.isdecimal() else 0
