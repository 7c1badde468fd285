"""The register: a row a man, decided outcomes in the case system's code, nothing overwritten."""

from __future__ import annotations

import csv
import io
from functools import cache

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from exports.attendance_register import attendance_register
from exports.document import Document
from exports.sheets import to_csv, to_xlsx
from exports.text import to_text
from models.entries.attendance import AttendanceMarked
from tests.exports.hostile_day import hostile_source
from tests.exports.sample_day import TAMSIN, man, sample, sample_room, source_of

ACTING = tuple("=+-@|%\t\r")


@cache
def register(*, hostile: bool = False) -> Document:
    return attendance_register(hostile_source() if hostile else sample())


def rows(document: Document) -> list[dict[str, str]]:
    text = to_csv(document)
    assert text.startswith("\ufeff")
    return list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"), newline="")))


def sheet_of(document: Document) -> Worksheet:
    book = openpyxl.load_workbook(io.BytesIO(to_xlsx(document)))
    return book.worksheets[0]


def test_a_row_a_man_as_the_day_was() -> None:
    first, second, *others = rows(register())
    assert len(others) == 6
    assert (first["Seat"], first["In"], first["Out"]) == ("1", "10:02", "at the end")
    assert first["Work, min"] == "267"
    assert second["Reason given, moves"] == "10 min late: bus didn't come"


def test_only_a_decided_outcome_has_the_case_systems_code() -> None:
    first, second, *_ = rows(register())
    assert (first["Outcome"], first["Case system"]) == ("ATTC", "ATTC")
    assert first["Decided by, when"].endswith("Quillfeather, 15:40")
    assert second["Case system"] == ""
    assert second["Decided by, when"].startswith("provisional")


def test_a_correction_is_listed_as_one() -> None:
    room = sample_room()
    marked = AttendanceMarked(member=man(1), state="in", reason="traffic")
    room.say(marked, when="10:20", by=TAMSIN, written="16:00")
    text = to_text(attendance_register(source_of(room.day)))
    assert "CORRECTIONS" in text
    assert "no longer stands" in text.partition("CORRECTIONS")[2]


def test_the_workbook_holds_the_same_rows_with_numbers_as_numbers() -> None:
    sheet = sheet_of(register())
    titles = [cell.value for cell in sheet[1]]
    assert titles[:4] == ["Seat", "Man", "In", "Out"]
    assert [sheet.cell(down, 1).value for down in range(2, 10)] == list(range(1, 9))
    assert sheet.freeze_panes == "A2"
    assert sheet.print_title_rows == "$1:$1"


@pytest.mark.parametrize("hostile", [False, True])
def test_no_cell_is_ever_a_formula(hostile: bool) -> None:
    for row in rows(register(hostile=hostile)):
        for words in row.values():
            assert not words.startswith(ACTING)
    for line in sheet_of(register(hostile=hostile)).iter_rows():
        assert {cell.data_type for cell in line} <= {"s", "n"}
