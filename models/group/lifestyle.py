"""Each man's lifestyle management plan: its versions, its reviews, and when the next is due."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from models.entries.lifestyle import LifestylePlanReviewed, LifestylePlanWritten
from models.facts import Facts
from models.group.people import Team, fold_roster
from models.group.same_man import elsewhere


@dataclass(frozen=True, slots=True)
class LifestylePlan:
    """A man's plan: at least one.number, and its reviews, each in the order of its date."""

    versions: tuple[LifestylePlanWritten, ...]
    reviews: tuple[LifestylePlanReviewed, ...]

    @property
    def current(self) -> LifestylePlanWritten:
        """The version that he lives by."""
        return self.versions[-1]

    @property
    def looked_at(self) -> str:
        """The date (ISO) on which it was written or gone through last."""
        return max(self.current.date, *(one.date for one in self.reviews), "")

    def due(self, every_days: int) -> str:
        """The date (ISO) on which it is to be gone through again, so many days after the last."""
        return (date.fromisoformat(self.looked_at) + timedelta(days=every_days)).isoformat()


def lifestyle_plan(facts: Facts, member: str) -> LifestylePlan | None:
    """A man's plan as his group's facts have it; None where nothing of it was written."""
    versions = [
        settled.value.what
        for settled in facts.all_of("lifestyle-plan")
        if isinstance(settled.value.what, LifestylePlanWritten)
        and settled.value.what.member == member
    ]
    reviews = [
        settled.value.what
        for settled in facts.all_of("lifestyle-review")
        if isinstance(settled.value.what, LifestylePlanReviewed)
        and settled.value.what.member == member
    ]
    if not versions:
        return None
    return LifestylePlan(
        tuple(sorted(versions, key=lambda one: one.number)),
        tuple(sorted(reviews, key=lambda one: one.date)),
    )


def joined_up(plans: list[LifestylePlan]) -> LifestylePlan | None:
    """One plan of what several groups' records have of a man who went from one to the next."""
    versions = {one.number: one for plan in plans for one in plan.versions}
    reviews = {one.date: one for plan in plans for one in plan.reviews}
    if not versions:
        return None
    return LifestylePlan(
        tuple(versions[number] for number in sorted(versions)),
        tuple(reviews[on] for on in sorted(reviews)),
    )


def whole_plan(
    facts_of: Callable[[str], Facts], team: Team, group: str, member: str
) -> LifestylePlan | None:
    """His plan, also what another group's record has of it: he takes it with him."""
    facts = facts_of(group)
    man = fold_roster(facts).get(member)
    found = [lifestyle_plan(facts, member)]
    if man is not None:
        others = {one: facts_of(one) for one in team.groups if one != group}
        found += [lifestyle_plan(one.facts, one.man.member) for one in elsewhere(man, others)]
    return joined_up([plan for plan in found if plan is not None])
