"""Today opens what was planned: the run that comes next, each day's plan from the record."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from exercise_bank.block_planner import plan_block
from exercise_bank.block_wishes import BlockSchedule
from models.acts.planning import plan_days
from models.group.people import fold_sessions
from models.group.planned_days import block_wishes
from models.ids import named_id
from session_tui.app import SessionApp
from session_tui.desk import Desk
from session_tui.screens.live.screen import LiveScreen
from tests.session_tui.hands import HandClock, app_on, new_desk, with_group
from tests.session_tui.keyboard import screen_text, until

BLOCK = 3


@pytest.fixture
def planned_group(tmp_path: Path, hand_clock: HandClock) -> tuple[Desk, BlockSchedule]:
    """A group that hasn't met, with block 3 planned from today on."""
    desk = with_group(new_desk(tmp_path / "record", hand_clock))
    roster = desk.roster()
    wishes = block_wishes(roster, block=BLOCK, start=date(2026, 11, 24), weekdays=(1,))
    plan = plan_block(wishes, desk.bank)
    run = named_id("block-run", desk.group, BLOCK, 0)
    desk.append(
        plan_days(
            desk.group_facts,
            roster,
            desk.bank,
            group=desk.group,
            block=BLOCK,
            block_run=run,
            days=plan.days,
        )
    )
    return desk, plan


def chosen(app: SessionApp, number: int) -> Callable[[], bool]:
    return lambda: f"[{number}]" in screen_text(app.screen)


async def test_the_planned_run_opens_without_a_question(
    planned_group: tuple[Desk, BlockSchedule],
) -> None:
    desk, plan = planned_group
    app = app_on(desk)
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: f"Day 1 of {len(plan.days)}" in screen_text(app.screen))
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, LiveScreen))
    (session,) = fold_sessions(desk.group_facts)
    assert (session.block, session.day) == (BLOCK, 1)
    assert session.block_run == named_id("block-run", desk.group, BLOCK, 0)
    assert desk.day is not None
    laid = desk.day.plan
    assert laid is not None
    assert [item.exercise for item in laid.items] == [
        item.exercise for item in plan.days[0].plan.items
    ]
    desk.close()


async def test_a_later_days_plan_has_the_men_whose_work_it_is(
    planned_group: tuple[Desk, BlockSchedule],
) -> None:
    desk, plan = planned_group
    working = next(day for day in plan.days if any(item.seat for item in day.plan.items))
    number = working.plan.number
    app = app_on(desk)
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: f"Day 1 of {len(plan.days)}" in screen_text(app.screen))
        for at in range(1, number):
            await pilot.press("right")
            await until(pilot, chosen(app, at + 1))
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, LiveScreen))
    assert desk.day is not None
    laid = desk.day.plan
    assert laid is not None
    seats = {desk.roster().seat(item.member) for item in laid.items if item.member}
    assert seats == {item.seat for item in working.plan.items if item.seat is not None}
    desk.close()
