"""Everything that Today shows of a group and a chosen day, as one value."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from exercise_bank.bank import Bank
from exercise_bank.component import Component, component_named
from exercise_bank.exercise import ItemSet
from exercise_bank.plan import DayPlan
from models.day.day import Day
from models.entries.group import (
    ActionWritten,
    ConcernWritten,
    MemberAdded,
    SessionOpened,
    WorkSet,
)
from models.entries.planning import DayPlanned
from models.entries.team import GroupFormed
from models.facts import Facts
from models.group.lifestyle import LifestylePlan
from models.group.missed_before import BeforeHere
from models.group.people import Roster, Team, days_of, fold_sessions
from session_tui.screens.today.held import Held
from session_tui.screens.today.rows import PlanRow, laid_rows, planned_rows

ZONE = "Europe/London"


@dataclass(frozen=True, slots=True)
class Chosen:
    """The day chosen: of which block and run ("" for one not begun), and what is known of it.

    `planned` is the day in the plan on record.
    """

    block: int
    run: str
    number: int
    days: int
    opened: SessionOpened | None = None
    plan: DayPlan | None = None
    planned: DayPlanned | None = None


@dataclass(frozen=True)
class Look:
    """A group and a chosen day. `date` is today's (ISO); `held` has the days read, by session."""

    group: GroupFormed
    team: Team
    facts: Facts
    roster: Roster
    bank: Bank
    chosen: Chosen
    held: Mapping[str, Held]
    date: str
    notices: tuple[str, ...] = ()
    team_facts: Facts = field(default_factory=lambda: Facts.of(()))
    plans: Mapping[str, LifestylePlan] = field(default_factory=dict)
    """The men's lifestyle plans by their ids; read where the group keeps them."""
    came_with: Mapping[str, Mapping[str, BeforeHere]] = field(default_factory=dict)
    """Of men who were transferred here: other groups with his parts in their sessions, by ids."""

    @property
    def component(self) -> Component:
        """The component that the group is of."""
        return component_named(self.group.component)

    @property
    def day(self) -> Held | None:
        """The chosen day as far as it was held, where it was opened and is read."""
        return self.held.get(self.chosen.opened.session) if self.chosen.opened else None

    @property
    def day_date(self) -> str:
        """The date of the chosen day (ISO): as opened, otherwise today."""
        return self.chosen.opened.date if self.chosen.opened else self.date

    @cached_property
    def rows(self) -> tuple[PlanRow, ...]:
        """The day's plan: as laid where it was opened, otherwise as it would be."""
        if self.day is not None:
            return laid_rows(self.day.items, self.roster)
        return planned_rows(self.chosen.plan) if self.chosen.plan else ()

    @property
    def working(self) -> frozenset[int]:
        """The seats whose personal work stands in the day's plan."""
        return frozenset(row.seat for row in self.rows if row.set is ItemSet.PERSONAL and row.seat)

    @cached_property
    def before(self) -> tuple[SessionOpened, ...]:
        """The group's sessions before the chosen day, by date."""
        mine = self.chosen.opened.session if self.chosen.opened else ""
        return tuple(
            one
            for one in days_of(fold_sessions(self.facts), self.component)
            if one.session != mine and one.date <= self.day_date
        )

    @property
    def last(self) -> Held | None:
        """The session before this one, as it was held."""
        return self.held.get(self.before[-1].session) if self.before else None

    def is_new(self, man: MemberAdded) -> bool:
        """Whether he joined since the last session; before the first one, in this block."""
        if not self.before:
            earlier = any(other.block < self.chosen.block for other in self.roster.members.values())
            return earlier and man.block == self.chosen.block
        last = self.before[-1]
        if man.joined:
            return man.joined > last.date
        added = self.facts.settle("member", man.member)
        opened = self.facts.settle("session", last.session)
        return bool(added and opened and added.history[0].written > opened.history[0].written)

    def missed(self, man: MemberAdded) -> tuple[int, ...]:
        """The days of this block's run that he wasn't there."""
        return tuple(
            day.about.day
            for day in self.held.values()
            if day.about.block_run == self.chosen.run
            and day.about.day != self.chosen.number
            and man.member in day.away
        )

    @property
    def concerns(self) -> tuple[ConcernWritten, ...]:
        """Concerns and incidents that aren't closed, of all sessions, oldest first."""
        found = (settled.value.what for settled in self.facts.all_of("concern"))
        return tuple(what for what in found if isinstance(what, ConcernWritten) and not what.closed)

    @property
    def work_due(self) -> tuple[WorkSet, ...]:
        """Work set before that hasn't been asked about in another session."""
        return self._folded.work_due

    def men_due(self, work: WorkSet) -> tuple[str, ...]:
        """The men who are still to be asked about it."""
        return self._folded.men_due(work)

    @property
    def actions_open(self) -> tuple[ActionWritten, ...]:
        """What is to be done and isn't yet, oldest first."""
        return self._folded.actions_open

    @cached_property
    def _folded(self) -> Day:
        """The group's facts as a day: the chosen one where it was opened."""
        return Day(self.chosen.opened.session if self.chosen.opened else "", self.facts)

    @property
    def to_finish(self) -> tuple[Held, ...]:
        """Days that ran and whose record isn't finished, oldest first, without the chosen one."""
        mine = self.chosen.opened.session if self.chosen.opened else ""
        days = (day for day in self.held.values() if day.left_open and day.about.session != mine)
        return tuple(sorted(days, key=lambda day: (day.about.date, day.about.day)))
