"""States that last, by keys: begun and ended on the observe screen, settled at the gate."""

from __future__ import annotations

import pytest

from session_tui.ask import Ask
from session_tui.desk import Desk
from session_tui.note_line import NoteLine
from session_tui.screens.close.screen import CloseScreen
from session_tui.screens.observe.screen import ObserveScreen
from tests.session_tui.hands import HandClock, settle
from tests.session_tui.keyboard import screen_text, write
from tests.session_tui.writing_day import begin, day_of, man_on, on_screen


@pytest.fixture
def running(desk: Desk, hand_clock: HandClock) -> Desk:
    return begin(desk, hand_clock)


async def test_a_seat_and_a_key_begin_it_and_the_same_again_ends_it(
    running: Desk, hand_clock: HandClock
) -> None:
    async with on_screen(running, ObserveScreen()) as (app, pilot):
        hand_clock.to(10, 5)
        await write(pilot, "", "ctrl+t", "3", "q")
        assert "3 silent since 10:05" in screen_text(app.screen)
        hand_clock.to(10, 9)
        await write(pilot, "", "ctrl+t", "3")
        assert "ends, since 10:05" in screen_text(app.screen)
        await write(pilot, "", "q")
        assert "silent" not in screen_text(app.screen)
        (stretch,) = day_of(running).states
        assert (stretch.member, stretch.state) == (man_on(running, 3), "silent")
        assert day_of(running).clock(stretch.until or 0) == "10:09"


async def test_its_moment_is_that_of_the_chord_and_speaking_ends_silence(
    running: Desk, hand_clock: HandClock
) -> None:
    async with on_screen(running, ObserveScreen()) as (app, pilot):
        hand_clock.to(10, 5)
        await write(pilot, "", "ctrl+t", "3", "q", "ctrl+t")
        hand_clock.to(10, 7)
        await write(pilot, "", "3", "s")
        assert [one.state for one in day_of(running).states_lasting] == ["speaking"]
        assert day_of(running).clock(day_of(running).states_lasting[0].since) == "10:05"
        await write(pilot, "", "ctrl+z")
        assert [one.state for one in day_of(running).states_lasting] == ["silent"]
        assert "undone: 3 · state begun" in screen_text(app.screen)


async def test_while_typing_the_line_is_kept_and_esc_begins_nothing(running: Desk) -> None:
    async with on_screen(running, ObserveScreen()) as (app, pilot):
        await write(pilot, "3 wai", "ctrl+t", "3", "escape")
        assert isinstance(app.screen, ObserveScreen)
        assert app.screen.query_one(NoteLine).box.text == "3 wai"
        assert not day_of(running).states


async def test_a_man_who_is_absent_is_not_offered(running: Desk) -> None:
    async with on_screen(running, ObserveScreen()) as (app, pilot):
        await write(pilot, "", "ctrl+t", "4")
        assert isinstance(app.screen, Ask)
        assert not day_of(running).states


async def test_the_gate_asks_when_it_ended(running: Desk, hand_clock: HandClock) -> None:
    from models.acts.lasting import turn_state

    for minute, state in ((5, "upset"), (6, "silent")):
        hand_clock.to(10, minute)
        running.say(turn_state(day_of(running), man_on(running, 3), state, hand_clock.at))
    hand_clock.to(10, 40)
    screen = CloseScreen()
    async with on_screen(running, screen) as (app, pilot):
        screen.chosen = [row.open for row in screen.rows].index("states")
        assert "2 states without an end: 3" in screen_text(app.screen)
        await pilot.press("enter")
        await settle(pilot)
        assert "3 visibly upset since 10:05: when did it end?" in screen_text(app.screen)
        await write(pilot, "", "tab")
        await write(pilot, "10:01", "enter")
        assert "It began at 10:05" in screen_text(app.screen)
        await write(pilot, "", *["backspace"] * 5)
        await write(pilot, "10:12", "enter")
        assert "3 silent since 10:06" in screen_text(app.screen)
        await write(pilot, "", "n")
        ends = [day_of(running).clock(one.until or 0) for one in day_of(running).states]
        assert ends == ["10:12", "10:40"]
        assert "states" not in {row.open for row in screen.rows}


async def test_a_state_the_service_has_no_more_keeps_its_name(running: Desk) -> None:
    from models.acts.lasting import turn_state

    running.say(turn_state(day_of(running), man_on(running, 3), "pacing", running.now()))
    async with on_screen(running, ObserveScreen()) as (app, _):
        assert "3 pacing since" in screen_text(app.screen)
