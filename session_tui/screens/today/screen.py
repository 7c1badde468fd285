"""Today, at half past nine: what to know before the group comes, and one key that opens the day."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import ClassVar

from textual import work
from textual.containers import VerticalScroll
from textual.screen import Screen
from textual.widget import Widget

from exercise_bank.plan import DayPlan
from exercise_bank.plan_file import read_plan
from exercise_bank.plan_reading import PlanReading
from models.acts import Refused
from models.entries.group import SessionOpened
from models.local_time import clock, date_of, long_date
from models.people import fold_sessions
from session_tui.ask import Ask, Choice, numbered
from session_tui.desk import Desk
from session_tui.frame import FrameScreen
from session_tui.lines import Line, LinesPane, line, spread
from session_tui.reading_page import ReadingPage
from session_tui.screens.today.held import Held, held
from session_tui.screens.today.lines import no_group_lines, today_lines
from session_tui.screens.today.look import ZONE, Chosen, Look
from session_tui.screens.today.opening import open_chosen, redated, stale
from session_tui.screens.today.plan_reading import plan_reading_lines
from session_tui.screens.today.runs import Run, block_after, next_day, runs_of

MOST_READ = 12
"""So many of the last sessions are read for what they left open."""
SHORT = 100


class TodayScreen(FrameScreen):
    """A group, a day of its block, and everything to know before it."""

    place: ClassVar[str] = "today"
    AUTO_FOCUS = ""
    DEFAULT_CSS = "TodayScreen #lines { height: auto; }"

    def __init__(self) -> None:
        super().__init__()
        self._runs: tuple[Run, ...] = ()
        self._run: Run | None = None
        self._number = 1
        self._moved = False
        self._held: dict[str, Held] = {}
        self._plan = PlanReading()
        self._plan_shown = False

    def body(self) -> Iterable[Widget]:
        """One page of lines that scrolls."""
        with VerticalScroll(id="page", classes="scrolling", can_focus=False):
            yield LinesPane(id="lines")

    @property
    def _desk(self) -> Desk:
        return self.session_app.desk

    # --- what it draws --------------------------------------------------------

    def title_left(self) -> Line:
        """The group, and that there are others."""
        desk = self._desk
        groups = list(desk.team.groups)
        practice = (("PRACTICE  ", "accent"),) if desk.practice else ()
        if desk.group not in groups:
            return (*practice, ("Today", "now"))
        which = f"  {groups.index(desk.group) + 1} of {len(groups)}" if len(groups) > 1 else ""
        return (*practice, (desk.team.groups[desk.group].name, "now"), (f" · Today{which}", "past"))

    def title_right(self) -> Line:
        """Date, clock, whose hand it is, whether all is saved."""
        now = self._desk.now()
        date = "" if self.size.width < SHORT else f"{long_date(date_of(now, ZONE))}  "
        return ((f"{date}{clock(now, ZONE)}   ", "normal"), *self.hand_sign(), *self.saved_sign())

    def redraw(self) -> None:
        """The page in the width there is."""
        if not self.is_mounted or not self._desk.unlocked:
            return
        cells = max(60, self.size.width - 4)
        look = self.look()
        lines = today_lines(look, cells) if look else no_group_lines(self._desk.opening, cells)
        self.query_one("#lines", LinesPane).show(lines)
        self.draw_frame()

    def tick(self) -> None:
        """Only the frame changes by itself."""
        self.draw_frame()

    def draw_status(self) -> None:
        """The last thing said; and that the page goes on, where it does."""
        page = self.query_one("#page", VerticalScroll)
        desk = self._desk
        said: Line = line(desk.not_saved, "alarm") if desk.not_saved else self.session_app.said
        more = page.max_scroll_y > page.scroll_offset.y
        sign = line("↓ more", "past") if more else ()
        self.query_one("#status", LinesPane).show(
            [spread(said, sign, max(10, self.size.width - 2))]
        )

    def look(self) -> Look | None:
        """What is shown: None where there is no group."""
        desk = self._desk
        group = desk.team.groups.get(desk.group)
        if group is None or self._run is None:
            return None
        return Look(
            group=group,
            team=desk.team,
            facts=desk.group_facts,
            roster=desk.roster(),
            bank=desk.bank,
            chosen=self._chosen(self._run),
            held=self._held,
            date=date_of(desk.now(), ZONE),
            notices=desk.opening,
        )

    def _chosen(self, run: Run) -> Chosen:
        return Chosen(
            block=run.block,
            run=run.id,
            number=self._number,
            days=run.days,
            opened=run.sessions.get(self._number),
            plan=self._plan_of(run.block, self._number),
        )

    def _plan_of(self, block: int, number: int) -> DayPlan | None:
        """The plan's file where it was accepted and has the day, otherwise the bank."""
        if self._plan.block in (0, block) and (day := self._plan.day(number)):
            return day
        plan = self._desk.bank.block_plan(block)
        return plan.day(number) if plan else None

    # --- reading --------------------------------------------------------------

    def on_screen_resume(self) -> None:
        """Read again: a day may have run, a man joined."""
        if self._desk.unlocked:
            self._read()

    @work(exclusive=True, group="read")
    async def _read(self) -> None:
        desk = self._desk
        if desk.group not in desk.team.groups and desk.team.groups:
            desk.group = await desk.run(lambda: latest_group(desk))
        if desk.group:
            await desk.run(lambda: desk.choose_group(desk.group))
            self._take_runs()
            self.redraw()
            await self._read_days()
        self.redraw()
        self._show_plan_file()

    async def _read_days(self) -> None:
        """Read the last sessions, newest first, drawing as they come."""
        desk = self._desk
        for session in reversed(fold_sessions(desk.group_facts)[-MOST_READ:]):
            known = self._held.get(session.session)
            if known is None or not known.finished:
                self._held[session.session] = await desk.run(
                    lambda one=session: held(desk.read_day(one.session))  # type: ignore[misc]  # mypy infers no type for a default
                )
                self._take_runs()
                self.redraw()

    def _take_runs(self) -> None:
        """The runs as they stand; the day to run next, unless another was chosen."""
        self._runs = runs_of(fold_sessions(self._desk.group_facts))
        if self._run is not None and self._moved:
            mine = [run for run in self._runs if run.id == self._run.id]
            self._run = mine[0] if mine else self._run
            return
        self._run, self._number = self._next_up()

    def _next_up(self) -> tuple[Run, int]:
        if not self._runs:
            return self._fresh_run(self._plan.block or min(self._desk.bank.plans, default=1)), 1
        run = self._runs[-1]
        number = next_day(run, self._has_ended)
        if number is not None:
            return run, number
        return self._fresh_run(block_after(run.block, self._desk.bank.plans)), 1

    def _has_ended(self, session: SessionOpened) -> bool:
        """As read; until it is, a day opened before today counts as ended."""
        known = self._held.get(session.session)
        if known is None:
            return session.date < date_of(self._desk.now(), ZONE)
        return known.ended is not None

    def _fresh_run(self, block: int) -> Run:
        """A run that isn't begun: its id is given when its first day opens."""
        plan = self._desk.bank.block_plan(block)
        men = len(self._desk.roster().members)
        return Run(block, "", len(plan.days) if plan else self._desk.bank.service.block_days(men))

    # --- choosing -------------------------------------------------------------

    def action_earlier_day(self) -> None:
        """The day before."""
        self._step(-1)

    def action_later_day(self) -> None:
        """The day after."""
        self._step(1)

    def _step(self, step: int) -> None:
        if self._run is not None:
            self._number = min(self._run.days, max(1, self._number + step))
            self._moved = True
            self.redraw()

    def action_next_group(self) -> None:
        """Another group."""
        groups = list(self._desk.team.groups)
        if len(groups) > 1 and self._desk.group in groups:
            self._desk.group = groups[(groups.index(self._desk.group) + 1) % len(groups)]
            self._run, self._moved, self._held = None, False, {}
            self._read()

    @work
    async def action_begin_block(self) -> None:
        """Begin a block: which, and at which day."""
        await self._ask_block()

    async def _ask_block(self) -> bool:
        plans = self._desk.bank.plans
        if self._run is None or not plans:
            return False
        choices = [Choice(str(block), plan.title, str(block)) for block, plan in plans.items()]
        block = await self.app.push_screen_wait(Ask("Which block does the group begin?", choices))
        if not block:
            return False
        run = self._fresh_run(int(block))
        labels = [str(day) for day in range(1, run.days + 1)]
        days = [replace(one, label=f"day {one.value}") for one in numbered(labels)]
        number = await self.app.push_screen_wait(Ask("At which day?", days))
        if number:
            self._run, self._number, self._moved = run, int(number), True
            self.redraw()
        return bool(number)

    # --- opening the day ------------------------------------------------------

    @work(exclusive=True, group="open")
    async def action_open_day(self) -> None:
        """Open the chosen day, and go where it is run."""
        desk = self._desk
        if not desk.group or self._run is None:
            self.session_app.tell("No group yet: g forms one.")
            return
        if not self._runs and not self._moved and not await self._ask_block():
            return
        await desk.run(lambda: desk.choose_group(desk.group))  # another terminal may have opened it
        self._take_runs()
        look = self.look()
        if look is None:
            return
        opened = look.chosen.opened
        try:
            session = await (self._open_again(look, opened) if opened else self._open_new(look))
        except Refused as why:
            self.session_app.tell(str(why))
            return
        if session:
            await desk.run(lambda: desk.open_day(session))
            self._go_in()

    async def _open_new(self, look: Look) -> str:
        desk = self._desk
        opened, act = open_chosen(look, desk.new_id, practice=desk.practice)
        await desk.run(lambda: desk.append(act, session=opened.session))
        self.session_app.tell(act.says)
        return opened.session

    async def _open_again(self, look: Look, opened: SessionOpened) -> str:
        """A day opened before; one that never ran is asked about when its date has passed."""
        desk = self._desk
        self._held[opened.session] = await desk.run(lambda: held(desk.read_day(opened.session)))
        if not stale(look):
            return opened.session
        asked = f"Day {opened.day} was opened on {long_date(opened.date)} and didn't run."
        choices = [Choice("y", "run it today", "today"), Choice("k", "keep its date", "keep")]
        answer = await self.app.push_screen_wait(Ask(asked, choices))
        if answer == "today":
            act = redated(opened, look.date, look.facts)
            await desk.run(lambda: desk.append(act, session=opened.session))
        return opened.session if answer else ""

    def _go_in(self) -> None:
        self._moved = False
        screen: Screen[None]
        if self.session_app.observe_first:
            from session_tui.screens.observe.screen import ObserveScreen

            screen = ObserveScreen()
        else:
            from session_tui.screens.live.screen import LiveScreen

            screen = LiveScreen()
        self.app.push_screen(screen)

    # --- the plan's file ------------------------------------------------------

    def _show_plan_file(self) -> None:
        """Once, where the program was started with one and there is a group to use it for."""
        if self.session_app.plan_file and self._run is not None and not self._plan_shown:
            self._plan_shown = True
            self.action_plan_file()

    @work
    async def action_plan_file(self) -> None:
        """What was read from the plan's file, before it is accepted."""
        path, run = self.session_app.plan_file, self._run
        if path is None or run is None:
            self.session_app.tell("No plan's file was given: start with --plan FILE.")
            return
        bank, block = self._desk.bank, run.block if self._runs else None
        reading = await self._desk.run(lambda: read_plan(path, bank, block=block))
        number = self._number

        def accept() -> None:
            self._plan = reading
            self._take_runs()
            self.redraw()

        page = ReadingPage(
            f"Plan · {path.name}",
            lambda cells: plan_reading_lines(reading, number, cells),
            accept if reading.days else None,
        )
        self.app.push_screen(page)

    # --- other screens --------------------------------------------------------

    def action_further(self) -> None:
        """Further down the page."""
        self._scroll(1)

    def action_back_up(self) -> None:
        """Further up the page."""
        self._scroll(-1)

    def _scroll(self, way: int) -> None:
        page = self.query_one("#page", VerticalScroll)
        page.scroll_relative(y=way * max(1, page.size.height // 2), animate=False)
        self.draw_status()

    def action_new_group(self) -> None:
        """Form a group."""
        from session_tui.screens.group.form import FormGroupScreen

        self.app.push_screen(FormGroupScreen())

    def action_men(self) -> None:
        """The group's men."""
        from session_tui.screens.group.screen import GroupScreen

        if self._desk.group:
            self.app.push_screen(GroupScreen())

    def action_add_staff(self) -> None:
        """Add a member of staff."""
        from session_tui.screens.staff.screen import StaffScreen

        self.app.push_screen(StaffScreen())

    def action_review(self) -> None:
        """Sessions that ran."""
        from session_tui.screens.review.screen import ReviewScreen

        self.app.push_screen(ReviewScreen())

    def action_afterwards(self) -> None:
        """A day that ran on paper, entered in one table."""
        from session_tui.screens.afterwards.screen import AfterwardsScreen

        self.app.push_screen(AfterwardsScreen())


def latest_group(desk: Desk) -> str:
    """The group whose session was opened last; the first one where none has any."""
    latest, chosen = "", next(iter(desk.team.groups))
    for group in desk.team.groups:
        desk.choose_group(group)
        sessions = fold_sessions(desk.group_facts)
        if sessions and sessions[-1].date > latest:
            latest, chosen = sessions[-1].date, group
    return chosen
