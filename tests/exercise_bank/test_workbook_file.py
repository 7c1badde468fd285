"""Workbooks as people keep them: dates, times, merged cells, formulas, errors, several sheets."""

from __future__ import annotations

import zipfile
from datetime import date, datetime, time, timedelta
from pathlib import Path

import pytest
from openpyxl import Workbook

from exercise_bank.bank import Bank
from exercise_bank.plan_file import read_plan
from exercise_bank.workbook_file import MOST_ROWS, cell_name
from tests.exercise_bank.made_workbooks import with_values, workbook

HEAD = ("Day", "Date", "Start", "Minutes", "Set", "Exercise", "Member", "Remarks")
DAY = (
    ("Day 1", date(2026, 11, 10), time(10), 15, "Process", "Check-in"),
    (None, None, time(10, 15), "1h", "Introductory", "Meeting the new members"),
    (None, None, time(11, 15), 15.0, "Break", None),
    (None, None, time(11, 30), timedelta(hours=1), "Introductory", "Group agreement renewed"),
    (None, None, time(12, 30), 30, "Lunch", None, None, "fixed"),
    (None, None, time(13), 75, "Thematic", "How thoughts, feelings and actions link"),
    (None, None, time(14, 15), 15, "Break", None),
    (None, None, time(14, 30), 45, "Assessment", "Key messages so far"),
    (None, None, time(15, 15), 15, "Process", "Check-out"),
)


def test_excels_dates_times_and_numbers_are_read(tmp_path: Path, shipped: Bank) -> None:
    rows = [("Block 2 plan",), (), HEAD, *DAY]
    reading = read_plan(workbook(tmp_path / "plan.xlsx", rows, merged=["A1:H1"]), shipped)
    assert reading.faults == reading.departures == ()
    assert (reading.block, reading.dates) == (2, {1: date(2026, 11, 10)})
    (day,) = reading.days
    assert [item.planned for item in day.items] == [15, 60, 15, 60, 30, 75, 15, 45, 15]
    assert [(one.number, one.said, one.column) for one in reading.headings][:2] == [
        (1, "Day", "day"),
        (2, "Date", "date"),
    ]


def test_a_cell_merged_over_rows_holds_for_each(tmp_path: Path, shipped: Bank) -> None:
    path = workbook(tmp_path / "block2.xlsx", [HEAD, *DAY], merged=["A2:A10", "B2:B10"])
    reading = read_plan(path, shipped)
    assert [len(day.items) for day in reading.days] == [9]
    assert "the merged cells A2:A10 read as 'Day 1' in each row" in " · ".join(
        str(guess) for guess in reading.guesses
    )


def test_a_fault_names_its_cell(tmp_path: Path, shipped: Bank) -> None:
    bad = (*DAY[:1], (None, None, time(10, 15), "an hour", "Introductory", "Aims"), *DAY[2:])
    reading = read_plan(workbook(tmp_path / "block2.xlsx", [HEAD, *bad]), shipped)
    (fault,) = reading.faults
    assert str(fault).endswith("got 'an hour'. block2.xlsx cell D3")


def test_a_formula_counts_as_its_value_and_says_so(tmp_path: Path, shipped: Bank) -> None:
    path = workbook(tmp_path / "block2.xlsx", [HEAD, *DAY])
    with_values(path, "D2", "5*3", "15")
    reading = read_plan(path, shipped)
    assert reading.faults == ()
    assert "cell D2: a formula read as its value '15'" in [str(one) for one in reading.guesses]


def test_a_formula_without_a_value_and_an_error_are_faults(tmp_path: Path, shipped: Bank) -> None:
    rows = [HEAD, *DAY]
    rows[1] = ("Day 1", None, None, "=5*3", "Process", "Check-in")
    rows[2] = (None, None, None, "#REF!", "Introductory", "Meeting the new members")
    reading = read_plan(workbook(tmp_path / "block2.xlsx", rows), shipped)
    told = [str(fault) for fault in reading.faults]
    assert any("A formula: must have a value" in one and one.endswith("cell D2") for one in told)
    assert any("must not hold an error, got '#REF!'" in one for one in told)


def test_the_sheet_with_the_headings_is_read_and_hidden_ones_are_not(
    tmp_path: Path, shipped: Bank
) -> None:
    path = workbook(tmp_path / "block2.xlsx", [HEAD, *DAY], first="Plan")
    from openpyxl import load_workbook

    book = load_workbook(path)
    book.create_sheet("Notes", 0).append(["nothing of interest"])
    hidden = book.create_sheet("Old")
    hidden.append(list(HEAD))
    hidden.sheet_state = "hidden"
    book.save(path)
    reading = read_plan(path, shipped)
    assert len(reading.days) == 1
    assert "the file: 2 sheets read as the sheet 'Plan'" in [str(one) for one in reading.guesses]


def test_a_sheet_without_headings_says_what_is_missing(tmp_path: Path, shipped: Bank) -> None:
    (fault,) = read_plan(workbook(tmp_path / "x.xlsx", [("a", "b")]), shipped).faults
    assert "must have a row of headings with `Minutes` and `Exercise`" in str(fault)


def test_a_sheet_too_large_a_bomb_and_a_locked_file(tmp_path: Path, shipped: Bank) -> None:
    book = Workbook()
    book.worksheets[0].cell(MOST_ROWS + 1, 1, "x")
    book.save(tmp_path / "long.xlsx")
    (fault,) = read_plan(tmp_path / "long.xlsx", shipped).faults
    assert "must have at most 2000 rows" in str(fault)
    with zipfile.ZipFile(tmp_path / "bomb.xlsx", "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("xl/workbook.xml", b"0" * (65 * 1024 * 1024))
    (fault,) = read_plan(tmp_path / "bomb.xlsx", shipped).faults
    assert "must unpack to at most 64 MiB" in str(fault)
    (tmp_path / "locked.xlsx").write_bytes(b"\xd0\xcf\x11\xe0" + b"\0" * 600)
    (fault,) = read_plan(tmp_path / "locked.xlsx", shipped).faults
    assert "without a password" in str(fault)


@pytest.mark.parametrize("cut", [10, 300, 2000])
def test_a_damaged_workbook_is_one_sentence(cut: int, tmp_path: Path, shipped: Bank) -> None:
    path = workbook(tmp_path / "block2.xlsx", [HEAD, *DAY])
    path.write_bytes(path.read_bytes()[:cut])
    (fault,) = read_plan(path, shipped).faults
    assert "must be a workbook saved as XLSX" in str(fault)


def test_cells_are_named_as_spreadsheets_do() -> None:
    assert [cell_name(7, column) for column in (0, 3, 25, 26, 701, 702)] == [
        "A7",
        "D7",
        "Z7",
        "AA7",
        "ZZ7",
        "AAA7",
    ]


def test_a_moment_with_a_time_of_day_is_no_date(tmp_path: Path, shipped: Bank) -> None:
    rows = [HEAD, ("Day 1", datetime(2026, 11, 10, 9, 30), *DAY[0][2:]), *DAY[1:]]  # noqa: DTZ001  (a cell has no zone)
    reading = read_plan(workbook(tmp_path / "block2.xlsx", rows), shipped)
    assert any("the date must be such as" in str(one) for one in reading.departures)
