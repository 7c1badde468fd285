"""Few keys on the live screen: how many there are, and what the newest do."""

from __future__ import annotations

from session_tui.actions import ACTIONS
from session_tui.desk import Desk
from session_tui.screens.live.screen import LiveScreen
from tests.session_tui.hands import HandClock
from tests.session_tui.keyboard import screen_text, write
from tests.session_tui.writing_day import begin, day_of, on_screen

MOST_KEYS = 20


def test_the_live_screen_has_at_most_twenty_single_keys() -> None:
    single = [
        action.name
        for action in ACTIONS
        if "live" in action.where
        and (action.key == "space" or (len(action.key) == 1 and action.key.isascii()))
    ]
    assert len(single) <= MOST_KEYS, single


async def test_enter_starts_what_is_chosen_and_undo_takes_it_back(
    desk: Desk, hand_clock: HandClock
) -> None:
    begin(desk, hand_clock)
    before = day_of(desk).timeline
    assert before.running is not None
    third = before.states[2].item.id
    async with on_screen(desk, LiveScreen()) as (app, pilot):
        hand_clock.to(10, 20)
        await write(pilot, "", "enter")
        assert "Choose an item first" in screen_text(app.screen)
        await write(pilot, "", "down", "down", "enter")
        now = day_of(desk).timeline
        assert now.running is not None
        assert now.running.item.id == third
        assert "started 10:20, before" in screen_text(app.screen)
        await write(pilot, "", "u")
        assert day_of(desk).timeline == before


async def test_one_line_sets_minutes_and_when_it_began_and_ended(
    desk: Desk, hand_clock: HandClock
) -> None:
    begin(desk, hand_clock)
    async with on_screen(desk, LiveScreen()) as (app, pilot):
        hand_clock.to(10, 10)
        for typed in ("1h30", "+5", "until 10:40", "@-5"):
            await write(pilot, "", "t")
            await write(pilot, typed, "enter")
        state = day_of(desk).timeline.running
        assert state is not None
        assert state.minutes == 40
        assert day_of(desk).clock(state.runs[0].started) == "10:05"
        await write(pilot, "", "t")
        await write(pilot, "soon", "enter")
        assert "isn't a length of time" in screen_text(app.screen)
        await write(pilot, "", *["backspace"] * 4)
        await write(pilot, "end @-1", "enter")
        assert day_of(desk).timeline.running is None
