"""Many notes changed in one act, which undoes as one: re-tagged, moved to another man, struck."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from models.acts import Act, Refused
from models.day.day import Day
from models.day.observation import Note
from models.day.quick_line import Reading, read_line
from models.entries.observation import NoteWritten
from session_tui.note_changing import change
from session_tui.note_keeping import Who, domain_of_target, who_of

EXACTLY = "="
"""Before tags: these and no others."""


@dataclass(frozen=True, slots=True)
class Tags:
    """Tags as a head says them; `exactly` clears those it doesn't say, `who` says whom as well."""

    reading: Reading
    exactly: bool = False
    who: bool = False


def read_tags(text: str) -> Tags:
    """Tags as typed: `+sr?`, `5-`, `=#co`; "=" alone clears them all.

    Raises Refused for what is no head, and for what is said of one note at a time.
    """
    said = text.strip()
    exactly = said.startswith(EXACTLY)
    said = said.removeprefix(EXACTLY).strip()
    who = said[:1] in tuple("0123456789*")
    # Any seat makes a head of bare tags; it counts only where one was typed.
    reading = read_line(said if who else f"1{said}")
    if not reading.head or reading.text.strip():
        raise Refused(f"Tags as in a head: +sr, -, #co, t2, !, ?. {reading.trouble}".strip())
    if reading.concern or reading.clock is not None or reading.minutes_ago is not None:
        raise Refused("A time, or !!, is said of one note: Enter amends it.")
    if not said and not exactly:
        raise Refused("Which tags? +sr, for instance; = alone clears them all.")
    return Tags(reading, exactly, who)


def retagged(day: Day, note: Note, tags: Tags) -> NoteWritten:
    """The note with these tags. Raises Refused for an empty seat, or a target he doesn't have."""
    what, said = note.what, tags.reading
    who = who_of(day, said) if tags.who else None
    scope, members = (who.scope, who.members) if who else (what.scope, what.members)
    moved = (scope, members) != (what.scope, what.members)
    if said.target and len(members) != 1:
        raise Refused(
            f"t{said.target} is one man's target: the note of {day.clock(note.at)} is not."
        )
    keep = not tags.exactly
    now = what.model_copy(update={"scope": scope, "members": members})
    target = said.target or (what.target if keep and not moved else 0)
    domain = said.domain or domain_of_target(day, Who(scope, members), said.target)
    return now.model_copy(
        update={
            "direction": said.sign or (what.direction if keep else ""),
            "domain": domain or (what.domain if keep else ""),
            "climate": said.climate or (what.climate if keep else ""),
            "target": target,
            "action": said.action or (keep and what.action),
            "supervision": said.supervision or (keep and what.supervision),
        }
    )


def retag(day: Day, notes: Iterable[Note], tags: Tags, why: str) -> Act:
    """Give all of these notes other tags. Raises Refused where none would change."""

    def anew(note: Note) -> Act | None:
        said = retagged(day, note, tags)
        return None if said == note.what else change(day, note, said, note.at, why)

    return change_all(notes, anew, "re-tagged")


def change_all(notes: Iterable[Note], make: Callable[[Note], Act | None], verb: str) -> Act:
    """One act of what `make` says of each note. Raises Refused where it says nothing of any."""
    acts = [act for note in notes if (act := make(note)) is not None]
    if not acts:
        raise Refused("They say that already.")
    if len(acts) == 1:
        return acts[0]
    entries = tuple(entry for act in acts for entry in act.entries)
    return Act(f"{len(acts)} notes {verb}", entries)
