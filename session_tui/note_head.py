"""A note written back as the line it could have been typed as: its head, then its words.

The list of notes shows the head, so that it teaches what can be typed; amending a note is
editing that line.
"""

from __future__ import annotations

from models.day.quick_line import read_line
from models.entries.observation import NoteWritten
from models.group.people import Roster

_SIGNS = {"strength": "+", "concern": "-", "": ""}
UNKNOWN = "?"


def head_of(note: NoteWritten, roster: Roster) -> str:
    """The head of a note, such as "3+sr#cot2!?"; "" for a plain note on the group."""
    climate = f"#{note.climate}" if note.climate else ""
    target = f"t{note.target}" if note.target else ""
    flags = f"{'!' if note.action else ''}{'?' if note.supervision else ''}"
    begun = f"{who_of_note(note, roster)}{_SIGNS[note.direction]}"
    if not begun:
        # About the group a head begins with a sign, never with a letter.
        return f"{climate}{flags}{note.domain}"
    return f"{begun}{note.domain}{climate}{target}{flags}"


def who_of_note(note: NoteWritten, roster: Roster) -> str:
    """Whom it is about, as typed: seats, "*", or "" for the group."""
    if note.scope == "members":
        return "".join(roster.seat_sign(member) for member in note.members)
    return "*" if note.scope == "all" else ""


def line_of(note: NoteWritten, roster: Roster) -> str:
    """The line it could have been typed as (`fits_line` says whether it reads back alike)."""
    head = head_of(note, roster)
    meaning = f" // {note.meaning}" if note.meaning else ""
    said = f"{head} {note.text}{meaning}"
    return said.lstrip() if not head and not read_line(said.lstrip()).head else said


def fits_line(note: NoteWritten, roster: Roster) -> bool:
    """Whether the line reads back as the same note: several paragraphs need the form."""
    said = line_of(note, roster)
    reading = read_line(said)
    return (
        "\n" not in said
        and UNKNOWN not in who_of_note(note, roster)
        and reading.head == head_of(note, roster)
        and (reading.text.strip(), reading.meaning.strip()) == (note.text, note.meaning)
    )
