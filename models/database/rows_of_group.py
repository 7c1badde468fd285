"""The team's and a group's facts as rows of the local database."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from models.database.row import Row, row_of
from models.database.tables import (
    ActionRow,
    ConcernRow,
    FollowedRow,
    GroupRow,
    MemberRow,
    NamedRow,
    StaffRow,
    TargetRow,
    ToldRow,
    WorkRow,
)
from models.entries.entry import Entry
from models.entries.group import (
    ActionWritten,
    ConcernWritten,
    MemberAdded,
    WorkFollowed,
    WorkSet,
)
from models.facts import Facts
from models.group.people import Team, fold_roster


def team_rows(team: Team) -> list[Row]:
    """Staff and groups."""
    staff: list[Row] = [
        row_of(StaffRow)(
            staff_id=one.staff,
            name=one.name,
            role=one.role,
            signing_key=one.signing_key,
            supervisor=one.supervisor,
            trained=one.trained,
        )
        for one in team.staff.values()
    ]
    groups = [
        row_of(GroupRow)(
            group_id=one.group, name=one.name, component=one.component, venue=one.venue
        )
        for one in team.groups.values()
    ]
    return [*staff, *groups]


def group_rows(group: str, facts: Facts) -> list[Row]:
    """A group's men, work, actions and concerns; its sessions have rows of their own."""
    roster = fold_roster(facts)
    rows: list[Row] = []
    for man in roster.members.values():
        rows += _man(group, man, left=False)
    for man in roster.left.values():
        rows += _man(group, man, left=True)
    for name in ("work", "followed", "action", "concern"):
        for settled in facts.all_of(name):
            rows += _subject(group, settled.value)
    return rows


def _man(group: str, man: MemberAdded, *, left: bool) -> Iterator[Row]:
    yield row_of(MemberRow)(
        group_id=group,
        member_id=man.member,
        seat=man.seat,
        initials=man.initials,
        name=man.name,
        crn=man.crn,
        born=man.born,
        risk_level=man.risk_level,
        joined=man.joined,
        block=man.block,
        credit=man.credit,
        accommodations=man.accommodations,
        offender_manager=man.offender_manager,
        notice_given=man.notice_given,
        remarks=man.remarks,
        left=left,
    )
    for number, target in enumerate(man.targets, start=1):
        yield row_of(TargetRow)(
            group_id=group,
            member_id=man.member,
            number=number,
            text=target.text,
            domain=target.domain,
        )


def _subject(group: str, entry: Entry) -> Iterator[Row]:
    what = entry.what
    if isinstance(what, WorkSet):
        yield row_of(WorkRow)(
            group_id=group,
            work_id=what.work,
            session_id=what.session,
            text=what.text,
            struck=what.struck,
        )
        yield from _named(group, "work", what.work, what.members)
    elif isinstance(what, WorkFollowed):
        yield row_of(FollowedRow)(
            group_id=group,
            work_id=what.work,
            member_id=what.member,
            session_id=what.session,
            result=what.result,
            reason=what.reason,
        )
    elif isinstance(what, ActionWritten):
        if what.struck:
            return
        yield _action(group, what)
        yield from _named(group, "action", what.action, what.members)
    elif isinstance(what, ConcernWritten):
        yield from _concern(group, entry.about, what)
        yield from _named(group, "concern", what.concern, what.members)


def _action(group: str, what: ActionWritten) -> Row:
    return row_of(ActionRow)(
        group_id=group,
        action_id=what.action,
        session_id=what.session,
        what=what.what,
        who=what.who,
        by_when=what.by_when,
        done=what.done,
    )


def _concern(group: str, at: int, what: ConcernWritten) -> Iterator[Row]:
    yield row_of(ConcernRow)(
        group_id=group,
        concern_id=what.concern,
        session_id=what.session,
        item_id=what.item,
        at=at,
        incident=what.incident,
        words=what.words,
        decided=what.decided,
        told_him=what.told_him,
        reference=what.reference,
        closed=what.closed,
    )
    for number, told in enumerate(what.told, start=1):
        yield row_of(ToldRow)(
            group_id=group,
            concern_id=what.concern,
            number=number,
            who=told.who,
            by=told.by,
            how=told.how,
            at=told.at,
        )


def _named(group: str, kind: str, subject: str, members: Iterable[str]) -> Iterator[Row]:
    for member in dict.fromkeys(members):
        yield row_of(NamedRow)(group_id=group, kind=kind, subject_id=subject, member_id=member)
