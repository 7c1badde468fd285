"""The `?` page: every key of a screen, made from the table of actions."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import ClassVar

from rich.cells import cell_len
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll

from models.day.quick_line_examples import EXAMPLES
from session_tui.action import EVERYWHERE, Action, printed
from session_tui.actions import actions_of, binding_id
from session_tui.lines import Line, LinesPane, fit, line, width, wrap
from session_tui.on_top import Sheet

COLUMN, GAP, MARGIN = 10, 2, 6
NOTED = ("live", "observe", "notes", "read_notes")
"""Screens with a line to type: their page ends with what a line can say."""

TWO_COLUMNS = 100
"""From so many cells on, the keys stand in two columns."""


class KeysPage(Sheet[None]):
    """All keys of one screen, then those of everywhere."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,question_mark,ctrl+k,f1,q,enter,space", "dismiss", "leave", show=False)
    ]

    def __init__(self, place: str, moved: Mapping[str, str]) -> None:
        super().__init__()
        self._place = place
        self._moved = moved

    def compose(self) -> ComposeResult:
        """The keys, in a sheet that scrolls."""
        with VerticalScroll(classes="sheet"):
            pane = LinesPane(keys_lines(self._place, self._moved, self.app.size.width - MARGIN))
            pane.styles.height = "auto"
            yield pane


def keys_lines(place: str, moved: Mapping[str, str], cells: int) -> list[Line]:
    """Every key of a screen as lines; `moved` is what a keymap file moved, by binding id.

    Those by key stand before those that the palette alone has; where there is room, in columns.
    """
    columns = 2 if cells >= TWO_COLUMNS else 1
    wide = (cells - GAP * (columns - 1)) // columns
    rows = [one for row in _rows(place, moved, wide) for one in row]
    high = -(-len(rows) // columns)
    lines = [_beside(rows[row::high], wide + GAP) for row in range(high)]
    grammar = [(), *line_lines(cells)] if place in NOTED else []
    more = "   ↓ and what a line can say" if grammar else ""
    head: Line = (("Keys", "now"), (more, "past"))
    return [head, (), *lines, *grammar, (), line("Esc leaves", "past")]


def line_lines(cells: int) -> list[Line]:
    """What a line can say: the examples that the grammar is tested by, and what each shows."""
    lines: list[Line] = [line("The line: its first word is the head, the rest is text", "now"), ()]
    wide = min(max(cell_len(one.line) for one in EXAMPLES), cells // 2)
    for one in EXAMPLES:
        told = wrap(one.shows, max(20, cells - wide - 2), "past")
        for place, words in enumerate(told):
            lines.append(
                ((fit(one.line if place == 0 else "", wide), "head"), ("  ", "past"), *words)
            )
    return lines


def _rows(place: str, moved: Mapping[str, str], wide: int) -> list[list[Line]]:
    actions = sorted(actions_of(place), key=lambda one: (EVERYWHERE in one.where, not one.key))
    rows: list[list[Line]] = []
    if place in ("live", "observe"):
        seat = "A note: a digit is a seat (0 is ten), then the words"
        rows.append(_row("0–9", seat, wide))
    for action in actions:
        also = _also(action)
        key = moved.get(binding_id(action, place))
        more = f" (also {also})" if also and not key else ""
        rows.append(_row(key or action.key or "palette", action.help + more, wide))
    return [*rows, _row("ctrl+p", "Everything by name", wide)]


def _also(action: Action) -> str:
    """The other keys of an action, where they are worth a word."""
    if action.name not in ("undo", "keys"):
        return ""
    keys = [printed(key) for key in action.keys.split(",")]
    return ", ".join(key for key in keys if key != action.key)


def _beside(rows: Sequence[Line], wide: int) -> Line:
    """Rows beside each other, each but the last in so many cells."""
    first, *others = rows
    if not others:
        return first
    return (*first, (" " * (wide - width(first)), "normal"), *_beside(others, wide))


def _row(key: str, help_: str, wide: int) -> list[Line]:
    margin = COLUMN + 2
    return [
        ((f"{key if place == 0 else '':>{COLUMN}}  ", "head"), *pieces)
        for place, pieces in enumerate(wrap(help_, wide - margin))
    ]
