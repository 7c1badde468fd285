"""Who there is: the team's staff and groups, and a group's men, folded from entries."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from exercise_bank.component import Component, component_of
from models.entries.attendance import WalkInSaid
from models.entries.group import MemberAdded, SessionOpened
from models.entries.keeping import ErasureAgreed, ErasureProposed
from models.entries.team import GroupFormed, StaffAdded, StaffLeft, TeamFounded
from models.facts import Facts
from models.group.standing import out_of_group, standing_of
from models.roles import STAFF

TEN = 10
_LAST = "9999-12-31"


@dataclass(frozen=True)
class Team:
    """The team: its name, its staff and its groups, by id.

    `staff` holds those who left as well, for their names stay on what they wrote; `gone` are their
    ids.
    """

    name: str
    staff: Mapping[str, StaffAdded]
    groups: Mapping[str, GroupFormed]
    gone: frozenset[str] = frozenset()
    erased: frozenset[str] = frozenset()
    """The keys (ids, hex) that two people agreed to destroy."""

    @property
    def here(self) -> Mapping[str, StaffAdded]:
        """The staff without those who left."""
        return {staff: one for staff, one in self.staff.items() if staff not in self.gone}

    @property
    def at_work(self) -> Mapping[str, StaffAdded]:
        """The staff without those who left, and without who only audits."""
        return {staff: one for staff, one in self.here.items() if one.role in STAFF}

    def staff_name(self, staff: str) -> str:
        """The name of this member of staff."""
        known = self.staff.get(staff)
        return known.name if known else "unknown staff"


def fold_team(facts: Facts) -> Team:
    """The team that these facts make."""
    founded = facts.value("team")
    staff, groups = {}, {}
    for settled in facts.all_of("staff"):
        if isinstance(person := settled.value.what, StaffAdded):
            staff[person.staff] = person
    for settled in facts.all_of("group"):
        if isinstance(group := settled.value.what, GroupFormed):
            groups[group.group] = group
    name = founded.what.name if founded and isinstance(founded.what, TeamFounded) else ""
    gone = {
        settled.value.what.staff
        for settled in facts.all_of("staff-left")
        if isinstance(settled.value.what, StaffLeft)
    }
    return Team(name, staff, groups, frozenset(gone), erased_keys(facts))


def erased_keys(facts: Facts) -> frozenset[str]:
    """The keys (ids) that one of the staff proposed to destroy and another agreed to.

    An agreement isn't taken back by undo: what is destroyed on one machine is on all.
    """
    proposed: set[tuple[str, str, str]] = set()
    agreed: set[tuple[str, str, str]] = set()
    for entry in facts.as_written:
        if isinstance(entry.what, ErasureProposed):
            proposed |= {(entry.what.erasure, key, entry.by) for key in entry.what.keys}
        elif isinstance(entry.what, ErasureAgreed):
            agreed |= {(entry.what.erasure, key, entry.by) for key in entry.what.keys}
    return frozenset(
        key
        for erasure, key, by in agreed
        if any(one[:2] == (erasure, key) and one[2] != by for one in proposed)
    )


@dataclass(frozen=True)
class Roster:
    """The men of a group, by id, in the order of their seats.

    Those who left are apart, and so are those who joined only after the day it is of. Who walked
    in on a day without being of the group is among that day's men, on a seat of that day.
    """

    members: Mapping[str, MemberAdded]
    left: Mapping[str, MemberAdded]

    def by_seat(self, seat: int) -> MemberAdded | None:
        """The man on this seat (ten is typed as 0)."""
        wanted = seat or TEN
        return next((man for man in self.members.values() if man.seat == wanted), None)

    def get(self, member: str) -> MemberAdded | None:
        """The man of this id, whether he left or not."""
        return self.members.get(member) or self.left.get(member)

    def of(self, only: tuple[str, ...]) -> Roster:
        """These men alone; the others are known, and apart."""
        every = {**self.members, **self.left}
        here = {member: every[member] for member in only if member in every}
        return Roster(here, {member: man for member, man in every.items() if member not in here})

    def seat(self, member: str) -> int:
        """His seat, or -1 where he isn't known."""
        man = self.get(member)
        return man.seat if man else -1

    def seat_sign(self, member: str) -> str:
        """His seat as one types it: ten is "0"; a man unknown, or without a seat, is "?"."""
        seat = self.seat(member)
        return "?" if seat < 1 else str(seat % TEN)


def fold_roster(facts: Facts, date: str = "", start: int | None = None) -> Roster:
    """The roster that a group's facts make: of now, or of a day of the past.

    `date` is that day (ISO) and `start` the instant (ms) it began: who joined later or left
    before isn't in it, nor who is suspended. A man without a date of joining is in every day until
    he left.
    """
    here: dict[str, MemberAdded] = {}
    left: dict[str, MemberAdded] = {}
    for settled in facts.all_of("member"):
        if isinstance(man := settled.value.what, MemberAdded):
            later = bool(date) and man.joined > date
            out = out_of_group(facts, man.member, date, start)
            (left if out or later else here)[man.member] = man
    for settled in facts.all_of("walk-in"):
        if isinstance(guest := settled.value.what, WalkInSaid):
            here.setdefault(guest.member, _guest(guest))
    return Roster(dict(sorted(here.items(), key=lambda pair: pair[1].seat)), left)


def _guest(guest: WalkInSaid) -> MemberAdded:
    return MemberAdded(
        member=guest.member, seat=max(0, guest.seat), initials=guest.initials, key=guest.key
    )


def days_of(sessions: Iterable[SessionOpened], component: Component) -> list[SessionOpened]:
    """The sessions that are the group's own days; those of one man beside them are left out."""
    return [one for one in sessions if component_of(one.block) is component and not one.only]


def sessions_of(facts: Facts, member: str) -> tuple[SessionOpened, ...]:
    """The sessions of a group that a man may have been due in: of his time in it, and his alone.

    A man without a date of joining may have been in each until he left.
    """
    known = facts.value("member", member)
    man = known.what if known and isinstance(known.what, MemberAdded) else None
    stands = standing_of(facts, member, _LAST)
    until = "" if stands.in_group else stands.since

    def may_be_his(one: SessionOpened) -> bool:
        if one.only:
            return member in one.only
        return (man is None or man.joined <= one.date) and (not until or one.date <= until)

    return tuple(filter(may_be_his, fold_sessions(facts)))


def fold_sessions(facts: Facts) -> tuple[SessionOpened, ...]:
    """The sessions of a group, by date and day."""
    sessions = [
        settled.value.what
        for settled in facts.all_of("session")
        if isinstance(settled.value.what, SessionOpened)
    ]
    return tuple(sorted(sessions, key=lambda session: (session.date, session.block, session.day)))
