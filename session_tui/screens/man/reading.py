"""A man's page read from the record: his sessions in his group, and in those he was in before."""

from __future__ import annotations

from dataclasses import replace

from exercise_bank.component import component_named, day_of
from models.group.people import sessions_of
from models.group.same_man import elsewhere
from session_tui.desk import Desk
from session_tui.screens.man.look import Before, ManLook, look_at


def read_man(desk: Desk, member: str, today: str) -> ManLook | None:
    """His page from the record: the sessions of his time in the group are folded."""
    facts, group = desk.group_facts, desk.team.groups[desk.group]
    sessions = [one.session for one in sessions_of(facts, member)]
    days = list(desk.open_record.days(desk.group, sessions))
    component = component_named(group.component)
    look = look_at(facts, member, days, desk.bank, today, read_before(desk, member), component)
    return replace(look, moved=moved(desk, look)) if look else None


def moved(desk: Desk, look: ManLook) -> str:
    """To or from which group he was transferred, and at which point; "" where he wasn't."""
    said = look.standing.history[-1:]
    if not said or not said[0].other_group:
        return ""
    group = desk.team.groups.get(said[0].other_group)
    name = group.name if group else "a group that isn't here"
    way = "to" if said[0].standing == "transferred" else "from"
    return f"{way} {name} at {day_of(said[0].block, said[0].day)}"


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
            list(
                desk.open_record.days(
                    one.group,
                    [about.session for about in sessions_of(one.facts, one.man.member)],
                )
            ),
        )
        for one in elsewhere(man, others)
    ]
