"""What was said differently, as lines: each fact, below it each value with who said it and when."""

from __future__ import annotations

from collections.abc import Sequence

from models.day.day import Day
from models.day.unlike import Said, Unlike
from models.group.people import Team
from models.local_time import clock, date_of, long_date
from session_tui.lines import Line, fit, line, wrap

BY, LEAST_WORDS = 32, 24
"""Cells for who and when, and the fewest for what was said."""


def unlike_lines(
    day: Day, team: Team, found: Sequence[Unlike], chosen: int, cells: int
) -> list[Line]:
    """Each fact with its values; a digit is before those of the chosen one."""
    if not found:
        return [line("Nothing is said differently.", "now")]
    lines: list[Line] = [line("Both stay on record; the first counts until one is chosen.", "past")]
    for place, one in enumerate(found):
        here = place == chosen
        mark = "›" if here else " "
        lines += [(), line(fit(f"{mark} {one.name}", cells), "chosen" if here else "normal")]
        for number, said in enumerate(one.values, 1):
            lines += _value(day, team, said, number, cells, here=here)
    return lines


def _value(day: Day, team: Team, said: Said, number: int, cells: int, *, here: bool) -> list[Line]:
    room = max(LEAST_WORDS, cells - BY - 9)
    first, *rest = wrap(said.words, room) or [line("nothing")]
    words = "".join(text for text, _ in first)
    by = f"{team.staff_name(said.entry.by)}, {_when(day, said.entry.written)}"
    digit = f"    {number}  " if here else " " * 7
    return [
        ((digit, "head"), (f"{fit(words, room)}  ", "normal"), (fit(by, BY), "past")),
        *(((" " * 7, "normal"), *row) for row in rest),
    ]


def _when(day: Day, at: int) -> str:
    zone = day.about.zone
    date = date_of(at, zone)
    return clock(at, zone) if date == day.about.date else f"{long_date(date)} {clock(at, zone)}"
