"""A man's page read from the record: every session of his group, and of those he was in before."""

from __future__ import annotations

from exercise_bank.component import component_named
from models.group.people import fold_sessions
from models.group.same_man import elsewhere
from session_tui.desk import Desk
from session_tui.screens.man.look import Before, ManLook, look_at


def read_man(desk: Desk, member: str, today: str) -> ManLook | None:
    """His page from the record: every session of his group is folded."""
    facts, group = desk.group_facts, desk.team.groups[desk.group]
    days = [desk.read_day(one.session) for one in fold_sessions(facts)]
    component = component_named(group.component)
    return look_at(facts, member, days, desk.bank, today, read_before(desk, member), component)


def read_before(desk: Desk, member: str) -> list[Before]:
    """What other groups' records have of him: their sessions are folded too."""
    man = desk.roster().get(member)
    if man is None:
        return []
    others = {one: desk.facts_of(one) for one in desk.team.groups if one != desk.group}
    return [
        Before(
            one,
            component_named(desk.team.groups[one.group].component),
            [desk.read_any_day(about) for about in fold_sessions(one.facts)],
        )
        for one in elsewhere(man, others)
    ]
