"""Sessions that were opened: what waits for one first, then the newest; Enter reads one."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable
from typing import ClassVar, NamedTuple

from textual import work
from textual.widget import Widget

from exercise_bank.component import short_of
from models.database.queries import SessionLine, list_sessions
from models.database.supervising import took_part
from models.day.day import Day
from models.entries.group import SessionOpened
from models.local_time import date_of, long_date
from models.record_error import RecordError
from session_tui.ask import Ask, numbered
from session_tui.frame import ZONE, FrameScreen
from session_tui.lines import Line, LinesPane, fit, line
from session_tui.screens.review.queue import Awaits, awaits, standing

READING = "   reading …"
ANYBODY = "anybody's"
NARROW, WIDEST = 17, 32
"""Cells of a group's name, by what the screen has."""


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
        self._all: list[SessionLine] = []
        self._group = ""
        self._staff = ""
        self._his: frozenset[str] = frozenset()
        self._moved = False
        self._told = READING

    def body(self) -> Iterable[Widget]:
        """The list."""
        yield LinesPane(id="sessions", classes="body")

    def title_left(self) -> Line:
        """What this is."""
        team = self.session_app.desk.team
        group = team.groups.get(self._group)
        names = [group.name if group else "", team.staff_name(self._staff) if self._staff else ""]
        of = "".join(f" · {name}" for name in names if name)
        return (("Sessions", "now"), (of, "accent"), (self._told, "past"))

    def on_mount(self) -> None:
        """What was said elsewhere is past."""
        super().on_mount()
        self.session_app.tell("")

    def on_screen_resume(self) -> None:
        """Read the list, also after a session was read and perhaps signed off."""
        super().on_screen_resume()
        self.load()

    @work(exclusive=True, group="read")
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
        self._all = sessions
        self._queue()

    def _queue(self) -> None:
        """What waits comes first, the most pressing and oldest before; who chose keeps his row."""
        desk = self.session_app.desk
        person, today = desk.team.staff.get(desk.me), date_of(desk.now(), ZONE)
        role = person.role if person else ""
        listed = [
            Listed(one, awaits(one, desk.me, role, today))
            for one in self._all
            if self._group in ("", one.group) and (not self._staff or one.session in self._his)
        ]
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

    def action_queue_group(self) -> None:
        """The sessions of the next group alone; after the last, of all."""
        groups = ["", *self.session_app.desk.team.groups]
        self._group = groups[(groups.index(self._group) + 1) % len(groups)]
        self._moved = False
        self._queue()

    @work
    async def action_queue_staff(self) -> None:
        """The sessions that one facilitator took part in; asked again, of all."""
        desk = self.session_app.desk
        here = list(desk.team.at_work.items())
        names = [ANYBODY, *(person.name for _, person in here)]
        name = await self.app.push_screen_wait(Ask("Whose sessions?", numbered(names)))
        if name is None:
            return
        self._staff = next((staff for staff, person in here if person.name == name), "")
        if staff := self._staff:
            his = await desk.run(lambda: desk.local.ask(desk, lambda db: took_part(db, staff)))
            self._his = frozenset(one.session for one in his)
        self._moved = False
        self._queue()

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

    def action_trail(self) -> None:
        """Who looked at what, changed it, took it out."""
        from session_tui.screens.trail.screen import TrailScreen

        self.app.push_screen(TrailScreen())

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
    name = group_cells(cells)
    head = line(
        f"  {'Date':<17}{'Group':<{name + 1}}{'Block':>5}{'Day':>7}   {'Stands':<21}Notes", "past"
    )
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


def group_cells(cells: int) -> int:
    """How many cells a group's name has of a line of so many."""
    return max(NARROW, min(WIDEST, cells - 61))


def _listed_line(listed: Listed, cells: int, *, chosen: bool) -> Line:
    one, waits = listed
    stands = fit(waits.says if waits else standing(one), 21)
    notes, group = one.notes, fit(one.group_name, group_cells(cells))
    which = (
        f"{'›' if chosen else ' '} {long_date(one.date):<17}{group} "
        f"{short_of(one.block):>5}{f'{one.day}/{one.days}':>7}   "
    )
    if chosen:
        return line(fit(f"{which}{stands}{notes:>5}", cells), "chosen")
    if waits:
        return ((which, "normal"), (stands, "accent"), (f"{notes:>5}", "normal"))
    done = one.ended is not None and one.signed
    return line(fit(f"{which}{stands}{notes:>5}", cells), "past" if done else "normal")
