"""Notes and marks as they stand, each with the exercise and the minute into it."""

from __future__ import annotations

from bisect import insort
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from models.day.timeline import Timeline
from models.entries.entry import LATE_MS, Entry, Order
from models.entries.observation import NoteWritten
from models.entries.timeline import RecordingMarked
from models.facts import Facts, Settled


@dataclass(frozen=True, slots=True)
class Note:
    """A note as it stands now. `at` is the moment (ms) it is about; `first` its first entry.

    A mark has no text yet. `history` holds every version, oldest first, those too that were
    taken back. `amended` says that words that stood were changed (describing a mark changes none).
    """

    what: NoteWritten
    at: int
    by: str
    written: int
    first: Entry
    history: tuple[Entry, ...]
    unsettled: bool
    amended: bool

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
        return self.first.written - self.at > LATE_MS

    def about(self, member: str) -> bool:
        """Whether it names this man."""
        return member in self.what.members


def fold_notes(facts: Facts) -> tuple[Note, ...]:
    """All notes that stand, struck ones too, by the moment they are about."""
    return tuple(sorted((_note(settled, facts) for settled in facts.all_of("note")), key=_moment))


def touched_notes(by: Iterable[Entry]) -> set[str]:
    """The ids of the notes that these entries are of."""
    return {entry.what.note for entry in by if isinstance(entry.what, NoteWritten)}


def notes_of(ids: Iterable[str], facts: Facts) -> tuple[Note, ...]:
    """Those of these notes that stand."""
    found = (facts.settle("note", one) for one in ids)
    return tuple(_note(settled, facts) for settled in found if settled)


def exchanged(
    notes: tuple[Note, ...], gone: Iterable[Note], come: Iterable[Note]
) -> tuple[Note, ...]:
    """Notes in order without those `gone`, and with those `come`."""
    without = {note.id for note in gone}
    kept = [note for note in notes if note.what.note not in without] if without else list(notes)
    for note in come:
        insort(kept, note, key=_moment)
    return tuple(kept)


def counted(notes: Iterable[Note]) -> Counter[str]:
    """How many of these notes name each man."""
    return Counter(member for note in notes for member in note.what.members)


def _moment(note: Note) -> tuple[int, Order, str]:
    return note.at, note.first.order, note.first.id


def _note(settled: Settled, facts: Facts) -> Note:
    entry, first = settled.value, settled.history[0]
    assert isinstance(entry.what, NoteWritten)
    worded = [
        one
        for one in settled.history
        if isinstance(one.what, NoteWritten)
        and (one.what.text or one.what.meaning)
        and facts.stands(one)
    ]
    return Note(
        entry.what,
        entry.about,
        first.by,
        entry.written,
        first,
        settled.history,
        settled.unsettled,
        len(worded) > 1,
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
    return tuple(note for note in notes if not note.what.text and note.is_mark)


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
