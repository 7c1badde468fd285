"""The last gate before the terminal: no control character of anybody's text gets through."""

from __future__ import annotations

from rich.segment import Segment
from textual.color import Color
from textual.filter import LineFilter

from session_tui.showable import showable


class ShowableFilter(LineFilter):
    """Replaces what could act on the terminal, in every widget alike."""

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:
        """Replace what could act on the terminal, where there is any."""
        del background
        return [
            segment
            if segment.control or (segment.text.isascii() and segment.text.isprintable())
            else Segment(showable(segment.text), segment.style)
            for segment in segments
        ]
