"""Questions to the local supervision database, answered as plain values.

Asked in SQL on a plain connection: SQLModel, which defines and fills the tables, would cost the
command line half a second of start. Instants are ms since the epoch.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Collection, Mapping
from dataclasses import dataclass, fields
from typing import TypeVar

from sqlcipher3 import dbapi2 as sqlcipher

from models.local_time import MINUTE_MS

T = TypeVar("T")

LAST_RUNS = 5
"""So many runs of an exercise say how long it takes here."""

SEATS = """ifnull((
    SELECT group_concat(seat % 10, ' ') FROM (
        SELECT m.seat FROM named n JOIN members m USING (group_id, member_id)
        WHERE n.group_id = {of}.group_id AND n.kind = '{kind}' AND n.subject_id = {of}.{kind}_id
        ORDER BY m.seat
    )
), '')"""
"""The seats of the men whom work, an action or a concern is about; to be formatted."""


@dataclass(frozen=True, slots=True)
class SessionLine:
    """A session in a list: how many men came, notes stand, marks wait for words, staff signed.

    `stands` is how its review does (models.day.review); `came_back` was given back before,
    `after_sign_off` counts entries since. `unsigned` have yet to sign, questions of `asked_by` are
    open: ids of staff with spaces between.
    """

    session: str
    group: str
    group_name: str
    block: int
    day: int
    days: int
    date: str
    started: int | None
    ended: int | None
    expected: int
    came: int
    notes: int
    marks: int
    open_concerns: int
    signed: int
    debriefed: bool
    practice: bool
    stands: str
    came_back: bool
    after_sign_off: int
    unsigned: str
    asked_by: str
    unsettled: int = 0
    open_actions: int = 0


@dataclass(frozen=True, slots=True)
class OpenConcern:
    """A concern or incident that isn't closed: never its words."""

    concern: str
    group: str
    group_name: str
    session: str
    date: str
    at: int
    incident: bool
    reference: str
    seats: str
    told: int


@dataclass(frozen=True, slots=True)
class OpenAction:
    """An action that isn't done."""

    action: str
    group: str
    group_name: str
    session: str
    date: str
    what: str
    who: str
    by_when: str
    seats: str


@dataclass(frozen=True, slots=True)
class LastedState:
    """A stretch that a state lasted, in which session; `until` is None where nobody ended it."""

    session: str
    date: str
    state: str
    since: int
    until: int | None
    staff: str


@dataclass(frozen=True, slots=True)
class LearnedMinutes:
    """How long an exercise took here: the median of whole minutes, over its so many last runs."""

    exercise: str
    minutes: int
    times: int


def rows(db: sqlcipher.Connection, kind: type[T], sql: str, *values: object) -> list[T]:
    """What a query gives, as values of this dataclass, whose fields are its columns in order."""
    columns = fields(kind)  # type: ignore[arg-type]  # a dataclass, as the caller knows
    yes_no = [column.type == "bool" for column in columns]
    return [
        kind(*(bool(cell) if flag else cell for cell, flag in zip(row, yes_no, strict=True)))
        for row in db.execute(sql, values)
    ]


def list_sessions(db: sqlcipher.Connection) -> list[SessionLine]:
    """Every session, the newest first."""
    return rows(db, SessionLine, _SESSIONS)


def open_concerns(db: sqlcipher.Connection) -> list[OpenConcern]:
    """Concerns and incidents that aren't closed, the oldest first."""
    return rows(db, OpenConcern, _CONCERNS)


def open_actions(db: sqlcipher.Connection) -> list[OpenAction]:
    """Actions that aren't done, the oldest first."""
    return rows(db, OpenAction, _ACTIONS)


def states_of(db: sqlcipher.Connection, member: str) -> list[LastedState]:
    """The stretches that a state was seen to last in this man, over all sessions, oldest first."""
    return rows(db, LastedState, _STATES, member)


def learned_minutes(db: sqlcipher.Connection) -> Mapping[str, LearnedMinutes]:
    """How long each exercise takes here, by exercise; what was cut short or is open says nothing.

    The median of its last runs (`LAST_RUNS`), so that it follows how it is run now. The parts of
    one that was split over a break count as one run.
    """
    taken: dict[str, deque[int]] = {}
    for exercise, ms in db.execute(_TAKEN):
        taken.setdefault(exercise, deque(maxlen=LAST_RUNS)).append(round(ms / MINUTE_MS))
    return {
        exercise: LearnedMinutes(exercise, _median(minutes), len(minutes))
        for exercise, minutes in taken.items()
    }


def _median(minutes: Collection[int]) -> int:
    middle = len(minutes) // 2
    ordered = sorted(minutes)
    return (
        ordered[middle] if len(ordered) % 2 else round((ordered[middle - 1] + ordered[middle]) / 2)
    )


_SESSIONS = """
SELECT s.session_id, s.group_id, ifnull(g.name, ''), s.block, s.day, s.days, s.date,
    s.started, s.ended, s.expected, s.came, s.notes, s.marks, ifnull(c.open, 0), s.signed,
    s.debriefed, s.practice, s.stands, s.came_back, s.after_sign_off, s.unsigned, s.asked_by,
    s.unsettled, ifnull(a.open, 0)
FROM sessions s LEFT JOIN groups g USING (group_id)
LEFT JOIN (
    SELECT session_id, count(*) AS open FROM concerns WHERE NOT closed GROUP BY session_id
) c USING (session_id)
LEFT JOIN (
    SELECT session_id, count(*) AS open FROM actions WHERE NOT done GROUP BY session_id
) a USING (session_id)
ORDER BY s.date DESC, ifnull(g.name, ''), s.day DESC, s.session_id
"""
_CONCERNS = f"""
SELECT c.concern_id, c.group_id, ifnull(g.name, ''), c.session_id, ifnull(s.date, ''), c.at,
    c.incident, c.reference, {SEATS.format(of="c", kind="concern")},
    (SELECT count(*) FROM told t WHERE t.group_id = c.group_id AND t.concern_id = c.concern_id)
FROM concerns c LEFT JOIN groups g USING (group_id) LEFT JOIN sessions s USING (session_id)
WHERE NOT c.closed ORDER BY c.at, c.concern_id
"""
_ACTIONS = f"""
SELECT a.action_id, a.group_id, ifnull(g.name, ''), a.session_id, ifnull(s.date, ''),
    a.what, a.who, a.by_when, {SEATS.format(of="a", kind="action")}
FROM actions a LEFT JOIN groups g USING (group_id) LEFT JOIN sessions s USING (session_id)
WHERE NOT a.done ORDER BY ifnull(s.date, ''), a.action_id
"""
_STATES = """
SELECT t.session_id, ifnull(s.date, ''), t.state, t.since, t.until, t.staff_id
FROM states t LEFT JOIN sessions s USING (session_id)
WHERE t.member_id = ? ORDER BY t.since, t.session_id, t.number
"""
_TAKEN = """
SELECT i.exercise, sum(i.worked_ms) FROM items i LEFT JOIN sessions s USING (session_id)
WHERE i.item_set NOT IN ('break', 'lunch')
GROUP BY session_id, i.exercise, i.member_id
HAVING sum(i.status != 'done') = 0 AND sum(i.worked_ms) > 0
ORDER BY ifnull(s.date, ''), s.started, session_id, min(i.place)
"""
