"""A man's thread on the screen: his sessions in their order, the notes behind each target.

His newest sessions stand there at once; what was before them is read on meanwhile, and said to be.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import islice
from typing import ClassVar

from textual import work

from exports.source import Source
from exports.thread import thread
from models.group.people import sessions_of
from session_tui.document_page import DocumentPage
from session_tui.lines import Line
from session_tui.screens.today.men_before import before_here
from session_tui.shown import Shown

AT_ONCE = 6
"""So many of his newest sessions are read before anything is shown."""


class ThreadScreen(DocumentPage):
    """Reads a man's sessions, the newest first, and shows his thread; `e` hands it out."""

    place: ClassVar[str] = "thread"

    def __init__(self, group: str, member: str) -> None:
        super().__init__()
        self._group = group
        self._member = member
        self._more = ""
        """That there is more to come; nothing once all of it stands there."""

    def shows(self) -> Shown:
        """What he did in all his sessions, brought together."""
        return Shown("thread", self._group, men=(self._member,), used="combination")

    def title_left(self) -> Line:
        """What this is, and whether more of it is being read."""
        return (("Thread", "now"), (self._more, "accent"))

    def on_screen_resume(self) -> None:
        """Read it; read on where the lock cut it short."""
        super().on_screen_resume()
        if self.session_app.desk.unlocked and (self.document is None or self._more):
            self.load()

    @work(exclusive=True)
    async def load(self) -> None:
        """Fold his sessions one by one, off the screen's thread; Esc leaves meanwhile."""
        desk = self.session_app.desk
        sessions = await desk.run(lambda: sessions_of(desk.facts_of(self._group), self._member))
        newest = [one.session for one in reversed(sessions)]
        days = desk.open_record.days(self._group, newest)
        sources: list[Source] = []
        while read := await desk.run(lambda: [desk.source(one) for one in islice(days, AT_ONCE)]):
            sources += read
            left = len(newest) - len(sources)
            self._more = f"   of his newest {len(sources)} sessions; reading {left} more …" * (
                left > 0
            )
            if self.document is None or not left:
                await self._show(sources)
            self.draw_frame()
        if not sources:
            await self._show(sources)

    async def _show(self, sources: Sequence[Source]) -> None:
        desk = self.session_app.desk
        try:
            self.document = await desk.run(
                lambda: thread(sources, self._member, before_here(desk, self._group, self._member))
            )
        except LookupError:
            self.reading = "reading …" if self._more else "He was due in no session yet."
        self.redraw()

    @work
    async def action_export(self) -> None:
        """Hand it out, once all of it was read."""
        from session_tui.handing_out import hand_out_document

        if self._more:
            self.session_app.tell("Not all of it was read yet: one moment.")
        elif self.document is not None:
            await hand_out_document(self.session_app, self.document, "thread")
