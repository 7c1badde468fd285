"""Reading a table that someone keeps as CSV or XLSX: its headings, its rows with their places."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from exercise_bank.fault import Fault, Guess, shown, shown_name
from exercise_bank.text_file import read_bytes
from exercise_bank.workbook_file import LOCKED_SIGNATURE, SIGNATURE, cell_name, read_sheets

_SEPARATORS = (",", ";", "\t", "|")
_HEADINGS_WITHIN = 20
_NOT_LETTERS = re.compile(r"[\W_]+")
_LINES_IN_A_CELL = 20


@dataclass(frozen=True, slots=True)
class TableRow:
    """One row: the line on which it starts, from 1, and its cells by the column's name.

    `places` names each cell as a workbook does (D7); a CSV has none.
    """

    line: int
    cells: Mapping[str, str]
    places: Mapping[str, str] = field(default_factory=dict)

    def __getitem__(self, column: str) -> str:
        return self.cells.get(column, "")

    def place_of(self, text: str) -> str:
        """The cell in which this text stands; "" where the row is of a CSV or hasn't got it."""
        held = [column for column, said in self.cells.items() if text and text in said]
        exact = [column for column in held if self.cells[column] == text]
        return self.places.get(next(iter(exact or held), ""), "")


@dataclass(frozen=True, slots=True)
class Heading:
    """How a column was understood: its number from 1, what stands above it, and as what."""

    number: int
    said: str
    column: str


@dataclass(frozen=True, slots=True)
class Table:
    """The rows under the headings, and what stood above them (`titles`).

    `headings` are the known columns, in the order of the file; `faults` are cells of a workbook
    without a value.
    """

    name: str
    headings: tuple[Heading, ...]
    titles: tuple[str, ...]
    rows: tuple[TableRow, ...]
    guesses: tuple[Guess, ...]
    faults: tuple[Fault, ...] = ()


def plain_words(text: str) -> str:
    """Text as it is compared: lower case, words only, single spaces."""
    return _NOT_LETTERS.sub(" ", text.casefold()).strip()


def read_table(
    path: Path, headings: Mapping[str, Sequence[str]], needed: Sequence[str]
) -> Table | Fault:
    """Read an XLSX, or a CSV with comma, semicolon or tab, in UTF-8, UTF-16 or Windows-1252.

    `headings` are the words that each column may stand under, `needed` the columns without which
    it is no such table. Rows of titles may stand above the headings; empty rows are passed over.
    """
    name = shown_name(path.name)
    raw = read_bytes(path, name)
    if isinstance(raw, Fault):
        return raw
    read = _of_workbook(raw, name, headings) if _is_workbook(raw) else _of_text(raw, name, headings)
    if isinstance(read, Fault):
        return read
    missing = [column for column in needed if column not in read.columns.values()]
    if missing:
        wanted = " and ".join(f"`{headings[column][0]}`" for column in missing)
        return Fault(name, 0, "The file", "none", f"must have a row of headings with {wanted}")
    heading_line, heading_cells = read.rows[read.at]
    guesses = list(read.guesses)
    guesses += [
        Guess(heading_line, f"the column {shown(cell)}", "of no use here")
        for index, cell in enumerate(heading_cells)
        if cell and index not in read.columns
    ]
    width = max(index for index, cell in enumerate(heading_cells) if cell) + 1
    body = [_row(read, line, cells, width, guesses) for line, cells in _body(read)]
    titles = tuple(" ".join(filter(None, cells)) for _, cells in read.rows[: read.at] if any(cells))
    known = tuple(
        Heading(index + 1, heading_cells[index], read.columns[index])
        for index in sorted(read.columns)
    )
    swallowed = None if read.places else _swallowed(name, body)
    return swallowed or Table(name, known, titles, tuple(body), tuple(guesses), tuple(read.faults))


_Rows = list[tuple[int, list[str]]]


@dataclass(frozen=True, slots=True)
class _Read:
    """Rows with the one that heads them (`at`), the columns by their place from 0."""

    rows: _Rows
    at: int
    columns: dict[int, str]
    guesses: tuple[Guess, ...] = ()
    faults: tuple[Fault, ...] = ()
    places: bool = False


def _is_workbook(raw: bytes) -> bool:
    return raw.startswith((SIGNATURE, LOCKED_SIGNATURE))


def _of_workbook(raw: bytes, name: str, headings: Mapping[str, Sequence[str]]) -> _Read | Fault:
    """The sheet of a workbook that shows most headings."""
    sheets = read_sheets(raw, name)
    if isinstance(sheets, Fault):
        return sheets
    best = _Read([], 0, {}, places=True)
    for sheet in sheets:
        rows = list(sheet.rows)
        at, columns = _headed(rows, headings)
        if len(columns) > len(best.columns) or (sheet.faults and not best.columns):
            best = _Read(rows, at, columns, sheet.guesses, sheet.faults, places=True)
            chosen = sheet.name
    if best.columns and len(sheets) > 1:
        said = Guess(0, f"{len(sheets)} sheets", f"the sheet {shown(chosen)}")
        best = replace(best, guesses=(said, *best.guesses))
    if not best.columns and best.faults:
        return best.faults[0]
    return best


def _of_text(raw: bytes, name: str, headings: Mapping[str, Sequence[str]]) -> _Read | Fault:
    """A CSV, by the separator that shows most headings."""
    guesses: list[Guess] = []
    text = _decoded(raw, name, guesses)
    if isinstance(text, Fault):
        return text
    best = _Read([], 0, {}, tuple(guesses))
    try:
        for separator in _SEPARATORS:
            rows = list(_rows(text, separator))
            at, columns = _headed(rows, headings)
            if len(columns) > len(best.columns):
                best = _Read(rows, at, columns, tuple(guesses))
    except csv.Error as error:
        return Fault(name, 0, "The file", shown(str(error)), "must be a table saved as CSV")
    return best


def _headed(rows: _Rows, headings: Mapping[str, Sequence[str]]) -> tuple[int, dict[int, str]]:
    """Which of the first rows heads the others, and its columns."""
    best: tuple[int, dict[int, str]] = (0, {})
    for at, (_, cells) in enumerate(rows[:_HEADINGS_WITHIN]):
        columns = _columns(cells, headings)
        if len(columns) > len(best[1]):
            best = (at, columns)
    return best


def _body(read: _Read) -> Iterator[tuple[int, list[str]]]:
    return ((line, cells) for line, cells in read.rows[read.at + 1 :] if any(cells))


def _decoded(raw: bytes, name: str, guesses: list[Guess]) -> str | Fault:
    """The file's text; spreadsheets write UTF-8, UTF-16 or the old Windows letters."""
    encodings = ("utf-16",) if raw[:2] in (b"\xff\xfe", b"\xfe\xff") else ("utf-8-sig", "cp1252")
    for encoding in encodings:
        try:
            text = raw.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" in text:
            break
        if encoding == "cp1252":
            guesses.append(Guess(0, "letters that aren't UTF-8", "Windows-1252"))
        return text
    return Fault(name, 0, "The file", "other bytes", "must be text, best saved as CSV UTF-8")


def _rows(text: str, separator: str) -> Iterator[tuple[int, list[str]]]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator)
    line = 1
    for cells in reader:
        yield line, [cell.strip() for cell in cells]
        line = reader.line_num + 1


def _columns(cells: Sequence[str], headings: Mapping[str, Sequence[str]]) -> dict[int, str]:
    """Which column each cell of a row heads, by its place; the first of two alike counts."""
    words = {plain_words(said): column for column, ways in headings.items() for said in ways}
    columns: dict[int, str] = {}
    for index, cell in enumerate(cells):
        column = words.get(plain_words(cell))
        if column is not None and column not in columns.values():
            columns[index] = column
    return columns


def _row(read: _Read, line: int, cells: list[str], width: int, guesses: list[Guess]) -> TableRow:
    """A row's cells by column; what stands beyond all headings is read as part of the last."""
    columns = read.columns
    named = {column: cells[index] for index, column in columns.items() if index < len(cells)}
    beyond = [cell for cell in cells[width:] if cell]
    if beyond:
        last = columns[max(columns)]
        named[last] = ", ".join(filter(None, [named[last], *beyond]))
        guesses.append(Guess(line, "text beyond the last column", f"part of {last}"))
    places = {column: cell_name(line, index) for index, column in columns.items()}
    return TableRow(line, named, places if read.places else {})


def _swallowed(name: str, rows: Sequence[TableRow]) -> Fault | None:
    """A quote that is never closed takes in all rows after it; better said than lost."""
    for row in rows:
        if any(cell.count("\n") >= _LINES_IN_A_CELL for cell in row.cells.values()):
            allowed = "must close its quotes: one cell runs over many lines"
            return Fault(name, row.line, "The table", "", allowed)
    return None
