"""All particulars of a man on one form: what stands is shown, what is changed is said, once."""

from __future__ import annotations

import pytest

from exercise_bank.bank import load_bank
from models.acts import Refused
from models.acts.details import ROWS, details_of, say_details
from models.facts import Facts
from models.group.needs import needs_of
from models.group.people import fold_roster
from tests.models.made_days import Hand, man

SERVICE = load_bank().service
TYPED = {
    "name": "Jonah Breck",
    "crn": "X101",
    "born": "14 Mar 1979",
    "offender_manager": "P. Marsh",
    "risk_level": "very high",
    "iq_rule": "exception",
    "iq_why": "assessed by the psychologist",
    "iq_by": "S. Crane",
    "learning_styles": "by doing, by talking",
    "accommodations": "large print",
    "language": "Polish",
    "interpreter": "yes",
    "keep_apart": "4 0",
    "keep_apart_from": "the man of flat 2",
    "order": "licence",
    "conditions": "attend",
    "ends": "1 Dec 2028",
    "consent": "1 Oct 2026",
    "agreement": "2 Oct 2026",
    "members' sheet": "3 Oct 2026",
    "before": "4 Oct 2026",
    "after": "5 Oct 2026",
    "credit": "1 2",
    "credit_by": "S. Crane",
    "credit_why": "prison programme",
}


def made(**typed: str) -> tuple[Hand, Facts]:
    """A group of one man of whom this was typed."""
    hand = Hand()
    hand.say(man(1))
    facts = Facts.of(hand.entries)
    if typed:
        before = list(hand.entries)
        for entry in say_details(facts, fold_roster(facts), "m1", typed, SERVICE).entries:
            hand.say(entry.what, supersedes=[e for e in before if e.id in entry.supersedes])
    return hand, Facts.of(hand.entries)


def say(facts: Facts, **changed: str) -> tuple[str, ...]:
    his = fold_roster(facts).members["m1"]
    typed = {**details_of(facts, his), **changed}
    act = say_details(facts, fold_roster(facts), "m1", typed, SERVICE)
    return tuple(entry.what.kind for entry in act.entries)


def test_every_row_is_kept_and_stands_as_it_was_typed() -> None:
    assert set(TYPED) == set(ROWS)
    _, facts = made(**TYPED)
    his = fold_roster(facts).members["m1"]
    assert details_of(facts, his) == TYPED
    assert needs_of(facts, "m1").interpreter


def test_only_what_was_changed_is_said() -> None:
    _, facts = made(**TYPED)
    assert say(facts, accommodations="") == ("member-added",)
    assert say(facts, interpreter="no") == ("needs-noted",)
    assert say(facts, ends="1/1/2029") == ("order-noted",)
    with pytest.raises(Refused, match="Nothing was changed"):
        say(facts)


@pytest.mark.parametrize(
    ("row", "text", "says"),
    [
        ("born", "spring", "Date of birth: type a date"),
        ("risk_level", "some", "RM2000/S level: type low, medium"),
        ("keep_apart", "1", "Not with seats"),
        ("keep_apart", "x", "Not with seats"),
        ("consent", "", "Consent: a date on record stays"),
        ("iq_why", "", "IQ exception: an exception needs its reason"),
        ("credit_by", "", "Prison credit: type the blocks"),
        ("credit", "9", "Which blocks"),
    ],
)
def test_what_cannot_be_read_names_its_row_and_keeps_nothing(
    row: str, text: str, says: str
) -> None:
    _, facts = made(**TYPED)
    with pytest.raises(Refused, match=says):
        say(facts, **{row: text})
