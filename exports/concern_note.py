"""The concern note: one page about one concern or incident, for those who must be told."""

from __future__ import annotations

from exercise_bank.component import day_of
from exports.closing_blocks import reference
from exports.document import (
    Block,
    Column,
    Definitions,
    Document,
    Heading,
    Lines,
    Notice,
    PageFacts,
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
from exports.session_facts import day_text, group_text, page_facts, venue_text
from exports.signing import PRACTICE
from exports.source import Source
from exports.unsettled import by_whom
from models.entries.entry import Entry
from models.entries.group import ConcernWritten, Told
from models.local_time import long_date

SMALLEST_TYPE = 9.5


def concern_note(source: Source, concern: str) -> Document:
    """The note of the concern of this id. Raises LookupError where the session has none such."""
    found = next((pair for pair in source.day.concerns if pair[1].concern == concern), None)
    if found is None:
        raise LookupError("this session has no such concern")
    entry, what = found
    part = Part(_facts(source, what), tuple(_blocks(source, entry, what)), SMALLEST_TYPE)
    part, replaced = guarded(
        part, for_group(source.day.roster, names=source.names, near=source.near), "concern note"
    )
    about = source.day.about
    title = f"{_kind(what)} note, {day_of(about.block, about.day)}, {long_date(about.date)}"
    return Document(title, (part,), source.now, replaced)


def _kind(what: ConcernWritten) -> str:
    return "Incident" if what.incident else "Concern"


def _facts(source: Source, what: ConcernWritten) -> PageFacts:
    """The page's facts; what must be seen first is whether anyone was told."""
    state = "Nobody told yet" if not what.told else "Closed" if what.closed else "Open"
    return page_facts(
        source,
        f"{_kind(what)} note",
        f"{_kind(what)} passed on",
        "for those named in it and the supervisor",
        f"{PRACTICE} · {state}" if source.day.about.practice else state,
    )


def _blocks(source: Source, entry: Entry, what: ConcernWritten) -> list[Block]:
    head = "What happened" if what.incident else "His own words"
    return [
        Heading(1, (*ours(f"{_kind(what)} note "), *reference(what))),
        Heading(2, ours(head)),
        Notice(typed(what.words) or ours("not written yet")),
        _about(source, entry, what),
        Heading(2, ours("Who was told")),
        *_told(source, what),
        Heading(2, ours("What was decided")),
        *_or_lines(what.decided),
        Heading(2, ours("What he was told about confidentiality")),
        *_or_lines(what.told_him),
        Heading(2, ours("Whom to reach")),
        _contacts(source, what),
        SignatureLines(
            (
                (*ours("Written by "), *source.staff_text(entry.by), *ours(", date")),
                ours("Supervisor, date"),
            )
        ),
    ]


def _about(source: Source, entry: Entry, what: ConcernWritten) -> Definitions:
    entries: list[tuple[str, Text]] = [
        ("About", joined([_man(source, member) for member in what.members]) or ours("the group")),
        ("Raised", _raised(source, entry, what)),
        ("Session", joined([group_text(source), day_text(source)], ". ")),
        ("Venue", venue_text(source)),
        ("Written by", (*source.staff_text(entry.by), *ours(_written(source, entry)))),
    ]
    settled = source.day.facts.settle("concern", what.concern)
    if settled and settled.unsettled:
        others = [(*ours("another by "), *by_whom(source, one)) for one in settled.beside]
        entries.append(
            ("Unsettled", joined([ours("two versions stand, this is the first"), *others]))
        )
    return Definitions(tuple(entries))


def _man(source: Source, member: str) -> Text:
    man = source.man(member)
    said = ours(f"seat {source.label(member)}")
    if not (source.names and man and man.name):
        return said
    crn = (*ours(", CRN "), *typed(man.crn)) if man.crn else ()
    return (*said, *ours(", "), *typed(man.name), *crn)


def _raised(source: Source, entry: Entry, what: ConcernWritten) -> Text:
    when = ours(f"{long_date(source.day.about.date)} {source.clock(entry.about)}")
    ran = source.day.timeline.at(entry.about)
    item = what.item or (ran[0].item.id if ran else "")
    if not item:
        return (*when, *ours(", between exercises"))
    minute = f", minute {ran[1]}" if ran and ran[0].item.id == item else ""
    return (*when, *ours(", in "), *typed(source.title(item)), *ours(minute))


def _written(source: Source, entry: Entry) -> str:
    late = source.late(entry)
    return f", {late}" if late else f", {source.when(entry.written)}"


def _told(source: Source, what: ConcernWritten) -> list[Block]:
    columns = (
        Column("Who", 3),
        Column("By whom", 2),
        Column("How", 2),
        Column("When", 1.8),
    )
    rows = [_told_row(source, told) for told in what.told]
    rows += [Row((ours("\u00a0"),)) for _ in range(1 if rows else 3)]
    table = Table("Who was told", columns, tuple(rows), boxes=True)
    return [table] if what.told else [Paragraph(ours("Nobody yet.", "strong")), table]


def _told_row(source: Source, told: Told) -> Row:
    when = ours(source.when(told.at)) if told.at else ()
    return Row((typed(told.who), source.staff_text(told.by), typed(told.how), when))


def _or_lines(text: str) -> list[Block]:
    return [Paragraph(typed(text))] if text else [Lines(2)]


def _contacts(source: Source, what: ConcernWritten) -> Table:
    """The service's numbers, and the offender manager of each man that it is about."""
    rows = [
        Row((ours(f"Offender manager of {source.label(member)}"), _manager(source, member)))
        for member in what.members
    ]
    rows += [
        Row((typed(contact.label), typed(contact.number) or ours("not set", "muted")))
        for contact in source.bank.service.contacts
    ]
    return Table("Whom to reach", (Column("Who", 3), Column("Number or name", 3)), tuple(rows))


def _manager(source: Source, member: str) -> Text:
    man = source.man(member)
    return typed(man.offender_manager if man else "") or ours("not known", "muted")
