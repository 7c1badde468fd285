"""Handing out from where a session is read: which document, as what, into which folder."""

from __future__ import annotations

from pathlib import Path

from models.streams import TRAIL_STREAM
from models.trail import steps
from session_tui.desk import Desk
from session_tui.screens.review.reading import ReadingScreen
from tests.session_tui.hands import HandClock, with_day
from tests.session_tui.keyboard import screen_text, until, write
from tests.session_tui.live_screen import ended
from tests.session_tui.writing_day import begin, day_of, note, on_screen


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
    assert desk.record is not None
    left = steps(desk.record.entries([TRAIL_STREAM]))
    (out_of_hand,) = (one for one in left if one.kind == "disclosure")
    assert (out_of_hand.by, out_of_hand.what) == (desk.me, "note to the offender manager")
    (note,) = out.iterdir()
    assert note.name == "offender-manager-note-2026-11-24-block2-day2-seat2.txt"
    assert "NOTE TO THE OFFENDER MANAGER" in note.read_text(encoding="utf-8")


async def test_what_was_replaced_is_listed_and_confirmed(
    desk: Desk, hand_clock: HandClock, tmp_path: Path
) -> None:
    ended(desk, hand_clock)
    other = day_of(desk).roster.by_seat(4)
    assert other is not None
    note(desk, f"2 looked at {other.initials}, then spoke", hand_clock, 30)
    out = tmp_path / "out"
    async with on_screen(desk, ReadingScreen(day_of(desk).about)) as (app, pilot):
        await until(pilot, lambda: "the group" in screen_text(app.screen))
        for answer in ("escape", "y"):
            await write(pilot, "", *(["right", "right"] if answer == "escape" else []), "o", "t")
            await write(pilot, str(out), "enter")
            await until(pilot, lambda: "Replaced in it:" in screen_text(app.screen))
            assert f"{other.initials}: another member" in screen_text(app.screen)
            assert not out.exists()
            await write(pilot, "", answer)
        await until(pilot, lambda: "written:" in screen_text(app.screen))
    (made,) = out.iterdir()
    assert "looked at another member" in made.read_text(encoding="utf-8")


async def test_a_mans_thread_over_his_sessions(
    desk: Desk, hand_clock: HandClock, tmp_path: Path
) -> None:
    ended(desk, hand_clock)
    note(desk, "2+sr took the pause he had asked for", hand_clock, 30)
    with_day(desk, number=3)
    begin(desk, hand_clock)
    note(desk, "2 spoke first", hand_clock, 5)
    out = tmp_path / "out"
    async with on_screen(desk, ReadingScreen(day_of(desk).about), (120, 60)) as (app, pilot):
        await until(pilot, lambda: "the group" in screen_text(app.screen))
        await write(pilot, "", "right", "right", "t")
        await until(pilot, lambda: "Thread: seat 2" in screen_text(app.screen))
        text = screen_text(app.screen)
        assert text.index("took the pause") < text.index("spoke first")
        assert "came to 2 of 2" in text
        await write(pilot, "", "e", "t")
        await write(pilot, str(out), "enter")
        await until(pilot, lambda: "written:" in screen_text(app.screen))
    assert [one.name for one in out.iterdir()] == ["thread.txt"]
