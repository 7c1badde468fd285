"""A man's thread on the screen: his sessions in their order, the notes behind each target."""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar

from textual import work
from textual.containers import VerticalScroll
from textual.widget import Widget

from exports.document import Document
from exports.source import Source
from exports.thread import thread
from models.group.people import fold_sessions
from session_tui.document_lines import MEASURE, part_lines
from session_tui.frame import FrameScreen
from session_tui.lines import Line, LinesPane, line


class ThreadScreen(FrameScreen):
    """Reads every session of a man's group, then shows his thread; `e` hands it out."""

    place: ClassVar[str] = "thread"
    AUTO_FOCUS = "#scroll"

    def __init__(self, group: str, member: str) -> None:
        super().__init__()
        self._group = group
        self._member = member
        self._document: Document | None = None
        self._told = "reading …"

    def body(self) -> Iterable[Widget]:
        """A page that scrolls."""
        with VerticalScroll(id="scroll", classes="scrolling"):
            pane = LinesPane(id="page")
            pane.styles.height = "auto"
            yield pane

    def title_left(self) -> Line:
        """Whose thread; how far reading is."""
        return (("Thread", "now"), ("" if self._document else f"   {self._told}", "normal"))

    def on_mount(self) -> None:
        """Read it."""
        super().on_mount()
        self.load()

    @work(exclusive=True)
    async def load(self) -> None:
        """Fold the sessions one by one, off the screen's thread; Esc leaves meanwhile."""
        desk = self.session_app.desk
        sessions = await desk.run(lambda: fold_sessions(desk.facts_of(self._group)))
        sources: list[Source] = []
        for number, about in enumerate(sessions, 1):
            self._told = f"reading {number} of {len(sessions)} …"
            self.draw_frame()
            sources.append(await desk.run(lambda one=about: desk.source(desk.read_any_day(one))))  # type: ignore[misc]  # mypy can't infer a lambda's default
        try:
            self._document = await desk.run(lambda: thread(sources, self._member))
        except LookupError:
            self._told = "he was due in no session yet"
        self.redraw()

    def redraw(self) -> None:
        """Draw it."""
        if not self.stands:
            return
        cells = max(30, min(MEASURE, self.size.width - 4))
        lines = part_lines(self._document.parts[0], cells) if self._document else [line("")]
        self.query_one("#page", LinesPane).show(lines)
        self.draw_frame()

    @work
    async def action_export(self) -> None:
        """Hand it out."""
        from session_tui.handing_out import hand_out_thread

        if self._document is not None:
            await hand_out_thread(self.session_app, self._document)

    def action_back(self) -> None:
        """Back to what was read."""
        self.dismiss()
