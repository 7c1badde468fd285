"""Ratings of understanding leave as each observer gave them: his own alone, never added up."""

from __future__ import annotations

import json

from exports.document import Document
from exports.json import to_json
from exports.markdown import to_markdown
from exports.session_note import session_note
from exports.source import Source
from models.entries.attendance import AttendanceMarked
from models.entries.observation import UnderstandingRated
from tests.exports.sample_day import TAMSIN, WREN, man, opened_room, source_of


def source() -> Source:
    room = opened_room()
    came = [AttendanceMarked(member=man(seat), state="in") for seat in (3, 5)]
    room.say(*came, when="10:00")
    item = room.day.timeline.states[0].item.id
    for staff, seat, rating in ((TAMSIN, 3, 2), (WREN, 3, 4), (WREN, 5, 0)):
        said = UnderstandingRated(
            item=item, member=man(seat), staff=staff, rating=rating, most=4, words="in part"
        )
        room.say(said, when="10:30", by=staff)
    return source_of(room.day)


def page(seat: int) -> str:
    parts = session_note(source()).parts
    (part,) = [one for one in parts if f"seat {seat}" in one.facts.title]
    return to_markdown(Document("", (part,), 0)).replace("\\", "")


def test_each_observers_rating_stands_by_itself() -> None:
    shown = page(3)
    assert "2 of 4, in part, as seen by Tamsin Overlode" in shown
    assert "4 of 4, in part, as seen by" in shown
    assert "never added up" in shown
    assert "3 of 4" not in shown


def test_one_that_was_taken_back_is_not_there() -> None:
    assert "Understanding" not in page(5)


def test_the_json_holds_each_of_them() -> None:
    held = json.loads(to_json(source()))["understanding"]
    assert [(one["member"], one["rating"], one["most"]) for one in held] == [
        (man(3), 2, 4),
        (man(3), 4, 4),
    ]
