"""One's own reflection on a laptop that others use: nothing of it is theirs to see."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from session_tui.desk import Desk
from session_tui.drafted import DraftedArea
from session_tui.screens.close.reflection import ReflectionScreen
from tests.session_tui.hands import PASSPHRASE, HandClock, running_desk
from tests.session_tui.keyboard import screen_text, until, write
from tests.session_tui.writing_day import begin, day_of, on_screen

SUE, BO = "the words of a supervisor", "the words of a colleague"
SAID, MORE = "I spoke too much.", " And too late."


@pytest.fixture
def three(tmp_path: Path, hand_clock: HandClock) -> Iterator[Desk]:
    """Ada at the keyboard of a day that runs; Sue supervises, Bo helps."""
    desk = begin(running_desk(tmp_path / "record", hand_clock), hand_clock)
    desk.add_staff("Bo Rook", "co-facilitator", BO)
    desk.add_staff("Sue Vane", "supervisor", SUE)
    yield desk
    desk.close()


async def test_who_takes_over_the_keyboard_finds_an_empty_page(three: Desk) -> None:
    ada = three.me
    async with on_screen(three, ReflectionScreen()) as (app, pilot):
        await write(pilot, SAID, "ctrl+s")
        await until(pilot, lambda: day_of(three).reflection(ada) is not None)
        app.push_screen(ReflectionScreen())
        await until(pilot, lambda: SAID in screen_text(app.screen))
        await write(pilot, MORE, "ctrl+o")
        await until(pilot, lambda: not three.unlocked)
        await write(pilot, BO, "enter")
        await until(pilot, lambda: isinstance(app.screen, ReflectionScreen))
        assert three.hand == "BR"
        assert app.screen.query_one(DraftedArea).text == ""
        assert day_of(three).reflection(ada) is None
        assert not any(SAID in repr(entry) for entry in day_of(three).facts.entries.values())
        assert not any(MORE in text for text in three.drafts().values())
        await write(pilot, "Mine.", "ctrl+o")
        await until(pilot, lambda: not three.unlocked)
        await write(pilot, PASSPHRASE, "enter")
        await until(pilot, lambda: isinstance(app.screen, ReflectionScreen))
        assert app.screen.query_one(DraftedArea).text == SAID + MORE


async def test_the_supervisor_reads_it_and_what_was_there_before_she_came(
    tmp_path: Path, hand_clock: HandClock
) -> None:
    desk = begin(running_desk(tmp_path / "record", hand_clock), hand_clock)
    ada = desk.me
    async with on_screen(desk, ReflectionScreen()) as (_, pilot):
        await write(pilot, SAID, "ctrl+s")
        await until(pilot, lambda: day_of(desk).reflection(ada) is not None)
        await desk.run(lambda: desk.add_staff("Sue Vane", "supervisor", SUE))
    desk.unlock(SUE)
    kept = day_of(desk).reflection(ada)
    assert kept is not None
    assert kept.text == SAID
    assert not desk.trouble
    desk.close()
