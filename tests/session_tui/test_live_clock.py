"""The day's clock by keys on the live screen, and what each key says where it can't."""

from __future__ import annotations

import pytest

from models.acts import Act
from models.entries import NewEntry
from models.entries.timeline import ItemAdded
from models.local_time import MINUTE_MS
from session_tui.desk import Desk
from session_tui.screens.close.screen import CloseScreen
from session_tui.screens.live.screen import LiveScreen
from session_tui.screens.room.screen import RoomScreen
from session_tui.screens.today.screen import TodayScreen
from tests.session_tui.day_by_keys import Keyboard
from tests.session_tui.hands import DATE, HandClock
from tests.session_tui.keyboard import screen_text, until
from tests.session_tui.live_screen import begun, ended, live
from tests.session_tui.writing_day import day_of, on_screen


def running_title(desk: Desk) -> str:
    state = day_of(desk).timeline.running
    return state.item.title if state else ""


async def test_space_starts_goes_on_ends_the_break_and_resumes(
    desk: Desk, hand_clock: HandClock
) -> None:
    async with live(desk, hand_clock) as hands:
        assert "space start" in hands.sees
        await hands.keys("space", at="10:00")
        assert running_title(desk) == "Check-in"
        assert "space next" in hands.sees
        await hands.keys("space", at="10:15")
        assert running_title(desk) == "Steps to a decision"
        await hands.keys("p", "escape", at="10:20")
        assert "space resume" in hands.sees
        await hands.keys("space", at="10:25")
        assert day_of(desk).timeline.paused is None
        await hands.keys("space", at="11:20")
        assert "space end break" in hands.sees
        await hands.keys("space", at="11:35")
        assert running_title(desk) == "Steps to a decision"


async def test_the_clock_and_the_room_go_on_behind_a_sheet_and_a_question(
    desk: Desk, hand_clock: HandClock
) -> None:
    live = LiveScreen()
    async with on_screen(desk, live, (120, 36)) as (app, pilot):
        hands = Keyboard(pilot, hand_clock, DATE)
        await hands.keys("space", at="10:00")
        await hands.keys("a", "1", "i", at="10:00:30")
        assert app.screen is not live
        assert "1 of 8" in screen_text(live)
        hand_clock.to(10, 20)
        app.tick()
        await until(pilot, lambda: "10:20" in screen_text(live))
        await hands.keys("escape", "p")
        hand_clock.to(10, 30)
        app.tick()
        await until(pilot, lambda: app.screen is not live and "10:30" in screen_text(live))


async def test_space_at_the_end_asks_and_esc_goes_on(desk: Desk, hand_clock: HandClock) -> None:
    begun(desk, hand_clock)
    async with live(desk, hand_clock) as hands:
        for hour in range(11, 18):
            await hands.keys("space", at=f"{hour}:00")
        assert running_title(desk) == "Check-out"
        await hands.keys("space", at="18:00")
        assert "End the day here?" in hands.sees
        await hands.keys("escape")
        assert day_of(desk).timeline.ended is None
        await hands.keys("space", "n")
        assert day_of(desk).timeline.ended is None
        await hands.keys("space", "y")
        assert day_of(desk).clock(day_of(desk).timeline.ended or 0) == "18:00"
        assert "The day ended at 18:00." in hands.sees
        await hands.keys("space")
        await hands.on(CloseScreen)


async def test_a_break_starts_now_planned_or_not(desk: Desk, hand_clock: HandClock) -> None:
    begun(desk, hand_clock)
    async with live(desk, hand_clock) as hands:
        await hands.keys("b", at="11:05")
        running = day_of(desk).timeline.running
        assert running is not None
        assert (running.item.title, running.added) == ("Break", False)
        await hands.keys("b")
        assert "It is break already: space ends it." in hands.sees
        await hands.keys("space", at="11:20")
        await hands.keys("b", at="12:00")
        running = day_of(desk).timeline.running
        assert running is not None
        assert running.added
        assert "break 12:00, not in the plan" in hands.sees


async def test_the_clock_stands_at_the_key_and_the_reason_comes_after(
    desk: Desk, hand_clock: HandClock
) -> None:
    begun(desk, hand_clock)
    async with live(desk, hand_clock) as hands:
        await hands.keys("p", at="10:30")
        paused = day_of(desk).timeline.paused
        assert paused is not None
        assert day_of(desk).clock(paused.since) == "10:30"
        assert "Paused. Why?" in hands.sees
        await hands.keys("t", at="10:33")
        (pause,) = day_of(desk).timeline.pauses
        assert (pause.reason, pause.since) == (
            "technical: room, recorder, equipment",
            day_of(desk).wall(630),
        )
        assert "paused since 10:30 · technical" in hands.sees
        await hands.keys("p")
        assert "The clock stands already: space resumes." in hands.sees


async def test_a_pause_without_a_reason_is_a_pause(desk: Desk, hand_clock: HandClock) -> None:
    begun(desk, hand_clock)
    async with live(desk, hand_clock) as hands:
        await hands.keys("p", "escape", at="10:30")
        await hands.keys("space", at="10:40")
        (pause,) = day_of(desk).timeline.pauses
        assert (pause.reason, pause.until) == ("", day_of(desk).wall(640))


async def test_minutes_are_given_and_taken_of_what_runs_or_is_chosen(
    desk: Desk, hand_clock: HandClock
) -> None:
    begun(desk, hand_clock)
    async with live(desk, hand_clock) as hands:
        await hands.keys("plus", "plus", "equals_sign", "minus", at="10:20")
        first, second = (day_of(desk).timeline.states[place] for place in (1, 2))
        assert (first.minutes, second.minutes) == (62, 15)
        await hands.keys("down", "minus")
        assert day_of(desk).timeline.states[2].minutes == 14
        assert "Break -1 min" in hands.sees


async def test_undo_and_redo_go_back_and_on_saying_what(desk: Desk, hand_clock: HandClock) -> None:
    begun(desk, hand_clock)
    async with live(desk, hand_clock) as hands:
        before = day_of(desk).timeline
        await hands.keys("plus", "p", "escape", "space", at="10:20")
        after = day_of(desk).timeline
        await hands.keys("u")
        assert "undone: resumed" in hands.sees
        await hands.keys("u")
        assert "undone: paused" in hands.sees
        await hands.keys("ctrl+z")
        assert "undone: Steps to a decision +1 min" in hands.sees
        assert day_of(desk).timeline == before
        await hands.keys("ctrl+y", "ctrl+y", "ctrl+y")
        assert "done again: resumed" in hands.sees
        assert day_of(desk).timeline == after
        await hands.keys("ctrl+y")
        assert day_of(desk).timeline == after


@pytest.mark.parametrize(
    ("keys", "said"),
    [
        (["p"], "The day hasn't begun: nothing to pause."),
        (["b"], "The day hasn't begun: space starts it."),
        (["plus"], "Nothing runs and nothing is chosen: choose with the arrow keys."),
        (["minus"], "Nothing runs and nothing is chosen: choose with the arrow keys."),
        (["x"], "Nothing is running that could be cut short."),
        (["t"], "Nothing runs and nothing is chosen: choose with the arrow keys."),
        (["c"], "Nothing runs and nothing is chosen: choose with the arrow keys."),
        (["enter"], "Choose an item first, with the arrow keys; Enter starts it."),
        (["shift+up"], "Choose an item first, with the arrow keys."),
        (["shift+down"], "Choose an item first, with the arrow keys."),
        (["g"], "Nothing must give: the day ends 15:30."),
    ],
)
async def test_before_the_day_begins_a_key_that_cannot_says_why(
    desk: Desk, hand_clock: HandClock, keys: list[str], said: str
) -> None:
    before = day_of(desk).timeline
    async with live(desk, hand_clock) as hands:
        await hands.keys(*keys)
        assert said in hands.sees
        assert isinstance(hands.pilot.app.screen, LiveScreen)
    assert day_of(desk).timeline == before


@pytest.mark.parametrize(
    ("keys", "said"),
    [
        (["p"], "The day has ended: nothing to pause."),
        (["b"], "The day has ended."),
        (["x"], "Nothing is running that could be cut short."),
        (["up", "plus"], "its minutes stand."),
        (["up", "up", "up", "k", "s"], "it can be carried over, not skipped."),
        (["up", "up", "up", "shift+down"], "only what is to come can be moved."),
    ],
)
async def test_after_the_day_a_key_that_cannot_says_why(
    desk: Desk, hand_clock: HandClock, keys: list[str], said: str
) -> None:
    ended(desk, hand_clock)
    before = day_of(desk).timeline
    async with live(desk, hand_clock) as hands:
        await hands.keys(*keys)
        assert said in hands.sees
    assert day_of(desk).timeline == before


async def test_closing_asks_while_the_day_runs_and_may_only_look(
    desk: Desk, hand_clock: HandClock
) -> None:
    begun(desk, hand_clock)
    async with live(desk, hand_clock) as hands:
        await hands.keys("f")
        assert "The day still runs." in hands.sees
        await hands.keys("escape")
        assert isinstance(hands.pilot.app.screen, LiveScreen)
        await hands.keys("f", "n")
        await hands.on(CloseScreen)
        assert day_of(desk).timeline.ended is None
        await hands.keys("escape", "f", "y", at="11:00")
        await hands.on(CloseScreen)
        assert day_of(desk).timeline.ended == day_of(desk).wall(660)


async def test_q_leads_to_today_and_asks_while_the_day_runs(
    desk: Desk, hand_clock: HandClock
) -> None:
    begun(desk, hand_clock)
    async with live(desk, hand_clock) as hands:
        await hands.keys("q", "escape")
        assert isinstance(hands.pilot.app.screen, LiveScreen)
        await hands.keys("q", "y")
        await hands.on(TodayScreen)
    assert running_title(desk) == "Steps to a decision"


async def test_under_the_cover_the_clocks_keys_work_and_nothing_is_said_of_anyone(
    desk: Desk, hand_clock: HandClock
) -> None:
    begun(desk, hand_clock)
    async with live(desk, hand_clock) as hands:
        await hands.note("3+sr went back", at="10:20")
        await hands.keys("ctrl+l")
        await hands.on(RoomScreen)
        running = day_of(desk).timeline.running
        assert running is not None
        assert running.item.public_title in hands.sees
        for hidden in ("went back", "JB", "seat", "in the room", running.item.title):
            assert hidden not in hands.sees
        await hands.keys("plus", "p", at="10:25")
        assert "pause" in hands.sees
        await hands.keys("space", at="10:27")
        await hands.keys("b", at="11:00")
        assert running_title(desk) == "Break"
        await hands.keys("u")
        assert running_title(desk) == "Steps to a decision"
        await hands.keys("escape")
        await hands.on(LiveScreen)


async def test_an_item_that_was_put_in_can_be_over_long(desk: Desk, hand_clock: HandClock) -> None:
    """A day of 330 minutes is the most that one item can take."""
    begun(desk, hand_clock)
    day = day_of(desk)
    running = day.timeline.running
    assert running is not None
    item = running.item.model_copy(update={"id": "ff" * 16, "planned": 330, "maximum": 330})
    desk.say(Act("", (NewEntry(ItemAdded(item=item, after=running.item.id), desk.now()),)))
    async with live(desk, hand_clock) as hands:
        await hands.keys("down", "plus", at="10:20")
        assert "An item can't be longer than 330 min." in hands.sees
    assert day_of(desk).forecast(desk.now()).end > day.planned_end + 60 * MINUTE_MS
