"""The operational audit's figures: how sessions were staffed, attended, delivered and written up.

Counted from the local database, so that years of sessions take a moment. No man's figures: only
groups, months and blocks. (programme.md, What is audited.)
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from statistics import median

from sqlcipher3 import dbapi2 as sqlcipher

from exercise_bank.component import Component, component_of
from models.database.queries import rows
from models.local_time import MINUTE_MS, date_of

_HOUR_MS = 60 * MINUTE_MS


@dataclass(frozen=True, slots=True)
class AuditedSession:
    """A session that was held: what an audit asks about it.

    Instants are ms, None where it hasn't come to that; `items` planned and `delivered` of them
    are exercises; `expected` men and `came`; `marks` are still without words.
    """

    group_name: str
    block: int
    block_run: str
    days: int
    date: str
    zone: str
    supervised: bool
    single_staffed_ms: int
    worked_ms: int
    expected: int
    came: int
    items: int
    delivered: int
    marks: int
    debriefed: bool
    unsigned: str
    signed_at: int | None
    signed_off: int | None

    @property
    def days_to_sign(self) -> int | None:
        """Days from the session to its last signature; None while one is missing."""
        return None if self.unsigned else self._days_to(self.signed_at)

    @property
    def days_to_sign_off(self) -> int | None:
        """Days from the session to its sign-off; None while there is none."""
        return self._days_to(self.signed_off)

    def _days_to(self, at: int | None) -> int | None:
        if at is None:
            return None
        then = date.fromisoformat(date_of(at, self.zone))
        return max(0, (then - date.fromisoformat(self.date)).days)


@dataclass(frozen=True, slots=True)
class Audited:
    """The figures of some sessions under one name: a month, or a group."""

    name: str
    sessions: tuple[AuditedSession, ...]

    @property
    def two_staffed(self) -> tuple[int, int]:
        """Sessions that two facilitators led from beginning to end, of those of a group.

        A session of one man is one to one.
        """
        alone = Component.INDIVIDUAL
        groups = [one for one in self.sessions if component_of(one.block) is not alone]
        return sum(one.single_staffed_ms == 0 for one in groups), len(groups)

    @property
    def supervised(self) -> int:
        """Sessions with a supervisor named."""
        return sum(one.supervised for one in self.sessions)

    @property
    def attended(self) -> tuple[int, int]:
        """How many men came, of how many who were due, over all sessions."""
        return sum(one.came for one in self.sessions), sum(one.expected for one in self.sessions)

    @property
    def delivered(self) -> tuple[int, int]:
        """How many of the planned exercises were run to their end, of how many."""
        return sum(one.delivered for one in self.sessions), sum(one.items for one in self.sessions)

    @property
    def complete(self) -> int:
        """Sessions whose record is: every mark has words, debriefed, signed by all."""
        return sum(not one.marks and one.debriefed and not one.unsigned for one in self.sessions)

    @property
    def days_to_sign(self) -> float | None:
        """The median of days from session to last signature; None where none is signed by all."""
        return _median(one.days_to_sign for one in self.sessions)

    @property
    def days_to_sign_off(self) -> float | None:
        """The median of days from session to sign-off; None where none is signed off."""
        return _median(one.days_to_sign_off for one in self.sessions)


@dataclass(frozen=True, slots=True)
class AuditedBlock:
    """One run of a block by a group: days held of how many, hours of work delivered."""

    group_name: str
    block: int
    began: str
    held: int
    days: int
    hours: float
    most_men: int


def a_year_to(until: date) -> date:
    """The first day of the twelve months that end with this one's."""
    year_before = until.replace(year=until.year - 1, day=1)
    return (year_before + timedelta(days=31)).replace(day=1)


def audited_sessions(db: sqlcipher.Connection, since: str, until: str) -> list[AuditedSession]:
    """The sessions held from `since` to `until` (ISO dates, both included), the oldest first."""
    return rows(db, AuditedSession, _HELD, since, until)


def by_month(sessions: Iterable[AuditedSession]) -> list[Audited]:
    """The figures of each month ("2026-11"), the earliest first."""
    return _parted(sessions, lambda one: one.date[:7])


def by_group(sessions: Iterable[AuditedSession]) -> list[Audited]:
    """The figures of each group, by name."""
    return _parted(sessions, lambda one: one.group_name)


def by_block(sessions: Iterable[AuditedSession]) -> list[AuditedBlock]:
    """Each run of a block, by group and beginning."""
    runs: dict[tuple[str, str], list[AuditedSession]] = defaultdict(list)
    for one in sessions:
        runs[one.group_name, one.block_run].append(one)
    blocks = [
        AuditedBlock(
            group,
            held[0].block,
            min(one.date for one in held),
            len(held),
            held[0].days,
            sum(one.worked_ms for one in held) / _HOUR_MS,
            max(one.expected for one in held),
        )
        for (group, _), held in runs.items()
    ]
    return sorted(blocks, key=lambda block: (block.group_name, block.began))


def _parted(
    sessions: Iterable[AuditedSession], name: Callable[[AuditedSession], str]
) -> list[Audited]:
    parts: dict[str, list[AuditedSession]] = defaultdict(list)
    for one in sessions:
        parts[name(one)].append(one)
    return [Audited(named, tuple(parts[named])) for named in sorted(parts)]


def _median(days: Iterable[int | None]) -> float | None:
    known: Sequence[int] = [one for one in days if one is not None]
    return median(known) if known else None


_HELD = """
SELECT ifnull(g.name, ''), s.block, s.block_run, s.days, s.date, s.zone, s.supervisor <> '',
    s.single_staffed_ms, s.worked_ms, s.expected, s.came,
    ifnull(i.planned, 0), ifnull(i.done, 0), s.marks, s.debriefed, s.unsigned,
    (SELECT max(at) FROM signatures n WHERE n.session_id = s.session_id), s.signed_off
FROM sessions s LEFT JOIN groups g USING (group_id) LEFT JOIN (
    SELECT session_id, sum(NOT added) AS planned, sum(NOT added AND status = 'done') AS done
    FROM items WHERE item_set NOT IN ('break', 'lunch') GROUP BY session_id
) i USING (session_id)
WHERE s.ended IS NOT NULL AND NOT s.practice AND s.date BETWEEN ? AND ?
ORDER BY s.date, g.name, s.session_id
"""
