"""A man joins a group later, a man leaves: seats, refusals, what stays."""

from __future__ import annotations

import pytest

from models.acts import Refused
from models.acts.membership import free_seat, join, leave
from models.entries.group import MemberLeft
from models.facts import Facts
from models.group.people import fold_roster
from tests.models.made_days import Hand, man, wall


def group(*seats: int) -> Hand:
    hand = Hand()
    for seat in seats:
        hand.say(man(seat))
    return hand


def seat_for(hand: Hand, since: int = 0) -> int:
    facts = Facts.of(hand.entries)
    return free_seat(facts, fold_roster(facts), since)


def test_who_joins_gets_the_first_seat_that_is_free() -> None:
    assert seat_for(group(1, 2, 4)) == 3
    assert seat_for(group(*range(1, 10))) == 10


def test_a_seat_is_not_used_again_within_the_block_while_another_is_free() -> None:
    hand = group(1, 2, 3)
    hand.say(MemberLeft(member="m2"), 600)
    assert seat_for(hand, since=wall(500)) == 4
    assert seat_for(hand, since=wall(700)) == 2


def test_the_seat_of_who_left_is_used_when_no_other_is_left() -> None:
    hand = group(*range(1, 11))
    hand.say(MemberLeft(member="m7"), 600)
    assert seat_for(hand, since=wall(500)) == 7


def test_a_full_group_takes_nobody() -> None:
    with pytest.raises(Refused, match="at most 10 men"):
        seat_for(group(*range(1, 11)))


def test_initials_in_the_group_are_refused() -> None:
    roster = fold_roster(Facts.of(group(1, 2).entries))
    with pytest.raises(Refused, match="M1 is in the group already"):
        join(roster, man(3, initials="M1"))
    assert join(roster, man(10, initials="ZZ")).says == "ZZ joins on seat 0"


def test_who_leaves_is_apart_and_stays_known() -> None:
    hand = group(1, 2)
    act = leave(fold_roster(Facts.of(hand.entries)), "m2", "  moved away ")
    (entry,) = act.entries
    assert act.says == "2 · M2 left the group"
    assert entry.what == MemberLeft(member="m2", why="moved away")
    hand.say(entry.what)
    roster = fold_roster(Facts.of(hand.entries))
    assert list(roster.members) == ["m1"]
    assert roster.get("m2") is not None


def test_a_stranger_cannot_leave() -> None:
    with pytest.raises(Refused, match="isn't in the group"):
        leave(fold_roster(Facts.of(group(1).entries)), "nobody", "")
