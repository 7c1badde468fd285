"""Columns of lines in one pane, parted by rules.

One pane and not one a column: Textual cuts every row at every widget's edge and sends each piece
by itself, which took a quarter of the time from a key to its paint.
"""

from __future__ import annotations

from collections.abc import Mapping

from session_tui.lines import Line, LinesPane, fit

_RULE: Line = ((" │ ", "past"),)
_BETWEEN = 3


class SideBySide(LinesPane):
    """Columns by name, from the left; each as wide as `share` says."""

    def __init__(self, *names: str, id: str) -> None:
        super().__init__(id=id)
        self._columns: dict[str, tuple[Line, ...]] = dict.fromkeys(names, ())
        self._cells: dict[str, int] = dict.fromkeys(names, 0)

    @property
    def lines(self) -> tuple[Line, ...]:
        """What it shows, each row through all columns."""
        return tuple(self._joined(y) for y in range(self.size.height))

    @property
    def plain(self) -> str:
        """What it shows, as plain text, one column after the other."""
        return "\n".join(
            "".join(text for text, _ in one) for lines in self._columns.values() for one in lines
        )

    def share(self, cells: Mapping[str, int]) -> None:
        """How many cells of text each column has."""
        if self._cells != cells:
            self._cells = dict(cells)
            self.repaint(range(self.size.height))

    def column(self, name: str) -> tuple[Line, ...]:
        """What stands in a column."""
        return self._columns[name]

    def show_columns(self, **columns: tuple[Line, ...]) -> None:
        """Show these lines in these columns; the others stay as they are."""
        pairs = [(self._columns[name], lines) for name, lines in columns.items()]
        self._columns |= columns
        self.repaint(
            [
                y
                for y in range(self.size.height)
                if any(_at(old, y) != _at(new, y) for old, new in pairs)
            ]
        )

    def part_at(self, x: int) -> str:
        """The column at this cell."""
        return next((name for name in reversed(self._cells) if x >= self.left_of(name)), "")

    def left_of(self, name: str) -> int:
        """The cell at which a column begins."""
        before = list(self._cells)[: list(self._cells).index(name)]
        return sum(self._cells[one] + _BETWEEN for one in before)

    def parts_of(self, y: int, cells: int) -> list[tuple[Line, int]]:
        """A row through all columns."""
        parts: list[tuple[Line, int]] = []
        for name, lines in self._columns.items():
            if parts:
                parts.append((_RULE, _BETWEEN))
            parts.append((_at(lines, y), self._cells[name]))
        return parts

    def _joined(self, y: int) -> Line:
        """A row as one line."""
        return tuple(
            (fit("".join(text for text, _ in pieces), cells), "normal")
            for pieces, cells in self.parts_of(y, self.size.width)
        )


def _at(lines: tuple[Line, ...], y: int) -> Line:
    return lines[y] if y < len(lines) else ()
