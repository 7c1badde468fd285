"""What the screens of supervision show, read in the record's thread."""

from __future__ import annotations

from dataclasses import dataclass

from exports.document import Document
from exports.supervision_meeting import supervision_meeting
from exports.supervision_record import supervision_record
from exports.supervision_source import Made, supervision_source, which
from models.database.supervising import TakenPart, took_part
from models.facts import Facts
from models.group.people import fold_roster
from models.group.supervision import Supervised, supervised
from models.local_time import long_date
from models.roles import DELIVER
from session_tui.ask import Choice
from session_tui.desk import Desk


@dataclass(frozen=True, slots=True)
class OfOne:
    """One of the staff: his supervision, and the sessions he was in, the newest first."""

    staff: str
    name: str
    role: str
    found: Supervised
    took_part: tuple[TakenPart, ...]


def of_all(desk: Desk) -> list[OfOne]:
    """All staff, those who deliver first; who doesn't supervise sees himself alone."""
    facts = desk.team_facts()
    me = desk.team.staff.get(desk.me)
    sees_all = me is not None and me.role == "supervisor"
    seen = [staff for staff in desk.team.at_work if sees_all or staff == desk.me]
    found = [of_one(desk, facts, staff) for staff in seen]
    return sorted(found, key=lambda one: (one.role not in DELIVER, one.staff == desk.me))


def of_one(desk: Desk, facts: Facts, staff: str) -> OfOne:
    """One of the staff (id). DatabaseUnusable before the local database is there."""
    person = desk.team.staff[staff]
    sessions = desk.local.ask(desk, lambda db: took_part(db, staff))
    return OfOne(staff, person.name, person.role, supervised(facts, staff), tuple(sessions))


def latest_sessions(one: OfOne) -> list[Choice]:
    """The last ten sessions he was in, to choose from by a digit: "Wed 18 Nov"."""
    return [
        Choice(key, long_date(part.date).rpartition(" ")[0], part.session)
        for key, part in zip("1234567890", one.took_part, strict=False)
    ]


def record_of(desk: Desk, staff: str) -> tuple[OfOne, Document]:
    """One person's supervision, and the document of it."""
    facts = desk.team_facts()
    one = of_one(desk, facts, staff)
    source = supervision_source(
        staff,
        facts,
        desk.team,
        (fold_roster(desk.facts_of(group)) for group in desk.team.groups),
        {part.session: which(part) for part in one.took_part},
        desk.bank.service.supervision,
        Made(desk.now(), desk.me, desk.heads()),
    )
    return one, supervision_record(source)


def next_meeting(desk: Desk, staff: str) -> Document | None:
    """The page for the next supervision, of the sessions since the last; None without one."""
    one = of_one(desk, desk.team_facts(), staff)
    since = [part for part in one.took_part if part.date >= one.found.last]
    days = [desk.read_any_day(desk.session_opened(part.group, part.session)) for part in since]
    return supervision_meeting([desk.source(day) for day in days], staff) if days else None
