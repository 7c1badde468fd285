"""When a recording that nobody stopped was over: one key, or a time."""

from __future__ import annotations

from typing import TYPE_CHECKING

from session_tui.ask import Ask, Choice
from session_tui.moments import read_moment

if TYPE_CHECKING:
    from session_tui.app import SessionApp


async def when_stopped(app: SessionApp) -> int | None:
    """The instant (ms) it stopped, never before it began; None for Esc. For a worker."""
    day, now = app.desk.day, app.desk.now()
    assert day is not None
    recording, zone = day.recording, day.about.zone
    if recording is None:
        return None
    ended = day.timeline.ended or now
    choices = [
        Choice("d", f"at the day's end, {day.clock(ended)}", str(ended)),
        Choice("n", f"now, {day.clock(now)}", str(now)),
    ]

    def check(text: str) -> str:
        said = read_moment(text, now, zone)
        if said.trouble or said.at >= recording.since:
            return said.trouble
        return f"It began at {day.clock(recording.since)}: it stopped after that."

    question = f"The recording begun at {day.clock(recording.since)}: when did it stop?"
    answer = await app.push_screen_wait(
        Ask(question, choices, words="or a time: 15:20", field="recording:stopped", check=check)
    )
    if not answer:
        return None
    if any(answer == choice.value for choice in choices):
        return int(answer)
    return read_moment(answer, now, zone).at
