"""The mouse, for who has one: a click on a key that is shown presses it; on the title, all by name.

A click on a row of a list chooses it, as its keys would; on what is chosen it is Enter.

Nothing needs it. Boxes, scrolling and the palette take the mouse by themselves.
"""

from __future__ import annotations

from textual.app import App
from textual.events import Click, Key
from textual.keys import _character_to_key  # Textual's own spelling of "+"; it gives no public one

from session_tui.action import NAMES
from session_tui.lines import Line, LinesPane, width

_PRESSED = {shown: key for key, shown in NAMES.items()} | {"Tab": "tab"}


def key_at(pieces: Line, x: int) -> str:
    """The key that stands at this cell of a line of keys and labels, or before it; "" for none."""
    key, at = "", 0
    for piece in pieces:
        if at > x:
            break
        if piece[1] == "head":
            key = piece[0].strip()
        at += width((piece,))
    return key if x < at else ""


def clicked_key(event: Click, pane: str) -> str:
    """The key shown where the pane of this id was clicked; "" elsewhere."""
    widget = event.widget
    offset = event.get_content_offset(widget) if isinstance(widget, LinesPane) else None
    if not isinstance(widget, LinesPane) or widget.id != pane or offset is None:
        return ""
    return key_at(widget.lines[offset.y], offset.x) if offset.y < len(widget.lines) else ""


def clicked_row(event: Click) -> tuple[str, int]:
    """The pane or column that was clicked and which of its rows; ("", 0) elsewhere."""
    widget = event.widget
    offset = event.get_content_offset(widget) if isinstance(widget, LinesPane) else None
    if not isinstance(widget, LinesPane) or offset is None or offset.y >= len(widget.lines):
        return "", 0
    return widget.part_at(offset.x), offset.y


def press(app: App[None], shown: str) -> None:
    """Press a key by the name it is shown with; two keys at once ("↑ ↓") are none."""
    if shown in _PRESSED or not shown.isascii():
        key = _PRESSED.get(shown, "")
    else:
        key = _character_to_key(shown) if len(shown) == 1 else shown
    if key and " " not in key:
        app.post_message(Key(key, shown if len(shown) == 1 and shown.isascii() else None))
