"""Acts on a man's lifestyle management plan: another version, a review."""

from __future__ import annotations

from models.acts.act import Act, Refused
from models.acts.particulars import say_of
from models.entries.lifestyle import LifestylePlanReviewed, LifestylePlanWritten
from models.facts import Facts
from models.group.lifestyle import LifestylePlan
from models.group.people import Roster


def write_plan(
    facts: Facts, roster: Roster, member: str, plan: LifestylePlan | None, text: str, date: str
) -> Act:
    """Another version of his plan, in his words, on a date (ISO).

    `plan` is what stands so far. Raises Refused where nothing is said, or nothing new.
    """
    words = text.strip()
    if not words:
        raise Refused("What does he live by? His own words first.")
    if plan is not None and plan.current.text == words:
        raise Refused(f"That is version {plan.current.number} already.")
    number = plan.current.number + 1 if plan else 1
    said = LifestylePlanWritten(member=member, number=number, date=date, text=words)
    return say_of(facts, roster, member, said, f"lifestyle plan, version {number}")


def review_plan(
    facts: Facts,
    roster: Roster,
    member: str,
    plan: LifestylePlan | None,
    words: str,
    date: str,
    with_whom: str = "",
) -> Act:
    """His plan was gone through on a date (ISO): what he said of it. Raises Refused without one."""
    if plan is None:
        raise Refused("He has no plan yet: its first version is to be written.")
    if not words.strip():
        raise Refused("What held, and what changed? In his words.")
    said = LifestylePlanReviewed(
        member=member,
        date=date,
        number=plan.current.number,
        words=words.strip(),
        with_whom=with_whom.strip(),
    )
    return say_of(facts, roster, member, said, f"lifestyle plan reviewed, version {said.number}")
