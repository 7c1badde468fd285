"""Sample homes tell the same story for the same seed, and one that could have happened."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from random import Random

import pytest

from exercise_bank.bank import Bank, load_bank
from models.day.attendance import total_dosage_ms
from models.day.day import Day
from models.day.gate import gate
from models.day.observation import to_describe, worth_reading
from models.day.reasons_due import reasons_due
from models.group.people import Team, fold_sessions
from models.home import HomeError, open_home
from models.journal.verify import Outcome, verify
from models.reader import open_reader
from models.record import Record
from session_tui.sample.home import PASSPHRASE, fill_home
from session_tui.sample.material import load_material

TODAY, NOW = "2026-11-22", 1_795_300_000_000
SESSIONS = 4


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("sample") / "home"
    heard: list[int] = []
    made = fill_home(folder, sessions=SESSIONS, groups=2, today=TODAY, told=heard.append)
    assert (made.groups, made.sessions) == (2, 2 * SESSIONS)
    assert heard == list(range(1, 2 * SESSIONS + 1))
    return folder


@pytest.fixture(scope="module")
def record(folder: Path) -> Iterator[Record]:
    home = open_home(folder)
    keyring = home.unlock(PASSPHRASE)
    reader = open_reader(home, keyring)
    yield Record(reader, keyring, lambda: NOW)
    reader.close()


@pytest.fixture(scope="module")
def team(record: Record) -> Team:
    return record.team()


@pytest.fixture(scope="module")
def days(record: Record, team: Team) -> list[Day]:
    return [
        record.day(group, one.session)
        for group in team.groups
        for one in fold_sessions(record.group_facts(group))
    ]


@pytest.fixture(scope="module")
def bank() -> Bank:
    return load_bank()


def test_its_team_is_a_supervisor_a_facilitator_a_co_facilitator(team: Team, folder: Path) -> None:
    assert [one.role for one in team.staff.values()] == [
        "supervisor",
        "facilitator",
        "co-facilitator",
    ]
    people = open_home(folder).people()
    assert {one.staff.hex() for one in people} == set(team.staff)
    assert team.staff[people[0].staff.hex()].role == "facilitator"


def test_the_record_verifies(folder: Path) -> None:
    assert verify(folder).outcome is Outcome.VERIFIED


def test_every_session_was_before_today_a_week_apart(days: list[Day], team: Team) -> None:
    for group in team.groups:
        dates = [day.about.date for day in days if day.about.group == group]
        assert len(set(dates)) == SESSIONS
        assert max(dates) < TODAY
        assert [day.about.day for day in days if day.about.group == group] == [1, 2, 3, 4]


def test_each_day_follows_its_plan_and_nothing_of_it_is_odd(days: list[Day], bank: Bank) -> None:
    for day in days:
        plan = bank.block_plan(day.about.block)
        planned = plan.day(day.about.day) if plan else None
        assert planned is not None
        assert day.plan is not None
        assert [item.exercise for item in day.plan.items] == [i.exercise for i in planned.items]
        assert day.timeline.odd == ()
        for name in day.facts.settled:
            assert not any(one.unsettled for one in day.facts.all_of(name)), name


def test_there_are_30_to_60_notes_and_a_man_for_most(days: list[Day]) -> None:
    for day in days:
        assert 30 <= len(worth_reading(day.notes)) <= 60
        seated = set(day.roster.members)
        assert all(set(note.what.members) <= seated for note in day.notes)


def test_notes_fit_the_exercise_and_who_was_there(days: list[Day]) -> None:
    sets = {note.text: note.set for note in load_material().notes}
    for day in days:
        for note in worth_reading(day.notes):
            found = day.timeline.at(note.at)
            assert found is not None
            assert sets[note.what.text] == found[0].item.set
            for member in note.what.members:
                assert day.attendance.men[member].in_room(note.at)


def test_all_but_the_last_are_finished(days: list[Day], team: Team) -> None:
    for day in days:
        last = day.about.day == SESSIONS
        staff = [one for one in team.staff if team.staff[one].role == "facilitator"]
        left = {row.open for row in gate(day, staff[0], team.staff)} - {"reflection"}
        assert len(day.signatures) == (1 if last else 2)
        if not last:
            assert not reasons_due(day)
            assert left <= {"work"}
            assert to_describe(day.notes) == ()


def test_somebody_is_late_or_away_and_says_why(days: list[Day]) -> None:
    reasons = {man.reason for day in days for man in day.attendance.men.values()}
    assert len(reasons) > 2
    full = [
        total_dosage_ms(man, d.timeline, NOW) for d in days for man in d.attendance.men.values()
    ]
    assert min(full) < max(full)


def test_work_set_is_asked_about_next_time(days: list[Day]) -> None:
    for day in days:
        if day.about.day > 1:
            asked = [day.followed(w.work, m) for w in day.work_due for m in day.attendance.men]
            assert any(asked)


def test_the_same_seed_tells_the_same_story(tmp_path: Path, team: Team, days: list[Day]) -> None:
    fill_home(tmp_path / "again", sessions=SESSIONS, groups=2, today=TODAY)
    home = open_home(tmp_path / "again")
    keyring = home.unlock(PASSPHRASE)
    reader = open_reader(home, keyring)
    again = Record(reader, keyring, lambda: NOW)
    assert set(again.team().groups) == set(team.groups)
    for day in days:
        other = again.day(day.about.group, day.session)
        assert [note.what for note in other.notes] == [note.what for note in day.notes]
        assert [s.status for s in other.timeline.states] == [s.status for s in day.timeline.states]
    reader.close()


def test_another_seed_tells_another(tmp_path: Path, team: Team) -> None:
    fill_home(tmp_path / "other", sessions=1, groups=1, today=TODAY, seed=2)
    home = open_home(tmp_path / "other")
    keyring = home.unlock(PASSPHRASE)
    reader = open_reader(home, keyring)
    assert not set(Record(reader, keyring, lambda: NOW).team().groups) & set(team.groups)
    reader.close()


def test_a_home_that_is_there_is_not_written_over(folder: Path) -> None:
    with pytest.raises(HomeError, match="holds a home already"):
        fill_home(folder, sessions=1, groups=1, today=TODAY)


def test_the_practice_material_has_what_a_day_takes() -> None:
    material = load_material()
    assert len(material.men) >= 8
    assert {note.set for note in material.notes} == {
        "introductory",
        "assessment",
        "personal",
        "thematic",
        "process",
    }
    assert all(set(one.climate) <= {"co", "le", "op", "re", "ho"} for one in material.debriefs)
    assert Random(1).choice(material.absent)[1] in load_bank().service.outcomes
    assert all(code in load_bank().service.outcomes for _, code in material.absent)
