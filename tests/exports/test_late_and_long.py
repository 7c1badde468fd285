"""A late start and a day agreed to be longer: their reasons stand in the group's part alone."""

from __future__ import annotations

from exports.document import Document
from exports.markdown import to_markdown
from exports.session_note import session_note
from models.entries.timeline import LateStartExplained, RunOn
from tests.exports.sample_day import opened_room, source_of


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
