"""The page that one man's screen draws, and how it asks and keeps: what its actions share."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import ClassVar

from textual import work
from textual.containers import VerticalScroll
from textual.widget import Widget

from models.acts import Act, Refused
from models.acts.particulars import say_of
from models.entries.content import Content
from models.local_time import date_of
from models.record_error import RecordError
from session_tui.ask import Ask, Choice
from session_tui.desk import Desk
from session_tui.frame import ZONE, FrameScreen
from session_tui.lines import Line, LinesPane, line
from session_tui.screens.man.lines import man_lines
from session_tui.screens.man.look import ManLook
from session_tui.screens.man.reading import read_man
from session_tui.shown import Shown

WIDEST = 84


class ManPage(FrameScreen):
    """One man as the record has him, read again after each thing said."""

    place: ClassVar[str] = "man"
    AUTO_FOCUS = ""
    DEFAULT_CSS = "ManPage #lines { height: auto; }"

    def __init__(self, member: str) -> None:
        super().__init__()
        self._member = member
        self._look: ManLook | None = None

    def body(self) -> Iterable[Widget]:
        """The page, scrolling."""
        with VerticalScroll(classes="scrolling"):
            yield LinesPane(id="lines")

    @property
    def _desk(self) -> Desk:
        return self.session_app.desk

    @property
    def _today(self) -> str:
        return date_of(self._desk.now(), ZONE)

    def on_mount(self) -> None:
        """Read his sessions, in the thread of the record."""
        self._read()

    def shows(self) -> Shown:
        """Him."""
        return Shown("man's page", self._desk.group, men=(self._member,))

    def title_left(self) -> Line:
        """The group."""
        desk = self._desk
        group = desk.team.groups.get(desk.group)
        return ((group.name if group else "Group", "now"), (" · one man", "past"))

    def on_screen_resume(self) -> None:
        """His plan may have another version."""
        if self._look is not None and self._desk.unlocked:
            self._read()

    def redraw(self) -> None:
        """The page as it was read last."""
        if not self.stands or not self._desk.unlocked:
            return
        cells = max(40, min(WIDEST, self.size.width - 4))
        reading = [line("Reading his sessions…", "past")]
        lines = man_lines(self._look, cells) if self._look else reading
        self.query_one("#lines", LinesPane).show(lines)
        self.draw_frame()

    def tick(self) -> None:
        """Nothing here changes by itself."""
        self.draw_frame()

    @work(exclusive=True, group="read")
    async def _read(self) -> None:
        desk = self._desk
        self._look = await desk.run(lambda: read_man(desk, self._member, self._today))
        self.redraw()

    # --- asking and keeping ---------------------------------------------------

    async def _asked(self, question: str, choices: Iterable[Choice]) -> str | None:
        return await self.app.push_screen_wait(Ask(question, tuple(choices)))

    async def _words(
        self, question: str, words: str, field: str, *, needed: bool = False
    ) -> str | None:
        field = f"{field}:{self._member}"
        ask = Ask(question, words=words or "words", field=field, needed=needed)
        return await self.app.push_screen_wait(ask)

    def _say(self, what: Callable[[], Content], says: str) -> None:
        def act() -> Act:
            desk = self._desk
            said = what()
            return say_of(desk.group_facts, desk.roster(), self._member, said, says)

        self._keep(act)

    @work
    async def _keep(self, make: Callable[[], Act]) -> None:
        desk = self._desk

        def kept() -> str:
            act = make()
            desk.append(act)
            return act.says

        try:
            self.session_app.tell(await desk.run(kept))
        except (Refused, RecordError) as why:
            self.session_app.tell(str(why))
        self._read()
