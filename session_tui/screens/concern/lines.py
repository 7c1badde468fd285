"""Beside a concern: who was told, the service's numbers, his offender manager's."""

from __future__ import annotations

from collections.abc import Iterable

from exercise_bank.service import Contact
from models.day.day import Day
from models.entries.group import ConcernWritten, Told
from session_tui.lines import Line, Piece, fit, line, wrap

WHEN = 7
"""Cells of the column of times."""

NUMBER = 8
"""Cells a number takes at least, at the end of its line."""


def told_lines(told: Iterable[Told], day: Day, cells: int) -> list[Line]:
    """Who was told, by whom, how and when, one after the other."""
    lines: list[Line] = []
    for one in told:
        said = ", ".join(part for part in (one.who, one.how, one.by and f"by {one.by}") if part)
        when = fit(day.clock(one.at) if one.at else "", WHEN)
        for place, words in enumerate(wrap(said, max(10, cells - WHEN))):
            lines.append(((when if place == 0 else " " * WHEN, "past"), *words))
    return lines or [line("nobody yet", "accent")]


def contact_lines(
    contacts: Iterable[Contact], concern: ConcernWritten, day: Day, cells: int
) -> list[Line]:
    """His offender manager first, then the service's own numbers."""
    lines: list[Line] = [line("Whom to tell", "head")]
    for member in concern.members:
        man = day.roster.get(member)
        manager = man.offender_manager if man and man.offender_manager else "not set"
        said = f"Offender manager of seat {day.roster.seat_sign(member)}: {manager}"
        lines += wrap(said, cells, "normal", "  ")
    lines += [_contact(contact, cells) for contact in contacts]
    lines += [(), *wrap("The program tells nobody: a person does.", cells, "past")]
    return lines


def _contact(contact: Contact, cells: int) -> Line:
    number = contact.number or "not set"
    room = max(8, cells - max(NUMBER, len(number)) - 1)
    end: Piece = (f" {number:>{NUMBER}}", "now" if contact.number else "past")
    return ((fit(contact.label, room), "normal"), end)
