"""The recording, by one key: started, stopped, failed, not made; with its reference, or why."""

from __future__ import annotations

from typing import TYPE_CHECKING

from models.acts.noting import mark_recording
from models.entries.timeline import RecordingMarked
from session_tui.ask import Ask, Choice

if TYPE_CHECKING:
    from session_tui.app import SessionApp

STATES = (
    Choice("s", "started", "started"),
    Choice("e", "stopped", "stopped"),
    Choice("f", "failed", "failed"),
    Choice("n", "not recorded", "not recorded"),
)


async def ask_recording(app: SessionApp) -> None:
    """Ask what the recording does, and keep it with the moment of the key. For a worker."""
    pressed = app.desk.now()
    state = await app.push_screen_wait(Ask("The recording:", STATES))
    if not state:
        return
    started = state == "started"
    asked = "Disc or file reference?" if started else "Why?"
    words = await app.push_screen_wait(Ask(asked, words="Enter for none"))
    if words is None:
        return
    said = RecordingMarked.model_validate(
        {"state": state, "reference" if started else "reason": words}
    )
    day = app.desk.day
    assert day is not None
    await app.do(lambda: mark_recording(day, said, pressed))
