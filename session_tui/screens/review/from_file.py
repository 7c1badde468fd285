"""A session read from a file: the same pages; comments go into a file of their own."""

from __future__ import annotations

from typing import ClassVar

from session_tui.lines import Line
from session_tui.screens.review.reading import ReadingScreen


class ReadFileScreen(ReadingScreen):
    """The one screen of `session-tui review FILE`; it lies over no other."""

    place: ClassVar[str] = "read_file"

    def title_left(self) -> Line:
        """That it is read from a file."""
        return (*super().title_left(), ("   by file", "past"))

    @property
    def settling_key(self) -> str:
        """Nothing is settled here."""
        return ""

    def action_sign_off(self) -> None:  # type: ignore[override]  # a sentence, no worker
        """Say why not."""
        self.session_app.tell("A sign-off is signed with your own slot over the record: at home.")
