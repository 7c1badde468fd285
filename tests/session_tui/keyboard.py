"""Typing text key by key, and reading a screen as its plain text."""

from __future__ import annotations

import time
import unicodedata
from collections.abc import Callable

from textual.dom import DOMNode
from textual.events import Key
from textual.pilot import Pilot
from textual.widget import Widget
from textual.widgets import Input, TextArea

from session_tui.app import SessionApp
from session_tui.ground import Rule
from session_tui.lines import LinesPane
from session_tui.note_box import NoteBox
from tests.session_tui.hands import settle

LONGEST_S = 20
"""So long a slow machine may take for anything that is waited for."""


async def type_text(pilot: Pilot[None], text: str) -> None:
    """Press the keys that make this text."""
    await pilot.press(*(_key(char) for char in text))


async def write(pilot: Pilot[None], text: str, *after: str) -> None:
    """Type this text as fast as keys can come, then press these keys one by one."""
    app = pilot.app
    assert isinstance(app, SessionApp)
    typed = [pressed(char) for char in text]
    for keys in (typed, *([pressed(key)] for key in after)):
        for key in keys:
            app.post_message(key)
        await settle(pilot)


def pressed(key: str) -> Key:
    """The event of a key, by its name or its character."""
    return Key(_key(key), key) if len(key) == 1 else Key(key, None)


def _key(char: str) -> str:
    if char.isalnum() and char.isascii():
        return char
    return unicodedata.name(char).lower().replace(" ", "_").replace("-", "_")


def screen_text(screen: DOMNode) -> str:
    """All that a screen shows as lines, and what its boxes hold where it isn't hidden."""
    every = [pane for pane in screen.query(LinesPane) if not isinstance(pane, Rule)]
    panes = [pane.plain for pane in every if _shown(pane)]
    boxes = [box.value for box in screen.query(Input) if not box.password and _shown(box)]
    areas = [area.text for area in screen.query(TextArea) if _shown(area)]
    return "\n".join([*panes, *boxes, *areas])


def _shown(widget: Widget) -> bool:
    if isinstance(widget, NoteBox) and widget.veiled:
        return False
    return all(one.display for one in widget.ancestors_with_self if isinstance(one, Widget))


async def until(pilot: Pilot[None], there: Callable[[], bool]) -> None:
    """Let the program go on until something is so; the test fails where it never is."""
    deadline = time.monotonic() + LONGEST_S
    while time.monotonic() < deadline:
        await settle(pilot)
        if there():
            return
    raise AssertionError("it never came:\n" + screen_text(pilot.app.screen))
