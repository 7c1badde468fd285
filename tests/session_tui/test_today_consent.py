"""Today says whom nobody has told of the recording, and who doesn't agree to it."""

from __future__ import annotations

from models.acts.consent import video_agreed
from session_tui.desk import Desk
from session_tui.screens.today.screen import TodayScreen
from tests.session_tui.hands import HandClock
from tests.session_tui.keyboard import screen_text
from tests.session_tui.writing_day import day_of, man_on, on_screen


async def today_says(desk: Desk) -> str:
    desk.choose_group(desk.group)
    async with on_screen(desk, TodayScreen(), (120, 36)) as (app, _):
        return screen_text(app.screen)


def say(desk: Desk, seat: int, *, taken_back: bool, clock: HandClock) -> None:
    day = day_of(desk)
    member = man_on(desk, seat)
    desk.say(video_agreed(day, member, "2026-11-17", clock.at, taken_back=taken_back))


async def test_consent_to_the_recording_is_asked_of_each_man(
    desk: Desk, hand_clock: HandClock
) -> None:
    assert "Consent not asked yet: all" in await today_says(desk)
    for seat in range(1, 7):
        say(desk, seat, taken_back=seat == 5, clock=hand_clock)
    text = await today_says(desk)
    assert "Consent not asked yet: 7 8" in text
    assert "Doesn't agree: 5" in text
    for seat in (5, 7, 8):
        say(desk, seat, taken_back=False, clock=hand_clock)
    text = await today_says(desk)
    assert "Consent" not in text
    assert "Doesn't agree" not in text
