"""Importing from the command line: shown first, all or nothing, only what changed the next time."""

from __future__ import annotations

from pathlib import Path

import pytest

from models.group.people import Roster, fold_roster
from models.group.planned_days import PlannedRun, planned_runs
from models.home import open_home
from models.reader import open_reader
from models.record import Record
from session_tui.sample.home import PASSPHRASE
from tests.exercise_bank.conftest import EXAMPLES
from tests.exercise_bank.made_workbooks import workbook
from tests.session_tui.cli.conftest import Run

HEAD = ("No", "Initials", "D.O.B.", "RM2000/S")
GROUP = "Core"


def roster_file(folder: Path, *rows: tuple[object, ...]) -> Path:
    return workbook(folder / "roster.xlsx", [HEAD, *rows])


def read(home: Path) -> tuple[Roster, tuple[PlannedRun, ...]]:
    opened = open_home(home)
    reader = open_reader(opened, opened.unlock(PASSPHRASE))
    record = Record(reader, opened.unlock(PASSPHRASE), lambda: 0)
    try:
        (group,) = record.team().groups
        facts = record.group_facts(group)
        return fold_roster(facts), planned_runs(facts)
    finally:
        reader.close()


def test_a_dry_run_needs_no_record_and_writes_nothing(run: Run, tmp_path: Path) -> None:
    path = roster_file(tmp_path, (1, "JB", "14/03/1979", "very high"))
    ran = run("import", "roster", path, "--dry-run", "--home", tmp_path / "none")
    assert ran.status == 0
    assert "3. D.O.B. → born" in ran.out
    assert " 1 JB   risk very high" in ran.out
    assert "cell D2: 'very high' read as very high, on the route of high" in ran.out
    assert not (tmp_path / "none").exists()


def test_a_file_with_a_fault_is_taken_in_not_at_all(run: Run, own: Path, tmp_path: Path) -> None:
    before, _ = read(own)
    path = roster_file(tmp_path, (9, "ZA", "14/03/1979", "low"), (10, "ZB", "soon", "low"))
    ran = run("import", "roster", path, "--yes")
    assert ran.status == 1
    assert "got 'soon'. roster.xlsx cell C3" in ran.out
    assert "Nothing was imported" in ran.out
    assert read(own)[0] == before


def test_a_roster_is_taken_in_and_again_only_what_changed(
    run: Run, own: Path, tmp_path: Path
) -> None:
    before, _ = read(own)
    free = next(
        seat for seat in range(1, 11) if seat not in {m.seat for m in before.members.values()}
    )
    path = roster_file(tmp_path, (free, "ZA", "14/03/1979", "low"))
    ran = run("import", "roster", path, "--yes")
    assert ran.status == 0, ran.err
    assert "roster: 1 added, 0 changed" in ran.out
    added = next(man for man in read(own)[0].members.values() if man.initials == "ZA")
    assert (added.seat, added.born, added.risk_level) == (free, "1979-03-14", "low")
    assert len(read(own)[0].members) == len(before.members) + 1
    again = run("import", "roster", path, "--yes")
    assert again.status == 0
    assert "says the same already" in again.out
    changed = run("import", "roster", roster_file(tmp_path, (free, "ZA", None, "high")), "--yes")
    assert "roster: 0 added, 1 changed" in changed.out
    man = next(man for man in read(own)[0].members.values() if man.initials == "ZA")
    assert (man.member, man.born, man.risk_level) == (added.member, "1979-03-14", "high")


def test_without_a_yes_nothing_is_written(run: Run, own: Path, tmp_path: Path) -> None:
    before, _ = read(own)
    ran = run("import", "roster", roster_file(tmp_path, (10, "ZA", None, "low")))
    assert ran.status == 1
    assert "add --yes" in ran.err
    assert read(own)[0] == before


def test_a_seat_that_is_taken_is_said(run: Run, own: Path, tmp_path: Path) -> None:
    taken = next(iter(read(own)[0].members.values()))
    ran = run("import", "roster", roster_file(tmp_path, (taken.seat, "ZQ", None, "low")), "--yes")
    assert ran.status == 1
    assert "would both sit on seat" in ran.out


def test_a_plan_is_taken_in_with_its_dates(run: Run, own: Path) -> None:
    ran = run("import", "plan", EXAMPLES / "block2-plan.csv", "--yes")
    assert ran.status == 0, ran.err + ran.out
    assert "Day 1, Tue 10 Nov 2026: 9 items, 270 minutes of work" in ran.out
    (planned,) = read(own)[1]
    assert [day.date for day in planned.days.values()] == ["2026-11-10", "2026-11-17"]
    again = run("import", "plan", EXAMPLES / "block2-plan.csv", "--yes")
    assert again.status == 1
    assert "says the same already" in again.out


@pytest.mark.usefixtures("own")
def test_a_group_that_is_not_there_is_said(run: Run, tmp_path: Path) -> None:
    path = roster_file(tmp_path, (10, "ZA", None, "low"))
    ran = run("import", "roster", path, "--group", "Nowhere", "--yes")
    assert ran.status == 2
    assert "Nowhere is no group here" in ran.err
