"""The `?` page: every key of a screen, made from the table of actions."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll

from session_tui.actions import EVERYWHERE, actions_of, binding_id
from session_tui.lines import Line, LinesPane, line
from session_tui.on_top import Sheet

COLUMN = 10


class KeysPage(Sheet[None]):
    """All keys of one screen, then those of everywhere."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,question_mark,q,enter,space", "dismiss", "leave", show=False)
    ]

    def __init__(self, place: str, moved: Mapping[str, str]) -> None:
        super().__init__()
        self._place = place
        self._moved = moved

    def compose(self) -> ComposeResult:
        """The keys, in a sheet that scrolls."""
        with VerticalScroll(classes="sheet"):
            pane = LinesPane(keys_lines(self._place, self._moved))
            pane.styles.height = "auto"
            yield pane


def keys_lines(place: str, moved: Mapping[str, str]) -> list[Line]:
    """Every key of a screen as lines; `moved` is what a keymap file moved, by binding id."""
    own = [action for action in actions_of(place) if EVERYWHERE not in action.where]
    everywhere = [action for action in actions_of(place) if EVERYWHERE in action.where]
    lines: list[Line] = []
    if place in ("live", "observe"):
        lines.append(_row("0–9", "A note: a digit is a seat (0 is ten), then the words"))
    for action in (*own, *everywhere):
        also = ", ".join(action.keys.split(",")[1:])
        key = moved.get(binding_id(action, place))
        told = also and not key and action.name in ("undo", "keys")
        more = f"  (also {also})" if told else ""
        lines.append(_row(key or action.key or "palette", action.help + more))
    lines.append(_row("ctrl+p", "Everything by name"))
    return [line("Keys", "now"), (), *lines, (), line("Esc leaves", "past")]


def _row(key: str, help_: str) -> Line:
    return ((f"{key:>{COLUMN}}  ", "head"), (help_, "normal"))
