"""Every kind of fault in a bank's files, each with its file, its line, found and allowed."""

from pathlib import Path

import pytest

from exercise_bank.check import check_folder
from exercise_bank.fault import Fault
from tests.exercise_bank.conftest import Edit

BLOCK, PLAN, SERVICE = "block1.toml", "plan1.toml", "service.toml"


def only(folder: Path, line: int, name: str) -> Fault:
    """The one fault of the folder; it must be of this file and line."""
    (fault,) = check_folder(folder)
    assert (fault.file, fault.line) == (f"ours/{name}", line), str(fault)
    return fault


def test_a_sound_folder_has_no_fault(folder: Path) -> None:
    assert check_folder(folder) == ()


def test_a_fault_says_where_what_and_what_to_do(folder: Path, edit: Edit) -> None:
    line = edit(BLOCK, "planned = 60", "planned = 400")
    assert str(only_of_line(folder, line)) == (
        "Block 1, exercise `welcome`: minutes.planned must be 5 to 270, got 400. "
        f"ours/block1.toml line {line}"
    )


def only_of_line(folder: Path, line: int) -> Fault:
    (fault,) = (fault for fault in check_folder(folder) if fault.line == line)
    return fault


# file, text, what it becomes, lines further down, a part of the message
SHAPES = [
    (BLOCK, 'id = "thinking"', 'id = "Think ing"', "must be lower-case letters and digits"),
    (BLOCK, 'id = "thinking"', 'id = "lunch"', "id must not be break or lunch, which are built"),
    (BLOCK, 'title = "Welcome"', 'title = ""', "title must not be empty"),
    (BLOCK, 'aim = "Welcome, its aim."', 'aim = "  "', "aim must not be empty"),
    (BLOCK, 'aim = "Welcome, its aim."', "aim = 5", "aim must be text in quotes, got 5"),
    (BLOCK, 'aim = "Welcome, its aim."', 'aim = "a\\u001b]0;x"', "without control or invisible"),
    (BLOCK, 'aim = "Welcome, its aim."', 'aim = "a\\u202eb"', "without control or invisible"),
    (BLOCK, 'set = "thematic"', 'set = "thematics"', "did you mean `thematic`?, got 'thematics'"),
    (BLOCK, 'domains = ["re"]', 'domains = ["xx"]', "domains 1 must be sx, at, re or sr, got 'xx'"),
    (BLOCK, 'domains = ["re"]', 'domains = "re"', "domains must be a list, got 're'"),
    (BLOCK, 'methods = ["discussion"]', 'methods = ["roleplay"]', "did you mean `role play`?"),
    (BLOCK, 'methods = ["discussion"]', "methods = []", "methods must have at least 1, got none"),
    (BLOCK, "minimum = 45", "minimum = 4", "minutes.minimum must be 5 to 270, got 4"),
    (BLOCK, "minimum = 45", "minimum = true", "minutes.minimum must be 5 to 270, got true"),
    (BLOCK, "minimum = 45", 'minimum = "45"', "minutes.minimum must be 5 to 270, got '45'"),
    (BLOCK, "minimum = 45, ", "", "minutes.minimum is missing"),
    (BLOCK, 'follow_up = "Welcome', 'folow_up = "Welcome', "unknown key 'folow_up'; did you mean"),
    (BLOCK, "{ minutes = 20, text =", "{ minutes = 20, txt =", "unknown key 'txt'; did you mean"),
    (BLOCK, "{ minutes = 20,", "{ minutes = 0,", "steps 1 minutes must be 1 to 270, got 0"),
    (BLOCK, "block = 1", "block = 2", "block must be 1 to 1, got 2"),
    (PLAN, "members = 2", "members = 5", "members must be 2 to 4, got 5"),
    (PLAN, 'title = "Block 1', 'titel = "Block 1', "unknown key 'titel'; did you mean `title`?"),
    (PLAN, '{ exercise = "welcome" }', "{ }", "exercise is missing"),
    (
        PLAN,
        '{ exercise = "welcome" }',
        '{ exercise = "welcome", seats = 1 }',
        "did you mean `seat`",
    ),
    (PLAN, '"welcome" }', '"welcome", minutes = "1h" }', "minutes must be 5 to 270, got '1h'"),
    (
        PLAN,
        '"welcome" }',
        '"wellcome" }',
        "must name an exercise of the bank; did you mean `welcome",
    ),
    (PLAN, '"welcome" }', '"welcome", parts = 2 }', "part of a split exercise needs its own"),
    (PLAN, 'start = "12:30"', 'start = "half past"', 'must be a time of day such as "12:30"'),
    (PLAN, "optional = true", "optional = 1", "optional must be true or false, got 1"),
    (PLAN, "number = 1", "number = 0", "day 1 number must be 1 to 60, got 0"),
    (SERVICE, "blocks = 1", "blocks = 0", "hours.blocks must be 1 to 100, got 0"),
    (SERVICE, "starter = false", "starter = 0", "bank.starter must be true or false, got 0"),
    (SERVICE, "[group]", "[grup]", "unknown key 'grup'; did you mean `group`?"),
    (SERVICE, "block_most = 9", 'block_most = "9"', "hours.block_most must be a number, got '9'"),
]


@pytest.mark.parametrize(("name", "old", "new", "said"), SHAPES)
def test_what_departs_from_the_format(
    folder: Path, edit: Edit, name: str, old: str, new: str, said: str
) -> None:
    line = edit(name, old, new)
    matching = [fault for fault in check_folder(folder) if said in str(fault)]
    assert [(fault.file, fault.line) for fault in matching] == [(f"ours/{name}", line)]


def test_a_missing_key_is_told_where_its_exercise_begins(folder: Path, edit: Edit) -> None:
    line = edit(BLOCK, 'follow_up = "Thinking: try it once."\n', "")
    begins = line - 15
    fault = only_of_line(folder, begins)
    assert fault.allowed == "follow_up is missing"
    assert fault.where == "Block 1, exercise `thinking`"


def test_broken_toml_is_told_with_its_line(folder: Path, edit: Edit) -> None:
    line = edit(BLOCK, 'title = "Welcome"', 'title = "Welcome')
    (fault, *_) = check_folder(folder)
    assert (fault.file, fault.line, fault.allowed) == ("ours/block1.toml", line, "must be TOML")


def test_faults_in_several_files_are_all_told(folder: Path, edit: Edit) -> None:
    lines = [
        (edit(BLOCK, "planned = 60", "planned = 61"), BLOCK),
        (edit(BLOCK, "Acting: who is left out", "Thinking: who is LEFT out"), BLOCK),
        (edit(PLAN, "members = 2", "members = 3"), PLAN),
        (edit(PLAN, "number = 2", "number = 3"), PLAN),
    ]
    told = {(fault.line, fault.file.removeprefix("ours/")) for fault in check_folder(folder)}
    # The steps are told of on their own line, not on that of the minutes.
    assert set(lines[1:2] + lines[3:]) <= told
    assert any("add up to minutes.planned, 61" in str(fault) for fault in check_folder(folder))
    assert any("man 3" in str(fault) for fault in check_folder(folder))


def test_two_exercises_of_one_id(folder: Path, edit: Edit) -> None:
    line = edit(BLOCK, 'id = "acting"', 'id = "thinking"')
    faults = [fault for fault in check_folder(folder) if "id is taken" in fault.allowed]
    assert [(fault.file, fault.line) for fault in faults] == [("ours/block1.toml", line)]


def test_two_plans_of_one_block(folder: Path) -> None:
    (folder / "plan1b.toml").write_text((folder / PLAN).read_text(encoding="utf-8"), "utf-8")
    fault = only(folder, 1, "plan1b.toml")
    assert fault.allowed == "this block has a plan already, in ours/plan1.toml"


def test_steps_must_add_up(folder: Path, edit: Edit) -> None:
    line = edit(BLOCK, "{ minutes = 20,", "{ minutes = 25,")
    fault = only(folder, line - 1, BLOCK)
    assert str(fault).startswith(
        "Block 1, exercise `welcome`: the steps' minutes must add up to minutes.planned, 60, got 65"
    )


def test_minutes_must_rise(folder: Path, edit: Edit) -> None:
    line = edit(BLOCK, "maximum = 75", "maximum = 50")
    told = [str(fault) for fault in check_folder(folder) if fault.line == line]
    assert any("minutes must rise" in text and "got 45, 60, 50" in text for text in told)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("Acting: step 1, practice.", "thinking — step 1: LINKS"),
        ("Acting: what was new?", "Thinking: what was new"),
        ("Acting: who is left out.", "Thinking, who is left out!"),
        ("Welcome: step 2, pairs.", "Welcome: step 1, names"),
    ],
)
def test_texts_are_an_exercise_s_own(folder: Path, edit: Edit, old: str, new: str) -> None:
    line = edit(BLOCK, old, new)
    fault = only_of_line(folder, line)
    assert "must be its own" in fault.allowed
    assert "ours/block1.toml line" in fault.allowed


def test_a_block_without_one_of_the_sets(folder: Path, edit: Edit) -> None:
    edit(BLOCK, 'set = "assessment"', 'set = "thematic"')
    fault = only(folder, 1, BLOCK)
    assert str(fault).startswith("Block 1: must have at least one exercise of the set assessment")


def test_a_block_without_a_plan(folder: Path) -> None:
    (folder / PLAN).unlink()
    (fault,) = check_folder(folder)
    assert str(fault) == "Block 1: must have a plan, got none. ours/block1.toml"


def test_failing_to_comply_is_never_one_key(folder: Path) -> None:
    path = folder / SERVICE
    text = path.read_text(encoding="utf-8")
    lost = 'AFTC = { meaning = "attended, failed to comply", attended = true, one_key = true }\n'
    path.write_text(f"{text}\n[outcomes]\n{lost}", encoding="utf-8")
    fault = only(folder, text.count("\n") + 3, SERVICE)
    assert "failed to comply is never set by one key" in str(fault)


@pytest.mark.parametrize(
    ("added", "said"),
    [
        ('[day]\nend = "16:00"', "work and breaks must be the 360 minutes from start to end"),
        ("[day]\nwork_minutes = 240\nbreak_minutes = 90", "its slots must be 240 of work and 90"),
        ("[personal_work]\nmost_minutes = 100", "its figures must rise, got 90, 120, 100"),
    ],
)
def test_service_figures_that_do_not_fit(folder: Path, added: str, said: str) -> None:
    path = folder / SERVICE
    text = path.read_text(encoding="utf-8")
    path.write_text(f"{text}\n{added}\n", encoding="utf-8")
    faults = [fault for fault in check_folder(folder) if said in str(fault)]
    assert [(fault.file, fault.line) for fault in faults] == [
        ("ours/service.toml", text.count("\n") + 2)
    ]


def test_two_reasons_of_one_key_and_an_unknown_outcome(folder: Path) -> None:
    path = folder / SERVICE
    text = path.read_text(encoding="utf-8")
    reasons = (
        'dog = { key = "d", label = "the dog", for = ["skip"] }\n'
        'bus = { key = "b", label = "the bus", for = ["late"], suggests = "LATE" }\n'
    )
    path.write_text(f"{text}\n[reasons]\n{reasons}", encoding="utf-8")
    told = [(fault.line, fault.allowed) for fault in check_folder(folder)]
    line = text.count("\n") + 3
    assert told == [
        (line, "needs a key of its own for skip; 'discussion' has it too"),
        (line + 1, "must suggest the code of an outcome"),
    ]
