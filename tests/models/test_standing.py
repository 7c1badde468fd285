"""How men stand in their group: suspended, back within the weeks, gone; the roster of each day."""

from __future__ import annotations

import pytest

from models.acts import Refused
from models.acts.membership import free_seat
from models.acts.standing import change_standing, check_one_group, in_other_group
from models.acts.transferring import GroupAt, Point, transfer
from models.entries.group import MemberAdded, MemberLeft, SessionOpened
from models.entries.membership import (
    ClosingStepDone,
    MeasuresTaken,
    NamedPerson,
    NamesKeptOut,
    Standing,
    StandingChanged,
)
from models.entries.team import GroupFormed
from models.facts import Facts
from models.group.people import Team, fold_roster
from models.group.standing import MemberStanding, closing_steps, standing_of
from models.local_time import instant
from tests.models.made_days import DATE, SESSION, ZONE, Hand, man

WEEKS = 12


def said(standing: Standing, date: str, why: str = "", member: str = "m1") -> StandingChanged:
    return StandingChanged(member=member, date=date, standing=standing, why=why)


def group(*changes: StandingChanged, seats: int = 3) -> Facts:
    hand = Hand()
    for seat in range(1, seats + 1):
        hand.say(man(seat, joined="2026-09-01"))
    for change in changes:
        hand.say(change)
    return Facts.of(hand.entries)


def there(facts: Facts, date: str) -> set[str]:
    return set(fold_roster(facts, date, instant(date, 600, ZONE)).members)


def stands(facts: Facts, on: str) -> MemberStanding:
    return standing_of(facts, "m1", on)


def test_a_man_of_whom_nothing_is_said_joined() -> None:
    now = stands(group(), DATE)
    assert (now.standing, now.since, now.in_group) == ("joined", "2026-09-01", True)
    assert now.may_return_until(WEEKS) == ""


def test_suspended_from_a_date_and_back_from_another() -> None:
    facts = group(said("suspended", "2026-11-10"), said("returned", "2026-12-01"))
    assert there(facts, "2026-11-09") == {"m1", "m2", "m3"}
    assert there(facts, "2026-11-10") == there(facts, "2026-11-30") == {"m2", "m3"}
    assert "m1" in there(facts, "2026-12-01")
    now = stands(facts, "2026-11-24")
    assert (now.standing, now.since) == ("suspended", "2026-11-10")
    assert [change.standing for change in now.to_come] == ["returned"]


@pytest.mark.parametrize("standing", ["suspended", "withdrawn", "recalled"])
def test_within_twelve_weeks_he_may_go_on_where_he_stopped(standing: Standing) -> None:
    now = stands(group(said(standing, "2026-09-01")), "2026-11-24")
    assert now.may_return_until(WEEKS) == "2026-11-24"
    assert now.may_return("2026-11-24", WEEKS)
    assert not now.may_return("2026-11-25", WEEKS)


@pytest.mark.parametrize("standing", ["completed", "transferred"])
def test_who_is_done_or_moved_has_nothing_to_come_back_to(standing: Standing) -> None:
    facts = group(said(standing, "2026-11-24"))
    assert not stands(facts, "2026-11-25").may_return("2026-11-25", WEEKS)
    assert "m1" in there(facts, "2026-11-24"), "his last day is still his"
    assert "m1" not in there(facts, "2026-11-25")


def test_who_left_without_a_word_more_is_withdrawn_and_may_return() -> None:
    hand = Hand()
    hand.say(man(1))
    hand.say(MemberLeft(member="m1", why="moved away"), 700)
    gone = stands(Facts.of(hand.entries), "2026-11-30")
    assert (gone.standing, gone.since, gone.why) == ("withdrawn", DATE, "moved away")
    hand.say(said("returned", "2026-12-08"))
    facts = Facts.of(hand.entries)
    assert there(facts, "2026-12-01") == set()
    assert there(facts, "2026-12-08") == {"m1"}
    assert stands(facts, "2026-12-08").in_group


def test_a_standing_taken_back_never_was() -> None:
    hand = Hand()
    hand.say(man(1))
    hand.take_back(hand.say(said("recalled", "2026-11-01")))
    assert there(Facts.of(hand.entries), DATE) == {"m1"}


def test_the_day_takes_a_standing_in_as_it_comes() -> None:
    hand = Hand()
    hand.say(man(1))
    about = {"group": "g", "block": 2, "block_run": "r", "day": 1, "days": 8, "date": DATE}
    hand.say(SessionOpened.model_validate({"session": SESSION, **about}))
    day = hand.day
    assert set(day.roster.members) == {"m1"}
    late = hand.say(said("suspended", DATE))
    assert not day.plus([late]).roster.members
    assert day.plus([late]).roster == hand.day.roster


def test_the_seat_of_a_suspended_man_waits_for_him() -> None:
    facts = group(said("suspended", "2026-11-10"))
    assert free_seat(facts, fold_roster(facts), 0) == 4


def test_a_change_of_standing_is_one_act_and_a_second_of_that_date_replaces_it() -> None:
    facts = group()
    act = change_standing(facts, fold_roster(facts), said("suspended", DATE, " ill "), WEEKS)
    assert act.says == "1 · M1 suspended from Tue 24 Nov 2026"
    hand = Hand()
    hand.say(man(1))
    first = hand.say(act.entries[0].what)
    facts = Facts.of(hand.entries)
    again = change_standing(facts, fold_roster(facts), said("recalled", DATE), WEEKS)
    assert again.entries[0].supersedes == (first.id,)


@pytest.mark.parametrize(
    ("member", "standing", "says"),
    [
        ("m9", "suspended", "isn't in this group's record"),
        ("m1", "returned", "is in the group on Tue 24 Nov 2026"),
        ("m1", "transferred", "transferred to another group"),
    ],
)
def test_what_makes_no_sense_is_refused(member: str, standing: Standing, says: str) -> None:
    facts = group()
    with pytest.raises(Refused, match=says):
        change_standing(facts, fold_roster(facts), said(standing, DATE, member=member), WEEKS)


def test_who_comes_back_after_the_weeks_needs_a_reason_and_is_not_kept_out() -> None:
    facts = group(said("withdrawn", "2026-09-01"))
    roster = fold_roster(facts)
    assert change_standing(facts, roster, said("returned", "2026-11-24"), WEEKS).entries
    with pytest.raises(Refused, match=r"12 weeks .+ ended on Tue 24 Nov 2026\. Coming"):
        change_standing(facts, roster, said("returned", "2026-11-25"), WEEKS)
    late = said("returned", "2026-11-25", "begins the block again")
    assert change_standing(facts, roster, late, WEEKS).entries[0].what == late
    assert stands(group(said("withdrawn", "2026-09-01"), late), "2026-11-25").back_late(WEEKS)
    on_time = group(said("withdrawn", "2026-09-01"), said("returned", "2026-11-24"))
    assert not stands(on_time, "2026-11-25").back_late(WEEKS)


def test_a_transfer_leaves_one_group_and_goes_on_in_the_other_at_the_same_point() -> None:
    hand = Hand()
    hand.say(man(1, joined="2026-09-01", keep_apart=(2,)))
    near = (NamedPerson(name="Marta Lowe", who="partner"),)
    hand.say(NamesKeptOut(member="m1", people=near))
    here = GroupAt("g", Facts.of(hand.entries))
    other = Hand()
    other.say(man(1, member="n1", initials="N1"))
    there_ = GroupAt("g2", Facts.of(other.entries))
    act = transfer(here, there_, "m1", date=DATE, point=Point(3, 4), why="moved house")
    gone, new, come, names = (entry.what for entry in act.entries)
    assert isinstance(new, MemberAdded)
    assert isinstance(come, StandingChanged)
    assert isinstance(gone, StandingChanged)
    assert [entry.chosen_stream for entry in act.entries] == ["g", "g2", "g2", "g2"]
    assert (gone.standing, gone.other_group) == ("transferred", "g2")
    assert (new.member, new.seat, new.block, new.keep_apart) == ("m1", 2, 3, ())
    assert (come.block, come.day, come.other_group) == (3, 4, "g")
    assert isinstance(names, NamesKeptOut)
    assert names.people == near
    for group_, why, says in ((here, "x", "in that group already"), (there_, " ", "reason")):
        with pytest.raises(Refused, match=says):
            transfer(here, group_, "m1", date=DATE, point=Point(3, 4), why=why)


def test_a_man_in_two_groups_is_noticed() -> None:
    hand = Hand()
    hand.say(man(1, crn="X1", name="Jonah Breck", born="1979-03-14"))
    others = {"g2": fold_roster(Facts.of(hand.entries))}
    same = man(5, member="new", crn="X1")
    assert in_other_group(same, others) == "g2"
    named = man(5, member="new", name="JONAH BRECK", born="1979-03-14")
    assert in_other_group(named, others) == "g2"
    assert in_other_group(man(5, member="new", name="Jonah Breck"), others) == ""


def test_a_man_of_another_group_of_the_component_is_refused_with_its_name() -> None:
    hand = Hand()
    hand.say(man(1, crn="X1"))
    there = Facts.of(hand.entries)
    core, other = GroupFormed(group="g", name="Tuesday"), GroupFormed(group="g2", name="Friday")
    better = GroupFormed(group="g3", name="Next", component="Better Lives")
    team = Team("", {}, {one.group: one for one in (core, other, better)})
    facts = {"g": Facts.of(()), "g2": there, "g3": Facts.of(())}
    same = man(5, member="new", crn="X1")
    with pytest.raises(Refused, match=r"Seat 5, .+ is in Friday already"):
        check_one_group([same], core, team, facts.__getitem__)
    check_one_group([same], better, team, facts.__getitem__)
    check_one_group([man(5, member="new", crn="X2")], core, team, facts.__getitem__)
    hand.say(StandingChanged(member="m1", date="2026-01-05", standing="withdrawn"))
    facts["g2"] = Facts.of(hand.entries)
    check_one_group([same], core, team, facts.__getitem__)


def test_completing_takes_four_steps() -> None:
    hand = Hand()
    hand.say(man(1))
    hand.say(ClosingStepDone(member="m1", step="report", date=DATE))
    done = closing_steps(Facts.of(hand.entries), "m1")
    assert done == {"measures": "", "report": DATE, "report sent": "", "details recorded": ""}
    hand.say(MeasuresTaken(member="m1", when="after", date="2026-11-20"))
    assert closing_steps(Facts.of(hand.entries), "m1")["measures"] == "2026-11-20"
