"""What the audit has of no session: cancelled ones, supervision against due, assessments."""

from __future__ import annotations

import pytest

from models.acts import Refused
from models.acts.planning import cancel_session
from models.entries.group import MemberAdded
from models.entries.membership import MeasuresTaken, StandingChanged
from models.entries.supervision import SupervisionHeld
from models.entries.team import GroupFormed, StaffAdded
from models.facts import Facts
from models.group.audited_beside import AuditedBeside, SupervisionHeldAndDue, audited_beside
from models.group.people import fold_team
from tests.models.made_days import Hand, man

YEAR = ("2026-11-24", "2027-11-23")


def held(number: int, date: str, *, cancelled: str = "") -> SupervisionHeld:
    return SupervisionHeld(
        supervision=f"s{number}",
        staff="bo",
        supervisor="dora",
        date=date,
        minutes=0 if cancelled else 60,
        cancelled=cancelled,
    )


def joined(seat: int, date: str) -> MemberAdded:
    return man(seat, joined=date)


def audited(group: Hand, team: Hand, reader: str) -> AuditedBeside:
    facts = Facts.of(team.entries)
    return audited_beside(
        facts,
        fold_team(facts),
        {"g": Facts.of(group.entries)},
        YEAR,
        every_days=28,
        reader=reader,
    )


def test_each_is_counted_in_its_dates() -> None:
    team, group = Hand(), Hand()
    team.say(StaffAdded(staff="bo", name="Bo Karsk", role="facilitator"))
    team.say(StaffAdded(staff="dora", name="Dora Vale", role="supervisor"))
    team.say(GroupFormed(group="g", name="Core Group"))
    for number, date in enumerate(("2026-12-10", "2027-01-14", "2027-02-11", "2026-11-01")):
        team.say(held(number, date))
    team.say(held(9, "2027-03-11", cancelled="supervisor ill"))
    for seat, date in ((1, "2026-12-01"), (2, "2026-12-01"), (3, "2025-12-01")):
        group.say(joined(seat, date))
    group.say(MeasuresTaken(member="m1", when="before", date="2026-11-20"))
    group.say(MeasuresTaken(member="m2", when="before", date="2026-12-20"))
    group.say(StandingChanged(member="m3", date="2027-05-01", standing="completed"))
    group.say(MeasuresTaken(member="m3", when="after", date="2027-05-03"))
    act = cancel_session(Facts(), 2, 3, "2027-01-12", "want of staff")
    group.say(act.entries[0].what)

    found = audited(group, team, "dora")
    assert found.supervision == SupervisionHeldAndDue(held=3, due=13, cancelled=1)
    assert (found.before, found.after) == ((1, 2), (1, 1))
    (gone,) = found.cancelled
    assert (gone.date, gone.group_name, gone.reason) == (
        "2027-01-12",
        "Core Group",
        "want of staff",
    )
    assert audited(group, team, "bo").supervision is None


def test_a_session_is_cancelled_once_and_with_a_reason() -> None:
    with pytest.raises(Refused, match="Why"):
        cancel_session(Facts(), 2, 3, "2027-01-12", " ")
    group = Hand()
    group.say(cancel_session(Facts(), 2, 3, "2027-01-12", "want of staff").entries[0].what)
    with pytest.raises(Refused, match="already"):
        cancel_session(Facts.of(group.entries), 2, 3, "2027-01-12", "want of staff")
