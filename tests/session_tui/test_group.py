"""Forming a group and changing who is in it, by keys alone."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from textual.pilot import Pilot
from textual.widgets import Input

from exercise_bank.component import Component
from models.acts import Refused
from models.acts.opening import members_from_initials
from models.entries.group import MemberAdded
from models.group.people import fold_roster
from session_tui.desk import Desk
from session_tui.screens.group.form import FormGroupScreen, formed
from session_tui.screens.group.initials import names_a_file, read_initials
from session_tui.screens.today.screen import TodayScreen
from tests.session_tui.hands import HandClock, app_on, new_desk, settle, with_day, with_group
from tests.session_tui.keyboard import screen_text, type_text, until

ROSTER = Path(__file__).parents[1] / "models" / "examples" / "roster.csv"


@pytest.fixture
def empty_desk(tmp_path: Path, hand_clock: HandClock) -> Desk:
    """A team without a group."""
    return new_desk(tmp_path / "record", hand_clock)


async def open_form(pilot: Pilot[None], name: str = "Core") -> None:
    await settle(pilot)
    await pilot.press("g")
    await settle(pilot)
    await type_text(pilot, name)
    await pilot.press("enter")


def put_in(pilot: Pilot[None], box: str, text: str) -> None:
    """Text that comes as a paste does, all at once."""
    pilot.app.screen.query_one(f"#{box}", Input).value = text


def men_of(desk: Desk) -> list[str]:
    return [f"{man.seat} {man.initials}" for man in desk.roster().members.values()]


# --- initials -----------------------------------------------------------------


@pytest.mark.parametrize(
    ("typed", "names"),
    [
        ("JB DK RT", ("JB", "DK", "RT")),
        ("j.b., d.k.;rt", ("JB", "DK", "RT")),
        ("  ", ()),
        ("ŁB ÉF", ("ŁB", "ÉF")),
    ],
)
def test_initials_are_read_as_people_type_them(typed: str, names: tuple[str, ...]) -> None:
    assert read_initials(typed).names == names
    assert read_initials(typed).trouble == ""


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        (" ".join("ABCDEFGHIJK"), "at most 10 men; these are 11"),
        ("JB DK JB", "JB stands twice"),
        ("JB [red]x[/red]", "is no initials"),
        ("JB \x1b]0;x\x07", "is no initials"),
        ("JB SEVENTEEN", "at most 6"),
    ],
)
def test_what_cannot_be_initials_is_said(typed: str, said: str) -> None:
    assert said in read_initials(typed).trouble


@given(st.text())
def test_any_line_is_read_or_refused_never_a_crash(typed: str) -> None:
    read = read_initials(typed)
    if not read.trouble:
        assert len(read.names) == len(set(read.names)) <= 10
        assert all(name.isalnum() for name in read.names)


def test_a_path_is_told_from_initials() -> None:
    assert names_a_file("roster.csv")
    assert names_a_file("~/lists/men")
    assert names_a_file("C:\\lists\\men.xlsx")
    assert not names_a_file("J.B. D.K.")
    assert not names_a_file("")


# --- forming ------------------------------------------------------------------


async def test_a_group_is_formed_by_its_mens_initials(empty_desk: Desk) -> None:
    app = app_on(empty_desk)
    async with app.run_test(size=(80, 24)) as pilot:
        await open_form(pilot)
        await type_text(pilot, "jb dk rt sm ap lw")
        await settle(pilot)
        assert "6 men. Enter forms the group." in screen_text(app.screen)
        await pilot.press("enter")
        await until(pilot, lambda: "Core" in screen_text(app.screen) and on_today(pilot))
        assert men_of(empty_desk) == ["1 JB", "2 DK", "3 RT", "4 SM", "5 AP", "6 LW"]
        await until(pilot, lambda: "Who comes" in screen_text(app.screen))
    empty_desk.close()


def on_today(pilot: Pilot[None]) -> bool:
    return isinstance(pilot.app.screen, TodayScreen)


async def test_a_group_of_eleven_is_refused_and_one_of_five_said(empty_desk: Desk) -> None:
    app = app_on(empty_desk)
    async with app.run_test(size=(80, 24)) as pilot:
        await open_form(pilot)
        await type_text(pilot, "a b c d e f g h i j k")
        await pilot.press("enter")
        await settle(pilot)
        assert isinstance(app.screen, FormGroupScreen)
        assert "at most 10 men; these are 11" in screen_text(app.screen)
        assert not empty_desk.team.groups
        await pilot.press(*["backspace"] * 12)
        await settle(pilot)
        assert "5 men: a group has 6 to 10" in screen_text(app.screen)
        await pilot.press("enter")
        await until(pilot, lambda: on_today(pilot))
        assert len(men_of(empty_desk)) == 5
        await until(pilot, lambda: "5 men: a group has 6 to 10" in screen_text(app.screen))
    empty_desk.close()


async def test_hostile_text_is_refused_and_shown_harmlessly(empty_desk: Desk) -> None:
    app = app_on(empty_desk)
    async with app.run_test(size=(80, 24)) as pilot:
        await open_form(pilot, "Core")
        put_in(pilot, "name", "\x1b]0;owned\x07[@click=app.exit]x")
        put_in(pilot, "men", "JB \u202eKD [nope]")
        await pilot.press("enter")
        await settle(pilot)
        assert "is no initials" in screen_text(app.screen)
        put_in(pilot, "men", "JB DK")
        await pilot.press("enter")
        await until(pilot, lambda: on_today(pilot))
        drawn = app.export_screenshot()
        assert "owned" in drawn
        assert "\x1b" not in drawn
    empty_desk.close()


async def test_half_typed_men_are_there_again(empty_desk: Desk) -> None:
    app = app_on(empty_desk)
    async with app.run_test(size=(80, 24)) as pilot:
        await open_form(pilot)
        await type_text(pilot, "jb dk")
        await pilot.press("escape")
        await settle(pilot)
        assert on_today(pilot)
        await pilot.press("g")
        await settle(pilot)
        assert "jb dk" in screen_text(app.screen)
    empty_desk.close()


# --- a roster's file ----------------------------------------------------------


async def test_a_roster_with_a_fault_is_shown_and_taken_in_once_it_is_put_right(
    empty_desk: Desk, tmp_path: Path
) -> None:
    file = tmp_path / "men.csv"
    text = ROSTER.read_text("utf-8-sig")
    file.write_text(text.replace("2;DK;", "2;?!;"), "utf-8")
    app = app_on(empty_desk)
    async with app.run_test(size=(120, 36)) as pilot:
        await open_form(pilot)
        put_in(pilot, "men", str(file))
        await pilot.press("enter")
        await until(pilot, lambda: "men read." in screen_text(app.screen))
        shown = screen_text(app.screen)
        for said in (
            "7 men read.",
            "men.csv line 3",
            "How the file was",
            "Breck",
            "put these right",
        ):
            assert said in shown
        await pilot.press("enter")
        await settle(pilot)
        assert "7 men read." in screen_text(app.screen)
        await pilot.press("escape")
        await settle(pilot)
        assert isinstance(app.screen, FormGroupScreen)
        assert not empty_desk.team.groups
        file.write_text(text, "utf-8")
        await pilot.press("enter")
        await until(pilot, lambda: "8 men read." in screen_text(app.screen))
        await pilot.press("enter")
        await until(pilot, lambda: on_today(pilot))
    roster = fold_roster(empty_desk.group_facts)
    assert [man.seat for man in roster.members.values()] == [1, 2, 3, 4, 5, 6, 7, 8]
    last = roster.by_seat(8)
    assert last is not None
    assert last.keep_apart == (2,)
    empty_desk.close()


async def test_a_file_that_is_not_there_is_said(empty_desk: Desk, tmp_path: Path) -> None:
    app = app_on(empty_desk)
    async with app.run_test(size=(80, 24)) as pilot:
        await open_form(pilot)
        put_in(pilot, "men", str(tmp_path / "none.csv"))
        await pilot.press("enter")
        await until(pilot, lambda: "No man could be read" in screen_text(app.screen))
        await pilot.press("enter")  # nothing to accept
        await settle(pilot)
        assert "No man could be read" in screen_text(app.screen)
        assert "accept" not in screen_text(app.screen)
    empty_desk.close()


# --- one joins, one leaves ----------------------------------------------------


async def test_a_man_joins_later_and_one_leaves(empty_desk: Desk) -> None:
    desk = with_day(with_group(empty_desk, ("JB", "DK", "RT", "SM", "AP", "LW")))
    app = app_on(desk)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await pilot.press("m")
        await settle(pilot)
        await pilot.press("l", "2")
        await settle(pilot)
        await type_text(pilot, "moved")
        await pilot.press("enter")
        await until(pilot, lambda: "Left" in screen_text(app.screen))
        assert "2 · DK left the group" in screen_text(app.screen)
        await pilot.press("a")
        await settle(pilot)
        await type_text(pilot, "rt")
        await pilot.press("enter")
        await until(pilot, lambda: "RT is in the group already" in screen_text(app.screen))
        await pilot.press("a")
        await settle(pilot)
        await pilot.press(*["backspace"] * 4)
        await type_text(pilot, "xy")
        await pilot.press("enter")
        # Seat 2 rests until the block is over.
        await until(
            pilot, lambda: "XY joins on seat 7; amid block 2: men" in screen_text(app.screen)
        )
        await pilot.press("escape")
        await until(pilot, lambda: on_today(pilot))
    assert men_of(desk) == ["1 JB", "3 RT", "4 SM", "5 AP", "6 LW", "7 XY"]
    joined = desk.roster().by_seat(7)
    assert joined is not None
    assert (joined.joined, joined.block) == ("2026-11-24", 2)
    desk.close()


async def test_who_joins_a_closed_group_that_has_begun_is_taken_in_and_it_is_said(
    empty_desk: Desk,
) -> None:
    def men() -> tuple[MemberAdded, ...]:
        return members_from_initials(("JB", "DK"), empty_desk.new_id, empty_desk.new_key)

    formed(empty_desk, "Better Lives", men, Component.BETTER_LIVES)
    with_day(empty_desk, Component.BETTER_LIVES.number, 1)
    app = app_on(empty_desk)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await pilot.press("escape", "q")
        await until(pilot, lambda: on_today(pilot))
        await pilot.press("m")
        await settle(pilot)
        await pilot.press("a")
        await settle(pilot)
        await type_text(pilot, "rt")
        await pilot.press("enter")
        await until(pilot, lambda: "this group is closed and has begun" in screen_text(app.screen))
    assert men_of(empty_desk) == ["1 JB", "2 DK", "3 RT"]
    empty_desk.close()


def test_a_man_of_another_group_is_not_taken_in_and_no_group_is_made(empty_desk: Desk) -> None:
    desk = empty_desk

    def men() -> tuple[MemberAdded, ...]:
        (one,) = members_from_initials(("JB",), desk.new_id, desk.new_key)
        return (one.model_copy(update={"crn": "X1"}),)

    formed(desk, "Core Tuesday", men)
    with pytest.raises(Refused, match=r"Seat 1, JB, is in Core Tuesday already"):
        formed(desk, "Core Friday", men)
    assert [group.name for group in desk.team.groups.values()] == ["Core Tuesday"]
    assert desk.group in desk.team.groups
    desk.close()
