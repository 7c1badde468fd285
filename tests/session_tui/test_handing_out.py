"""Handing out from where a session is read: which document, as what, into which folder."""

from __future__ import annotations

from pathlib import Path

from session_tui.desk import Desk
from session_tui.screens.review.reading import ReadingScreen
from tests.session_tui.hands import HandClock
from tests.session_tui.keyboard import screen_text, until, write
from tests.session_tui.live_screen import ended
from tests.session_tui.writing_day import day_of, on_screen


async def test_the_note_to_the_offender_manager_from_his_page(
    desk: Desk, hand_clock: HandClock, tmp_path: Path
) -> None:
    ended(desk, hand_clock)
    out = tmp_path / "out"
    async with on_screen(desk, ReadingScreen(day_of(desk).about)) as (app, pilot):
        await until(pilot, lambda: "the group" in screen_text(app.screen))
        await write(pilot, "", "o")
        assert "turn to his page" in screen_text(app.screen)
        await write(pilot, "", "right", "right", "o")
        assert "The note to the offender manager of seat 2 as:" in screen_text(app.screen)
        await write(pilot, "", "t")
        await write(pilot, str(out), "enter")
        await until(pilot, lambda: "written:" in screen_text(app.screen))
    (note,) = out.iterdir()
    assert note.name == "offender-manager-note-2026-11-24-block2-day2-seat2.txt"
    assert "NOTE TO THE OFFENDER MANAGER" in note.read_text(encoding="utf-8")
