"""A block planned again around what somebody placed by hand; changes of a plan taken back."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from exercise_bank.block_planner import plan_block
from exercise_bank.block_standing import StandingDay, block_standing
from exercise_bank.block_wishes import Placed
from exercise_bank.exercise import ItemSet
from models.acts import Act, Refused
from models.acts.planning import change_days, plan_days
from models.acts.rearranging import Rearranged, Spot, lock, move
from models.acts.undoing import Undoable, plan_to_redo, plan_to_undo
from models.entries.closing import ActWithdrawn
from models.facts import Facts
from models.group.people import fold_roster
from models.group.planned_days import (
    PlannedRun,
    as_they_stand,
    block_wishes,
    plan_of,
    planned_runs,
    usual_weekdays,
)
from tests.models.made_days import Hand
from tests.models.test_planned_days import BANK, START, group, laid, planned, record

SEATS = tuple(range(1, 9))


def run_of(hand: Hand) -> PlannedRun:
    (run,) = planned_runs(Facts.of(hand.entries))
    return run


def changed(hand: Hand, change: Rearranged) -> Act:
    facts = Facts.of(hand.entries)
    roster = fold_roster(facts)
    known = run_of(hand).days
    act = change_days(
        facts, roster, BANK, group="g", known=known, days=change.days, says=change.says
    )
    record(hand, act)
    return act


def days_of(hand: Hand) -> dict[int, object]:
    roster = fold_roster(Facts.of(hand.entries))
    return {number: plan_of(day, roster) for number, day in run_of(hand).days.items()}


@pytest.fixture
def hand() -> Hand:
    hand = group()
    record(hand, laid(hand, planned(hand)))
    return hand


def thematic(hand: Hand, day: int) -> Spot:
    roster = fold_roster(Facts.of(hand.entries))
    items = plan_of(run_of(hand).days[day], roster).items
    return Spot(day, next(at for at, one in enumerate(items) if one.set is ItemSet.THEMATIC))


def test_what_was_placed_by_hand_stays_in_its_half_when_the_rest_is_planned_again(
    hand: Hand,
) -> None:
    roster = fold_roster(Facts.of(hand.entries))
    known = run_of(hand).days
    days = {number: plan_of(day, roster) for number, day in known.items()}
    one = thematic(hand, 2)
    item = days[2].items[one.place]
    act = changed(hand, move(days, one, Spot(6, 1), BANK))
    assert len(act.entries) == 2
    known = run_of(hand).days
    assert [len(known[day].by_hand) for day in (2, 6)] == [0, 1]
    wishes = block_wishes(roster, block=2, start=START, weekdays=(1,))
    plan = plan_block(as_they_stand(wishes, known, (), roster), BANK)
    sixth = plan.days[5].plan.items
    (stays,) = [other for other in sixth if other.exercise == item.exercise and other.part == 1]
    assert stays.by_hand
    assert sixth.index(stays) < next(
        at for at, other in enumerate(sixth) if other.set is ItemSet.LUNCH
    )
    assert sum(other.by_hand for day in plan.days for other in day.plan.items) == stays.parts
    standing = [StandingDay(day.date, day.plan) for day in plan.days]
    assert block_standing(standing, SEATS, BANK).departures == ()


def test_what_was_locked_stays_to_the_minute_when_the_rest_is_planned_again(hand: Hand) -> None:
    """First and last of a day, amid a half, a man's work: each stands where it was put."""
    roster = fold_roster(Facts.of(hand.entries))
    locked: dict[int, tuple[str, int | None, int]] = {}
    for day in (3, 4, 5, 6):
        days = {n: plan_of(one, roster) for n, one in run_of(hand).days.items()}
        items = days[day].items
        wanted = (ItemSet.THEMATIC, ItemSet.PERSONAL)
        places = [at for at, one in enumerate(items) if one.set in wanted and one.part == 1]
        one = Spot(day, places[-1 if day % 2 else 0])
        item = items[one.place]
        locked[day] = item.exercise, item.seat, item.start
        changed(hand, lock(days, one, BANK))
    wishes = block_wishes(roster, block=2, start=START, weekdays=(1,))
    asked = as_they_stand(wishes, run_of(hand).days, (), roster)
    other = replace(asked, before={}, before_men={}, carried=("giving-and-taking-feedback",))
    for one_asked in (asked, other):
        plan = plan_block(one_asked, BANK)
        assert plan.moved == ()
        for day, its in locked.items():
            assert its in {
                (one.exercise, one.seat, one.start)
                for one in plan.days[day - 1].plan.items
                if one.by_hand
            }
        standing = [StandingDay(day.date, day.plan) for day in plan.days]
        assert block_standing(standing, SEATS, BANK).departures == ()


def test_where_nothing_fits_around_a_locked_place_it_stays_in_its_half_and_that_is_said(
    hand: Hand,
) -> None:
    roster = fold_roster(Facts.of(hand.entries))
    wishes = block_wishes(roster, block=2, start=START, weekdays=(1,))
    there = Placed(3, 0, "small-decisions", 60, after=0)
    nowhere = Placed(6, 0, "weighing-it-up", 60, after=5)  # no exercise takes five minutes
    plan = plan_block(replace(wishes, placed=(there, nowhere)), BANK)
    (said,) = plan.moved
    assert "placed on day 6 before lunch: it can't stand just there" in said
    assert plan.days[2].plan.items[1].exercise == "small-decisions"
    assert any(one.exercise == "weighing-it-up" for one in plan.days[5].plan.items)


def test_days_keep_their_dates_and_shift_where_there_can_be_no_group(hand: Hand) -> None:
    roster = fold_roster(Facts.of(hand.entries))
    known = dict(run_of(hand).days)
    known[3] = known[3].model_copy(update={"date": "2026-12-09"})
    dates = [date.fromisoformat(day.date) for day in known.values()]
    assert usual_weekdays(dates) == (1,)
    wishes = block_wishes(roster, block=2, start=START, weekdays=(1,))
    plan = plan_block(as_they_stand(wishes, known, (), roster), BANK)
    assert [day.date for day in plan.days] == dates
    closed = replace(wishes, closed={dates[3]: "no room"})
    plan = plan_block(as_they_stand(closed, known, (), roster), BANK)
    assert [day.date for day in plan.days][:5] == [*dates[:3], dates[4], dates[5]]
    assert plan.passed_over == ((dates[3], "no room"),)


def take_back(hand: Hand, found: Undoable) -> Facts:
    hand.say(ActWithdrawn(act=found.act, says="undone"))
    return Facts.of(hand.entries)


def test_a_change_of_the_plan_is_taken_back_and_done_again(hand: Hand) -> None:
    before = days_of(hand)
    roster = fold_roster(Facts.of(hand.entries))
    days = {number: plan_of(day, roster) for number, day in run_of(hand).days.items()}
    changed(hand, lock(days, thematic(hand, 4), BANK))
    after = days_of(hand)
    facts = Facts.of(hand.entries)
    staff = hand.entries[-1].by
    with pytest.raises(Refused, match="Day 4 has begun since"):
        plan_to_undo(facts, staff, "run", {4})
    with pytest.raises(Refused, match="left to redo"):
        plan_to_redo(facts, staff, "run")
    with pytest.raises(Refused, match="left to undo on this plan"):
        plan_to_undo(facts, staff, "another run")
    facts = take_back(hand, plan_to_undo(facts, staff, "run"))
    assert days_of(hand) == before
    facts = take_back(hand, plan_to_redo(facts, staff, "run"))
    assert days_of(hand) == after
    take_back(hand, plan_to_undo(facts, staff, "run"))
    assert days_of(hand) == before


def test_a_group_that_shrank_has_its_last_day_taken_out_though_days_have_run() -> None:
    hand = group(9)
    plan = planned(hand)
    record(hand, laid(hand, plan))
    facts = Facts.of(hand.entries)
    act = plan_days(
        facts,
        fold_roster(facts),
        BANK,
        group="g",
        block=2,
        block_run="run",
        days=plan.days[2:8],
        ran=2,
    )
    record(hand, act)
    assert list(run_of(hand).days) == list(range(1, 9))
    assert {day.days for number, day in run_of(hand).days.items() if number > 2} == {8}
