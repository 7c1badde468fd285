"""Work between sessions, at check-in and at the end: asked about by one key a man, set anew."""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar

from textual import work
from textual.containers import VerticalScroll
from textual.events import Key
from textual.geometry import Region
from textual.widget import Widget

from models.acts.noting import follow_work, set_work
from models.day.day import Day
from models.entries.group import Followed, WorkSet
from session_tui.ask import Ask, Choice
from session_tui.frame import FrameScreen
from session_tui.lines import Line, LinesPane, line
from session_tui.note_keeping import men_on, seats_or
from session_tui.screens.work.lines import Row, unanswered, work_lines, work_rows


class WorkScreen(FrameScreen):
    """What became of the work set last time, and what is set today."""

    place: ClassVar[str] = "work"
    AUTO_FOCUS = ""

    def __init__(self) -> None:
        super().__init__()
        self.chosen = 0

    @property
    def day(self) -> Day:
        """The day as it stands."""
        day = self.session_app.desk.day
        assert day is not None
        return day

    # --- what it shows --------------------------------------------------------

    def body(self) -> Iterable[Widget]:
        """The rows."""
        with VerticalScroll(classes="scrolling", can_focus=False):
            yield LinesPane(id="work", classes="growing")

    def title_left(self) -> Line:
        """What this is."""
        return line("Work between sessions", "now")

    def redraw(self) -> None:
        """Draw the rows."""
        if not self.stands or self.session_app.desk.day is None:
            return
        rows = work_rows(self.day)
        self.chosen = max(0, min(len(rows) - 1, self.chosen))
        pane = self.query_one("#work", LinesPane)
        lines = work_lines(self.day, rows, self.chosen, max(20, self.size.width - 3))
        pane.show(lines)
        self.draw_frame()
        at = next((y for y, one in enumerate(lines) if one and one[0][0] == "› "), 0)
        scroll = self.query_one(VerticalScroll)
        scroll.scroll_to_region(Region(0, at, 1, 1), animate=False, force=True)

    # --- choosing -------------------------------------------------------------

    def _row(self) -> Row | None:
        rows = work_rows(self.day)
        return rows[self.chosen] if rows else None

    def action_row_up(self) -> None:
        """The row above."""
        self.chosen -= 1
        self.redraw()

    def action_row_down(self) -> None:
        """The row below."""
        self.chosen += 1
        self.redraw()

    def on_key(self, event: Key) -> None:
        """A digit chooses that man, in the piece of work one is in."""
        digit = event.character or ""
        row = self._row()
        if not digit.isdecimal() or row is None:
            return
        event.stop()
        for place, other in enumerate(work_rows(self.day)):
            same = other.work.work == row.work.work and other.member
            if same and self.day.roster.seat_sign(other.member) == digit:
                self.chosen = place
        self.redraw()

    # --- what became of it ----------------------------------------------------

    async def action_work_done(self) -> None:
        """He did it."""
        await self._say("done")

    async def action_work_part(self) -> None:
        """He did a part of it."""
        await self._say("part")

    async def action_work_not_asked(self) -> None:
        """It wasn't asked about."""
        await self._say("not asked")

    @work
    async def action_work_not_done(self) -> None:
        """He didn't: his own reason."""
        row = self._answered_row()
        if row is None:
            return
        seat = self.day.roster.seat_sign(row.member)
        field = f"work:{row.work.work}:{row.member}"
        reason = await self.app.push_screen_wait(
            Ask(
                f"Seat {seat} didn't: his reason?",
                words="in his words; Enter for none",
                field=field,
            )
        )
        if reason is not None:
            await self._say("not done", reason)

    async def _say(self, result: Followed, reason: str = "") -> None:
        row = self._answered_row()
        if row is None:
            return
        now, day = self.session_app.desk.now(), self.day
        if await self.session_app.do(
            lambda: follow_work(day, row.work.work, row.member, result, now, reason)
        ):
            self.chosen = unanswered(self.day, work_rows(self.day), self.chosen)
            self.redraw()

    def _answered_row(self) -> Row | None:
        row = self._row()
        if row is None or row.set_today:
            self.session_app.tell("Choose a man first, with the arrow keys or his digit.")
            return None
        return row

    # --- setting work ---------------------------------------------------------

    @work
    async def action_set_work(self) -> None:
        """Set work: for whom, then what."""
        seats = [self.day.roster.seat_sign(member) for member in self.day.roster.members]
        answers = [Choice("*", "all", "*"), *(Choice(seat, "", seat) for seat in seats)]
        whom = await self.app.push_screen_wait(
            Ask("Work for whom?", answers, words="several seats: 35", check=seats_or("*"))
        )
        if not whom:
            return
        pressed = self.session_app.desk.now()
        text = await self.app.push_screen_wait(
            Ask("What is the work?", words="type it", field=f"work:{self.day.session}:{whom}")
        )
        if text:
            new_id = self.session_app.desk.new_id()
            await self.session_app.do(
                lambda: set_work(self.day, self._work(new_id, whom, text), pressed)
            )
            self.redraw()

    def _work(self, new_id: str, whom: str, text: str) -> WorkSet:
        members = () if whom == "*" else men_on(self.day, whom)
        return WorkSet(work=new_id, session=self.day.session, members=members, text=text)

    async def action_strike_work(self) -> None:
        """Take a piece of work of today out again."""
        row = self._row()
        if row is None or not row.set_today:
            self.session_app.tell("Choose work that was set today, with the arrow keys.")
            return
        now, struck = self.session_app.desk.now(), row.work.model_copy(update={"struck": True})
        await self.session_app.do(lambda: set_work(self.day, struck, now))
        self.redraw()

    # --- leaving, taking back -------------------------------------------------

    def action_back(self) -> None:
        """Back."""
        self.dismiss()
