"""A restricted record: which of the staff may read what is held about one man for himself.

A view rule: screens and commands keep to it; who holds the team's keys could read past it
(SECURITY.md).
"""

from __future__ import annotations

from models.facts import Facts
from models.group.needs import needs_of
from models.group.people import Team


def closed_to(facts: Facts, team: Team, member: str, staff: str) -> str:
    """Why this person may not read this man's own record, for people; "" where he may.

    Who left no longer counts as named; where nobody named is left, the supervisors may.
    """
    named = needs_of(facts, member).restricted_to
    if not named:
        return ""
    here = [one for one in named if one in team.here]
    if not here:
        here = [one.staff for one in team.here.values() if one.role == "supervisor"]
    if staff in here:
        return ""
    names = ", ".join(team.staff_name(one) for one in here) or "nobody"
    return f"His record is restricted: {names} may read it."


def closed_men(facts: Facts, team: Team, staff: str) -> frozenset[str]:
    """The men (ids) of a group whose own record this person may not read."""
    men = [settled.value.what.members_named for settled in facts.all_of("needs")]
    return frozenset(one for his in men for one in his if closed_to(facts, team, one, staff))
