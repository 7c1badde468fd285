"""One whole day by keys alone, from the first screen to the note, against the exported JSON."""

from __future__ import annotations

import asyncio
import json
import os
import tempfile
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from exports.json import to_json
from models.group.people import fold_sessions
from session_tui.app import SessionApp
from session_tui.desk import Desk
from tests.session_tui.day_by_keys import LAST_WEEK, THE_DAY, Keyboard, whole_day
from tests.session_tui.hands import PASSPHRASE, HandClock, clock_at, settle

Data = dict[str, Any]

CHECK_IN, FIRST, BREAK_1, FIRST_2, LUNCH, SECOND, WAIT, BREAK_2, SECOND_2, CHECK_OUT = range(10)
"""The day's items by their place."""


@dataclass(frozen=True)
class Ran:
    """What a day by keys leaves behind: its home, and the file that was handed out."""

    home: Path
    clock: HandClock
    file: Path
    temporary: Path
    """Where it would put what is only for a while."""

    @property
    def data(self) -> Data:
        """The exported JSON."""
        return dict(json.loads(self.file.read_text()))


async def _run(home: Path, out: Path, temporary: Path) -> Ran:
    desk, clock = Desk(home), clock_at()
    desk.passes, desk.clock = 3, clock
    app = SessionApp(desk)
    async with app.run_test(size=(120, 36)) as pilot:
        await settle(pilot)
        await whole_day(Keyboard(pilot, clock, LAST_WEEK), out)
    desk.close()
    (file,) = out.glob("*.json")
    return Ran(home, clock, file, temporary)


@pytest.fixture(scope="module")
def ran(tmp_path_factory: pytest.TempPathFactory) -> Ran:
    """The day, run once for all tests here."""
    folder = tmp_path_factory.mktemp("whole-day")
    temporary = folder / "temporary"
    temporary.mkdir()
    with pytest.MonkeyPatch.context() as monkeypatch:
        monkeypatch.setattr(tempfile, "tempdir", str(temporary))
        for name in ("TMPDIR", "TEMP", "TMP", "SQLITE_TMPDIR"):
            monkeypatch.setenv(name, str(temporary))
        return asyncio.run(_run(folder / "record", folder / "out", temporary))


@pytest.fixture
def day(ran: Ran) -> Data:
    """The exported JSON."""
    return ran.data


def at(time: str) -> str:
    """A time on the wall of the day as the JSON has it."""
    return f"{THE_DAY}T{time}:00.000+00:00"


def stretch(since: str, until: str) -> Data:
    return {"from": at(since), "until": at(until)}


def man(day: Data, seat: int) -> Data:
    return next(one for one in day["members"] if one["seat"] == seat)


def note(day: Data, text: str) -> Data:
    return next(one for one in day["notes"] if one["text"].startswith(text))


# --- the day ------------------------------------------------------------------


def test_which_day_it_was(day: Data) -> None:
    about = day["session"]
    assert (about["group_name"], about["component"]) == ("Core Group Tuesday", "Core Group")
    assert (about["block"], about["day"], about["days"]) == (2, 2, 8)
    assert (about["date"], about["zone"]) == (THE_DAY, "Europe/London")
    assert about["practice"] is False
    assert (day["made"]["at"], day["made"]["by"]["name"]) == (at("15:30"), "Ada Quill")


def test_the_days_times_and_minutes(day: Data) -> None:
    assert day["day"] == {
        "planned_start": at("10:00"),
        "planned_end": at("15:30"),
        "started": at("10:02"),
        "ended": at("15:08"),
        "work_minutes_planned": 270,
        "work_minutes_delivered": 219,
        "single_staffed_minutes": 219,
        "plan_unsettled": False,
        "late_start_reason": "",
        "run_on": None,
    }
    assert day["unsettled"] == []
    assert day["odd"] == []


def test_what_ran_when_planned_against_delivered(day: Data) -> None:
    ran = [
        (one["planned"]["start"], one["planned"]["minutes"], one["runs"], one["minutes"])
        for one in day["items"]
    ]
    expected = [
        ("10:00", 15, ("10:02", "10:18"), 16),
        ("10:15", 60, ("10:18", "11:20"), 56),
        ("11:15", 15, ("11:20", "11:35"), 15),
        ("11:30", 60, ("11:35", "12:10"), 35),
        ("12:30", 30, ("12:10", "13:00"), 50),
        ("13:00", 75, ("13:00", "14:15"), 75),
        ("13:05", 45, None, 0),
        ("14:15", 15, ("14:15", "14:30"), 15),
        ("14:30", 45, ("14:30", "14:50"), 20),
        ("15:15", 15, ("14:51", "15:08"), 17),
    ]
    for (start, planned, runs, minutes), (e_start, e_planned, e_run, e_minutes) in zip(
        ran, expected, strict=True
    ):
        assert (start, planned, minutes) == (e_start, e_planned, e_minutes)
        got = [{"from": run["from"], "until": run["until"]} for run in runs]
        assert got == ([stretch(*e_run)] if e_run else [])
        assert all(run["written"] == run["from"] and not run["late"] for run in runs)
    assert [one["difference"] for one in day["items"]] == [1, -4, 0, -25, 20, 0, None, 0, -25, 2]


def test_minutes_added_and_taken_stand_beside_the_plan(day: Data) -> None:
    changed = [one["minutes_changed"] for one in day["items"]]
    assert changed == [0, 2, 0, 0, 0, 0, 0, 0, 0, 0]


def test_what_was_cut_skipped_and_carried_over_says_why(day: Data) -> None:
    items = day["items"]
    assert [one["status"] for one in items] == [
        *["done"] * 3,
        "cut",
        *["done"] * 2,
        "skipped",
        "done",
        "carried",
        "done",
    ]
    assert items[FIRST_2]["reason"] == "short of time"
    assert items[WAIT]["reason"] == "the group needed something else first"
    assert items[SECOND_2]["reason"] == "short of time"
    assert (items[WAIT]["title"], items[WAIT]["added"]) == ("The ten-minute wait", True)
    assert [one["seat"] for one in items if one["member"]] == [1, 1, 2, 2]


def test_the_pause_and_its_reason(day: Data) -> None:
    said = {"reason": "incident", "interruption": False, "unverified": False}
    assert day["pauses"] == [{**stretch("10:25", "10:31"), "minutes": 6, **said}]


# --- people -------------------------------------------------------------------


def test_attendance_with_times_and_reasons(day: Data) -> None:
    came = {one["seat"]: one["attendance"] for one in day["members"]}
    arrived = {seat: one["arrived"] for seat, one in came.items()}
    assert arrived == {
        **{seat: at("09:58") for seat in (1, 2, 3, 6, 7, 8)},
        4: at("10:12"),
        5: None,
    }
    assert (came[4]["state"], came[4]["reason"]) == ("in", "travel")
    assert (came[5]["state"], came[5]["reason"]) == ("absent", "says ill")
    assert came[2]["state"] == "left"
    assert came[7]["inside"] == [stretch("09:58", "11:00"), stretch("11:06", "15:08")]
    assert all(one["marked_by"]["name"] == "Ada Quill" for one in came.values())
    assert not any(one["walked_in"] or one["unsettled"] for one in came.values())


def test_stepped_out_with_whom_back_and_left_how(day: Data) -> None:
    out, back = man(day, 7)["attendance"]["moves"]
    assert (out["move"], out["at"], out["why"]) == ("out", at("11:00"), "needs a moment")
    assert out["with_staff"]["name"] == "AQ"
    assert (back["move"], back["at"]) == ("back", at("11:06"))
    (left,) = man(day, 2)["attendance"]["moves"]
    assert (left["move"], left["at"]) == ("left", at("15:05"))
    assert (left["why"], left["how_he_left"]) == ("appointment", "settled")


def test_dosage_by_exercise(day: Data) -> None:
    assert {one["seat"]: one["minutes"] for one in day["members"]} == {
        **dict.fromkeys((1, 3, 6, 8), 219),
        2: 216,
        4: 209,
        5: 0,
        7: 213,
    }
    ids = [one["id"] for one in day["items"]]
    assert man(day, 4)["minutes_by_item"][ids[CHECK_IN]] == 6
    assert man(day, 7)["minutes_by_item"][ids[FIRST]] == 50
    assert man(day, 2)["minutes_by_item"][ids[CHECK_OUT]] == 14
    assert ids[WAIT] not in man(day, 1)["minutes_by_item"]


def test_taking_part_is_apart_from_being_there(day: Data) -> None:
    item = day["items"][FIRST_2]["id"]
    part = {"item": item, "part": "took part", "words": "", "response": ""}
    assert man(day, 1)["parts"] == [part]
    declined = {
        "item": item,
        "part": "declined",
        "words": "not today",
        "response": "asked him again after lunch",
    }
    assert man(day, 8)["parts"] == [declined]


def test_outcomes_are_provisional_until_decided_on_evidence(day: Data) -> None:
    codes = {one["seat"]: one["outcome"] for one in day["members"]}
    assert (codes[5]["code"], codes[5]["decided"]) == ("AAME", True)
    assert codes[5]["evidence"] == "hospital letter seen"
    others = [codes[seat] for seat in (1, 2, 3, 4, 6, 7, 8)]
    assert all(one["code"] == "ATTC" and not one["decided"] for one in others)
    assert [one["seat"] for one in day["members"] if one["nothing_to_add"]] == [2]


def test_staff_in_the_room(day: Data) -> None:
    (person,) = day["staff"]
    assert (person["name"], person["role"]) == ("Ada Quill", "facilitator")
    assert (person["inside"], person["minutes"]) == ([stretch("10:02", "15:08")], 306)
    assert day["visitors"] == []


# --- words --------------------------------------------------------------------


def test_notes_know_who_which_exercise_and_which_minute(day: Data) -> None:
    ids = [one["id"] for one in day["items"]]
    placed = [
        (one["scope"], one["seats"], one["at"][11:16], ids.index(one["item"]), one["minute"])
        for one in day["notes"]
    ]
    # The minutes are of work: the pause from 10:25 to 10:31 doesn't count.
    assert placed == [
        ("all", [], "10:05", CHECK_IN, 3),
        ("members", [3], "10:35", FIRST, 11),
        ("members", [6], "10:39", FIRST, 15),
        ("members", [3, 7], "10:40", FIRST, 16),
        ("group", [], "10:45", FIRST, 21),
        ("members", [8], "10:46", FIRST, 22),
        ("members", [1], "10:47", FIRST, 23),
        ("members", [7], "10:50", FIRST, 26),
        ("members", [4], "11:10", FIRST, 46),
        ("members", [6], "11:50", FIRST_2, 15),
    ]
    assert day["marks"] == []
    assert day["struck"] == 0


def test_signs_domains_climate_and_flags(day: Data) -> None:
    strength = note(day, "went back to the moment before")
    assert (strength["direction"], strength["domain"]) == ("strength", "sr")
    assert note(day, "spoke in turn")["climate"] == "op"
    assert note(day, "laughed together")["climate"] == "ho"
    concern = note(day, "said he had no choice")
    assert (concern["direction"], concern["domain"]) == ("concern", "at")
    assert concern["supervision"]
    assert note(day, "ring his offender manager")["action"]


def test_own_words_and_what_they_may_mean_are_apart(day: Data) -> None:
    said = note(day, '"I can stop"')
    assert said["own_words"]
    assert said["meaning"] == "may be trying it out"


def test_a_note_of_three_minutes_ago_says_that_it_was_entered_late(day: Data) -> None:
    said = note(day, '"I can stop"')
    assert (said["at"], said["written"], said["late"]) == (at("10:39"), at("10:42"), True)


def test_a_mark_keeps_its_moment_and_its_sign_when_words_come_later(day: Data) -> None:
    mark = note(day, "looked at the floor when asked")
    assert (mark["at"], mark["written"], mark["late"]) == (at("10:46"), at("10:46"), False)
    assert mark["direction"] == "concern"
    assert not mark["amended"]


def test_words_half_typed_when_the_screen_was_covered_or_locked_went_on(day: Data) -> None:
    covered = note(day, "said he would think about it")
    assert (covered["at"], covered["written"]) == (at("11:10"), at("11:12"))
    assert note(day, "asked for half an hour")["at"] == at("11:50")


def test_undo_and_redo_of_several_left_no_trace_in_what_stands(day: Data) -> None:
    texts = [one["text"] for one in day["notes"]]
    assert len(texts) == len(set(texts)) == 10
    assert [one["what"] for one in day["actions"]] == ["ring his offender manager"]


def test_work_followed_and_set(day: Data) -> None:
    (due,) = day["work_due"]
    assert (due["text"], due["members"]) == ("Keep a diary of evenings", [])
    answers = {one["member"]: (one["result"], one["reason"]) for one in day["work_followed"]}
    assert {one["seat"]: answers.get(one["id"]) for one in day["members"]} == {
        1: ("done", ""),
        2: ("part", ""),
        3: ("not done", "was working nights"),
        4: ("not asked", ""),
        5: None,
        **dict.fromkeys((6, 7, 8), ("done", "")),
    }
    (work,) = day["work_set"]
    assert (work["text"], work["members"]) == ("Ring the college", [man(day, 3)["id"]])


def test_a_concern_leaves_by_reference_alone(ran: Ran, day: Data) -> None:
    (concern,) = day["concerns"]
    assert (concern["members"], concern["at"]) == ([man(day, 3)["id"]], at("13:20"))
    assert (concern["item"], concern["told"]) == (day["items"][SECOND]["id"], 1)
    assert (concern["incident"], concern["closed"]) == (False, False)
    assert "came round again" not in ran.file.read_text()


def test_the_debrief_is_in_the_note_and_the_reflection_is_not(ran: Ran, day: Data) -> None:
    assert day["debrief"] == {
        "climate": {"co": "helped each other start"},
        "deviations": "an incident at 10:25",
        "how_men_left": "settled",
        "next_time": "finish the second man's work",
    }
    assert "hurried" not in ran.file.read_text()


def test_the_signature_covers_all_that_was_written(day: Data) -> None:
    signatures = day["signatures"]
    assert (signatures["complete"], signatures["missing"]) == (True, [])
    (signed,) = signatures["signed"]
    assert (signed["name"], signed["at"], signed["changes_since"]) == ("Ada Quill", at("15:25"), 0)
    (covered,), (head,) = signed["heads"], day["heads"]
    # What it doesn't cover: the signature itself, and who looked at what since.
    assert head["writer"] == covered["writer"]
    assert covered["seq"] < head["seq"] <= covered["seq"] + 3


# --- the same from the disk ---------------------------------------------------


def test_the_day_opened_anew_from_the_disk_exports_the_very_same(ran: Ran) -> None:
    desk = Desk(ran.home)
    desk.clock = ran.clock
    desk.load_parts()
    desk.unlock(PASSPHRASE)
    (group,) = desk.team.groups
    desk.choose_group(group)
    (session,) = [one for one in fold_sessions(desk.group_facts) if one.date == THE_DAY]
    anew = json.loads(to_json(desk.source(desk.read_day(session.session))))
    written = json.loads(ran.file.read_text())
    # Only the heads have grown: by the entry that says it was handed out.
    (head,), (before,) = anew.pop("heads"), written.pop("heads")
    assert (head["writer"], head["seq"]) == (before["writer"], before["seq"] + 1)
    assert anew == written
    assert desk.opening == ()
    desk.close()


# --- what is left lying about -----------------------------------------------------


def phrases(value: object) -> set[str]:
    """Whatever somebody typed, or is called: the texts of several words in the exported JSON."""
    if isinstance(value, str):
        return {value} if " " in value and len(value) > 8 else set()
    parts = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return {phrase for part in parts for phrase in phrases(part)}


def files_in(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if path.is_file() and not path.is_symlink()]


def found(typed: set[str], paths: Iterable[Path]) -> set[str]:
    """The phrases that stand in these files, or in their names, in any of three encodings."""
    wanted = {phrase: [phrase.encode(as_) for as_ in ("utf-8", "utf-16-le")] for phrase in typed}
    seen: set[str] = set()
    for path in paths:
        with suppress(OSError):
            held = path.read_bytes() + str(path).encode() + json.dumps(path.name).encode()
            seen |= {phrase for phrase, ways in wanted.items() if any(way in held for way in ways)}
    return seen


def test_nothing_typed_lies_about_in_clear(ran: Ran) -> None:
    typed = phrases(ran.data["notes"]) | {"I hurried the last hour.", "Ada Quill", PASSPHRASE}
    typed |= {"settled", "asked him again after lunch", "an incident at 10:25"}
    assert len(typed) > 15
    assert len(found(typed, [ran.file])) > 10  # where they may be read, they are found
    home = files_in(ran.home)
    assert len(home) > 10
    assert found(typed, home) == set()
    assert found(typed, files_in(ran.temporary)) == set()
    about = [Path(f"/proc/self/{name}") for name in ("cmdline", "environ")]
    assert found(typed - {PASSPHRASE}, [*files_in(Path("/dev/shm")), *about]) == set()


@pytest.mark.skipif(os.name == "nt", reason="no modes of this kind")
def test_files_are_their_owners_alone(ran: Ran) -> None:
    paths = [ran.home, *ran.home.rglob("*"), ran.file]
    modes = {path: path.stat().st_mode & 0o777 for path in paths}
    assert {path for path in paths if modes[path] != (0o700 if path.is_dir() else 0o600)} == set()
