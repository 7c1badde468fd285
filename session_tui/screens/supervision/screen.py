"""Who is supervised: when last, when next, how much was viewed; Enter opens one."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable
from typing import ClassVar

from textual import work
from textual.widget import Widget

from models.local_time import date_of
from models.record_error import RecordError
from session_tui.frame import ZONE, FrameScreen
from session_tui.lines import Line, LinesPane, line
from session_tui.screens.supervision.lines import team_lines
from session_tui.screens.supervision.reading import OfOne, of_all


class SupervisionScreen(FrameScreen):
    """The list; a facilitator sees himself."""

    place: ClassVar[str] = "supervision"
    AUTO_FOCUS = ""

    def __init__(self) -> None:
        super().__init__()
        self.team: list[OfOne] | None = None
        self.chosen = 0

    def body(self) -> Iterable[Widget]:
        """The list."""
        yield LinesPane(id="team", classes="body")

    def title_left(self) -> Line:
        """What this is."""
        return line("Supervision", "now")

    def on_screen_resume(self) -> None:
        """Read it, also after something was written down."""
        super().on_screen_resume()
        self.load()

    @work(exclusive=True, group="read")
    async def load(self) -> None:
        """Count the sessions each was in, with what was written last."""
        desk = self.session_app.desk
        await asyncio.to_thread(desk.local.fill, desk)
        try:
            self.team = await desk.run(lambda: of_all(desk))
        except RecordError as trouble:
            self.session_app.tell(str(trouble))
        self.redraw()

    def redraw(self) -> None:
        """Draw the list."""
        desk = self.session_app.desk
        if not self.stands or not desk.unlocked:
            return
        figures, today = desk.bank.service.supervision, date_of(desk.now(), ZONE)
        cells = self.size.width - 2
        lines = (
            [line("reading …", "past")]
            if self.team is None
            else team_lines(self.team, self.chosen, figures, today, cells)
        )
        self.query_one("#team", LinesPane).show(lines)
        self.draw_frame()

    def action_row_up(self) -> None:
        """The one above."""
        self._choose(self.chosen - 1)

    def action_row_down(self) -> None:
        """The one below."""
        self._choose(self.chosen + 1)

    def _choose(self, place: int) -> None:
        self.chosen = max(0, min(len(self.team or ()) - 1, place))
        self.redraw()

    def action_open_supervised(self) -> None:
        """His record."""
        from session_tui.screens.supervision.of_one import OfOneScreen

        if self.team:
            self.app.push_screen(OfOneScreen(self.team[self.chosen].staff))

    def action_back(self) -> None:
        """Back to the sessions."""
        self.dismiss()
