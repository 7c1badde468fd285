"""A plan file given in the bank's own format."""

from pathlib import Path

from exercise_bank.bank import load_bank
from exercise_bank.plan_file import read_plan
from tests.exercise_bank.conftest import Edit


def test_a_toml_plan_opens_as_the_bank_s_does(folder: Path) -> None:
    bank = load_bank(folder)
    reading = read_plan(folder / "plan1.toml", bank)
    plan = bank.block_plan(1)
    assert plan is not None
    assert (reading.block, reading.days) == (1, plan.days)
    assert (reading.guesses, reading.faults, reading.departures) == ((), (), ())


def test_faults_and_departures_have_their_lines(folder: Path, edit: Edit) -> None:
    bank = load_bank(folder)
    unknown = edit("plan1.toml", '"thinking" }', '"thinkin" }')
    late = edit("plan1.toml", '"check-out" },\n]\n', '"acting" },\n]\n', nth=2)
    reading = read_plan(folder / "plan1.toml", bank, block=2)
    assert [(fault.file, fault.line) for fault in reading.faults] == [("plan1.toml", unknown)]
    told = {(fault.line, fault.allowed) for fault in reading.departures}
    assert (late, "the day must end with process work") in told
    assert (1, "must be the plan of block 2") in told


def test_a_plan_without_days_gives_none(folder: Path, edit: Edit) -> None:
    bank = load_bank(folder)
    line = edit("plan1.toml", "members = 2", "members = 0")
    reading = read_plan(folder / "plan1.toml", bank)
    assert reading.days == ()
    assert [fault.line for fault in reading.faults] == [line]


def test_broken_toml_is_one_fault(folder: Path, edit: Edit) -> None:
    bank = load_bank(folder)
    line = edit("plan1.toml", "members = 2", "members = ")
    (fault,) = read_plan(folder / "plan1.toml", bank).faults
    assert (fault.file, fault.line, fault.allowed) == ("plan1.toml", line, "must be TOML")
