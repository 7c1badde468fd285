"""Who leads the day as planned, and what Today says is missing: from made-up facts alone."""

from __future__ import annotations

from models.entries.content import Content
from models.entries.planning import DayPlanned
from models.entries.staffing import LeaveNoted, TrainingTaken
from models.entries.team import GroupFormed, StaffAdded
from models.facts import Facts
from models.group.people import Roster, Team
from models.group.qualification import STAGES
from session_tui.screens.today.look import Chosen, Look
from session_tui.screens.today.staffing import planned_staff_lines
from tests.models.made_days import DATE, Hand
from tests.session_tui.test_today_lines import plain, shipped

PEOPLE = (
    StaffAdded(staff="s1", name="Ann Ash", role="facilitator"),
    StaffAdded(staff="s2", name="Ben Oak", role="co-facilitator"),
    StaffAdded(staff="s3", name="Sue Fir", role="supervisor"),
)
TWO_SUPERVISE = StaffAdded(staff="s4", name="Tom Elm", role="supervisor")
PASSED = tuple(TrainingTaken(staff="s1", stage=one, date="2020-01-06") for one in STAGES)


def said(
    planned: DayPlanned | None, *team: Content, people: tuple[StaffAdded, ...] = PEOPLE
) -> str:
    hand = Hand()
    for one in team:
        hand.say(one)
    look = Look(
        group=GroupFormed(group="g", name="Core"),
        team=Team("", {one.staff: one for one in people}, {}),
        facts=Facts.of(()),
        roster=Roster({}, {}),
        bank=shipped(),
        chosen=Chosen(2, "r", 1, 8, planned=planned),
        held={},
        date=DATE,
        team_facts=Facts.of(hand.entries),
    )
    return plain(planned_staff_lines(look, 60))


def day(lead: str = "Ann Ash", second: str = "Ben Oak", cover: str = "") -> DayPlanned:
    return DayPlanned(
        block=2,
        block_run="r",
        day=1,
        days=8,
        date=DATE,
        items=(),
        start=600,
        end=930,
        lead=lead,
        second=second,
        cover=cover,
    )


def test_a_day_staffed_as_it_should_be_names_who_leads_and_nothing_more() -> None:
    lines = said(day(), *PASSED).splitlines()
    assert lines[0] == "This day"
    assert [one.split() for one in lines[1:]] == [
        ["Ann", "Ash", "leads"],
        ["Ben", "Oak", "second"],
    ]


def test_a_day_that_no_plan_on_record_says_has_no_such_lines() -> None:
    assert said(None) == ""


def test_what_is_missing_is_said() -> None:
    assert "Not two facilitators." in said(day(second=""), *PASSED)
    assert "Nobody is planned to lead." in said(day(lead=""), *PASSED)
    assert "Cy Fir isn't staff of this team." in said(day(cover="Cy Fir"), *PASSED)


def test_a_stage_not_passed_by_the_day_is_said_of_who_leads() -> None:
    assert "not on record as passed: NSOGP training." in said(day(), *PASSED[:2]).replace(
        "\n  ", " "
    )
    failed = TrainingTaken(staff="s1", stage="core training", date="2026-01-05", failed=True)
    assert "core training." in said(day(), *PASSED, failed).replace("\n  ", " ")


def test_leave_noted_after_the_plan_was_made_is_said() -> None:
    away = LeaveNoted(leave="l", staff="s2", date=DATE, days=1)
    assert "Ben Oak is on leave that day." in said(day(), *PASSED, away)
    given_up = away.model_copy(update={"cancelled": True})
    assert "on leave" not in said(day(), *PASSED, given_up)


def test_a_day_without_a_supervisor_says_so_until_one_is_named_for_who_leads() -> None:
    none = "No supervisor of Ann Ash is on record."
    assert none in said(day(), *PASSED, people=PEOPLE[:2])
    assert none not in said(day(), *PASSED)
    assert none in said(day(), *PASSED, people=(*PEOPLE, TWO_SUPERVISE))
    own = PEOPLE[0].model_copy(update={"supervisor": "s4"})
    assert none not in said(day(), *PASSED, people=(own, *PEOPLE[1:], TWO_SUPERVISE))
