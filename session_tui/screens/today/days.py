"""A group's days as Today sees them: read from the record, one of them chosen."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from textual import work

from exercise_bank.component import component_named, unit_of
from exercise_bank.plan import BlockPlan, DayPlan
from exercise_bank.plan_file import read_plan
from exercise_bank.plan_reading import PlanReading
from models.acts import Refused
from models.acts.planning import cancel_session
from models.entries.group import SessionOpened
from models.entries.planning import DayPlanned
from models.facts import Facts
from models.group.lifestyle import LifestylePlan
from models.group.missed_before import BeforeHere
from models.group.people import days_of, fold_roster, fold_sessions
from models.group.planned_days import PlannedRun, plan_of, planned_runs, run_to_begin
from models.local_time import date_of, long_date
from models.record_error import RecordError
from session_tui.ask import Ask, Choice, numbered, words_of
from session_tui.desk import Desk
from session_tui.frame import FrameScreen
from session_tui.reading_page import ReadingPage
from session_tui.reasons import why
from session_tui.screens.today.choosing import DayChoice, choose
from session_tui.screens.today.held import Held, held
from session_tui.screens.today.lifestyle import lifestyle_plans
from session_tui.screens.today.look import ZONE, Chosen, Look
from session_tui.screens.today.men_before import men_before
from session_tui.screens.today.plan_reading import plan_reading_lines
from session_tui.screens.today.runs import Run, block_after

MOST_READ = 12
"""So many of the last sessions are read for what they left open."""


class GroupDays(FrameScreen):
    """Reads the chosen group's days and keeps which one is chosen, with the keys that choose."""

    def __init__(self) -> None:
        super().__init__()
        self.choice: DayChoice | None = None
        self.held: dict[str, Held] = {}
        self._plan = PlanReading()
        self._plan_shown = False
        self._team_facts = Facts.of(())
        self._lifestyle: dict[str, LifestylePlan] = {}
        self.came_with: dict[str, dict[str, BeforeHere]] = {}

    @property
    def desk(self) -> Desk:
        """The door to the record."""
        return self.session_app.desk

    def look(self) -> Look | None:
        """What is shown: None where there is no group."""
        desk, choice = self.desk, self.choice
        group = desk.team.groups.get(desk.group)
        if group is None or choice is None:
            return None
        chosen = Chosen(
            block=choice.run.block,
            run=choice.run.id,
            number=choice.number,
            days=choice.run.days,
            opened=choice.opened,
            plan=self._plan_of(choice.run, choice.number),
            planned=self._planned_day(choice.run, choice.number),
        )
        today = date_of(desk.now(), ZONE)
        day = self.held.get(chosen.opened.session) if chosen.opened else None
        date = chosen.opened.date if chosen.opened else today
        return Look(
            group=group,
            team=desk.team,
            facts=desk.group_facts,
            roster=fold_roster(desk.group_facts, date, day.started if day else None),
            bank=desk.bank,
            chosen=chosen,
            held=self.held,
            date=today,
            notices=desk.opening,
            team_facts=self._team_facts,
            plans=self._lifestyle,
            came_with=self.came_with,
        )

    def _plan_of(self, run: Run, number: int) -> DayPlan | None:
        """The plan's file where it was accepted and has the day; the record's; else the bank's."""
        if self._plan.block in (0, run.block) and (day := self._plan.day(number)):
            return day
        if planned := self._planned_day(run, number):
            return plan_of(planned, self.desk.roster())
        plan = self.desk.bank.block_plan(run.block)
        return plan.day(number) if plan else None

    def plan_is_of(self, block: int) -> bool:
        """Whether the plan's file was accepted and says that it is of this block."""
        return self._plan.block == block

    def _planned_day(self, run: Run, number: int) -> DayPlanned | None:
        """The day in the plan on record."""
        runs = planned_runs(self.desk.group_facts) if run.id else ()
        return next((one.days.get(number) for one in runs if one.run == run.id), None)

    # --- reading --------------------------------------------------------------

    def on_screen_resume(self) -> None:
        """Read again: a day may have run, a man joined."""
        if self.desk.unlocked:
            self._read()

    def heard(self) -> None:
        """Another terminal opened a day, or wrote in one."""
        self._read()
        self.tell_of_clocks()

    @work(exclusive=True, group="read")
    async def _read(self) -> None:
        desk = self.desk
        if desk.team.groups:
            today = date_of(desk.now(), ZONE)
            await desk.run(lambda: choose_group(desk, today))
            self._team_facts = await desk.run(desk.team_facts)
            self._lifestyle = await desk.run(lambda: lifestyle_plans(desk))
            self.choose_day()
            self.redraw()
            await self._read_days()
            self.came_with = await desk.run(lambda: men_before(desk))
        self.redraw()
        self._show_plan_file()

    async def _read_days(self) -> None:
        """Read the last sessions, newest first, drawing as they come."""
        for session in reversed(fold_sessions(self.desk.group_facts)[-MOST_READ:]):
            known = self.held.get(session.session)
            if known is None or not known.finished:
                await self.read_day(session)
                self.choose_day()
                self.redraw()

    async def read_day(self, session: SessionOpened) -> None:
        desk, bank = self.desk, self.desk.bank
        day = await desk.run(lambda: held(desk.read_day(session.session), desk.team.here, bank))
        self.held[session.session] = day

    def choose_day(self) -> None:
        """The day to run next, unless another was chosen."""
        group = self.desk.team.groups.get(self.desk.group)
        component = component_named(group.component if group else "")
        sessions = days_of(fold_sessions(self.desk.group_facts), component)
        self.choice = choose(self.choice, sessions, self._has_ended, self._run_after)

    def _has_ended(self, session: SessionOpened) -> bool:
        """As read; until it is, a day opened before today counts as ended."""
        known = self.held.get(session.session)
        if known is None:
            return session.date < date_of(self.desk.now(), ZONE)
        return known.ended is not None

    def _run_after(self, last: Run | None) -> Run:
        """What is planned next; without a plan on record the block that follows."""
        planned = self._planned_next()
        if planned is not None:
            return self._fresh_run(planned.block)
        blocks = self._plans()
        first = self._plan.block or min(blocks, default=1)
        return self._fresh_run(block_after(last.block, blocks) if last else first)

    def _planned_next(self, block: int | None = None) -> PlannedRun | None:
        """The first planned run of which no day was opened; of one block where it is said."""
        facts = self.desk.group_facts
        begun = {session.block_run for session in fold_sessions(facts)}
        return run_to_begin(planned_runs(facts), block, begun)

    def _fresh_run(self, block: int) -> Run:
        """A run that isn't begun: as planned, else its id is given when its first day opens."""
        planned = self._planned_next(block)
        if planned is not None:
            return Run(block, planned.run, max(day.days for day in planned.days.values()))
        plan = self.desk.bank.block_plan(block)
        men = len(self.desk.roster().members)
        return Run(block, "", len(plan.days) if plan else self.desk.bank.service.block_days(men))

    # --- choosing -------------------------------------------------------------

    def action_earlier_day(self) -> None:
        """The day before."""
        self._step(-1)

    def action_later_day(self) -> None:
        """The day after."""
        self._step(1)

    def _step(self, step: int) -> None:
        if self.choice is not None:
            self.choice = self.choice.stepped(step)
            self.redraw()

    def action_next_group(self) -> None:
        """Another group."""
        groups = list(self.desk.team.groups)
        if len(groups) > 1 and self.desk.group in groups:
            self.desk.group = groups[(groups.index(self.desk.group) + 1) % len(groups)]
            self.choice, self.held, self._plan = None, {}, PlanReading()
            self._read()

    @work
    async def action_begin_block(self) -> None:
        """Begin a block: which, and at which day."""
        await self.ask_block()

    async def ask_block(self) -> bool:
        plans = self._plans()
        if self.choice is None or not plans:
            return False
        asked = Ask("Which block does the group begin?", plan_choices(plans))
        block = str(*plans) if len(plans) == 1 else await self.app.push_screen_wait(asked)
        if not block:
            return False
        run, unit = self._fresh_run(int(block)), unit_of(int(block))
        labels = [str(day) for day in range(1, run.days + 1)]
        days = [replace(one, label=f"{unit} {one.value}") for one in numbered(labels)]
        number = await self.app.push_screen_wait(Ask(f"At which {unit}?", days))
        if number:
            self.choice = self.choice.at(run, int(number) or 10)
            self.redraw()
        return bool(number)

    @work
    async def action_cancel_day(self) -> None:
        """Today's session isn't held: why, for the audit; its day is run on another date."""
        look = self.look()
        if look is None:
            return
        asked = why(self.session_app, "Why is today's session cancelled?", "cancelled")
        reason = await words_of(self.app, asked)
        if not reason:
            return
        desk, chosen = self.desk, look.chosen
        try:
            act = cancel_session(look.facts, chosen.block, chosen.number, look.date, reason)
            await desk.run(lambda: desk.append(act))
        except (Refused, RecordError) as trouble:
            self.session_app.tell(str(trouble))
            return
        self.session_app.tell(act.says)
        self.redraw()

    def _plans(self) -> Mapping[int, BlockPlan]:
        """The bank's plans that a group of this component goes through."""
        group = self.desk.team.groups.get(self.desk.group)
        return self.desk.bank.plans_of(component_named(group.component if group else ""))

    # --- the plan's file ------------------------------------------------------

    def _show_plan_file(self) -> None:
        """Once, where the program was started with one and there is a group to use it for."""
        if self.session_app.plan_file and self.choice is not None and not self._plan_shown:
            self._plan_shown = True
            self.action_plan_file()

    @work
    async def action_plan_file(self) -> None:
        """What was read from the plan's file, before it is accepted."""
        path, choice = self.session_app.plan_file, self.choice
        if path is None or choice is None:
            self.session_app.tell("No plan's file was given: start with --plan FILE.")
            return
        bank, block = self.desk.bank, choice.run.block if choice.runs else None
        reading = await self.desk.run(lambda: read_plan(path, bank, block=block))

        def accept() -> None:
            self._plan = reading
            self.choose_day()
            self.redraw()

        page = ReadingPage(
            f"Plan · {path.name}",
            lambda cells: plan_reading_lines(reading, choice.number, cells),
            accept if reading.days and not reading.faults else None,
        )
        self.app.push_screen(page)


def plan_choices(plans: Mapping[int, BlockPlan]) -> list[Choice]:
    """A choice for each plan, on its block's number."""
    return [Choice(str(block), plan.title, str(block)) for block, plan in plans.items()]


def choose_group(desk: Desk, today: str) -> None:
    """Read the chosen group anew; where none is, choose the one that comes on this date (ISO).

    That is one opened today, or that met last on this weekday; otherwise the one that met last.
    """
    groups = desk.team.groups
    if desk.group in groups or len(groups) == 1:
        desk.choose_group(desk.group if desk.group in groups else next(iter(groups)))
        return
    facts = {group: desk.facts_of(group) for group in groups}
    desk.group = max(groups, key=lambda group: _likely(facts[group], today))
    desk.group_facts = facts[desk.group]


def _likely(facts: Facts, today: str) -> tuple[bool, bool, str]:
    sessions = fold_sessions(facts)
    last = sessions[-1].date if sessions else ""
    return (last == today, bool(last) and weekday(last) == weekday(today), last)


def weekday(date: str) -> str:
    """The day of the week of an ISO date, in three letters."""
    return long_date(date)[:3]
