"""The runs of a group's blocks: their days as planned, and those that were opened."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from models.entries.group import SessionOpened
from models.entries.planning import DayPlanned
from models.facts import Facts
from models.group.people import fold_sessions
from models.group.planned_days import planned_runs


@dataclass(frozen=True, slots=True)
class BlockRun:
    """One time through a block: its days by number, as planned and as opened."""

    block: int
    run: str
    planned: Mapping[int, DayPlanned]
    opened: Mapping[int, SessionOpened]

    @property
    def first(self) -> str:
        """The date (ISO) of its first day."""
        return min(self.dates)

    @property
    def dates(self) -> tuple[str, ...]:
        """The dates (ISO) of its days, planned and opened."""
        planned = (day.date for day in self.planned.values())
        return (*planned, *(session.date for session in self.opened.values()))

    @property
    def numbers(self) -> tuple[int, ...]:
        """The numbers of its days that are known, in order."""
        return tuple(sorted({*self.planned, *self.opened}))

    @property
    def to_come(self) -> Mapping[int, DayPlanned]:
        """The planned days that nobody has opened."""
        return {number: day for number, day in self.planned.items() if number not in self.opened}


def block_runs(facts: Facts) -> tuple[BlockRun, ...]:
    """The runs of a group (its facts), planned or opened, by their first dates."""
    planned = {run.run: run for run in planned_runs(facts)}
    opened: dict[str, dict[int, SessionOpened]] = {}
    for session in fold_sessions(facts):
        opened.setdefault(session.block_run, {})[session.day] = session
    runs = []
    for run in {**planned, **opened}:
        sessions = opened.get(run, {})
        days = planned[run].days if run in planned else {}
        blocks = (*(one.block for one in days.values()), *(s.block for s in sessions.values()))
        runs.append(BlockRun(blocks[0], run, days, sessions))
    return tuple(sorted(runs, key=lambda one: one.first))


def run_now(runs: Sequence[BlockRun]) -> BlockRun | None:
    """The run that has begun and isn't over, else the next planned one, else the last."""
    going = [run for run in runs if run.opened and run.to_come]
    coming = [run for run in runs if run.to_come]
    return next(iter((*reversed(going), *coming, *reversed(runs))), None)
