"""What a man should meet to be in the group: shown where missing or failing, forbidden nowhere.

Seed: 21 or over, IQ 80 or over, Risk Matrix 2000/S. Practice: consent, assessment before the group,
an order that lasts as long as the programme. Each that isn't met asks for a reason.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Literal

from exercise_bank.service import Service
from models.entries.group import MemberAdded
from models.entries.membership import (
    AgreementGiven,
    Criterion,
    CriterionExcepted,
    OrderNoted,
)
from models.facts import Facts
from models.local_time import day_in_words

Met = Literal["missing", "failing"]


@dataclass(frozen=True, slots=True)
class OpenCriterion:
    """A criterion that isn't met. `reason` is why he is in the group nonetheless, "" until said."""

    criterion: Criterion
    met: Met
    says: str
    reason: str = ""
    agreed_by: str = ""

    @property
    def needs_reason(self) -> bool:
        """Whether nobody said yet why."""
        return not self.reason


def open_criteria(
    facts: Facts, man: MemberAdded, service: Service, on: str, ends: str = ""
) -> tuple[OpenCriterion, ...]:
    """What a man doesn't meet on a date (ISO). `ends` is when his programme would end at best."""
    found = [
        *_age(man, service, on),
        *_iq(man, service),
        *_risk(man),
        *_given(facts, man),
        *_order(facts, man, ends),
    ]
    return tuple(_excepted(facts, man.member, one) for one in found)


def _excepted(facts: Facts, member: str, one: OpenCriterion) -> OpenCriterion:
    entry = facts.value("exception", member, one.criterion)
    if entry is None or not isinstance(entry.what, CriterionExcepted):
        return one
    what = entry.what
    return OpenCriterion(one.criterion, one.met, one.says, what.reason, what.agreed_by)


def age_on(born: str, on: str) -> int | None:
    """Whole years on a date, both ISO; None where the date of birth isn't one."""
    try:
        birth, then = date.fromisoformat(born), date.fromisoformat(on)
    except ValueError:
        return None
    return then.year - birth.year - ((then.month, then.day) < (birth.month, birth.day))


def _age(man: MemberAdded, service: Service, on: str) -> Iterator[OpenCriterion]:
    youngest = service.group.youngest
    years = age_on(man.born, man.joined or on)
    if years is None:
        yield OpenCriterion("age", "missing", "no date of birth")
    elif years < youngest:
        says = f"{years} when he joined; the programme is for men of {youngest} or over"
        yield OpenCriterion("age", "failing", says)


def _iq(man: MemberAdded, service: Service) -> Iterator[OpenCriterion]:
    if not man.iq_rule:
        says = f"nothing said of the IQ rule ({service.group.iq} or over)"
        yield OpenCriterion("IQ", "missing", says)
    elif man.iq_rule != "met":
        rule = f"the IQ rule ({service.group.iq} or over)"
        says = f"{rule} isn't met" if man.iq_rule == "not met" else f"an exception from {rule}"
        yield OpenCriterion("IQ", "failing", says)


def _risk(man: MemberAdded) -> Iterator[OpenCriterion]:
    if not man.risk_level:
        says = "no level of static risk (Risk Matrix 2000/S): his route isn't known"
        yield OpenCriterion("risk level", "missing", says)


def _given(facts: Facts, man: MemberAdded) -> Iterator[OpenCriterion]:
    consent = facts.value("agreed", man.member, "consent")
    if consent is None or not isinstance(consent.what, AgreementGiven):
        yield OpenCriterion("consent", "missing", "no date of consent")
    elif consent.what.taken_back:
        says = f"consent taken back on {day_in_words(consent.what.date)}"
        yield OpenCriterion("consent", "failing", says)
    if facts.value("measures", man.member, "before") is None:
        says = "no psychometric assessment before the group"
        yield OpenCriterion("assessment before", "missing", says)


def _order(facts: Facts, man: MemberAdded, ends: str) -> Iterator[OpenCriterion]:
    entry = facts.value("licence", man.member)
    order = entry.what if entry and isinstance(entry.what, OrderNoted) else None
    if order is None or not order.ends:
        yield OpenCriterion("order", "missing", "nothing said of when his order or licence ends")
    elif ends and order.ends < ends:
        says = (
            f"his order ends on {day_in_words(order.ends)}, "
            f"before the programme could end ({day_in_words(ends)})"
        )
        yield OpenCriterion("order", "failing", says)
