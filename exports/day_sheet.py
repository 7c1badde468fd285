"""The day sheet: one A4 page for the day before it runs, to write on and to call the roll by."""

from __future__ import annotations

from exercise_bank.component import day_of
from exports.attendance_table import men_of
from exports.document import (
    Band,
    Block,
    Bullets,
    Column,
    Definitions,
    Document,
    Heading,
    Lines,
    Paragraph,
    Part,
    Row,
    Table,
    Text,
    joined,
    ours,
    typed,
    with_text,
)
from exports.guard import for_group, guarded
from exports.safe_text import shortened
from exports.session_facts import day_text, group_text, page_facts, supervisor_text, venue_text
from exports.signing import PRACTICE
from exports.source import Source
from models.day.timeline import ItemState
from models.local_time import hour_minute, long_date

SMALLEST_TYPE = 7.0
MOST_TITLE, MOST_WORDS = 48, 110
"""Characters of a title, and of anything else that was typed: the page is one page."""

STAFF_ROWS = 4


def day_sheet(source: Source) -> Document:
    """Plan, register and roll-call, staff, accommodations and lines to write on, on one page.

    Public titles only: the sheet lies in the room.
    """
    about = source.day.about
    facts = page_facts(
        source,
        "Day sheet",
        "Plan, register and roll-call",
        "for the facilitators, then the group's file",
        PRACTICE if about.practice else "",
    )
    part = Part(facts, tuple(_blocks(source)), SMALLEST_TYPE)
    part, found = guarded(
        part, for_group(source.day.roster, names=source.names, near=source.near), "day sheet"
    )
    part = with_text(part, lambda words: shortened(words, MOST_WORDS))
    title = f"Day sheet, {day_of(about.block, about.day)}, {long_date(about.date)}"
    return Document(title, (part,), source.now, found)


def _blocks(source: Source) -> list[Block]:
    blocks: list[Block] = [
        Heading(1, (*ours("Day sheet: "), *ours(long_date(source.day.about.date)))),
        Definitions(
            (
                ("Group", joined([group_text(source), day_text(source)], ". ")),
                ("Venue", venue_text(source)),
                ("Supervisor", supervisor_text(source)),
            )
        ),
        _plan(source),
        Heading(2, ours("Register and roll-call")),
        _register(source),
        *_accommodations(source),
        Heading(2, ours("Notes")),
        Lines(3, fill=True),
    ]
    return blocks


def _plan(source: Source) -> Table:
    columns = (
        Column("Planned"),
        Column("min", align="right"),
        Column("Exercise", 5),
        Column("Who", 1.4),
        Column("Began", 1.3),
        Column("Ended", 1.3),
    )
    rows = [
        _item(source, state) for state in source.day.timeline.states if state.dropped != "skipped"
    ]
    return Table("Plan of the day", columns, tuple(rows), boxes=True)


def _item(source: Source, state: ItemState) -> Row:
    item = state.item
    part = f", part {item.part} of {item.parts}" if item.parts > 1 else ""
    fixed = " (fixed)" if item.fixed else ""
    who = ours(source.label(item.member)) if item.member else ours("all")
    return Row(
        (
            ours(f"{hour_minute(item.start)}–{hour_minute(item.end)}{fixed}"),
            ours(str(item.planned)),
            (*typed(shortened(item.public_title, MOST_TITLE)), *ours(part)),
            who if item.set.is_work else (),
        ),
        quiet=not item.set.is_work,
    )


def _register(source: Source) -> Table:
    """Boxes for in, back after each break, out; two columns to tick at a roll-call."""
    breaks = [s.item for s in source.day.timeline.states if not s.item.set.is_work]
    columns = [
        Column("Seat", align="right"),
        Column("Who", 3),
        Column("In", 1.3),
        *(Column(f"Back {hour_minute(item.end)}", 1.3) for item in breaks[:4]),
        Column("Out", 1.3),
        Column("Reason, where late or absent", 4),
        Column("Roll", 0.9),
        Column("Roll", 0.9),
    ]
    seats: list[Row | Band] = [
        Row((ours(_seat(source, man.member)), _who(source, man.member))) for man in men_of(source)
    ]
    staff = [Row(((), who)) for who in _staff(source)]
    blank = [Row(((), ours("\u00a0"))) for _ in range(STAFF_ROWS - len(staff))]
    rows = [*seats, Band(ours("Staff and visitors")), *staff, *blank]
    return Table("Register and roll-call", tuple(columns), tuple(rows), boxes=True)


def _seat(source: Source, member: str) -> str:
    seat = source.day.roster.seat(member)
    return str(seat) if seat > 0 else "?"


def _who(source: Source, member: str) -> Text:
    man = source.man(member)
    if source.names and man and man.name:
        return typed(shortened(f"{source.initials(member)} {man.name}", MOST_TITLE), "strong")
    return typed(source.initials(member), "strong")


def _staff(source: Source) -> list[Text]:
    """Who was said to be in the room already, else who makes the sheet."""
    known = [person.staff for person in source.day.attendance.staff] or [source.made_by]
    return [source.staff_text(staff) for staff in known[:STAFF_ROWS]]


def _accommodations(source: Source) -> list[Block]:
    told = []
    for presence in men_of(source):
        man = source.man(presence.member)
        if man and man.accommodations:
            whom = ours(f"{source.label(man.member)}: ")
            told.append((*whom, *typed(man.accommodations)))
    if not told:
        return []
    return [Paragraph(ours("Accommodations", "strong")), Bullets(tuple(told))]
