"""The day's time line: which item ran when, what was paused, dropped, added, moved.

`odd` lists what made no sense and changed nothing. (Made by models/day/timeline_fold.py.)
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from models.entries.timeline import Item
from models.local_time import MINUTE_MS

Status = Literal["pending", "running", "done", "cut", "skipped", "carried"]


@dataclass(frozen=True, slots=True)
class Run:
    """One stretch in which an item ran; `ended` is None while it runs. Instants in ms."""

    started: int
    ended: int | None
    entry: str
    late: bool = False


@dataclass(frozen=True, slots=True)
class Pause:
    """A stretch in which the clock stood; `until` is None while it lasts."""

    since: int
    until: int | None
    reason: str = ""
    interruption: bool = False
    entry: str = ""


@dataclass(frozen=True, slots=True)
class ItemState:
    """One item of the day and what became of it. `change` is minutes given or taken."""

    item: Item
    runs: tuple[Run, ...] = ()
    change: int = 0
    dropped: Literal["", "skipped", "carried"] = ""
    cut: bool = False
    reason: str = ""
    agreed: str = ""
    overrun_reason: str = ""
    added: bool = False

    @property
    def running(self) -> bool:
        """Whether it runs now."""
        return bool(self.runs) and self.runs[-1].ended is None

    @property
    def status(self) -> Status:
        """What became of it."""
        if self.running:
            return "running"
        if self.runs:
            return self.dropped or ("cut" if self.cut else "done")
        return self.dropped or "pending"

    @property
    def minutes(self) -> int:
        """Its planned minutes with what was given or taken, at least one."""
        return max(1, self.item.planned + self.change)


@dataclass(frozen=True)
class Timeline:
    """The day's items in order, its pauses, its first start and its end (instants in ms)."""

    states: tuple[ItemState, ...] = ()
    pauses: tuple[Pause, ...] = ()
    started: int | None = None
    ended: int | None = None
    odd: tuple[str, ...] = ()
    plan_unsettled: bool = False
    late_start_reason: str = ""

    @cached_property
    def running(self) -> ItemState | None:
        """The item that runs now."""
        return next((state for state in self.states if state.running), None)

    @property
    def paused(self) -> Pause | None:
        """The pause that lasts now."""
        return self.pauses[-1] if self.pauses and self.pauses[-1].until is None else None

    @property
    def to_come(self) -> tuple[ItemState, ...]:
        """The items still to come, in order: those after the last that ran, then those before."""
        last = max((i for i, state in enumerate(self.states) if state.runs), default=-1)
        rest = (*self.states[last + 1 :], *self.states[: last + 1])
        return tuple(state for state in rest if state.status == "pending")

    @property
    def following(self) -> ItemState | None:
        """The item that comes next."""
        return next(iter(self.to_come), None)

    def state(self, item: str) -> ItemState | None:
        """The item of this id."""
        return next((state for state in self.states if state.item.id == item), None)

    def paused_ms(self, since: int, until: int) -> int:
        """Milliseconds in which the clock stood between two instants."""
        return sum(
            max(
                0,
                min(until, until if pause.until is None else pause.until) - max(since, pause.since),
            )
            for pause in self.pauses
        )

    def worked_ms(self, state: ItemState, now: int) -> int:
        """Milliseconds an item ran so far, pauses left out."""
        return sum(
            (until := run.ended if run.ended is not None else max(now, run.started))
            - run.started
            - self.paused_ms(run.started, until)
            for run in state.runs
        )

    def at(self, moment: int) -> tuple[ItemState, int] | None:
        """The item that ran at this moment and the whole minute into it, pauses left out."""
        for state in self.states:
            for run in state.runs:
                if run.started <= moment and (run.ended is None or moment < run.ended):
                    into = moment - run.started - self.paused_ms(run.started, moment)
                    return state, into // MINUTE_MS
        return None
