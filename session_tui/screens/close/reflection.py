"""One's own reflection: read by its writer and his supervisor, in no note, file or pack."""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar

from textual.widget import Widget

from models.acts.noting import write_reflection
from models.day.day import Day
from session_tui.drafted import DraftedArea
from session_tui.frame import FrameScreen
from session_tui.lines import Line, LinesPane, line


class ReflectionScreen(FrameScreen):
    """A page to write on."""

    place: ClassVar[str] = "reflection"
    AUTO_FOCUS = "DraftedArea"

    @property
    def _day(self) -> Day:
        day = self.session_app.desk.day
        assert day is not None
        return day

    def title_left(self) -> Line:
        """Whose it is."""
        return line("Your own reflection", "now")

    def body(self) -> Iterable[Widget]:
        """Who will read it, and the page."""
        yield LinesPane(
            [
                line("Only you and your supervisor read this. It goes into no session note,"),
                line("no man's file and no pack. It may stay empty."),
            ],
            id="who",
        )
        yield DraftedArea(self._field, self._standing, id="page")

    @property
    def _field(self) -> str:
        return f"reflection:{self._day.session}"

    @property
    def _standing(self) -> str:
        """What the person at the keyboard has kept already."""
        standing = self._day.reflection(self.session_app.desk.me)
        return standing.text if standing else ""

    def taken_over(self) -> None:
        """Nobody finds another's reflection here."""
        self.query_one(DraftedArea).turn_to(self._field, self._standing)

    def on_mount(self) -> None:
        """Room for the words."""
        super().on_mount()
        self.query_one("#who").styles.height = 3
        self.query_one("#page").styles.height = "1fr"
        for name in ("#who", "#page"):
            self.query_one(name).styles.margin = (0, 1)

    async def action_keep(self) -> None:
        """Keep it and go back."""
        box, desk = self.query_one(DraftedArea), self.session_app.desk
        now, text = desk.now(), box.text
        if text == self._standing or await self.session_app.do(
            lambda: write_reflection(self._day, desk.me, text, now)
        ):
            box.done(text)
            self.dismiss()

    def action_leave(self) -> None:
        """Back; what was typed waits here as a draft."""
        self.dismiss()
