"""Rosters as people keep them in CSV."""

import csv
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from models.group.roster import RosterReading, read_roster
from tests.exercise_bank.made_workbooks import workbook

SEATED = ("JB", "DK", "RT", "SM", "AP", "LW", "GO", "TN")
EXAMPLE = Path(__file__).parent / "examples" / "roster.csv"
HEAD = "No,Initials,Name,D.O.B.,RM2000/S,IQ 80+,Joined,Block,Credit,Learning style,Remarks"


@pytest.fixture(scope="module")
def example() -> RosterReading:
    return read_roster(EXAMPLE)


def read(tmp_path: Path, *rows: str, head: str = HEAD) -> RosterReading:
    path = tmp_path / "roster.csv"
    path.write_text("\n".join([head, *rows]), encoding="utf-8")
    return read_roster(path)


def test_the_example_opens_as_it_is(example: RosterReading) -> None:
    assert example.faults == ()
    assert [(row.seat, row.initials) for row in example.rows] == [
        (1, "JB"),
        (2, "DK"),
        (3, "RT"),
        (4, "SM"),
        (5, "AP"),
        (6, "LW"),
        (7, "GO"),
        (8, "TN"),
    ]


def test_what_the_example_says_of_the_men(example: RosterReading) -> None:
    men = {row.seat: row for row in example.rows}
    assert men[1].born == "1979-03-14"
    assert men[1].learning_styles == ("discussion", "visual")
    assert men[1].accommodations == "asks for written notes"
    assert (men[1].offender_manager, men[1].remarks) == ("L. Quill", "")
    assert men[2].born == "1988-11-02"
    assert "block 1 credited" in men[3].credit
    assert men[4].name == "Stefan Móżny"
    assert men[5].risk_level == "very high"
    assert (men[6].accommodations, men[6].remarks) == ("", "joined after transfer")
    assert (men[7].iq_rule, men[7].risk_level) == ("exception", "low")
    assert men[7].remarks.startswith("IQ 78, exception agreed")
    assert men[8].keep_apart == (2,)
    assert [row.block for row in example.rows] == [1, 1, 1, 2, 2, 2, 2, 2]
    assert men[8].joined == "2026-11-09"


def test_the_example_s_guesses(example: RosterReading) -> None:
    assert [str(guess) for guess in example.guesses] == [
        "line 2: 'offender manager: L. Quill' read as his offender manager, L. Quill",
        "line 3: '02/11/1988' read as 1988-11-02 (the day before the month)",
        "line 3: 'offender manager: L. Quill' read as his offender manager, L. Quill",
        "line 6: '11/12/1971' read as 1971-12-11 (the day before the month)",
        "line 6: 'very high' read as very high, on the route of high",
        "line 7: 'joined after transfer' read as a remark, not an accommodation",
        "line 8: 'IQ 78, exception agreed by treatment manager' read as a remark, "
        "not an accommodation",
        "line 9: 'not together with 2' read as keep apart from seat 2",
    ]


def test_rows_that_cannot_be_read_are_left_out_and_named(tmp_path: Path) -> None:
    reading = read(tmp_path, "1,AB", ",CD", "11,EF", "4,", "5,R2", "1,GH", "0,j.k.", "Seat 9,lm")
    assert [(row.seat, row.initials) for row in reading.rows] == [(1, "AB"), (9, "LM"), (10, "JK")]
    assert [(fault.line, fault.allowed) for fault in reading.faults] == [
        (3, "the seat must be 1 to 10"),
        (4, "the seat must be 1 to 10"),
        (5, "initials must be 1 to 4 letters"),
        (6, "initials must be 1 to 4 letters"),
        (7, "the seat is taken on line 2"),
    ]
    assert "line 8: '0' read as seat 10" in [str(guess) for guess in reading.guesses]


def test_a_man_on_two_rows_is_named_with_both_places(tmp_path: Path) -> None:
    path = tmp_path / "roster.csv"
    path.write_text("No,Initials,CRN\n1,ZA,X123456\n2,ZB,X123457\n3,ZC,X123456\n")
    (fault,) = read_roster(path).faults
    assert str(fault) == (
        "The row of '3': the same man, by his case reference, is on line 2, got 'X123456'. "
        "roster.csv line 4"
    )


def test_cells_that_cannot_be_read_are_left_empty_and_named(tmp_path: Path) -> None:
    reading = read(tmp_path, "1,AB,Ash Brock,31/02/1980,grave,maybe,soon,next,,,")
    (row,) = reading.rows
    assert (row.born, row.risk_level, row.iq_rule, row.joined, row.block) == (
        None,
        "",
        "",
        None,
        None,
    )
    assert {fault.found for fault in reading.faults} == {
        "'31/02/1980'",
        "'grave'",
        "'maybe'",
        "'soon'",
        "'next'",
    }


def test_columns_of_their_own_for_manager_and_keeping_apart(tmp_path: Path) -> None:
    reading = read(
        tmp_path,
        "1;AB;L. Quill;2 and 0;keep apart from 4;Block 2",
        head="Seat;Initials;OM;Not together with;Notes;Joins block",
    )
    (row,) = reading.rows
    assert (row.offender_manager, row.keep_apart, row.block) == ("L. Quill", (2, 10), 2)
    assert row.remarks == "keep apart from 4"


def test_a_table_that_is_no_roster(tmp_path: Path) -> None:
    (fault,) = read(tmp_path, "1,2", head="a,b").faults
    assert str(fault) == (
        "The file: must have a row of headings with `No` and `Initials`, got none. roster.csv"
    )


CELLS = st.sampled_from(
    ["", "1", "0", "AB", "14/03/79", "very high", "OM: X", "not together with 1"]
)


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(rows=st.lists(st.lists(CELLS | st.text(max_size=8), max_size=13), max_size=8))
def test_any_rows_are_read_or_named(tmp_path: Path, rows: list[list[str]]) -> None:
    path = tmp_path / "roster.csv"
    text = "\n".join([HEAD, *(",".join(cells) for cells in rows)])
    path.write_text(text, encoding="utf-8", errors="replace", newline="")
    reading = read_roster(path)
    assert len({row.seat for row in reading.rows}) == len(reading.rows)
    for told in (*reading.guesses, *reading.faults):
        assert str(told).isprintable()


def test_a_workbook_reads_like_the_csv_with_its_cells_named(tmp_path: Path) -> None:
    said = EXAMPLE.read_text(encoding="utf-8-sig").splitlines()
    rows = [[cell.strip('"') for cell in row] for row in csv.reader(said, delimiter=";")]
    rows[1][3], rows[2][3] = "14/03/1979", "soon"
    path = workbook(tmp_path / "roster.xlsx", [["Core Group, Tuesdays"], [], *rows])
    reading = read_roster(path)
    assert [row.initials for row in reading.rows] == list(SEATED)
    assert reading.rows[0].born == "1979-03-14"
    (fault,) = reading.faults
    assert str(fault).endswith("got 'soon'. roster.xlsx cell D5")
    assert [heading.column for heading in reading.headings][:4] == [
        "seat",
        "initials",
        "name",
        "born",
    ]
