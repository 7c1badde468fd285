"""The tables of the local supervision database: what the folds say, laid out for questions.

Instants and lengths (`…_ms`) are milliseconds, starts of planned items minutes since midnight.
No column depends on when entries arrived, so that the tables made anew are the same. There are no
foreign keys: the record may name a man or an item that this laptop has never heard of. A
facilitator's own reflections are not here: they are for him and his supervisor alone.

A changed table means a new `models.database.database_file.FORMAT`: the file is then made anew.
"""

from __future__ import annotations

from typing import Any, ClassVar

from sqlalchemy import Table
from sqlmodel import Field, SQLModel

from models.database.tables_of_observation import ObservationRow, ObservedRow, RatingRow, StateRow


class _OfSession(SQLModel):
    """A row that is replaced with its session."""

    session_id: str = Field(primary_key=True)


class _OfGroup(SQLModel):
    """A row that is replaced with its group."""

    group_id: str = Field(primary_key=True)


class StaffRow(SQLModel, table=True):
    """One of the staff."""

    __tablename__: ClassVar[Any] = "staff"
    staff_id: str = Field(primary_key=True)
    name: str
    role: str
    signing_key: str
    supervisor: str
    trained: str


class GroupRow(SQLModel, table=True):
    """A group."""

    __tablename__: ClassVar[Any] = "groups"
    group_id: str = Field(primary_key=True)
    name: str
    component: str
    venue: str


class MemberRow(_OfGroup, table=True):
    """A man of a group, or one who left it."""

    __tablename__: ClassVar[Any] = "members"
    member_id: str = Field(primary_key=True)
    seat: int
    initials: str
    name: str
    crn: str
    born: str
    risk_level: str
    joined: str
    block: int
    credit: str
    accommodations: str
    offender_manager: str
    notice_given: str
    remarks: str
    left: bool


class TargetRow(_OfGroup, table=True):
    """One of a man's own targets, counted from 1."""

    __tablename__: ClassVar[Any] = "targets"
    member_id: str = Field(primary_key=True)
    number: int = Field(primary_key=True)
    text: str
    domain: str


class SessionRow(SQLModel, table=True):
    """A session: which, when, what was planned and delivered of it, its debrief, how it stands.

    `unsigned` are the staff who have yet to sign, `asked_by` those whose questions are open: ids
    with spaces between.
    """

    __tablename__: ClassVar[Any] = "sessions"
    session_id: str = Field(primary_key=True)
    group_id: str = Field(index=True)
    block: int
    block_run: str
    day: int
    days: int
    date: str
    zone: str
    venue: str
    supervisor: str
    practice: bool
    planned_start: int
    planned_end: int
    started: int | None
    ended: int | None
    planned_minutes: int
    worked_ms: int
    single_staffed_ms: int
    unsettled: int
    debriefed: bool
    deviations: str
    how_men_left: str
    next_time: str
    afterwards_on: str
    afterwards_because: str
    expected: int
    came: int
    notes: int
    marks: int
    signed: int
    stands: str
    came_back: bool
    after_sign_off: int
    signed_off: int | None
    unsigned: str
    asked_by: str


class ClimateRow(_OfSession, table=True):
    """What the debrief says of one side of the group's climate."""

    __tablename__: ClassVar[Any] = "climate"
    code: str = Field(primary_key=True)
    text: str


class ItemRow(_OfSession, table=True):
    """An item of a day, planned and delivered, in the day's order."""

    __tablename__: ClassVar[Any] = "items"
    item_id: str = Field(primary_key=True)
    place: int
    exercise: str = Field(index=True)
    title: str
    item_set: str
    part: int
    parts: int
    optional: bool
    added: bool
    member_id: str
    planned_start: int
    planned: int
    change: int
    status: str
    reason: str
    agreed: str
    overrun_reason: str
    worked_ms: int


class RunRow(_OfSession, table=True):
    """A stretch in which an item ran."""

    __tablename__: ClassVar[Any] = "runs"
    item_id: str = Field(primary_key=True)
    number: int = Field(primary_key=True)
    started: int
    ended: int | None
    late: bool


class PauseRow(_OfSession, table=True):
    """A stretch in which the clock stood."""

    __tablename__: ClassVar[Any] = "pauses"
    number: int = Field(primary_key=True)
    since: int
    until: int | None
    reason: str
    interruption: bool


class AttendanceRow(_OfSession, table=True):
    """A man's day. `worked_ms` is his dosage: work that he was in the room for."""

    __tablename__: ClassVar[Any] = "attendance"
    member_id: str = Field(primary_key=True)
    seat: int
    here: str
    arrived: int | None
    gone: int | None
    reason: str
    walked_in: bool
    outcome: str
    decided: bool
    evidence: str
    outcome_by: str
    worked_ms: int
    unsettled: bool


class PresenceRow(_OfSession, table=True):
    """A stretch that somebody was in the room. `kind` is member, staff or visitor."""

    __tablename__: ClassVar[Any] = "presence"
    kind: str = Field(primary_key=True)
    person: str = Field(primary_key=True)
    number: int = Field(primary_key=True)
    capacity: str
    since: int
    until: int | None


class DosageRow(_OfSession, table=True):
    """The work of one item that a man was in the room for."""

    __tablename__: ClassVar[Any] = "dosage"
    member_id: str = Field(primary_key=True)
    item_id: str = Field(primary_key=True)
    ms: int


class PartRow(_OfSession, table=True):
    """How a man took part in an item, where somebody said."""

    __tablename__: ClassVar[Any] = "parts"
    member_id: str = Field(primary_key=True)
    item_id: str = Field(primary_key=True)
    part: str
    words: str
    response: str


class SignatureRow(_OfSession, table=True):
    """Who signed, when, and the chain heads he saw, one a line."""

    __tablename__: ClassVar[Any] = "signatures"
    staff_id: str = Field(primary_key=True)
    at: int
    heads: str


class WorkRow(_OfGroup, table=True):
    """Work between sessions, set in `session_id`."""

    __tablename__: ClassVar[Any] = "work"
    work_id: str = Field(primary_key=True)
    session_id: str
    text: str
    struck: bool


class FollowedRow(_OfGroup, table=True):
    """What became of a man's work, as he was asked in `session_id`."""

    __tablename__: ClassVar[Any] = "followed"
    work_id: str = Field(primary_key=True)
    member_id: str = Field(primary_key=True)
    session_id: str
    result: str
    reason: str


class ActionRow(_OfGroup, table=True):
    """Something to be done."""

    __tablename__: ClassVar[Any] = "actions"
    action_id: str = Field(primary_key=True)
    session_id: str
    what: str
    who: str
    by_when: str
    done: bool


class ConcernRow(_OfGroup, table=True):
    """A concern or incident."""

    __tablename__: ClassVar[Any] = "concerns"
    concern_id: str = Field(primary_key=True)
    session_id: str
    item_id: str
    at: int
    incident: bool
    words: str
    decided: str
    told_him: str
    reference: str
    closed: bool


class ToldRow(_OfGroup, table=True):
    """Somebody who was told of a concern."""

    __tablename__: ClassVar[Any] = "told"
    concern_id: str = Field(primary_key=True)
    number: int = Field(primary_key=True)
    who: str
    by: str
    how: str
    at: int


class NamedRow(_OfGroup, table=True):
    """A man whom work, an action or a concern (`kind`) is about; `subject_id` is its id."""

    __tablename__: ClassVar[Any] = "named"
    kind: str = Field(primary_key=True)
    subject_id: str = Field(primary_key=True)
    member_id: str = Field(primary_key=True)


class FoldedRow(SQLModel, table=True):
    """How far a writer's entries are folded: number and hash of the last one."""

    __tablename__: ClassVar[Any] = "folded"
    writer: str = Field(primary_key=True)
    seq: int
    hash: str


def table_of(row: type[SQLModel]) -> Table:
    """The table that keeps these rows."""
    return SQLModel.metadata.tables[row.__tablename__]  # type: ignore[index]  # a str, see above


OF_TEAM: tuple[type[SQLModel], ...] = (StaffRow, GroupRow)
OF_GROUP: tuple[type[SQLModel], ...] = (
    MemberRow,
    TargetRow,
    WorkRow,
    FollowedRow,
    ActionRow,
    ConcernRow,
    ToldRow,
    NamedRow,
)
OF_SESSION: tuple[type[SQLModel], ...] = (
    SessionRow,
    ClimateRow,
    ItemRow,
    RunRow,
    PauseRow,
    AttendanceRow,
    PresenceRow,
    DosageRow,
    PartRow,
    ObservationRow,
    ObservedRow,
    StateRow,
    RatingRow,
    SignatureRow,
)
