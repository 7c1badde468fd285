"""Joining a team on the first screen, and naming the hub that the program keeps to."""

from __future__ import annotations

from pathlib import Path

from textual.pilot import Pilot
from textual.widgets import Input

from models.backup import back_up
from models.sync.kept_hub import kept_hub
from session_tui.app import SessionApp
from session_tui.desk import Desk
from session_tui.screens.hub.screen import HubScreen
from session_tui.screens.today.screen import TodayScreen
from session_tui.screens.welcome.join import JoinScreen
from tests.session_tui.hands import PASSPHRASE, HandClock
from tests.session_tui.keyboard import screen_text, type_text, until
from tests.session_tui.two_laptops import HIS, met
from tests.session_tui.writing_day import on_screen


async def typed(pilot: Pilot[None], source: str, passphrase: str) -> None:
    """From where, and the passphrase."""
    box = pilot.app.screen.query_one("#source", Input)
    box.value = source
    box.focus()
    await pilot.press("enter")
    await type_text(pilot, passphrase)
    await pilot.press("enter")


async def test_who_the_supervisor_let_in_joins_from_the_hub_by_keys(
    desk: Desk, hand_clock: HandClock, tmp_path: Path
) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()
    desk.add_staff("Bo Rook", "co-facilitator", HIS)
    met(desk, str(stick))
    new = Desk(tmp_path / "new")
    new.passes, new.clock = 3, hand_clock
    app = SessionApp(new)
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: "Join a team" in screen_text(app.screen))
        await pilot.press("j")
        await until(pilot, lambda: isinstance(app.screen, JoinScreen))
        await pilot.press("enter")
        await until(pilot, lambda: "Type it first" in screen_text(app.screen))
        await typed(pilot, str(tmp_path), HIS)
        await until(pilot, lambda: "There is no hub in" in screen_text(app.screen))
        await typed(pilot, str(stick), "not his")
        await until(pilot, lambda: "passphrase of anybody here" in screen_text(app.screen))
        assert not (tmp_path / "new").exists()
        await type_text(pilot, HIS)
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, TodayScreen))
        assert new.hand == "BR"
        assert "Core Group" in screen_text(app.screen)
        await until(pilot, lambda: "in step" in screen_text(app.screen))
        await pilot.press("y")
        await until(pilot, lambda: "In step at 09:50." in screen_text(app.screen))
        assert app.screen.query_one(Input).value == str(stick)
    new.close()


async def test_a_new_laptop_joins_from_a_backup(desk: Desk, tmp_path: Path) -> None:
    file = back_up(desk.folder, tmp_path, "20261124-0950")
    new = Desk(tmp_path / "new")
    app = SessionApp(new)
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: "Join a team" in screen_text(app.screen))
        await pilot.press("j")
        await until(pilot, lambda: isinstance(app.screen, JoinScreen))
        await typed(pilot, str(file), PASSPHRASE)
        await until(pilot, lambda: isinstance(app.screen, TodayScreen))
        assert [group.name for group in new.team.groups.values()] == ["Core Group"]
    new.close()


async def test_the_hub_is_named_once_in_a_box(desk: Desk, tmp_path: Path) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()
    async with on_screen(desk, HubScreen()) as (app, pilot):
        assert "A hub is where laptops of the team" in screen_text(app.screen)
        box = app.screen.query_one(Input)
        box.value = "postgresql://me:word@hub/team"
        await pilot.press("enter")
        await until(pilot, lambda: "A password isn't kept" in screen_text(app.screen))
        box.value = str(stick)
        await pilot.press("enter")
        await until(pilot, lambda: "In step at 09:50." in screen_text(app.screen))
        assert kept_hub(desk.folder) == str(stick)
        box.value = ""
        await pilot.press("enter")
        await until(pilot, lambda: "keeps to no hub" in screen_text(app.screen))
        assert kept_hub(desk.folder) == ""
