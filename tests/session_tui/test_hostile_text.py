"""Hostile text in every box one writes in: kept whole, shown harmless."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from textual.screen import Screen
from textual.widgets import Input, TextArea

from session_tui.app import SessionApp
from session_tui.desk import Desk
from session_tui.screens.close.debrief import DebriefScreen
from session_tui.screens.close.reflection import ReflectionScreen
from session_tui.screens.concern.screen import ConcernScreen
from session_tui.screens.describe.screen import DescribeScreen
from session_tui.screens.form.screen import NoteForm
from session_tui.screens.observe.screen import ObserveScreen
from session_tui.screens.work.screen import WorkScreen
from tests.session_tui.hands import HandClock, settle
from tests.session_tui.keyboard import write
from tests.session_tui.writing_day import begin, day_of, note, on_screen

HOSTILE = (
    "\x1b]0;owned\x07 \x1b[31m [/nope] [@click=app.exit]x[/] \u202eevil\u200b\u2066 \x9b31m \ud7ff"
)
ACTING = "\x1b\x07\u202e\u200b\u2066\x9b"


def fill(app: SessionApp) -> None:
    """The hostile text into every box of the screen."""
    for area in app.screen.query(TextArea):
        area.text = HOSTILE
    for box in app.screen.query(Input):
        box.value = HOSTILE


def harmless(app: SessionApp) -> None:
    """Nothing of the picture can act on a terminal."""
    picture = app.export_screenshot()
    assert not [char for char in ACTING if char in picture]


SCREENS: dict[str, Callable[[], Screen[None]]] = {
    "observe": ObserveScreen,
    "form": lambda: NoteForm(0),
    "describe": DescribeScreen,
    "concern": ConcernScreen,
    "debrief": DebriefScreen,
    "reflection": ReflectionScreen,
}


@pytest.mark.parametrize("name", SCREENS)
async def test_in_the_boxes(desk: Desk, hand_clock: HandClock, name: str) -> None:
    begin(desk, hand_clock)
    note(desk, "3", hand_clock, 5)
    async with on_screen(desk, SCREENS[name]()) as (app, pilot):
        fill(app)
        await settle(pilot)
        harmless(app)
        assert not [char for char in ACTING if char in app.title]


async def test_once_kept(desk: Desk, hand_clock: HandClock) -> None:
    begin(desk, hand_clock)
    note(desk, "3", hand_clock, 5)
    async with on_screen(desk, DescribeScreen()) as (app, pilot):
        fill(app)
        await settle(pilot)
        await write(pilot, "", "enter")
        assert day_of(desk).notes[0].what.text == HOSTILE.strip()
        app.push_screen(ConcernScreen())
        await settle(pilot)
        app.screen.query_one("#words", TextArea).text = HOSTILE
        await write(pilot, "3", "escape")
        assert day_of(desk).concerns[0][1].words == HOSTILE
        app.push_screen(WorkScreen())
        await settle(pilot)
        await write(pilot, "", "s", "*")
        fill(app)
        await settle(pilot)
        harmless(app)
        await write(pilot, "", "enter")
        assert day_of(desk).work_set[0].text == HOSTILE.strip()
        harmless(app)
        app.push_screen(ObserveScreen())
        await settle(pilot)
        await write(pilot, "", "up", "enter")
        harmless(app)
