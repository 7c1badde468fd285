"""Loading the bank: the shipped one, and a service's own folder that replaces or extends it."""

from dataclasses import FrozenInstanceError
from pathlib import Path

import pytest

from exercise_bank.bank import Bank, load_bank
from exercise_bank.bank_parts import SHIPPED
from exercise_bank.exercise import ItemSet
from exercise_bank.fault import BankError
from tests.exercise_bank.conftest import Edit


@pytest.fixture
def beside(folder: Path) -> Path:
    """The small bank as one that stands beside the starter exercises."""
    (folder / "service.toml").unlink()
    (folder / "plan1.toml").unlink()
    return folder


def test_what_a_bank_answers(shipped: Bank) -> None:
    exercise = shipped.exercise("check-in-2")
    assert exercise is not None
    assert exercise.block == 2
    assert exercise in shipped.of_set(ItemSet.PROCESS, 2)
    assert exercise not in shipped.of_set(ItemSet.PROCESS, 1)
    assert shipped.exercise("no-such-exercise") is None
    assert shipped.block_plan(5) is None


def test_a_bank_does_not_change(shipped: Bank) -> None:
    with pytest.raises(FrozenInstanceError):
        shipped.plans = {}  # type: ignore[misc]  # that is the point
    with pytest.raises(TypeError):
        shipped.by_id["x"] = shipped.exercises[0]  # type: ignore[index]  # that is the point


def test_the_shipped_folder_named_is_the_shipped_bank(shipped: Bank) -> None:
    assert load_bank(SHIPPED) == shipped


def test_a_folder_of_its_own_can_stand_alone(folder: Path) -> None:
    bank = load_bank(folder)
    assert len(bank.exercises) == 7
    assert list(bank.plans) == [1]


def test_a_folder_extends_the_starter_bank(beside: Path, shipped: Bank) -> None:
    bank = load_bank(beside)
    assert len(bank.exercises) == len(shipped.exercises) + 7
    assert bank.exercise("thinking") in bank.of_set(ItemSet.THEMATIC, 1)
    assert bank.plans == shipped.plans


def test_the_same_id_replaces(beside: Path, edit: Edit, shipped: Bank) -> None:
    edit("block1.toml", 'id = "check-in"', 'id = "check-in-1"')
    bank = load_bank(beside)
    replaced = bank.exercise("check-in-1")
    assert replaced is not None
    assert replaced.aim == "Check-in, its aim."
    assert len(bank.exercises) == len(shipped.exercises) + 6


def test_a_plan_of_the_same_block_replaces(folder: Path, edit: Edit, shipped: Bank) -> None:
    edit("service.toml", "starter = false", "starter = true")
    edit("service.toml", "blocks = 1", "blocks = 4")
    edit("service.toml", "\nmost = 4", "\nmost = 10")
    bank = load_bank(folder)
    plan = bank.block_plan(1)
    assert plan is not None
    assert plan.members == 2
    assert bank.block_plan(2) == shipped.block_plan(2)


def test_one_block_is_enough_for_a_day(shipped: Bank) -> None:
    bank = load_bank(block=2)
    assert bank.block_plan(2) == shipped.block_plan(2)
    assert bank.exercises == tuple(item for item in shipped.exercises if item.block == 2)


def test_a_fault_in_another_block_is_no_hindrance(tmp_path: Path) -> None:
    (tmp_path / "block4.toml").write_text('block = 4 # ours\ntitle = "no', encoding="utf-8")
    assert load_bank(tmp_path, block=2).block_plan(2)
    with pytest.raises(BankError):
        load_bank(tmp_path, block=4)


def test_a_broken_file_is_one_error_with_every_fault(folder: Path, edit: Edit) -> None:
    first = edit("block1.toml", 'set = "thematic"', 'set = "theme"')
    second = edit("plan1.toml", '"welcome"', '"wellcome"')
    with pytest.raises(BankError) as caught:
        load_bank(folder)
    assert [(fault.file, fault.line) for fault in caught.value.faults] == [
        ("ours/block1.toml", first),
        ("ours/plan1.toml", second),
    ]
    message = str(caught.value)
    assert message.startswith("The exercise bank can't be used: 2 faults.\n")
    assert f"ours/block1.toml line {first}" in message


def test_a_broken_rule_does_not_keep_a_bank_from_loading(folder: Path, edit: Edit) -> None:
    edit("plan1.toml", '{ exercise = "welcome" }', '{ exercise = "welcome", minutes = 50 }')
    assert load_bank(folder).block_plan(1)


def test_an_exercise_with_a_fault_is_not_also_unknown_to_the_plan(folder: Path, edit: Edit) -> None:
    edit("block1.toml", 'title = "Thinking"', "title = 3")
    with pytest.raises(BankError) as caught:
        load_bank(folder)
    assert len(caught.value.faults) == 1


def test_a_service_key_replaces_that_key_and_leaves_the_rest(tmp_path: Path, shipped: Bank) -> None:
    (tmp_path / "service.toml").write_text(
        "[missed_days]\nfewest_minutes = 200\n"
        '[judging_words]\nalways = ""\nsneaky = "what he did"\n'
        '[concerns]\ncontacts = [{ label = "Duty desk", number = "01632 960001" }]\n',
        encoding="utf-8",
    )
    service = load_bank(tmp_path).service
    assert service.missed_days.fewest_minutes == 200
    assert service.missed_days.repeat_block_above == 2
    assert "always" not in service.judging_words
    assert service.judging_words["sneaky"] == "what he did"
    assert service.judging_words["never"] == shipped.service.judging_words["never"]
    assert [contact.label for contact in service.contacts] == ["Duty desk"]
    assert service.day == shipped.service.day
