"""A page of lines that scrolls: what the screens that show one share."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from textual.containers import VerticalScroll
from textual.widget import Widget

from models.local_time import date_of
from session_tui.desk import Desk
from session_tui.frame import ZONE, FrameScreen
from session_tui.lines import Line, LinesPane


class ScrollingPage(FrameScreen):
    """One pane of lines, as high as they are."""

    AUTO_FOCUS = ""
    DEFAULT_CSS = "ScrollingPage #lines { height: auto; }"

    def body(self) -> Iterable[Widget]:
        """The page, scrolling."""
        with VerticalScroll(classes="scrolling", can_focus=False):
            yield LinesPane(id="lines")

    def cells(self, widest: int) -> int:
        """The cells that a line has, at most so many."""
        return max(30, min(widest, self.size.width - 4))

    def draw(self, lines: Sequence[Line]) -> None:
        """Draw these, and the frame."""
        self.query_one("#lines", LinesPane).show(lines)
        self.draw_frame()

    def tick(self) -> None:
        """Nothing here changes by itself."""
        self.draw_frame()

    @property
    def _desk(self) -> Desk:
        return self.session_app.desk

    @property
    def _today(self) -> str:
        return date_of(self._desk.now(), ZONE)

    def action_further(self) -> None:
        """Further down."""
        self.query_one(VerticalScroll).scroll_relative(y=self.size.height // 2, animate=False)

    def action_back_up(self) -> None:
        """Further up."""
        self.query_one(VerticalScroll).scroll_relative(y=-self.size.height // 2, animate=False)
