"""Concerns and incidents, by keys alone: kept as one goes."""

from __future__ import annotations

from pathlib import Path

import pytest

from models.entries.group import ConcernWritten
from session_tui.desk import Desk
from session_tui.screens.concern.screen import ConcernScreen
from tests.session_tui.hands import HandClock, settle
from tests.session_tui.keyboard import screen_text, until, write
from tests.session_tui.writing_day import begin, day_of, man_on, on_screen


@pytest.fixture
def running(desk: Desk, hand_clock: HandClock) -> Desk:
    return begin(desk, hand_clock)


def concern_of(desk: Desk) -> ConcernWritten:
    """The one concern of the day."""
    ((_, concern),) = day_of(desk).concerns
    return concern


async def test_each_row_is_kept_when_it_is_left(running: Desk, hand_clock: HandClock) -> None:
    hand_clock.to(10, 7)
    async with on_screen(running, ConcernScreen()) as (app, pilot):
        await write(pilot, "3", "tab")
        assert concern_of(running).members == (man_on(running, 3),)
        await write(pilot, "they came round", "tab")
        assert concern_of(running).words == "they came round"
        await write(pilot, "told at once", "tab")
        await write(pilot, "that it goes further", "tab")
        await write(pilot, "SG-1", "enter", "c")
        said = concern_of(running)
        assert (said.decided, said.told_him) == ("told at once", "that it goes further")
        assert (said.reference, said.closed) == ("SG-1", True)
        assert day_of(running).clock(day_of(running).concerns[0][0].about) == "10:07"
        assert "A concern, 10:07" in screen_text(app.screen)


async def test_nothing_typed_keeps_nothing(running: Desk) -> None:
    async with on_screen(running, ConcernScreen()) as (app, pilot):
        await write(pilot, "", "tab", "tab", "escape")
        assert not day_of(running).concerns
        assert not app.drafts


async def test_esc_keeps_the_row_one_is_in(running: Desk) -> None:
    async with on_screen(running, ConcernScreen()) as (_, pilot):
        await write(pilot, "3", "tab")
        await write(pilot, "half a sen", "escape")
        assert concern_of(running).words == "half a sen"


async def test_an_incident_names_nobody(running: Desk) -> None:
    async with on_screen(running, ConcernScreen()) as (app, pilot):
        await write(pilot, "", "up")
        await write(pilot, "i", "tab", "tab")
        await write(pilot, "the alarm rang", "escape")
        said = concern_of(running)
        assert (said.incident, said.members, said.words) == (True, (), "the alarm rang")
        assert "incident kept" in screen_text(app.screen)


async def test_who_was_told_by_whom_how_and_when(running: Desk, hand_clock: HandClock) -> None:
    async with on_screen(running, ConcernScreen()) as (app, pilot):
        await write(pilot, "3", "ctrl+t", "1", "p", "1")
        await write(pilot, "-0", "enter")
        hand_clock.to(10, 30)
        await write(pilot, "", "ctrl+t", "tab")
        await write(pilot, "A. Brook", "enter", "i", "1", "enter")
        first, second = concern_of(running).told
        assert (first.by, first.how) == ("Ada Quill", "by phone")
        assert (second.who, day_of(running).clock(second.at)) == ("A. Brook", "10:30")
        assert "10:30  A. Brook, in person, by Ada Quill" in screen_text(app.screen)


async def test_the_services_numbers_stand_beside(running: Desk) -> None:
    async with on_screen(running, ConcernScreen()) as (app, pilot):
        await write(pilot, "3")
        text = screen_text(app.screen)
        assert "999" in text
        assert "Offender manager of seat 3: not set" in text


async def test_undo_shows_what_stands_again(running: Desk) -> None:
    async with on_screen(running, ConcernScreen()) as (app, pilot):
        await write(pilot, "3", "tab")
        await write(pilot, "they came round", "tab", "up", "up")
        await write(pilot, "", "ctrl+z")
        assert concern_of(running).words == ""
        assert "they came round" not in screen_text(app.screen)


async def test_a_concern_cut_off_is_gone_on_with(running: Desk) -> None:
    async with on_screen(running, ConcernScreen()) as (app, pilot):
        await write(pilot, "3", "tab")
        await write(pilot, "they came")
        # The program ends here: what is open comes back as drafts.
        drafts = dict(app.drafts)
        begun = concern_of(running).concern
    async with on_screen(running, ConcernScreen()) as (app, pilot):
        app.pop_screen()
        app.drafts.update(drafts)
        app.push_screen(ConcernScreen())
        await settle(pilot)
        assert "they came" in screen_text(app.screen)
        assert concern_of(running).concern == begun


async def test_one_key_makes_the_concern_note(running: Desk, tmp_path: Path) -> None:
    async with on_screen(running, ConcernScreen()) as (app, pilot):
        await write(pilot, "3", "tab")
        await write(pilot, "they came round", "ctrl+d")
        await write(pilot, str(tmp_path / "out"), "enter")
        await until(pilot, lambda: "concern note written" in screen_text(app.screen))
        (made,) = (tmp_path / "out").iterdir()
        assert made.name.startswith("concern-note-2026-11-24")
        assert made.read_bytes().startswith(b"%PDF")
