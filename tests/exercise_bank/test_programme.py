"""The programme's table of components and its four blocks (programme.md), a test a row."""

from __future__ import annotations

from collections import Counter

import pytest

from exercise_bank.bank import Bank, load_bank
from exercise_bank.component import Component
from exercise_bank.exercise import ItemSet
from exercise_bank.plan import BlockPlan

FIVE_SETS = {one for one in ItemSet if one.is_work}


@pytest.fixture(scope="module")
def bank() -> Bank:
    return load_bank()


def sessions(bank: Bank, component: Component) -> BlockPlan:
    (plan,) = bank.plans_of(component).values()
    return plan


def hours(plan: BlockPlan) -> float:
    return sum(day.work_minutes for day in plan.days) / 60


def sets(plan: BlockPlan) -> set[ItemSet]:
    return {item.set for day in plan.days for item in day.items if item.set.is_work}


def test_individual_work_is_one_to_one_and_has_no_fixed_hours(bank: Bank) -> None:
    assert bank.service.fewest_men(Component.INDIVIDUAL) == 1
    assert sessions(bank, Component.INDIVIDUAL).members == 1
    assert bank.service.day_shape(Component.INDIVIDUAL.number).work_minutes < 270


def test_the_core_group_is_four_blocks_of_144_to_162_hours_by_group_numbers(bank: Bank) -> None:
    blocks = bank.plans_of(Component.CORE)
    assert list(blocks) == [1, 2, 3, 4]
    block_hours = bank.service.hours.block_hours
    assert [4 * block_hours(men) for men in (6, 8, 9, 10)] == [144, 144, 153, 162]
    assert [4 * bank.service.block_days(men) for men in (8, 10)] == [32, 36]
    assert sum(map(hours, blocks.values())) == 144


def test_better_lives_is_closed_in_12_sessions_of_3_hours(bank: Bank) -> None:
    plan = sessions(bank, Component.BETTER_LIVES)
    assert (len(plan.days), hours(plan)) == (12, 36)
    assert {day.work_minutes for day in plan.days} == {180}
    assert bank.service.hours.relapse_prevention == 36


def test_long_term_support_is_process_and_thematic_work_at_its_own_length(bank: Bank) -> None:
    plan = sessions(bank, Component.LONG_TERM)
    assert sets(plan) <= {ItemSet.PROCESS, ItemSet.THEMATIC}
    wanted = bank.service.day_shape(Component.LONG_TERM.number).work_minutes
    assert {day.work_minutes for day in plan.days} == {wanted}


@pytest.mark.parametrize("block", [1, 2, 3, 4])
def test_a_block_has_five_sets_36_hours_and_each_mans_work_once(block: int, bank: Bank) -> None:
    plan = bank.plans_of(Component.CORE)[block]
    assert sets(plan) == FIVE_SETS
    assert (len(plan.days), hours(plan), plan.members) == (8, 36, 8)
    first = {item.set for item in plan.days[0].items}
    assert ItemSet.INTRODUCTORY in first
    assert ItemSet.PERSONAL not in first
    begun = Counter(
        item.seat
        for day in plan.days
        for item in day.items
        if item.set is ItemSet.PERSONAL and item.part == 1
    )
    assert begun == dict.fromkeys(range(1, 9), 1)
    for day in plan.days:
        assert day.items[0].set is day.items[-1].set is ItemSet.PROCESS
