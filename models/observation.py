"""Notes and marks as they stand, each with the exercise and the minute into it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from models.entries.entry import Entry
from models.entries.observation import NoteWritten
from models.entries.timeline import RecordingMarked
from models.facts import Facts, Settled
from models.timeline import Timeline


@dataclass(frozen=True, slots=True)
class Note:
    """A note as it stands now. `at` is the moment (ms) it is about; `first` its first entry.

    A mark has no text yet. `history` holds every version, oldest first.
    """

    what: NoteWritten
    at: int
    by: str
    written: int
    first: Entry
    history: tuple[Entry, ...]
    unsettled: bool

    @property
    def id(self) -> str:
        """The note's id."""
        return self.what.note

    @property
    def is_mark(self) -> bool:
        """Whether its words are still to come."""
        return not self.what.text and not self.what.meaning and not self.what.struck

    @property
    def late(self) -> bool:
        """Whether it was first written over a minute after the moment it is about."""
        return self.first.written - self.at > 60_000

    @property
    def amended(self) -> bool:
        """Whether words that stood were changed (describing a mark changes none)."""
        worded = [
            entry.what
            for entry in self.history
            if isinstance(entry.what, NoteWritten) and (entry.what.text or entry.what.meaning)
        ]
        return len(worded) > 1

    def about(self, member: str) -> bool:
        """Whether it names this man."""
        return member in self.what.members


def fold_notes(facts: Facts) -> tuple[Note, ...]:
    """All notes that stand, struck ones too, by the moment they are about."""
    notes = [_note(settled) for settled in facts.all_of("note")]
    return tuple(sorted(notes, key=lambda note: (note.at, note.first.order)))


def _note(settled: Settled) -> Note:
    entry, first = settled.value, settled.history[0]
    assert isinstance(entry.what, NoteWritten)
    return Note(
        entry.what, entry.about, first.by, entry.written, first, settled.history, settled.unsettled
    )


def note_item(note: Note, timeline: Timeline) -> tuple[str, int] | None:
    """The item a note belongs to and the whole minute into it: chosen, or found by its moment."""
    if note.what.item:
        found = timeline.at(note.at)
        into = found[1] if found and found[0].item.id == note.what.item else 0
        return note.what.item, into
    found = timeline.at(note.at)
    return (found[0].item.id, found[1]) if found else None


def worth_reading(notes: Iterable[Note]) -> tuple[Note, ...]:
    """The notes with words that were not struck."""
    return tuple(note for note in notes if not note.is_mark and not note.what.struck)


def to_describe(notes: Iterable[Note]) -> tuple[Note, ...]:
    """The marks whose words are still to come."""
    return tuple(note for note in notes if note.is_mark)


@dataclass(frozen=True, slots=True)
class Recording:
    """A stretch the recording ran: from, until (ms; None still), its reference."""

    since: int
    until: int | None
    reference: str
    ended_why: str = ""


def fold_recordings(facts: Facts) -> tuple[Recording, ...]:
    """The stretches that were recorded."""
    made: list[Recording] = []
    for entry in facts.standing(RecordingMarked):
        what = entry.what
        assert isinstance(what, RecordingMarked)
        if made and made[-1].until is None:
            last = made[-1]
            made[-1] = Recording(last.since, entry.about, last.reference, what.reason or what.state)
        if what.state == "started":
            made.append(Recording(entry.about, None, what.reference))
    return tuple(made)


def offset_ms(recordings: Iterable[Recording], at: int) -> tuple[str, int] | None:
    """The recording that ran at this moment, and how far into it (ms); None in a gap."""
    for recording in recordings:
        if recording.since <= at and (recording.until is None or at < recording.until):
            return recording.reference, at - recording.since
    return None
