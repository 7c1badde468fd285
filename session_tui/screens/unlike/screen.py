"""What two hands said differently: ↑ ↓ choose the fact, a digit says which value stands."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import ClassVar

from textual import work
from textual.containers import VerticalScroll
from textual.events import Key
from textual.geometry import Region
from textual.widget import Widget

from models.acts.act import Refused
from models.acts.reviewing import check_lock
from models.acts.settling import settle
from models.day.day import Day
from models.day.unlike import Unlike, unlike
from models.record_error import RecordError
from session_tui.frame import FrameScreen
from session_tui.lines import Line, LinesPane, line
from session_tui.screens.unlike.lines import unlike_lines
from session_tui.shown import Shown


class UnlikeScreen(FrameScreen):
    """Of the running day, or of a day that is `read`: then `changed` hears the day after it."""

    place: ClassVar[str] = "unlike"
    AUTO_FOCUS = ""

    def __init__(
        self, read: Day | None = None, changed: Callable[[Day], None] | None = None
    ) -> None:
        super().__init__()
        self.chosen = 0
        self._read = read
        self._changed = changed

    @property
    def day(self) -> Day:
        """The day as it stands."""
        day = self._read or self.session_app.desk.day
        assert day is not None
        return day

    @property
    def found(self) -> tuple[Unlike, ...]:
        """What was said differently."""
        return unlike(self.day)

    def shows(self) -> Shown:
        """The day whose facts these are."""
        return Shown("facts said differently", self.day.about.group, self.day.session)

    def body(self) -> Iterable[Widget]:
        """The facts, which scroll where they are many."""
        with VerticalScroll(classes="scrolling", can_focus=False):
            pane = LinesPane(id="unlike")
            pane.styles.height = "auto"
            yield pane

    def title_left(self) -> Line:
        """What this is."""
        return line("Said differently", "now")

    def redraw(self) -> None:
        """Draw them, the chosen one in sight."""
        if not self.stands or (self._read or self.session_app.desk.day) is None:
            return
        found = self.found
        self.chosen = max(0, min(len(found) - 1, self.chosen))
        team, cells = self.session_app.desk.team, max(40, self.size.width - 3)
        lines = unlike_lines(self.day, team, found, self.chosen, cells)
        self.query_one("#unlike", LinesPane).show(lines)
        self.draw_frame()
        at = next((y for y, one in enumerate(lines) if one and one[0][0].startswith("›")), 0)
        scroll = self.query_one(VerticalScroll)
        scroll.scroll_to_region(Region(0, at, 1, 3), animate=False, force=True)

    def action_row_up(self) -> None:
        """The fact above."""
        self.chosen -= 1
        self.redraw()

    def action_row_down(self) -> None:
        """The fact below."""
        self.chosen += 1
        self.redraw()

    def on_key(self, event: Key) -> None:
        """A digit: that value of the chosen fact stands."""
        digit, found = event.character or "", self.found
        if digit in "123456789" and digit and found:
            event.stop()
            self._settle(found[self.chosen], int(digit) - 1)

    def action_this_stands(self) -> None:
        """Say how it is done."""
        self.session_app.tell("The digit before a value says that it stands.")

    @work
    async def _settle(self, one: Unlike, place: int) -> None:
        if self._read is None:
            await self.session_app.do(lambda: settle(self.day, one, place))
        else:
            await self._settle_read(one, place)
        self.redraw()

    async def _settle_read(self, one: Unlike, place: int) -> None:
        day, desk = self.day, self.session_app.desk
        try:
            act = settle(day, one, place)
            check_lock(day, act.entries)
            self._read = after = await desk.run(lambda: desk.review(day, act))
        except (Refused, RecordError) as why:
            self.session_app.tell(str(why))
            return
        if self._changed is not None:
            self._changed(after)
        self.session_app.tell(act.says)

    def action_back(self) -> None:
        """Back to where one was."""
        self.dismiss()
