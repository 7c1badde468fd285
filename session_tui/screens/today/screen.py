"""Today, at half past nine: what to know before the group comes, and one key that opens the day."""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar

from textual import work
from textual.containers import VerticalScroll
from textual.screen import Screen
from textual.widget import Widget

from exercise_bank.component import Component
from models.acts import Refused
from models.entries.group import SessionOpened
from models.group.people import TEN
from models.local_time import clock, long_date
from session_tui.ask import Ask, Choice, numbered
from session_tui.lines import Line, LinesPane, line, spread
from session_tui.screens.today.days import GroupDays
from session_tui.screens.today.lines import no_group_lines, today_lines
from session_tui.screens.today.look import ZONE, Look
from session_tui.screens.today.one_to_one import offers
from session_tui.screens.today.opening import open_chosen, redated, sheet_day, stale


class TodayScreen(GroupDays):
    """A group, a day of its block, and everything to know before it."""

    place: ClassVar[str] = "today"
    AUTO_FOCUS = ""
    DEFAULT_CSS = """
    TodayScreen #page { height: 1fr; padding: 0 1; scrollbar-size: 0 0; }
    TodayScreen #lines { height: auto; }
    """

    def body(self) -> Iterable[Widget]:
        """One page of lines that scrolls."""
        with VerticalScroll(id="page", can_focus=False):
            yield LinesPane(id="lines")

    # --- what it draws --------------------------------------------------------

    def title_left(self) -> Line:
        """The group, and that there are others."""
        desk = self.desk
        groups = list(desk.team.groups)
        practice = (("PRACTICE  ", "accent"),) if desk.practice else ()
        if desk.group not in groups:
            return (*practice, ("Today", "now"))
        which = f"  {groups.index(desk.group) + 1} of {len(groups)}" if len(groups) > 1 else ""
        return (*practice, (desk.team.groups[desk.group].name, "now"), (f" · Today{which}", "past"))

    def title_right(self) -> Line:
        """The clock, whose hand it is, whether all is saved."""
        now = clock(self.desk.now(), ZONE)
        return ((f"{now}   ", "normal"), *self.hand_sign(), *self.saved_sign())

    def footer_actions(self) -> list[tuple[str, str]]:
        """The usual ones; the arrows go both ways. Without a group, what makes one."""
        if not self.desk.group:
            return [("g", "new group"), ("t", "the staff"), ("?", "keys")]
        both = ("← →", "another day")
        return [
            both if said == "later day" else (key, said) for key, said in super().footer_actions()
        ]

    def redraw(self) -> None:
        """The page in the width there is."""
        if not self.stands or not self.desk.unlocked:
            return
        cells = max(60, self.size.width - 2)
        look = self.look()
        lines = today_lines(look, cells) if look else no_group_lines(self.desk.opening, cells)
        self.query_one("#lines", LinesPane).show(lines)
        self.draw_frame()

    def tick(self) -> None:
        """Only the frame changes by itself."""
        self.draw_frame()

    def draw_status(self) -> None:
        """The last thing said; and that the page goes on, where it does."""
        page = self.query_one("#page", VerticalScroll)
        desk = self.desk
        said: Line = line(desk.not_saved, "alarm") if desk.not_saved else self.session_app.said
        more = page.max_scroll_y > page.scroll_offset.y
        sign = line("↓ more", "past") if more else ()
        self.query_one("#status", LinesPane).show(
            [spread(said, sign, max(10, self.size.width - 2))]
        )

    # --- opening the day ------------------------------------------------------

    @work(exclusive=True, group="open")
    async def action_open_day(self) -> None:
        """Open the chosen day, and go where it is run."""
        look = self.look()
        if look is not None and look.component is Component.INDIVIDUAL:
            await self._open_one_to_one()
        elif await self._open():
            self._go_in()

    @work(exclusive=True, group="open")
    async def action_one_to_one(self) -> None:
        """A session of one man: whose, and what for."""
        await self._open_one_to_one()

    async def _open_one_to_one(self) -> None:
        desk, men = self.desk, self.desk.roster().members
        seats = [Choice(str(man.seat % TEN), man.initials, man.member) for man in men.values()]
        member = await self.app.push_screen_wait(Ask("One to one with whom?", seats))
        if not member:
            return
        before = self.came_with.get(member, {})
        found = await desk.run(lambda: offers(desk, men[member], self.held, before))
        choices = numbered([one.says for one in found])
        said = await self.app.push_screen_wait(Ask("What for?", choices, columns=1))
        chosen = next((one for one in found if one.says == said), None)
        if chosen is None:
            return
        session = chosen.session
        try:
            if chosen.make is not None:
                opened, act = chosen.make()
                session = opened.session
                await desk.run(lambda: desk.append(act, session=session))
                self.session_app.tell(act.says)
        except Refused as why:
            self.session_app.tell(str(why))
            return
        await desk.run(lambda: desk.open_day(session))
        self._go_in()

    @work(exclusive=True, group="open")
    async def action_afterwards(self) -> None:
        """A day that ran on paper, entered in one table; the table asks when it ran."""
        from session_tui.screens.afterwards.screen import AfterwardsScreen

        if await self._open(on_paper=True):
            self.app.push_screen(AfterwardsScreen())

    async def _open(self, *, on_paper: bool = False) -> bool:
        """Make the chosen day the open one: whether it is."""
        desk, choice = self.desk, self.choice
        if not desk.group or choice is None:
            self.session_app.tell("No group yet: g forms one.")
            return False
        known = choice.runs or choice.moved or choice.run.id or self.plan_is_of(choice.run.block)
        if not known and not await self.ask_block():
            return False
        await desk.run(lambda: desk.choose_group(desk.group))  # another terminal may have opened it
        self.choose_day()
        look = self.look()
        if look is None:
            return False
        opened = look.chosen.opened
        try:
            session = await (
                self._open_again(look, opened, on_paper) if opened else self._open_new(look)
            )
        except Refused as why:
            self.session_app.tell(str(why))
            return False
        if session:
            await desk.run(lambda: desk.open_day(session))
        return bool(session)

    async def _open_new(self, look: Look) -> str:
        desk = self.desk
        opened, act = open_chosen(look, desk.new_id, practice=desk.practice)
        await desk.run(lambda: desk.append(act, session=opened.session))
        self.session_app.tell(act.says)
        return opened.session

    async def _open_again(self, look: Look, opened: SessionOpened, on_paper: bool) -> str:
        """A day opened before; one that never ran is asked about when its date has passed."""
        desk = self.desk
        await self.read_day(opened)
        if on_paper or not stale(look):
            return opened.session
        asked = f"Day {opened.day} was opened on {long_date(opened.date)} and didn't run."
        choices = [Choice("y", "run it today", "today"), Choice("k", "keep its date", "keep")]
        answer = await self.app.push_screen_wait(Ask(asked, choices))
        if answer == "today":
            act = redated(opened, look.date, look.facts)
            await desk.run(lambda: desk.append(act, session=opened.session))
        return opened.session if answer else ""

    def _go_in(self) -> None:
        if self.choice is not None:
            self.choice = self.choice.let_go()
        screen: Screen[None]
        if self.session_app.observe_first:
            from session_tui.screens.observe.screen import ObserveScreen

            screen = ObserveScreen()
        else:
            from session_tui.screens.live.screen import LiveScreen

            screen = LiveScreen()
        self.app.push_screen(screen)

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

        if self.desk.group:
            self.app.push_screen(GroupScreen())

    def action_the_staff(self) -> None:
        """The staff: who may lead, leave, rota, slots."""
        from session_tui.screens.staff.screen import StaffScreen

        self.app.push_screen(StaffScreen())

    @work
    async def action_day_sheet(self) -> None:
        """Make the printed day sheet of the chosen day, opened or not."""
        from exports.write import export_day_sheet
        from session_tui.handing_out import ask_folder, write_out

        desk, look = self.desk, self.look()
        if look is None:
            return
        try:
            source = await desk.run(lambda: desk.source(sheet_day(desk, look)))
        except Refused as why:
            self.session_app.tell(str(why))
            return
        folder = await ask_folder(self.session_app)
        if folder is not None:
            await write_out(
                self.session_app,
                "day sheet",
                lambda: export_day_sheet(source, "pdf", folder),
                source,
            )

    def action_review(self) -> None:
        """Sessions that ran."""
        from session_tui.screens.review.screen import ReviewScreen

        self.app.push_screen(ReviewScreen())

    def action_find(self) -> None:
        """Notes in all sessions."""
        from session_tui.screens.find.screen import FindScreen

        self.app.push_screen(FindScreen())
