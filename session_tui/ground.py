"""The ground that panes lie on: rows with nothing on them.

Textual draws a container's rows one by one, at each paint, though panes cover nearly all of them.
"""

from __future__ import annotations

from functools import lru_cache

from rich.style import Style
from textual.color import Color
from textual.containers import Horizontal
from textual.filter import LineFilter
from textual.geometry import Region
from textual.strip import Strip
from textual.widget import Widget

from session_tui.lines import row_filters


class Columns(Horizontal):
    """Widgets side by side, on the ground."""

    def render_lines(self, crop: Region) -> list[Strip]:
        """Nothing but the ground."""
        return ground_rows(self, crop)


def ground_rows(widget: Widget, crop: Region) -> list[Strip]:
    """The rows of a widget with nothing on it; all of them are the same."""
    row = _blank(crop.width, widget.background_colors[1], tuple(row_filters(widget)))
    return [row] * crop.height


@lru_cache(64)
def _blank(cells: int, behind: Color, filters: tuple[LineFilter, ...]) -> Strip:
    row = Strip.blank(cells, Style(bgcolor=behind.rich_color))
    for one in filters:
        row = row.apply_filter(one, behind)
    return row
