"""Sessions that were opened: what waits for one first, then the newest; Enter reads one."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable
from typing import ClassVar, NamedTuple

from textual import work
from textual.widget import Widget

from exercise_bank.component import short_of
from models.database.queries import SessionLine, list_sessions
from models.day.day import Day
from models.entries.group import SessionOpened
from models.local_time import long_date
from models.record_error import RecordError
from session_tui.frame import FrameScreen
from session_tui.lines import Line, LinesPane, fit, line
from session_tui.screens.review.queue import Awaits, awaits, standing

READING = "   reading …"


class Listed(NamedTuple):
    """A session in the list, and what it waits for from who looks."""

    line: SessionLine
    waits: Awaits | None


class ReviewScreen(FrameScreen):
    """The list of sessions."""

    place: ClassVar[str] = "review"
    AUTO_FOCUS = ""

    def __init__(self) -> None:
        super().__init__()
        self.listed: list[Listed] = []
        self.chosen = 0
        self._moved = False
        self._told = READING

    def body(self) -> Iterable[Widget]:
        """The list."""
        yield LinesPane(id="sessions", classes="body")

    def title_left(self) -> Line:
        """What this is."""
        return (("Sessions", "now"), (self._told, "past"))

    def on_mount(self) -> None:
        """What was said elsewhere is past."""
        super().on_mount()
        self.session_app.tell("")

    def on_screen_resume(self) -> None:
        """Read the list, also after a session was read and perhaps signed off."""
        super().on_screen_resume()
        self.load()

    @work(exclusive=True)
    async def load(self) -> None:
        """The list as the local database has it, then with what was written since."""
        desk, self._told = self.session_app.desk, READING
        await self._read()
        await asyncio.to_thread(desk.local.fill, desk, self._count)
        self._told = ""
        await self._read()
        self.redraw()

    def _count(self, done: int, of: int) -> None:
        """Heard from the fill's thread: the title says it with the next second."""
        self._told = f"   reading {done} of {of} …"

    async def _read(self) -> None:
        desk = self.session_app.desk
        try:
            sessions = await desk.run(lambda: desk.local.ask(desk, list_sessions))
        except RecordError:
            return  # not made yet: it is being filled
        self._queue(sessions)

    def _queue(self, sessions: list[SessionLine]) -> None:
        """What waits comes first, the most pressing and oldest before; who chose keeps his row."""
        desk = self.session_app.desk
        person = desk.team.staff.get(desk.me)
        role = person.role if person else ""
        listed = [Listed(one, awaits(one, desk.me, role)) for one in sessions]
        waiting = [one for one in listed if one.waits]
        waiting.sort(key=lambda one: (one.waits.rank if one.waits else 0, one.line.date))
        chosen = self.listed[self.chosen].line.session if self._moved and self.listed else ""
        self.listed = [*waiting, *(one for one in listed if not one.waits)]
        there = [one.line.session for one in self.listed]
        # Nobody has chosen yet: the most pressing is.
        self.chosen = there.index(chosen) if chosen in there else 0
        self.redraw()

    def redraw(self) -> None:
        """Draw the list round the chosen one."""
        if not self.stands:
            return
        pane = self.query_one("#sessions", LinesPane)
        if self.listed or not self._told:
            pane.show(list_lines(self.listed, self.chosen, self.size.width - 2, pane.size.height))
        self.draw_frame()

    def action_review_up(self) -> None:
        """The session above."""
        self._choose(self.chosen - 1)

    def action_review_down(self) -> None:
        """The session below."""
        self._choose(self.chosen + 1)

    def _choose(self, place: int) -> None:
        self.chosen, self._moved = max(0, min(len(self.listed) - 1, place)), True
        self.redraw()

    @work
    async def action_read(self) -> None:
        """Read the chosen session."""
        from session_tui.screens.review.reading import ReadingScreen

        if (about := await self._opening()) is not None:
            self.app.push_screen(ReadingScreen(about))

    def action_find(self) -> None:
        """Notes in all sessions."""
        from session_tui.screens.find.screen import FindScreen

        self.app.push_screen(FindScreen())

    def action_audit(self) -> None:
        """How the sessions of a year were staffed, attended, delivered and written up."""
        from session_tui.screens.audit.screen import AuditScreen

        self.app.push_screen(AuditScreen())

    def action_supervision(self) -> None:
        """Supervision of staff."""
        from session_tui.screens.supervision.screen import SupervisionScreen

        self.app.push_screen(SupervisionScreen())

    def action_back(self) -> None:
        """Back to Today."""
        self.dismiss()

    @work
    async def action_export(self) -> None:
        """Make the session note of the chosen session."""
        from session_tui.handing_out import hand_out_session

        if (day := await self._chosen_day()) is not None:
            await hand_out_session(self.session_app, day)

    @work
    async def action_register(self) -> None:
        """Make the attendance register of the chosen session."""
        from session_tui.handing_out import hand_out_register

        if (day := await self._chosen_day()) is not None:
            await hand_out_register(self.session_app, day)

    async def _opening(self) -> SessionOpened | None:
        if not self.listed:
            return None
        one, desk = self.listed[self.chosen].line, self.session_app.desk
        return await desk.run(lambda: desk.session_opened(one.group, one.session))

    async def _chosen_day(self) -> Day | None:
        about, desk = await self._opening(), self.session_app.desk
        return await desk.run(lambda: desk.read_any_day(about)) if about else None


def list_lines(listed: list[Listed], chosen: int, cells: int, rows: int) -> list[Line]:
    """One line a session: date, group, block and day, how it stands, how much was written.

    Only those that fit round the chosen one; an empty row parts what waits from the others.
    """
    if not listed:
        return [(), line("No session was opened yet.", "past")]
    head = line(f"  {'Date':<17}{'Group':<18}{'Block':>5}{'Day':>7}   {'Stands':<21}Notes", "past")
    waiting = sum(one.waits is not None for one in listed)
    parted = 0 < waiting < len(listed)
    many, room = len(listed) + parted, max(1, rows - 1)
    at = chosen + (parted and chosen >= waiting)
    first = max(0, min(at - room // 2, many - room))
    lines = [head]
    for row in range(first, min(many, first + room)):
        if parted and row == waiting:
            lines.append(())
            continue
        place = row - (parted and row > waiting)
        lines.append(_listed_line(listed[place], cells, chosen=place == chosen))
    return lines


def _listed_line(listed: Listed, cells: int, *, chosen: bool) -> Line:
    one, waits = listed
    stands = fit(waits.says if waits else standing(one), 21)
    notes = one.notes
    which = (
        f"{'›' if chosen else ' '} {long_date(one.date):<17}{fit(one.group_name, 17)} "
        f"{short_of(one.block):>5}{f'{one.day}/{one.days}':>7}   "
    )
    if chosen:
        return line(fit(f"{which}{stands}{notes:>5}", cells), "chosen")
    if waits:
        return ((which, "normal"), (stands, "accent"), (f"{notes:>5}", "normal"))
    done = one.ended is not None and one.signed
    return line(fit(f"{which}{stands}{notes:>5}", cells), "past" if done else "normal")
