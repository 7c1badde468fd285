"""Reading a table that someone keeps as CSV: its separator, its headings, its rows with lines."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from exercise_bank.fault import Fault, Guess, shown, shown_name
from exercise_bank.text_file import read_bytes

_SEPARATORS = (",", ";", "\t", "|")
_HEADINGS_WITHIN = 20
_NOT_LETTERS = re.compile(r"[\W_]+")
_LINES_IN_A_CELL = 20


@dataclass(frozen=True, slots=True)
class TableRow:
    """One row: the line on which it starts, from 1, and its cells by the column's name."""

    line: int
    cells: Mapping[str, str]

    def __getitem__(self, column: str) -> str:
        return self.cells.get(column, "")


@dataclass(frozen=True, slots=True)
class Table:
    """The rows under the headings, and what stood above them (`titles`).

    `columns` are the known ones, in the order of the file.
    """

    name: str
    columns: tuple[str, ...]
    titles: tuple[str, ...]
    rows: tuple[TableRow, ...]
    guesses: tuple[Guess, ...]


def plain_words(text: str) -> str:
    """Text as it is compared: lower case, words only, single spaces."""
    return _NOT_LETTERS.sub(" ", text.casefold()).strip()


def read_table(
    path: Path, headings: Mapping[str, Sequence[str]], needed: Sequence[str]
) -> Table | Fault:
    """Read a CSV file with comma, semicolon or tab, in UTF-8, UTF-16 or Windows-1252.

    `headings` are the words that each column may stand under, `needed` the columns without which
    it is no such table. Rows of titles may stand above the headings; empty rows are passed over.
    """
    name = shown_name(path.name)
    raw = read_bytes(path, name)
    if isinstance(raw, Fault):
        return raw
    guesses: list[Guess] = []
    text = _decoded(raw, name, guesses)
    if isinstance(text, Fault):
        return text
    try:
        rows, at, columns = _best_reading(text, headings)
    except csv.Error as error:
        return Fault(name, 0, "The file", shown(str(error)), "must be a table saved as CSV")
    missing = [column for column in needed if column not in columns.values()]
    if missing:
        wanted = " and ".join(f"`{headings[column][0]}`" for column in missing)
        return Fault(name, 0, "The file", "none", f"must have a row of headings with {wanted}")
    heading_line, heading_cells = rows[at]
    guesses += [
        Guess(heading_line, f"the column {shown(cell)}", "of no use here")
        for index, cell in enumerate(heading_cells)
        if cell and index not in columns
    ]
    width = max(index for index, cell in enumerate(heading_cells) if cell) + 1
    body = [
        _row(line, cells, columns, width, guesses) for line, cells in rows[at + 1 :] if any(cells)
    ]
    titles = tuple(" ".join(filter(None, cells)) for _, cells in rows[:at] if any(cells))
    swallowed = _swallowed(name, body)
    in_order = tuple(columns[index] for index in sorted(columns))
    return swallowed or Table(name, in_order, titles, tuple(body), tuple(guesses))


def _decoded(raw: bytes, name: str, guesses: list[Guess]) -> str | Fault:
    """The file's text; spreadsheets write UTF-8, UTF-16 or the old Windows letters."""
    if raw.startswith(b"PK\x03\x04"):
        return Fault(name, 0, "The file", "a spreadsheet", "must be saved as CSV first")
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


_Rows = list[tuple[int, list[str]]]


def _best_reading(
    text: str, headings: Mapping[str, Sequence[str]]
) -> tuple[_Rows, int, dict[int, str]]:
    """The rows by the separator that shows most headings, the heading row, and its columns."""
    best: tuple[_Rows, int, dict[int, str]] = ([], 0, {})
    for separator in _SEPARATORS:
        rows = list(_rows(text, separator))
        for at, (_, cells) in enumerate(rows[:_HEADINGS_WITHIN]):
            columns = _columns(cells, headings)
            if len(columns) > len(best[2]):
                best = (rows, at, columns)
    return best


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


def _row(
    line: int, cells: list[str], columns: dict[int, str], width: int, guesses: list[Guess]
) -> TableRow:
    """A row's cells by column; what stands beyond all headings is read as part of the last."""
    named = {column: cells[index] for index, column in columns.items() if index < len(cells)}
    beyond = [cell for cell in cells[width:] if cell]
    if beyond:
        last = columns[max(columns)]
        named[last] = ", ".join(filter(None, [named[last], *beyond]))
        guesses.append(Guess(line, "text beyond the last column", f"part of {last}"))
    return TableRow(line, named)


def _swallowed(name: str, rows: Sequence[TableRow]) -> Fault | None:
    """A quote that is never closed takes in all rows after it; better said than lost."""
    for row in rows:
        if any(cell.count("\n") >= _LINES_IN_A_CELL for cell in row.cells.values()):
            allowed = "must close its quotes: one cell runs over many lines"
            return Fault(name, row.line, "The table", "", allowed)
    return None
