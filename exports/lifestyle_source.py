"""What a man's lifestyle plan is shown and written from, gathered from the record."""

from __future__ import annotations

from collections.abc import Callable

from exercise_bank.component import Component
from exercise_bank.service import Service
from exports.lifestyle_plan import LifestyleSource
from models.facts import Facts
from models.group.lifestyle import whole_plan
from models.group.names_kept_out import names_kept_out
from models.group.people import Team, fold_roster


def gather(  # noqa: PLR0913  (whose plan, from which record, made when and by whom)
    facts_of: Callable[[str], Facts],
    team: Team,
    group: str,
    member: str,
    service: Service,
    *,
    now: int,
    made_by: str,
    heads: tuple[str, ...] = (),
    names: bool = False,
) -> LifestyleSource:
    """All that the document needs. Raises LookupError where he isn't of this group."""
    facts = facts_of(group)
    roster = fold_roster(facts)
    man = roster.get(member)
    if man is None:
        raise LookupError("he isn't in this group's record")
    plan = whole_plan(facts_of, team, group, member)
    every = service.components[Component.LONG_TERM].every_days
    return LifestyleSource(
        man=man,
        plan=plan,
        due=plan.due(every) if plan else "",
        group=team.groups[group].name,
        roster=roster,
        near=names_kept_out(facts),
        now=now,
        made_by=team.staff_name(made_by),
        heads=heads,
        names=names,
    )
