"""A laptop that slept, a program killed, a clock moved: said, and settled by one key."""

from __future__ import annotations

from session_tui.desk import Desk
from session_tui.screens.live.screen import LiveScreen
from tests.session_tui.hands import HandClock, app_on, settle
from tests.session_tui.keyboard import screen_text, until
from tests.session_tui.live_screen import begun, live
from tests.session_tui.writing_day import day_of


async def test_a_long_gap_between_two_ticks_is_asked_about_and_made_a_pause(
    desk: Desk, hand_clock: HandClock
) -> None:
    begun(desk, hand_clock)
    async with live(desk, hand_clock) as hands:
        away = hands.pilot.app.away  # type: ignore[attr-defined]  # the app is a SessionApp
        away.tick()
        away._ticked -= 250_000
        hands.to("10:30")
        away.tick()
        await until(hands.pilot, lambda: "Away 4 min 10 s: counted as running." in hands.sees)
        await hands.keys("p")
        (pause,) = day_of(desk).timeline.pauses
        assert (pause.until or 0) - pause.since in range(250_000, 251_000)
        assert "counted as pause" in hands.sees


async def test_locked_is_not_away(desk: Desk, hand_clock: HandClock) -> None:
    begun(desk, hand_clock)
    async with live(desk, hand_clock) as hands:
        away = hands.pilot.app.away  # type: ignore[attr-defined]  # the app is a SessionApp
        away.tick()
        hands.to("10:45")
        away.tick()
        await settle(hands.pilot)
        assert "Away" not in hands.sees


async def test_a_program_that_was_killed_asks_when_the_day_is_open_again(
    desk: Desk, hand_clock: HandClock
) -> None:
    begun(desk, hand_clock)
    hand_clock.to(10, 40)
    seen = hand_clock.at
    app = app_on(desk)
    async with app.run_test(size=(120, 36)) as pilot:
        app.drafts[f"seen:{day_of(desk).session}"] = str(seen)
        hand_clock.to(10, 52)
        app.push_screen(LiveScreen())
        await until(pilot, lambda: "Away 12 min 0 s" in screen_text(app.screen))


async def test_the_moment_it_was_last_seen_is_kept_with_the_drafts(
    desk: Desk, hand_clock: HandClock
) -> None:
    begun(desk, hand_clock)
    async with live(desk, hand_clock) as hands:
        away = hands.pilot.app.away  # type: ignore[attr-defined]  # the app is a SessionApp
        away.tick()
        away._beaten -= 31_000
        hands.to("10:31")
        away.tick()
        await settle(hands.pilot)
        assert desk.drafts()[f"seen:{day_of(desk).session}"] == str(hand_clock.at)
        await hands.keys("f", "y", at="11:00")
        away.tick()
        await settle(hands.pilot)
        assert f"seen:{day_of(desk).session}" not in desk.drafts()
