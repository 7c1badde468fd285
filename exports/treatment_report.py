"""The treatment report on one man: drafted from notes that its author picks, finished in Word.

Evidence by target in and outside sessions, with its dates; what only a person can say is left to
be written. No counts, ratings or charts of his notes, and not a risk assessment. (practice)
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence

from exports.attendance_table import worked
from exports.document import (
    Block,
    Bullets,
    Definitions,
    Document,
    Heading,
    Notice,
    Paragraph,
    Part,
    SignatureLines,
    Text,
    joined,
    ours,
    typed,
)
from exports.exercise_table import work_minutes
from exports.guard import for_member, guarded
from exports.member_part import his_notes, named
from exports.session_facts import group_text
from exports.sessions import everybody, facts_of, his_sessions, span
from exports.source import Source, minutes
from exports.targets import serves
from models.day.attendance import Presence
from models.day.observation import Note, worth_reading
from models.entries.membership import CatchUpSettled, MeasuresTaken
from models.local_time import long_date

NOT_RISK = "This report describes progress in treatment. It is not a risk assessment."
_TO_WRITE = ours("[to be written]", "muted")

Picked = tuple[Source, Note]


def treatment_report(
    sources: Iterable[Source], member: str, picked: Collection[str] | None = None
) -> Document:
    """The draft over these sessions, from the notes whose ids are picked; None picks all.

    Raises LookupError where he was due in none of them.
    """
    his = his_sessions(sources, member)
    days = [one for one, _ in his]
    last = days[-1]
    label = last.label(member)
    notes = pickable(days, member)
    chosen = [one for one in notes if picked is None or one[1].what.note in picked]
    blocks: list[Block] = [
        Heading(1, (*ours(f"Treatment report: seat {label}"), *named(last, member))),
        Notice(ours(NOT_RISK)),
        _about(his, member),
        *_by_target(last, member, chosen),
        *_individual_work(days, member),
        *_to_be_written(last, member),
        Heading(2, ours("Sources and limits")),
        Paragraph(_sources(days, chosen)),
        Definitions((("Shared with him on", ours("[date]", "muted")),)),
        SignatureLines((ours("author, date"), ours("supervisor, date"), ours("he has read it"))),
    ]
    facts = facts_of(
        last,
        f"Treatment report, seat {label}",
        "Progress in treatment; not a risk assessment",
        "for his offender manager",
        "Draft",
    )
    guard = for_member(everybody(days), member, names=last.names, near=last.near)
    part, found = guarded(Part(facts, tuple(blocks)), guard, f"seat {label}")
    return Document(f"Treatment report, {span(days)}", (part,), last.now, found)


def pickable(sources: Sequence[Source], member: str) -> list[Picked]:
    """His notes that a report may be drafted from, as they came: none flagged for supervision."""
    return [
        (source, note)
        for source in sources
        for note in sorted(worth_reading(his_notes(source, member)), key=lambda one: one.at)
        if not note.what.supervision
    ]


def _about(his: Sequence[tuple[Source, Presence]], member: str) -> Definitions:
    last = his[-1][0]
    days = [one for one, _ in his]
    was = sum(worked(one, man) for one, man in his) / 60
    of = sum(work_minutes(one)[1] for one in days) / 60
    came = sum(man.arrived is not None for _, man in his)
    entries: list[tuple[str, Text]] = [
        ("Group", group_text(last)),
        ("Sessions", ours(f"{came} of {len(his)}, {span(days)}")),
        ("Hours", ours(f"{was:.1f} of {of:.1f} delivered")),
        ("Catch-ups", _catch_ups(last, member)),
        ("Psychometrics", _measures(last, member)),
    ]
    return Definitions(tuple(entries))


def _catch_ups(source: Source, member: str) -> Text:
    held = [
        said.value.what
        for said in source.day.facts.all_of("catch-up")
        if isinstance(said.value.what, CatchUpSettled) and said.value.what.member == member
    ]
    total = sum(one.minutes for one in held if one.decided == "held")
    return ours(f"{total} min held" if total else "none held")


def _measures(source: Source, member: str) -> Text:
    told = []
    for when in ("before", "after"):
        entry = source.day.facts.value("measures", member, when)
        if entry and isinstance(said := entry.what, MeasuresTaken):
            which = (*ours(": "), *typed(said.which)) if said.which else ()
            told.append((*ours(f"{when} the group, {long_date(said.date)}"), *which))
    return joined(told) or ours("none on record")


def _by_target(last: Source, member: str, notes: list[Picked]) -> list[Block]:
    man = last.man(member)
    rest = list(notes)
    blocks: list[Block] = []
    for number, target in enumerate(man.targets if man else (), 1):
        his = [one for one in rest if serves(one[1], number, target)]
        rest = [one for one in rest if one not in his]
        blocks.append(Heading(2, (*ours(f"Target {number}: "), *typed(target.text))))
        blocks += [*_evidence(his), Heading(3, ours("Seen as a whole")), _judged()]
    if rest or not blocks:
        title = "Besides his targets" if blocks else "Evidence"
        blocks += [Heading(2, ours(title)), *_evidence(rest)]
    return blocks


def _judged() -> Definitions:
    """What only the author can say."""
    says = ("Understood", "Applied", "Strengths", "What remains")
    return Definitions(tuple((one, _TO_WRITE) for one in says))


def _evidence(notes: list[Picked]) -> list[Block]:
    inside = [_line(one) for one in notes if not one[1].what.outside]
    outside = [_line(one) for one in notes if one[1].what.outside]
    blocks: list[Block] = []
    for title, lines in (("In sessions", inside), ("Outside sessions", outside)):
        told = Bullets(tuple(lines)) if lines else Paragraph(_TO_WRITE)
        blocks += [Heading(3, ours(title)), told]
    return blocks


def _line(picked: Picked) -> Text:
    source, note = picked
    said = (*ours(f"{long_date(source.day.about.date)} "), *typed(note.what.text))
    if note.what.outside:
        said = (*said, *ours(" ("), *typed(note.what.outside), *ours(")"))
    meaning = note.what.meaning
    return (*said, *ours(" It may mean: "), *typed(meaning)) if meaning else said


def _individual_work(days: Sequence[Source], member: str) -> list[Block]:
    told: list[Text] = []
    for source in days:
        line = source.day.timeline
        for state in line.states:
            if state.item.member == member and state.runs:
                ran = minutes(line.worked_ms(state, source.now))
                when = f"{long_date(source.day.about.date)}, {ran} min: "
                told.append((*ours(when), *typed(state.item.title)))
    work = Bullets(tuple(told)) if told else Paragraph(ours("None ran in these sessions."))
    return [Heading(2, ours("Individual work in the group")), work]


def _to_be_written(last: Source, member: str) -> list[Block]:
    man = last.man(member)
    styles = typed(", ".join(man.learning_styles) if man else "")
    known = [(*ours("Learns best by: "), *styles)] if styles else []
    manner = joined([*known, typed(man.accommodations if man else ""), _TO_WRITE], "\n")
    return [
        Heading(2, ours("His own comment")),
        Paragraph(_TO_WRITE),
        Heading(2, ours("Responsivity")),
        Paragraph(manner),
        Heading(2, ours("Suggestions for his offender manager")),
        Paragraph(_TO_WRITE),
    ]


def _sources(days: Sequence[Source], notes: list[Picked]) -> Text:
    writers = ", ".join(dict.fromkeys(source.staff(note.by) for source, note in notes))
    by = f" by {writers}" if writers else ""
    return ours(
        f"Session records from {span(days)}; notes{by} chosen by the author of this report. Notes "
        "say what was seen and heard in the room; what was not written down is not here."
    )
