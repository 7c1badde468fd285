"""Lines of text in a few weights, and the thin widget that draws them.

What a pane shows is worked out elsewhere by plain functions, as lines. The widget repaints only
the lines that changed. All text passes `showable` here.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from rich.cells import cell_len, set_cell_size
from rich.segment import Segment
from rich.style import Style
from textual.color import Color
from textual.events import Resize
from textual.filter import ANSIToTruecolor, LineFilter
from textual.geometry import Region, Size
from textual.message import Message
from textual.strip import Strip
from textual.widget import Widget

from session_tui.last_gate import ShowableFilter
from session_tui.painted import Painted, Row
from session_tui.showable import showable

Weight = Literal["normal", "now", "past", "accent", "head", "alarm", "chosen", "soft", "rule"]
MOST_FITTED = 500
"""Lines kept ready to be painted; then all are made anew."""

Piece = tuple[str, Weight]
Line = tuple[Piece, ...]

_LOOKS: dict[Weight, tuple[str, bool]] = {
    "normal": ("foreground", False),
    "now": ("text-now", True),
    "past": ("text-past", False),
    "accent": ("accent", True),
    "head": ("primary", False),
    "alarm": ("error", True),
    "chosen": ("text-now", False),
    "soft": ("secondary", False),
    "rule": ("rule", False),
}
"""The theme's colour of each weight, and whether it is bold.

Not component classes: with eight of them in every pane, a change of focus cost 10 ms of styling.
"""


def line(text: str = "", weight: Weight = "normal") -> Line:
    """A line of one piece."""
    return ((text, weight),)


def width(pieces: Line) -> int:
    """How many cells a line takes."""
    return sum(cell_len(showable(text)) for text, _ in pieces)


def fit(text: str, cells: int, right: bool = False) -> str:
    """The text in exactly so many cells: cut with an ellipsis, or padded (left where `right`)."""
    text = showable(text)
    length = cell_len(text)
    if length > cells:
        return set_cell_size(text, max(0, cells - 1)) + "…" if cells else ""
    pad = " " * (cells - length)
    return pad + text if right else text + pad


def spread(left: Line, right: Line, cells: int) -> Line:
    """Two lines on one: `right` ends at the last cell, `left` is cut where they would meet."""
    room = cells - width(right) - 2
    kept: list[Piece] = []
    for text, weight in left:
        text = showable(text)
        take = min(cell_len(text), room)
        if take > 0:
            kept.append((text if take == cell_len(text) else fit(text, take), weight))
            room -= take
    used = width(tuple(kept))
    return (*kept, (" " * max(1, cells - used - width(right)), "normal"), *right)


def wrap(text: str, cells: int, weight: Weight = "normal", indent: str = "") -> list[Line]:
    """The text broken between words into lines of at most so many cells."""
    lines: list[Line] = []
    current = ""
    for word in showable(text).split():
        rest = word
        while cell_len(rest) > cells - len(indent):
            head = set_cell_size(rest, max(1, cells - len(indent)))
            if current:
                lines.append(((current, weight),))
                current = ""
            lines.append((((indent if lines else "") + head.rstrip(), weight),))
            rest = rest[len(head.rstrip()) or 1 :]
        tried = f"{current} {rest}" if current else (indent if lines else "") + rest
        if cell_len(tried) > cells:
            lines.append(((current, weight),))
            current = indent + rest
        else:
            current = tried
    if current:
        lines.append(((current, weight),))
    return lines


def row_filters(widget: Widget) -> list[LineFilter]:
    """The filters that our own rows need: their text is showable, their colours are true."""
    done = (ANSIToTruecolor, ShowableFilter)
    return [one for one in widget.get_line_filters() if not isinstance(one, done)]


class LinesPane(Widget):
    """Draws lines; `show` takes new ones and repaints those that differ."""

    DEFAULT_CSS = "LinesPane { height: 1fr; width: 1fr; }"

    def __init__(
        self, lines: Sequence[Line] = (), *, id: str | None = None, classes: str | None = None
    ) -> None:
        super().__init__(id=id, classes=classes)
        self._lines: tuple[Line, ...] = tuple(lines)
        self._styles: dict[Weight, Style] = {}
        self._strips: dict[int, Strip] = {}
        self._strips_size = Size()
        self._ground: Color | None = None
        self._fitted: dict[tuple[Line, int], Painted] = {}

    @property
    def lines(self) -> tuple[Line, ...]:
        """What it shows."""
        return self._lines

    @property
    def plain(self) -> str:
        """What it shows, as plain text."""
        return "\n".join("".join(text for text, _ in one) for one in self.lines)

    def part_at(self, x: int) -> str:
        """The name of what stands at this cell, for the mouse: the pane's own."""
        del x
        return self.id or ""

    class Resized(Message):
        """A pane has other room now: what it shows may be worked out anew."""

        def can_replace(self, message: Message) -> bool:
            """One of them says it for all panes."""
            return isinstance(message, LinesPane.Resized)

    def on_resize(self, event: Resize) -> None:
        """Say so."""
        del event
        self.post_message(self.Resized())

    def show(self, lines: Sequence[Line]) -> None:
        """Show these lines, repainting only those that changed."""
        old, new = self._lines, tuple(lines)
        self._lines = new
        if len(old) != len(new) and self.styles.height is not None and self.styles.height.is_auto:
            self._strips.clear()
            self.refresh(layout=True)
            return
        self.repaint(
            [
                y
                for y in range(min(max(len(old), len(new)), self.size.height))
                if (old[y] if y < len(old) else None) != (new[y] if y < len(new) else None)
            ]
        )

    def repaint(self, rows: Sequence[int]) -> None:
        """Paint these rows anew, whole: a part of one costs Textual more than all of it."""
        top, _, _, left = self.styles.padding
        for y in rows:
            self._strips.pop(y + top, None)
        if rows and (width := self.outer_size.width):
            self.refresh(*(Region(-left, y, width, 1) for y in rows))

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """One row a line."""
        return max(1, len(self._lines))

    def notify_style_update(self) -> None:
        """Another theme: the styles are looked up anew."""
        super().notify_style_update()
        self._styles.clear()
        self._strips.clear()
        self._fitted.clear()
        self._ground = None

    def render_lines(self, crop: Region) -> list[Strip]:
        """The rows in this region, padded; only rows that changed are made anew.

        Textual's own way goes through borders, titles and opacity, of which there are none here:
        it took more than half the time from a key to its paint.
        """
        size = self.outer_size
        if size != self._strips_size:
            self._strips.clear()
            self._strips_size = size
        if missing := [y for y in crop.line_range if y not in self._strips]:
            self._make_rows(missing)
        rows = [self._strips[y] for y in crop.line_range]
        if crop.column_span == (0, size.width):
            return rows
        return [row.crop(*crop.column_span) for row in rows]

    def _make_rows(self, rows: Sequence[int]) -> None:
        top, right, _, left = self.styles.padding
        (width, height), behind = self.size, self._behind()
        blank = Style(bgcolor=behind.rich_color)
        filters = row_filters(self)
        for y in rows:
            if 0 <= y - top < height:
                row = self._row(y - top, width, (left, right), blank)
            else:
                row = Strip.blank(self._strips_size.width, blank)
            for one in filters:
                row = row.apply_filter(one, behind)
            self._strips[y] = row

    def _row(self, y: int, cells: int, padding: tuple[int, int], blank: Style) -> Strip:
        """One line in exactly so many cells, between its padding.

        Made at once: a strip of Textual's is dear, and one for each step made this twice as slow.
        """
        left, right = padding
        painted = self._row_of(y, cells)
        if left:
            painted.insert(0, Painted([Segment(" " * left, blank)]))
        if right:
            painted.append(Painted([Segment(" " * right, blank)]))
        return Row(painted, left + cells + right)

    def _row_of(self, y: int, cells: int) -> list[Painted]:
        """What stands in a row, in exactly so many cells."""
        painted: list[Painted] = []
        for part in self.parts_of(y, cells):
            if part not in self._fitted:
                if len(self._fitted) >= MOST_FITTED:
                    self._fitted.clear()
                self._fitted[part] = Painted(self._fit(*part))
            painted.append(self._fitted[part])
        return painted

    def parts_of(self, y: int, cells: int) -> list[tuple[Line, int]]:
        """The lines that stand side by side in a row, each with the cells that it has."""
        return [(self._lines[y] if y < len(self._lines) else (), cells)]

    def _fit(self, pieces: Line, cells: int) -> list[Segment]:
        """A line in exactly so many cells.

        Blanks go with what stands before them: each segment costs, and they look the same but
        where something is chosen.
        """
        segments: list[Segment] = []
        text: str = ""
        weight: Weight = "normal"
        room = cells
        for more, its in (*pieces, (" " * cells, "normal")):
            more = showable(more)
            taken = cell_len(more)
            if taken > room:
                more, taken = set_cell_size(more, room), room
            room -= taken
            if weight == its or (more.isspace() and "chosen" not in (weight, its)):
                text += more
            elif taken:
                if text:
                    segments.append(Segment(text, self._style(weight)))
                text, weight = more, its
        if text:
            segments.append(Segment(text, self._style(weight)))
        return segments

    def _style(self, weight: Weight) -> Style:
        if weight not in self._styles:
            colours = self.app.theme_variables
            name, bold = _LOOKS[weight]
            behind = Color.parse(colours["chosen"]) if weight == "chosen" else self._behind()
            self._styles[weight] = Style(
                color=Color.parse(colours[name]).rich_color,
                bgcolor=behind.rich_color,
                bold=bold or None,
            )
        return self._styles[weight]

    def _behind(self) -> Color:
        """The colour it lies on; Textual asks all its ancestors for it."""
        if self._ground is None:
            self._ground = self.background_colors[1]
        return self._ground
