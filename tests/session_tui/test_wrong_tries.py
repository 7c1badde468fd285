"""After wrong passphrases whoever unlocks is told, and the record keeps it."""

from __future__ import annotations

from pathlib import Path

from models.entries.team import PassphraseMissed
from models.streams import TEAM_STREAM
from session_tui.app import SessionApp
from session_tui.screens.live.screen import LiveScreen
from tests.session_tui.hands import PASSPHRASE, HandClock, running_desk
from tests.session_tui.keyboard import screen_text, until, write
from tests.session_tui.writing_day import begin, on_screen


async def test_wrong_ones_wait_are_told_and_recorded(tmp_path: Path, hand_clock: HandClock) -> None:
    desk = begin(running_desk(tmp_path / "record", hand_clock), hand_clock)
    async with on_screen(desk, LiveScreen()) as (app, pilot):
        assert isinstance(app, SessionApp)
        await write(pilot, "", "ctrl+o")
        await until(pilot, lambda: not desk.unlocked)
        await write(pilot, "nothing like it", "enter")
        await until(pilot, lambda: "not the passphrase" in screen_text(app.screen))
        await write(pilot, PASSPHRASE, "enter")
        await until(pilot, lambda: isinstance(app.screen, LiveScreen))
        await until(pilot, lambda: "Wrong passphrases: 1 was typed" in screen_text(app.screen))
    record = desk.record
    assert record is not None
    (said,) = (
        entry.what
        for entry in record.entries([TEAM_STREAM])
        if isinstance(entry.what, PassphraseMissed)
    )
    assert said.count == 1
    assert said.since == said.until > 0
    assert desk.home.tries.unrecorded() is None
    desk.close()
