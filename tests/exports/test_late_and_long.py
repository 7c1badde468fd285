"""A late start and a day agreed to be longer: their reasons stand in the group's part alone."""

from __future__ import annotations

import json

from exports.document import Document
from exports.json import to_json
from exports.markdown import to_markdown
from exports.session_note import session_note
from models.entries.timeline import LateStartExplained, RunOn
from tests.exports.sample_day import TAMSIN, opened_room, source_of


def test_why_it_began_late_and_ran_on_is_said_of_the_group_and_of_no_man() -> None:
    room = opened_room()
    room.say(LateStartExplained(reason="waiting for members"), when="10:08")
    until = source_of(room.day).day.wall(945)
    room.say(RunOn(until=until, reason="discussion needed the time"), when="15:20")
    group, *men = session_note(source_of(room.day)).parts
    said = to_markdown(Document("", (group,), 0))
    assert "began late: waiting for members" in said
    assert "agreed to run on to 15:45: discussion needed the time" in said
    for man in men:
        assert "began late" not in to_markdown(Document("", (man,), 0))


def test_the_json_holds_why_it_began_late_and_how_long_it_ran_on_and_who_left() -> None:
    room = opened_room()
    room.say(LateStartExplained(reason="waiting for members"), when="10:08")
    until = source_of(room.day).day.wall(945)
    agreed = RunOn(until=until, reason="discussion needed the time", leaving=(TAMSIN,))
    room.say(agreed, when="15:20")
    day = json.loads(to_json(source_of(room.day)))["day"]
    assert day["late_start_reason"] == "waiting for members"
    assert day["run_on"] == {
        "until": "2026-11-24T15:45:00.000+00:00",
        "reason": "discussion needed the time",
        "leaving": [TAMSIN],
    }
