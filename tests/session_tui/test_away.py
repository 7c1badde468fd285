"""A laptop that slept, a program killed, a clock moved: said, and settled by one key."""

from __future__ import annotations

from pathlib import Path

import pytest

from session_tui.app import SessionApp
from session_tui.desk import Desk
from session_tui.screens.observe.screen import ObserveScreen
from session_tui.screens.room.screen import RoomScreen
from session_tui.screens.today.screen import TodayScreen
from session_tui.screens.welcome.screen import WelcomeScreen
from tests.session_tui.day_by_keys import Keyboard
from tests.session_tui.hands import (
    DATE,
    PASSPHRASE,
    HandClock,
    app_on,
    running_desk,
    settle,
)
from tests.session_tui.keyboard import until
from tests.session_tui.live_screen import begun, live
from tests.session_tui.writing_day import day_of


def slept(hands: Keyboard, ms: int, until_: str) -> None:
    """The laptop wakes at this time after so long (ms)."""
    away = hands.pilot.app.away  # type: ignore[attr-defined]  # the app is a SessionApp
    away.tick()
    away._ticked -= ms
    hands.to(until_)
    away.tick()


async def test_a_laptop_that_slept_is_locked_and_asks_once_it_is_open_again(
    desk: Desk, hand_clock: HandClock
) -> None:
    begun(desk, hand_clock)
    async with live(desk, hand_clock) as hands:
        slept(hands, 250_000, "10:30")
        await hands.on(RoomScreen)
        await until(hands.pilot, lambda: not desk.unlocked)
        hands.pilot.app.tick()  # type: ignore[attr-defined]  # the app is a SessionApp
        assert "Away" not in hands.sees
        await hands.text(PASSPHRASE, "enter")
        await until(hands.pilot, lambda: "Away 4 min 10 s: counted as running." in hands.sees)
        assert "the day had ended" not in hands.sees
        await hands.keys("p")
        (pause,) = day_of(desk).timeline.pauses
        assert (pause.until or 0) - pause.since in range(250_000, 251_000)
        assert "counted as pause" in hands.sees
        await hands.keys("u")
        assert day_of(desk).timeline.pauses == ()


async def test_who_only_observes_is_locked_and_not_asked_about_the_clock(
    desk: Desk, hand_clock: HandClock
) -> None:
    begun(desk, hand_clock)
    app = SessionApp(desk, observe=True)
    async with app.run_test(size=(120, 36)) as pilot:
        await settle(pilot)
        app.push_screen(ObserveScreen())
        hands = Keyboard(pilot, hand_clock, DATE)
        slept(hands, 1_200_000, "10:45")
        await hands.on(RoomScreen)
        await until(pilot, lambda: not desk.unlocked)
        await hands.text(PASSPHRASE, "enter")
        await hands.on(ObserveScreen)
        app.tick()
        await settle(pilot)
        assert "Away" not in hands.sees


async def test_locked_is_not_away(desk: Desk, hand_clock: HandClock) -> None:
    begun(desk, hand_clock)
    async with live(desk, hand_clock) as hands:
        away = hands.pilot.app.away  # type: ignore[attr-defined]  # the app is a SessionApp
        away.tick()
        hands.to("10:45")
        away.tick()
        await settle(hands.pilot)
        assert "Away" not in hands.sees


def begun_anew(desk: Desk) -> Desk:
    """The program after a kill: all it knows is what lies on the disk."""
    again = Desk(desk.folder)
    again.passes, again.clock = 3, desk.clock
    return again


async def came_back(hands: Keyboard) -> None:
    """From the first screen to the day, by keys."""
    await hands.on(WelcomeScreen)
    await until(hands.pilot, lambda: "Passphrase" in hands.sees)
    await hands.text(PASSPHRASE, "enter")
    await hands.on(TodayScreen)
    await hands.keys("enter")


@pytest.mark.parametrize(
    ("back", "says", "key"),
    [
        ("10:43", "Away 12 min 0 s: counted as running.", "p"),
        ("10:43", "Away 12 min 0 s: counted as running.", "k"),
        ("16:01", "Away 5 h 30 min: counted as running.", "e"),
    ],
)
async def test_a_program_that_was_killed_asks_when_the_day_is_open_again(
    tmp_path: Path, hand_clock: HandClock, back: str, says: str, key: str
) -> None:
    desk = begun(running_desk(tmp_path / "record", hand_clock), hand_clock)
    async with live(desk, hand_clock) as hands:
        beat(hands, "10:31")
        await settle(hands.pilot)
    again = begun_anew(desk)
    desk.close()  # a kill leaves no more behind: a test kills it in earnest (test_killed)
    try:
        async with app_on(again).run_test(size=(120, 36)) as pilot:
            hands = Keyboard(pilot, hand_clock, DATE)
            hands.to(back)
            await came_back(hands)
            await until(pilot, lambda: says in hands.sees)
            await hands.keys(key)
            line = day_of(again).timeline
            assert [day_of(again).clock(p.since) for p in line.pauses] == ["10:31"] * (key == "p")
            assert (line.ended and day_of(again).clock(line.ended)) == (
                "10:31" if key == "e" else None
            )
            pilot.app.away.come_back()  # type: ignore[attr-defined]  # the app is a SessionApp
            await settle(pilot)
            assert "Away" not in hands.sees
    finally:
        again.close()


def beat(hands: Keyboard, at: str) -> None:
    """Half a minute went by, and it is this time."""
    away = hands.pilot.app.away  # type: ignore[attr-defined]  # the app is a SessionApp
    away.tick()
    away._beaten -= 31_000
    hands.to(at)
    away.tick()


async def test_the_moment_it_was_last_seen_is_kept_with_the_drafts(
    desk: Desk, hand_clock: HandClock
) -> None:
    begun(desk, hand_clock)
    async with live(desk, hand_clock) as hands:
        beat(hands, "10:31")
        away = hands.pilot.app.away  # type: ignore[attr-defined]  # the app is a SessionApp
        await settle(hands.pilot)
        assert desk.drafts()[f"seen:{day_of(desk).session}"] == str(hand_clock.at)
        await hands.keys("f", "y", at="11:00")
        away.tick()
        await settle(hands.pilot)
        assert f"seen:{day_of(desk).session}" not in desk.drafts()
