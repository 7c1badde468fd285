"""The table as lines, and where its cells lie."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from rich.cells import cell_len

from models.day.day import Day
from models.day.observation import Note
from session_tui.lines import Line, Weight, fit, line, wrap
from session_tui.screens.afterwards.reading import CellFault
from session_tui.screens.afterwards.rows import Row, Texts

TIME, WORD = 6, 12
FIRST_LABEL = 13
"""The cell where labels begin: after the sign, the planned start and the minutes."""
NOTE_WORDS = 9
LEAST_LABEL = 18


@dataclass(frozen=True, slots=True)
class Shown:
    """A row with the texts of its cells, the fault found in it, if any, and whether it is kept."""

    row: Row
    texts: Texts
    fault: CellFault | None = None

    @property
    def half_typed(self) -> bool:
        """Whether something in it isn't kept."""
        return self.texts != self.row.said


@dataclass(frozen=True, slots=True)
class Cell:
    """A place in the table: row, cell, and the first column and width it takes."""

    line: int
    left: int
    width: int


@dataclass(frozen=True)
class Table:
    """The lines, and on which of them each row stands, by its id."""

    lines: tuple[Line, ...]
    places: Mapping[str, int]
    cells: int

    def cell(self, row: Row, cell: int) -> Cell:
        """Where a cell is."""
        left, width = columns(row, self.cells)[cell]
        return Cell(self.places[row.id], left, width)


def columns(row: Row, cells: int) -> tuple[tuple[int, int], ...]:
    """First column and width of each cell of a row, in a table so many cells wide."""
    if row.kind == "note":
        return ((2, TIME), (NOTE_WORDS, cells - NOTE_WORDS))
    first = FIRST_LABEL + label_width(cells) + 2
    second = first + TIME + 1
    third = second + TIME + 1
    last = third + WORD + 1
    places = (first, TIME), (second, TIME), (third, WORD), (last, cells - last)
    return places[: len(row.said)]


def label_width(cells: int) -> int:
    """Half of what the other columns leave is the label's, the rest the reason's."""
    rest = cells - FIRST_LABEL - 2 - 2 * (TIME + 1) - WORD - 1
    return max(LEAST_LABEL, rest * 45 // 100)


def table_of(
    day: Day, rows: Sequence[Shown], current: str, cells: int, notes: Sequence[Note]
) -> Table:
    """The whole table. `current` is the id of the row one is in."""
    lines: list[Line] = []
    places: dict[str, int] = {}
    section = ""
    for shown in rows:
        row = shown.row
        if row.kind not in (section, "end"):
            lines += [*([()] if lines else []), _head(row, cells)]
            if row.kind == "note":
                lines += [_note(day, note, cells) for note in notes]
        section = row.kind if row.kind != "end" else section
        places[row.id] = len(lines)
        lines.append(_row(shown, cells, now=row.id == current))
        if shown.fault:
            lines += _fault(shown, shown.fault, cells)
    return Table(tuple(lines), places, cells)


def _head(row: Row, cells: int) -> Line:
    titles = {
        "item": ("began", "ended", "became", "why"),
        "man": ("came", "left", "or else", "why"),
        "note": ("at", "who, and the words"),
    }[row.kind]
    before = {"item": f"{'planned':>11}", "man": f"{'seat':>7}", "note": ""}[row.kind]
    text = before
    for title, (left, width) in zip(titles, columns(row, cells), strict=True):
        text = f"{text:<{left}}{fit(title, width)}"
    return line(text.rstrip(), "head")


def _row(shown: Shown, cells: int, *, now: bool) -> Line:
    row = shown.row
    weight: Weight = "now" if now else "past" if _is_kept(shown) else "normal"
    if row.kind == "note":
        start: Line = line(f"{_sign(shown)} ", weight)
        pad = ""
    else:
        planned = str(row.planned) if row.planned else ""
        label = _label(row, label_width(cells))
        numbers = f"{_sign(shown)} {row.number:>5} {planned:>3}"
        start = ((f"{numbers}  ", "past" if not now else weight), (label, weight))
        pad = "  "
    pieces = [*start, (pad, weight)]
    for text, (_, width) in zip(shown.texts, columns(row, cells), strict=True):
        pieces.append((fit(text or "·", width), weight if text else "past"))
        pieces.append((" ", "normal"))
    return tuple(pieces)


def _label(row: Row, cells: int) -> str:
    """The title, cut before its part where it is too long."""
    room = cells - len(row.part)
    title = row.label if cell_len(row.label) <= room else fit(row.label, room)
    return fit(title + row.part, cells)


def _is_kept(shown: Shown) -> bool:
    return any(shown.row.said) and not shown.half_typed


def _sign(shown: Shown) -> str:
    if shown.fault:
        return "!"
    if shown.half_typed:
        return "…"
    return "✓" if any(shown.row.said) else " "


def _fault(shown: Shown, fault: CellFault, cells: int) -> list[Line]:
    """Why a row can't be kept, below the cell it is about, as far right as it fits."""
    left, _ = columns(shown.row, cells)[fault.cell]
    text = f"↑ {fault}"
    left = max(2, min(left, cells - len(text)))
    return [((" " * left, "normal"), *one) for one in wrap(text, cells - left, "now", "  ")]


def _note(day: Day, note: Note, cells: int) -> Line:
    """A note that is kept, without its words."""
    what = note.what
    who = "".join(day.roster.seat_sign(member) for member in what.members) or what.scope
    said = " · ".join(part for part in (who, what.direction, what.domain, what.climate) if part)
    word = "marked" if note.is_mark else "struck" if what.struck else "noted"
    return line(fit(f"✓ {day.clock(note.at):<6} {said} · {word}", cells), "past")
