"""Everything that a man's page shows, gathered from the record."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from exercise_bank.bank import Bank
from exercise_bank.bank_holidays import bank_holidays
from models.day.day import Day
from models.entries.group import MemberAdded, SessionOpened
from models.entries.membership import AgreementGiven, CreditAllowed, MeasuresTaken, OrderNoted
from models.facts import Facts
from models.group.criteria import OpenCriterion, open_criteria
from models.group.names_kept_out import names_kept_out
from models.group.people import fold_roster, fold_sessions
from models.group.rolling_on import (
    BlockAgain,
    CatchUp,
    blocks_again,
    blocks_held,
    catch_ups,
    session_part,
)
from models.group.routes import Route, earliest_end, route_of
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

    kept_out: int = 0
    """How many names never leave in a document; the names themselves aren't shown."""


def look_at(facts: Facts, member: str, days: Sequence[Day], bank: Bank, on: str) -> ManLook | None:
    """What the record says of a man; `days` are his group's sessions. None where he isn't known."""
    roster = fold_roster(facts)
    man = roster.get(member)
    if man is None:
        return None
    service = bank.service
    parts = [part for day in days if (part := session_part(day, member, bank)) is not None]
    missed = catch_ups(facts, member, parts)
    credit = facts.value("credit", member)
    route = route_of(
        man,
        service,
        blocks_held(facts, member, parts),
        credit.what if credit and isinstance(credit.what, CreditAllowed) else None,
        len(roster.members),
    )
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
        closing={step: on for step, on in closing_steps(facts, member).items() if on},
        kept_out=len(names_kept_out(facts).get(member, ())),
    )


def _ends(route: Route, sessions: Sequence[SessionOpened], on: str) -> str:
    """The earliest end if the group goes on meeting on the weekday of its last session.

    Before it has met: on this weekday.
    """
    today = date.fromisoformat(on)
    weekday = date.fromisoformat(sessions[-1].date if sessions else on).weekday()
    closed = bank_holidays(range(today.year, today.year + YEARS_AHEAD))
    end = earliest_end(route, today, (weekday,), closed)
    return end.isoformat() if end else ""
