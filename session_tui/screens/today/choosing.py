"""Which day is chosen: the next to run by itself, another where somebody chose it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

from models.entries.group import SessionOpened
from session_tui.screens.today.runs import Run, next_day, runs_of


@dataclass(frozen=True, slots=True)
class DayChoice:
    """The group's runs, the run and day chosen; `moved` where somebody chose them himself."""

    runs: tuple[Run, ...]
    run: Run
    number: int
    moved: bool = False

    @property
    def opened(self) -> SessionOpened | None:
        """The chosen day's session, where it was opened."""
        return self.run.sessions.get(self.number)

    def stepped(self, step: int) -> DayChoice:
        """So many days on, within the block."""
        number = min(self.run.days, max(1, self.number + step))
        return replace(self, number=number, moved=True)

    def at(self, run: Run, number: int) -> DayChoice:
        """This day of this run."""
        return replace(self, run=run, number=number, moved=True)

    def let_go(self) -> DayChoice:
        """The next day to run is chosen by itself again."""
        return replace(self, moved=False)


def choose(
    before: DayChoice | None,
    sessions: Iterable[SessionOpened],
    ended: Callable[[SessionOpened], bool],
    fresh: Callable[[Run | None], Run],
) -> DayChoice:
    """The choice with the sessions (by date) as they are now.

    What somebody chose stays; otherwise it is the first day of the last run that hasn't ended.
    `fresh` gives the run that would begin after one (None: the group's first).
    """
    runs = runs_of(sessions)
    if before is not None and before.moved:
        mine = [run for run in runs if run.id == before.run.id]
        return replace(before, runs=runs, run=mine[0] if mine else before.run)
    last = runs[-1] if runs else None
    number = next_day(last, ended) if last else None
    if last is None or number is None:
        return DayChoice(runs, fresh(last), 1)
    return DayChoice(runs, last, number)
