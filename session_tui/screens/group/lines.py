"""A group's men as lines: while they are typed, as a roster's file has them, as they are."""

from __future__ import annotations

from collections.abc import Iterable

from models.acts.opening import FEWEST_MEN, size_warning
from models.entries.group import MemberAdded
from models.group.people import TEN, Roster
from models.group.roster import RosterReading, RosterRow
from models.local_time import long_date
from session_tui.lines import Line, Piece, Weight, fit, line, spread, wrap
from session_tui.reading_page import told_lines
from session_tui.screens.group.initials import Initials

SEATS_A_ROW = 5
SEAT = 14


def typed_lines(typed: Initials, cells: int, fewest: int = FEWEST_MEN) -> list[Line]:
    """The seats that initials being typed will have, and what is wrong with them."""
    if not typed.names:
        told = "Seats are given in the order typed. Or type the path of a roster (CSV, XLSX)."
        return wrap(told, cells, "past")
    lines: list[Line] = []
    for first in range(0, len(typed.names), SEATS_A_ROW):
        row: list[Piece] = []
        for place, name in enumerate(typed.names[first : first + SEATS_A_ROW], start=first + 1):
            row += [(f"{place % TEN} ", "head"), (fit(name, SEAT - 2), "normal")]
        lines.append(tuple(row))
    said = typed.trouble or size_warning(len(typed.names), fewest)
    lines.append(())
    if said:
        return [*lines, *wrap(said, cells, "accent" if typed.trouble else "now")]
    return [*lines, line(f"{len(typed.names)} men. Enter forms the group.", "past")]


def roster_lines(reading: RosterReading, cells: int, fewest: int = FEWEST_MEN) -> list[Line]:
    """What was read from a roster's file: what can't be read first, then guesses, then the men."""
    count = len(reading.rows)
    head = f"{count} men read." if count else "No man could be read from it."
    use = "Enter forms the group with them. Esc leaves; nothing is made."
    if reading.faults:
        use = "Nothing is made while a cell can't be read: put these right in the file first."
    return [
        line(head, "now"),
        *wrap(size_warning(count, fewest) if count else "", cells, "now"),
        *wrap(use if count else "Esc leaves.", cells, "soft"),
        (),
        *told_lines("Can't be read", reading.faults, cells),
        *told_lines("How the file was understood", reading.guesses, cells),
        *_rows(reading.rows, cells),
    ]


def _rows(rows: Iterable[RosterRow], cells: int) -> list[Line]:
    lines: list[Line] = []
    for row in rows:
        lines.append(
            (
                (f"{row.seat % TEN:>2}  ", "head"),
                (fit(row.initials, 6), "now"),
                (fit(row.name, 24), "normal"),
                (f"  joined {long_date(row.joined)}" if row.joined else "", "past"),
                (f"  block {row.block}" if row.block else "", "past"),
            )
        )
        for said in _about(row):
            lines += [((" " * 10, "past"), *one) for one in wrap(said, max(20, cells - 10), "past")]
    return lines


def _about(row: RosterRow) -> list[str]:
    apart = ", ".join(str(seat) for seat in row.keep_apart)
    parts = [
        f"risk {row.risk_level}" if row.risk_level else "",
        f"IQ rule {row.iq_rule}" if row.iq_rule and row.iq_rule != "met" else "",
        f"credit: {row.credit}" if row.credit else "",
        f"needs: {row.accommodations}" if row.accommodations else "",
        f"apart from {apart}" if apart else "",
        f"OM {row.offender_manager}" if row.offender_manager else "",
        row.remarks,
    ]
    return [part for part in parts if part]


def group_lines(roster: Roster, cells: int, fewest: int = FEWEST_MEN) -> list[Line]:
    """The men as they are, then who left or is away for a time."""
    men = list(roster.members.values())
    lines = [spread(line("In the group", "head"), line(f"{len(men)} men", "past"), cells)]
    if men and (said := size_warning(len(men), fewest)):
        lines += wrap(said, cells, "now")
    lines += [_man(man) for man in men]
    if roster.left:
        lines += [
            (),
            line("Left or away", "head"),
            *(_man(man, gone=True) for man in roster.left.values()),
        ]
    return lines


def _man(man: MemberAdded, *, gone: bool = False) -> Line:
    since = f"joined {long_date(man.joined)}" if man.joined else ""
    weights: tuple[Weight, Weight, Weight] = ("head", "now", "normal")
    if gone:
        weights = ("past", "past", "past")
    texts = (f"{man.seat % TEN:>2}  ", fit(man.initials, 8), fit(man.name, 26))
    return (*zip(texts, weights, strict=True), (since, "past"))
