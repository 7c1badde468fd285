"""A block's plan as a page for the wall, a table that the import reads back, and a calendar."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from io import BytesIO
from pathlib import Path

import pytest
from pypdf import PdfReader

from exercise_bank.bank import Bank, load_bank
from exercise_bank.block_planner import plan_block
from exercise_bank.block_wishes import BlockWishes, Facilitator, Man
from exercise_bank.plan_file import read_plan
from exports.block_plan import PlannedBlock, plan_table, wall_plan
from exports.calendar import to_ics
from exports.write import DocumentFormat, PlanFormat, export_block_plan, render

NOW = 1_795_514_400_000


@pytest.fixture(scope="module")
def bank() -> Bank:
    return load_bank()


@pytest.fixture(scope="module")
def planned(bank: Bank) -> PlannedBlock:
    staff = (Facilitator("A. Lark"), Facilitator("B. Wren"))
    men = tuple(Man(seat) for seat in range(1, 11))
    plan = plan_block(BlockWishes(2, men, date(2027, 3, 9), (1,), staff), bank)
    return PlannedBlock("Core Group Tuesday", "g", 2, "Block 2", "run", plan.days, NOW)


def test_the_wall_plan_is_one_page_that_names_nobody(planned: PlannedBlock) -> None:
    pages = PdfReader(BytesIO(render(wall_plan(planned), "pdf"))).pages
    assert len(pages) == 1
    text = " ".join(pages[0].extract_text().split())
    assert "Tue 9 Mar 2027" in text
    assert "10:00 to 15:30" in text
    assert "Personal work" in text
    assert "Lark" not in text
    assert "seat" not in text.casefold()


@pytest.mark.parametrize("kind", ["pdf", "html", "md", "txt"])
def test_a_page_without_chain_heads_has_no_loose_end(kind: DocumentFormat) -> None:
    document = wall_plan(PlannedBlock("Core Group Tuesday", "g", 2, "Block 2", "run", (), NOW))
    data = render(document, kind)
    said = PdfReader(BytesIO(data)).pages[0].extract_text() if kind == "pdf" else data.decode()
    assert "for the wall" in said
    made = said[said.rindex("made ") :]
    assert not set("·;") & set(made)


@pytest.mark.parametrize("kind", ["xlsx", "csv"])
def test_the_table_reads_back_as_it_was_planned(
    kind: PlanFormat, planned: PlannedBlock, bank: Bank, tmp_path: Path
) -> None:
    path = export_block_plan(planned, kind, tmp_path)
    reading = read_plan(path, bank)
    assert reading.faults == ()
    assert reading.block == 2
    assert reading.dates == {day.plan.number: day.date for day in planned.days}
    read = [
        [(item.exercise, item.planned, item.start, item.seat, item.part) for item in day.items]
        for day in reading.days
    ]
    assert read == [
        [(item.exercise, item.planned, item.start, item.seat, item.part) for item in day.plan.items]
        for day in planned.days
    ]


def unfolded(raw: bytes) -> list[str]:
    assert all(len(line) <= 75 for line in raw.split(b"\r\n"))
    return raw.decode().replace("\r\n ", "").split("\r\n")


def test_the_calendar_has_an_event_a_day_in_utc(planned: PlannedBlock) -> None:
    lines = unfolded(to_ics(planned))
    assert lines[0] == "BEGIN:VCALENDAR"
    assert lines.count("BEGIN:VEVENT") == len(planned.days) == 9
    assert "DTSTART:20270309T100000Z" in lines
    assert "DTSTART:20270330T090000Z" in lines, "summer time has begun"
    assert "SUMMARY:Core Group Tuesday\\, block 2\\, day 1" in lines
    assert "DESCRIPTION:lead: A. Lark\\; second: B. Wren" in lines
    assert len({line for line in lines if line.startswith("UID:")}) == 9


def test_a_group_s_name_can_not_break_the_calendar(planned: PlannedBlock) -> None:
    odd = replace(planned, group="Möwe\r\nBEGIN:VALARM, " * 9)
    lines = unfolded(to_ics(odd))
    assert not any(line.startswith("BEGIN:VALARM") for line in lines)
    assert any(line.startswith("SUMMARY:Möwe BEGIN:VALARM\\,") for line in lines)


def test_rows_of_the_table_hold_seats_and_no_names(planned: PlannedBlock) -> None:
    text = render(plan_table(planned), "csv").decode("utf-8-sig")
    assert text.splitlines()[0] == "Day,Date,Start,Minutes,Set,Exercise,Member,Remarks"
    assert "Lark" not in text


def test_on_the_wall_both_halves_name_what_goes_on_after_lunch_and_a_split_stands_once(
    planned: PlannedBlock,
) -> None:
    first = planned.days[0].plan
    at, lunch, other = first.items[1], first.items[4], first.items[5]
    assert lunch.title == "Lunch"
    parts = [replace(at, part=part, parts=3) for part in (1, 2, 3)]
    items = (first.items[0], parts[0], first.items[2], parts[1], lunch, parts[2], other)
    day = replace(planned.days[0], plan=replace(first, items=items))
    text = render(wall_plan(replace(planned, days=(day,))), "txt").decode()
    line = " ".join(text.split())
    assert line.count(at.public_title) == 2
    assert f"{at.public_title} (continued), {other.public_title}" in line


def test_on_the_wall_the_type_is_as_large_as_the_page_takes(planned: PlannedBlock) -> None:
    (page,) = PdfReader(BytesIO(render(wall_plan(planned), "pdf"))).pages
    sizes: dict[float, int] = {}

    def seen(text: str, _: object, matrix: list[float], __: object, size: float) -> None:
        points = round(abs(matrix[3]) * size, 1)
        sizes[points] = sizes.get(points, 0) + len(text.strip())

    page.extract_text(visitor_text=seen)
    assert max(sizes, key=lambda points: sizes[points]) >= 13
