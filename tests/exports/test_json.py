from __future__ import annotations

import json
from functools import cache
from typing import Any

from exports.json import to_json
from models.entries.group import SessionOpened
from tests.exports.sample_day import (
    CONCERN,
    DOROTHEA,
    HEADS,
    TAMSIN,
    WREN,
    man,
    opened_room,
    sample,
    source_of,
)


@cache
def data() -> dict[str, Any]:
    loaded: dict[str, Any] = json.loads(to_json(sample()))
    return loaded


def of(rows: list[dict[str, Any]], **wanted: object) -> dict[str, Any]:
    return next(row for row in rows if all(row[key] == value for key, value in wanted.items()))


def test_the_session_and_its_day() -> None:
    assert (data()["format"], data()["version"]) == ("session-tui session", 1)
    assert data()["session"]["zone"] == "Europe/London"
    assert data()["day"] == {
        "planned_start": "2026-11-24T10:00:00.000+00:00",
        "planned_end": "2026-11-24T15:30:00.000+00:00",
        "started": "2026-11-24T10:02:00.000+00:00",
        "ended": "2026-11-24T15:34:00.000+00:00",
        "late_start_reason": "",
        "run_on": None,
        "work_minutes_planned": 270,
        "work_minutes_delivered": 267,
        "single_staffed_minutes": 9,
        "plan_unsettled": False,
    }


def test_items_with_what_became_of_them() -> None:
    items = data()["items"]
    assert [item["status"] for item in items] == [
        *["done"] * 5,
        "cut",
        "done",
        "done",
        "carried",
        "done",
    ]
    first = items[1]
    assert first["planned"]["minutes"] == 60
    assert (first["minutes"], first["difference"], first["minutes_changed"]) == (65, 5, 5)
    assert first["overrun_reason"] == "discussion needed the time"
    assert first["runs"][0]["late"] is True
    assert items[5]["reason"] == "short of time"
    assert items[5]["agreed"] == "Tamsin Overlode"
    assert items[7]["added"] is True
    assert items[8]["runs"] == []


def test_pauses_recordings_and_people() -> None:
    assert data()["pauses"] == [
        {
            "from": "2026-11-24T10:41:00.000+00:00",
            "until": "2026-11-24T10:49:00.000+00:00",
            "minutes": 8,
            "reason": "fire alarm, all out and back",
            "interruption": True,
            "unverified": False,
        }
    ]
    assert [one["reference"] for one in data()["recordings"]["intervals"]] == [
        "tape 14/26",
        "tape 15/26",
    ]
    assert len(data()["recordings"]["gaps"]) == 1
    assert [one["name"] for one in data()["staff"]] == ["Wren Alderpike", "Tamsin Overlode"]
    assert data()["visitors"][0]["capacity"] == "interpreter, Welsh"


def test_members_with_attendance_and_minutes() -> None:
    members = data()["members"]
    assert [one["seat"] for one in members] == list(range(1, 9))
    late = of(members, seat=2)
    assert late["attendance"]["arrived"] == "2026-11-24T10:12:00.000+00:00"
    assert late["minutes"] == 257
    assert sum(late["minutes_by_item"].values()) >= 257
    out = of(members, seat=8)
    assert [move["move"] for move in out["attendance"]["moves"]] == ["out", "back"]
    assert len(out["attendance"]["inside"]) == 2
    assert of(members, seat=5)["outcome"]["decided"] is True
    assert of(members, seat=4)["outcome"] is None
    assert of(members, seat=7)["attendance"]["unsettled"] is True
    assert "name" not in late


def test_notes_marks_work_concerns_signatures() -> None:
    note = of(data()["notes"], at="2026-11-24T11:40:00.000+00:00")
    assert note["late"] is True
    assert note["seats"] == [1]
    assert note["by"]["id"] == TAMSIN
    assert len(data()["marks"]) == data()["struck"] == 1
    assert len(data()["work_followed"]) == 4
    assert data()["concerns"][0]["id"] == CONCERN
    assert data()["concerns"][0]["told"] == 2
    assert "words" not in data()["concerns"][0]
    assert data()["actions"][0]["members"] == [man(1)]
    signatures = data()["signatures"]
    assert signatures["complete"] is False
    assert [one["id"] for one in signatures["signed"]] == [WREN]
    assert [one["id"] for one in signatures["missing"]] == [TAMSIN]
    assert data()["heads"][0]["hash"] == HEADS[0].split(":")[2]
    assert len(data()["unsettled"]) == 1
    assert data()["made"]["by"]["id"] == DOROTHEA


def test_names_are_initials_unless_asked_for() -> None:
    assert "Emrys Pellwyn" not in to_json(sample())
    named = json.loads(to_json(sample(names=True)))
    assert of(named["members"], seat=4)["name"] == "Emrys Pellwyn"
    assert "Emrys Pellwyn was tired" in named["items"][8]["reason"]


def test_instants_in_summer_have_summer_times_offset() -> None:
    room = opened_room(date="2026-07-07")
    assert isinstance(room.day.about, SessionOpened)
    summer = json.loads(to_json(source_of(room.day)))
    assert summer["day"]["planned_start"] == "2026-07-07T10:00:00.000+01:00"
    assert summer["day"]["started"] is None
