"""The supervisor elsewhere: his team over a hub, read and signed off offline, sent back."""

from __future__ import annotations

from pathlib import Path

from textual.pilot import Pilot
from textual.widgets import Input

from models.acts import noting
from models.day.review import comments, review_of
from session_tui.app import SessionApp
from session_tui.desk import Desk
from session_tui.screens.review.screen import ReviewScreen
from session_tui.screens.today.screen import TodayScreen
from session_tui.screens.welcome.join import JoinScreen
from tests.session_tui.hands import HandClock
from tests.session_tui.keyboard import screen_text, type_text, until, write
from tests.session_tui.live_screen import ended
from tests.session_tui.two_laptops import HIS, met
from tests.session_tui.writing_day import day_of, note, on_screen

ASKED = "Who sat by him?"


async def test_a_supervisor_reads_comments_and_signs_off_on_a_laptop_of_his_own(
    desk: Desk, hand_clock: HandClock, tmp_path: Path
) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()
    ended(desk, hand_clock)
    note(desk, "3 went quiet", hand_clock, 30)
    hand_clock.to(11, 5)
    desk.say(noting.sign(day_of(desk), desk.me, desk.heads(), hand_clock.at))
    desk.add_staff("Dora Vale", "supervisor", HIS)
    met(desk, str(stick))
    await at_the_supervisors(stick, tmp_path, hand_clock)
    async with on_screen(desk, TodayScreen(), (120, 36)) as (app, pilot):
        await pilot.press("y")
        await until(pilot, lambda: bool(app.screen.query("#address")))
        app.screen.query_one(Input).value = str(stick)
        await pilot.press("enter")
        await until(pilot, lambda: "In step at 11:10." in screen_text(app.screen))
        await write(pilot, "", "escape", "v")
        await until(pilot, lambda: "a question" in screen_text(app.screen))
        await write(pilot, "", "enter")
        await until(pilot, lambda: "Signed off by Dora Vale, 11:10" in screen_text(app.screen))
        assert "signed off" in screen_text(app.screen).splitlines()[0]
        await write(pilot, "", *["right"] * 3)
        await until(pilot, lambda: ASKED in screen_text(app.screen))
        assert "Dora Vale · 11:10" in screen_text(app.screen)


async def at_the_supervisors(stick: Path, folder: Path, clock: HandClock) -> None:
    """Dora Vale joins by keys, pulls the stick out, reads, asks, signs off, plugs it in again."""
    clock.to(11, 10)
    dora = Desk(folder / "dora")
    dora.passes, dora.clock = 3, clock
    app = SessionApp(dora)
    async with app.run_test(size=(120, 36)) as pilot:
        await joins(pilot, stick)
        stick.rename(folder / "pulled out")
        await reads_asks_signs_off(pilot)
        await until(pilot, lambda: "not in step since 11:10" in screen_text(app.screen))
        (folder / "pulled out").rename(stick)
        await until(pilot, lambda: "not in step" not in screen_text(app.screen))
        await until(pilot, lambda: dora.in_step.step.sent > 0)
        (about,) = (one.value.what for one in dora.group_facts.all_of("session"))
        day = dora.read_any_day(about)  # type: ignore[arg-type]  # a session's opening
        assert [one.what.text for one in comments(day)] == [ASKED]
        assert review_of(day, dora.team.here).stands == "signed off"
    dora.close()


async def joins(pilot: Pilot[None], stick: Path) -> None:
    """From the first screen to being in step."""
    app = pilot.app
    await until(pilot, lambda: "Join a team" in screen_text(app.screen))
    await pilot.press("j")
    await until(pilot, lambda: isinstance(app.screen, JoinScreen))
    box = app.screen.query_one("#source", Input)
    box.value = str(stick)
    box.focus()
    await pilot.press("enter")
    await type_text(pilot, HIS)
    await pilot.press("enter")
    await until(pilot, lambda: "in step" in screen_text(app.screen))


async def reads_asks_signs_off(pilot: Pilot[None]) -> None:
    """From Today to a session that is signed off, with a question on a man's page."""
    app = pilot.app
    await pilot.press("v")
    await until(pilot, lambda: isinstance(app.screen, ReviewScreen))
    await until(pilot, lambda: "to read" in screen_text(app.screen))
    await pilot.press("enter")
    await until(pilot, lambda: "Session note: Core Group" in screen_text(app.screen))
    await write(pilot, "", *["right"] * 3, "c")
    await write(pilot, ASKED, "enter")
    await until(pilot, lambda: ASKED in screen_text(app.screen))
    await write(pilot, "", "s", "y")
    await until(pilot, lambda: "signed off" in screen_text(app.screen))
