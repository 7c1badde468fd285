"""How long what is about each man is kept, who is due, what names him beside another."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import pendulum

from models.entries import Entry
from models.entries.attendance import WalkInSaid
from models.entries.group import MemberAdded
from models.entries.keeping import ErasureProposed, HoldSet, RetentionSet
from models.facts import Facts
from models.group.people import Team, fold_roster
from models.group.standing import standing_of


@dataclass(frozen=True, slots=True)
class Kept:
    """A man who left the group: since when, until when (ISO dates) what is about him is kept.

    `until` is "" where the group has no schedule. `held` says why it is kept longer.
    """

    man: MemberAdded
    since: str
    until: str
    held: str
    keys: tuple[str, ...]

    def due(self, on: str) -> bool:
        """Whether he is to be looked at on this date (ISO)."""
        return bool(self.until) and self.until <= on and not self.held


def months_kept(facts: Facts) -> int:
    """The group's schedule in months after leaving; 0 where there is none."""
    said = facts.value("retention")
    return said.what.months if said and isinstance(said.what, RetentionSet) else 0


def kept_men(facts: Facts, on: str) -> tuple[Kept, ...]:
    """The men who aren't in the group any more, who is due first, on a date (ISO)."""
    months = months_kept(facts)
    men = [_kept(facts, man, months, on) for man in fold_roster(facts).left.values()]
    return tuple(sorted(men, key=lambda one: (not one.due(on), one.until or "9", one.since)))


def _kept(facts: Facts, man: MemberAdded, months: int, on: str) -> Kept:
    since = standing_of(facts, man.member, on).since
    until = str(pendulum.Date.fromisoformat(since).add(months=months)) if months and since else ""
    said = facts.value("hold", man.member)
    hold = said.what if said and isinstance(said.what, HoldSet) else None
    held = (hold.why or "held") if hold and hold.held else ""
    return Kept(man, since, until, held, _keys(facts, man.member))


def _keys(facts: Facts, member: str) -> tuple[str, ...]:
    """Every key that ever sealed what is about him in this group."""
    found = [
        entry.what.key
        for entry in facts.as_written
        if isinstance(entry.what, MemberAdded | WalkInSaid) and entry.what.member == member
    ]
    return tuple(dict.fromkeys(key for key in found if key))


@dataclass(frozen=True, slots=True)
class Proposal:
    """An erasure that waits for a second person; `by` is the id of the first."""

    what: ErasureProposed
    by: str
    at: int


def proposals(team_facts: Facts, team: Team) -> tuple[Proposal, ...]:
    """The erasures that nobody agreed to yet, oldest first."""
    found = [
        Proposal(settled.value.what, settled.value.by, settled.value.about)
        for settled in team_facts.all_of("erasure")
        if isinstance(settled.value.what, ErasureProposed)
    ]
    waiting = (one for one in found if not team.erased.issuperset(one.what.keys))
    return tuple(sorted(waiting, key=lambda one: one.at))


def names_others_too(entries: Iterable[Entry], member: str) -> tuple[Entry, ...]:
    """The entries sealed under his key and another man's: erasing him erases them as well."""
    return tuple(
        entry
        for entry in entries
        if member in entry.what.members_named and len(set(entry.what.members_named)) > 1
    )


def sealed_for(entries: Iterable[Entry], member: str) -> Mapping[str, int]:
    """How many entries of each kind are sealed under his key."""
    counts: dict[str, int] = {}
    for entry in entries:
        if member in entry.what.members_named:
            counts[entry.what.kind] = counts.get(entry.what.kind, 0) + 1
    return counts
