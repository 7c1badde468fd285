"""What an audit asks that no session says: cancelled ones, supervision held, assessments done."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from models.entries.membership import MeasuresTaken, StandingChanged
from models.entries.planning import SessionCancelled
from models.facts import Facts
from models.group.people import Team, fold_roster
from models.group.supervision import supervised
from models.local_time import date_of
from models.roles import DELIVER

_ZONE = "Europe/London"


@dataclass(frozen=True, slots=True)
class CancelledSession:
    """A session that was not held, and why."""

    date: str
    group_name: str
    reason: str


@dataclass(frozen=True, slots=True)
class SupervisionHeldAndDue:
    """How many supervisions were held of those due, and how many cancelled, over all staff."""

    held: int
    due: int
    cancelled: int


@dataclass(frozen=True, slots=True)
class AuditedBeside:
    """All of it; `before` and `after` are men assessed, of how many. No man's name.

    `supervision` is None for who may not read it.
    """

    cancelled: tuple[CancelledSession, ...]
    supervision: SupervisionHeldAndDue | None
    before: tuple[int, int]
    after: tuple[int, int]


def audited_beside(
    team_facts: Facts,
    team: Team,
    groups: Mapping[str, Facts],
    span: tuple[str, str],
    *,
    every_days: int,
    reader: str,
) -> AuditedBeside:
    """What the facts of the team and of each group (by id) say of a span of dates (ISO).

    A supervision is due `every_days`; `reader` is who asks (id): it is between the supervised and
    the supervisors.
    """
    person = team.staff.get(reader)
    may = person is not None and person.role == "supervisor"
    return AuditedBeside(
        tuple(sorted(_cancelled(team, groups, span), key=lambda one: (one.date, one.group_name))),
        _supervision(team_facts, team, span, every_days) if may else None,
        _sum(_before(facts, span) for facts in groups.values()),
        _sum(_after(facts, span) for facts in groups.values()),
    )


def _cancelled(
    team: Team, groups: Mapping[str, Facts], span: tuple[str, str]
) -> Iterable[CancelledSession]:
    for group, facts in groups.items():
        known = team.groups.get(group)
        for settled in facts.all_of("cancelled"):
            what = settled.value.what
            if isinstance(what, SessionCancelled) and _in(what.date, span):
                yield CancelledSession(what.date, known.name if known else "", what.reason)


def _supervision(
    facts: Facts, team: Team, span: tuple[str, str], every_days: int
) -> SupervisionHeldAndDue:
    """Due is one in so many days, for each who delivers, from when he was on the staff."""
    held = due = cancelled = 0
    for staff, person in team.here.items():
        if person.role not in DELIVER:
            continue
        within = [one.what for one in supervised(facts, staff).held if _in(one.what.date, span)]
        held += sum(not one.cancelled for one in within)
        cancelled += sum(bool(one.cancelled) for one in within)
        since = max(span[0], _staff_since(facts, staff))
        due += max(0, _days(since, span[1])) // every_days
    return SupervisionHeldAndDue(held, due, cancelled)


def _before(facts: Facts, span: tuple[str, str]) -> tuple[int, int]:
    """The men who joined in these dates, and how many were assessed by then."""
    roster = fold_roster(facts)
    men = {**roster.members, **roster.left}.items()
    joined = {member: man.joined for member, man in men if man.joined and _in(man.joined, span)}
    return sum(_assessed(facts, member, "before", by) for member, by in joined.items()), len(joined)


def _after(facts: Facts, span: tuple[str, str]) -> tuple[int, int]:
    """The men who completed in these dates, and how many were assessed since."""
    said = (settled.value.what for settled in facts.all_of("standing"))
    done = {
        one.member
        for one in said
        if isinstance(one, StandingChanged) and one.standing == "completed" and _in(one.date, span)
    }
    return sum(_assessed(facts, member, "after", "9999") for member in done), len(done)


def _assessed(facts: Facts, member: str, when: str, by: str) -> bool:
    entry = facts.value("measures", member, when)
    return entry is not None and isinstance(entry.what, MeasuresTaken) and entry.what.date <= by


def _staff_since(facts: Facts, staff: str) -> str:
    settled = facts.settle("staff", staff)
    return date_of(settled.history[0].about, _ZONE) if settled else ""


def _days(since: str, until: str) -> int:
    return (date.fromisoformat(until) - date.fromisoformat(since)).days


def _in(day: str, span: tuple[str, str]) -> bool:
    return span[0] <= day <= span[1]


def _sum(pairs: Iterable[tuple[int, int]]) -> tuple[int, int]:
    found = list(pairs)
    return sum(part for part, _ in found), sum(whole for _, whole in found)
