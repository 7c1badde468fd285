"""States that last, on a man's page and in the JSON: his own alone, with who saw them."""

from __future__ import annotations

import json

from exports.document import Document
from exports.json import to_json
from exports.markdown import to_markdown
from exports.session_note import session_note
from exports.source import Source
from models.entries.attendance import AttendanceMarked
from models.entries.observation import StateMarked
from tests.exports.sample_day import TAMSIN, man, opened_room, source_of


def source() -> Source:
    room = opened_room()
    came = [AttendanceMarked(member=man(seat), state="in") for seat in (3, 5)]
    room.say(*came, when="10:00")
    room.say(StateMarked(member=man(3), state="silent", began=True), when="10:20", by=TAMSIN)
    room.say(StateMarked(member=man(3), state="silent", began=False), when="10:32", by=TAMSIN)
    room.say(StateMarked(member=man(5), state="upset", began=True), when="10:40", by=TAMSIN)
    return source_of(room.day)


def page(seat: int) -> str:
    parts = session_note(source()).parts
    (part,) = [one for one in parts if f"seat {seat}" in one.facts.title]
    return to_markdown(Document("", (part,), 0)).replace("\\", "")


def test_a_mans_page_says_what_lasted_in_him_and_who_saw_it() -> None:
    assert "10:20–10:32: silent, seen by Tamsin Overlode" in page(3)
    assert "upset" not in page(3)


def test_what_nobody_ended_says_so() -> None:
    assert "from 10:40, no end was said: visibly upset" in page(5)


def test_the_json_holds_each_stretch() -> None:
    first, second = json.loads(to_json(source()))["states"]
    assert (first["member"], first["state"], first["label"]) == (man(3), "silent", "silent")
    assert first["since"].startswith("2026-11-24T10:20")
    assert first["until"].startswith("2026-11-24T10:32")
    assert second["until"] is None
