"""One page for the next supervision: what waits since the last, in the words of the record.

Notes that their writer flagged, open concerns, how much he wrote, his own reflections. For the
two who meet; made from the sessions he was in since the last supervision.
"""

from __future__ import annotations

from collections.abc import Sequence

from exports.document import (
    Block,
    Definitions,
    Document,
    Heading,
    Part,
    Text,
    ours,
    typed,
)
from exports.sessions import behind_guards, facts_of, in_order, listed, span, which_day
from exports.source import Source, many
from models.entries.closing import ReflectionWritten
from models.entries.group import ConcernWritten

_NONE = "None."


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
        listed((line for day in days for line in _flagged(day, staff)), _NONE),
        Heading(2, ours("Open concerns")),
        listed(_concerns(days), _NONE),
        Heading(2, ours("His own reflections")),
        listed((line for day in days for line in _reflection(day, staff)), _NONE),
    ]
    facts = facts_of(
        last, f"Next supervision of {name}", "What to speak of", "for the two who meet"
    )
    title = f"Next supervision of {name}"
    part, found = behind_guards(Part(facts, tuple(blocks)), days, title)
    return Document(title, (part,), last.now, found)


def _flagged(source: Source, staff: str) -> list[Text]:
    notes = [note for note in source.day.notes if note.what.supervision and note.by == staff]
    return [
        (
            *ours(f"{which_day(source)}, {source.clock(note.at)} ", "muted"),
            *ours(f"{source.labels(note.what.members)} " if note.what.members else ""),
            *typed(note.what.text),
        )
        for note in notes
    ]


def _concerns(days: Sequence[Source]) -> list[Text]:
    """Each that is open, by reference: its words stay in the concern note."""
    return [
        ours(", ".join(filter(None, (_kind(what), what.reference, which_day(source)))))
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
    return [(*ours(f"{which_day(source)}: ", "muted"), *typed(entry.what.text))]
