"""Reading the sheets of a workbook (XLSX) as rows of text: dates, times, merged cells, formulas."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING

from exercise_bank.fault import Fault, Guess, shown

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

SIGNATURE = b"PK\x03\x04"
LOCKED_SIGNATURE = b"\xd0\xcf\x11\xe0"
"""How a workbook with a password begins, or one in the format before 2007."""

LARGEST_UNPACKED = 64 * 1024 * 1024
MOST_ROWS, MOST_COLUMNS = 2000, 100
"""What a sheet may hold (ours): far above a roster's ten men and a block's two hundred items."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet: its rows as text with their number from 1, and how cells were understood.

    `faults` name cells whose value isn't there: formulas never worked out, errors.
    """

    name: str
    rows: tuple[tuple[int, list[str]], ...]
    guesses: tuple[Guess, ...]
    faults: tuple[Fault, ...]


def cell_name(row: int, column: int) -> str:
    """The cell of a row (from 1) and column (from 0) as a spreadsheet names it: D7."""
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return f"{letters}{row}"


def read_sheets(raw: bytes, name: str) -> tuple[Sheet, ...] | Fault:
    """The visible sheets of a workbook, `name` being the file as messages show it."""
    if not raw.startswith(SIGNATURE):
        allowed = "must be saved as XLSX without a password"
        return Fault(name, 0, "The file", "a locked or old workbook", allowed)
    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as packed:
            if sum(part.file_size for part in packed.infolist()) > LARGEST_UNPACKED:
                allowed = f"must unpack to at most {LARGEST_UNPACKED >> 20} MiB"
                return Fault(name, 0, "The file", "more", allowed)
        from openpyxl import load_workbook  # 0.3 s: only where a workbook is read

        values = load_workbook(io.BytesIO(raw), data_only=True)
        written = load_workbook(io.BytesIO(raw))
        seen = [sheet for sheet in values.worksheets if sheet.sheet_state == "visible"]
        return tuple(_sheet(sheet, written[sheet.title], name) for sheet in seen)
    except Exception:  # noqa: BLE001  (the library raises whatever a damaged part leads it into)
        return Fault(name, 0, "The file", "a damaged workbook", "must be a workbook saved as XLSX")


def _sheet(values: Worksheet, written: Worksheet, name: str) -> Sheet:
    guesses: list[Guess] = []
    faults: list[Fault] = []
    if values.max_row > MOST_ROWS or values.max_column > MOST_COLUMNS:
        allowed = f"must have at most {MOST_ROWS} rows and {MOST_COLUMNS} columns"
        found = f"{values.max_row} rows, {values.max_column} columns"
        fault = Fault(name, 0, f"The sheet {shown(values.title)}", found, allowed)
        return Sheet(values.title, (), (), (fault,))
    filled = dict(_filled_down(values, guesses))
    rows = []
    for number, cells in enumerate(values.iter_rows(values_only=True), start=1):
        texts = []
        for column, value in enumerate(cells):
            place = cell_name(number, column)
            said = filled.get((number, column), value)
            formula = written.cell(number, column + 1).value
            if isinstance(formula, str) and formula.startswith("="):
                _formula(name, number, place, said, guesses, faults)
            elif isinstance(said, str) and said.startswith("#") and said[-1:] in "!?A/0":
                _error(name, number, place, said, faults)
            texts.append(_text(said))
        rows.append((number, texts))
    return Sheet(values.title, tuple(rows), tuple(guesses), tuple(faults))


def _formula(
    name: str, number: int, place: str, said: object, guesses: list[Guess], faults: list[Fault]
) -> None:
    """A formula counts as what it was worked out to when the file was saved."""
    if said is None:
        allowed = "must have a value: open the file in the spreadsheet program and save it"
        faults.append(Fault(name, number, "A formula", "none", allowed, place))
    elif isinstance(said, str) and said.startswith("#"):
        _error(name, number, place, said, faults)
    else:
        guesses.append(Guess(number, "a formula", f"its value {shown(_text(said))}", place))


def _error(name: str, number: int, place: str, said: str, faults: list[Fault]) -> None:
    faults.append(Fault(name, number, "A cell", shown(said), "must not hold an error", place))


def _filled_down(
    sheet: Worksheet, guesses: list[Guess]
) -> Iterator[tuple[tuple[int, int], object]]:
    """What a cell merged over several rows says holds for each of them."""
    for merged in sheet.merged_cells.ranges:
        if merged.max_row == merged.min_row:
            continue
        value = sheet.cell(merged.min_row, merged.min_col).value
        if value is None:
            continue
        found = f"the merged cells {merged.coord}"
        guesses.append(Guess(merged.min_row, found, f"{shown(_text(value))} in each row"))
        for row in range(merged.min_row, merged.max_row + 1):
            yield (row, merged.min_col - 1), value


_PLAIN: Mapping[object, str] = {None: "", True: "yes", False: "no"}


def _text(value: object) -> str:
    """A cell's value as one would type it."""
    if value is None or isinstance(value, bool):
        return _PLAIN[value]
    if isinstance(value, datetime):
        midnight = value.time() == time()
        return value.date().isoformat() if midnight else value.isoformat(" ", "minutes")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, time):
        return value.isoformat("minutes")
    if isinstance(value, timedelta):
        hours, minutes = divmod(round(value.total_seconds() / 60), 60)
        return f"{hours}:{minutes:02}"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value).strip()
