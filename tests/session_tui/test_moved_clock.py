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


def sees(pilot: Pilot[None]) -> str:
    """The words on the screen, wherever a line ends."""
    return " ".join(screen_text(pilot.app.screen).split())


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


async def test_a_clock_behind_what_was_written_here_is_asked_for_the_time(
    desk: Desk, two: Two
) -> None:
    two.wall -= 30 * MINUTE_MS * 10**6
    desk.clock = RealClock(lambda: two.wall, lambda: two.steady)
    async with on_screen(desk, LiveScreen()) as (app, pilot):
        assert "it says 09:46, and at 10:15 something was written here. What time" in sees(pilot)
        await write(pilot, "9:50", "enter")
        assert "It is 10:15 at least." in screen_text(app.screen)
        await write(pilot, "", *["backspace"] * 4)
        await write(pilot, "10:17", "enter")
        await until(pilot, lambda: isinstance(app.screen, LiveScreen))
        assert "The day goes on from 10:17" in screen_text(app.screen)
        assert day_of(desk).clock(desk.now()) == "10:17"
        app.tick()  # that the laptop's own still differs is known, and not asked about
        await settle(pilot)
        assert isinstance(app.screen, LiveScreen)
        assert not day_of(desk).facts.corrections


@pytest.mark.parametrize(
    ("keys", "now"),
    [(("t",), "10:20"), (("o",), "10:26"), (("tab", "1", "0", ".", "2", "3", "enter"), "10:23")],
)
async def test_a_colleagues_clock_that_is_off_is_settled_by_a_key(
    desk: Desk, two: Two, keys: tuple[str, ...], now: str
) -> None:
    async with on_screen(desk, LiveScreen()) as (app, pilot):
        two.go_on(4)
        await write(pilot, "", "p", "i")
        await until(pilot, lambda: day_of(desk).timeline.paused is not None)
        desk.off_clock, desk.off_by = (
            "Bo Rook's laptop is 6 min ahead of this one, or more",
            360_000,
        )
        app.moved_clock.heard()
        await until(pilot, lambda: "Which time is right?" in sees(pilot))
        assert "o 10:26, the other's" in screen_text(app.screen)
        await write(pilot, "", *keys)
        await until(pilot, lambda: isinstance(app.screen, LiveScreen))
        await settle(pilot)
        day = day_of(desk)
        assert day.clock(desk.now()) == now
        assert day.clock(day.timeline.pauses[0].since) == now
        app.tick()
        await settle(pilot)
        assert isinstance(app.screen, LiveScreen)


@pytest.mark.usefixtures("two")
async def test_a_colleagues_clock_is_never_in_the_way_and_seconds_are_only_told(
    desk: Desk,
) -> None:
    async with on_screen(desk, LiveScreen()) as (app, pilot):
        desk.off_clock, desk.off_by = "Bo Rook's laptop is 9 s ahead of this one, or more", 9000
        app.moved_clock.heard()
        await settle(pilot)
        assert isinstance(app.screen, LiveScreen)
        assert "9 s ahead" in screen_text(app.screen)
        desk.off_clock, desk.off_by = (
            "Bo Rook's laptop is 6 min ahead of this one, or more",
            360_000,
        )
        app.moved_clock.heard()
        await until(pilot, lambda: "Which time is right?" in sees(pilot))
        await write(pilot, "", "b")
        await until(pilot, lambda: isinstance(app.screen, LiveScreen))
        running_ = day_of(desk).timeline.running
        assert running_ is not None
        assert not running_.item.set.is_work


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
