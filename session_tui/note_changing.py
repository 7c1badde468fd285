"""Changes to a note that stands: amended, described, moved to another man, struck.

What was stays in the note's history, with who changed it, when and why.
"""

from __future__ import annotations

from models.acts import Act
from models.acts.noting import rewrite_note
from models.day.day import Day
from models.day.observation import Note
from models.day.quick_line import Reading
from models.entries.observation import NoteWritten
from session_tui.ask import Choice
from session_tui.note_keeping import Who, domain_of_target, moment_of, who_of, with_action

WHY_AMENDED = (
    Choice("t", "mistyped", "mistyped"),
    Choice("m", "more was said or done", "more was said or done"),
    Choice("w", "words that judged", "words that judged"),
    Choice("g", "wrong tag", "wrong tag"),
)
WHY_STRUCK = (
    Choice("n", "nothing to add", "nothing to add"),
    Choice("t", "noted twice", "noted twice"),
    Choice("m", "misheard or mistaken", "misheard or mistaken"),
    Choice("s", "serves no purpose here", "serves no purpose here"),
)
NOT_ABOUT_HIM = "not about him"


def reworded(day: Day, note: Note, reading: Reading, now: int) -> tuple[NoteWritten, int]:
    """The note as a changed line says it, and its moment (ms).

    Without a head the line keeps whom the note is about. Raises Refused for an empty seat, a
    target he doesn't have, or a time still to come.
    """
    what = note.what
    who = who_of(day, reading) or Who(what.scope, what.members)
    changed = what.model_copy(
        update={
            "scope": who.scope,
            "members": who.members,
            "text": reading.text.strip(),
            "meaning": reading.meaning.strip(),
            "own_words": reading.own_words,
            "direction": reading.sign,
            "domain": reading.domain or domain_of_target(day, who, reading.target),
            "climate": reading.climate,
            "target": reading.target,
            "action": reading.action,
            "supervision": reading.supervision,
        }
    )
    timed = reading.minutes_ago is not None or reading.clock is not None
    return changed, moment_of(day, reading, note.at, now) if timed else note.at


def change(day: Day, note: Note, changed: NoteWritten, at: int, why: str = "") -> Act:
    """Write a note anew, and the action it calls for. Raises Refused where that can't be."""
    said = changed.model_copy(update={"why_changed": why})
    return with_action(day, rewrite_note(day, note, said, at), said, at)


def move_to(day: Day, note: Note, who: Who) -> Act:
    """Not about him: about someone else. The first copy leaves his thread.

    A target was one of his own, so it stays behind; its domain goes along.
    """
    moved = {"scope": who.scope, "members": who.members, "target": 0}
    changed = note.what.model_copy(update=moved)
    return change(day, note, changed, note.at, NOT_ABOUT_HIM)


def strike(day: Day, note: Note, why: str) -> Act:
    """Strike a note or a mark, with the reason."""
    return change(day, note, note.what.model_copy(update={"struck": True}), note.at, why)
