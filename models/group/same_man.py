"""Whether two groups' records are of the same man, and where else a man's record lies."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from models.entries.group import MemberAdded
from models.facts import Facts
from models.group.people import fold_roster


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """A man in another group: its id, its facts, and who he is there."""

    group: str
    facts: Facts
    man: MemberAdded


def same_man(one: MemberAdded, other: MemberAdded) -> bool:
    """The same case reference is the same man; without one the same name and date of birth."""
    if one.member == other.member:
        return True
    if one.crn and other.crn:
        return one.crn == other.crn
    return bool(one.name and one.born) and (
        (one.name.casefold(), one.born) == (other.name.casefold(), other.born)
    )


def elsewhere(man: MemberAdded, others: Mapping[str, Facts]) -> tuple[Elsewhere, ...]:
    """Where else he is or was; `others` are the facts of the other groups by id."""
    found = []
    for group, facts in others.items():
        roster = fold_roster(facts)
        for known in (*roster.members.values(), *roster.left.values()):
            if same_man(man, known):
                found.append(Elsewhere(group, facts, known))
                break
    return tuple(found)
