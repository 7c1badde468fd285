"""Granting a sample: what is asked, and what is done in the record's thread."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from secrets import token_hex

from textual.app import App

from models.acts import Refused
from models.acts.particulars import date_typed
from models.acts.sampling import check_may_be_granted, granted_use
from models.database.auditing import a_year_to
from models.database.supervising import took_part
from models.entries.team import StaffAdded
from session_tui.ask import Ask, answers_of, numbered
from session_tui.desk import Desk
from session_tui.sampling import DAYS, SESSIONS, Prepared, Span, prepare
from session_tui.screens.staff.questions import date_trouble

MOST = 99


@dataclass(frozen=True, slots=True)
class Wish:
    """What was asked for: for whom, drawn from what, read until when (ISO), why."""

    auditor: StaffAdded
    span: Span
    until: str
    why: str


async def wished(app: App[None], desk: Desk, today: str) -> Wish | None:
    """For whom and from what; None where a question was left. Refused without an auditor."""
    people = [one for one in desk.team.here.values() if one.role == "clinical auditor"]
    if not people:
        raise Refused("Nobody is clinical auditor yet: Esc, then a adds one.")
    names = [one.name for one in people]
    year = a_year_to(date.fromisoformat(today)).isoformat()
    answers = await answers_of(
        app,
        (
            *([Ask("For whom?", numbered(names))] if len(people) > 1 else []),
            Ask(
                "How many sessions are drawn?",
                words=f"{SESSIONS}",
                field="sample:sessions",
                check=_count_trouble,
            ),
            Ask("Drawn from which day on?", words=year, field="sample:since", check=date_trouble),
            Ask(
                "To be read for how many days?",
                words=f"{DAYS}",
                field="sample:days",
                check=_count_trouble,
            ),
            Ask("Why, in a few words?", words="none", field="sample:why"),
        ),
    )
    if answers is None:
        return None
    *whom, many, since, days, why = answers
    until = date.fromisoformat(today) + timedelta(days=int(days or DAYS))
    return Wish(
        people[names.index(whom[0])] if whom else people[0],
        Span(int(many or SESSIONS), date_typed(since, year), today),
        until.isoformat(),
        why.strip(),
    )


def made(desk: Desk, wish: Wish, today: str, told: Callable[[int, int], None]) -> Prepared:
    """The sample, not granted yet. Refused, RecordError."""
    check_may_be_granted(wish.auditor, wish.until, today)
    return prepare(
        desk.open_record,
        desk.bank,
        wish.span,
        token_hex(16),
        desk.now(),
        lambda staff: desk.local.ask(desk, lambda db: took_part(db, staff)),
        told,
    )


def grant(desk: Desk, wish: Wish, prepared: Prepared) -> str:
    """Grant it, the trail first: the line that says so. RecordError."""
    act = prepared.granted(desk.open_record, wish.auditor, wish.until, wish.why, desk.now())
    desk.note_use(granted_use(wish.auditor, prepared.drawn, wish.until, wish.why))
    desk.append(act)
    return act.says


def _count_trouble(text: str) -> str:
    said = text.strip()
    if not said or (said.isdecimal() and 1 <= int(said) <= MOST):
        return ""
    return f"A number from 1 to {MOST}."
