"""Whose lifestyle plan is to be gone through, as Today says it (practice: monthly)."""

from __future__ import annotations

from exercise_bank.component import Component, component_named
from models.group.lifestyle import LifestylePlan, whole_plan
from models.group.people import fold_roster
from session_tui.desk import Desk
from session_tui.lines import Line, line, wrap
from session_tui.screens.today.look import Look

KEEPS_PLANS = (Component.BETTER_LIVES, Component.LONG_TERM)
"""The groups whose men write a plan, or live by one (seed)."""


def lifestyle_plans(desk: Desk) -> dict[str, LifestylePlan]:
    """The plans of the chosen group's men, by their ids; none where the group keeps no plans."""
    group = desk.team.groups.get(desk.group)
    if group is None or component_named(group.component) not in KEEPS_PLANS:
        return {}
    found = {
        member: whole_plan(desk.facts_of, desk.team, desk.group, member)
        for member in fold_roster(desk.group_facts).members
    }
    return {member: plan for member, plan in found.items() if plan is not None}


def lifestyle_lines(look: Look, cells: int) -> list[Line]:
    """Whose plan is due, and in long-term support who has none."""
    if look.component not in KEEPS_PLANS:
        return []
    every = look.bank.service.components[Component.LONG_TERM].every_days
    men = look.roster.members
    due = [member for member in men if _due(look, member, every)]
    none = [member for member in men if member not in look.plans]
    lines: list[Line] = []
    if due:
        lines += wrap(f"To go through with: {_seats(look, due)}", cells, "now", "  ")
    if none and look.component is Component.LONG_TERM:
        lines += wrap(f"None on record: {_seats(look, none)}", cells, indent="  ")
    return [line("Lifestyle plans", "head"), *lines] if lines else []


def _due(look: Look, member: str, every_days: int) -> bool:
    plan = look.plans.get(member)
    return plan is not None and plan.due(every_days) <= look.date


def _seats(look: Look, members: list[str]) -> str:
    return " ".join(map(look.roster.seat_sign, members))
