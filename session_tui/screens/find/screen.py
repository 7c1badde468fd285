"""Find: notes of all groups and sessions, as one types; Enter reads the session of one."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable
from typing import ClassVar

from sqlcipher3.dbapi2 import Connection
from textual import work
from textual.widget import Widget
from textual.widgets import Input

from models.database.finding import FoundNote, Sought, all_initials, find_notes, read_sought
from models.record_error import RecordError
from session_tui.door import initials_of
from session_tui.frame import FrameScreen
from session_tui.ground import Rule
from session_tui.lines import Line, LinesPane, line
from session_tui.screens.find.lines import EXAMPLES, found_rows, sought_line

MOST = 50
PAGE = 5


class FindScreen(FrameScreen):
    """A box, what it looks for, what was found."""

    place: ClassVar[str] = "find"
    AUTO_FOCUS = "Input"
    CSS = "FindScreen #find { padding: 0 1; }"

    def __init__(self) -> None:
        super().__init__()
        self.sought = Sought()
        self.found: list[FoundNote] = []
        self.chosen = 0
        self._places: list[int] = []
        self._trouble = ""

    def body(self) -> Iterable[Widget]:
        """The box, what it looks for, the notes."""
        yield Input(placeholder="words, 3+sr, JB, by:AQ, in:core, 2026-10", id="find", compact=True)
        yield LinesPane(id="sought", classes="above")
        yield Rule()
        yield LinesPane(id="found", classes="body")

    def title_left(self) -> Line:
        """What this is."""
        return line("Find", "now")

    def on_mount(self) -> None:
        """Fold what was written last, so that it is found as well."""
        super().on_mount()
        self._bring_up_to_date()

    @work
    async def _bring_up_to_date(self) -> None:
        desk = self.session_app.desk
        await asyncio.to_thread(desk.local.fill, desk)
        self._search()

    def on_input_changed(self, event: Input.Changed) -> None:
        """Other words, other notes."""
        event.stop()
        self._search()

    @work(exclusive=True, group="search")
    async def _search(self) -> None:
        """Look for what stands in the box; what is typed meanwhile is looked for afterwards."""
        text, before = self.query_one(Input).value, self.sought
        desk = self.session_app.desk
        try:
            closed = await desk.run(desk.closed_men)
            self.sought, self.found = await desk.run(
                lambda: desk.local.ask(desk, lambda db: _looked(db, text, closed))
            )
            self._trouble = ""
        except RecordError as trouble:
            self.found, self._trouble = [], f"{trouble} It is being filled: one moment."
        if self.sought != before:
            self.chosen = 0
        self.redraw()

    def redraw(self) -> None:
        """Draw what was found."""
        if not self.stands:
            return
        cells, pane = max(20, self.size.width - 2), self.query_one("#found", LinesPane)
        told = [sought_line(self.sought, len(self.found), MOST)]
        self.query_one("#sought", LinesPane).show(told)
        if self._trouble:
            pane.show([(), line(self._trouble, "past")])
        elif self.sought.everything:
            pane.show([(), *(line(f"  {one}", "past") for one in EXAMPLES)])
        else:
            people = self.session_app.desk.team.staff.items()
            staff = {one: initials_of(person.name) for one, person in people}
            rows = max(1, pane.size.height)
            found = found_rows(self.found, self.chosen, staff, cells, rows)
            self._places = [place for _, place in found]
            pane.show([row for row, _ in found])
        self.draw_frame()

    def on_screen_resume(self) -> None:
        """The box has the focus, whatever lay on top."""
        super().on_screen_resume()
        self.query_one(Input).focus()

    def _choose(self, place: int) -> None:
        self.chosen = max(0, min(len(self.found) - 1, place))
        self.redraw()

    def click_row(self, pane: str, row: int) -> None:
        """A click on a note chooses it; on the chosen one it reads it, as Enter does."""
        place = self._places[row] if pane == "found" and row < len(self._places) else -1
        if place == self.chosen and self.found:
            self.action_find_read()
        elif place >= 0:
            self._choose(place)

    def action_find_up(self) -> None:
        """The note above."""
        self._choose(self.chosen - 1)

    def action_find_down(self) -> None:
        """The note below."""
        self._choose(self.chosen + 1)

    def action_find_page_up(self) -> None:
        """Some notes further up."""
        self._choose(self.chosen - PAGE)

    def action_find_page_down(self) -> None:
        """Some notes further down."""
        self._choose(self.chosen + PAGE)

    async def on_input_submitted(self, event: Input.Submitted) -> None:
        """Enter reads."""
        event.stop()
        self.action_find_read()

    @work
    async def action_find_read(self) -> None:
        """Read the session of the chosen note, at the page of the man it is about."""
        from session_tui.screens.review.reading import ReadingScreen

        if not self.found:
            return
        note, desk = self.found[self.chosen], self.session_app.desk
        about = await desk.run(lambda: desk.session_opened(note.group, note.session))
        man = note.members[0] if len(note.members) == 1 else ""
        self.app.push_screen(ReadingScreen(about, man))

    def action_leave(self) -> None:
        """Let go of what is looked for, then leave."""
        box = self.query_one(Input)
        if box.value:
            box.value = ""
        else:
            self.dismiss()


def _looked(db: Connection, text: str, closed: frozenset[str]) -> tuple[Sought, list[FoundNote]]:
    sought = read_sought(text, all_initials(db))
    return sought, find_notes(db, sought, MOST, closed)
