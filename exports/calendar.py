"""A block's days as an iCalendar file (RFC 5545) for the calendars of staff: no member is named."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime

from exercise_bank.block_wishes import PlannedDay
from exports.block_plan import ZONE, PlannedBlock
from exports.safe_text import one_line
from models.ids import session_id
from models.local_time import instant

LONGEST_LINE = 75
"""Bytes of a line; longer ones go on after a line break and a space."""


def to_ics(planned: PlannedBlock) -> bytes:
    """The calendar: an event a day, with its group, block and day, and who leads."""
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//session-tui//block plan//EN",
        "METHOD:PUBLISH",
    ]
    for day in planned.days:
        lines += _event(planned, day)
    lines.append("END:VCALENDAR")
    return b"".join(part for line in lines for part in _folded(line))


def _event(planned: PlannedBlock, day: PlannedDay) -> list[str]:
    items = day.plan.items
    date = day.date.isoformat()
    number = day.plan.number
    staff = [f"{role}: {name}" for role, name in _staff(day) if name]
    event = [
        "BEGIN:VEVENT",
        f"UID:{session_id(planned.group_id, planned.run, number)}@session-tui",
        f"DTSTAMP:{_utc(planned.now)}",
        f"DTSTART:{_utc(instant(date, items[0].start, ZONE))}",
        f"DTEND:{_utc(instant(date, items[-1].end, ZONE))}",
        f"SUMMARY:{_escaped(f'{planned.group}, block {planned.block}, day {number}')}",
    ]
    if staff:
        event.append(f"DESCRIPTION:{_escaped('; '.join(staff))}")
    return [*event, "CLASS:CONFIDENTIAL", "END:VEVENT"]


def _staff(day: PlannedDay) -> tuple[tuple[str, str], ...]:
    return (("lead", day.lead), ("second", day.second), ("cover", day.cover))


def _utc(at: int) -> str:
    return datetime.fromtimestamp(at / 1000, UTC).strftime("%Y%m%dT%H%M%SZ")


def _escaped(text: str) -> str:
    plain = one_line(text)
    for letter in ("\\", ";", ","):
        plain = plain.replace(letter, f"\\{letter}")
    return plain


def _folded(line: str) -> Iterator[bytes]:
    """The line in pieces of at most 75 bytes, none of which parts a letter."""
    rest = line
    first = True
    while rest:
        room = LONGEST_LINE - (not first)
        piece = rest.encode()[:room].decode(errors="ignore")
        yield (b"" if first else b" ") + piece.encode() + b"\r\n"
        rest = rest[len(piece) :]
        first = False
