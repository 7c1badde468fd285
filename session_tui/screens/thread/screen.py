"""A man's thread on the screen: his sessions in their order, the notes behind each target."""

from __future__ import annotations

from typing import ClassVar

from textual import work

from exports.source import Source
from exports.thread import thread
from models.group.people import fold_sessions
from session_tui.document_page import DocumentPage
from session_tui.lines import Line, line
from session_tui.screens.today.men_before import before_here
from session_tui.shown import Shown


class ThreadScreen(DocumentPage):
    """Reads every session of a man's group, then shows his thread; `e` hands it out."""

    place: ClassVar[str] = "thread"

    def __init__(self, group: str, member: str) -> None:
        super().__init__()
        self._group = group
        self._member = member

    def shows(self) -> Shown:
        """What he did in all his sessions, brought together."""
        return Shown("thread", self._group, men=(self._member,), used="combination")

    def title_left(self) -> Line:
        """Whose this is."""
        return line("Thread", "now")

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
            self.reading = f"reading {number} of {len(sessions)} …"
            self.redraw()
            sources.append(await desk.run(lambda one=about: desk.source(desk.read_any_day(one))))  # type: ignore[misc]  # mypy can't infer a lambda's default
        try:
            self.document = await desk.run(
                lambda: thread(sources, self._member, before_here(desk, self._group, self._member))
            )
        except LookupError:
            self.reading = "He was due in no session yet."
        self.redraw()

    @work
    async def action_export(self) -> None:
        """Hand it out."""
        from session_tui.handing_out import hand_out_document

        if self.document is not None:
            await hand_out_document(self.session_app, self.document, "thread")
