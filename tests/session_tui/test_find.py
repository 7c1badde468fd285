"""Find: notes of all sessions as one types; Enter reads the session of the chosen one."""

from __future__ import annotations

from session_tui.desk import Desk
from session_tui.screens.find.screen import FindScreen
from session_tui.screens.review.reading import ReadingScreen
from tests.session_tui.hands import HandClock, app_on
from tests.session_tui.keyboard import screen_text, until, write
from tests.session_tui.writing_day import begin, note, on_screen


async def test_what_was_just_written_is_found_as_one_types(
    desk: Desk, hand_clock: HandClock
) -> None:
    begin(desk, hand_clock)
    note(desk, "3+sr brought the kettle back", hand_clock, 5)
    note(desk, "5 listened to the kettle", hand_clock, 6)
    note(desk, "+ the room was at ease", hand_clock, 7)
    async with on_screen(desk, FindScreen()) as (app, pilot):
        assert "2026-10" in screen_text(app.screen)
        await write(pilot, "ket")
        await until(pilot, lambda: "listened to the kettle" in screen_text(app.screen))
        assert "brought the kettle" in screen_text(app.screen)
        assert "at ease" not in screen_text(app.screen)
        await write(pilot, "tle RT")
        await until(pilot, lambda: "listened" not in screen_text(app.screen))
        assert "about RT" in screen_text(app.screen)
        await write(pilot, "", "enter")
        await until(pilot, lambda: isinstance(app.screen, ReadingScreen))
        # The page of the man it is about, not the group's.
        await until(pilot, lambda: "man 3 of 8" in screen_text(app.screen))
        await write(pilot, "", "escape")
        await until(pilot, lambda: isinstance(app.screen, FindScreen))
        await write(pilot, "", "escape")
        await until(pilot, lambda: "2026-10" in screen_text(app.screen))


async def test_the_arrows_choose_and_nothing_found_says_so(
    desk: Desk, hand_clock: HandClock
) -> None:
    begin(desk, hand_clock)
    for minute, word in enumerate(("one", "two", "three")):
        note(desk, f"3 story {word}", hand_clock, minute)
    async with on_screen(desk, FindScreen()) as (app, pilot):
        screen = app.screen
        assert isinstance(screen, FindScreen)
        await write(pilot, "3 story")
        await until(pilot, lambda: len(screen.found) == 3)
        await write(pilot, "", "down", "down", "down", "up")
        assert screen.found[screen.chosen].text == "story two"
        await write(pilot, " zebra")
        await until(pilot, lambda: screen.found == [])
        assert "none" in screen_text(app.screen)
        await write(pilot, "", "enter")
        assert app.screen is screen


async def test_find_is_a_key_of_today(desk: Desk, hand_clock: HandClock) -> None:
    begin(desk, hand_clock)
    app = app_on(desk)
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: "Running since" in screen_text(app.screen))
        await write(pilot, "", "f")
        await until(pilot, lambda: isinstance(app.screen, FindScreen))
