"""A group whose block is planned, and whose first days have run: for tests of the board."""

from __future__ import annotations

from datetime import date

from exercise_bank.block_planner import plan_block
from exercise_bank.exercise import ItemSet
from exercise_bank.plan import DayPlan
from models.acts import running
from models.acts.opening import open_session
from models.acts.planning import plan_days
from models.group.block_runs import block_runs
from models.group.planned_days import block_wishes, plan_of, planned_runs
from models.ids import named_id
from session_tui.desk import Desk
from tests.session_tui.hands import DATE, HandClock

BLOCK = 2
BEGINS = date.fromisoformat(DATE)


def plan(desk: Desk) -> None:
    """Block 2 for the desk's group, on Tuesdays from the day of these tests on."""
    roster = desk.roster()
    wishes = block_wishes(roster, block=BLOCK, start=BEGINS, weekdays=(BEGINS.weekday(),))
    act = plan_days(
        desk.group_facts,
        roster,
        desk.bank,
        group=desk.group,
        block=BLOCK,
        block_run=named_id("block-run", desk.group, BLOCK, 0),
        days=plan_block(wishes, desk.bank).days,
    )
    desk.append(act)


def days(desk: Desk) -> dict[int, DayPlan]:
    """The plan on record."""
    (run,) = planned_runs(desk.group_facts)
    return {number: plan_of(day, desk.roster()) for number, day in run.days.items()}


def run_first_day(desk: Desk, clock: HandClock) -> str:
    """Day 1 as planned, four minutes over at first; its first thematic exercise is carried over.

    Gives that exercise's id. The day is closed by the desk again.
    """
    (run,) = block_runs(desk.group_facts)
    opened, act = open_session(
        group=desk.group,
        block=BLOCK,
        block_run=run.run,
        day=1,
        days=len(run.planned),
        date=DATE,
        plan=days(desk)[1],
        bank=desk.bank,
        roster=desk.roster(),
    )
    desk.append(act, session=opened.session)
    day = desk.open_day(opened.session)
    left = next(one.item for one in day.timeline.states if one.item.set is ItemSet.THEMATIC)
    clock.to(10, 0)
    day = desk.say(running.drop_item(day, left.id, clock.at, carried=True, reason="time")).day
    late = 4
    for state in day.timeline.states:
        if state.item.id != left.id:
            clock.at = day.wall(state.item.start + (late if state.item.start > 600 else 0))
            day = desk.say(running.start_item(day, state.item.id, clock.at)).day
    clock.to(15, 30)
    desk.say(running.end_day(day, clock.at))
    desk.day = None
    return left.exercise
