"""The samples that sessions alone don't make: supervision, a man's own plan, the audit, the wall.

What they tell of is invented here, since the sample home has sessions only.
"""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import closing
from datetime import date, timedelta
from pathlib import Path

from exercise_bank.bank import Bank
from exercise_bank.block_planner import plan_block
from exercise_bank.block_wishes import BlockWishes, Man
from exercise_bank.component import day_of
from exports.block_plan import PlannedBlock, wall_plan
from exports.document import Document
from exports.lifestyle_plan import LifestyleSource, lifestyle_plan_document
from exports.operational_audit import AuditSource, operational_audit
from exports.source import Source
from exports.supervision_meeting import supervision_meeting
from exports.supervision_record import SupervisionSource, supervision_record
from models.database.auditing import a_year_to, audited_sessions
from models.database.database_file import connect
from models.database.filling import bring_up_to_date
from models.entries.group import MemberAdded
from models.entries.lifestyle import LifestylePlanReviewed, LifestylePlanWritten
from models.entries.supervision import (
    PointScored,
    QualityScored,
    RecordingViewed,
    SupervisionHeld,
    SupervisionSigned,
)
from models.group.audited_beside import (
    AuditedBeside,
    CancelledSession,
    SupervisionHeldAndDue,
)
from models.group.lifestyle import LifestylePlan
from models.group.names_kept_out import names_kept_out
from models.group.supervision import Supervised, Supervision
from models.home import open_home
from models.local_time import date_of, long_date
from session_tui.sample.groups import ZONE
from session_tui.sample.home import PASSPHRASE

FEEDBACK = (
    "You let the silence stand, and he went on by himself. In the second half your questions "
    "came two at a time: ask one, then wait."
)
OWN_WORDS = (
    "I leave the phone downstairs at night.",
    "On a bad day I ring K before I go out, not after.",
    "Swimming on Mondays and the men's shed on Thursdays stay, whatever else goes.",
    "If I catch myself planning to be alone, I say so to my officer at the next appointment.",
)


def next_meeting(days: Sequence[Source]) -> Document:
    """The page for the next supervision of who led the last session."""
    return supervision_meeting(days, _facilitator(days[-1]))


def record_of_supervision(days: Sequence[Source]) -> Document:
    """One supervision that both signed, one cancelled, a viewing and a form of quality."""
    last = days[-1]
    staff, supervisor = _facilitator(last), last.made_by
    sessions = {one.day.about.session: _which(one) for one in days}
    men = {man.member: f"{seat} {man.initials}" for seat, man in _seats(last).items()}
    first, viewed = days[0].day.about, days[1].day.about
    held = SupervisionHeld(
        supervision="held",
        staff=staff,
        supervisor=supervisor,
        date=_later(first.date, 2),
        minutes=60,
        sessions=(first.session,),
        men=tuple(men)[:1],
        decisions="Who keeps the time is settled before the day begins.",
        goals="One open question at a time; the next recording is viewed for it.",
        wellbeing="Two long days in a row were tiring; the next are a week apart.",
        next_date=_later(first.date, 16),
    )
    called_off = SupervisionHeld(
        supervision="called-off",
        staff=staff,
        supervisor=supervisor,
        date=_later(first.date, 16),
        cancelled="The supervisor was ill; moved on by a week.",
    )
    signed = tuple(
        SupervisionSigned(
            supervision="held", staff=one, supervised=staff, said="held", comment=comment
        )
        for one, comment in ((staff, "I agree."), (supervisor, ""))
    )
    stretch = RecordingViewed(
        viewing="viewing",
        session=viewed.session,
        staff=(staff,),
        date=_later(viewed.date, 3),
        from_minute=40,
        to_minute=85,
    )
    found = Supervised(
        staff,
        (Supervision("held", held, signed), Supervision("called-off", called_off, ())),
        (stretch,),
        (_scored(last.bank, staff, viewed.session, _later(viewed.date, 3)),),
    )
    names = {one: last.team.staff_name(one) for one in last.team.staff}
    figures = last.bank.service.supervision
    made_by = last.team.staff_name(supervisor)
    source = SupervisionSource(
        found, figures, names, sessions, men, len(days), {}, last.now, made_by, last.heads
    )
    return supervision_record(source)


def lifestyle_plan(days: Sequence[Source], member: str) -> Document:
    """A man's plan in its second version, with a review of the first."""
    last = days[-1]
    first, second = days[0].day.about.date, last.day.about.date
    reviewed = LifestylePlanReviewed(
        member=member,
        date=second,
        number=1,
        words="Ringing first held twice. The evenings were too open: swimming came in.",
        with_whom="his offender manager",
    )
    versions = tuple(
        LifestylePlanWritten(member=member, number=at, date=on, text="\n".join(OWN_WORDS[:upto]))
        for at, on, upto in ((1, first, 2), (2, second, 4))
    )
    roster = last.day.roster
    man = roster.get(member)
    assert man is not None
    source = LifestyleSource(
        man=man,
        plan=LifestylePlan(versions, (reviewed,)),
        due=_later(second, 90),
        group=last.team.groups[last.day.about.group].name,
        roster=roster,
        near=names_kept_out(last.day.facts),
        now=last.now,
        made_by=last.team.staff_name(last.made_by),
        heads=last.heads,
    )
    return lifestyle_plan_document(source)


def audit(folder: Path, last: Source) -> Document:
    """The operational audit of the home's sessions, read from the local database."""
    home = open_home(folder)
    keyring = home.unlock(PASSPHRASE)
    bring_up_to_date(home, keyring, lambda: last.now)
    until = date.fromisoformat(date_of(last.now, ZONE))
    span = (a_year_to(until).isoformat(), until.isoformat())
    with closing(connect(home, keyring)) as db:
        sessions = tuple(audited_sessions(db, *span))
    group = last.team.groups[last.day.about.group].name
    off = CancelledSession(_later(last.day.about.date, -21), group, "no room: the heating failed")
    beside = AuditedBeside((off,), SupervisionHeldAndDue(5, 6, 1), (8, 8), (2, 3))
    service = last.bank.service
    made_by = last.team.staff_name(last.made_by)
    return operational_audit(
        AuditSource(
            sessions,
            *span,
            service.hours,
            service.group.most,
            last.now,
            made_by,
            last.heads,
            beside,
        )
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


def _scored(bank: Bank, staff: str, session: str, on: str) -> QualityScored:
    service = bank.service
    form = next(one for one in service.quality_forms if one.about == "facilitator")
    digits = sorted(digit for digit, words in service.quality_scale.items() if words)
    points = tuple(
        PointScored(
            section=section.title,
            point=point,
            score=(digit := digits[(row + column) % 2 + 1]),
            means=service.quality_scale[digit],
        )
        for row, section in enumerate(form.sections)
        for column, point in enumerate(section.points)
    )
    return QualityScored(
        scored="form",
        staff=staff,
        form=form.id,
        title=form.title,
        date=on,
        points=points,
        feedback=FEEDBACK,
        spoken=_later(on, 1),
        session=session,
    )


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
