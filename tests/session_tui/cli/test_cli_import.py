"""Importing from the command line: shown first, all or nothing, only what changed the next time."""

from __future__ import annotations

from pathlib import Path

import pytest

from exercise_bank.component import Component
from models.acts.opening import form_group
from models.group.people import Roster, fold_roster
from models.group.planned_days import PlannedRun, planned_runs
from models.home import open_home
from models.journal.recorder import open_recorder
from models.reader import open_reader
from models.record import Record
from session_tui.sample.home import PASSPHRASE
from tests.exercise_bank.conftest import EXAMPLES
from tests.exercise_bank.made_workbooks import workbook
from tests.session_tui.cli.conftest import Run

HEAD = ("No", "Initials", "D.O.B.", "RM2000/S")


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


def test_a_plan_is_taken_in_with_its_dates(run: Run, own: Path, tmp_path: Path) -> None:
    """The example, but on dates on which the sample's group hasn't had a day already."""
    path = tmp_path / "block2-plan.csv"
    text = (EXAMPLES / "block2-plan.csv").read_text(encoding="utf-8")
    path.write_text(text.replace("10 Nov", "8 Dec").replace("17 Nov", "15 Dec"))
    ran = run("import", "plan", path, "--yes")
    assert ran.status == 0, ran.err + ran.out
    assert "Day 1, Tue 8 Dec 2026: 9 items, 270 minutes of work" in ran.out
    (planned,) = read(own)[1]
    assert [day.date for day in planned.days.values()] == ["2026-12-08", "2026-12-15"]
    again = run("import", "plan", path, "--yes")
    assert again.status == 1
    assert "says the same already" in again.out


def test_a_plan_with_two_days_on_one_date_is_not_taken_in(
    run: Run, own: Path, tmp_path: Path
) -> None:
    day = "Day {},Tue 8 Dec 2026,10:00,120,Personal work,,{}"
    path = plan_of(tmp_path, day.format(2, 1), day.format(3, 2))
    for yes in ("--dry-run", "--yes"):
        ran = run("import", "plan", path, "--block", "2", yes)
        assert ran.status == 1
        assert "Nothing was imported" in ran.out
        assert (
            "Day 3: must have a date of its own: day 2 on line 2 has it too, "
            "got Tue 8 Dec 2026. plan.csv line 3"
        ) in ran.out
    assert not read(own)[1]


def test_a_plan_on_a_date_of_another_block_is_not_taken_in(
    run: Run, own: Path, tmp_path: Path
) -> None:
    day = "Day {},Tue 8 Dec 2026,{},120,Personal work,,1"
    path = plan_of(tmp_path, day.format(2, "10:00"))
    assert run("import", "plan", path, "--block", "2", "--yes").status == 0
    ran = run("import", "plan", plan_of(tmp_path, day.format(2, "11:30")), "--block", "3", "--yes")
    assert ran.status == 1
    assert "block 2 day 2 (10:00 to 12:00) and block 3 day 2 (11:30 to 13:30)" in ran.out
    assert "Tue 8 Dec 2026" in ran.out
    (planned,) = read(own)[1]
    assert planned.block == 2
    ran = run("plan", "--block", "4", "--start", "2026-12-01", "--yes")
    assert ran.status == 1
    assert "block 2 day 2 (10:00 to 12:00) and block 4 day 2 (10:00 to 15:30)" in ran.out
    assert len(read(own)[1]) == 1


@pytest.mark.usefixtures("own")
def test_a_group_that_is_not_there_is_said(run: Run, tmp_path: Path) -> None:
    path = roster_file(tmp_path, (10, "ZA", None, "low"))
    ran = run("import", "roster", path, "--group", "Nowhere", "--yes")
    assert ran.status == 2
    assert "Nowhere is no group here" in ran.err


def plan_of(folder: Path, *rows: str) -> Path:
    path = folder / "plan.csv"
    path.write_text("\n".join(["Day,Date,Start,Minutes,Set,Exercise,Member", *rows]) + "\n")
    return path


def test_odd_dates_and_work_twice_are_said_with_their_day_and_line(
    run: Run, tmp_path: Path
) -> None:
    days = [
        row
        for number, date in ((1, "Fri 25 Dec 2026"), (2, "Tue 22 Dec 2026"))
        for row in (
            f"Day {number},{date},10:00,15,Process,Check-in,",
            ",,10:15,60,Personal work,,3",
            ",,11:15,30,Lunch,,",
            ",,11:45,60,Personal work,,3",
            ",,12:45,15,Process,Check-out,",
        )
    ]
    ran = run("import", "plan", plan_of(tmp_path, *days), "--block", "2", "--dry-run")
    assert ran.status == 0, ran.err
    for says in (
        "Day 1: is on a bank holiday: Christmas Day. plan.csv line 2",
        "Day 2: isn't after day 1. plan.csv line 7",
        "Day 1: personal work of seat 3 goes across lunch. plan.csv line 2",
        "The block: personal work of seat 3 on more than one day. plan.csv",
    ):
        assert says in ran.out


def test_men_whose_work_a_plan_leaves_out_are_named(run: Run, own: Path, tmp_path: Path) -> None:
    seats = sorted(man.seat for man in read(own)[0].members.values())
    first, *others = seats
    row = f"Day 2,Tue 17 Nov 2026,10:00,120,Personal work,,{first}"
    ran = run("import", "plan", plan_of(tmp_path, row), "--block", "2")
    never = ", ".join(map(str, others))
    assert f"Personal work of seats {never} stands on none of its days." in ran.out
    assert ran.status == 1  # nobody said yes
    assert not read(own)[1]


def test_a_man_of_another_group_is_not_taken_in_twice(run: Run, own: Path, tmp_path: Path) -> None:
    free = {*range(1, 11)} - {man.seat for man in read(own)[0].members.values()}
    path = workbook(
        tmp_path / "r.xlsx", [(*HEAD, "CRN"), (min(free), "ZA", "1979-03-14", "low", "X123456")]
    )
    assert run("import", "roster", path, "--yes").status == 0
    second_group(own)
    ran = run("import", "roster", path, "--group", "Second", "--yes")
    assert ran.status == 1
    assert "ZA, is in Core" in ran.out
    assert "a man is in one group" in ran.out


def test_a_roster_of_eleven_is_not_taken_in(run: Run, own: Path, tmp_path: Path) -> None:
    before, _ = read(own)
    path = roster_file(tmp_path, *((seat, f"Z{seat}", None, "low") for seat in range(1, 12)))
    ran = run("import", "roster", path, "--yes")
    assert ran.status == 1
    assert "11" in ran.out
    assert read(own)[0] == before


def test_a_man_of_two_groups_that_meet_at_once_is_named(
    run: Run, own: Path, tmp_path: Path
) -> None:
    """Two groups of one component can't have him; two of different components can."""
    head = (*HEAD, "CRN")
    roster = workbook(tmp_path / "r.xlsx", [head, (10, "ZA", None, "low", "X123456")])
    plan = plan_of(tmp_path, "Day 2,Tue 8 Dec 2026,10:00,120,Personal work,,1")
    assert run("import", "roster", roster, "--yes").status == 0
    assert run("import", "plan", plan, "--block", "2", "--yes").status == 0
    second_group(own, Component.BETTER_LIVES)
    assert run("import", "roster", roster, "--group", "Second", "--yes").status == 0
    ran = run("import", "plan", plan, "--block", "3", "--group", "Second", "--yes")
    assert ran.status == 0, ran.out
    assert (
        "which has block 2 day 2 (10:00 to 12:00) while this "
        "group has block 3 day 2 (10:00 to 12:00), on Tue 8 Dec 2026."
    ) in ran.out
    assert "Seat 0, ZA, is in Core" in ran.out


def second_group(home: Path, component: Component = Component.CORE) -> None:
    """Form another group in the record."""
    opened = open_home(home)
    keyring = opened.unlock(PASSPHRASE)
    with open_recorder(opened, keyring) as recorder:
        record = Record(recorder.reader, keyring, lambda: 1_795_000_000_000, recorder)
        formed = form_group("5e" * 16, "Second", record.new_key(), component)
        record.append(formed.entries)
