"""The people of a session as JSON: the men with their attendance, the staff and visitors."""

from __future__ import annotations

from exports.attendance_table import men_of, worked, worked_on
from exports.json_words import Data, Words
from exports.source import minutes
from models.day.attendance import Presence
from models.entries.attendance import MemberMoved
from models.entries.entry import Entry


def members_data(words: Words) -> list[Data]:
    """Every man of the session."""
    return [_member(words, man) for man in men_of(words.source)]


def people_data(words: Words) -> Data:
    """Staff and visitors in the room."""
    attendance = words.source.day.attendance
    now = words.source.now
    return {
        "staff": [
            {
                **words.staff(person.staff),
                "inside": words.stretches(person.inside),
                "minutes": minutes(sum((end or now) - start for start, end in person.inside)),
            }
            for person in attendance.staff
        ],
        "visitors": [
            {
                "name": words.text(person.name),
                "capacity": words.text(person.capacity),
                "inside": words.stretches(person.inside),
            }
            for person in attendance.visitors
        ],
    }


def _member(words: Words, man: Presence) -> Data:
    source = words.source
    known = source.man(man.member)
    ran = [state.item.id for state in source.day.timeline.states if state.runs]
    return {
        "id": man.member,
        "seat": source.day.roster.seat(man.member),
        "initials": known.initials if known else None,
        **({"name": known.name, "crn": known.crn} if known and source.names else {}),
        "attendance": {
            "state": man.here,
            "arrived": words.instant(man.arrived),
            "reason": words.text(man.reason),
            "walked_in": man.walked_in,
            "inside": words.stretches(man.inside),
            "walk_in": _walk_in(words, man),
            "moves": [_move(words, entry) for entry in man.moves],
            "left": _left(words, man),
            "unsettled": man.unsettled,
            "marked_by": words.staff(man.marked_by) if man.marked_by else None,
            "written": _written(words, man.member),
        },
        "minutes": worked(source, man),
        "minutes_by_item": {item: worked_on(source, man, item) for item in ran},
        "parts": _parts(words, man.member),
        "outcome": _outcome(words, man),
        "nothing_to_add": source.day.nothing_to_add(man.member),
        "targets": [
            {"number": number, "text": words.text(target.text), "domain": target.domain}
            for number, target in enumerate(known.targets if known else (), 1)
        ],
    }


def _walk_in(words: Words, man: Presence) -> Data | None:
    if man.walk_in is None:
        return None
    return {
        "from_group": words.text(man.walk_in.from_group),
        "sent_away": man.walk_in.sent_away,
    }


def _left(words: Words, man: Presence) -> Data | None:
    if not man.how_he_left:
        return None
    return {
        "how": words.text(man.how_he_left),
        "distressed": man.distressed,
        "done": words.text(man.done),
    }


def _move(words: Words, entry: Entry) -> Data:
    what = entry.what
    assert isinstance(what, MemberMoved)
    return {
        "move": what.move,
        "at": words.instant(entry.about),
        "why": words.text(what.why),
        "with_staff": words.staff(what.with_staff) if what.with_staff else None,
        "how_he_left": words.text(what.how_he_left),
        "by": words.staff(entry.by),
        "written": words.instant(entry.written),
        "late": entry.late,
    }


def _written(words: Words, member: str) -> str | None:
    entry = words.source.day.facts.value("attendance", member)
    return words.instant(entry.written) if entry else None


def _parts(words: Words, member: str) -> list[Data]:
    return [
        {
            "item": item,
            "part": what.part,
            "words": words.text(what.words),
            "response": words.text(what.response),
        }
        for (who, item), what in words.source.day.attendance.parts.items()
        if who == member
    ]


def _outcome(words: Words, man: Presence) -> Data | None:
    if not man.outcome:
        return None
    return {
        "code": man.outcome,
        "meaning": words.source.outcome(man.outcome),
        "decided": man.decided,
        "evidence": words.text(man.evidence),
        "by": words.staff(man.outcome_by),
    }
