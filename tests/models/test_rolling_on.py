"""What a day leaves behind: left-overs, sessions missed, catch-ups, the block again."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from exercise_bank.bank import Bank, load_bank
from exercise_bank.block_planner import plan_block
from exercise_bank.exercise import ItemSet
from models.acts.opening import lay_plan
from models.day.day import Day
from models.entries.attendance import AttendanceMarked, MemberMoved, OutcomeSet
from models.entries.content import Content
from models.entries.group import SessionOpened
from models.entries.membership import BlockAgainDecided, CatchUpSettled, StandingChanged
from models.entries.timeline import DayEnded, ItemDropped, ItemEnded, ItemStarted, PlanLaid
from models.facts import Facts
from models.group.missed_before import BeforeHere, with_before
from models.group.people import fold_roster
from models.group.planned_days import block_wishes, replanned
from models.group.rolling_on import (
    BlockAgain,
    SessionPart,
    blocks_again,
    blocks_held,
    catch_ups,
    left_over,
    session_part,
)
from tests.models.made_days import DATE, SESSION, Hand, item, man

BANK = load_bank(block=2)


def with_figure(minutes: int) -> Bank:
    missed = replace(BANK.service.missed_days, fewest_minutes=minutes)
    return replace(BANK, service=replace(BANK.service, missed_days=missed))


def opened() -> Hand:
    """A short day: check-in, small decisions, man 2's work, another exercise."""
    hand = Hand()
    for seat in (1, 2, 3):
        hand.say(man(seat))
    about = {"group": "g", "block": 2, "block_run": "r", "day": 3, "days": 8, "date": DATE}
    hand.say(SessionOpened.model_validate({"session": SESSION, **about}))
    items = (
        item("check-in-2", 600, 15, "process"),
        item("small-decisions", 615, 60, aim="Small choices add up."),
        item("steps-to-a-decision", 675, 60, "personal", member="m2"),
        item("weighing-it-up", 735, 60, aim="Both sides, then choose."),
    )
    hand.say(PlanLaid(items=items, start=600, end=795))
    return hand


def came(hand: Hand, *members: str, at: float = 600) -> None:
    for member in members:
        hand.say(AttendanceMarked(member=member, state="in"), at)


def ran(hand: Hand, name: str, start: float, end: float, *, cut: bool = False) -> None:
    hand.say(ItemStarted(item=name), start)
    hand.say(ItemEnded(item=name, cut=cut), end)


def a_day(*here: str) -> Hand:
    hand = opened()
    came(hand, *here)
    ran(hand, "check-in-2", 600, 615)
    ran(hand, "small-decisions", 615, 675)
    return hand


def whole_day(*here: str) -> Hand:
    hand = a_day(*here)
    ran(hand, "steps-to-a-decision", 675, 735)
    ran(hand, "weighing-it-up", 735, 795)
    hand.say(DayEnded(), 795)
    return hand


def part(hand: Hand, member: str, bank: Bank = BANK) -> SessionPart:
    found = session_part(hand.day, member, bank)
    assert found is not None
    return found


def test_what_was_not_delivered_is_left_over() -> None:
    hand = a_day("m1", "m2")
    hand.say(ItemDropped(item="steps-to-a-decision", carried=True, reason="short-of-time"), 675)
    ran(hand, "weighing-it-up", 676, 700, cut=True)
    assert left_over(hand.day) == ()
    hand.say(DayEnded(), 700)
    assert [(one.item.id, one.status, one.part_delivered) for one in left_over(hand.day)] == [
        ("steps-to-a-decision", "carried", False),
        ("weighing-it-up", "cut", True),
    ]


def test_a_man_who_was_there_missed_nothing() -> None:
    one = part(whole_day("m1", "m2", "m3"), "m1")
    assert (one.missed, one.owed, one.delivered, one.attended) == ("no", (), 195, 195)


def test_a_man_who_never_came_owes_the_exercises_with_their_key_messages() -> None:
    hand = whole_day("m1", "m2")
    one = part(hand, "m3")
    assert (one.missed, one.attended) == ("yes", 0)
    assert [(owed.item.id, owed.key_message, owed.minutes) for owed in one.owed] == [
        ("small-decisions", "Small choices add up.", 60),
        ("weighing-it-up", "Both sides, then choose.", 60),
    ], "another man's personal work isn't his to catch up on"


def test_personal_work_that_did_not_run_is_to_be_placed_again() -> None:
    hand = a_day("m1")
    ran(hand, "weighing-it-up", 735, 795)
    hand.say(DayEnded(), 795)
    assert [owed.item.id for owed in part(hand, "m2").owed if owed.again] == ["steps-to-a-decision"]


def test_who_left_early_is_for_a_person_to_decide_where_the_service_set_no_figure() -> None:
    hand = a_day("m1", "m2", "m3")
    hand.say(MemberMoved(member="m3", move="left"), 680)
    ran(hand, "steps-to-a-decision", 680, 735)
    ran(hand, "weighing-it-up", 735, 795)
    hand.say(DayEnded(), 795)
    one = part(hand, "m3")
    assert (one.missed, [owed.item.id for owed in one.owed]) == ("to decide", ["weighing-it-up"])
    assert part(hand, "m3", with_figure(120)).missed == "yes"
    assert part(hand, "m3", with_figure(60)).missed == "no"


def test_who_came_a_little_late_missed_no_exercise() -> None:
    hand = a_day("m1", "m2")
    came(hand, "m3", at=625)
    ran(hand, "weighing-it-up", 735, 795)
    hand.say(DayEnded(), 795)
    assert part(hand, "m3").missed == "no"


@pytest.mark.parametrize("code", ["RSSR", "ATSS"])
def test_a_day_that_the_service_took_from_him_is_not_his_miss(code: str) -> None:
    hand = whole_day("m1", "m2")
    hand.say(OutcomeSet(member="m3", code=code))
    assert part(hand, "m3").missed == "no"


def test_a_day_that_never_ran_is_nobodys_miss() -> None:
    hand = opened()
    hand.say(DayEnded(), 610)
    assert part(hand, "m3").missed == "no"


def test_a_day_that_has_not_ended_or_a_man_unknown_has_no_part() -> None:
    assert session_part(a_day("m1").day, "m1", BANK) is None
    assert session_part(whole_day("m1").day, "m9", BANK) is None


def missed(*days: int, run: str = "r") -> list[SessionPart]:
    first = part(whole_day("m1", "m2"), "m3")
    return [
        replace(first, session=f"s{day}", day=day, run=run, date=f"2026-11-{day:02}")
        for day in days
    ]


def facts(*said: Content) -> Facts:
    hand = Hand()
    for what in said:
        hand.say(what)
    return Facts.of(hand.entries)


def test_one_missed_session_is_a_catch_up_until_it_is_held() -> None:
    (owed,) = catch_ups(facts(), "m3", missed(3))
    assert owed.open
    scheduled = CatchUpSettled(member="m3", session="s3", decided="scheduled", on="2026-12-01")
    (owed,) = catch_ups(facts(scheduled), "m3", missed(3))
    assert owed.open
    held = CatchUpSettled(member="m3", session="s3", decided="held", minutes=40)
    (owed,) = catch_ups(facts(held), "m3", missed(3))
    assert not owed.open


def test_more_than_two_missed_in_a_block_ask_for_the_block_again() -> None:
    service = BANK.service
    assert blocks_again(facts(), "m3", catch_ups(facts(), "m3", missed(3, 4)), service) == ()
    (again,) = blocks_again(facts(), "m3", catch_ups(facts(), "m3", missed(3, 4, 5)), service)
    assert (again.block, again.missed, again.decided) == (2, 3, None)
    decided = facts(BlockAgainDecided(member="m3", block_run="r", again=False, why="unwell"))
    (again,) = blocks_again(decided, "m3", catch_ups(decided, "m3", missed(3, 4, 5)), service)
    assert again.decided is not None
    assert not again.decided.again


def test_misses_of_two_runs_do_not_add_up() -> None:
    parts = [*missed(3, 4), *missed(17, 24, run="r2")]
    assert blocks_again(facts(), "m3", catch_ups(facts(), "m3", parts), BANK.service) == ()


def test_what_was_missed_before_a_transfer_amid_the_block_counts_after_it() -> None:
    """2 in the group he left and 1 in the one he came to are 3 of the same block."""
    before = [*missed(1, run="old"), *missed(3, 4, run="left")]
    settled = CatchUpSettled(member="m3", session="s3", decided="held", minutes=40)
    left = BeforeHere(facts(settled), before)

    def here(day: int, block: int = 2) -> tuple[BlockAgain, ...]:
        came = StandingChanged(
            member="m3",
            date="2026-11-05",
            standing="joined",
            other_group="g1",
            block=block,
            day=day,
        )
        plan = SessionOpened(
            session="s6", group="g", block=2, block_run="r", day=6, days=8, date="2026-11-06"
        )
        known = facts(came, plan)
        parts = with_before(known, "m3", missed(6), {"g1": left})
        found = catch_ups(known, "m3", parts, [left.facts])
        assert [one.part.session for one in found if one.settled] == ["s3"] * (len(found) > 1)
        return blocks_again(known, "m3", found, BANK.service)

    (again,) = here(5)
    assert (again.block, again.run, again.missed) == (2, "r", 3)
    assert here(1) == ()  # he begins the block with this group
    assert here(5, block=3) == ()  # another block


def test_a_day_to_be_decided_counts_once_somebody_said_that_it_was_missed() -> None:
    parts = [replace(one, missed="to decide", attended=60) for one in missed(3, 4, 5)]
    assert not blocks_again(facts(), "m3", catch_ups(facts(), "m3", parts), BANK.service)
    said = facts(
        *(CatchUpSettled(member="m3", session=f"s{day}", decided="scheduled") for day in (3, 4, 5))
    )
    assert blocks_again(said, "m3", catch_ups(said, "m3", parts), BANK.service)


def test_the_hours_of_a_block_with_a_catch_up_held() -> None:
    there = part(whole_day("m1", "m2", "m3"), "m3")
    parts = [replace(there, session="s1", day=1, date="2026-11-01"), *missed(3)]
    held = facts(CatchUpSettled(member="m3", session="s3", decided="held", minutes=40))
    (block,) = blocks_held(held, "m3", parts)
    assert (block.block, block.days, block.days_planned) == (2, 3, 8)
    assert (block.delivered, block.attended, block.done) == (390, 195 + 40, False)
    again = facts(BlockAgainDecided(member="m3", block_run="r", again=True))
    assert blocks_held(again, "m3", parts)[0].repeats


def test_the_parts_come_from_the_days_as_they_are_folded() -> None:
    hand = whole_day("m1", "m2")
    again = Day.of(SESSION, reversed(hand.entries))
    assert session_part(again, "m3", BANK) == part(hand, "m3")


def test_what_a_day_carried_comes_first_when_the_rest_is_planned_again() -> None:
    """Day 1 carries an exercise: it stands on day 2 of the plan for the rest."""
    hand = Hand()
    for seat in range(1, 9):
        hand.say(man(seat))
    roster = fold_roster(Facts.of(hand.entries))
    wishes = block_wishes(roster, block=2, start=date(2026, 11, 24), weekdays=(1,))
    plan = plan_block(wishes, BANK)
    about = {"group": "g", "block": 2, "block_run": "r", "day": 1, "days": 8, "date": DATE}
    hand.say(SessionOpened.model_validate({"session": SESSION, **about}))
    laid = hand.say(lay_plan(plan.days[0].plan, SESSION, BANK, roster)).what
    assert isinstance(laid, PlanLaid)
    carried = next(one for one in laid.items if one.set is ItemSet.THEMATIC)
    for one in laid.items:
        if one is carried:
            hand.say(ItemDropped(item=one.id, carried=True, reason="short-of-time"), one.start)
        elif one.set.is_work:
            ran(hand, one.id, one.start, one.start + one.planned)
    hand.say(DayEnded(), 930)
    again = replanned(wishes, {}, [hand.day], roster)
    assert again.carried == (carried.exercise,)
    rest = plan_block(again, BANK)
    assert rest.days[0].plan.number == 1
    assert carried.exercise in [item.exercise for item in rest.days[1].plan.items]
    assert carried.exercise not in [item.exercise for item in rest.days[0].plan.items]
