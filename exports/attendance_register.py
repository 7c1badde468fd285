"""The attendance register: who was due, in, out, for how long, why not, and what was decided.

One row a man, so that it can be keyed into the case system without translation: the outcome as
its code and, where the case system's screens take another, that one (programme.md).
"""

from __future__ import annotations

from exercise_bank.component import day_of
from exports.attendance_table import came, left, men_of, reason_and_moves, worked
from exports.closing_blocks import signature_blocks
from exports.document import (
    Block,
    Bullets,
    Column,
    Definitions,
    Document,
    Heading,
    Paragraph,
    Part,
    Row,
    SignatureLines,
    Table,
    Text,
    joined,
    ours,
    typed,
)
from exports.guard import for_group, guarded
from exports.session_facts import (
    date_text,
    day_text,
    group_text,
    page_facts,
    supervisor_text,
    venue_text,
)
from exports.signing import state
from exports.source import Source
from models.day.attendance import Presence
from models.entries.attendance import AttendanceMarked, MemberMoved, OutcomeSet
from models.group.attendance_history import Change, attendance_history
from models.local_time import long_date


def attendance_register(source: Source) -> Document:
    """The register of this session, behind the guard."""
    facts = page_facts(
        source,
        "Attendance register",
        "Record of attendance",
        "for the case system and the group's file",
        state(source),
    )
    blocks: list[Block] = [
        Heading(1, ours("Attendance register")),
        _about(source),
        Heading(2, ours("Members")),
        _members(source),
        Heading(2, ours("Corrections")),
        *_corrections(source),
        Heading(2, ours("Signatures")),
        *signature_blocks(source),
        SignatureLines(tuple(_to_sign(source))),
    ]
    guard = for_group(source.day.roster, names=source.names, near=source.near)
    part, replaced = guarded(Part(facts, tuple(blocks), wide=True), guard, "register")
    about = source.day.about
    when = f"{day_of(about.block, about.day)}, {long_date(about.date)}"
    return Document(f"Attendance register, {when}", (part,), source.now, replaced)


def _about(source: Source) -> Definitions:
    staff = [_in_the_room(source, number) for number in range(len(source.day.attendance.staff))]
    return Definitions(
        (
            ("Group", group_text(source)),
            ("Session", day_text(source)),
            ("Date", date_text(source)),
            ("Venue", venue_text(source)),
            ("Staff", joined(staff) or ours("not said")),
            ("Supervisor", supervisor_text(source)),
        )
    )


def _in_the_room(source: Source, number: int) -> Text:
    person = source.day.attendance.staff[number]
    spans = (
        f"{source.clock(since)}–{source.clock(until) if until is not None else 'now'}"
        for since, until in person.inside
    )
    return (*source.staff_text(person.staff), *ours(" " + ", ".join(spans)))


def _members(source: Source) -> Table:
    columns = [
        Column("Seat", align="right"),
        Column("Man", 2.2 if source.names else 0),
        Column("In"),
        Column("Out"),
        Column("Work, min", align="right"),
        Column("Reason given, moves", 2.6),
        Column("Outcome"),
        Column("Case system"),
        Column("Decided by, when", 1.5),
        Column("Evidence seen", 2.4),
    ]
    if source.names:
        columns.insert(2, Column("CRN"))
    return Table("Members", tuple(columns), tuple(_row(source, man) for man in men_of(source)))


def _row(source: Source, man: Presence) -> Row:
    known = source.man(man.member)
    who, crn = typed(source.initials(man.member)), []
    if source.names:
        who = (*who, *ours(" "), *typed(known.name)) if known and known.name else who
        crn = [typed(known.crn) if known else ()]
    seat = source.day.roster.seat(man.member)
    return Row(
        (
            ours(str(seat) if seat > 0 else "?"),
            who,
            *crn,
            ours(came(source, man)),
            ours(left(source, man)),
            ours(str(worked(source, man))),
            reason_and_moves(source, man),
            *_outcome(source, man),
        )
    )


def _outcome(source: Source, man: Presence) -> tuple[Text, Text, Text, Text]:
    """Code, the case system's, who decided and when, on what; a provisional one says so."""
    if not man.outcome:
        return (ours("none yet", "muted"), (), (), ())
    known = source.bank.service.outcomes.get(man.outcome)
    keyed = ours(known.three_code) if known and known.three_code else ours("–")
    if not man.decided:
        return (
            typed(man.outcome),
            (),
            ours(f"provisional ({source.short_staff(man.outcome_by)})"),
            (),
        )
    entry = source.day.facts.value("outcome", man.member)
    when = f", {source.when(entry.written)}" if entry else ""
    decided = ours(f"{source.short_staff(man.outcome_by)}{when}")
    return (typed(man.outcome), keyed, decided, typed(man.evidence))


def _corrections(source: Source) -> list[Block]:
    """What was said and no longer stands, with who said it when: never silently replaced."""
    told = [
        _correction(source, man, change)
        for man in men_of(source)
        for change in attendance_history(source.day, man.member)
        if not change.stands and _said(source, change)
    ]
    return [Bullets(tuple(told))] if told else [Paragraph(ours("None."))]


def _correction(source: Source, man: Presence, change: Change) -> Text:
    entry = change.entry
    who = f"{source.when(entry.written)} {source.short_staff(entry.by)}: "
    said = (*ours(f"seat {source.label(man.member)}, "), *_said(source, change))
    return (*ours(who, "muted"), *said, *ours(" (no longer stands)", "muted"))


def _said(source: Source, change: Change) -> Text:
    what, at = change.entry.what, source.clock(change.entry.about)
    match what:
        case AttendanceMarked():
            why = (*ours(": "), *typed(what.reason)) if what.reason else ()
            return (*ours(f"{what.state} {at}"), *why)
        case MemberMoved():
            why = (*ours(": "), *typed(what.why)) if what.why else ()
            return (*ours(f"{what.move} {at}"), *why)
        case OutcomeSet():
            how = " decided" if what.decided else " provisional"
            return (*typed(what.code), *ours(how))
    return ()


def _to_sign(source: Source) -> list[Text]:
    staff = [person.staff for person in source.day.attendance.staff]
    return [(*source.staff_text(one), *ours(", date")) for one in staff]
