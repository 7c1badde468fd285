"""Pictures of the screens before a day runs, at both sizes: look at them when they change."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from pathlib import Path

import pytest
from textual.pilot import Pilot
from textual.widgets import Input

from models.acts import Act
from models.entries import NewEntry
from models.entries.group import ConcernWritten, SessionOpened, Told, WorkSet
from session_tui.app import SessionApp
from session_tui.desk import Desk
from tests.session_tui.hands import clock_at, new_desk, settle, with_group
from tests.session_tui.keyboard import screen_text, type_text, until

SIZES = pytest.mark.parametrize("size", [(80, 24), (120, 36)], ids=["80x24", "120x36"])
EXAMPLES = Path(__file__).parents[1]
ROSTER = EXAMPLES / "models" / "examples" / "roster.csv"
PLAN = EXAMPLES / "exercise_bank" / "examples" / "block2-plan.csv"
LAST_WEEK = "5e" * 16

Prepare = Callable[[Pilot[None]], Awaitable[None]]
Compare = Callable[..., bool]


def pressing(*keys: str, there: str = "") -> Prepare:
    """Press these keys once the screen stands, and wait for a word on the screen they lead to."""

    async def prepare(pilot: Pilot[None]) -> None:
        await settle(pilot)
        for key in keys:
            await pilot.press(key)
            await settle(pilot)
        await until(pilot, lambda: there in screen_text(pilot.app.screen))
        for box in pilot.app.screen.query(Input):
            box.cursor_blink = False
        await settle(pilot)

    return prepare


def team_at(folder: Path) -> Desk:
    """Ada Quill's team, with Bo Rook."""
    desk = new_desk(folder, clock_at(9, 31))
    desk.passes = 3
    desk.add_staff("Bo Rook", "co-facilitator", "quite another one")
    return desk


def group_at(folder: Path) -> Desk:
    """A group of eight that met last week: a concern is open, work was set, two are kept apart."""
    desk = with_group(team_at(folder))
    third, eighth = desk.roster().by_seat(3), desk.roster().by_seat(8)
    assert third is not None
    assert eighth is not None
    needs = {"accommodations": "Dyslexic: read handouts aloud", "keep_apart": (2,)}
    settled = desk.group_facts.settle("member", eighth.member)
    assert settled is not None
    opened = SessionOpened(
        session=LAST_WEEK,
        group=desk.group,
        block=2,
        block_run="b1" * 16,
        day=3,
        days=8,
        date="2026-11-17",
    )
    concern = ConcernWritten(
        concern="c0" * 16,
        session=LAST_WEEK,
        members=(third.member,),
        words="his own words",
        told=(Told(who="duty supervisor"),),
        reference="SG-1042",
    )
    work = WorkSet(work="30" * 16, session=LAST_WEEK, text="Keep a diary of evenings")
    entries = (
        NewEntry(eighth.model_copy(update=needs), supersedes=settled.values),
        NewEntry(opened),
        NewEntry(concern),
        NewEntry(work),
    )
    desk.append(Act("", entries))
    return desk


@SIZES
def test_first_screen_without_a_team(
    snap_compare: Compare, tmp_path: Path, size: tuple[int, int]
) -> None:
    app = SessionApp(Desk(tmp_path / "record"))
    assert snap_compare(app, terminal_size=size, run_before=pressing(there="practice"))
    app.desk.close()


@SIZES
def test_set_up_a_team(snap_compare: Compare, tmp_path: Path, size: tuple[int, int]) -> None:
    app = SessionApp(Desk(tmp_path / "record"))
    keys = ["s", *"Ada", "enter", "f", *"short", "enter"]
    assert snap_compare(app, terminal_size=size, run_before=pressing(*keys, there="at least 15"))
    app.desk.close()


@SIZES
def test_door_with_two_people(snap_compare: Compare, tmp_path: Path, size: tuple[int, int]) -> None:
    team_at(tmp_path / "record").close()
    app = SessionApp(Desk(tmp_path / "record"))
    assert snap_compare(app, terminal_size=size, run_before=pressing("down", there="› BR"))
    app.desk.close()


@SIZES
def test_today_before_there_is_a_group(
    snap_compare: Compare, tmp_path: Path, size: tuple[int, int]
) -> None:
    app = SessionApp(team_at(tmp_path / "record"))
    assert snap_compare(app, terminal_size=size, run_before=pressing(there="No group yet"))
    app.desk.close()


@SIZES
def test_today(snap_compare: Compare, tmp_path: Path, size: tuple[int, int]) -> None:
    app = SessionApp(group_at(tmp_path / "record"))
    prepare = pressing("right", there="personal work")
    assert snap_compare(app, terminal_size=size, run_before=prepare)
    app.desk.close()


@SIZES
def test_plan_of_a_file(snap_compare: Compare, tmp_path: Path, size: tuple[int, int]) -> None:
    app = SessionApp(group_at(tmp_path / "record"), plan_file=PLAN)
    prepare = pressing(there="How the file was understood")
    assert snap_compare(app, terminal_size=size, run_before=prepare)
    app.desk.close()


@SIZES
def test_form_a_group(snap_compare: Compare, tmp_path: Path, size: tuple[int, int]) -> None:
    app = SessionApp(team_at(tmp_path / "record"))
    keys = ["g", *"Core", "enter", *"jb", "space", *"dk", "space", *"rt"]
    assert snap_compare(app, terminal_size=size, run_before=pressing(*keys, there="3 men:"))
    app.desk.close()


@SIZES
def test_roster_of_a_file(snap_compare: Compare, tmp_path: Path, size: tuple[int, int]) -> None:
    app = SessionApp(team_at(tmp_path / "record"))

    async def prepare(pilot: Pilot[None]) -> None:
        await pressing("g", there="Form a group")(pilot)
        await type_text(pilot, "Core")
        await pilot.press("enter")
        app.screen.query_one("#men", Input).value = str(ROSTER)
        await pressing("enter", there="8 men read.")(pilot)

    assert snap_compare(app, terminal_size=size, run_before=prepare)
    app.desk.close()


@SIZES
def test_men_of_a_group(snap_compare: Compare, tmp_path: Path, size: tuple[int, int]) -> None:
    app = SessionApp(group_at(tmp_path / "record"))
    assert snap_compare(app, terminal_size=size, run_before=pressing("m", there="In the group"))
    app.desk.close()


@SIZES
def test_add_a_member_of_staff(
    snap_compare: Compare, tmp_path: Path, size: tuple[int, int]
) -> None:
    app = SessionApp(team_at(tmp_path / "record"))
    add = pressing("t", "a", there="Already here")
    assert snap_compare(app, terminal_size=size, run_before=add)
    app.desk.close()


@SIZES
def test_hand_over(snap_compare: Compare, tmp_path: Path, size: tuple[int, int]) -> None:
    app = SessionApp(group_at(tmp_path / "record"))
    prepare = pressing("h", there="Bo Rook takes the keyboard")
    assert snap_compare(app, terminal_size=size, run_before=prepare)
    app.desk.close()
