"""The starter bank that ships: complete, without faults, its plans as the programme asks."""

from collections import Counter

import pytest

from exercise_bank.bank import Bank
from exercise_bank.bank_parts import SHIPPED
from exercise_bank.check import check_folder
from exercise_bank.component import Component
from exercise_bank.exercise import ItemSet
from exercise_bank.plan import BlockPlan

WORK_SETS = [item_set for item_set in ItemSet if item_set.is_work]
BLOCKS = (1, 2, 3, 4)


@pytest.fixture(params=BLOCKS, ids=lambda block: f"block {block}")
def plan(request: pytest.FixtureRequest, shipped: Bank) -> BlockPlan:
    plan = shipped.block_plan(request.param)
    assert plan is not None
    return plan


def test_it_passes_its_own_check() -> None:
    assert [str(fault) for fault in check_folder()] == []


def test_it_has_at_least_sixty_exercises(shipped: Bank) -> None:
    assert len(shipped.exercises) >= 60
    assert len({exercise.id for exercise in shipped.exercises}) == len(shipped.exercises)


@pytest.mark.parametrize("block", BLOCKS)
@pytest.mark.parametrize("item_set", WORK_SETS)
def test_every_block_has_every_set(shipped: Bank, item_set: ItemSet, block: int) -> None:
    assert shipped.of_set(item_set, block)


def test_no_two_exercises_share_a_step_question_or_watch_for(shipped: Bank) -> None:
    texts = Counter(
        " ".join("".join(letter if letter.isalnum() else " " for letter in text.lower()).split())
        for exercise in shipped.exercises
        for text in (
            *(step.text for step in exercise.steps),
            *exercise.questions,
            *exercise.watch_for,
        )
    )
    assert [text for text, times in texts.items() if times > 1] == []


def test_step_minutes_add_up(shipped: Bank) -> None:
    for exercise in shipped.exercises:
        assert sum(step.minutes for step in exercise.steps) == exercise.minutes.planned, exercise.id


def test_public_titles_name_nothing_that_the_room_should_not_read(shipped: Bank) -> None:
    for exercise in shipped.exercises:
        words = exercise.public_title.lower()
        assert not {"sexual", "offence", "offending", "victim", "risk"} & set(words.split())


def test_it_says_that_it_is_illustrative() -> None:
    own = [path for path in SHIPPED.glob("*.toml") if path.name != "service.toml"]
    assert len(own) == 15
    for path in own:
        assert "llustrative" in path.read_text(encoding="utf-8")


def test_a_plan_has_eight_days_for_eight_men(plan: BlockPlan) -> None:
    assert (plan.members, len(plan.days)) == (8, 8)
    assert [day.number for day in plan.days] == list(range(1, 9))


def test_each_day_is_270_minutes_of_work_and_60_of_break(plan: BlockPlan) -> None:
    for day in plan.days:
        assert (day.work_minutes, day.break_minutes) == (270, 60)
        assert (day.items[0].start, day.items[-1].end) == (10 * 60, 15 * 60 + 30)
        assert [item.end for item in day.items[:-1]] == [item.start for item in day.items[1:]]


def test_each_man_has_personal_work_once(plan: BlockPlan) -> None:
    days_of: dict[int, set[int]] = {seat: set() for seat in range(1, 9)}
    minutes: Counter[int] = Counter()
    for day in plan.days:
        men = {item.seat for item in day.items if item.set is ItemSet.PERSONAL}
        assert len(men) in (0, 2)
        for item in day.items:
            if item.seat is not None:
                days_of[item.seat].add(day.number)
                minutes[item.seat] += item.planned
    assert all(len(days) == 1 and days != {1} for days in days_of.values())
    assert set(minutes.values()) == {120}


def test_personal_work_never_spans_lunch(plan: BlockPlan) -> None:
    for day in plan.days:
        lunch = next(item.start for item in day.items if item.set is ItemSet.LUNCH)
        for seat in {item.seat for item in day.items} - {None}:
            his = [item for item in day.items if item.seat == seat]
            assert his[-1].end <= lunch or his[0].start >= lunch


def test_a_block_begins_with_introductory_work(plan: BlockPlan) -> None:
    assert ItemSet.INTRODUCTORY in {item.set for item in plan.days[0].items}


def test_parts_share_the_limits_of_their_exercise(plan: BlockPlan) -> None:
    for day in plan.days:
        for item in day.items:
            assert item.minimum <= item.planned <= item.maximum


@pytest.mark.parametrize(
    ("component", "sessions", "work", "pause"),
    [
        (Component.BETTER_LIVES, 12, 180, 15),
        (Component.LONG_TERM, 12, 120, 15),
        (Component.INDIVIDUAL, 6, 60, 0),
    ],
)
def test_each_component_beside_the_core_has_sessions_of_its_own_shape_and_sets(
    shipped: Bank, component: Component, sessions: int, work: int, pause: int
) -> None:
    plan = shipped.block_plan(component.number)
    assert plan is not None
    shape = shipped.service.day_shape(component.number)
    assert [day.number for day in plan.days] == list(range(1, sessions + 1))
    for day in plan.days:
        assert (day.work_minutes, day.break_minutes) == (work, pause)
        assert (day.items[0].start, day.items[-1].end) == (shape.start, shape.end)
        used = {item.set.value for item in day.items if item.set.is_work}
        assert used <= set(shipped.service.sets_of(component.number))
    assert component.number not in shipped.plans


def test_better_lives_is_36_hours_and_each_of_its_sessions_another(shipped: Bank) -> None:
    plan = shipped.block_plan(Component.BETTER_LIVES.number)
    assert plan is not None
    assert sum(day.work_minutes for day in plan.days) == 36 * 60
    assert len({tuple(item.exercise for item in day.items) for day in plan.days}) == 12


def test_long_term_support_may_be_given_process_and_thematic_work_alone(shipped: Bank) -> None:
    may = {exercise.set for exercise in shipped.fitting(Component.LONG_TERM.number)}
    assert may == {ItemSet.PROCESS, ItemSet.THEMATIC}
    assert shipped.fitting(2) == shipped.exercises
