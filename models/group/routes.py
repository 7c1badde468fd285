"""Each man's way through the programme: what is done, what remains, hours, the earliest end.

Seed: low risk goes from individual work straight into Better Lives (36 hours); medium and high do
all four blocks of the core (144 to 162 hours) and Better Lives (180 to 198). Very high goes as high
(derived). Credit for work in prison takes blocks or minutes off, with who allowed it and why.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Literal

from exercise_bank.component import Component, at_start, part_of
from exercise_bank.service import Service
from models.entries.group import MemberAdded
from models.entries.membership import CreditAllowed

INDIVIDUAL, BETTER_LIVES = Component.INDIVIDUAL, Component.BETTER_LIVES
LONG_TERM = Component.LONG_TERM
MINUTES = 60
LONGEST_YEARS = 10

State = Literal["done", "credited", "under way", "to come"]


@dataclass(frozen=True, slots=True)
class BlockHeld:
    """A man's part in one run of a block, or of another component by its number. In minutes.

    `days` have run of `days_planned`; `repeats` says that he is to start the block again.
    """

    block: int
    run: str
    days: int
    days_planned: int
    delivered: int
    attended: int
    repeats: bool = False

    @property
    def done(self) -> bool:
        """Whether he has been through it."""
        return self.days >= self.days_planned > 0 and not self.repeats


@dataclass(frozen=True, slots=True)
class Stage:
    """A part of a man's route. `fewest` to `most` minutes are asked, 0 where no length is given.

    `sessions_left` are those of the group still to come; a started block that he repeats counts
    whole.
    """

    name: str
    block: int
    fewest: int
    most: int
    state: State
    delivered: int = 0
    attended: int = 0
    sessions_left: int = 0


@dataclass(frozen=True, slots=True)
class Route:
    """The stages of a man's route in the order that he goes, and what they come to in minutes.

    `level` is "low", "medium" or "high", "" where the risk level isn't known: then the longer way
    is shown. `credited` are minutes of credit that come to less than a whole block.
    """

    level: str
    stages: tuple[Stage, ...]
    credit: CreditAllowed | None = None
    credited: int = 0

    @property
    def fewest(self) -> int:
        """Minutes asked at least."""
        return self._asked(sum(stage.fewest for stage in self.stages if stage.state != "credited"))

    @property
    def most(self) -> int:
        """Minutes asked at most."""
        return self._asked(sum(stage.most for stage in self.stages if stage.state != "credited"))

    def _asked(self, minutes: int) -> int:
        return max(0, minutes - self.credited)

    @property
    def delivered(self) -> int:
        """Minutes of work delivered while he was of the group, of what counts as hours asked.

        Individual work and long-term support have no hours that are asked: they stand apart.
        """
        return sum(stage.delivered for stage in self.stages if stage.most)

    @property
    def attended(self) -> int:
        """Minutes of that work that he was in the room for."""
        return sum(stage.attended for stage in self.stages if stage.most)

    @property
    def remaining(self) -> tuple[Stage, ...]:
        """What he still has to do."""
        return tuple(stage for stage in self.stages if stage.state in ("under way", "to come"))

    @property
    def sessions_left(self) -> int:
        """Sessions still to come."""
        return sum(stage.sessions_left for stage in self.remaining)


def route_of(
    man: MemberAdded,
    service: Service,
    held: Sequence[BlockHeld] = (),
    credit: CreditAllowed | None = None,
    group_size: int = 0,
) -> Route:
    """A man's route. `group_size` is how many men his group has, for the days of blocks to come."""
    level = "high" if man.risk_level == "very high" else man.risk_level
    core, credited = _core(man, service, held, credit, group_size)
    if level == "low":
        core, credited = (), 0
    hours, sessions = service.hours.relapse_prevention, service.hours.relapse_prevention_sessions
    minutes = int(hours * MINUTES)
    last = _component(held, BETTER_LIVES, (minutes, minutes), sessions)
    support = _component(held, LONG_TERM)
    after = () if support.state == "to come" else (support,)
    stages = (_component(held, INDIVIDUAL), *core, last, *after)
    return Route(level, stages, credit, credited)


def earliest_end(
    route: Route, after: date, weekdays: Iterable[int], closed: Mapping[date, str]
) -> date | None:
    """The date of the last session still to come, if each can be held and none is missed.

    Sessions fall on `weekdays` (0 is Monday) after the date, never on one that is `closed`. None
    where none is left, or the group has no weekdays.
    """
    pattern = frozenset(weekdays)
    left = route.sessions_left
    if not left or not pattern:
        return None
    on = after
    while left and on.year - after.year <= LONGEST_YEARS:
        on += timedelta(days=1)
        left -= on.weekday() in pattern and on not in closed
    return None if left else on


def _core(
    man: MemberAdded,
    service: Service,
    held: Sequence[BlockHeld],
    credit: CreditAllowed | None,
    group_size: int,
) -> tuple[tuple[Stage, ...], int]:
    """The four blocks from the one at whose start he joined, and credit that is no whole block.

    Derived: the group rolls. Credit in minutes takes off the blocks that he would come to last.
    """
    hours = service.hours
    count = hours.blocks
    size = group_size or service.group.usual_fewest
    asked = (int(hours.core_fewest * MINUTES / count), int(hours.core_most * MINUTES / count))
    first = min(max(man.block, 1), count)
    order = [*range(first, count + 1), *range(1, first)]
    days = service.block_days(size)
    stages = {
        block: _stage(f"Block {block}", block, asked, days, _of_block(held, block))
        for block in order
    }
    minutes = credit.core_minutes if credit else 0
    credited = set(credit.blocks) if credit else set()
    for block, stage in reversed(stages.items()):
        whole = minutes >= stage.fewest and block not in credited
        if stage.state == "to come" and (whole or block in credited):
            minutes -= stage.fewest if whole else 0
            stages[block] = replace(stage, state="credited", sessions_left=0)
    return tuple(stages.values()), minutes


def _component(
    held: Sequence[BlockHeld],
    component: Component,
    asked: tuple[int, int] = (0, 0),
    sessions: int = 0,
) -> Stage:
    """A component beside the core; long-term support is voluntary, and open-ended."""
    number = component.number
    stage = _stage(at_start(part_of(number)), number, asked, sessions, _of_block(held, number))
    if component is BETTER_LIVES:
        return stage
    return replace(stage, sessions_left=0, state="under way" if stage.delivered else "to come")


def _of_block(held: Sequence[BlockHeld], block: int) -> list[BlockHeld]:
    return [one for one in held if one.block == block]


def _stage(
    name: str, block: int, asked: tuple[int, int], sessions: int, runs: Sequence[BlockHeld]
) -> Stage:
    """A stage with what he had of it: all runs count for the hours, the last for the state."""
    stage = Stage(name, block, *asked, "to come", sessions_left=sessions)
    if not runs:
        return stage
    last = runs[-1]
    stage = replace(
        stage,
        delivered=sum(run.delivered for run in runs),
        attended=sum(run.attended for run in runs),
    )
    if any(run.done for run in runs):
        return replace(stage, state="done", sessions_left=0)
    if last.repeats:
        return replace(stage, sessions_left=max(sessions, last.days_planned))
    return replace(stage, state="under way", sessions_left=max(0, last.days_planned - last.days))
