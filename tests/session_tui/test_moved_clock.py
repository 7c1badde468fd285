"""The laptop's clock is moved while the day runs: noticed, said, settled by one key."""

from __future__ import annotations

from dataclasses import dataclass

import pytest
from textual.pilot import Pilot

from models.acts import running
from models.clock import RealClock
from models.local_time import MINUTE_MS
from session_tui.desk import Desk
from session_tui.screens.live.screen import LiveScreen
from session_tui.screens.today.screen import TodayScreen
from tests.session_tui.hands import HandClock, app_on, settle
from tests.session_tui.keyboard import screen_text, until, write
from tests.session_tui.live_screen import begun
from tests.session_tui.writing_day import day_of, on_screen

MOVED = 5 * MINUTE_MS


@dataclass
class Two:
    """A wall clock and a steady count, in nanoseconds."""

    wall: int
    steady: int = 10**12

    def go_on(self, minutes: int) -> None:
        """Let time go by."""
        self.wall += minutes * 60 * 10**9
        self.steady += minutes * 60 * 10**9


@pytest.fixture
def two(desk: Desk, hand_clock: HandClock) -> Two:
    """The day's first work runs since 10:15; the program goes by these clocks from 10:16 on."""
    begun(desk, hand_clock)
    two = Two((hand_clock.at + MINUTE_MS) * 10**6)
    desk.clock = RealClock(lambda: two.wall, lambda: two.steady)
    return two


async def moved(desk: Desk, two: Two, pilot: Pilot[None]) -> None:
    """A pause at 10:20, then the wall clock is set back by five minutes."""
    two.go_on(4)
    await write(pilot, "", "p", "i")
    await until(pilot, lambda: day_of(desk).timeline.paused is not None)
    two.wall -= MOVED * 10**6
    await until(pilot, lambda: "Which time is right?" in screen_text(pilot.app.screen))
    assert "-5 min" in screen_text(pilot.app.screen)


async def test_where_the_laptops_is_right_what_was_said_is_put_right(desk: Desk, two: Two) -> None:
    async with on_screen(desk, LiveScreen()) as (_, pilot):
        await moved(desk, two, pilot)
        await write(pilot, "", "l")
        await until(pilot, lambda: bool(day_of(desk).facts.corrections))
        assert "clock put right by -5 min" in screen_text(pilot.app.screen)
        assert desk.now() == two.wall // 10**6
        (pause,) = day_of(desk).timeline.pauses
        assert day_of(desk).clock(pause.since) == "10:15"
        assert desk.read_day(day_of(desk).session).timeline == day_of(desk).timeline
        await write(pilot, "", "u")
        await until(pilot, lambda: not day_of(desk).facts.corrections)
        assert day_of(desk).clock(day_of(desk).timeline.pauses[0].since) == "10:20"


@pytest.mark.parametrize("key", ["d", "escape"])
async def test_where_the_days_is_right_nothing_moves_and_it_isnt_asked_again(
    desk: Desk, two: Two, key: str
) -> None:
    async with on_screen(desk, LiveScreen()) as (app, pilot):
        await moved(desk, two, pilot)
        before = day_of(desk)
        await write(pilot, "", key)
        await until(pilot, lambda: isinstance(app.screen, LiveScreen))
        app.tick()
        await settle(pilot)
        assert isinstance(app.screen, LiveScreen)
        assert "Set the laptop's clock right" in screen_text(app.screen)
        assert day_of(desk) is before
        assert desk.now() == two.wall // 10**6 + MOVED


async def test_before_a_day_is_open_the_laptops_clock_is_followed(desk: Desk, two: Two) -> None:
    desk.day = None
    async with app_on(desk).run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: isinstance(pilot.app.screen, TodayScreen))
        two.wall += MOVED * 10**6
        await until(pilot, lambda: "moved by +5 min" in screen_text(pilot.app.screen))
        assert desk.now() == two.wall // 10**6


def test_the_act_is_said_on_both_streams_and_taken_back_as_one(
    desk: Desk, hand_clock: HandClock
) -> None:
    begun(desk, hand_clock)
    act = running.correct_clock(day_of(desk), MOVED, hand_clock.at - MINUTE_MS)
    assert [entry.chosen_stream for entry in act.entries] == ["", desk.group]
    desk.say(act)
    assert len(day_of(desk).facts.corrections) == 2
    desk.undo()
    assert not day_of(desk).facts.corrections
