"""A roster taken in again: who is new, what changed; nothing half, nobody lost."""

from __future__ import annotations

import itertools

import pytest

from models.acts import Act, Refused
from models.acts.roster_import import RosterChanges, compare, take_in
from models.entries.group import MemberAdded
from models.facts import Facts
from models.group.people import fold_roster
from models.group.roster import RosterRow
from tests.models.made_days import Hand, man


def row(seat: int, initials: str = "", **more: object) -> RosterRow:
    return RosterRow(line=seat, seat=seat, initials=initials or f"M{seat}", **more)  # type: ignore[arg-type]  # mixed values by name


def group(*men: MemberAdded) -> Hand:
    hand = Hand()
    for one in men:
        hand.say(one)
    return hand


def beside(hand: Hand, *rows: RosterRow) -> RosterChanges:
    return compare(fold_roster(Facts.of(hand.entries)), rows)


def taken(hand: Hand, *rows: RosterRow) -> Act:
    ids = (f"new{number}" for number in itertools.count())
    changes = beside(hand, *rows)
    return take_in(Facts.of(hand.entries), changes, lambda: next(ids), lambda: "key")


def test_new_men_changed_men_and_those_the_file_leaves_out() -> None:
    hand = group(man(1, risk_level="high"), man(2), man(3))
    changes = beside(hand, row(1, risk_level="very high"), row(2), row(4))
    assert [one.initials for one in changes.new] == ["M4"]
    assert [(one.man.seat, one.fields) for one in changes.changed] == [(1, ("risk_level",))]
    assert [one.seat for one in changes.same] == [2]
    assert [one.seat for one in changes.absent] == [3]


def test_it_is_one_act_and_what_it_changes_supersedes() -> None:
    hand = group(man(1, remarks="stays"), man(2))
    act = taken(hand, row(1, risk_level="low"), row(3))
    assert act.says == "roster: 1 added, 1 changed"
    new, changed = act.entries
    assert isinstance(new.what, MemberAdded)
    assert isinstance(changed.what, MemberAdded)
    assert (new.what.member, new.what.key, new.what.seat) == ("new0", "key", 3)
    assert changed.what.remarks == "stays"
    assert changed.supersedes == (hand.entries[0].id,)


def test_the_same_file_again_changes_nothing() -> None:
    hand = group(man(1, risk_level="high", born="1979-03-14"))
    with pytest.raises(Refused, match="says the same already"):
        taken(hand, row(1, risk_level="high", born="1979-03-14"))


def test_what_the_file_leaves_empty_stays() -> None:
    hand = group(man(1, name="Jonah Breck", risk_level="high"))
    assert beside(hand, row(1)).same


@pytest.mark.parametrize(
    ("known", "said", "same"),
    [
        ({"crn": "X1"}, {"crn": "X1", "initials": "ZZ"}, True),
        ({"name": "Jo Breck", "born": "1979-03-14"}, {"name": "jo breck", "initials": "ZZ"}, False),
        (
            {"name": "Jo Breck", "born": "1979-03-14"},
            {"name": "jo breck", "born": "1979-03-14", "initials": "ZZ"},
            True,
        ),
        ({}, {}, True),
        ({"born": "1979-03-14"}, {"born": "1988-11-02"}, False),
        ({"crn": "X1"}, {"crn": "X2"}, False),
    ],
)
def test_who_is_the_same_man(known: dict[str, str], said: dict[str, str], same: bool) -> None:
    hand = group(man(1, **known))
    initials = said.get("initials", "M1")
    seat = 1 if same else 2
    rest = {name: value for name, value in said.items() if name != "initials"}
    assert bool(beside(hand, row(seat, initials, **rest)).new) is not same


def test_two_rows_of_the_same_initials_are_two_men() -> None:
    changes = beside(group(man(1)), row(1), row(2, "M1"))
    assert (len(changes.same), [one.seat for one in changes.new]) == (1, [2])


def test_a_file_that_would_overfill_the_group_or_a_seat_is_refused() -> None:
    full = group(*(man(seat) for seat in range(1, 11)))
    with pytest.raises(Refused, match="would have 11 men; it has at most 10"):
        beside(full, row(1, "NEW", born="1990-01-01"))
    with pytest.raises(Refused, match="NEW and M1 would both sit on seat 1"):
        beside(group(man(1)), row(1, "NEW"))
