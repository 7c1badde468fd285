"""What a man should meet: shown where missing or failing, each with its reason; nothing blocks."""

from __future__ import annotations

import pytest

from exercise_bank.bank import load_bank
from models.entries.content import Content
from models.entries.membership import (
    AgreementGiven,
    CriterionExcepted,
    MeasuresTaken,
    OrderNoted,
)
from models.facts import Facts
from models.group.criteria import OpenCriterion, age_on, open_criteria
from tests.models.made_days import DATE, Hand, man

SERVICE = load_bank(block=2).service
MET = {"born": "1979-03-14", "iq_rule": "met", "risk_level": "high", "joined": "2026-11-10"}
GIVEN = (
    AgreementGiven(member="m1", to="consent", date="2026-10-01"),
    MeasuresTaken(member="m1", when="before", date="2026-10-05"),
    OrderNoted(member="m1", order="licence", ends="2028-12-01"),
)


def found(*said: Content, ends: str = "2027-11-30", **fields: object) -> tuple[OpenCriterion, ...]:
    hand = Hand()
    one = man(1, **{**MET, **fields})
    hand.say(one)
    for what in said:
        hand.say(what)
    return open_criteria(Facts.of(hand.entries), one, SERVICE, DATE, ends)


def test_a_man_who_meets_them_all() -> None:
    assert found(*GIVEN) == ()


def test_what_is_missing_is_listed_and_asks_for_a_reason() -> None:
    open_ = found(born="", iq_rule="", risk_level="")
    assert [one.criterion for one in open_] == [
        "age",
        "IQ",
        "risk level",
        "consent",
        "assessment before",
        "order",
    ]
    assert all(one.met == "missing" and one.needs_reason for one in open_)


@pytest.mark.parametrize(
    ("fields", "says"),
    [
        ({"born": "2006-11-11"}, "19 when he joined; the programme is for men of 21 or over"),
        ({"iq_rule": "exception"}, "an exception from the IQ rule (80 or over)"),
        ({"iq_rule": "not met"}, "the IQ rule (80 or over) isn't met"),
    ],
)
def test_what_fails_says_how(fields: dict[str, str], says: str) -> None:
    (one,) = found(*GIVEN, **fields)
    assert (one.met, one.says) == ("failing", says)


def test_the_age_counts_on_the_day_he_joined() -> None:
    assert found(*GIVEN, born="2005-11-10") == ()
    assert [one.criterion for one in found(*GIVEN, born="2005-11-11")] == ["age"]
    assert age_on("2004-02-29", "2025-02-28") == 20
    assert age_on("soon", DATE) is None


def test_an_order_that_ends_before_the_programme_could() -> None:
    short = OrderNoted(member="m1", order="community order", ends="2027-06-01")
    (one,) = found(*GIVEN[:2], short)
    assert one.says == (
        "his order ends on 1 June 2027, before the programme could end (30 November 2027)"
    )
    assert found(*GIVEN[:2], short, ends="2027-06-01") == ()


def test_consent_taken_back_fails() -> None:
    back = AgreementGiven(member="m1", to="consent", date="2026-11-20", taken_back=True)
    (one,) = found(back, *GIVEN[1:])
    assert one.says == "consent taken back on 20 November 2026"


def test_a_reason_stands_beside_what_is_not_met() -> None:
    reason = CriterionExcepted(
        member="m1", criterion="IQ", reason="adapted materials", agreed_by="treatment manager"
    )
    (one,) = found(*GIVEN, reason, iq_rule="not met")
    assert (one.reason, one.agreed_by, one.needs_reason) == (
        "adapted materials",
        "treatment manager",
        False,
    )
