"""The ground that panes lie on: rows with nothing on them, and the rules between panes.

Textual draws a container's rows one by one, at each paint, though panes cover nearly all of them;
and all that stands between the first row that changed and the last, changed or not.
"""

from __future__ import annotations

from functools import lru_cache
from typing import ClassVar
from weakref import WeakKeyDictionary

from rich.style import Style
from textual.color import Color
from textual.containers import Horizontal
from textual.filter import LineFilter
from textual.geometry import Region
from textual.strip import Strip
from textual.widget import Widget

from session_tui.lines import LinesPane, line, row_filters

WIDEST = 400
"""A rule is as wide as any terminal."""


class Columns(Horizontal):
    """Widgets side by side, on the ground."""

    def render_lines(self, crop: Region) -> list[Strip]:
        """Nothing but the ground."""
        return ground_rows(self, crop)


class Rule(LinesPane):
    """A rule across the screen, between two panes."""

    DEFAULT_CSS: ClassVar[str] = "Rule { height: 1; }"

    def __init__(self) -> None:
        super().__init__([line("─" * WIDEST, "rule")])


_KEPT: WeakKeyDictionary[Widget, tuple[tuple[str, int], Strip]] = WeakKeyDictionary()
"""The row that a widget had last, by theme and cells: asking all its ancestors' colours is dear."""


def ground_rows(widget: Widget, crop: Region) -> list[Strip]:
    """The rows of a widget with nothing on it; all of them are the same."""
    of = (widget.app.theme, crop.width)
    known = _KEPT.get(widget)
    if known is None or known[0] != of:
        row = _blank(crop.width, widget.background_colors[1], tuple(row_filters(widget)))
        known = _KEPT[widget] = (of, row)
    return [known[1]] * crop.height


@lru_cache(64)
def _blank(cells: int, behind: Color, filters: tuple[LineFilter, ...]) -> Strip:
    row = Strip.blank(cells, Style(bgcolor=behind.rich_color))
    for one in filters:
        row = row.apply_filter(one, behind)
    return row
