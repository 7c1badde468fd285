"""What the men who were transferred here missed of their block in the groups that they left."""

from __future__ import annotations

from datetime import date, timedelta

from models.facts import Facts
from models.group.missed_before import BeforeHere, came_from
from models.group.people import fold_roster, fold_sessions
from models.group.rolling_on import SessionPart, session_part
from session_tui.desk import Desk

WEEKS_BACK = 52
"""A run of a block is over in so many weeks (exercise_bank.block_dates): older ones aren't read."""


def men_before(desk: Desk) -> dict[str, dict[str, BeforeHere]]:
    """Of each man who came to the chosen group amid a block: the groups he was in, by their ids."""
    men = fold_roster(desk.group_facts).members
    came = (man for man in men if came_from(desk.group_facts, man))
    return {man: before_here(desk, desk.group, man) for man in came}


def before_here(desk: Desk, group: str, member: str) -> dict[str, BeforeHere]:
    """The groups that a man came to this one from, with his parts in that block's sessions."""
    found: dict[str, BeforeHere] = {}
    facts = desk.facts_of(group)
    while (came := came_from(facts, member)) and came.other_group in desk.team.groups:
        if came.other_group in {*found, group}:
            break
        facts = desk.facts_of(came.other_group)
        since = (date.fromisoformat(came.date) - timedelta(weeks=WEEKS_BACK)).isoformat()
        found[came.other_group] = BeforeHere(facts, _parts(desk, facts, member, came.block, since))
    return found


def _parts(desk: Desk, facts: Facts, member: str, block: int, since: str) -> list[SessionPart]:
    sessions = [
        one
        for one in fold_sessions(facts)
        if one.date >= since and (one.block == block or member in one.only)
    ]
    found = (session_part(desk.read_any_day(one), member, desk.bank) for one in sessions)
    return [part for part in found if part is not None]
