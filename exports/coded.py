"""Sessions under coded names: each man and each of the staff is a code, in every fact and text.

For who samples the record from outside the team. A code says nothing of whom it stands for, and is
the same throughout one sample. Names are replaced in the entries themselves, before anything is
made of them, so that every document says codes; free texts go through the guard. Who visited is "a
visitor", a supervisor who is none of the staff "a supervisor". A name that stands nowhere on
record, typed into a note, can't be known: what was replaced is listed for whoever grants the
sample.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from hashlib import sha256

from exports.cleaned import cleaned
from exports.guard import A_MEMBER, Guard
from exports.name_patterns import Naming, namings
from exports.source import Source
from models.day.day import Day
from models.entries.attendance import StaffMoved, WalkInSaid
from models.entries.content import Content
from models.entries.entry import Entry
from models.entries.group import MemberAdded, SessionOpened
from models.entries.membership import NamedPerson, NamesKeptOut, NeedsNoted, OrderNoted
from models.entries.team import StaffAdded
from models.entries.timeline import PlanLaid
from models.facts import Facts
from models.group.people import Roster, Team

_LEFT_OUT = (NamesKeptOut, NeedsNoted, OrderNoted)
"""What would say who he is, and no document of a sample is made from."""
_WHO_HE_IS = {"name": "", "crn": "", "born": "", "offender_manager": "", "key": ""}


@dataclass(frozen=True)
class Codes:
    """What stands for whom: codes by the ids of men and staff, and the guard that replaces them."""

    men: Mapping[str, str]
    staff: Mapping[str, str]
    guard: Guard

    def day(self, day: Day) -> Day:
        """The day as coded; what is private to one of the staff isn't in it."""
        return Day.of(day.session, (self._entry(one) for one in _open(day.facts.as_written)))

    def facts(self, entries: Iterable[Entry]) -> Facts:
        """The facts that these entries of the team make, as coded."""
        return Facts.of(self._entry(one) for one in entries)

    def team(self, team: Team) -> Team:
        """The team, each of its staff a code."""
        staff = {one: self._staff(person) for one, person in team.staff.items()}
        return replace(team, staff=staff)

    def roster(self, roster: Roster) -> Roster:
        """A roster, each man a code."""
        return Roster(self._men(roster.members), self._men(roster.left))

    def source(self, source: Source) -> Source:
        """One session as documents read it, under codes."""
        return replace(
            source, day=self.day(source.day), team=self.team(source.team), heads=(), names=False
        )

    def _entry(self, entry: Entry) -> Entry:
        what = self._coded(entry.what)
        # The plan is the bank's words, and holds the ids that all else refers to.
        kept = what if isinstance(what, PlanLaid) else cleaned(what, self.guard.clean)
        return replace(entry, what=kept)

    def _coded(self, what: Content) -> Content:
        if isinstance(what, MemberAdded):
            return self._man(what)
        if isinstance(what, WalkInSaid):
            return what.model_copy(update={"initials": self.men.get(what.member, "?"), "key": ""})
        if isinstance(what, StaffAdded):
            return self._staff(what)
        if isinstance(what, SessionOpened) and what.supervisor:
            return what.model_copy(update={"supervisor": self._supervisor(what.supervisor)})
        if isinstance(what, StaffMoved) and what.visitor:
            return what.model_copy(update={"visitor": "a visitor"})
        return what

    def _supervisor(self, typed: str) -> str:
        """The code of the one of the staff whom a session's opening names; nobody else's name."""
        code = self.guard.clean(typed)
        return code if code in self.staff.values() else "a supervisor"

    def _men(self, men: Mapping[str, MemberAdded]) -> dict[str, MemberAdded]:
        return {one: self._man(man) for one, man in men.items()}

    def _man(self, man: MemberAdded) -> MemberAdded:
        update = {**_WHO_HE_IS, "initials": self.men.get(man.member, "?")}
        return man.model_copy(update=update)

    def _staff(self, person: StaffAdded) -> StaffAdded:
        return person.model_copy(update={"name": self.staff.get(person.staff, "?")})


def codes_for(
    men: Iterable[MemberAdded],
    staff: Iterable[StaffAdded],
    near: Mapping[str, tuple[NamedPerson, ...]],
    seed: str,
) -> Codes:
    """Codes for these men (M1 …) and staff (S1 …), numbered by lot with `seed`: kept nowhere.

    `near` is who is near each man (by his id): named nowhere.
    """
    known = {man.member: man for man in men}
    team = {one.staff: one for one in staff}
    of_men = _numbered(known, "M", seed)
    of_staff = _numbered(team, "S", seed)
    everybody = [*known.values(), *(_as_named(one) for one in team.values())]
    return Codes(of_men, of_staff, Guard(namings(everybody, near), _instead(of_men | of_staff)))


def _instead(codes: Mapping[str, str]) -> Callable[[Naming], str]:
    def instead(way: Naming) -> str:
        if way.near:
            return f"[{way.near}]"
        return codes[next(iter(way.men))] if len(way.men) == 1 else A_MEMBER

    return instead


def _numbered(ids: Iterable[str], letter: str, seed: str) -> dict[str, str]:
    drawn = sorted(ids, key=lambda one: sha256(f"{seed} {letter} {one}".encode()).digest())
    return {one: f"{letter}{number}" for number, one in enumerate(drawn, 1)}


def _as_named(person: StaffAdded) -> MemberAdded:
    """One of the staff as the guard knows people: by the parts of his name, and his initials."""
    initials = "".join(part[0] for part in person.name.split())
    return MemberAdded(member=person.staff, seat=0, initials=initials, name=person.name)


def _open(entries: Iterable[Entry]) -> Iterable[Entry]:
    return (
        one for one in entries if not one.what.private_to and not isinstance(one.what, _LEFT_OUT)
    )
