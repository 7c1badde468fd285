"""Runs of a block: which days of it were opened, and which day is next."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace

from models.entries.group import SessionOpened


@dataclass(frozen=True, slots=True)
class Run:
    """One time through a block: its id, how many days it has, its days opened so far."""

    block: int
    id: str
    days: int
    sessions: Mapping[int, SessionOpened] = field(default_factory=dict)

    @property
    def last(self) -> SessionOpened | None:
        """The last of its days that was opened."""
        return self.sessions[max(self.sessions)] if self.sessions else None


def runs_of(sessions: Iterable[SessionOpened]) -> tuple[Run, ...]:
    """The runs that these sessions (by date) belong to, the one opened last at the end."""
    runs: dict[str, Run] = {}
    for session in sessions:
        run = runs.pop(session.block_run, Run(session.block, session.block_run, session.days))
        days = {**run.sessions, session.day: session}
        runs[session.block_run] = replace(run, days=max(run.days, session.days), sessions=days)
    return tuple(runs.values())


def next_day(run: Run, ended: Callable[[SessionOpened], bool]) -> int | None:
    """The first day of the run that hasn't ended, or None where all have.

    Days before the first one opened were held before this record began.
    """
    for day in range(min(run.sessions, default=1), run.days + 1):
        session = run.sessions.get(day)
        if session is None or not ended(session):
            return day
    return None


def block_after(block: int, blocks: Iterable[int]) -> int:
    """The block that follows: a rolling group goes round (programme.md)."""
    order = sorted(blocks)
    later = [one for one in order if one > block]
    return (later or order or [1])[0]
