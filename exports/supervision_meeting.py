"""One page for the next supervision: what waits since the last, in the words of the record.

Notes that their writer flagged, open concerns, how much he wrote, his own reflections. For the
two who meet; made from the sessions he was in since the last supervision.
"""

from __future__ import annotations

from collections.abc import Sequence

from exercise_bank.component import day_of
from exports.document import (
    Block,
    Bullets,
    Definitions,
    Document,
    Heading,
    Paragraph,
    Part,
    Text,
    ours,
    typed,
)
from exports.sessions import facts_of, in_order, span
from exports.source import Source, many
from models.entries.closing import ReflectionWritten
from models.entries.group import ConcernWritten
from models.local_time import long_date


def supervision_meeting(sources: Sequence[Source], staff: str) -> Document:
    """The page for the supervision of this person (id). Raises LookupError without a session."""
    days = in_order(sources)
    last = days[-1]
    name = last.staff(staff)
    written = sum(note.by == staff for day in days for note in day.day.notes)
    blocks: list[Block] = [
        Heading(1, ours(f"Next supervision of {name}")),
        Definitions(
            (
                ("Sessions", ours(f"{len(days)}, {span(days)}")),
                ("He wrote", ours(many(written, "note"))),
            )
        ),
        Heading(2, ours("Flagged for supervision")),
        _listed([line for day in days for line in _flagged(day, staff)]),
        Heading(2, ours("Open concerns")),
        _listed(_concerns(days)),
        Heading(2, ours("His own reflections")),
        _listed([line for day in days for line in _reflection(day, staff)]),
    ]
    facts = facts_of(
        last, f"Next supervision of {name}", "What to speak of", "for the two who meet"
    )
    return Document(f"Next supervision of {name}", (Part(facts, tuple(blocks)),), last.now)


def _listed(lines: list[Text]) -> Block:
    return Bullets(tuple(lines)) if lines else Paragraph(ours("None."))


def _when(source: Source) -> str:
    about = source.day.about
    return f"{day_of(about.block, about.day)}, {long_date(about.date)}"


def _flagged(source: Source, staff: str) -> list[Text]:
    notes = [note for note in source.day.notes if note.what.supervision and note.by == staff]
    return [
        (
            *ours(f"{_when(source)}, {source.clock(note.at)} ", "muted"),
            *ours(f"{source.labels(note.what.members)} " if note.what.members else ""),
            *typed(note.what.text),
        )
        for note in notes
    ]


def _concerns(days: Sequence[Source]) -> list[Text]:
    """Each that is open, by reference: its words stay in the concern note."""
    return [
        ours(", ".join(filter(None, (_kind(what), what.reference, _when(source)))))
        for source in days
        for _, what in source.day.concerns
        if not what.closed
    ]


def _kind(what: ConcernWritten) -> str:
    return "incident" if what.incident else "concern"


def _reflection(source: Source, staff: str) -> list[Text]:
    entry = source.day.facts.value("reflection", staff)
    if entry is None or not isinstance(entry.what, ReflectionWritten):
        return []
    return [(*ours(f"{_when(source)}: ", "muted"), *typed(entry.what.text))]
