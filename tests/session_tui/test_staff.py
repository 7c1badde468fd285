"""A colleague is let in, takes the keyboard, and what he says is his."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual.pilot import Pilot

from models.acts import running
from session_tui.app import SessionApp
from session_tui.desk import Desk
from session_tui.door import initials_of
from session_tui.hand_over import HandOver
from session_tui.screens.live.screen import LiveScreen
from session_tui.screens.staff.screen import StaffScreen
from session_tui.screens.today.screen import TodayScreen
from tests.session_tui.hands import HandClock, app_on, new_desk, running_desk, settle
from tests.session_tui.keyboard import screen_text, type_text, until

HIS = "a passphrase of his own"


@pytest.fixture
def two(tmp_path: Path, hand_clock: HandClock) -> Desk:
    """A team of two; Ada Quill is at the keyboard, a day is open."""
    desk = running_desk(tmp_path / "record", hand_clock)
    desk.passes = 3
    desk.add_staff("Bo Rook", "co-facilitator", HIS)
    return desk


@pytest.mark.parametrize(
    ("name", "initials"),
    [
        ("Ada Quill", "AQ"),
        ("  ada   van der quill ", "AVD"),
        ("O'Marra-Fell Jo", "OJ"),
        ("\x1b]0;x", "0"),
        ("…", "?"),
        ("", "?"),
    ],
)
def test_initials_of_a_name(name: str, initials: str) -> None:
    assert initials_of(name) == initials


async def test_a_colleague_is_added_by_keys(tmp_path: Path, hand_clock: HandClock) -> None:
    desk = new_desk(tmp_path / "record", hand_clock)
    desk.passes = 3
    app = app_on(desk)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await pilot.press("t")
        await settle(pilot)
        await pilot.press("a")
        await until(pilot, lambda: "Already here" in screen_text(app.screen))
        assert "Ada Quill" in screen_text(app.screen)
        await type_text(pilot, "Bo Rook")
        await pilot.press("enter", "s")
        await type_text(pilot, "fifteen letters")
        await pilot.press("enter")
        await type_text(pilot, "fifteen letters")
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, StaffScreen))
        assert "Bo Rook added as supervisor" in screen_text(app.screen)
        assert desk.hand == "AQ"
    assert sorted(person.name for person in desk.team.staff.values()) == ["Ada Quill", "Bo Rook"]
    assert [person.label for person in desk.home.people()][1:] == ["BR"]
    desk.close()


async def test_a_colleague_takes_the_keyboard_and_signs_as_himself(two: Desk) -> None:
    ada = two.me
    app = app_on(two)
    async with app.run_test(size=(80, 24)) as pilot:
        await live(pilot)
        # No single key on the live screen: the palette has it by name.
        await app.screen.run_action("hand_over")
        await until(pilot, lambda: "Bo Rook takes the keyboard" in screen_text(app.screen))
        await type_text(pilot, HIS)
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, LiveScreen))
        assert two.hand == "BR"
        assert "BR" in screen_text(app.screen)
        assert "Bo Rook has the keyboard." in screen_text(app.screen)
        day, now = two.day, two.now()
        assert day is not None
        await app.do(lambda: running.next_step(day, now).act or pytest.fail("nothing to begin"))
    assert two.day is not None
    last = two.day.entries_of_session[-1]
    assert last.by == two.me != ada
    two.close()


async def test_a_wrong_passphrase_hands_nothing_over(two: Desk) -> None:
    app = app_on(two)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await pilot.press("h")
        await until(pilot, lambda: "Bo Rook takes the keyboard" in screen_text(app.screen))
        await type_text(pilot, "not his")
        await pilot.press("enter")
        await until(pilot, lambda: "That is not the passphrase of BR" in screen_text(app.screen))
        assert two.hand == "AQ"
        await pilot.press("escape")
        await settle(pilot)
        assert not isinstance(app.screen, HandOver)
    two.close()


async def test_alone_one_is_told_how_to_let_a_colleague_in(
    tmp_path: Path, hand_clock: HandClock
) -> None:
    desk = new_desk(tmp_path / "record", hand_clock)
    app = app_on(desk)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await pilot.press("h")
        await until(pilot, lambda: "Nobody else can open the record" in screen_text(app.screen))
        await pilot.press("escape")
        await settle(pilot)
        assert isinstance(app.screen, TodayScreen)
    desk.close()


async def test_of_several_colleagues_one_key_chooses(two: Desk) -> None:
    two.add_staff("Cy Dale", "cover", "another one of his own")
    app = app_on(two)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await pilot.press("h")
        await until(pilot, lambda: "Who takes the keyboard?" in screen_text(app.screen))
        shown = screen_text(app.screen).splitlines()
        key = next(row.strip()[0] for row in shown if row.endswith("Cy Dale"))
        await pilot.press(key)
        await until(pilot, lambda: "Cy Dale takes the keyboard" in screen_text(app.screen))
        await type_text(pilot, "another one of his own")
        await pilot.press("enter")
        await until(pilot, lambda: two.hand == "CD")
    two.close()


async def live(pilot: Pilot[None]) -> None:
    """Go in to the day that is open."""
    app = pilot.app
    assert isinstance(app, SessionApp)
    await until(pilot, lambda: "Enter" in screen_text(app.screen))
    await pilot.press("enter")
    await until(pilot, lambda: isinstance(app.screen, LiveScreen))
