"""A man's lifestyle management plan on paper: in his own words, its reviews, its earlier versions.

It is his: no staff's words stand in it but who went through it with him, and no other member is
named.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from exports.document import (
    Block,
    Document,
    Heading,
    PageFacts,
    Paragraph,
    Part,
    SignatureLines,
    Text,
    ours,
    typed,
)
from exports.guard import for_member, guarded
from exports.session_facts import heads_in_short
from models.entries.group import MemberAdded
from models.entries.lifestyle import LifestylePlanReviewed, LifestylePlanWritten
from models.entries.membership import NamedPerson
from models.group.lifestyle import LifestylePlan
from models.group.people import Roster
from models.local_time import clock, date_of, day_in_words, long_date

ZONE = "Europe/London"


@dataclass(frozen=True, slots=True)
class LifestyleSource:
    """What it is made from.

    `plan` is None where nothing of it was written, `due` the date (ISO) of the next review, `near`
    the names that never leave, `now` the instant (ms) it is made, `made_by` a name. Without `names`
    he is seat and initials.
    """

    man: MemberAdded
    plan: LifestylePlan | None
    due: str
    group: str
    roster: Roster
    near: Mapping[str, tuple[NamedPerson, ...]]
    now: int
    made_by: str
    heads: tuple[str, ...] = ()
    names: bool = False


def lifestyle_plan_document(source: LifestyleSource) -> Document:
    """The plan with its reviews and earlier versions, the newest first."""
    man = source.man
    label = f"seat {man.seat}\u00a0{man.initials}"
    title = f"Lifestyle management plan, {label}"
    made = f"made {long_date(date_of(source.now, ZONE))} {clock(source.now, ZONE)}"
    facts = PageFacts(
        title,
        "A man's own plan, in his words",
        "for him, and whoever keeps it with him",
        f"{made} by {source.made_by}",
        heads_in_short(source.heads),
    )
    named: Text = typed(f", {man.name}") if source.names and man.name else ()
    head = Heading(1, (*ours(title), *named))
    blocks: list[Block] = [head, Paragraph((*ours("Group: "), *typed(source.group)))]
    guard = for_member(source.roster, man.member, names=source.names, near=source.near)
    part, found = guarded(Part(facts, (*blocks, *_plan(source))), guard, label)
    return Document("Lifestyle management plan", (part,), source.now, found)


def _plan(source: LifestyleSource) -> list[Block]:
    plan = source.plan
    if plan is None:
        return [Paragraph(ours("Nothing is written yet."))]
    earlier = [block for one in reversed(plan.versions[:-1]) for block in _version(one)]
    return [
        *_version(plan.current),
        Heading(2, ours("Reviews")),
        Paragraph(ours(f"The next one is due on {day_in_words(source.due)}.", "muted")),
        *(block for one in reversed(plan.reviews) for block in _review(one)),
        *([Heading(2, ours("Earlier versions")), *earlier] if earlier else []),
        SignatureLines((ours("It is as I said it"), ours("gone through with me by, on"))),
    ]


def _version(one: LifestylePlanWritten) -> list[Block]:
    head = Heading(2, ours(f"Version {one.number}, {day_in_words(one.date)}"))
    return [head, *(Paragraph(typed(line)) for line in one.text.split("\n") if line.strip())]


def _review(one: LifestylePlanReviewed) -> list[Block]:
    when = f"{day_in_words(one.date)}, version {one.number}"
    by = typed(f", with {one.with_whom}") if one.with_whom else ()
    return [Heading(3, (*ours(when), *by)), Paragraph(typed(one.words))]
