"""All particulars of a man as the rows of one form: what stands in words, and what is said anew.

Every row is text that a person types, so that a half-filled form is kept like any other text. What
was changed becomes entries of its kinds in one act; what wasn't is left alone.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TypeVar

from exercise_bank.dates import parse_date
from exercise_bank.service import Service
from models.acts.act import Act, Refused
from models.acts.particulars import blocks_typed, in_words
from models.entries import NewEntry
from models.entries.content import Content
from models.entries.group import MemberAdded
from models.entries.membership import (
    AgreementGiven,
    CreditAllowed,
    CriterionExcepted,
    MeasuresTaken,
    OrderNoted,
)
from models.facts import Facts
from models.group.needs import needs_of
from models.group.people import TEN, Roster
from models.group.roster import RISK_LEVELS, SEATS

Typed = Mapping[str, str]
IQ_RULES = ("met", "not met", "exception")
ROWS: Mapping[str, tuple[str, str]] = {
    "name": ("Name", "only where asked for"),
    "crn": ("Case reference", "CRN"),
    "born": ("Date of birth", "14/03/1979"),
    "offender_manager": ("Offender manager", "a name"),
    "risk_level": ("RM2000/S level", ", ".join(RISK_LEVELS)),
    "iq_rule": ("IQ rule", ", ".join(IQ_RULES)),
    "iq_why": ("IQ exception", "why"),
    "iq_by": ("  agreed by", "a name"),
    "learning_styles": ("Learning style", "by doing, by talking"),
    "accommodations": ("Accommodations", "what he needs to take part"),
    "language": ("Language", "where it isn't English"),
    "interpreter": ("Interpreter", "yes, no"),
    "keep_apart": ("Not with seats", "4 7"),
    "keep_apart_from": ("Not together with", "in words; no names"),
    "order": ("Order or licence", "licence"),
    "conditions": ("  its conditions", "in words"),
    "ends": ("  it ends", "a date"),
    "consent": ("Consent", "the date"),
    "agreement": ("Agreement", "the date"),
    "members' sheet": ("Members' sheet", "the date he was given it"),
    "before": ("Assessed before", "psychometrics, the date"),
    "after": ("Assessed after", "psychometrics, the date"),
    "credit": ("Prison credit", "blocks, such as 1 2"),
    "credit_by": ("  allowed by", "a name"),
    "credit_why": ("  why", "in words"),
}
"""The rows of the form in order: their labels and what may be typed."""

_PLAIN = ("name", "crn", "offender_manager", "accommodations")
_AGREED = ("consent", "agreement", "members' sheet")
_Kind = TypeVar("_Kind", bound=Content)


def details_of(facts: Facts, man: MemberAdded) -> dict[str, str]:
    """What stands in each row, "" where nothing does."""
    his = man.member
    needs, order, credit = needs_of(facts, his), _order(facts, his), _credit(facts, his)
    iq = _stands(CriterionExcepted, facts, "exception", his, "IQ")
    said = {name: str(getattr(man, name)) for name in _PLAIN}
    said |= {
        "born": in_words(man.born),
        "risk_level": man.risk_level,
        "iq_rule": man.iq_rule,
        "iq_why": iq.reason if iq else "",
        "iq_by": iq.agreed_by if iq else "",
        "learning_styles": ", ".join(man.learning_styles),
        "language": needs.language,
        "interpreter": "yes" if needs.interpreter else "",
        "keep_apart": " ".join(str(seat % TEN) for seat in man.keep_apart),
        "keep_apart_from": needs.keep_apart_from,
        "order": order.order,
        "conditions": order.conditions,
        "ends": in_words(order.ends),
        "credit": " ".join(map(str, credit.blocks)) if credit else "",
        "credit_by": credit.allowed_by if credit else "",
        "credit_why": credit.why if credit else "",
    }
    for to in _AGREED:
        given = _stands(AgreementGiven, facts, "agreed", his, to)
        said[to] = in_words(given.date) if given and not given.taken_back else ""
    for when in ("before", "after"):
        taken = _stands(MeasuresTaken, facts, "measures", his, when)
        said[when] = in_words(taken.date) if taken else ""
    return {name: said[name] for name in ROWS}


def say_details(facts: Facts, roster: Roster, member: str, typed: Typed, service: Service) -> Act:
    """What these rows say that doesn't stand yet, in one act.

    Raises Refused, naming the row, for what can't be read, for half of a credit or exception, for
    a date on record that was emptied, and where nothing was changed.
    """
    man = roster.get(member)
    if man is None:
        raise Refused("He isn't in this group's record.")
    before = details_of(facts, man)
    rows = {name: " ".join(typed.get(name, "").split()) for name in ROWS}
    changed = frozenset(name for name in ROWS if rows[name] != before[name])
    if not changed:
        raise Refused("Nothing was changed.")
    _check_dates(rows, before)
    said = (
        *_of_himself(man, rows, service.group.most),
        *_of_needs(facts, man.member, rows),
        *_of_order(facts, man.member, rows),
        *_of_dates(man.member, rows, changed),
        *_of_exception(man.member, rows, changed),
        *_of_credit(facts, man.member, rows, changed, service.hours.blocks),
    )
    entries = tuple(_over(facts, what) for what in said)
    if not entries:
        raise Refused("Nothing was changed.")
    labels = ", ".join(ROWS[name][0].strip().lower() for name in ROWS if name in changed)
    return Act(f"{man.seat % TEN} · {man.initials}: {labels} on record", entries)


def _of_himself(man: MemberAdded, rows: Typed, most: int) -> Iterator[Content]:
    after = man.model_copy(
        update={
            **{name: rows[name] for name in _PLAIN},
            "born": _date(rows, "born"),
            "risk_level": _one_of(rows, "risk_level", RISK_LEVELS),
            "iq_rule": _one_of(rows, "iq_rule", IQ_RULES),
            "learning_styles": tuple(
                part.strip().lower() for part in rows["learning_styles"].split(",") if part.strip()
            ),
            "keep_apart": _seats(rows["keep_apart"], man.seat, most),
        }
    )
    if after != man:
        yield after


def _of_needs(facts: Facts, member: str, rows: Typed) -> Iterator[Content]:
    now = needs_of(facts, member)
    after = now.model_copy(
        update={
            "language": rows["language"],
            "interpreter": _one_of(rows, "interpreter", ("yes", "no")) == "yes",
            "keep_apart_from": rows["keep_apart_from"],
        }
    )
    if after != now:
        yield after


def _of_order(facts: Facts, member: str, rows: Typed) -> Iterator[Content]:
    now = _order(facts, member)
    after = OrderNoted(
        member=member,
        order=rows["order"],
        conditions=rows["conditions"],
        ends=_date(rows, "ends"),
    )
    if after != now:
        yield after


def _of_dates(member: str, rows: Typed, changed: frozenset[str]) -> Iterator[Content]:
    for to in _AGREED:
        if to in changed:
            on = _date(rows, to)
            yield AgreementGiven.model_validate({"member": member, "to": to, "date": on})
    for when in ("before", "after"):
        if when in changed:
            on = _date(rows, when)
            yield MeasuresTaken.model_validate({"member": member, "when": when, "date": on})


def _of_exception(member: str, rows: Typed, changed: frozenset[str]) -> Iterator[Content]:
    if changed & {"iq_why", "iq_by"}:
        if not rows["iq_why"]:
            raise Refused("IQ exception: an exception needs its reason.")
        yield CriterionExcepted(
            member=member, criterion="IQ", reason=rows["iq_why"], agreed_by=rows["iq_by"]
        )


def _of_credit(
    facts: Facts, member: str, rows: Typed, changed: frozenset[str], blocks: int
) -> Iterator[Content]:
    parts = ("credit", "credit_by", "credit_why")
    if changed & set(parts):
        if not all(rows[name] for name in parts):
            raise Refused("Prison credit: type the blocks, who allowed it and why.")
        now = _credit(facts, member) or CreditAllowed(member=member, allowed_by="", why="")
        yield now.model_copy(
            update={
                "blocks": blocks_typed(rows["credit"], blocks),
                "allowed_by": rows["credit_by"],
                "why": rows["credit_why"],
            }
        )


def _check_dates(rows: Typed, before: Typed) -> None:
    for name in (*_AGREED, "before", "after"):
        if before[name] and not rows[name]:
            raise Refused(f"{ROWS[name][0]}: a date on record stays; type the right one.")


def _date(rows: Typed, name: str) -> str:
    """The date (ISO) of a row; "" where nothing stands in it."""
    if not rows[name]:
        return ""
    read = parse_date(rows[name])
    if read is None:
        raise Refused(f"{ROWS[name][0].strip()}: type a date such as 24 Nov 2026 or 24/11/2026.")
    return read.date.isoformat()


def _one_of(rows: Typed, name: str, words: tuple[str, ...]) -> str:
    said = rows[name].lower()
    if said and said not in words:
        raise Refused(f"{ROWS[name][0]}: type {', '.join(words[:-1])} or {words[-1]}.")
    return said


def _seats(text: str, own: int, most: int) -> tuple[int, ...]:
    words = text.replace(",", " ").split()
    seats = [int(word) % SEATS or SEATS for word in words if word.isdigit()]
    if len(seats) != len(words) or own in seats or any(int(word) > most for word in words):
        raise Refused("Not with seats: type the other men's seats, such as 4 7.")
    return tuple(dict.fromkeys(seats))


def _order(facts: Facts, member: str) -> OrderNoted:
    return _stands(OrderNoted, facts, "licence", member) or OrderNoted(member=member)


def _credit(facts: Facts, member: str) -> CreditAllowed | None:
    return _stands(CreditAllowed, facts, "credit", member)


def _stands(kind: type[_Kind], facts: Facts, *fact: str) -> _Kind | None:
    entry = facts.value(*fact)
    return entry.what if entry and isinstance(entry.what, kind) else None


def _over(facts: Facts, what: Content) -> NewEntry:
    before = facts.settle(*what.fact) if what.fact else None
    return NewEntry(what, supersedes=before.values if before else ())
