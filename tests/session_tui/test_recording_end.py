"""A recording ends with the day, or it is asked for when the day is closed."""

from __future__ import annotations

from models.acts.noting import mark_recording
from models.acts.running import end_day
from models.entries.timeline import RecordingMarked
from session_tui.desk import Desk
from session_tui.screens.close.screen import CloseScreen
from tests.session_tui.hands import HandClock
from tests.session_tui.live_screen import begun, live
from tests.session_tui.writing_day import day_of


def recorded(desk: Desk, clock: HandClock) -> None:
    """The day runs and is recorded since 10:15."""
    begun(desk, clock)
    started = RecordingMarked(state="started", reference="disc 7")
    desk.say(mark_recording(day_of(desk), started, clock.at))


async def test_one_key_ends_the_day_and_the_recording(desk: Desk, hand_clock: HandClock) -> None:
    recorded(desk, hand_clock)
    async with live(desk, hand_clock) as hands:
        await hands.keys("f", at="15:30")
        assert "y end the day now, and the recording" in hands.sees
        await hands.keys("y")
        await hands.on(CloseScreen)
        assert "has no end" not in hands.sees
    (recording,) = day_of(desk).recordings
    assert recording.until == day_of(desk).timeline.ended == day_of(desk).wall(930)


async def test_a_recording_that_goes_on_is_asked_for_at_the_gate(
    desk: Desk, hand_clock: HandClock
) -> None:
    recorded(desk, hand_clock)
    async with live(desk, hand_clock) as hands:
        await hands.keys("f", "r", at="15:30")
        await hands.on(CloseScreen)
        assert day_of(desk).recording is not None
        assert "the recording begun at 10:15 has no end" in hands.sees
        await hands.keys("enter", at="15:40")
        assert "when did it stop?" in hands.sees
        await hands.keys("tab")
        await hands.text("9:30", "enter")
        assert "It began at 10:15: it stopped after that." in hands.sees
        await hands.keys(*["backspace"] * 4)
        await hands.text("15:35", "enter")
        assert day_of(desk).recordings[0].until == day_of(desk).wall(935)
        assert "has no end" not in hands.sees


def test_taking_back_the_end_of_the_day_lets_the_recording_run_on(
    desk: Desk, hand_clock: HandClock
) -> None:
    recorded(desk, hand_clock)
    desk.say(end_day(day_of(desk), hand_clock.at + 60_000, recording_stopped=True))
    assert day_of(desk).recording is None
    desk.undo()
    assert day_of(desk).recording is not None
