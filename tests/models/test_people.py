"""Who there is: the team, its groups, a group's men and sessions."""

from models.entries.group import MemberLeft
from models.entries.membership import StandingChanged
from models.entries.team import GroupFormed, StaffAdded, TeamFounded
from models.facts import Facts
from models.group.people import fold_roster, fold_sessions, fold_team, sessions_of
from tests.models.made_days import EARLIER, LATER, SESSION, Hand, man, opened, wall


def test_the_team_its_staff_and_its_groups() -> None:
    hand = Hand()
    hand.say(TeamFounded(name="North"))
    first = hand.say(StaffAdded(staff="s", name="Anna", role="facilitator"))
    hand.say(StaffAdded(staff="s", name="Anna", role="supervisor"), supersedes=[first])
    hand.say(GroupFormed(group="g", name="Tuesday"))
    team = fold_team(Facts.of(hand.entries))
    assert team.name == "North"
    assert team.staff["s"].role == "supervisor"
    assert team.groups["g"].name == "Tuesday"
    assert (team.staff_name("s"), team.staff_name("x")) == ("Anna", "unknown staff")


def test_no_team_yet() -> None:
    team = fold_team(Facts.of([]))
    assert (team.name, team.staff, team.groups) == ("", {}, {})


def test_a_roster_is_by_seat_and_ten_is_typed_as_zero() -> None:
    hand = Hand()
    for seat in (10, 2, 1):
        hand.say(man(seat))
    roster = fold_roster(Facts.of(hand.entries))
    assert list(roster.members) == ["m1", "m2", "m10"]
    ten = roster.by_seat(0)
    assert ten
    assert ten.member == "m10"
    assert roster.by_seat(10) == ten
    assert roster.by_seat(3) is None
    assert [roster.seat_sign(one) for one in ("m1", "m10", "nobody")] == ["1", "0", "?"]


def test_who_left_is_apart_and_his_seat_is_free() -> None:
    hand = Hand()
    hand.say(man(1))
    gone = hand.say(MemberLeft(member="m1"))
    hand.say(man(1, member="new"))
    roster = fold_roster(Facts.of(hand.entries))
    assert list(roster.members) == ["new"]
    assert list(roster.left) == ["m1"]
    assert roster.get("m1")
    seated = roster.by_seat(1)
    assert seated
    assert seated.member == "new"
    hand.take_back(gone)
    assert list(fold_roster(Facts.of(hand.entries)).left) == []


def test_the_roster_of_a_day_long_ago() -> None:
    hand = Hand()
    hand.say(man(1))
    hand.say(man(2, joined="2026-11-24"))
    hand.say(man(3, joined="2026-11-25"))
    hand.say(MemberLeft(member="m1"), 1000)
    facts = Facts.of(hand.entries)
    then = fold_roster(facts, "2026-11-24", wall(600))
    assert list(then.members) == ["m1", "m2"]
    assert list(then.left) == ["m3"]
    assert list(fold_roster(facts, "2026-11-25", wall(600 + 1440)).members) == ["m2", "m3"]


def test_sessions_are_by_date() -> None:
    hand = Hand()
    for session, date, day in (
        (LATER, "2026-12-01", 4),
        (EARLIER, "2026-11-17", 2),
        (SESSION, "2026-11-24", 3),
    ):
        hand.say(opened(session, date, day))
    found = [session.session for session in fold_sessions(Facts.of(hand.entries))]
    assert found == [EARLIER, SESSION, LATER]


def test_his_sessions_are_those_of_his_time_in_the_group() -> None:
    """None before he joined, none after he left; his own beside the group's days always."""
    hand = Hand()
    hand.say(man(1))
    hand.say(man(2, joined="2026-11-10"))
    hand.say(man(3))
    hand.say(StandingChanged(member="m3", date="2026-11-10", standing="withdrawn"))
    days = ("2026-11-03", "2026-11-10", "2026-11-17")
    for number, date in enumerate(days):
        hand.say(opened(f"s{number}", date=date))
    alone = opened("his own", date="2026-10-01")
    hand.say(alone.model_copy(update={"only": ("m2",)}))
    facts = Facts.of(hand.entries)
    told = {one: [s.session for s in sessions_of(facts, one)] for one in ("m1", "m2", "m3")}
    assert told["m1"] == ["s0", "s1", "s2"]
    assert told["m2"] == ["his own", "s1", "s2"]
    assert told["m3"] == ["s0", "s1"]
    hand.say(StandingChanged(member="m3", date="2026-11-16", standing="returned"))
    again = sessions_of(Facts.of(hand.entries), "m3")
    assert [s.session for s in again] == told["m1"]
