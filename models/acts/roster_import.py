"""A roster's file beside a group's record: who is new, what changed, who isn't in the file."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from models.acts.act import Act, Refused
from models.acts.opening import MOST_MEN
from models.entries import NewEntry
from models.entries.group import MemberAdded
from models.facts import Facts
from models.group.people import TEN, Roster
from models.group.roster import RosterRow

_FIELDS = (
    "seat",
    "name",
    "crn",
    "born",
    "risk_level",
    "iq_rule",
    "joined",
    "block",
    "credit",
    "learning_styles",
    "accommodations",
    "offender_manager",
    "keep_apart",
    "remarks",
)
"""What a roster's file may say of a man."""


@dataclass(frozen=True, slots=True)
class Changed:
    """A man of whom the file says something new: `fields` by name."""

    man: MemberAdded
    after: MemberAdded
    fields: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class RosterChanges:
    """What taking the file in would do. Men who aren't in the file stay as they are."""

    new: tuple[RosterRow, ...]
    changed: tuple[Changed, ...]
    same: tuple[MemberAdded, ...]
    absent: tuple[MemberAdded, ...]


def compare(roster: Roster, rows: Iterable[RosterRow]) -> RosterChanges:
    """The file's rows beside the group's men.

    A man is known by his case reference, else by name and date of birth, else by his initials.
    What the file leaves empty stays. Raises Refused where the group would have too many men, or
    two on one seat.
    """
    new: list[RosterRow] = []
    changed: list[Changed] = []
    same: list[MemberAdded] = []
    left = dict(roster.members)
    for row in rows:
        man = _known(left, row)
        if man is None:
            new.append(row)
            continue
        del left[man.member]
        after = man.model_copy(update=_said(row))
        fields = tuple(name for name in _FIELDS if getattr(man, name) != getattr(after, name))
        if fields:
            changed.append(Changed(man, after, fields))
        else:
            same.append(man)
    changes = RosterChanges(tuple(new), tuple(changed), tuple(same), tuple(left.values()))
    _check(changes)
    return changes


def men_said(changes: RosterChanges) -> tuple[MemberAdded, ...]:
    """Whom the file adds or says something new of, as they would be; new ones without an id."""
    added = (_added(row, "", "") for row in changes.new)
    return (*added, *(one.after for one in changes.changed))


def take_in(
    facts: Facts, changes: RosterChanges, ids: Callable[[], str], keys: Callable[[], str]
) -> Act:
    """All of it in one act: new men, and what changed. Raises Refused where there is nothing."""
    if not changes.new and not changes.changed:
        raise Refused("The record says the same already.")
    entries = [NewEntry(_added(row, ids(), keys())) for row in changes.new]
    for one in changes.changed:
        before = facts.settle("member", one.man.member)
        entries.append(NewEntry(one.after, supersedes=before.values if before else ()))
    says = f"roster: {len(changes.new)} added, {len(changes.changed)} changed"
    return Act(says, tuple(entries))


def _known(men: Mapping[str, MemberAdded], row: RosterRow) -> MemberAdded | None:
    """The man that a row is about."""
    for alike in (_same_reference, _same_person, _same_initials):
        found = [man for man in men.values() if alike(man, row)]
        if len(found) == 1:
            return found[0]
    return None


def _same_reference(man: MemberAdded, row: RosterRow) -> bool:
    return bool(row.crn) and man.crn == row.crn


def _same_person(man: MemberAdded, row: RosterRow) -> bool:
    same = (man.name.casefold(), man.born) == (row.name.casefold(), row.born)
    return bool(row.name and row.born) and same


def _same_initials(man: MemberAdded, row: RosterRow) -> bool:
    """The same initials, and nothing that says another man."""
    differs = (row.crn and man.crn and row.crn != man.crn) or (
        row.born and man.born and row.born != man.born
    )
    return man.initials == row.initials and not differs


def _said(row: RosterRow) -> dict[str, object]:
    """What a row says; what it leaves empty is no news."""
    said = {name: getattr(row, name) for name in _FIELDS if getattr(row, name)}
    return {name: value if value is not None else "" for name, value in said.items()}


def _added(row: RosterRow, member: str, key: str) -> MemberAdded:
    return MemberAdded.model_validate(
        {"member": member, "key": key, "initials": row.initials, **_said(row)}
    )


def _check(changes: RosterChanges) -> None:
    after = [
        *((row.seat, row.initials) for row in changes.new),
        *((one.after.seat, one.after.initials) for one in changes.changed),
        *((man.seat, man.initials) for man in (*changes.same, *changes.absent)),
    ]
    if len(after) > MOST_MEN:
        raise Refused(f"The group would have {len(after)} men; it has at most {MOST_MEN}.")
    seats: dict[int, str] = {}
    for seat, initials in after:
        if seat in seats:
            raise Refused(f"{seats[seat]} and {initials} would both sit on seat {seat % TEN}.")
        seats[seat] = initials
