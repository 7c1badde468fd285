"""Everything that a man's page shows, gathered from the record."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from exercise_bank.bank import Bank
from exercise_bank.bank_holidays import bank_holidays
from exercise_bank.component import Component
from models.day.day import Day
from models.entries.group import MemberAdded, SessionOpened
from models.entries.membership import AgreementGiven, CreditAllowed, MeasuresTaken, OrderNoted
from models.facts import Facts
from models.group.criteria import OpenCriterion, open_criteria
from models.group.lifestyle import LifestylePlan, lifestyle_plan
from models.group.missed_before import BeforeHere, with_before
from models.group.names_kept_out import names_kept_out
from models.group.people import fold_roster, fold_sessions
from models.group.rolling_on import (
    BlockAgain,
    CatchUp,
    SessionPart,
    blocks_again,
    blocks_held,
    catch_ups,
    session_part,
)
from models.group.routes import BlockHeld, Route, earliest_end, route_of
from models.group.same_man import Elsewhere
from models.group.standing import MemberStanding, closing_steps, standing_of

YEARS_AHEAD = 4
"""Bank holidays are looked up so far: longer than any route."""

AGREED = ("consent", "agreement", "members' sheet", "video")


@dataclass(frozen=True, slots=True)
class ManLook:
    """One man on a date (ISO). `ends` is when he could end at best, "" where nothing is left."""

    man: MemberAdded
    date: str
    standing: MemberStanding
    return_until: str
    criteria: tuple[OpenCriterion, ...]
    order: OrderNoted | None
    given: tuple[AgreementGiven, ...]
    measures: tuple[MeasuresTaken, ...]
    route: Route
    ends: str
    missed: tuple[CatchUp, ...]
    again: tuple[BlockAgain, ...]
    closing: Mapping[str, str]
    """When each step of his completing was done (ISO), by step; those that were."""

    back_late: bool = False
    """Whether he came back after the time in which he might go on where he stopped."""

    moved: str = ""
    """To or from which group he was transferred, and at which point; "" where he wasn't."""

    lifestyle: LifestylePlan | None = None
    """His lifestyle management plan, as this group's record has it."""

    review_due: str = ""
    """When it is to be gone through again (ISO)."""

    kept_out: int = 0
    """How many names never leave in a document; the names themselves aren't shown."""


@dataclass(frozen=True, slots=True)
class Before:
    """A man's time in another group: of the core or another component, and its sessions."""

    where: Elsewhere
    component: Component
    days: Sequence[Day]


def look_at(
    facts: Facts,
    member: str,
    days: Sequence[Day],
    bank: Bank,
    on: str,
    before: Sequence[Before] = (),
    component: Component = Component.CORE,
) -> ManLook | None:
    """What the record says of a man; `days` are his group's sessions. None where he isn't known.

    `before` is what other groups' records have of him: his route counts it. `component` is his
    group's.
    """
    roster = fold_roster(facts)
    man = roster.get(member)
    if man is None:
        return None
    service = bank.service
    parts = [part for day in days if (part := session_part(day, member, bank)) is not None]
    elsewhere = _elsewhere(before, bank)
    known = [one.facts for one in elsewhere.values()]
    missed = catch_ups(facts, member, with_before(facts, member, parts, elsewhere), known)
    route = route_of(
        _routed(man, before, component),
        service,
        (*_held_before(before, bank), *blocks_held(facts, member, parts)),
        _credit(facts, member, before),
        len(roster.members) if component is Component.CORE else 0,
    )
    plan = lifestyle_plan(facts, member)
    every = service.components[Component.LONG_TERM].every_days
    ends = _ends(route, fold_sessions(facts), on)
    standing = standing_of(facts, member, on)
    order = facts.value("licence", member)
    return ManLook(
        man=man,
        date=on,
        standing=standing,
        return_until=standing.may_return_until(service.group.return_within_weeks),
        criteria=open_criteria(facts, man, service, on, ends),
        order=order.what if order and isinstance(order.what, OrderNoted) else None,
        given=tuple(
            entry.what
            for one in AGREED
            if (entry := facts.value("agreed", member, one))
            and isinstance(entry.what, AgreementGiven)
        ),
        measures=tuple(
            entry.what
            for when in ("before", "after")
            if (entry := facts.value("measures", member, when))
            and isinstance(entry.what, MeasuresTaken)
        ),
        route=route,
        ends=ends,
        missed=missed,
        again=blocks_again(facts, member, missed, service),
        back_late=standing.back_late(service.group.return_within_weeks),
        closing={step: on for step, on in closing_steps(facts, member).items() if on},
        lifestyle=plan,
        review_due=plan.due(every) if plan else "",
        kept_out=len(names_kept_out(facts).get(member, ())),
    )


def _held_before(before: Sequence[Before], bank: Bank) -> list[BlockHeld]:
    """What he had in other groups, by the decisions that were made there."""
    held: list[BlockHeld] = []
    for one in before:
        held += blocks_held(one.where.facts, one.where.man.member, _parts(one, bank))
    return held


def _elsewhere(before: Sequence[Before], bank: Bank) -> dict[str, BeforeHere]:
    return {one.where.group: BeforeHere(one.where.facts, _parts(one, bank)) for one in before}


def _parts(before: Before, bank: Bank) -> list[SessionPart]:
    found = (session_part(day, before.where.man.member, bank) for day in before.days)
    return [part for part in found if part is not None]


def _routed(man: MemberAdded, before: Sequence[Before], component: Component) -> MemberAdded:
    """Him, with the block and the risk level that he began the core with."""
    core = [one.where.man for one in before if one.component is Component.CORE]
    level = man.risk_level or next((one.risk_level for one in core if one.risk_level), "")
    block = core[0].block if core and component is not Component.CORE else man.block
    return man.model_copy(update={"risk_level": level, "block": block})


def _credit(facts: Facts, member: str, before: Sequence[Before]) -> CreditAllowed | None:
    """His credit, wherever it was allowed."""
    for known, his in ((facts, member), *((b.where.facts, b.where.man.member) for b in before)):
        entry = known.value("credit", his)
        if entry is not None and isinstance(entry.what, CreditAllowed):
            return entry.what
    return None


def _ends(route: Route, sessions: Sequence[SessionOpened], on: str) -> str:
    """The earliest end if the group goes on meeting on the weekday of its last session.

    Before it has met: on this weekday.
    """
    today = date.fromisoformat(on)
    weekday = date.fromisoformat(sessions[-1].date if sessions else on).weekday()
    closed = bank_holidays(range(today.year, today.year + YEARS_AHEAD))
    end = earliest_end(route, today, (weekday,), closed)
    return end.isoformat() if end else ""
