"""Observations as a table: what was observed apart from what it may mean, by exercise."""

from __future__ import annotations

from collections.abc import Iterable

from exports.document import Band, Column, Row, Table, Text, joined, ours, typed, without_empty
from exports.source import Source
from exports.unsettled import by_whom
from models.day.observation import Note, note_item, offset_ms
from models.day.unlike import unlike_of
from models.entries.observation import NoteWritten

COLUMNS = (
    Column("When"),
    Column("What was said or done", 4.8),
    Column("What it may mean", 2.9),
    Column("Seen as", 2.2),
    Column("Written by", 2.15),
)

_SCOPES = {"all": "each man in the room", "exercise": "the exercise"}


def note_table(source: Source, notes: Iterable[Note], caption: str, own: str = "") -> Table:
    """The notes by exercise and minute. `own` is the man whose page it is, if it is one's."""
    found = [(note_item(note, source.day.timeline), note) for note in notes]
    order = {state.item.id: place for place, state in enumerate(source.day.timeline.states)}
    rows: list[Row | Band] = []
    heading: str | None = None
    for placed, note in sorted(found, key=lambda pair: _place(pair, order)):
        item = placed[0] if placed else ""
        if item != heading:
            rows.append(_band(source, item, own))
            heading = item
        rows.append(_row(source, note, placed[1] if placed else None, own))
    return without_empty(Table(caption, COLUMNS, tuple(rows)), "What it may mean")


def _place(pair: tuple[tuple[str, int] | None, Note], order: dict[str, int]) -> tuple[int, int]:
    placed, note = pair
    return (order.get(placed[0], len(order)) if placed else len(order), note.at)


def _band(source: Source, item: str, own: str) -> Band:
    state = source.day.timeline.state(item)
    if state is None:
        return Band(ours("Between exercises"))
    planned = state.item
    part = f" (part {planned.part} of {planned.parts})" if planned.parts > 1 else ""
    return Band((*typed(planned.title), *ours(part + personal(source, planned.member, own))))


def personal(source: Source, member: str, own: str) -> str:
    """Whose personal work: on a man's page his own or another member's; "" where it is no one's."""
    if not member:
        return ""
    if not own:
        return f", personal work of {source.label(member)}"
    return ", his own personal work" if member == own else ", another member's personal work"


def _row(source: Source, note: Note, minute: int | None, own: str) -> Row:
    when = source.clock(note.at)
    if minute is not None:
        when += f", min {minute}"
    place = offset_ms(source.day.recordings, note.at)
    recorded = f"\nrec {_offset(place[1])}" if place else ""
    return Row(
        (
            (*ours(when), *ours(recorded, "muted")),
            joined([_observed(note.what, own), *_other_wordings(source, note)], "\n"),
            typed(note.what.meaning),
            _seen_as(source, note.what, own),
            _written(source, note),
        )
    )


def _offset(ms: int) -> str:
    hours, seconds = divmod(ms // 1000, 3600)
    return f"{hours}:{seconds // 60:02d}:{seconds % 60:02d}"


def _other_wordings(source: Source, note: Note) -> list[Text]:
    """The unlike wordings that stand beside the first, each with who wrote it and when."""
    settled = source.day.facts.settle("note", note.id) if note.unsettled else None
    if settled is None:
        return []
    return [
        (*ours("or, by ", "muted"), *by_whom(source, one.entry), *ours(": "), *typed(one.words))
        for one in unlike_of(source.day, settled).values[1:]
    ]


def _observed(what: NoteWritten, own: str) -> Text:
    before: list[str] = []
    if own and len(what.members) > 1:
        before.append("with another member" if len(what.members) == 2 else "with other members")
    if not own and what.scope in _SCOPES:
        before.append(_SCOPES[what.scope])
    told = [ours(word, "muted") for word in before]
    if what.outside:
        told.append((*ours("outside the session, ", "muted"), *typed(what.outside, "muted")))
    return (*joined(told), *ours(": ", "muted"), *typed(what.text)) if told else typed(what.text)


def _seen_as(source: Source, what: NoteWritten, own: str) -> Text:
    words: list[str] = [what.direction] if what.direction else []
    if what.domain:
        words.append(source.domain(what.domain))
    if what.target and own:
        words.append(f"target {what.target}")
    if what.climate:
        words.append(source.climate(what.climate))
    words += [word for word, said in _flags(what) if said]
    return joined([ours(word) for word in words], "\n")


def _flags(what: NoteWritten) -> tuple[tuple[str, bool], ...]:
    return (
        ("his own words", what.own_words),
        ("action", what.action),
        ("for supervision", what.supervision),
    )


def _written(source: Source, note: Note) -> Text:
    marks = [source.late(note.first)] if note.late else []
    said: list[Text] = [ours(source.short_staff(note.by))]
    said += [ours(mark, "muted") for mark in marks if mark]
    if note.amended:
        last = note.history[-1]
        by = "" if last.by == note.by else f" by {source.short_staff(last.by)}"
        amended = ours(f"amended {source.when(note.written)}{by}", "muted")
        why = note.what.why_changed
        said.append((*amended, *ours(": ", "muted"), *typed(why, "muted")) if why else amended)
    if note.unsettled:
        said.append(ours("unsettled: two wordings stand, the first counts", "muted"))
    return joined(said, "\n")
