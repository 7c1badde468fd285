"""A man's targets, and which notes serve them."""

from __future__ import annotations

from models.day.observation import Note
from models.entries.group import Target


def serves(note: Note, number: int, target: Target) -> bool:
    """Whether the note is evidence for the man's target of this number (from 1).

    One that names a target serves that one alone; another serves the targets of its domain.
    """
    if note.what.target:
        return note.what.target == number
    return bool(target.domain) and note.what.domain == target.domain
