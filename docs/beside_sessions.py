"""The samples that sessions alone don't make: supervision, a man's own plan, the audit, the wall.

What they tell of stands in the sample home: `written_beside` wrote it there.
"""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import closing
from datetime import date, timedelta
from pathlib import Path

from exercise_bank.block_planner import plan_block
from exercise_bank.block_wishes import BlockWishes, Man
from exercise_bank.component import day_of
from exports.block_plan import PlannedBlock, wall_plan
from exports.document import Document
from exports.lifestyle_plan import lifestyle_plan_document
from exports.lifestyle_source import gather
from exports.operational_audit import AuditSource, operational_audit
from exports.source import Source
from exports.supervision_meeting import supervision_meeting
from exports.supervision_record import supervision_record
from exports.supervision_source import Made, supervision_source
from models.database.auditing import a_year_to, audited_sessions
from models.database.database_file import connect
from models.database.filling import bring_up_to_date
from models.entries.group import MemberAdded
from models.facts import Facts
from models.group.audited_beside import audited_beside
from models.home import open_home
from models.local_time import date_of, long_date
from session_tui.sample.groups import ZONE
from session_tui.sample.home import PASSPHRASE


def next_meeting(days: Sequence[Source]) -> Document:
    """The page for the next supervision of who led the last session."""
    return supervision_meeting(days, _facilitator(days[-1]))


def record_of_supervision(days: Sequence[Source], team_facts: Facts) -> Document:
    """What is on record of the supervision of who led."""
    last = days[-1]
    staff = _facilitator(last)
    sessions = {one.day.about.session: _which(one) for one in days}
    source = supervision_source(
        staff,
        team_facts,
        last.team,
        (last.day.roster,),
        sessions,
        last.bank.service.supervision,
        Made(last.now, last.made_by, last.heads),
    )
    return supervision_record(source)


def plan_of(last: Source, member: str) -> Document:
    """A man's own plan."""
    group, service = last.day.about.group, last.bank.service
    source = gather(
        lambda _: last.day.facts,
        last.team,
        group,
        member,
        service,
        now=last.now,
        made_by=last.made_by,
        heads=last.heads,
    )
    return lifestyle_plan_document(source)


def audit(folder: Path, last: Source, team_facts: Facts) -> Document:
    """The operational audit of the home's sessions, read from the local database and the record."""
    home = open_home(folder)
    keyring = home.unlock(PASSPHRASE)
    bring_up_to_date(home, keyring, lambda: last.now)
    until = date.fromisoformat(date_of(last.now, ZONE))
    span = (a_year_to(until).isoformat(), until.isoformat())
    with closing(connect(home, keyring)) as db:
        sessions = tuple(audited_sessions(db, *span))
    service, group = last.bank.service, last.day.about.group
    every = service.supervision.every_days
    beside = audited_beside(
        team_facts,
        last.team,
        {group: last.day.facts},
        span,
        every_days=every,
        reader=last.made_by,
    )
    made_by = last.team.staff_name(last.made_by)
    hours, most = service.hours, service.group.most
    return operational_audit(
        AuditSource(sessions, *span, hours, most, last.now, made_by, last.heads, beside)
    )


def plan_for_the_wall(last: Source) -> Document:
    """The next block of the group, planned for its own weekday."""
    about = last.day.about
    block = about.block % len(last.bank.plans) + 1
    start = date.fromisoformat(_later(about.date, 28))
    men = tuple(Man(seat) for seat in sorted(_seats(last)))
    schedule = plan_block(BlockWishes(block, men, start, (start.weekday(),)), last.bank)
    title = last.bank.plans[block].title
    group = last.team.groups[about.group]
    planned = PlannedBlock(
        group.name, group.group, block, title, "sample-run", tuple(schedule.days), last.now
    )
    return wall_plan(planned)


def _facilitator(source: Source) -> str:
    return next(one.staff for one in source.team.staff.values() if one.role == "facilitator")


def _seats(source: Source) -> dict[int, MemberAdded]:
    return {man.seat: man for man in source.day.roster.members.values()}


def _which(source: Source) -> str:
    about = source.day.about
    group = source.team.groups[about.group].name
    return f"{group}, {day_of(about.block, about.day)}, {long_date(about.date)}"


def _later(iso: str, days: int) -> str:
    """The date so many days after another, both ISO."""
    return (date.fromisoformat(iso) + timedelta(days=days)).isoformat()
