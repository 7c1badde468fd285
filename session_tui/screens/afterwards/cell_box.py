"""The one box of the table: it moves from cell to cell and keeps each one's half-typed text.

Keys that leave a cell are taken here, in the order they were typed with its text: no letter
lands in the next cell.
"""

from __future__ import annotations

from collections.abc import Callable

from textual.events import Key

from session_tui.drafted import DraftedInput

Way = tuple[int, int]
"""Rows down and cells on; (0, 0) is Enter."""

ENTER: Way = (0, 0)
_KEYS: dict[str, Way] = {
    "tab": (0, 1),
    "shift+tab": (0, -1),
    "up": (-1, 0),
    "down": (1, 0),
    "pageup": (-8, 0),
    "pagedown": (8, 0),
    "enter": ENTER,
}


class CellBox(DraftedInput):
    """The cell one is in. `go` takes the way one wants to leave it."""

    DEFAULT_CSS = """
    CellBox, CellBox:focus { height: 1; layer: box; position: absolute; background: $chosen; }
    """

    def __init__(self, go: Callable[[Way], None]) -> None:
        super().__init__("afterwards", id="cell")
        self._go = go

    def on_key(self, event: Key) -> None:
        """Leave the cell, where the key says so."""
        way = _KEYS.get(event.key) or self._sideways(event.key)
        if way is not None:
            event.stop()
            event.prevent_default()
            self._go(way)

    def _sideways(self, key: str) -> Way | None:
        """Left and right leave the cell only at the ends of its text."""
        if key == "left" and self.cursor_position == 0:
            return (0, -1)
        if key == "right" and self.cursor_position == len(self.value):
            return (0, 1)
        return None

    def place(self, left: int, top: int, width: int) -> None:
        """Lie over this cell."""
        self.styles.offset = (left, top)
        self.styles.width = width
