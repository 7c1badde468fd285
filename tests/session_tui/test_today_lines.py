"""What Today says, from made-up facts alone: no app, no record."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as st

from exercise_bank.bank import Bank, load_bank
from exercise_bank.exercise import ItemSet, Method
from models.day.day import Day
from models.entries.attendance import AttendanceMarked
from models.entries.closing import Signed
from models.entries.group import (
    ConcernWritten,
    MemberAdded,
    SessionOpened,
    Told,
    WorkFollowed,
    WorkSet,
)
from models.entries.team import GroupFormed, StaffAdded
from models.entries.timeline import DayEnded, ItemDropped, ItemStarted
from models.facts import Facts
from models.group.people import Team, fold_roster
from models.roles import Role
from session_tui.lines import Line, width
from session_tui.screens.today.choosing import choose
from session_tui.screens.today.clashes import clashes, kept_apart, working_so
from session_tui.screens.today.held import held
from session_tui.screens.today.lines import today_lines
from session_tui.screens.today.look import Chosen, Look
from session_tui.screens.today.rows import planned_rows
from session_tui.screens.today.runs import Run, block_after, next_day, runs_of
from tests.models.made_days import DATE, EARLIER, SESSION, Hand, man, opened, planned_day

LAST_WEEK = "2026-11-17"
FRIDAY = "2026-11-27"


@cache
def shipped() -> Bank:
    return load_bank()


@pytest.fixture
def bank() -> Bank:
    return shipped()


def team(*roles: Role) -> Team:
    """A team with one person of each role."""
    people = [
        StaffAdded(staff=f"s{n}", name=f"Person {n}", role=role) for n, role in enumerate(roles)
    ]
    return Team("", {one.staff: one for one in people}, {})


def look(
    bank: Bank, facts: Facts, *, number: int = 3, days: Iterable[Day] = (), date: str = DATE
) -> Look:
    """Today on a day of block 2 that isn't opened, its last session being the days given."""
    plan = bank.block_plan(2)
    assert plan is not None
    return Look(
        group=GroupFormed(group="g", name="Core Group"),
        team=team("facilitator", "supervisor"),
        facts=facts,
        roster=fold_roster(facts),
        bank=bank,
        chosen=Chosen(2, "r", number, 8, None, plan.day(number)),
        held={day.session: held(day, team("facilitator", "supervisor").here, bank) for day in days},
        date=date,
    )


def plain(lines: Iterable[Line]) -> str:
    return "\n".join("".join(text for text, _ in one) for one in lines)


def facts_of(*what: MemberAdded | SessionOpened | ConcernWritten | WorkSet | WorkFollowed) -> Facts:
    hand = Hand()
    for one in what:
        hand.say(one)
    return Facts.of(hand.entries)


MEN = tuple(man(seat) for seat in range(1, 9))


# --- runs, and the day to run next --------------------------------------------


def session(run: str, day: int, date: str, block: int = 2) -> SessionOpened:
    return SessionOpened(
        session=f"{run}{day}", group="g", block=block, block_run=run, day=day, days=8, date=date
    )


def test_the_next_day_is_the_first_of_the_run_that_has_not_ended() -> None:
    (run,) = runs_of([session("r", 1, LAST_WEEK), session("r", 2, DATE)])
    assert next_day(run, lambda _: True) == 3
    assert next_day(run, lambda one: one.day == 1) == 2
    assert next_day(run, lambda _: False) == 1


def test_a_group_that_was_begun_in_mid_block_goes_on_from_there() -> None:
    (run,) = runs_of([session("r", 4, DATE)])
    assert next_day(run, lambda _: False) == 4
    assert next_day(run, lambda _: True) == 5
    (last,) = runs_of([session("r", 8, DATE)])
    assert next_day(last, lambda _: True) is None


def run_after(last: Run | None) -> Run:
    return Run(block_after(last.block, [1, 2, 3, 4]) if last else 1, "", 8)


def test_a_run_whose_days_have_all_ended_is_followed_by_the_next_block() -> None:
    whole = [session("r", day, f"2026-11-{day:02}") for day in range(1, 9)]
    choice = choose(
        None,
        whole,
        lambda _: True,
        lambda last: Run(block_after(last.block, [1, 2, 3, 4]), "", 8) if last else Run(1, "", 8),
    )
    assert (choice.run.block, choice.run.id, choice.number) == (3, "", 1)
    assert block_after(4, [1, 2, 3, 4]) == 1


def test_a_group_without_sessions_begins_its_first_block() -> None:
    choice = choose(None, [], lambda _: True, run_after)
    assert (choice.run.block, choice.number, choice.opened) == (1, 1, None)


def test_what_somebody_chose_stays_while_days_are_read() -> None:
    sessions = [session("r", 1, LAST_WEEK), session("r", 2, DATE)]
    choice = choose(None, sessions, lambda _: True, run_after).stepped(-2)
    again = choose(choice, sessions, lambda _: False, run_after)
    assert (again.number, again.moved) == (1, True)
    assert again.stepped(-9).number == 1
    assert again.stepped(99).number == 8
    let_go = choose(again.let_go(), sessions, lambda one: one.day == 1, run_after)
    assert let_go.number == 2


def test_the_last_run_is_the_one_opened_last() -> None:
    runs = runs_of([session("a", 1, "2026-09-01", 1), session("b", 1, LAST_WEEK)])
    assert [run.id for run in runs] == ["a", "b"]


# --- concerns -----------------------------------------------------------------


def test_open_concerns_come_first_and_hold_none_of_their_words(bank: Bank) -> None:
    told = Told(who="duty supervisor")
    facts = facts_of(
        *MEN,
        opened(EARLIER, LAST_WEEK, 2),
        ConcernWritten(
            concern="c1", session=EARLIER, members=("m3",), words="his secret", told=(told,)
        ),
        ConcernWritten(concern="c2", session=EARLIER, incident=True, words="his secret"),
        ConcernWritten(concern="c3", session=EARLIER, members=("m4",), words="x", closed=True),
    )
    text = plain(today_lines(look(bank, facts), 120))
    first, second, *_ = text.splitlines()
    assert first == "‼ Open concern, seat 3 · Tue 17 Nov · told: duty supervisor"
    assert second == "‼ Open incident, the group · Tue 17 Nov · nobody told yet"
    assert "secret" not in text
    assert "seat 4" not in text


# --- who comes ----------------------------------------------------------------


def row_of(text: str, initials: str) -> str:
    return next(row.split("│")[0] for row in text.splitlines() if f" {initials} " in row)


def test_a_mans_row_says_personal_work_new_and_away(bank: Bank) -> None:
    before = Hand()
    for one in MEN[:6]:
        before.say(one)
    before.say(opened(SESSION, LAST_WEEK, 2))
    before.say(MEN[6], 600)
    before.say(ItemStarted(item="x"))
    for seat in range(1, 7):
        before.say(AttendanceMarked(member=f"m{seat}", state="in"))
    before.say(AttendanceMarked(member="m7", state="absent"))
    before.say(DayEnded(), 930)
    later = man(8, joined=DATE)
    before.say(later)
    shown = look(bank, Facts.of(before.entries), number=4, days=[before.day])
    text = plain(today_lines(shown, 100))
    working = {row.seat for row in shown.rows if row.set is ItemSet.PERSONAL}
    assert len(working) == 2
    for seat in range(1, 9):
        assert ("personal work" in row_of(text, f"M{seat}")) is (seat in working)
    assert "away day 2" in row_of(text, "M7")
    assert "new" in row_of(text, "M7")  # no date of joining: he was added after that day was opened
    assert "new" in row_of(text, "M8")
    assert "new" not in row_of(text, "M1")


def test_before_the_first_session_who_joined_in_this_block_is_new(bank: Bank) -> None:
    facts = facts_of(man(1), man(2, block=2))
    text = plain(today_lines(look(bank, facts), 100))
    assert "new" not in row_of(text, "M1")
    assert "new" in row_of(text, "M2")
    everyone = facts_of(man(1, block=2), man(2, block=2))
    assert "new" not in row_of(plain(today_lines(look(bank, everyone), 100)), "M1")


def test_a_group_too_small_is_said_not_forbidden(bank: Bank) -> None:
    text = plain(today_lines(look(bank, facts_of(*MEN[:5])), 100))
    assert "5 men: a group has 6 to 10" in text
    assert "Enter opens the day." in text


def test_seat_ten_is_typed_and_shown_as_nought(bank: Bank) -> None:
    text = plain(today_lines(look(bank, facts_of(man(10))), 100))
    assert row_of(text, "M10").lstrip().startswith("0 ")


# --- accommodations, and whom to keep apart -----------------------------------


def test_an_hour_clashes_on_its_weekday_and_with_work_only(bank: Bank) -> None:
    plan = bank.block_plan(2)
    assert plan is not None
    day = plan.day(3)
    assert day is not None
    rows = planned_rows(day)
    assert clashes("prayer at 13:10 on Fridays", DATE, rows, bank) == ()
    (clash,) = clashes("prayer at 13:10 on Fridays", FRIDAY, rows, bank)
    assert clash.startswith("at 13:10: ")
    assert clashes("prayer at 12:40", FRIDAY, rows, bank) == ()  # lunch
    assert clashes("sat near the front, sun on his eyes", FRIDAY, rows, bank) == ()


def test_a_way_of_working_that_he_needs_to_know_of_is_pointed_at(bank: Bank) -> None:
    written = [
        day
        for plan in bank.plans.values()
        for day in plan.days
        if working_so(Method.WRITTEN, planned_rows(day), bank)
    ]
    rows = planned_rows(written[0])
    (clash,) = clashes("Dyslexic: read it aloud", DATE, rows, bank)
    assert clash.startswith("written work today at ")
    assert clashes("asks for a chair with arms", DATE, rows, bank) == ()


def test_each_pair_to_keep_apart_is_named_once() -> None:
    men = [man(2), man(8, keep_apart=(2, 9)), man(3, keep_apart=(3,))]
    assert kept_apart(men) == ((2, 8),)
    assert kept_apart([replace_apart(man(2), 8), man(8, keep_apart=(2,))]) == ((2, 8),)


def replace_apart(one: MemberAdded, *seats: int) -> MemberAdded:
    return one.model_copy(update={"keep_apart": seats})


# --- from last time, records, staff -------------------------------------------


def test_work_due_and_what_was_carried_over_are_there(bank: Bank) -> None:
    before = planned_day(4)
    before.entries[0] = replace(before.entries[0], what=opened(SESSION, LAST_WEEK, 2))
    before.say(ItemStarted(item="check-in"), 600)
    before.say(ItemDropped(item="theme", carried=True))
    before.say(WorkSet(work="w1", session=SESSION, text="Keep a diary"))
    before.say(WorkSet(work="w2", session=SESSION, members=("m2",), text="Ring his brother"))
    before.say(WorkSet(work="w3", session=SESSION, members=("m4",), text="Ring his brother"))
    before.say(DayEnded(), 930)
    text = plain(today_lines(look(bank, Facts.of(before.entries), days=[before.day]), 120))
    assert "Work, all: Keep a diary" in text
    assert "Work, 2 4: Ring his brother" in text
    assert "Carried over: Theme, 45 min" in text


def test_a_day_that_ran_and_is_not_signed_is_a_record_to_finish(bank: Bank) -> None:
    hand, here = planned_day(4), team("facilitator", "supervisor").here
    hand.entries[0] = replace(hand.entries[0], what=opened(SESSION, LAST_WEEK, 2), by="s0")
    hand.by = "s0"
    hand.say(ItemStarted(item="check-in"), 600)
    assert not held(planned_day(4).day, here, bank).left_open  # opened and not begun
    running = look(bank, Facts.of(hand.entries), days=[hand.day])
    assert "day 2, Tue 17 Nov 2026: not ended" in " ".join(plain(today_lines(running, 160)).split())
    hand.say(DayEnded(), 930)
    ended = held(hand.day, here, bank)
    assert ended.unsigned
    assert not ended.finished
    text = " ".join(
        plain(today_lines(look(bank, Facts.of(hand.entries), days=[hand.day]), 160)).split()
    )
    assert "not signed by" in text
    for staff in ended.unsigned:
        hand.by = staff
        hand.say(Signed(staff=staff), 940)
    assert held(hand.day, here, bank).finished


def test_a_team_without_a_supervisor_is_said(bank: Bank) -> None:
    alone = replace(look(bank, facts_of(*MEN)), team=team("facilitator"))
    assert "No supervisor is named" in plain(today_lines(alone, 120))
    assert "No supervisor" not in plain(today_lines(look(bank, facts_of(*MEN)), 120))


# --- the page -----------------------------------------------------------------


def test_the_plan_has_starts_minutes_and_both_titles_where_there_is_room(bank: Bank) -> None:
    shown = look(bank, facts_of(*MEN))
    wide, narrow = plain(today_lines(shown, 140)), plain(today_lines(shown, 78))
    for row in shown.rows:
        assert row.title[:12] in narrow
        assert row.public_title in wide
    assert "270 min of work, 60 of breaks" in narrow


def test_a_day_without_a_plan_says_so(bank: Bank) -> None:
    none = replace(look(bank, facts_of(*MEN)), chosen=Chosen(2, "r", 3, 8))
    text = plain(today_lines(none, 100))
    assert "No plan for this day." in text
    assert "There is none for this day." in text


@given(
    initials=st.text(min_size=1, max_size=30),
    needs=st.text(max_size=80),
    cells=st.integers(min_value=76, max_value=200),
)
def test_whatever_was_typed_no_line_is_wider_than_the_page(
    initials: str, needs: str, cells: int
) -> None:
    clean = needs.encode("utf-8", "ignore").decode()
    men = [
        man(1, initials=initials.encode("utf-8", "ignore").decode() or "x", accommodations=clean),
        man(2, keep_apart=(1,)),
    ]
    for one in today_lines(look(shipped(), facts_of(*men)), cells):
        assert width(one) <= cells
