"""The first screen, by keys alone: beginning, the door, and what is in the way."""

from __future__ import annotations

import json
import threading
from importlib.resources import files
from pathlib import Path

import pytest
from textual.pilot import Pilot
from textual.widgets import Input

from models.group.people import Team
from models.home import open_home
from session_tui.app import SessionApp
from session_tui.desk import Desk
from session_tui.person_form import PersonForm
from session_tui.screens.room.screen import RoomScreen
from session_tui.screens.today.screen import TodayScreen
from session_tui.screens.welcome.screen import WelcomeScreen
from tests.session_tui.hands import clock_at, new_desk, settle
from tests.session_tui.keyboard import screen_text, type_text, until

PASSPHRASE = "fifteen letters"


def desk_at(folder: Path) -> Desk:
    """A desk on this folder as the program begins with, its keys cheap."""
    desk = Desk(folder)
    desk.passes = 3
    desk.clock = clock_at()
    return desk


def founded(folder: Path) -> Path:
    """A home that Ada Quill set up."""
    new_desk(folder, clock_at(), PASSPHRASE).close()
    return folder


def on_today(pilot: Pilot[None]) -> bool:
    return isinstance(pilot.app.screen, TodayScreen)


async def test_without_a_team_three_things_are_offered_and_nothing_else(tmp_path: Path) -> None:
    desk = desk_at(tmp_path / "record")
    app = SessionApp(desk)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        text = screen_text(app.screen)
        assert "Begin a practice day" in text
        assert "Set up a team" in text
        assert "Passphrase" not in text
        assert "p practice   s set up a team   j join a team   ? keys" in text
    desk.close()
    assert not (tmp_path / "record").exists()


async def test_a_team_is_set_up_by_keys_and_opens_on_today(tmp_path: Path) -> None:
    desk = desk_at(tmp_path / "record")
    app = SessionApp(desk)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await pilot.press("s")
        await settle(pilot)
        await type_text(pilot, "Ada  Quill")
        await pilot.press("enter", "f")
        await type_text(pilot, PASSPHRASE)
        await pilot.press("enter")
        await type_text(pilot, PASSPHRASE)
        assert PASSPHRASE not in screen_text(app.screen)
        await pilot.press("enter")
        await until(pilot, lambda: on_today(pilot))
        assert "No group yet." in screen_text(app.screen)
        assert "AQ" in screen_text(app.screen)
        (person,) = desk.team.staff.values()
        assert (person.name, person.role) == ("Ada Quill", "facilitator")
    desk.close()
    open_home(tmp_path / "record").unlock(PASSPHRASE)


async def test_words_by_chance_fill_the_first_box_and_are_typed_once(tmp_path: Path) -> None:
    desk = desk_at(tmp_path / "record")
    app = SessionApp(desk)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await pilot.press("s")
        await settle(pilot)
        await type_text(pilot, "Ada Quill")
        await pilot.press("enter", "s", "ctrl+r")
        await settle(pilot)
        words = app.screen.query_one("#passphrase", Input).value
        assert len(words.split()) == 5
        assert words in screen_text(app.screen)
        await type_text(pilot, words)
        await pilot.press("enter")
        await until(pilot, lambda: on_today(pilot))
        assert words not in screen_text(app.screen)
    desk.close()


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        (["enter"], "type it first"),
        (["A", "enter", "enter", "1", "enter"], "at least 15 characters, this has 1"),
        (["A", "enter", "enter", *"lengthy0words01", "enter", "x", "enter"], "differ"),
        (
            ["A", "enter", "enter", *"lengthy0words01", "enter", *"lengthy0words01", "enter"],
            "Which role",
        ),
    ],
)
async def test_what_is_wrong_with_a_row_is_said_in_a_sentence(
    tmp_path: Path, typed: list[str], said: str
) -> None:
    desk = desk_at(tmp_path / "record")
    app = SessionApp(desk)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await pilot.press("s")
        await settle(pilot)
        await pilot.press(*typed)
        await settle(pilot)
        assert said in screen_text(app.screen)
        assert not app.screen.query_one(PersonForm).busy
        await pilot.press("escape")
        await settle(pilot)
        assert isinstance(app.screen, WelcomeScreen)
    desk.close()
    assert not (tmp_path / "record").exists()


async def test_the_passphrase_opens_the_record_and_a_wrong_one_is_said(tmp_path: Path) -> None:
    desk = desk_at(founded(tmp_path / "record"))
    app = SessionApp(desk)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        assert "practice" in screen_text(app.screen)
        await type_text(pilot, "not this one")
        await pilot.press("enter")
        await until(pilot, lambda: "That is not the passphrase of AQ" in screen_text(app.screen))
        assert not desk.unlocked
        assert app.screen.query_one(Input).value == ""
        await type_text(pilot, PASSPHRASE)
        await pilot.press("enter")
        await until(pilot, lambda: on_today(pilot))
        assert desk.hand == "AQ"
    desk.close()


class SlowDesk(Desk):
    """A desk whose parts take until `there` is set to load."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        self.there = threading.Event()

    def load_parts(self) -> None:
        self.there.wait(20)
        super().load_parts()


async def test_a_passphrase_typed_before_all_is_loaded_waits(tmp_path: Path) -> None:
    desk = SlowDesk(founded(tmp_path / "record"))
    desk.clock = clock_at()
    app = SessionApp(desk)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        await type_text(pilot, PASSPHRASE)
        await pilot.press("enter")
        await pilot.pause()
        assert "opening…" in screen_text(app.screen)
        assert not desk.unlocked
        desk.there.set()
        await until(pilot, lambda: on_today(pilot))
    desk.close()


async def test_of_several_people_one_key_chooses(tmp_path: Path) -> None:
    made = new_desk(tmp_path / "record", clock_at(), PASSPHRASE)
    made.passes = 3
    made.add_staff("Bo Rook", "cover", "quite another one")
    made.close()
    desk = desk_at(tmp_path / "record")
    app = SessionApp(desk)
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: "› AQ" in screen_text(app.screen))
        await pilot.press("down")
        await settle(pilot)
        assert "› BR" in screen_text(app.screen)
        await type_text(pilot, "quite another one")
        await pilot.press("enter")
        await until(pilot, lambda: on_today(pilot))
        assert desk.hand == "BR"
    desk.close()


@pytest.mark.parametrize(
    ("marker", "said"),
    [
        ("session-tui home\nformat 9\nteam 00\n", "newer version of the program"),
        ("something else", "is damaged: copy it back"),
        (None, "part of a home"),
    ],
)
async def test_a_home_in_trouble_is_said_with_the_way_on(
    tmp_path: Path, marker: str | None, said: str
) -> None:
    folder = founded(tmp_path / "record")
    good = (folder / "session-tui-home").read_text()
    (folder / "session-tui-home").unlink()
    if marker is not None:
        (folder / "session-tui-home").write_text(marker)
    desk = desk_at(folder)
    app = SessionApp(desk)
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: "can't be opened yet" in screen_text(app.screen))
        assert said in " ".join(screen_text(app.screen).split())
        assert "p practice" in screen_text(app.screen)
        (folder / "session-tui-home").write_text(good)
        await pilot.press("r")
        await until(pilot, lambda: "type the passphrase" in screen_text(app.screen))
        await type_text(pilot, PASSPHRASE)
        await pilot.press("enter")
        await until(pilot, lambda: on_today(pilot))
    desk.close()


@pytest.mark.parametrize("keys", ["p", "ctrl+t"])
async def test_practice_begins_at_once_and_leaves_the_own_record_alone(
    tmp_path: Path, keys: str
) -> None:
    folder = tmp_path / "record"
    if keys == "ctrl+t":
        founded(folder)
    before = sorted(path.name for path in folder.rglob("*")) if folder.exists() else []
    app = SessionApp(desk_at(folder))
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await pilot.press(keys)
        await until(pilot, lambda: on_today(pilot))
        assert "PRACTICE" in screen_text(app.screen)
        await until(pilot, lambda: "Day 3 of 8" in screen_text(app.screen))
        assert app.desk.practice
    app.desk.close()
    assert app.throwaway is not None
    app.throwaway.cleanup()
    assert not Path(app.throwaway.name).exists()
    assert before == (sorted(path.name for path in folder.rglob("*")) if folder.exists() else [])


async def test_before_the_record_is_open_there_is_nothing_to_cover_or_lock(tmp_path: Path) -> None:
    desk = desk_at(founded(tmp_path / "record"))
    app = SessionApp(desk)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        for key in ("ctrl+l", "ctrl+o", "ctrl+g"):
            await pilot.press(key)
            await settle(pilot)
            assert not isinstance(app.screen, RoomScreen)
    desk.close()


async def test_a_hidden_passphrase_reaches_no_clipboard(tmp_path: Path) -> None:
    desk = desk_at(founded(tmp_path / "record"))
    app = SessionApp(desk)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await type_text(pilot, "secret")
        await pilot.press("shift+home", "ctrl+c", "ctrl+x")
        await settle(pilot)
        assert app.clipboard == ""
        assert "secret" not in screen_text(app.screen)
    desk.close()


async def test_a_label_with_terminal_escapes_is_shown_harmlessly(tmp_path: Path) -> None:
    folder = founded(tmp_path / "record")
    labels = json.loads((folder / "labels.json").read_text())
    hostile = "\x1b]0;owned\x07[red]\u202ex"
    (folder / "labels.json").write_text(json.dumps(dict.fromkeys(labels, hostile)))
    desk = desk_at(folder)
    app = SessionApp(desk)
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: "owned" in screen_text(app.screen))
        drawn = app.export_screenshot()
        assert "\x1b" not in drawn
        assert "\u202e" not in drawn
    desk.close()


async def test_a_folder_that_cannot_be_written_is_said(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    desk = desk_at(tmp_path / "file" / "record")
    app = SessionApp(desk)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await pilot.press("s")
        await settle(pilot)
        await type_text(pilot, "Ada Quill")
        await pilot.press("enter", "f")
        await type_text(pilot, PASSPHRASE)
        await pilot.press("enter")
        await type_text(pilot, PASSPHRASE)
        await pilot.press("enter")
        await until(pilot, lambda: "can't be written" in screen_text(app.screen))
    desk.close()


def test_a_team_made_at_the_desk_knows_its_founder(tmp_path: Path) -> None:
    desk = desk_at(tmp_path / "record")
    desk.found("Ada Quill", "supervisor", PASSPHRASE)
    assert isinstance(desk.team, Team)
    assert desk.team.staff_name(desk.me) == "Ada Quill"
    desk.close()


async def test_a_services_bank_with_a_fault_is_said_by_its_line(tmp_path: Path) -> None:
    bank = tmp_path / "bank"
    bank.mkdir()
    (bank / "plan2.toml").write_text('block = 2\ntitle = 7\nmembers = 8\nday = "none"\n')
    desk = Desk(founded(tmp_path / "record"), bank)
    app = SessionApp(desk)
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: "can't be opened yet" in screen_text(app.screen))
        assert "plan2.toml line 2" in " ".join(screen_text(app.screen).split())
        await pilot.press("p")
        await until(pilot, lambda: "The exercise bank can't be used" in screen_text(app.screen))
        assert isinstance(app.screen, WelcomeScreen)
        good = files("exercise_bank").joinpath("nsogp/plan2.toml").read_text("utf-8")
        (bank / "plan2.toml").write_text(good, "utf-8")
        await pilot.press("r")
        await until(pilot, lambda: "type the passphrase" in screen_text(app.screen))
    desk.close()
