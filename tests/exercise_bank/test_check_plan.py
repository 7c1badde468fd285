"""What a block's plan must keep to, each rule broken once."""

from pathlib import Path

import pytest

from exercise_bank.check import check_folder
from tests.exercise_bank.conftest import Edit

PLAN = "plan1.toml"


def told(folder: Path) -> list[tuple[int, str]]:
    faults = check_folder(folder)
    assert {fault.file for fault in faults} <= {"ours/plan1.toml"}
    return [(fault.line, f"{fault.allowed}, got {fault.found}") for fault in faults]


def line_of(folder: Path, text: str) -> int:
    written = (folder / PLAN).read_text(encoding="utf-8")
    return written.count("\n", 0, written.index(text)) + 1


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        (
            '"key-messages" }',
            '"key-messages", minutes = 100 }',
            "minutes must be 60 to 90, got 100",
        ),
        ('"lunch", minutes = 30, start', '"lunch", minutes = 30, seat = 1, start', "got seat 1"),
        ('"thinking" }', '"thinking", seat = 1 }', "only personal work has a seat, and this is"),
        ('"own-work", minutes = 60, seat = 1,', '"own-work", minutes = 60,', "needs the seat of a"),
        ('start = "12:30"', 'start = "12:00"', "only at 12:30, got a fixed start at 12:00"),
        ('{ exercise = "check-in" },\n', "", "the day must begin with process work, got introduct"),
        (
            '"check-out" },\n]\n\n',
            '"acting" },\n]\n\n',
            "the day must end with process work, got t",
        ),
        (
            "minutes = 45, seat = 2",
            "minutes = 45, seat = 3",
            "the seat must be 1 to 2, as the plan",
        ),
        ("part = 2, parts = 2", "part = 3, parts = 3", "must be part 2 of 2, got part 3 of 3"),
        ("part = 1, parts = 2", "part = 2, parts = 2", "of a split exercise must be part 1"),
    ],
)
def test_an_item_that_breaks_a_rule(
    folder: Path, edit: Edit, old: str, new: str, said: str
) -> None:
    line = edit(PLAN, old, new)
    assert line in [at for at, text in told(folder) if said in text]


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('"thinking" }', '"thinking", minutes = 65 }', "work must be 270 minutes, got 275"),
        ('"thinking" }', '"thinking", minutes = 65 }', "must end at 15:30, got 15:35"),
        ('"break", minutes = 15', '"break", minutes = 10', "lunch must be 60 minutes, got 55"),
        ('{ exercise = "welcome" }', '{ exercise = "thinking" }', "must have introductory work"),
        ("number = 1", "number = 2", "must be day 1: days count up from 1"),
    ],
)
def test_a_day_that_breaks_a_rule(folder: Path, edit: Edit, old: str, new: str, said: str) -> None:
    edit(PLAN, old, new)
    day = line_of(folder, "number =")
    assert [at for at, text in told(folder) if said in text] == [day]


def test_a_gap_before_a_fixed_start_moves_the_end(folder: Path, edit: Edit) -> None:
    edit(PLAN, 'start = "12:30"', 'start = "12:40"')
    assert told(folder) == [(line_of(folder, "number = 1"), "must end at 15:30, got 15:40")]


def test_a_half_day_has_its_own_shape(folder: Path, edit: Edit) -> None:
    edit(
        PLAN,
        """  { exercise = "thinking" },
  { exercise = "lunch", minutes = 30, start = "12:30" },
  { exercise = "key-messages" },
  { exercise = "break" },
  { exercise = "acting", optional = true },
  { exercise = "check-out" },
""",
        """  { exercise = "acting" },
  { exercise = "check-out" },
""",
    )
    assert told(folder) == []


def test_personal_work_on_the_first_day(folder: Path, edit: Edit) -> None:
    line = edit(PLAN, '"key-messages" }', '"own-work", minutes = 90, seat = 2 }')
    said = [text for at, text in told(folder) if at == line]
    assert "a block's first day has no personal work, got " in said


def test_more_than_two_men_a_day(folder: Path, edit: Edit) -> None:
    edit(PLAN, "members = 2", "members = 3")
    edit(PLAN, "minutes = 45, seat = 2, part = 2", "minutes = 45, seat = 3, part = 1")
    day = line_of(folder, "number = 2")
    assert (day, "must have personal work of at most 2 men, got 3") in told(folder)


def test_a_man_without_personal_work(folder: Path, edit: Edit) -> None:
    edit(PLAN, "members = 2", "members = 3")
    (fault,) = check_folder(folder)
    assert str(fault).startswith(
        "The plan of block 1, man 3: must have personal work once, got none. ours/plan1.toml line"
    )


def test_a_man_whose_personal_work_stands_twice(folder: Path, edit: Edit) -> None:
    edit(PLAN, "seat = 1, part = 2, parts = 2", "seat = 1")
    line = edit(PLAN, "seat = 1, part = 1, parts = 2", "seat = 1") + 2
    assert (line, "man 1 must have personal work once in a block, got another") in told(folder)


def test_personal_work_too_short(folder: Path, edit: Edit) -> None:
    first = edit(PLAN, "minutes = 60, seat = 1, part = 1", "minutes = 20, seat = 1, part = 1")
    said = [text for at, text in told(folder) if at == first]
    assert "man 1's personal work must take 90 to 135 minutes, got 80" in said
    assert "the minutes of its parts must add up to 90 to 135, got 80" in said


SPLIT = "personal work may be split over one short break only, and never across lunch, got "


def test_personal_work_never_spans_lunch(folder: Path, edit: Edit) -> None:
    edit(
        PLAN,
        '"break" },\n  { exercise = "own-work", minutes = 60',
        '"lunch" },\n  { exercise = "own-work", minutes = 60',
    )
    line = line_of(folder, "minutes = 60, seat = 1, part = 2")
    assert (line, SPLIT) in told(folder)


def test_personal_work_is_not_split_without_a_break(folder: Path, edit: Edit) -> None:
    line = edit(
        PLAN,
        '{ exercise = "break" },\n  { exercise = "own-work", minutes = 60',
        '{ exercise = "own-work", minutes = 60',
    )
    assert (line, SPLIT) in told(folder)


def test_a_part_that_is_missing(folder: Path, edit: Edit) -> None:
    line = edit(
        PLAN,
        '{ exercise = "thinking" }',
        '{ exercise = "thinking", minutes = 60, part = 1, parts = 2 }',
    )
    assert told(folder) == [(line, "part 2 of 2 is missing, got ")]


def test_too_few_days_for_so_many_men(folder: Path, edit: Edit) -> None:
    edit("service.toml", "block_base = 9", "block_base = 18")
    edit("service.toml", "block_most = 9", "block_most = 18")
    assert [text for _, text in told(folder)] == ["must have 4 days for 2 men, got 2"]


def test_an_exercise_of_another_block(folder: Path, edit: Edit) -> None:
    edit("service.toml", "blocks = 1", "blocks = 2")
    text = (folder / "block1.toml").read_text(encoding="utf-8")
    head, welcome = text.split("[[exercise]]")[0], text.split("[[exercise]]")[3]
    other = f"{head}[[exercise]]{welcome}".replace("block = 1", "block = 2")
    (folder / "block2.toml").write_text(other.replace("elcome", "elcoming"), "utf-8")
    line = edit(PLAN, '"welcome"', '"welcoming"')
    said = [str(fault) for fault in check_folder(folder)]
    assert any(
        f"must be an exercise of block 1, got one of block 2. ours/plan1.toml line {line}" in text
        for text in said
    )


def test_a_day_with_an_unknown_exercise_is_told_of_only_that(folder: Path, edit: Edit) -> None:
    line = edit(PLAN, '"own-work", minutes = 60, seat = 1', '"on-work", minutes = 60, seat = 1')
    assert [at for at, _ in told(folder)] == [line]
