"""Who of our other groups a man at the door may be, by what is typed."""

from __future__ import annotations

from models.entries.group import MemberAdded
from models.group.people import Roster
from models.group.same_man import men_typed_as, told_apart
from tests.models.made_days import man


def roster(*men: MemberAdded, left: tuple[MemberAdded, ...] = ()) -> Roster:
    return Roster({one.member: one for one in men}, {one.member: one for one in left})


def ids(text: str, rosters: dict[str, Roster]) -> list[tuple[str, str, bool]]:
    return [(one.group, one.man.member, one.left) for one in men_typed_as(text, rosters)]


def test_initials_and_case_references_mean_men_as_people_type_them() -> None:
    qx = man(1, initials="QX", crn="X 320741")
    rosters = {"f": roster(qx, man(2, initials="RT2"))}
    for typed in ("qx", "Q.X.", "x320741", " X320741 ", "QX2"):
        assert ids(typed, rosters) == [("f", "m1", False)], typed
    assert ids("RT", rosters) == [("f", "m2", False)]
    for typed in ("", "Q", "320741", "2", "ZZ"):
        assert ids(typed, rosters) == [], typed


def test_a_man_is_offered_once_where_he_is_now() -> None:
    before = man(3, initials="QX")
    now = before.model_copy(update={"seat": 7})
    other = man(4, initials="QX")
    rosters = {"a": roster(left=(before, other)), "b": roster(now)}
    assert ids("QX", rosters) == [("b", "m3", False), ("a", "m4", True)]


def test_one_who_shares_initials_is_told_apart() -> None:
    here = roster(man(1, initials="RT"), man(2, initials="RT2"))
    assert [told_apart(one, here) for one in ("RT", "QX")] == ["RT3", "QX"]
