"""Entries that make the day's time line: the plan as laid, items run, the clock paused."""

from __future__ import annotations

from typing import Annotated, ClassVar, Literal

from pydantic import BaseModel, ConfigDict, Field

from exercise_bank.exercise import ItemSet
from models.entries.content import Content, Fact, Instant, Minutes, Number


class Item(BaseModel):
    """One item of the day: a copy of the plan's, so that a later bank never rewrites it.

    `start` is the planned start in minutes since local midnight; `member` is the man whose
    personal work it is.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: str
    exercise: str
    title: str
    public_title: str
    set: ItemSet
    minimum: Minutes
    planned: Minutes
    maximum: Minutes
    start: Minutes
    fixed: bool = False
    member: str = ""
    part: Number = 1
    parts: Number = 1
    optional: bool = False
    aim: str = ""
    remark: str = ""

    @property
    def end(self) -> int:
        """The planned end, in minutes since local midnight."""
        return self.start + self.planned


class PlanLaid(Content):
    """The day's plan, laid into the record. `start` and `end` are minutes since midnight."""

    kind: ClassVar[str] = "plan-laid"
    items: tuple[Item, ...]
    start: Minutes
    end: Minutes

    @property
    def fact(self) -> Fact:
        """The plan of this day: two unlike ones are unsettled."""
        return ("plan",)


class ItemStarted(Content):
    """An item began."""

    kind: ClassVar[str] = "item-started"
    item: str


class ItemEnded(Content):
    """An item ended; `cut` says that it was cut short, with why and who agreed."""

    kind: ClassVar[str] = "item-ended"
    item: str
    cut: bool = False
    reason: str = ""
    agreed: str = ""


class ItemDropped(Content):
    """An item won't run today: skipped, or carried over to another day."""

    kind: ClassVar[str] = "item-dropped"
    item: str
    carried: bool = False
    reason: str = ""
    agreed: str = ""


class ItemAdded(Content):
    """An item not in the plan, placed after `after` (empty: before all)."""

    kind: ClassVar[str] = "item-added"
    item: Item
    after: str = ""


class ItemsOrdered(Content):
    """The order of the day's items, all of them: what was moved, swapped or taken first."""

    kind: ClassVar[str] = "items-ordered"
    items: tuple[str, ...]

    @property
    def fact(self) -> Fact:
        """The order of the day: two people's unlike ones are unsettled."""
        return ("order",)


class ItemMoved(Content):
    """An item takes its place after `after` (empty: before all); read still, no longer written."""

    kind: ClassVar[str] = "item-moved"
    item: str
    after: str = ""


class MinutesChanged(Content):
    """Minutes were given to an item or taken from it."""

    kind: ClassVar[str] = "minutes-changed"
    item: str
    minutes: Annotated[int, Field(ge=-24 * 60, le=24 * 60)]
    reason: str = ""


class OverrunExplained(Content):
    """Why an item ran over, in a word."""

    kind: ClassVar[str] = "overrun-explained"
    item: str
    reason: str

    @property
    def fact(self) -> Fact:
        """The reason of this item's overrun."""
        return ("overrun", self.item)


class LateStartExplained(Content):
    """Why the day began later than planned, in a word."""

    kind: ClassVar[str] = "late-start-explained"
    reason: str

    @property
    def fact(self) -> Fact:
        """The reason of the late start."""
        return ("late-start",)


class SideTimerSet(Content):
    """A timer beside the schedule, from the entry's moment on: so many rounds of so many seconds.

    The latest one counts; one of no rounds stops it.
    """

    kind: ClassVar[str] = "side-timer-set"
    seconds: Annotated[int, Field(ge=0, le=24 * 3600)] = 0
    rounds: Annotated[int, Field(ge=0, le=99)] = 0


class ClockPaused(Content):
    """The work stopped; `interruption` is "leave now" (an alarm, an incident)."""

    kind: ClassVar[str] = "clock-paused"
    reason: str = ""
    interruption: bool = False


class ClockResumed(Content):
    """The work went on."""

    kind: ClassVar[str] = "clock-resumed"


class AwaySettled(Content):
    """What a stretch counts as in which the laptop was away: running on, or a pause (ms)."""

    kind: ClassVar[str] = "away-settled"
    since: Instant
    until: Instant
    counted: Literal["running", "pause"]


class RunOn(Content):
    """It was agreed to run on past the planned end, to `until` (ms), with who leaves on time."""

    kind: ClassVar[str] = "run-on"
    until: Instant
    reason: str = ""
    leaving: tuple[str, ...] = ()

    @property
    def fact(self) -> Fact:
        """That the day runs on."""
        return ("run-on",)

    @property
    def members_named(self) -> tuple[str, ...]:
        """Who leaves on time."""
        return self.leaving


class DayEnded(Content):
    """The group went home."""

    kind: ClassVar[str] = "day-ended"
    reason: str = ""


class RecordingMarked(Content):
    """The recording was started, stopped, failed, or is not made, with why and where."""

    kind: ClassVar[str] = "recording-marked"
    state: Literal["started", "stopped", "failed", "not recorded"]
    reference: str = ""
    reason: str = ""
