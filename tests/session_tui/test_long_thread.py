"""A man's thread over more sessions than are read at once: all of it stands there in the end."""

from __future__ import annotations

from pathlib import Path

import pytest

from exports.text import to_text
from exports.thread import thread
from models.group.people import fold_roster, fold_sessions
from session_tui.desk import Desk
from session_tui.sample.home import PASSPHRASE, fill_home
from session_tui.screens.thread.screen import AT_ONCE, ThreadScreen
from tests.session_tui.hands import app_on, settle
from tests.session_tui.keyboard import screen_text, type_text, until

SESSIONS = AT_ONCE + 2


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    """A group of invented men, with more sessions than are read at once."""
    fill_home(tmp_path / "record", sessions=SESSIONS, groups=1, today="2026-11-24")
    made = Desk(tmp_path / "record")
    made.load_parts()
    made.unlock(PASSPHRASE)
    made.choose_group(next(iter(made.team.groups)))
    return made


def whole(desk: Desk, member: str) -> str:
    """The thread over every session of the group, each read by itself."""
    sessions = fold_sessions(desk.facts_of(desk.group))
    assert len(sessions) == SESSIONS
    return to_text(thread([desk.source(desk.read_any_day(one)) for one in sessions], member))


async def test_it_is_whole_once_nothing_more_is_read(desk: Desk) -> None:
    member = next(iter(fold_roster(desk.facts_of(desk.group)).members))
    app = app_on(desk)
    async with app.run_test(size=(100, 30)) as pilot:
        await settle(pilot)
        screen = ThreadScreen(desk.group, member)
        app.push_screen(screen)
        await until(
            pilot, lambda: screen.document is not None and " more …" not in screen_text(screen)
        )
        assert screen.document is not None
        shown = to_text(screen.document)
    expected = whole(desk, member)
    cut = expected.index("\n\nOne man's sessions")
    assert shown[:cut] == expected[:cut]
    assert f"of {SESSIONS}" in shown
    desk.close()


@pytest.mark.parametrize("batches", [0, 1, 2])
async def test_a_lock_while_it_is_read_ends_the_reading_quietly(desk: Desk, batches: int) -> None:
    member = next(iter(fold_roster(desk.facts_of(desk.group)).members))
    app = app_on(desk)
    async with app.run_test(size=(100, 30)) as pilot:
        await settle(pilot)
        screen = ThreadScreen(desk.group, member)
        app.push_screen(screen)
        for _ in range(batches):
            await pilot.pause()
        await app.run_action("lock")
        await settle(pilot)
        assert not desk.unlocked
        assert app.is_running
        await type_text(pilot, PASSPHRASE)
        await pilot.press("enter")
        await until(pilot, lambda: app.screen is screen and screen.document is not None)
        await until(pilot, lambda: " more …" not in screen_text(screen))
    assert screen.document is not None
    assert f"of {SESSIONS}" in to_text(screen.document)
    desk.close()


def test_days_read_together_are_the_days_read_one_by_one(desk: Desk) -> None:
    sessions = [one.session for one in fold_sessions(desk.facts_of(desk.group))]
    for session, day in zip(sessions, desk.open_record.days(desk.group, sessions), strict=True):
        alone = desk.read_day(session)
        assert day.facts.entries == alone.facts.entries
        assert day.notes == alone.notes
        assert day.attendance == alone.attendance
        assert day.timeline == alone.timeline
    desk.close()
