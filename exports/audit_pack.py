"""The audit pack: what an audit of a time examines, in one file.

The operational audit, an index of what was recorded, the treatment reports that were handed out,
the supervisors' observations and supervision records, the session notes. (programme.md,
Supervision, quality and audit)
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from exports.document import (
    Block,
    Bullets,
    Column,
    Definitions,
    Document,
    Heading,
    Part,
    Row,
    Table,
    Text,
    joined,
    ours,
    typed,
)
from exports.recording import recording_texts
from exports.session_facts import group_text
from exports.session_note import session_note
from exports.sessions import behind_guards, facts_of, in_order, listed, span, which_day
from exports.source import Source
from models.local_time import date_of, long_date
from models.trail import Step

TREATMENT_REPORT = "treatment report"
_NONE = "None is on record in this time."


def audit_pack(
    sources: Iterable[Source],
    operational: Document,
    supervision: Sequence[Document],
    handed_out: Iterable[Step],
) -> Document:
    """All of it, of these sessions. Raises LookupError where there is none.

    `supervision` are the records of those whose supervision its maker may read; `handed_out` is
    what the trail says of documents that left.
    """
    days = in_order(sources)
    notes = [session_note(one) for one in days]
    first = Part(
        facts_of(days[-1], "Audit pack", "What an audit examines", "for the audit"),
        tuple(_cover(days, supervision, handed_out)),
    )
    cover, found = behind_guards(first, days, "Audit pack")
    parts = [cover, *operational.parts]
    for one in supervision:
        for part in one.parts:
            clean, told = behind_guards(part, days, one.title)
            parts.append(clean)
            found += told
    for note in notes:
        parts += note.parts
        found += note.replaced
    return Document(f"Audit pack, {span(days)}", tuple(parts), days[-1].now, found)


def _cover(
    days: Sequence[Source], supervision: Sequence[Document], handed_out: Iterable[Step]
) -> Iterator[Block]:
    groups = {one.day.about.group: group_text(one) for one in days}
    yield Heading(1, ours("Audit pack"))
    yield Definitions(
        (
            ("Groups", joined(list(groups.values()), "; ")),
            ("Dates", ours(span(days))),
            ("Sessions", ours(str(len(days)))),
        )
    )
    yield Heading(2, ours("In this pack"))
    yield Bullets(
        (
            ours("The operational audit"),
            *(ours(one.title) for one in supervision),
            *(ours(f"Session note, {which_day(one)}") for one in days),
        )
    )
    yield Heading(2, ours("Recordings of sessions"))
    yield recordings(days)
    yield Heading(2, ours("Treatment reports"))
    yield listed(_reports(days, handed_out), _NONE)
    yield Heading(2, ours("Observations of supervision"))
    yield observations(days)


def recordings(days: Sequence[Source]) -> Table:
    """What was recorded of each session, and what wasn't."""
    rows = [Row((ours(which_day(one)), joined(recording_texts(one), "\n"))) for one in days]
    columns = (Column("Session", 1), Column("Recorded", 2))
    return Table("Recordings of sessions", columns, tuple(rows))


def observations(days: Sequence[Source]) -> Block:
    """What supervisors wrote to these sessions: comments, questions, answers, what was returned."""
    return listed(_observations(days), _NONE)


def _reports(days: Sequence[Source], handed_out: Iterable[Step]) -> Iterator[Text]:
    """Those handed out: when, about which seat, by whom. Their words are in the file that left."""
    last = days[-1]
    for one in handed_out:
        if one.kind == "disclosure" and one.what == TREATMENT_REPORT:
            when = long_date(date_of(one.at, last.zone))
            men = [text for man in one.men for text in _man(days, man)]
            about = joined(men, ", ") or ours("a man who was in none of these sessions")
            yield (*ours(f"{when}: "), *about, *ours(f", handed out by {last.short_staff(one.by)}"))


def _man(days: Sequence[Source], man: str) -> Iterator[Text]:
    """His seat, and of which group, as of the last of these sessions that he was due in."""
    his = next((one for one in reversed(days) if one.day.roster.get(man)), None)
    if his is not None:
        yield (*ours(f"seat {his.day.roster.seat_sign(man)} of "), *group_text(his))


def _observations(days: Sequence[Source]) -> Iterator[Text]:
    for source in days:
        for settled in source.day.facts.all_of("comment"):
            entry = settled.value
            when = f"{which_day(source)}, {source.short_staff(entry.by)}: "
            yield (*ours(when, "muted"), *typed(getattr(entry.what, "text", "")))
