"""One session for reading, from the local supervision database: what was planned, what happened.

Own reflections are not in the database; of concerns only that there is one is given here.
"""

from __future__ import annotations

from dataclasses import dataclass

from sqlcipher3 import dbapi2 as sqlcipher

from models.database.queries import SEATS, rows


@dataclass(frozen=True, slots=True)
class Heading:
    """Which session: times are instants in ms, `worked_ms` is the work delivered."""

    session: str
    group_name: str
    block: int
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


@dataclass(frozen=True, slots=True)
class ItemLine:
    """An item: planned start in minutes since midnight, when it ran, and why it changed."""

    item: str
    title: str
    part: int
    parts: int
    added: bool
    seat: int | None
    planned_start: int
    planned: int
    status: str
    reason: str
    agreed: str
    overrun_reason: str
    worked_ms: int
    started: int | None
    ended: int | None
    is_work: bool


@dataclass(frozen=True, slots=True)
class ManLine:
    """A man's day."""

    seat: int
    initials: str
    name: str
    here: str
    arrived: int | None
    gone: int | None
    reason: str
    outcome: str
    decided: bool
    worked_ms: int


@dataclass(frozen=True, slots=True)
class PersonLine:
    """A stretch that one of staff or a visitor was in the room; `role` is also a capacity."""

    name: str
    role: str
    since: int
    until: int | None


@dataclass(frozen=True, slots=True)
class NoteLine:
    """A note, with the seats it is about, its item and the minute into it."""

    at: int
    item: str
    minute: int
    scope: str
    seats: str
    text: str
    meaning: str
    direction: str
    domain: str
    climate: str
    target: int
    action: bool
    supervision: bool
    mark: bool
    late: bool
    amended: bool
    by: str


@dataclass(frozen=True, slots=True)
class WorkLine:
    """Work set here, for the men on these seats ("" for all)."""

    text: str
    seats: str


@dataclass(frozen=True, slots=True)
class FollowedLine:
    """What became of a man's work, as he said here."""

    text: str
    seat: int | None
    result: str
    reason: str


@dataclass(frozen=True, slots=True)
class ConcernLine:
    """That there is a concern: its reference, the seats, how many were told. Never its words."""

    concern: str
    incident: bool
    reference: str
    seats: str
    told: int
    closed: bool


@dataclass(frozen=True, slots=True)
class SignatureLine:
    """Who signed, and when (ms)."""

    name: str
    at: int


@dataclass(frozen=True, slots=True)
class Climate:
    """What the debrief says of one side of the climate."""

    code: str
    text: str


@dataclass(frozen=True, slots=True)
class SessionView:
    """A whole session for reading."""

    heading: Heading
    items: list[ItemLine]
    men: list[ManLine]
    people: list[PersonLine]
    notes: list[NoteLine]
    work_set: list[WorkLine]
    followed: list[FollowedLine]
    concerns: list[ConcernLine]
    climate: list[Climate]
    signatures: list[SignatureLine]


def session_view(db: sqlcipher.Connection, session: str) -> SessionView | None:
    """The session of this id, or None."""
    found = rows(db, Heading, _HEADING, session)
    if not found:
        return None
    return SessionView(
        heading=found[0],
        items=rows(db, ItemLine, _ITEMS, session),
        men=rows(db, ManLine, _MEN, session),
        people=rows(db, PersonLine, _PEOPLE, session),
        notes=rows(db, NoteLine, _NOTES, session),
        work_set=rows(db, WorkLine, _WORK, session),
        followed=rows(db, FollowedLine, _FOLLOWED, session),
        concerns=rows(db, ConcernLine, _CONCERNS, session),
        climate=rows(db, Climate, "SELECT code, text FROM climate WHERE session_id = ?", session),
        signatures=rows(db, SignatureLine, _SIGNATURES, session),
    )


_HEADING = """
SELECT s.session_id, ifnull(g.name, ''), s.block, s.day, s.days, s.date, s.zone,
    CASE WHEN s.venue = '' THEN ifnull(g.venue, '') ELSE s.venue END,
    ifnull(f.name, s.supervisor), s.practice, s.planned_start, s.planned_end, s.started, s.ended,
    s.planned_minutes, s.worked_ms, s.single_staffed_ms, s.unsettled, s.debriefed, s.deviations,
    s.how_men_left, s.next_time, s.afterwards_on, s.afterwards_because
FROM sessions s LEFT JOIN groups g USING (group_id) LEFT JOIN staff f ON f.staff_id = s.supervisor
WHERE s.session_id = ?
"""
_ITEMS = """
SELECT i.item_id, i.title, i.part, i.parts, i.added, m.seat, i.planned_start, i.planned, i.status,
    i.reason, i.agreed, i.overrun_reason, i.worked_ms,
    (SELECT min(started) FROM runs r WHERE r.session_id = i.session_id AND r.item_id = i.item_id),
    (SELECT max(ended) FROM runs r WHERE r.session_id = i.session_id AND r.item_id = i.item_id),
    i.item_set NOT IN ('break', 'lunch')
FROM items i JOIN sessions s USING (session_id)
LEFT JOIN members m ON m.group_id = s.group_id AND m.member_id = i.member_id
WHERE i.session_id = ? ORDER BY i.place
"""
_MEN = """
SELECT a.seat, ifnull(m.initials, '?'), ifnull(m.name, ''), a.here, a.arrived, a.gone, a.reason,
    a.outcome, a.decided, a.worked_ms
FROM attendance a JOIN sessions s USING (session_id)
LEFT JOIN members m ON m.group_id = s.group_id AND m.member_id = a.member_id
WHERE a.session_id = ? ORDER BY a.seat, a.member_id
"""
_PEOPLE = """
SELECT CASE p.kind WHEN 'staff' THEN ifnull(f.name, 'unknown staff') ELSE p.person END,
    CASE WHEN p.kind = 'staff' AND p.capacity = '' THEN ifnull(f.role, '') ELSE p.capacity END,
    p.since, p.until
FROM presence p LEFT JOIN staff f ON f.staff_id = p.person
WHERE p.session_id = ? AND p.kind != 'member' ORDER BY p.kind, p.since, p.person
"""
_NOTES = """
SELECT o.at, o.item_id, o.minute, o.scope, ifnull((
        SELECT group_concat(seat % 10, ' ') FROM (
            SELECT m.seat FROM observed b
            JOIN members m ON m.group_id = s.group_id AND m.member_id = b.member_id
            WHERE b.session_id = o.session_id AND b.note_id = o.note_id ORDER BY m.seat
        )
    ), ''), o.text, o.meaning, o.direction, o.domain, o.climate, o.target, o.action,
    o.supervision, o.mark, o.late, o.amended, ifnull(f.name, 'unknown staff')
FROM observations o JOIN sessions s USING (session_id)
LEFT JOIN staff f ON f.staff_id = o.written_by
WHERE o.session_id = ? AND NOT o.struck ORDER BY o.at, o.place
"""
_WORK = f"""
SELECT w.text, {SEATS.format(of="w", kind="work")}
FROM work w WHERE w.session_id = ? AND NOT w.struck ORDER BY 2, w.work_id
"""
_FOLLOWED = """
SELECT ifnull(w.text, ''), m.seat, f.result, f.reason
FROM followed f LEFT JOIN work w USING (group_id, work_id)
LEFT JOIN members m USING (group_id, member_id)
WHERE f.session_id = ? ORDER BY f.work_id, m.seat
"""
_CONCERNS = f"""
SELECT c.concern_id, c.incident, c.reference, {SEATS.format(of="c", kind="concern")},
    (SELECT count(*) FROM told t WHERE t.group_id = c.group_id AND t.concern_id = c.concern_id),
    c.closed
FROM concerns c WHERE c.session_id = ? ORDER BY c.at, c.concern_id
"""
_SIGNATURES = """
SELECT ifnull(f.name, 'unknown staff'), s.at
FROM signatures s LEFT JOIN staff f USING (staff_id) WHERE s.session_id = ? ORDER BY s.at
"""
