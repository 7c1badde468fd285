"""The operational audit, read in the terminal; `e` makes it a document."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable
from datetime import date
from typing import ClassVar

from textual import work
from textual.containers import VerticalScroll
from textual.widget import Widget

from exports.document import Document
from exports.operational_audit import AuditSource, operational_audit
from models.database.auditing import a_year_to, audited_sessions
from models.local_time import date_of
from models.record_error import RecordError
from session_tui.document_lines import MEASURE, part_lines
from session_tui.frame import ZONE, FrameScreen
from session_tui.lines import Line, LinesPane, line, wrap


class AuditScreen(FrameScreen):
    """The last twelve months of every group."""

    place: ClassVar[str] = "audit"
    AUTO_FOCUS = "#scroll"

    def __init__(self) -> None:
        super().__init__()
        self._document: Document | None = None
        self._told = "reading …"

    def body(self) -> Iterable[Widget]:
        """A page that scrolls."""
        with VerticalScroll(id="scroll", classes="scrolling"):
            pane = LinesPane(id="page")
            pane.styles.height = "auto"
            yield pane

    def title_left(self) -> Line:
        """What this is."""
        return line("Operational audit", "now")

    def on_mount(self) -> None:
        """Read it."""
        super().on_mount()
        self.load()

    @work(exclusive=True)
    async def load(self) -> None:
        """Count what the local database has, with what was written last."""
        desk = self.session_app.desk
        await asyncio.to_thread(desk.local.fill, desk)
        try:
            self._document = await desk.run(self._made)
        except RecordError as trouble:
            self._told = str(trouble)
        self.redraw()

    def _made(self) -> Document:
        desk = self.session_app.desk
        now = desk.now()
        until = date_of(now, ZONE)
        since = a_year_to(date.fromisoformat(until)).isoformat()
        sessions = desk.local.ask(desk, lambda db: audited_sessions(db, since, until))
        service, name = desk.bank.service, desk.team.staff_name(desk.me)
        most, heads = service.group.most, desk.heads()
        return operational_audit(
            AuditSource(tuple(sessions), since, until, service.hours, most, now, name, heads)
        )

    def redraw(self) -> None:
        """Draw it."""
        if not self.stands:
            return
        cells = max(30, min(MEASURE, self.size.width - 4))
        lines = (
            part_lines(self._document.parts[0], cells)
            if self._document
            else wrap(self._told, cells, "past")
        )
        self.query_one("#page", LinesPane).show(lines)
        self.draw_frame()

    @work
    async def action_export(self) -> None:
        """Hand it out."""
        from session_tui.handing_out import hand_out_audit

        if self._document is not None:
            await hand_out_audit(self.session_app, self._document)

    def action_back(self) -> None:
        """Back to the sessions."""
        self.dismiss()
