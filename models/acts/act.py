"""An act: one key press, one or several entries, one line that says what."""

from __future__ import annotations

from dataclasses import dataclass

from models.entries import NewEntry


@dataclass(frozen=True, slots=True)
class Act:
    """Entries that go into the record together, and the line that says what they do."""

    says: str
    entries: tuple[NewEntry, ...]


class Refused(Exception):
    """The wish makes no sense now; the message says in one line why not and what would."""
