"""A document read on the screen: one page that scrolls, in the words that go to paper."""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar

from textual.containers import VerticalScroll
from textual.widget import Widget

from exports.document import Document
from session_tui.document_lines import MEASURE, part_lines
from session_tui.frame import FrameScreen
from session_tui.lines import LinesPane, wrap


class DocumentPage(FrameScreen):
    """Shows the first part of `document`; until there is one, what `reading` says."""

    AUTO_FOCUS: ClassVar[str] = "#scroll"

    def __init__(self) -> None:
        super().__init__()
        self.document: Document | None = None
        self.reading = "reading …"

    def body(self) -> Iterable[Widget]:
        """A page that scrolls."""
        with VerticalScroll(id="scroll", classes="scrolling"):
            pane = LinesPane(id="page")
            pane.styles.height = "auto"
            yield pane

    def redraw(self) -> None:
        """Draw it."""
        if not self.stands:
            return
        cells = max(30, min(MEASURE, self.size.width - 4))
        lines = (
            part_lines(self.document.parts[0], cells)
            if self.document
            else wrap(self.reading, cells, "past")
        )
        self.query_one("#page", LinesPane).show(lines)
        self.draw_frame()

    def action_back(self) -> None:
        """Back to where one was."""
        self.dismiss()
