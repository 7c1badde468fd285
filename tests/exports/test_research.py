"""The research data set says nobody's name, date or words; what few men share is suppressed."""

from __future__ import annotations

from random import Random

import pytest

from exports.document import Row, Table, plain
from exports.research import DICTIONARY, FEW, SUPPRESSED, TooFew, research_set
from exports.text import to_text
from models.entries.attendance import AttendanceMarked
from tests.exports.sample_day import DATE, man, members, opened_room, sample, source_of


def tables() -> list[Table]:
    blocks = research_set([sample()], Random(1)).parts[0].blocks
    return [block for block in blocks if isinstance(block, Table)]


def test_every_column_is_in_the_dictionary_and_no_date_or_name_in_a_row() -> None:
    attendance, domains, dictionary = tables()
    said = {plain(row.cells[0]) for row in dictionary.rows if isinstance(row, Row)}
    assert {column.title for column in (*attendance.columns, *domains.columns)} <= said
    assert len(said) == len(DICTIONARY)
    text = to_text(research_set([sample()], Random(1))).split("ATTENDANCE")[1].split("\n\n")[1]
    for one in members():
        assert f" {one.initials} " not in text
        assert not one.name or one.name.split()[-1] not in text
    assert DATE not in text
    assert str(DATE[:4]) not in text


def test_what_fewer_than_five_men_share_is_suppressed() -> None:
    attendance, domains, _ = tables()
    levels = [plain(row.cells[1]) for row in attendance.rows if isinstance(row, Row)]
    assert all(level == SUPPRESSED or levels.count(level) >= 5 for level in levels)
    assert SUPPRESSED in levels
    counts = [plain(row.cells[1]) for row in domains.rows if isinstance(row, Row)]
    assert all(count == FEW or int(count) >= 5 for count in counts)


def test_numbers_are_drawn_anew_and_too_few_men_are_refused() -> None:
    assert to_text(research_set([sample()], Random(1))) != to_text(
        research_set([sample()], Random(2))
    )
    room = opened_room(members()[:4])
    room.say(AttendanceMarked(member=man(1), state="in"), when="10:00")
    with pytest.raises(TooFew):
        research_set([source_of(room.day)])
