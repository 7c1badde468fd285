"""A text beyond 64 KiB is refused in a sentence, and stays in its box to the letter."""

from __future__ import annotations

import pytest
from textual.events import Paste
from textual.widgets import Input, TextArea

from models.entries.typed_text import TEXT_CAP
from session_tui.ask import Ask
from session_tui.desk import Desk
from session_tui.lines import LinesPane
from tests.session_tui.hands import HandClock, settle
from tests.session_tui.keyboard import until, write
from tests.session_tui.test_hostile_text import SCREENS
from tests.session_tui.writing_day import begin, day_of, note, on_screen

LONG = "one two thrée " * (TEXT_CAP // 14)
KEEP = {
    "observe": "enter",
    "form": "g ctrl+s",
    "describe": "enter",
    "concern": "escape",
    "debrief": "ctrl+s",
    "reflection": "ctrl+s",
}


@pytest.mark.parametrize("name", SCREENS)
async def test_it_stays_in_its_box(desk: Desk, hand_clock: HandClock, name: str) -> None:
    begin(desk, hand_clock)
    note(desk, "3", hand_clock, 5)
    text = ("* " if name == "observe" else "") + LONG.strip()
    written = len(day_of(desk).facts.entries)
    async with on_screen(desk, SCREENS[name]()) as (app, pilot):
        boxes = [*app.screen.query(TextArea), *app.screen.query(Input)]
        box = next((one for one in boxes if one.id == "words"), boxes[0])
        if isinstance(box, TextArea):
            box.text = text
        else:
            box.value = text
        await settle(pilot)
        await write(pilot, "", *KEEP[name].split())
        told = " ".join(pane.plain for pane in app.screen.query(LinesPane))
        assert "at most 64 KiB" in " ".join(told.split()), told
        assert (box.text if isinstance(box, TextArea) else box.value) == text
    assert len(day_of(desk).facts.entries) == written


@pytest.mark.parametrize("name", ["form", "concern", "debrief"])
async def test_a_very_long_paste_asks_first(desk: Desk, hand_clock: HandClock, name: str) -> None:
    begin(desk, hand_clock)
    note(desk, "3", hand_clock, 5)
    pasted = "one two thrée " * 1_500
    async with on_screen(desk, SCREENS[name]()) as (app, pilot):
        box = app.screen.query(TextArea).first()
        box.focus()
        before = box.text
        for answer, after in (("n", before), ("y", before + pasted)):
            await settle(pilot)
            app.post_message(Paste(pasted))
            await until(pilot, lambda: isinstance(app.screen, Ask))
            await write(pilot, "", answer)
            assert box.text == after
