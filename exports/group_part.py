"""The group part of a session note: the session as one record, for the supervisor and the file."""

from __future__ import annotations

from exports.attendance_table import attendance_table
from exports.closing_blocks import closing_blocks
from exports.day_chart import LEGEND, day_chart
from exports.document import (
    Block,
    Bullets,
    Column,
    Definitions,
    Figure,
    Heading,
    Notice,
    Paragraph,
    Part,
    Row,
    Table,
    Text,
    ours,
    typed,
)
from exports.exercise_table import exercise_table, work_minutes
from exports.note_table import note_table
from exports.recording import recording_texts
from exports.safe_text import shortened
from exports.session_facts import (
    date_and_why_text,
    day_text,
    group_text,
    page_facts,
    supervisor_text,
    venue_text,
)
from exports.signing import state
from exports.source import Source, minutes
from exports.work_blocks import work_blocks
from models.day.attendance import Interval, Person, single_staffed_ms
from models.day.observation import worth_reading
from models.local_time import long_date

MOST_HEADING = 60
"""Characters of a group's name in a heading."""


def group_part(source: Source) -> Part:
    """The group part, before the guard."""
    facts = page_facts(
        source,
        "Session note, group part",
        "Record of a session, group part",
        "for the supervisor and the group's file",
        state(source),
    )
    blocks: list[Block] = [
        Heading(1, (*ours("Session note: "), *_group_name(source))),
        *afterwards_notice(source),
        _about(source),
        Heading(2, ours("Staff and others in the room")),
        *_people(source),
        Heading(2, ours("Attendance")),
        attendance_table(source),
        Heading(2, ours("Exercises, planned and delivered")),
        Figure(day_chart(source)),
        Paragraph(ours(LEGEND, "muted")),
        exercise_table(source),
        *_loose_pauses(source),
        Heading(2, ours("The group: climate and observations")),
        *_climate(source),
        *_group_notes(source),
        *work_blocks(source),
        *closing_blocks(source),
    ]
    return Part(facts, tuple(blocks))


def afterwards_notice(source: Source) -> list[Block]:
    """That the day ran on paper and was written afterwards, when and why."""
    said = source.day.afterwards
    if said is None:
        return []
    when = ours(f"Written afterwards on {long_date(said.date)} because: ")
    return [Notice((*when, *typed(said.because)))]


def _group_name(source: Source) -> Text:
    group = source.team.groups.get(source.day.about.group)
    return typed(shortened(group.name, MOST_HEADING)) if group else ours("unknown group")


def _about(source: Source) -> Definitions:
    planned, delivered = work_minutes(source)
    alone = minutes(single_staffed_ms(source.day.attendance, source.day.timeline, source.now))
    entries: list[tuple[str, Text]] = [
        ("Group", group_text(source)),
        ("Session", day_text(source)),
        ("Date", date_and_why_text(source)),
        ("Venue", venue_text(source)),
        ("Supervisor", supervisor_text(source)),
        ("Work", ours(f"{delivered} min delivered of {planned} min planned")),
        ("Single-staffed", ours(f"{alone} min of the work")),
    ]
    entries += [("Recording", text) for text in recording_texts(source)]
    return Definitions(tuple(entries))


def _people(source: Source) -> list[Block]:
    attendance = source.day.attendance
    rows = [_person(source, person) for person in (*attendance.staff, *attendance.visitors)]
    if not rows:
        return [Paragraph(ours("It wasn't said which staff were in the room."))]
    columns = (
        Column("Name", 2),
        Column("Role or capacity", 2),
        Column("In the room", 2),
        Column("Minutes", align="right"),
    )
    return [Table("Staff and others in the room", columns, tuple(rows))]


def _person(source: Source, person: Person) -> Row:
    known = source.team.staff.get(person.staff)
    role = ours(known.role) if known else (*ours("visitor, "), *typed(person.capacity))
    name = source.staff_text(person.staff) if person.staff else typed(person.name)
    inside = sum((source.now if end is None else end) - start for start, end in person.inside)
    stretches = ", ".join(_stretch(source, interval) for interval in person.inside)
    return Row((name, role, ours(stretches), ours(str(minutes(inside)))))


def _stretch(source: Source, interval: Interval) -> str:
    since, until = interval
    return f"{source.clock(since)}–{'now' if until is None else source.clock(until)}"


def _loose_pauses(source: Source) -> list[Block]:
    """Pauses in which no item ran, and how minutes are counted."""
    told: list[Text] = []
    for pause in source.day.timeline.pauses:
        if source.day.timeline.at(pause.since) is None:
            until = source.now if pause.until is None else pause.until
            said = ours(
                f"Pause between exercises {source.clock(pause.since)}–{source.clock(until)}"
            )
            told.append((*said, *ours(": "), *typed(pause.reason)) if pause.reason else said)
    counted = "Minutes are rounded to the nearest whole minute; pauses are left out of them."
    return [*([Bullets(tuple(told))] if told else []), Paragraph(ours(counted, "muted"))]


def _climate(source: Source) -> list[Block]:
    debrief = source.day.debrief
    said = debrief.climate if debrief else {}
    entries = tuple((source.climate(code).capitalize(), typed(text)) for code, text in said.items())
    return [Definitions(entries)] if entries else []


def _group_notes(source: Source) -> list[Block]:
    notes = [note for note in worth_reading(source.day.notes) if note.what.scope != "members"]
    if not notes:
        return [Paragraph(ours("No note was written on the group as a whole."))]
    return [note_table(source, notes, "Observations on the group")]
