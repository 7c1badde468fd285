"""Few keys on the live screen: how many there are, and what the newest do."""

from __future__ import annotations

from models.acts import attending
from session_tui.actions import ACTIONS
from session_tui.desk import Desk
from session_tui.screens.live.screen import LiveScreen
from tests.session_tui.hands import HandClock
from tests.session_tui.keyboard import screen_text, write
from tests.session_tui.writing_day import begin, day_of, man_on, on_screen

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


async def test_what_runs_has_its_set_aim_steps_and_what_to_watch_for(
    desk: Desk, hand_clock: HandClock
) -> None:
    begin(desk, hand_clock)
    running = day_of(desk).timeline.running
    assert running is not None
    exercise = desk.bank.exercise(running.item.exercise)
    assert exercise is not None
    async with on_screen(desk, LiveScreen(), (160, 48)) as (app, _):
        shown = " ".join(screen_text(app.screen).split())
        words = (running.item.set.label, exercise.aim, exercise.steps[-1].text)
        for text in (*words, *exercise.watch_for):
            assert text in shown


async def test_how_far_each_item_and_the_day_are_off_and_where_each_man_is(
    desk: Desk, hand_clock: HandClock
) -> None:
    begin(desk, hand_clock)
    async with on_screen(desk, LiveScreen(), (120, 36)) as (app, pilot):
        hand_clock.to(10, 18)
        await write(pilot, "", "space")
        desk.say(attending.move(day_of(desk), man_on(desk, 6), "out", hand_clock.at))
        await write(pilot, "", "down")
        shown = screen_text(app.screen)
        rows = [" ".join(row.split()) for row in shown.splitlines()]
        assert any(row.startswith("✓ 10:00") and row.endswith(" 18 +3") for row in rows)
        assert "ends 11:18" in shown
        assert "3 min behind" in shown
        assert {"4 absent", "6 out 10:18", "7 in"} <= set(rows)
