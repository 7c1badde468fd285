"""The block planner: its plans keep every rule, and where there is none it says what collides."""

from dataclasses import replace
from datetime import date

import pytest

from exercise_bank import block_filling
from exercise_bank.bank import Bank
from exercise_bank.block_planner import plan_block
from exercise_bank.block_wishes import BlockSchedule, BlockWishes, Facilitator, Man, NoPlan, Placed
from exercise_bank.check_plan import plan_faults
from exercise_bank.exercise import Domain, ItemSet
from exercise_bank.plan import BlockPlan, PlanItem
from exercise_bank.plan_toml import PlacedPlan
from tests.exercise_bank.made_rosters import roster
from tests.exercise_bank.plan_rules import broken

START = date(2026, 11, 24)
TUESDAY = (1,)


def men(count: int) -> tuple[Man, ...]:
    return tuple(Man(seat) for seat in range(1, count + 1))


def wishes(count: int = 8, block: int = 2) -> BlockWishes:
    return BlockWishes(block, men(count), START, TUESDAY)


def day_of(plan: BlockSchedule, exercise: str, seat: int | None = None) -> int:
    return next(
        day.plan.number
        for day in plan.days
        for item in day.plan.items
        if (item.exercise, item.seat) == (exercise, seat)
    )


def works(plan: BlockSchedule) -> dict[int, int]:
    """The day of each man's personal work."""
    return {
        item.seat: day.plan.number
        for day in plan.days
        for item in day.plan.items
        if item.seat is not None
    }


@pytest.mark.parametrize("tens", range(20))
def test_two_hundred_rosters_keep_every_rule(tens: int, shipped: Bank) -> None:
    for seed in range(tens * 10, tens * 10 + 10):
        asked = roster(seed)
        plan = plan_block(asked, shipped)
        assert not broken(plan, asked, shipped), f"seed {seed}"
        if not any(man.joins for man in asked.men):  # the bank's own check knows no joins
            block = BlockPlan(asked.block, "", len(asked.men), tuple(d.plan for d in plan.days))
            placed = PlacedPlan(block, "plan", lambda _, __: 0, {})
            assert not list(plan_faults(placed, shipped.service, shipped.by_id)), f"seed {seed}"


@pytest.mark.parametrize("block", [1, 2, 3, 4])
@pytest.mark.parametrize("count", [6, 7, 8, 9, 10])
def test_a_group_of_any_size_in_any_block(count: int, block: int, shipped: Bank) -> None:
    asked = wishes(count, block)
    plan = plan_block(asked, shipped)
    assert not broken(plan, asked, shipped)
    assert not plan.left_out


def test_nine_men_end_on_a_half_day(shipped: Bank) -> None:
    plan = plan_block(wishes(9), shipped)
    assert [day.plan.work_minutes for day in plan.days] == [270] * 8 + [135]


def test_bank_holidays_and_closures_are_passed_over_and_said(shipped: Bank) -> None:
    asked = replace(
        wishes(), start=date(2026, 12, 11), weekdays=(4,), closed={date(2027, 1, 8): "training"}
    )
    plan = plan_block(asked, shipped)
    assert dict(plan.passed_over) == {
        date(2026, 12, 25): "Christmas Day",
        date(2027, 1, 1): "New Year's Day",
        date(2027, 1, 8): "training",
    }


def test_a_day_needs_two_facilitators_who_are_not_on_leave(shipped: Bank) -> None:
    staff = (
        Facilitator("A. Lark", leave=((date(2026, 12, 1), date(2026, 12, 8)),)),
        Facilitator("B. Wren"),
    )
    plan = plan_block(replace(wishes(), staff=staff), shipped)
    assert [on for on, _ in plan.passed_over] == [date(2026, 12, 1), date(2026, 12, 8)]
    assert plan.passed_over[0][1] == "staff on leave: A. Lark"
    assert {(day.lead, day.second) for day in plan.days} == {
        ("A. Lark", "B. Wren"),
        ("B. Wren", "A. Lark"),
    }


def test_a_day_says_who_is_missing_to_lead_it(shipped: Bank) -> None:
    alone = plan_block(replace(wishes(), staff=(Facilitator("C. Rook", leads=False),)), shipped)
    assert alone.days[0].warnings == ("C. Rook isn't qualified to lead", "one facilitator only")
    assert plan_block(wishes(), shipped).days[0].warnings == ("no facilitator named",)


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"start": date(2026, 12, 25), "weekdays": (4,)}, "Fri 25 Dec 2026: Christmas Day"),
        ({"start": date(2026, 11, 25)}, "Wed 25 Nov 2026: the group meets on Tuesday"),
        ({"men": men(11)}, "A group has 6 to 10 men; these are 11"),
        ({"men": men(5)}, "A group has 6 to 10 men; these are 5"),
        ({"men": (*men(7), Man(3))}, "Seat 3 is taken twice"),
        ({"weekdays": ()}, "Say on which days of the week"),
        ({"block": 7}, "no introductory and no personal work and no process exercise in block 7"),
    ],
)
def test_what_can_not_be_planned_is_said(
    change: dict[str, object], says: str, shipped: Bank
) -> None:
    with pytest.raises(NoPlan, match=says):
        plan_block(replace(wishes(), **change), shipped)  # type: ignore[arg-type]  # any field


def test_what_is_placed_by_hand_stays_and_the_rest_is_planned_around_it(shipped: Bank) -> None:
    placed = (
        Placed(3, 1, "steps-to-a-decision", 120, seat=5),
        Placed(6, 0, "small-decisions", 60),
        Placed(2, 0, "key-messages-so-far", 45),
    )
    asked = replace(wishes(), placed=placed)
    plan = plan_block(asked, shipped)
    assert not broken(plan, asked, shipped)
    assert works(plan)[5] == 3
    assert day_of(plan, "small-decisions") == 6


@pytest.mark.parametrize("seed", range(118, 134))
def test_what_was_locked_in_any_roster_stays_to_the_minute(seed: int, shipped: Bank) -> None:
    """An item of every other day is locked, then planned again for men of other needs."""
    asked = roster(seed)
    placed: list[Placed] = []
    stands: set[tuple[int, str, int | None, int]] = set()
    for day in plan_block(asked, shipped).days[1::2]:
        half = after = 0
        for item in day.plan.items[1:-1]:
            if item.set is ItemSet.LUNCH:
                half, after = 1, 0
            elif item.set.is_work:
                if item.set is not ItemSet.PROCESS and item.parts == 1 and half == seed % 2:
                    one = item.exercise, item.planned, item.seat
                    placed.append(Placed(day.plan.number, half, *one, after))
                    stands.add((day.plan.number, item.exercise, item.seat, item.start))
                    break
                after += item.planned
    again = replace(
        asked, placed=tuple(placed), men=tuple(replace(man, domains=()) for man in asked.men)
    )
    plan = plan_block(again, shipped)
    assert not plan.moved
    assert not broken(plan, again, shipped)
    assert stands == {
        (day.plan.number, item.exercise, item.seat, item.start)
        for day in plan.days
        for item in day.plan.items
        if item.by_hand
    }


def test_by_hand_personal_work_may_span_lunch(shipped: Bank) -> None:
    placed = (
        Placed(4, 0, "steps-to-a-decision", 60, seat=2),
        Placed(4, 1, "steps-to-a-decision", 60, seat=2),
    )
    plan = plan_block(replace(wishes(), placed=placed), shipped)
    parts = [item for item in plan.days[3].plan.items if item.seat == 2]
    assert [(item.part, item.parts) for item in parts] == [(1, 2), (2, 2)]
    assert not broken(plan, replace(wishes(), placed=placed), shipped)


def test_wishes_that_collide_are_named_and_no_others(shipped: Bank) -> None:
    placed = (
        Placed(3, 0, "steps-to-a-decision", 120, seat=1),
        Placed(3, 0, "small-decisions", 60),
        Placed(6, 0, "weighing-it-up", 60),
    )
    with pytest.raises(NoPlan) as caught:
        plan_block(replace(wishes(), placed=placed), shipped)
    assert caught.value.wishes == (
        "`Steps to a decision` of man 1, 120 min, placed on day 3 before lunch",
        "`Small decisions`, 60 min, placed on day 3 before lunch",
    )


def test_a_man_who_can_come_on_no_day_left_is_named(shipped: Bank) -> None:
    late = Man(8, joins=date(2027, 1, 12))
    with pytest.raises(NoPlan, match="This can't be: man 8 joins on Tue 12 Jan 2027"):
        plan_block(replace(wishes(), men=(*men(7), late)), shipped)


def test_a_place_that_the_block_has_not_got(shipped: Bank) -> None:
    with pytest.raises(NoPlan, match="no such place") as caught:
        plan_block(replace(wishes(), placed=(Placed(12, 0, "small-decisions", 60),)), shipped)
    assert caught.value.wishes == ("`Small decisions`, 60 min, placed on day 12 before lunch",)


def test_days_that_have_run_stay_and_the_others_change_little(shipped: Bank) -> None:
    first = plan_block(wishes(10), shipped)
    kept = first.days[:3]
    before = {
        item.exercise: day.plan.number
        for day in first.days
        for item in day.plan.items
        if item.set in (ItemSet.THEMATIC, ItemSet.INTRODUCTORY, ItemSet.ASSESSMENT)
    }
    had = works(first)
    ill = next(seat for seat, day in had.items() if day == 5)
    changed = tuple(
        replace(man, away=frozenset({first.days[4].date})) if man.seat == ill else man
        for man in men(10)
    )
    asked = replace(wishes(10), men=changed, kept=kept, before=before, before_men=had)
    again = plan_block(asked, shipped)
    assert again.days[:3] == kept
    assert not broken(again, asked, shipped)
    now = works(again)
    assert now[ill] != 5
    assert sum(had[seat] != now[seat] for seat in had) <= 2


def test_what_was_carried_comes_first(shipped: Bank) -> None:
    plan = plan_block(replace(wishes(), carried=("naming-feelings",)), shipped)
    assert day_of(plan, "naming-feelings") <= 2
    assert "naming-feelings" not in plan.left_out


def test_targets_decide_what_is_left_out_where_there_is_too_little_room(shipped: Bank) -> None:
    needs = tuple(replace(man, domains=(Domain.ATTITUDES,)) for man in men(10))
    carried = ("naming-feelings", "permission-thoughts", "giving-and-taking-feedback")
    plan = plan_block(replace(wishes(10), men=needs, carried=carried), shipped)
    assert plan.left_out
    for name in plan.left_out:
        assert Domain.ATTITUDES not in shipped.by_id[name].domains


def test_a_man_works_on_the_exercise_that_serves_him(shipped: Bank) -> None:
    man = Man(1, domains=(Domain.RELATIONSHIPS,))
    plan = plan_block(replace(wishes(), men=(man, *men(8)[1:])), shipped)
    assert day_of(plan, "how-my-pressure-builds", 1)
    assert day_of(plan, "steps-to-a-decision", 2)


def test_the_rules_notice_a_broken_plan(shipped: Bank) -> None:
    """The control: a checker that finds nothing in anything would prove nothing."""
    asked = replace(wishes(), closed={date(2026, 12, 29): "closed"})
    plan = plan_block(wishes(), shipped)
    days = plan.days
    assert f"{date(2026, 12, 29)} closed" in broken(plan, asked, shipped)

    def told(number: int, items: tuple[PlanItem, ...]) -> str:
        day = replace(days[number - 1], plan=replace(days[number - 1].plan, items=items))
        hurt = replace(plan, days=(*days[: number - 1], day, *days[number:]))
        return " · ".join(broken(hurt, wishes(), shipped))

    first, second = days[0].plan.items, days[1].plan.items
    work = next(item for item in second if item.seat is not None)
    assert "man 1 once" in told(1, tuple(replace(item, seat=1) for item in first))
    assert "day 1 introductory" in told(
        1, tuple(item for item in first if item.set is not ItemSet.INTRODUCTORY)
    )
    assert f"man {work.seat} minutes" in told(
        2, tuple(replace(i, planned=20) if i.seat else i for i in second)
    )
    assert f"man {work.seat} once" in told(2, tuple(i for i in second if not i.seat))
    assert "day 2 process at the ends" in told(2, second[1:])
    assert "day 2 end" in told(2, second[:-1])


def test_the_search_finds_the_lowest_cost(shipped: Bank, monkeypatch: pytest.MonkeyPatch) -> None:
    """Its estimate of what is still to come only saves time: without it the costs are the same."""
    asked = [wishes(9), wishes(10, 4), roster(3), roster(11)]
    quick = [plan_block(one, shipped).cost for one in asked]
    monkeypatch.setattr(block_filling.Estimate, "of", lambda *_: 0)
    assert [plan_block(one, shipped).cost for one in asked] == quick
