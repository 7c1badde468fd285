"""A planned block changed by hand: what moves, what keeps its place, what is told of it."""

from __future__ import annotations

from collections import Counter
from datetime import date
from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from exercise_bank.bank import Bank, load_bank
from exercise_bank.block_planner import plan_block
from exercise_bank.block_standing import StandingDay, block_standing
from exercise_bank.block_wishes import BlockSchedule, BlockWishes, Man
from exercise_bank.exercise import ItemSet
from exercise_bank.plan import DayPlan, PlanItem
from models.acts import Refused
from models.acts import rearranging as by_hand
from models.acts.rearranging import Days, Rearranged, Spot

SEATS = range(1, 10)


@cache
def bank() -> Bank:
    return load_bank(block=2)


@cache
def planned() -> BlockSchedule:
    """Block 2 for nine men: eight days and a half one."""
    men = tuple(Man(seat) for seat in SEATS)
    return plan_block(BlockWishes(2, men, date(2026, 11, 24), (1,)), bank())


def days() -> dict[int, DayPlan]:
    return {day.plan.number: day.plan for day in planned().days}


def after(change: Rearranged, before: Days | None = None) -> dict[int, DayPlan]:
    return {**(before or days()), **change.days}


def told(changed: Days) -> list[str]:
    standing = [StandingDay(day.date, changed[day.plan.number]) for day in planned().days]
    return [
        f"{day}: {says}" for day, says in block_standing(standing, tuple(SEATS), bank()).departures
    ]


def spot(of: Days, item_set: ItemSet, day: int = 0) -> Spot:
    """The first item of this set, after the opening; of one day where it is said."""
    return next(
        Spot(number, place)
        for number, plan in of.items()
        for place, item in enumerate(plan.items[:-1])
        if item.set is item_set and place and day in (0, number)
    )


def at(of: Days, where: Spot) -> PlanItem:
    return of[where.day].items[where.place]


def test_a_plan_of_the_planner_departs_from_nothing() -> None:
    assert told(days()) == []
    standing = [StandingDay(day.date, day.plan) for day in planned().days]
    whole = block_standing(standing, tuple(SEATS), bank())
    assert whole.minutes == whole.block_minutes == 38.25 * 60
    assert set(whole.places.values()) == {1}
    assert list(whole.wanted.values()) == [270] * 8 + [135]


def test_a_mans_work_moved_to_the_first_day_is_told() -> None:
    work = spot(days(), ItemSet.PERSONAL)
    seat = at(days(), work).seat
    change = by_hand.move(days(), work, Spot(1, 2), bank())
    now = after(change)
    moved = at(now, change.spot)
    assert (moved.seat, moved.by_hand, moved.parts) == (seat, True, 1)
    assert change.spot.day == 1
    said = told(now)
    assert "1: personal work on the first day" in said
    assert any(one.startswith("1: ") and one.endswith("minutes of work, not 270") for one in said)
    assert not any("never" in one for one in said)


def test_work_that_goes_across_lunch_or_never_comes_is_told() -> None:
    now = days()
    work = spot(now, ItemSet.PERSONAL)
    item = at(now, work)
    plan = now[work.day]
    lunch = next(at for at, one in enumerate(plan.items) if one.set is ItemSet.LUNCH)
    rest = [one for one in plan.items if one.seat != item.seat]
    split_up = [*rest]
    where = next(at for at, one in enumerate(rest) if one.set is ItemSet.LUNCH)
    split_up[where:where] = [item]
    split_up.insert(where + 2, item)
    assert lunch
    across = DayPlan(2, work.day, tuple(split_up))
    assert f"{work.day}: personal work of seat {item.seat} goes across lunch" in told(
        {**now, work.day: across}
    )
    without = DayPlan(2, work.day, tuple(rest))
    assert f"0: personal work of seat {item.seat} never" in told({**now, work.day: without})


def test_two_items_swapped_stand_in_each_others_place() -> None:
    one, other = spot(days(), ItemSet.THEMATIC, 3), spot(days(), ItemSet.THEMATIC, 5)
    change = by_hand.swap(days(), one, other, bank())
    now = after(change)
    assert at(now, one).exercise == at(days(), other).exercise
    assert at(now, change.spot).exercise == at(days(), one).exercise
    assert at(now, one).by_hand
    with pytest.raises(Refused, match="another item"):
        by_hand.swap(days(), one, one, bank())


def test_a_split_goes_over_the_break_and_back_into_one_piece() -> None:
    now = days()
    number, place = next(
        (number, at)
        for number, plan in now.items()
        for at, (one, two) in enumerate(zip(plan.items, plan.items[1:], strict=False))
        if at and one.set.is_work and one.parts == 1 and two.set is ItemSet.BREAK
    )
    before = at(now, Spot(number, place))
    change = by_hand.split(now, Spot(number, place), bank())
    first, pause, second = after(change)[number].items[place : place + 3]
    assert pause.set is ItemSet.BREAK
    assert [(part.part, part.parts, part.by_hand) for part in (first, second)] == [
        (1, 2, True),
        (2, 2, True),
    ]
    assert first.planned + second.planned == before.planned
    assert min(first.planned, second.planned) >= 15
    joined = after(by_hand.split(after(change), Spot(number, place + 2), bank()))[number]
    whole = [item for item in joined.items if item.exercise == before.exercise]
    assert [(item.planned, item.parts) for item in whole] == [(before.planned, 1)]


def test_what_keeps_its_place_says_so() -> None:
    lunch = next(at for at, one in enumerate(days()[2].items) if one.set is ItemSet.LUNCH)
    for where, says in ((Spot(2, lunch), "Lunch keeps"), (Spot(2, 0), "begins and ends each day")):
        with pytest.raises(Refused, match=says):
            by_hand.move(days(), where, Spot(3, 2), bank())
    with pytest.raises(Refused, match="stays in its day"):
        by_hand.move(days(), spot(days(), ItemSet.BREAK, 2), Spot(3, 2), bank())
    with pytest.raises(Refused, match="No day comes after"):
        by_hand.carry(days(), Spot(9, 1), bank())


def test_lunch_goes_back_to_its_hour_once_the_morning_fits_again() -> None:
    work = spot(days(), ItemSet.PERSONAL)
    change = by_hand.move(days(), work, Spot(3, 1), bank())
    late = after(change)
    noon = next(item for item in late[3].items if item.set is ItemSet.LUNCH)
    assert noon.start > 750
    back = by_hand.move(late, change.spot, work, bank())
    assert next(item for item in back.days[3].items if item.set is ItemSet.LUNCH).start == 750


def test_carried_it_comes_first_on_the_next_day_and_what_was_not_delivered_too() -> None:
    one = spot(days(), ItemSet.THEMATIC, 3)
    change = by_hand.carry(days(), one, bank())
    assert change.spot == Spot(4, 1)
    assert at(after(change), change.spot).exercise == at(days(), one).exercise
    to_come = {number: plan for number, plan in days().items() if number > 3}
    brought = by_hand.bring(to_come, at(days(), one), 25, 3, bank())
    item = at(brought.days, Spot(4, 1))
    assert (item.planned, item.by_hand, item.minimum) == (25, True, 25)
    with pytest.raises(Refused, match="stands on day 4 already"):
        by_hand.bring({**to_come, **brought.days}, item, 25, 3, bank())


CHANGES = st.lists(
    st.tuples(
        st.sampled_from(["move", "swap", "split", "lock", "carry"]),
        st.integers(1, 9),
        st.integers(0, 12),
        st.integers(1, 9),
        st.integers(0, 14),
    ),
    max_size=12,
)


@settings(max_examples=60, deadline=None)
@given(CHANGES)
def test_whatever_is_moved_nothing_is_lost_and_starts_follow_each_other(
    changes: list[tuple[str, int, int, int, int]],
) -> None:
    now = days()
    whole = minutes(now)
    for what, day, place, to_day, to_place in changes:
        one = Spot(day, min(place, len(now[day].items) - 1))
        to = Spot(to_day, min(to_place, len(now[to_day].items) - 1))
        try:
            change = (
                getattr(by_hand, what)(now, one, to, bank())
                if what in ("move", "swap")
                else getattr(by_hand, what)(now, one, bank())
            )
        except Refused:
            continue
        assert change.says
        now = after(change, now)
    assert minutes(now) == whole
    for plan in now.values():
        assert plan.items[0].set is plan.items[-1].set is ItemSet.PROCESS
        for one_item, two in zip(plan.items, plan.items[1:], strict=False):
            assert two.start == one_item.end or (two.fixed and two.start > one_item.end)
        for item in plan.items:
            parts = [
                other.part
                for other in plan.items
                if (other.exercise, other.seat) == (item.exercise, item.seat) and item.parts > 1
            ]
            assert parts in ([], [1, 2])


def minutes(of: Days) -> Counter[tuple[str, int | None]]:
    found: Counter[tuple[str, int | None]] = Counter()
    for plan in of.values():
        for item in plan.items:
            found[item.exercise, item.seat] += item.planned
    return found
