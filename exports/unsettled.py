"""Facts of which unlike values stand, in words: what each says, who said it and when.

A note's own words stand with the note (exports/note_table.py), never here.
"""

from __future__ import annotations

from exports.document import Text, joined, ours, typed
from exports.source import Source
from models.day.unlike import Said, Unlike, unlike, unlike_of
from models.entries.entry import Entry
from models.entries.group import ConcernWritten
from models.entries.observation import NoteWritten

_APART = (NoteWritten, ConcernWritten)
"""Kinds whose words stand elsewhere: with the note, in the concern note alone."""


def unsettled(source: Source, member: str = "") -> list[Text]:
    """One sentence for each unsettled fact of the session, or only for those about this man."""
    return [
        (*_which(one, own=bool(member)), *ours(": "), *_values(source, one, own=bool(member)))
        for one in unlike(source.day)
        if not member or member in one.settled.value.what.members_named
    ]


def said_of(source: Source, *fact: str) -> list[Text]:
    """The unlike values of one fact, in a sentence without its name; none where it is settled."""
    settled = source.day.facts.settle(*fact)
    if settled is None or not settled.unsettled:
        return []
    return [_values(source, unlike_of(source.day, settled), own=True)]


def by_whom(source: Source, entry: Entry) -> Text:
    """Who wrote this entry, and when: "W. Alderpike, 10:22"."""
    return ours(f"{source.short_staff(entry.by)}, {source.when(entry.written)}")


def _which(one: Unlike, *, own: bool) -> Text:
    """The fact's name; on a man's own page without the seats, which may be others' too."""
    return typed(one.what if own else one.name)


def _values(source: Source, one: Unlike, *, own: bool) -> Text:
    told = joined([_version(source, one, said, own=own) for said in one.values], "; or ")
    return (*told, *ours(". The first counts meanwhile."))


def _version(source: Source, one: Unlike, said: Said, *, own: bool) -> Text:
    by = (*ours(" (by "), *by_whom(source, said.entry), *ours(")"))
    what = said.entry.what
    if isinstance(what, _APART) or (own and len(what.members_named) > 1):
        place = one.values.index(said) + 1
        return (*ours(f"version {place}"), *by)
    return (*typed(said.words or "nothing"), *by)
