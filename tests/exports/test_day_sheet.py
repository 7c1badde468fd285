from __future__ import annotations

import io
from functools import cache

import pypdf
import pytest

from exports.day_sheet import day_sheet
from exports.document import Row, Table, plain
from exports.markdown import to_markdown
from exports.pdf import to_pdf
from models.entries.group import MemberAdded
from tests.exports.hostile_day import hostile_source
from tests.exports.sample_day import (
    Room,
    man,
    opened_room,
    sample,
    source_of,
)

INITIALS = ["AH", "CM", "DF", "EP", "SK", "HS", "IB", "LT"]


@cache
def room() -> Room:
    return opened_room()


@cache
def sheet() -> pypdf.PdfReader:
    return pypdf.PdfReader(io.BytesIO(to_pdf(day_sheet(source_of(room().day, now="09:40")))))


def test_it_is_one_a4_page() -> None:
    assert len(sheet().pages) == 1
    box = sheet().pages[0].mediabox
    assert (round(box.width), round(box.height)) == (595, 842)


@pytest.mark.parametrize(
    "fact",
    [
        "Tue 24 Nov 2026",
        "Room 2, Alder House",
        "10:00–10:15",
        "12:30–13:00 (fixed)",
        "Personal work, part 1 of 2",
        "Roll",
        "Hearing aid, left ear",
        "Dorothea Quillfeather",
        "page 1 of 1",
    ],
)
def test_it_holds(fact: str) -> None:
    text = sheet().pages[0].extract_text().replace("\n", " ")
    assert fact.replace(" ", "") in text.replace(" ", "").replace("\u00a0", "")


def test_it_shows_public_titles_and_no_name() -> None:
    text = to_markdown(day_sheet(source_of(room().day)))
    assert "Steps to a decision" not in text
    assert "Farthingale" not in text
    assert "NR" not in text


def test_every_expected_man_has_a_row_of_empty_boxes() -> None:
    tables = [b for b in day_sheet(source_of(room().day)).parts[0].blocks if isinstance(b, Table)]
    register = tables[1]
    assert register.boxes
    heads = [column.title for column in register.columns]
    assert heads[:3] == ["Seat", "Who", "In"]
    assert [head for head in heads if head.startswith("Back")] == [
        "Back 11:30",
        "Back 13:00",
        "Back 14:30",
    ]
    rows = [row for row in register.rows if isinstance(row, Row)]
    assert [plain(row.cells[1]) for row in rows[:8]] == INITIALS
    assert all(len(row.cells) == 2 for row in rows)


@pytest.mark.parametrize("seats", [6, 10])
def test_it_stays_one_page_with_fewer_and_more_men(seats: int) -> None:
    men = [
        MemberAdded(
            member=man(seat),
            seat=seat,
            initials=f"M{seat}",
            name=f"Man Number-{seat}",
            accommodations="sits by the door, a break every half an hour " * 4,
        )
        for seat in range(1, seats + 1)
    ]
    document = day_sheet(source_of(opened_room(men).day, names=True))
    assert len(pypdf.PdfReader(io.BytesIO(to_pdf(document))).pages) == 1


def test_hostile_text_leaves_it_one_page() -> None:
    assert len(pypdf.PdfReader(io.BytesIO(to_pdf(day_sheet(hostile_source())))).pages) == 1


def test_staff_who_are_in_the_room_stand_on_it() -> None:
    text = to_markdown(day_sheet(sample()))
    assert "Wren Alderpike" in text
    assert "Tamsin Overlode" in text
