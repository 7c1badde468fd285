"""Plans as people keep them in CSV: each guess said, each row that can't be read named."""

from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from exercise_bank.bank import Bank
from exercise_bank.exercise import ItemSet
from exercise_bank.plan_file import read_plan
from exercise_bank.plan_reading import PlanReading
from tests.exercise_bank.conftest import EXAMPLES

HEAD = "Day,Date,Start,Minutes,Set,Exercise,Member,Remarks"


@pytest.fixture(scope="module")
def example(shipped: Bank) -> PlanReading:
    return read_plan(EXAMPLES / "block2-plan.csv", shipped)


def read(tmp_path: Path, bank: Bank, *rows: str, head: str = HEAD) -> PlanReading:
    path = tmp_path / "block2.csv"
    path.write_text("\n".join([head, *rows]), encoding="utf-8")
    return read_plan(path, bank)


def said(reading: PlanReading) -> list[str]:
    return [str(guess) for guess in reading.guesses if guess.line]


def test_the_example_opens_as_it_is(example: PlanReading) -> None:
    assert example.faults == ()
    assert example.block == 2
    assert [(day.number, len(day.items)) for day in example.days] == [(1, 9), (2, 8)]
    for day in example.days:
        assert (day.work_minutes, day.break_minutes) == (270, 60)
        assert (day.items[0].start, day.items[-1].end) == (600, 930)
    assert example.dates == {1: date(2026, 11, 10), 2: date(2026, 11, 17)}


def test_the_example_s_first_day(example: PlanReading) -> None:
    day = example.day(1)
    assert day is not None
    assert [(item.exercise, item.planned) for item in day.items] == [
        ("check-in-2", 15),
        ("meeting-the-new-members", 60),
        ("break", 15),
        ("group-agreement-renewed", 60),
        ("lunch", 30),
        ("how-thoughts-feelings-and-actions-link", 75),
        ("break", 15),
        ("key-messages-so-far", 45),
        ("check-out-2", 15),
    ]
    assert [item.exercise for item in day.items if item.fixed] == ["lunch"]
    assert (day.items[5].minimum, day.items[5].maximum) == (50, 90)
    assert day.items[1].remark == "4, 5, 6, 7, 8 are new"


def test_the_example_s_splits(example: PlanReading) -> None:
    day = example.day(2)
    assert day is not None
    assert [
        (item.seat, item.planned, item.part, item.parts)
        for item in day.items
        if item.set is ItemSet.PERSONAL
    ] == [(1, 75, 1, 2), (1, 60, 2, 2), (2, 75, 1, 2), (2, 45, 2, 2)]


def test_the_example_s_guesses(example: PlanReading) -> None:
    assert {
        "the file: 'block2-plan.csv' read as a plan of block 2",
        "line 3: '1h' read as 60 minutes",
        "line 5: '60 min' read as 60 minutes",
        "line 4: 'Break' under Set read as break",
        "line 6: 'fixed' read as a fixed start at 12:30",
        "line 7: 'min 50 max 90' read as at least 50 minutes and at most 90 minutes",
        "line 10: 'fixed end 15:30' read as the end of the day, 15:30",
        "line 11: 'Steps to a decision' read as `steps-to-a-decision` of the bank",
        "line 17: 'Steps to a decision (cont.)' read as part 2 of 2 of what begins on line 15",
    } <= {str(guess) for guess in example.guesses}


def test_the_example_s_departure(example: PlanReading) -> None:
    assert [str(fault) for fault in example.departures] == [
        "Block 2, day 2, `steps-to-a-decision`: the day must begin with process work, "
        "got personal work. block2-plan.csv line 11"
    ]


@pytest.mark.parametrize("separator", [",", ";", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_any_separator_and_encoding(
    tmp_path: Path, shipped: Bank, separator: str, encoding: str
) -> None:
    rows = [
        "Core Group – Block 3",
        "",
        HEAD,
        "Day 1,10/11/2026,10:00,15,Process,Check-in,,café",
        ",,10:15,45,Thematic,Weighing it up,,",
    ]
    path = tmp_path / "plan.csv"
    path.write_bytes("\r\n".join(rows).replace(",", separator).encode(encoding))
    reading = read_plan(path, shipped)
    assert reading.block == 3
    assert [item.planned for item in reading.days[0].items] == [15, 45]
    assert reading.days[0].items[0].remark == "café"
    windows = "the file: letters that aren't UTF-8 read as Windows-1252"
    assert (windows in {str(guess) for guess in reading.guesses}) == (encoding == "cp1252")


def test_each_row_that_cannot_be_read_is_named(tmp_path: Path, shipped: Bank) -> None:
    reading = read(
        tmp_path,
        shipped,
        "Day 1,,10:00,15,Process,Check-in,,",
        ",,10:15,an hour,Thematic,Weighing it up,,",
        ",,,900,Thematic,Small decisions,,",
        ",,,15,,,,",
        ",,,,Thematic,Not in the bank at all,,",
    )
    assert [(fault.line, fault.allowed, fault.found) for fault in reading.faults] == [
        (3, "minutes must be such as 45, 1h30, 90m or 60 min", "'an hour'"),
        (4, "minutes must be 1 to 270", "'900'"),
        (5, "the row must name an exercise, a break or lunch", "nothing"),
        (6, "minutes are missing", ""),
    ]
    assert [item.exercise for item in reading.days[0].items] == ["check-in-2"]


def test_a_fixed_end_that_is_no_time(tmp_path: Path, shipped: Bank) -> None:
    reading = read(tmp_path, shipped, "1,,10:00,15,Process,Check-in,,fixed end 33:99")
    told = [(fault.line, fault.allowed) for fault in reading.departures]
    assert (2, "the fixed end must be a time such as 15:30") in told


def test_cells_that_cannot_be_read_leave_the_row(tmp_path: Path, shipped: Bank) -> None:
    reading = read(
        tmp_path,
        shipped,
        "Day 1,sometime,ten,15,Process,Check-in,all,",
        "Day x,,,60,Personal work,Steps to a decision,12,",
    )
    assert len(reading.days[0].items) == 2
    assert reading.days[0].items[1].seat is None
    told = [(fault.line, fault.allowed) for fault in reading.departures]
    assert (2, "the date must be such as 10 Nov 2026 or 10/11/2026") in told
    assert (2, "the start must be a time such as 11:30") in told
    assert (2, "the member must be a seat from 1 to 10") in told
    assert (3, "the day must be 1 to 60, such as Day 2") in told
    assert (3, "the member must be a seat from 1 to 10") in told


def test_an_exercise_that_is_not_in_the_bank_is_kept(tmp_path: Path, shipped: Bank) -> None:
    reading = read(tmp_path, shipped, "1,,10:00,50,Thematic,The long way home,,optional")
    (item,) = reading.days[0].items
    assert (item.exercise, item.title) == ("the-long-way-home", "The long way home")
    assert item.public_title == "Group work"
    assert (item.minimum, item.planned, item.maximum) == (50, 50, 50)
    assert item.optional
    assert "line 2: 'The long way home' read as an exercise that isn't in the bank" in said(reading)


def test_a_slip_of_the_pen_still_finds_the_exercise(tmp_path: Path, shipped: Bank) -> None:
    reading = read(tmp_path, shipped, "1,,10:00,60,Thematic,Smal decisons,,")
    assert reading.days[0].items[0].exercise == "small-decisions"
    assert "line 2: 'Smal decisons' read as `small-decisions` of the bank" in said(reading)


def test_a_set_that_the_bank_does_not_say(tmp_path: Path, shipped: Bank) -> None:
    reading = read(tmp_path, shipped, "1,,10:00,60,Process,Small decisions,,")
    assert reading.days[0].items[0].set is ItemSet.THEMATIC
    assert any(
        "in the bank it is of the set thematic, got process" in str(fault)
        for fault in reading.departures
    )


def test_minutes_outside_the_bank_s_are_kept_and_told(tmp_path: Path, shipped: Bank) -> None:
    reading = read(tmp_path, shipped, "1,,10:00,90,Thematic,Small decisions,,")
    (item,) = reading.days[0].items
    assert (item.minimum, item.planned, item.maximum) == (45, 90, 90)
    assert any("minutes must be 45 to 75, got 90" in str(fault) for fault in reading.departures)


def test_minutes_left_out(tmp_path: Path, shipped: Bank) -> None:
    reading = read(
        tmp_path, shipped, "1,,10:00,,Thematic,Small decisions,,", ",,,,Break,,,", ",,,,,Lunch,,"
    )
    assert [item.planned for item in reading.days[0].items] == [60, 15, 30]
    assert "line 3: 'no minutes' read as 15 minutes, as planned usually" in said(reading)


def test_an_end_in_place_of_minutes(tmp_path: Path, shipped: Bank) -> None:
    reading = read(
        tmp_path,
        shipped,
        "1,10:00,10:15,,Check-in",
        "1,12:45,1.30,,Weighing it up",
        head="Session,From,To,Mins,Activity",
    )
    assert [item.planned for item in reading.days[0].items] == [15, 45]


def test_starts_that_do_not_follow(tmp_path: Path, shipped: Bank) -> None:
    reading = read(
        tmp_path,
        shipped,
        "1,,9.45,15,Process,Check-in,,",
        ",,10:10,60,Thematic,Small decisions,,",
        ",,11:00,15,Break,,,",
        ",,1.00,60,Thematic,Weighing it up,,",
    )
    items = reading.days[0].items
    assert [(item.start, item.fixed) for item in items] == [
        (585, False),
        (610, True),
        (670, False),
        (780, True),
    ]
    assert "line 2: '09:45' read as the start of the day" in said(reading)
    assert "line 3: '10:10' read as a fixed start: what stands before ends at 10:00" in said(
        reading
    )
    assert "line 5: '1.00' read as 13:00, in the afternoon" in said(reading)
    assert any(
        fault.line == 4 and "starts at 11:10, when what stands before it ends" in fault.allowed
        for fault in reading.departures
    )


def test_days_by_date_alone(tmp_path: Path, shipped: Bank) -> None:
    reading = read(
        tmp_path,
        shipped,
        "10/11/2026,15,Check-in",
        ",60,Small decisions",
        "17/11/2026,15,Check-in",
        head="Date,Minutes,Exercise",
    )
    assert [(day.number, len(day.items)) for day in reading.days] == [(1, 2), (2, 1)]
    assert reading.dates == {1: date(2026, 11, 10), 2: date(2026, 11, 17)}


def test_going_on_with_what_began_another_day(tmp_path: Path, shipped: Bank) -> None:
    reading = read(tmp_path, shipped, "2,,10:00,30,Thematic,Small decisions (continued),,")
    (item,) = reading.days[0].items
    assert (item.exercise, item.part, item.parts) == ("small-decisions", 1, 1)
    assert any(
        "an exercise of its own: it doesn't begin that day" in text for text in said(reading)
    )


def test_a_man_s_second_row_goes_on_without_being_told(tmp_path: Path, shipped: Bank) -> None:
    rows = ["1,,10:00,60,Personal work,Steps to a decision,Member 3,", ",,11:00,15,Break,,,"]
    reading = read(tmp_path, shipped, *rows, ",,11:15,60,Personal,Steps to a decision,3,")
    parts = [(item.seat, item.part, item.parts) for item in reading.days[0].items if item.seat]
    assert parts == [(3, 1, 2), (3, 2, 2)]
    assert "line 2: 'Member 3' read as seat 3" in said(reading)


def test_seat_ten_is_typed_as_nought(tmp_path: Path, shipped: Bank) -> None:
    reading = read(tmp_path, shipped, "1,,10:00,120,Personal work,Steps to a decision,0,")
    assert reading.days[0].items[0].seat == 10
    assert "line 2: '0' read as seat 10" in said(reading)


def test_text_beyond_the_last_column_and_columns_of_no_use(tmp_path: Path, shipped: Bank) -> None:
    reading = read(
        tmp_path,
        shipped,
        "1,15,Check-in,blue,bring the,cards",
        head="Day,Minutes,Exercise,Colour,Remarks",
    )
    assert reading.days[0].items[0].remark == "bring the, cards"
    assert "line 1: the column 'Colour' read as of no use here" in said(reading)


@pytest.mark.parametrize(
    ("raw", "told"),
    [
        (b"", "must have a row of headings with `Minutes` and `Exercise`"),
        (b"PK\x03\x04rest of a spreadsheet", "must be a workbook saved as XLSX, got a damaged"),
        (b"\x00\x01\x02", "must be text, best saved as CSV UTF-8"),
        (b"\x81\x8d", "must be text"),
        (b"Day,Exercise\n1,Check-in", "must have a row of headings with `Minutes`"),
        (b'Day,Minutes,Exercise\n1,15,"Check-in' + b"\n2,15,x" * 40, "must close its quotes"),
        (b"Day,Minutes,Exercise\n1,15," + b"x" * 200_000, "must be a table saved as CSV"),
    ],
)
def test_what_is_no_plan_is_one_fault(tmp_path: Path, shipped: Bank, raw: bytes, told: str) -> None:
    path = tmp_path / "plan.csv"
    path.write_bytes(raw)
    reading = read_plan(path, shipped)
    assert reading.days == ()
    (fault,) = reading.faults
    assert told in str(fault)


def test_a_file_that_is_not_there(tmp_path: Path, shipped: Bank) -> None:
    (fault,) = read_plan(tmp_path / "gone.csv", shipped).faults
    assert str(fault) == "The file: must be a file that can be read. gone.csv"


SETS = ["Break", "Lunch", "Personal work", "Process", ""]
REMARKS = ["(cont.)", "fixed", "fixed end 15:30", "fixed end 33:99", "min 90 max 5", "min 0"]
TIMES = ["1", "Day 2", "10:00", "1h", "17/11/2026", "0", "Steps to a decision", '"', "\x1b[31m"]
CELLS = st.sampled_from([*SETS, *REMARKS, *TIMES]) | st.text(max_size=8)


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(rows=st.lists(st.lists(CELLS, max_size=9), max_size=8))
def test_any_rows_are_read_or_named(tmp_path: Path, shipped: Bank, rows: list[list[str]]) -> None:
    path = tmp_path / "block1.csv"
    text = "\n".join([HEAD, *(",".join(cells) for cells in rows)])
    path.write_text(text, encoding="utf-8", errors="replace", newline="")
    reading = read_plan(path, shipped)
    for day in reading.days:
        assert day.items
        for item in day.items:
            assert 0 < item.minimum <= item.planned <= item.maximum
            assert 1 <= item.part <= item.parts
    for told in (*reading.guesses, *reading.faults, *reading.departures):
        assert str(told).isprintable()
