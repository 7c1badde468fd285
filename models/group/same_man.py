"""Whether two groups' records are of the same man, and where else a man's record lies."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from string import digits

from models.entries.group import MemberAdded
from models.facts import Facts
from models.group.people import Roster, fold_roster


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


@dataclass(frozen=True, slots=True)
class KnownMan:
    """A man as a group knows him: the group's id, who he is there, whether he left it."""

    group: str
    man: MemberAdded
    left: bool = False


def as_typed(text: str) -> str:
    """Initials or a case reference without dots, blanks and small letters."""
    return "".join(text.replace(".", "").split()).upper()


def typed_as(text: str, man: MemberAdded) -> bool:
    """Whether these are his initials or his case reference, as people type them."""
    return bool(typed := as_typed(text)) and typed in (as_typed(man.initials), as_typed(man.crn))


def _maybe(text: str, man: MemberAdded) -> bool:
    """The same, but that a digit which tells men of one group apart (RT2) is no difference."""
    bare = as_typed(text).rstrip(digits)
    return typed_as(text, man) or (bool(bare) and bare == as_typed(man.initials).rstrip(digits))


def men_typed_as(text: str, rosters: Mapping[str, Roster]) -> tuple[KnownMan, ...]:
    """The men whom this may mean, of the groups with these ids: each once, where he is now first.

    Who left a group comes after those who are in one, and not again where he went on in another.
    """
    every = [
        KnownMan(group, man, left)
        for left in (False, True)
        for group, roster in rosters.items()
        for man in (roster.left if left else roster.members).values()
        if _maybe(text, man)
    ]
    found: list[KnownMan] = []
    for one in every:
        if not any(same_man(one.man, other.man) for other in found):
            found.append(one)
    return tuple(found)


def told_apart(initials: str, roster: Roster) -> str:
    """These initials, with a digit where another man here goes by them."""
    taken = {man.initials for man in roster.members.values()}
    ways = [initials, *(f"{initials}{digit}" for digit in range(2, 10))]
    return next((one for one in ways if one not in taken), initials)
