"""A block's plan in the record: laid down, changed day by day, and what it is planned from."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from exercise_bank.bank import load_bank
from exercise_bank.block_planner import plan_block
from exercise_bank.block_wishes import BlockSchedule
from exercise_bank.exercise import Domain
from models.acts import Act, Refused
from models.acts.planning import dated, plan_days
from models.entries.planning import DayPlanned
from models.entries.staffing import LeaveNoted, TrainingTaken
from models.entries.team import StaffAdded, TeamFounded
from models.facts import Facts
from models.group.people import fold_roster, fold_team
from models.group.planned_days import block_wishes, plan_of, planned_runs, run_to_begin
from models.group.qualification import STAGES, stages_missing
from tests.models.made_days import DATE, Hand, man

BANK = load_bank(block=2)
START = date(2026, 11, 24)


def group(count: int = 8) -> Hand:
    hand = Hand()
    for seat in range(1, count + 1):
        hand.say(man(seat, targets=({"text": "wait", "domain": "sr"},)))
    return hand


def planned(hand: Hand) -> BlockSchedule:
    roster = fold_roster(Facts.of(hand.entries))
    return plan_block(block_wishes(roster, block=2, start=START, weekdays=(1,)), BANK)


def laid(hand: Hand, plan: BlockSchedule, *, whole: bool = True) -> Act:
    facts = Facts.of(hand.entries)
    return plan_days(
        facts,
        fold_roster(facts),
        BANK,
        group="g",
        block=2,
        block_run="run",
        days=plan.days,
        whole=whole,
    )


def record(hand: Hand, act: Act) -> Facts:
    ids = {entry.id: entry for entry in hand.entries}
    for new in act.entries:
        hand.say(new.what, supersedes=[ids[one] for one in new.supersedes])
    return Facts.of(hand.entries)


def test_a_plan_comes_back_from_the_record_as_it_was_laid_down() -> None:
    hand = group()
    plan = planned(hand)
    act = laid(hand, plan)
    assert act.says == "block 2: 8 days planned"
    facts = record(hand, act)
    (run,) = planned_runs(facts)
    assert (run.block, run.run, run.first, len(run.days)) == (2, "run", DATE, 8)
    roster = fold_roster(facts)
    assert [plan_of(day, roster) for day in run.days.values()] == [
        replace(day.plan, items=tuple(day.plan.items)) for day in plan.days
    ]


def test_only_what_changed_is_written_again() -> None:
    hand = group()
    plan = planned(hand)
    record(hand, laid(hand, plan))
    with pytest.raises(Refused, match="says the same already"):
        laid(hand, plan)
    moved = replace(plan.days[3], date=date(2026, 12, 16))
    act = laid(hand, replace(plan, days=(*plan.days[:3], moved, *plan.days[4:])))
    (entry,) = act.entries
    assert isinstance(entry.what, DayPlanned)
    assert (entry.what.day, entry.what.date) == (4, "2026-12-16")
    facts = record(hand, act)
    assert planned_runs(facts)[0].days[4].date == "2026-12-16"
    assert not any(one.unsettled for one in facts.all_of("day-planned"))


def test_a_shorter_plan_takes_days_out_unless_it_is_only_a_part() -> None:
    hand = group()
    plan = planned(hand)
    record(hand, laid(hand, plan))
    short = replace(plan, days=plan.days[:7])
    with pytest.raises(Refused, match="same already"):
        laid(hand, short, whole=False)
    facts = record(hand, laid(hand, short))
    assert list(planned_runs(facts)[0].days) == list(range(1, 8))


def test_two_days_on_one_date_are_refused() -> None:
    plan = planned(group())
    twice = replace(plan, days=(plan.days[0], replace(plan.days[1], date=START)))
    with pytest.raises(Refused, match=r"day 1 \(10:00 to 15:30\) and .* day 2 .* Tue 24 Nov 2026"):
        laid(group(), twice)


def test_days_of_a_file_need_a_date_each() -> None:
    plans = [day.plan for day in planned(group()).days[:2]]
    assert dated(plans, {1: START, 2: date(2026, 12, 1)})[1].date == date(2026, 12, 1)
    with pytest.raises(Refused, match="Day 2 has no date"):
        dated(plans, {1: START})


def test_the_run_to_begin_is_the_first_planned_one_that_nobody_opened() -> None:
    hand = group()
    runs = planned_runs(record(hand, laid(hand, planned(hand))))
    assert run_to_begin(runs, 2, ()) == runs[0]
    assert run_to_begin(runs, 2, {"run"}) is None
    assert run_to_begin(runs, 3, ()) is None


def staff() -> Facts:
    hand = Hand()
    hand.say(TeamFounded(name="North"))
    hand.say(StaffAdded(staff="a", name="A. Lark", role="facilitator"))
    hand.say(StaffAdded(staff="b", name="B. Wren", role="co-facilitator"))
    hand.say(StaffAdded(staff="s", name="S. Crane", role="supervisor"))
    for stage in STAGES:
        hand.say(TrainingTaken(staff="a", stage=stage, date="2025-01-10"))
    hand.say(LeaveNoted(leave="l1", staff="b", date="2026-12-01", days=8))
    hand.say(LeaveNoted(leave="l2", staff="a", date="2026-12-01", days=8, cancelled=True))
    return Facts.of(hand.entries)


def test_what_a_block_is_planned_from() -> None:
    facts = Facts.of(group().entries)
    team = staff()
    wishes = block_wishes(
        fold_roster(facts),
        block=2,
        start=START,
        weekdays=(1,),
        team=fold_team(team),
        team_facts=team,
    )
    assert wishes.men[0].domains == (Domain.SELF_REGULATION,)
    assert [(one.name, one.leads) for one in wishes.staff] == [
        ("A. Lark", True),
        ("B. Wren", False),
    ]
    assert wishes.staff[1].leave == ((date(2026, 12, 1), date(2026, 12, 8)),)
    assert wishes.staff[0].leave == ()
    plan = plan_block(wishes, BANK)
    assert {on for on, _ in plan.passed_over} == {date(2026, 12, 1), date(2026, 12, 8)}
    assert {day.lead for day in plan.days} == {"A. Lark"}


def test_a_man_who_joins_later_is_introduced_then() -> None:
    hand = group(7)
    hand.say(man(8, joined="2026-12-08"))
    wishes = block_wishes(fold_roster(Facts.of(hand.entries)), block=2, start=START, weekdays=(1,))
    assert [one.joins for one in wishes.men if one.joins] == [date(2026, 12, 8)]


def test_a_stage_counts_once_it_is_passed_and_by_its_last_result() -> None:
    hand = Hand()
    for stage in STAGES[:2]:
        hand.say(TrainingTaken(staff="a", stage=stage, date="2025-01-10"))
    hand.say(TrainingTaken(staff="a", stage="NSOGP training", date="2025-03-01", failed=True))
    hand.say(TrainingTaken(staff="a", stage="NSOGP training", date="2026-12-01"))
    facts = Facts.of(hand.entries)
    assert stages_missing(facts, "a", "2026-11-30") == ("NSOGP training",)
    assert stages_missing(facts, "a", "2026-12-01") == ()
    assert stages_missing(facts, "b", DATE) == STAGES
