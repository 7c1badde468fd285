"""What the plan of a block is asked to keep to: the men, the dates, the staff, what is placed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from exercise_bank.exercise import Domain
from exercise_bank.plan import DayPlan


@dataclass(frozen=True, slots=True)
class Man:
    """A man of the group as a plan sees him.

    `domains` are those of his targets, `styles` how he learns, in the words of the service's data.
    `joins` is the date of his first day where that isn't the block's first; `away` are dates on
    which he can't come. `owes_work`: whether he is to have personal work in this block.
    """

    seat: int
    domains: tuple[Domain, ...] = ()
    styles: tuple[str, ...] = ()
    joins: date | None = None
    away: frozenset[date] = frozenset()
    owes_work: bool = True


@dataclass(frozen=True, slots=True)
class Facilitator:
    """One who may run a day; `leads` where qualified to. `leave` are first and last dates."""

    name: str
    leads: bool = True
    leave: tuple[tuple[date, date], ...] = ()

    def works_on(self, on: date) -> bool:
        """Whether no leave of theirs covers the date."""
        return not any(first <= on <= last for first, last in self.leave)


@dataclass(frozen=True, slots=True)
class Placed:
    """An exercise placed by hand: so many minutes in a half of a day (0 before lunch, 1 after).

    `seat` is the man whose personal work it is. `after` are the minutes of work before it in its
    half, beside what begins the day, where it is to stay just there.
    """

    day: int
    half: int
    exercise: str
    minutes: int
    seat: int | None = None
    after: int | None = None


@dataclass(frozen=True, slots=True)
class PlannedDay:
    """A day of a block as planned: its date, its items, who leads, who is second, who covers.

    Names are empty where there is nobody; `warnings` say so in words.
    """

    date: date
    plan: DayPlan
    lead: str = ""
    second: str = ""
    cover: str = ""
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class BlockWishes:
    """Everything that the plan of one run of a block is to satisfy.

    `weekdays` are the days of the week on which the group meets, 0 is Monday. `closed` says why
    there is no group on a date, beside bank holidays. `kept` are days that stay as they are, from
    the first on (they have run); what they hold isn't planned again. `carried` are exercises to
    come first, as they weren't delivered before; `before` is the day that each exercise had in the
    plan that this one follows, `before_men` the day of each man's personal work by seat: they move
    only for a reason. `dates` are those that days (by number) have already: they stay where there
    can be a group.
    """

    block: int
    men: tuple[Man, ...]
    start: date
    weekdays: tuple[int, ...]
    staff: tuple[Facilitator, ...] = ()
    closed: Mapping[date, str] = field(default_factory=dict)
    placed: tuple[Placed, ...] = ()
    kept: tuple[PlannedDay, ...] = ()
    carried: tuple[str, ...] = ()
    before: Mapping[str, int] = field(default_factory=dict)
    before_men: Mapping[int, int] = field(default_factory=dict)
    dates: Mapping[int, date] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class BlockSchedule:
    """The days of a block with their dates.

    `passed_over` are dates of the weekday pattern without a group, and why. `left_out` are
    exercises of the bank for which there was no room. `cost` is how far the plan departs from what
    is wished but not required; no plan of the same rules has a lower one (`block_filling`). `moved`
    says what was placed by hand and is in its half of its day still, but elsewhere in it.
    """

    block: int
    days: tuple[PlannedDay, ...]
    passed_over: tuple[tuple[date, str], ...]
    left_out: tuple[str, ...]
    cost: int
    moved: tuple[str, ...] = ()


class NoPlan(Exception):
    """No plan satisfies the wishes; `wishes` are those that collide, none of them to spare."""

    def __init__(self, why: str, wishes: tuple[str, ...] = ()) -> None:
        self.wishes = wishes
        super().__init__(why)
