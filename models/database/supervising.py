"""The sessions that one of the staff took part in: what his supervision is about."""

from __future__ import annotations

from dataclasses import dataclass

from sqlcipher3 import dbapi2 as sqlcipher

from models.database.queries import rows


@dataclass(frozen=True, slots=True)
class TakenPart:
    """A session that he took part in."""

    session: str
    group: str
    group_name: str
    block: int
    day: int
    days: int
    date: str


def took_part(db: sqlcipher.Connection, staff: str, since: str = "") -> list[TakenPart]:
    """The sessions, from the date `since` (ISO) on, that this person (id) was in; newest first.

    He was where he is said to have been in the room, and where he signed or has yet to.
    """
    return rows(db, TakenPart, _TOOK_PART, staff, staff, staff, since)


_TOOK_PART = """
SELECT s.session_id, s.group_id, ifnull(g.name, ''), s.block, s.day, s.days, s.date
FROM sessions s LEFT JOIN groups g USING (group_id)
WHERE s.session_id IN (
    SELECT session_id FROM presence WHERE kind = 'staff' AND person = ?
    UNION SELECT session_id FROM signatures WHERE staff_id = ?
    UNION SELECT session_id FROM sessions WHERE instr(unsigned, ?)
) AND s.started IS NOT NULL AND s.date >= ?
ORDER BY s.date DESC, s.session_id
"""
