"""The mouse on the rows of lists: attendance, the day, notes, what was found."""

from __future__ import annotations

import pytest

from models.database.finding import FoundNote
from session_tui.app import SessionApp
from session_tui.ask import Ask
from session_tui.desk import Desk
from session_tui.note_line import NoteLine
from session_tui.screens.find.screen import FindScreen
from session_tui.screens.live.screen import LiveScreen
from session_tui.screens.observe.amend import AmendNote
from session_tui.screens.review.reading import ReadingScreen
from tests.session_tui.hands import HandClock
from tests.session_tui.keyboard import screen_text, until, write
from tests.session_tui.test_keyboard import click_on
from tests.session_tui.writing_day import begin, day_of, man_on, note, on_screen


@pytest.fixture
def running(desk: Desk, hand_clock: HandClock) -> Desk:
    return begin(desk, hand_clock)


async def test_a_click_on_a_row_does_what_its_keys_would(
    running: Desk, hand_clock: HandClock
) -> None:
    note(running, "3 laughed", hand_clock, 5)
    note(running, "5 went quiet", hand_clock, 6)
    async with on_screen(running, LiveScreen(), (120, 36)) as (app, pilot):
        await click_on(pilot, "#columns", "Lunch")
        assert isinstance(app.screen, LiveScreen)
        chosen = day_of(running).timeline.state(app.screen.chosen)
        assert chosen is not None
        assert chosen.item.title == "Lunch"
        await click_on(pilot, "#columns", " 6 ", "group")
        assert app.screen.query_one(NoteLine).box.text == "6"
        await write(pilot, "", "escape", "a")
        await click_on(pilot, "#men", " 6  in")
        await click_on(pilot, "#keys", "out")
        assert isinstance(app.screen, Ask)
        await write(pilot, "", "enter", "enter")
        assert day_of(running).attendance.men[man_on(running, 6)].here == "out"
        await write(pilot, "", "escape", "o")
        await click_on(pilot, "#notes", "laughed")
        assert "minute 5" in screen_text(app.screen)
        await click_on(pilot, "#notes", "laughed")
        assert isinstance(app.screen, AmendNote)


async def test_a_click_on_what_was_found_chooses_it_and_again_reads_it(
    running: Desk, hand_clock: HandClock
) -> None:
    note(running, "3 laughed it off", hand_clock, 5)
    note(running, "5 wept and laughed", hand_clock, 6)
    async with on_screen(running, FindScreen(), (120, 36)) as (app, pilot):
        await write(pilot, "laughed")
        await until(pilot, lambda: len(found_of(app)) == 2)
        find = app.screen
        assert isinstance(find, FindScreen)
        other = 1 - find.chosen
        await click_on(pilot, "#found", find.found[other].text)
        assert find.chosen == other
        await click_on(pilot, "#found", find.found[other].text)
        await until(pilot, lambda: isinstance(app.screen, ReadingScreen))


def found_of(app: SessionApp) -> list[FoundNote]:
    """What Find found."""
    assert isinstance(app.screen, FindScreen)
    return app.screen.found
