"""Work between sessions as rows: what was set last time, man by man, and what is set today."""

from __future__ import annotations

from dataclasses import dataclass

from models.day.day import Day
from models.entries.group import WorkFollowed, WorkSet
from session_tui.lines import Line, Weight, fit, line, wrap

SEATS = 6
"""Cells of the column of seats."""

GONE = ("absent", "not admitted", "rescheduled")


@dataclass(frozen=True, slots=True)
class Row:
    """One thing to choose: a man's answer about a piece of work, or a piece set today."""

    work: WorkSet
    member: str = ""

    @property
    def set_today(self) -> bool:
        """Whether it is a piece of work, not a man's answer about one."""
        return not self.member


def work_rows(day: Day) -> tuple[Row, ...]:
    """A row for each man who was set work and is here, then one for each piece set today."""
    asked = [Row(work, man) for work in day.work_due for man in men_asked(day, work)]
    return (*asked, *(Row(work) for work in day.work_set))


def men_asked(day: Day, work: WorkSet) -> tuple[str, ...]:
    """The men who are to be asked about it and aren't away today."""
    men = day.attendance.men
    return tuple(
        member for member in day.men_due(work) if member in men and men[member].here not in GONE
    )


def unanswered(day: Day, rows: tuple[Row, ...], after: int) -> int:
    """The next row whose answer isn't said, from `after` on and round; else the next row."""
    order: list[int] = [*range(after + 1, len(rows)), *range(after)]
    for place in order:
        row = rows[place]
        if not row.set_today and day.followed(row.work.work, row.member) is None:
            return place
    return max(0, min(after + 1, len(rows) - 1))


def work_lines(day: Day, rows: tuple[Row, ...], chosen: int, cells: int) -> list[Line]:
    """Each piece of work with the men's answers, then what was set today."""
    lines: list[Line] = []
    heading = ""
    for place, row in enumerate(rows):
        if row.set_today:
            continue
        if row.work.work != heading:
            heading = row.work.work
            lines += [*([()] if lines else []), *wrap(row.work.text, cells, "head")]
        lines.append(_answer(day, row, place == chosen, cells))
    if not lines:
        lines.append(line("No work was set last time that waits to be asked about.", "past"))
    today = [(place, row) for place, row in enumerate(rows) if row.set_today]
    lines += [(), line("Set today", "head")]
    for place, row in today:
        lines += _set(day, row, place == chosen, cells)
    return lines if today else [*lines, line("  nothing yet: s sets it", "past")]


def _answer(day: Day, row: Row, chosen: bool, cells: int) -> Line:
    said = day.followed(row.work.work, row.member)
    return (
        ("› " if chosen else "  ", "accent"),
        (f"{day.roster.seat_sign(row.member):>2}  ", "head"),
        (fit(_words(said), max(10, cells - 6)), _weight(said, chosen)),
    )


def _words(said: WorkFollowed | None) -> str:
    if said is None:
        return "·"
    return f"{said.result}: {said.reason}" if said.reason else said.result


def _weight(said: WorkFollowed | None, chosen: bool) -> Weight:
    if chosen:
        return "now"
    return "past" if said is None else "normal"


def _set(day: Day, row: Row, chosen: bool, cells: int) -> list[Line]:
    seats = "".join(day.roster.seat_sign(member) for member in row.work.members) or "all"
    words = wrap(row.work.text, max(10, cells - SEATS - 2), "now" if chosen else "normal")
    sign: Line = (("› " if chosen else "  ", "accent"), (fit(seats, SEATS), "head"))
    return [
        (*(sign if place == 0 else ((" " * (SEATS + 2), "normal"),)), *words_line)
        for place, words_line in enumerate(words)
    ]
