"""Sessions that were opened: what waits for one first, then the newest; Enter reads one."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import partial
from typing import ClassVar

from textual import work
from textual.widget import Widget

from models.day.day import Day
from models.day.gate import unsigned
from models.day.observation import to_describe, worth_reading
from models.day.review import review_of
from models.entries.group import SessionOpened
from models.group.people import Team, fold_sessions
from models.local_time import long_date
from session_tui.frame import FrameScreen
from session_tui.lines import Line, LinesPane, fit, line
from session_tui.screens.review.comments import review_words
from session_tui.screens.review.queue import Awaits, awaits


@dataclass(frozen=True, slots=True)
class Listed:
    """A session in the list, the day once it was read, and what it waits for from who looks."""

    about: SessionOpened
    group: str
    day: Day | None = None
    waits: Awaits | None = None


class ReviewScreen(FrameScreen):
    """The list of sessions."""

    place: ClassVar[str] = "review"
    AUTO_FOCUS = ""

    def __init__(self) -> None:
        super().__init__()
        self.listed: list[Listed] = []
        self.chosen = 0

    def body(self) -> Iterable[Widget]:
        """The list."""
        yield LinesPane(id="sessions", classes="body")

    def title_left(self) -> Line:
        """What this is."""
        return line("Sessions", "now")

    def on_mount(self) -> None:
        """Read the list, then how each session stands; what was said elsewhere is past."""
        super().on_mount()
        self.session_app.tell("")
        self.load()

    @work(exclusive=True)
    async def load(self) -> None:
        """The sessions of every group; how each stands is read while the list shows."""
        desk = self.session_app.desk
        self.listed = await desk.run(self._all)
        self.redraw()
        for place, one in enumerate(self.listed):
            day = await desk.run(partial(desk.read_any_day, one.about))
            waits = awaits(day, desk.me, desk.team.staff)
            self.listed[place] = Listed(one.about, one.group, day, waits)
            self.redraw()
        self._queue()

    def _all(self) -> list[Listed]:
        desk = self.session_app.desk
        listed = [
            Listed(about, group.name)
            for group in desk.team.groups.values()
            for about in fold_sessions(desk.facts_of(group.group))
        ]
        return sorted(listed, key=lambda one: (one.about.date, one.group), reverse=True)

    def _queue(self) -> None:
        """What waits comes first, the most pressing and oldest before; who chose keeps his row."""
        chosen = self.listed[self.chosen] if self.listed else None
        waiting = [one for one in self.listed if one.waits]
        waiting.sort(key=lambda one: (one.waits.rank if one.waits else 0, one.about.date))
        self.listed = [*waiting, *(one for one in self.listed if not one.waits)]
        # Nobody has chosen yet: the most pressing is.
        self.chosen = self.listed.index(chosen) if chosen and self.chosen else 0
        self.redraw()

    def redraw(self) -> None:
        """Draw the list round the chosen one."""
        if not self.stands:
            return
        pane = self.query_one("#sessions", LinesPane)
        team, cells = self.session_app.desk.team, self.size.width - 2
        pane.show(list_lines(self.listed, team, self.chosen, cells, pane.size.height))
        self.draw_frame()

    def action_review_up(self) -> None:
        """The session above."""
        self._choose(self.chosen - 1)

    def action_review_down(self) -> None:
        """The session below."""
        self._choose(self.chosen + 1)

    def _choose(self, place: int) -> None:
        self.chosen = max(0, min(len(self.listed) - 1, place))
        self.redraw()

    def action_read(self) -> None:
        """Read the chosen session."""
        from session_tui.screens.review.reading import ReadingScreen

        if self.listed:
            self.app.push_screen(ReadingScreen(self.listed[self.chosen].about))

    def action_find(self) -> None:
        """Notes in all sessions."""
        from session_tui.screens.find.screen import FindScreen

        self.app.push_screen(FindScreen())

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

    async def _chosen_day(self) -> Day | None:
        if not self.listed:
            return None
        about, desk = self.listed[self.chosen].about, self.session_app.desk
        return await desk.run(lambda: desk.read_any_day(about))


def list_lines(listed: list[Listed], team: Team, chosen: int, cells: int, rows: int) -> list[Line]:
    """One line a session: date, group, block and day, how it stands, how much was written."""
    if not listed:
        return [(), line("No session was opened yet.", "past")]
    head = line(f"  {'Date':<17}{'Group':<18}{'Block':>5}{'Day':>7}   {'Stands':<21}Notes", "past")
    lines = [
        _listed_line(one, team, cells, chosen=place == chosen) for place, one in enumerate(listed)
    ]
    waiting = sum(one.waits is not None for one in listed)
    if 0 < waiting < len(lines):
        lines.insert(waiting, ())
        chosen += chosen >= waiting
    room = max(1, rows - 1)
    first = max(0, min(chosen - room // 2, len(lines) - room))
    return [head, *lines[first : first + room]]


def _listed_line(one: Listed, team: Team, cells: int, *, chosen: bool) -> Line:
    about = one.about
    notes = len(worth_reading(one.day.notes)) if one.day else ""
    said = one.waits.says if one.waits else standing(one.day, team)
    stands, days = fit(said, 21), f"{about.day}/{about.days}"
    which = (
        f"{'›' if chosen else ' '} {long_date(about.date):<17}{fit(one.group, 17)} "
        f"{about.block:>5}{days:>7}   "
    )
    if chosen:
        return line(fit(f"{which}{stands}{notes:>5}", cells), "chosen")
    if one.waits:
        return ((which, "normal"), (stands, "accent"), (f"{notes:>5}", "normal"))
    done = one.day is not None and one.day.timeline.ended is not None and one.day.signatures
    return line(fit(f"{which}{stands}{notes:>5}", cells), "past" if done else "normal")


def standing(day: Day | None, team: Team) -> str:
    """How a session stands, in a few words."""
    if day is None:
        return "…"
    if day.timeline.started is None:
        return "not begun"
    if day.timeline.ended is None:
        return "running"
    marks = len(to_describe(day.notes))
    if marks:
        return f"{marks} to describe"
    if not day.signatures:
        return "not signed"
    missing = len(unsigned(day, team.staff))
    if missing:
        return f"{missing} signature{'s' if missing > 1 else ''} missing"
    return review_words(review_of(day, team.staff))
