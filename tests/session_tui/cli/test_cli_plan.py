"""Planning a block from the command line: shown, recorded, planned again, written."""

from __future__ import annotations

from pathlib import Path

import pytest

from models.group.planned_days import PlannedRun
from tests.session_tui.cli.conftest import Run
from tests.session_tui.cli.test_cli_import import read

START = ("--block", "4", "--start", "2026-12-08")


def planned(home: Path) -> PlannedRun:
    (run,) = read(home)[1]
    return run


def test_a_plan_for_so_many_men_needs_no_record(run: Run) -> None:
    ran = run("plan", *START, "--men", "10")
    assert ran.status == 0
    assert "Day 1 · Tue 8 Dec 2026" in ran.out
    assert "9 days, 40.5 hours of work. Cost" in ran.out
    assert "no plan that keeps the rules has a lower one" in ran.out


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("--block", "4", "--start", "2026-12-25", "--men", "8"), "Christmas Day"),
        ((*START, "--men", "11"), "A group has 6 to 10 men; these are 11"),
        ((*START, "--men", "8", "--weekdays", "tue,xyz"), "xyz is no day of the week"),
        (("--start", "2026-12-08", "--men", "8"), "Say which block"),
        (("--block", "4", "--start", "soon", "--men", "8"), "must be a date"),
    ],
)
def test_what_can_not_be_planned_is_a_sentence(
    arguments: tuple[str, ...], says: str, run: Run
) -> None:
    ran = run("plan", *arguments)
    assert ran.status in (1, 2)
    assert says in ran.err
    assert "Traceback" not in ran.err


def test_a_start_on_a_bank_holiday_is_refused_and_nothing_is_planned(run: Run, own: Path) -> None:
    ran = run("plan", "--block", "4", "--start", "2026-12-28", "--yes")
    assert ran.status == 1
    assert "The block can't start on Mon 28 Dec 2026: Boxing Day" in ran.err
    assert not read(own)[1]


def test_closed_dates_and_weekdays_are_kept_to(run: Run) -> None:
    ran = run("plan", *START, "--men", "8", "--weekdays", "tue,thu", "--closed", "10/12/2026")
    assert "passed over Thu 10 Dec 2026: closed" in ran.out
    assert "Day 2 · Tue 15 Dec 2026" in ran.out


def test_a_plan_is_recorded_shown_and_written(run: Run, own: Path, tmp_path: Path) -> None:
    dry = run("plan", *START, "--dry-run")
    assert (dry.status, read(own)[1]) == (0, ()), dry.err
    ran = run("plan", *START, "--yes")
    assert ran.status == 0, ran.err
    assert "block 4: 8 days planned" in ran.out
    assert [day.date for day in planned(own).days.values()][:2] == ["2026-12-08", "2026-12-15"]
    assert "says the same already" in run("plan", *START, "--yes").out
    for kind in ("pdf", "ics", "xlsx"):
        shown = run("plan", "--to", tmp_path / "out", "--format", kind)
        assert shown.status == 0, shown.err
        assert "Day 1 · Tue 8 Dec 2026" in shown.out
        (path,) = (tmp_path / "out").glob(f"block4-plan-2026-12-08*.{kind}")
        assert path.stat().st_size > 500


def test_without_a_plan_on_record_it_says_how_to_make_one(run: Run, own: Path) -> None:
    assert own.exists()
    ran = run("plan")
    assert ran.status == 1
    assert "make one with --block N --start DATE" in ran.err


def test_a_block_that_has_begun_is_planned_on_from_its_next_day(run: Run, own: Path) -> None:
    """The sample's group has had two days; what follows is planned, they stay."""
    from models.group.people import fold_sessions
    from models.home import open_home
    from models.reader import open_reader
    from models.record import Record
    from session_tui.sample.home import PASSPHRASE

    home = open_home(own)
    reader = open_reader(home, home.unlock(PASSPHRASE))
    record = Record(reader, home.unlock(PASSPHRASE), lambda: 0)
    (group,) = record.team().groups
    last = fold_sessions(record.group_facts(group))[-1]
    reader.close()
    ran = run("plan", "--block", str(last.block), "--start", "2026-12-08", "--yes")
    assert ran.status == 0, ran.err
    run_planned = planned(own)
    assert run_planned.run == last.block_run
    assert min(run_planned.days) == last.day + 1
    assert run_planned.days[last.day + 1].date == "2026-12-08"
