"""A document as lines on a screen: the same words that go to paper, read in the terminal."""

from __future__ import annotations

from itertools import pairwise

from rich.cells import cell_len

from exercise_bank.logo import Logo
from exports.bar_chart import BarChart
from exports.chart import Chart
from exports.document import (
    Band,
    Block,
    Bullets,
    Definitions,
    Document,
    Figure,
    Heading,
    Notice,
    Paragraph,
    Part,
    Row,
    Table,
    Text,
    plain,
)
from models.local_time import hour_minute
from session_tui.lines import Line, Piece, Weight, fit, line, wrap
from session_tui.showable import showable

MEASURE = 100
"""Lines longer than this are hard to read."""
GUTTER = 2
TERM = 18
BAR_LABEL, BAR_SAYS = 16, 18


def document_lines(document: Document, cells: int) -> list[Line]:
    """Every part of the document, one after the other."""
    cells = min(cells, MEASURE)
    lines: list[Line] = []
    for part in document.parts:
        if lines:
            lines += [(), line("─" * cells, "past"), ()]
        lines += part_lines(part, cells)
    return lines


def part_lines(part: Part, cells: int) -> list[Line]:
    """One part."""
    lines: list[Line] = []
    if part.facts.state:
        lines += [*wrap(part.facts.state, cells, "accent"), ()]
    for block in part.blocks:
        lines += _block(block, cells)
    return [one for before, one in pairwise([(), *lines]) if one or before]


def _block(block: Block, cells: int) -> list[Line]:
    match block:
        case Heading():
            first = block.level == 1
            below: list[Line] = [()] if first else []
            return [(), *wrap(plain(block.text), cells, "now" if first else "head"), *below]
        case Paragraph() | Notice():
            weight: Weight = "accent" if isinstance(block, Notice) else "normal"
            rows = [wrap(row, cells, weight) for row in plain(block.text).split("\n")]
            return [*(one for row in rows for one in row), ()]
        case Bullets():
            return [*(one for item in block.items for one in _hung("·", item, cells, 2)), ()]
        case Definitions():
            rows = [_hung(term, text, cells, TERM) for term, text in block.entries]
            return [*(one for row in rows for one in row), ()]
        case Table():
            return [*table_lines(block, cells), ()]
        case Figure():
            return [*_figure(block.chart, cells), ()]
        case _:
            return []


def _figure(chart: Chart | BarChart | Logo, cells: int) -> list[Line]:
    if isinstance(chart, Logo):
        return []
    return bar_lines(chart, cells) if isinstance(chart, BarChart) else chart_lines(chart, cells)


def _hung(label: str, text: Text, cells: int, indent: int) -> list[Line]:
    wrapped = wrap(plain(text), max(10, cells - indent)) or [()]
    return [
        ((fit(label if place == 0 else "", indent), "past"), *pieces)
        for place, pieces in enumerate(wrapped)
    ]


def table_lines(table: Table, cells: int) -> list[Line]:
    """A table: a head, and each row as high as its highest cell."""
    widths = _widths(table, cells)
    heads = [
        fit(c.title, w, c.align == "right") for c, w in zip(table.columns, widths, strict=True)
    ]
    lines: list[Line] = [line((" " * GUTTER).join(heads).rstrip(), "past")]
    for row in table.rows:
        if isinstance(row, Band):
            lines += [(), *wrap(plain(row.text), cells, "head")]
        else:
            lines += _row(row, table, widths)
    return lines


def _row(row: Row, table: Table, widths: list[int]) -> list[Line]:
    cells = [*row.cells, *(() for _ in range(len(widths) - len(row.cells)))]
    columns = [
        ["".join(text for text, _ in one) for one in wrap(plain(cell), max(1, width))]
        for cell, width in zip(cells, widths, strict=True)
    ]
    weight: Weight = "past" if row.quiet else "normal"
    lines: list[Line] = []
    for place in range(max((len(column) for column in columns), default=1) or 1):
        pieces: list[Piece] = []
        for column, width, head in zip(columns, widths, table.columns, strict=True):
            text = column[place] if place < len(column) else ""
            pieces.append((fit(text, width, head.align == "right"), weight))
            pieces.append((" " * GUTTER, weight))
        lines.append(tuple(pieces[:-1]))
    return lines


def _widths(table: Table, cells: int) -> list[int]:
    """What each column needs; the ones with a share divide what is left."""
    rows = [row for row in table.rows if isinstance(row, Row)]
    room = cells - GUTTER * (len(table.columns) - 1)
    needs = []
    for place, column in enumerate(table.columns):
        texts = [plain(row.cells[place]) for row in rows if place < len(row.cells)]
        needs.append(max(cell_len(showable(text)) for text in [column.title, *texts]))
    shares = [column.share for column in table.columns]
    if not sum(shares):
        longest = max(range(len(needs)), key=needs.__getitem__)
        shares[longest] = 1
    fixed = sum(need for need, share in zip(needs, shares, strict=True) if not share)
    left = max(8, room - fixed)
    return [
        max(4, int(left * share / sum(shares))) if share else need
        for need, share in zip(needs, shares, strict=True)
    ]


SHADES: dict[str, tuple[str, Weight]] = {
    "work": ("━", "normal"),
    "personal": ("━", "now"),
    "break": ("·", "past"),
    "pause": ("╌", "accent"),
    "line": ("│", "head"),
}


def chart_lines(chart: Chart, cells: int) -> list[Line]:
    """The day's lanes over one clock, an hour's sign above them."""
    label = max((len(lane.title) for lane in chart.lanes), default=0) + 2
    room = max(20, cells - label)
    minutes = max(1, chart.end - chart.start)

    def place(minute: float) -> int:
        return max(0, min(room - 1, round((minute - chart.start) * room / minutes)))

    axis = [" "] * (room + 5)
    for hour in range(-(-chart.start // 60), chart.end // 60 + 1):
        text = hour_minute(hour * 60)
        axis[place(hour * 60) : place(hour * 60) + len(text)] = text
    lines: list[Line] = [line(" " * label + "".join(axis).rstrip(), "past")]
    for lane in chart.lanes:
        signs: list[Piece] = [(" ", "normal")] * room
        for bar in lane.bars:
            first, last = place(bar.start), max(place(bar.start), place(bar.end) - 1)
            for cell in range(first, last + 1):
                signs[cell] = SHADES[bar.shade]
            for offset, char in enumerate(bar.label[: last - first + 1]):
                signs[first + offset] = (char, "head")
        lines.append(((fit(lane.title, label), "past"), *signs))
    return lines


def bar_lines(chart: BarChart, cells: int) -> list[Line]:
    """The bars below one another, with what each says."""
    room = max(10, cells - BAR_LABEL - BAR_SAYS)
    lines: list[Line] = [line(chart.title)]
    for measure in chart.measures:
        full = round(room * min(max(measure.share or 0, 0), 1))
        rest = 0 if measure.share is None else room - full
        lines.append(
            (
                (fit(measure.label, BAR_LABEL), "past"),
                ("━" * full, "head"),
                (fit("─" * rest, room - full), "past"),
                (f" {measure.says}", "normal"),
            )
        )
    return lines
