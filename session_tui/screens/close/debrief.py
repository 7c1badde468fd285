"""The session debrief: the climate in words, deviations and why, how men left, next time."""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar

from textual.containers import VerticalScroll
from textual.widget import Widget

from models.acts.noting import write_debrief
from models.day.day import Day
from models.entries.closing import DebriefWritten
from session_tui.form import FormArea, FormRow
from session_tui.frame import FrameScreen
from session_tui.lines import Line, LinesPane, line
from session_tui.screens.close.deviations import deviation_lines
from session_tui.screens.close.leaving import leaving_lines

PARTS = (
    ("deviations", "Deviations, why"),
    ("how_men_left", "How men left"),
    ("next_time", "Next time"),
)


class DebriefScreen(FrameScreen):
    """A form that is kept as one leaves it."""

    place: ClassVar[str] = "debrief"
    AUTO_FOCUS = "FormArea"

    @property
    def _day(self) -> Day:
        day = self.session_app.desk.day
        assert day is not None
        return day

    def title_left(self) -> Line:
        """What this is."""
        return line("Session debrief", "now")

    def body(self) -> Iterable[Widget]:
        """A row a question."""
        standing = self._day.debrief or DebriefWritten()
        climate = self.session_app.desk.bank.service.climate
        with VerticalScroll(classes="scrolling", can_focus=False):
            yield LinesPane([line("The group today", "head")], classes="row")
            for code, word in climate.items():
                yield self._row(code, word.capitalize(), standing.climate.get(code, ""))
            yield LinesPane(id="session", classes="growing")
            for name, label in PARTS:
                yield self._row(name, label, str(getattr(standing, name)))

    def _row(self, name: str, label: str, text: str) -> Widget:
        field = f"debrief:{self._day.session}:{name}"
        return FormRow(label, FormArea(field, text, id=name))

    def on_mount(self) -> None:
        """The headings are as high as their lines."""
        super().on_mount()
        self.query_one(".row").styles.height = 1

    def redraw(self) -> None:
        """Draw what the record has of the session."""
        if self.stands and self.session_app.desk.day is not None:
            pane = self.query_one("#session", LinesPane)
            cells = max(30, pane.size.width)
            known = [*deviation_lines(self._day, cells), *leaving_lines(self._day, cells)]
            pane.show([(), line("The session", "head"), *known])
            self.draw_frame()

    async def action_keep(self) -> None:
        """Keep it and go back."""
        boxes = {box.id or "": box for box in self.query(FormArea)}
        climate = self.session_app.desk.bank.service.climate
        said = DebriefWritten(
            climate={code: boxes[code].text for code in climate if boxes[code].text.strip()},
            deviations=boxes["deviations"].text,
            how_men_left=boxes["how_men_left"].text,
            next_time=boxes["next_time"].text,
        )
        now = self.session_app.desk.now()
        if said == (self._day.debrief or DebriefWritten()) or await self.session_app.do(
            lambda: write_debrief(self._day, said, now)
        ):
            for box in boxes.values():
                box.done()
            self.dismiss()

    def action_leave(self) -> None:
        """Back; what was typed waits here as a draft."""
        self.dismiss()
