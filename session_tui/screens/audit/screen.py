"""The operational audit, read in the terminal; `e` makes it a document."""

from __future__ import annotations

import asyncio
from datetime import date
from typing import ClassVar

from textual import work

from exports.document import Document
from exports.operational_audit import AuditSource, operational_audit
from models.database.auditing import a_year_to, audited_sessions
from models.group.audited_beside import audited_beside
from models.local_time import date_of
from models.record_error import RecordError
from session_tui.document_page import DocumentPage
from session_tui.frame import ZONE
from session_tui.lines import Line, line


class AuditScreen(DocumentPage):
    """The last twelve months of every group."""

    place: ClassVar[str] = "audit"

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
            self.document = await desk.run(self._made)
        except RecordError as trouble:
            self.reading = str(trouble)
        self.redraw()

    def _made(self) -> Document:
        desk = self.session_app.desk
        now = desk.now()
        until = date_of(now, ZONE)
        since = a_year_to(date.fromisoformat(until)).isoformat()
        sessions = desk.local.ask(desk, lambda db: audited_sessions(db, since, until))
        service, name = desk.bank.service, desk.team.staff_name(desk.me)
        beside = audited_beside(
            desk.team_facts(),
            desk.team,
            {group: desk.facts_of(group) for group in desk.team.groups},
            (since, until),
            every_days=service.supervision.every_days,
            reader=desk.me,
        )
        return operational_audit(
            AuditSource(
                tuple(sessions),
                since,
                until,
                service.hours,
                service.group.most,
                now,
                name,
                desk.heads(),
                beside,
            )
        )

    @work
    async def action_export(self) -> None:
        """Hand it out."""
        from session_tui.handing_out import hand_out_document

        if self.document is not None:
            await hand_out_document(self.session_app, self.document, "operational audit")
