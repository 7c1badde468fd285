"""Each component beside the core: a group formed, a session run live, its JSON handed out."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from exercise_bank.component import Component
from models.acts import Act, running
from models.acts.opening import members_from_initials
from models.entries import NewEntry
from models.entries.attendance import AttendanceMarked
from models.entries.group import MemberAdded
from session_tui.cli import main
from session_tui.desk import Desk
from session_tui.screens.close.screen import CloseScreen
from session_tui.screens.group.form import formed as formed_in
from session_tui.screens.live.screen import LiveScreen
from session_tui.screens.man.reading import read_man
from session_tui.screens.today.screen import TodayScreen
from tests.session_tui.day_by_keys import THE_DAY, Keyboard, export
from tests.session_tui.hands import (
    PASSPHRASE,
    HandClock,
    app_on,
    new_desk,
    running_desk,
    settle,
    with_day,
    with_group,
)
from tests.session_tui.keyboard import until


@dataclass(frozen=True)
class Case:
    """What is typed for a component, and what its JSON is to say."""

    key: str
    name: str
    men: str
    component: str
    said: str
    days: int
    sets: tuple[str, ...]
    work: int


BETTER_LIVES = Case(
    "b",
    "Better Lives autumn",
    "JB DK RT SM AP LW",
    "Better Lives",
    "Better Lives",
    12,
    ("process", "introductory", "break", "introductory", "process"),
    180,
)
LONG_TERM = Case(
    "l",
    "First Mondays",
    "JB DK RT",
    "Long Term Monitoring and Support",
    "Long-term support",
    12,
    ("process", "thematic", "break", "process", "process"),
    120,
)


async def formed(hands: Keyboard, case: Case) -> None:
    """A group of the component, from Today."""
    await hands.on(TodayScreen)
    await hands.keys("g")
    await hands.text(case.name, "tab")
    await hands.keys(case.key)
    await hands.text(case.men, "enter")
    await hands.on(TodayScreen)


async def ran(hands: Keyboard, out: Path, begins: str) -> None:
    """The open session: all are in, two items run, it ends and is handed out as JSON."""
    await hands.on(LiveScreen)
    hour = int(begins[:2])
    await hands.keys("a", "asterisk", "escape", at=begins)
    await hands.keys("space", at=begins)
    await hands.keys("space", at=f"{hour}:45")
    await hands.keys("f", "y", at=f"{hour + 1}:00")
    await hands.on(CloseScreen)
    await export(hands, out)


def data_in(out: Path) -> dict[str, Any]:
    (file,) = out.glob("*.json")
    return dict(json.loads(file.read_text()))


@pytest.mark.parametrize("case", [BETTER_LIVES, LONG_TERM], ids=lambda case: case.component)
async def test_a_session_of_a_component_from_forming_the_group_to_the_json(
    tmp_path: Path, hand_clock: HandClock, case: Case
) -> None:
    desk = new_desk(tmp_path / "record", hand_clock)
    app = app_on(desk)
    async with app.run_test(size=(120, 36)) as pilot:
        await settle(pilot)
        hands = Keyboard(pilot, hand_clock, THE_DAY)
        await formed(hands, case)
        assert "Session 1 of 12" in hands.sees
        await hands.keys("enter", "1")
        await hands.on(LiveScreen)
        assert f"{case.said} · Session 1 of 12" in hands.sees
        await ran(hands, tmp_path / "out", "10:00")
    desk.close()
    about = data_in(tmp_path / "out")
    session = about["session"]
    assert (session["component"], session["block"]) == (case.component, None)
    assert (session["day"], session["days"]) == (1, case.days)
    assert tuple(one["set"] for one in about["items"]) == case.sets
    assert about["day"]["work_minutes_planned"] == case.work
    assert about["day"]["work_minutes_delivered"] == 60
    assert [one["attendance"]["state"] for one in about["members"]] == ["in"] * len(
        case.men.split()
    )


async def test_individual_work_with_one_man_from_today_to_the_json(
    tmp_path: Path, hand_clock: HandClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = with_group(new_desk(tmp_path / "record", hand_clock))
    app = app_on(desk)
    async with app.run_test(size=(120, 36)) as pilot:
        await settle(pilot)
        hands = Keyboard(pilot, hand_clock, THE_DAY)
        await hands.keys("i", "3", "1")
        await hands.on(LiveScreen)
        assert "Individual work · Session 1 of 6" in hands.sees
        await ran(hands, tmp_path / "out", "10:00")
        # The group's own days go on as if nothing had been.
        await hands.keys("escape", "q")
        await hands.on(TodayScreen)
        assert "Day 1 of 8" in hands.sees
    desk.close()
    about = data_in(tmp_path / "out")
    assert about["session"]["component"] == "Individual work"
    assert [one["seat"] for one in about["members"]] == [3]
    assert [one["minutes"] for one in about["items"]] == [45, 15, 0]
    words = tmp_path / "words"
    words.write_text(PASSPHRASE)
    monkeypatch.setenv("SESSION_TUI_PASSPHRASE_FILE", str(words))
    asked = ["--home", str(tmp_path / "record"), "report", "thread", "--format", "txt", "--yes"]
    to = ["--to", str(tmp_path / "out")]
    assert main([*asked, "--seat", "3", *to]) == 0
    assert "individual work, 1/6" in (tmp_path / "out" / "thread.txt").read_text()
    assert main([*asked, "--seat", "4", *to]) == 1  # known, and due in no session


async def test_a_catch_up_is_run_as_a_session_of_his_and_counts_what_ran(
    tmp_path: Path, hand_clock: HandClock
) -> None:
    desk = running_desk(tmp_path / "record", hand_clock, 2, 1)
    app = app_on(desk)
    async with app.run_test(size=(120, 36)) as pilot:
        await settle(pilot)
        hands = Keyboard(pilot, hand_clock, THE_DAY)
        await hands.keys("enter")
        await hands.on(LiveScreen)
        await hands.keys("a", "3", "x", "i", "asterisk", "escape", at="10:00")
        for time in ("10:00", "10:15", "11:15"):
            await hands.keys("space", at=time)
        await hands.keys("f", "y", at="11:20")
        await hands.keys("escape", "q")
        await hands.on(TodayScreen)
        assert "Catch-ups owed" in hands.sees
        assert "3 block 2 day 1" in hands.sees
        await hands.keys("i", "3", "1", at="14:00")
        await hands.on(LiveScreen)
        assert "Individual work · Session 1 of 1" in hands.sees
        await hands.keys("a", "3", "i", "escape", at="14:00")
        await hands.keys("space", at="14:00")
        await hands.keys("f", "y", at="14:25")
        await hands.keys("escape", "q")
        await hands.on(TodayScreen)
        await until(pilot, lambda: "Catch-ups owed" not in hands.sees)
        await hands.keys("m", "o", "3")
        await until(pilot, lambda: "caught up, 25 min" in hands.sees)
    desk.close()


def test_a_route_counts_the_core_that_a_man_did_in_another_group(
    tmp_path: Path, hand_clock: HandClock
) -> None:
    desk = new_desk(tmp_path / "record", hand_clock)

    def men() -> tuple[MemberAdded, ...]:
        made = members_from_initials(("JB", "DK"), desk.new_id, desk.new_key)
        known = {"crn": "X1", "block": 2, "risk_level": "medium"}
        return (made[0].model_copy(update=known), made[1])

    formed_in(desk, "Core", men)
    ended_day(with_day(desk, 2, 1), hand_clock)

    def later() -> tuple[MemberAdded, ...]:
        (one,) = members_from_initials(("JB",), desk.new_id, desk.new_key)
        return (one.model_copy(update={"crn": "X1"}),)

    formed_in(desk, "Better Lives", later, Component.BETTER_LIVES)
    ended_day(with_day(desk, Component.BETTER_LIVES.number, 1), hand_clock)
    look = read_man(desk, next(iter(desk.roster().members)), "2026-11-24")
    assert look is not None
    assert look.route.level == "medium"
    delivered = [(one.name, one.delivered) for one in look.route.stages if one.delivered]
    assert delivered == [("Block 2", 60), ("Better Lives", 60)]
    assert (look.route.attended, look.route.fewest) == (120, 180 * 60)
    desk.close()


def ended_day(desk: Desk, clock: HandClock) -> None:
    """The open day: everybody comes at ten, one item runs for an hour."""
    assert desk.day is not None
    clock.to(10, 0)
    came = [NewEntry(AttendanceMarked(member=one, state="in")) for one in desk.day.roster.members]
    desk.say(Act("all in", tuple(came)))
    step = running.next_step(desk.day, desk.now())
    assert step.act is not None
    desk.say(step.act)
    clock.to(11, 0)
    desk.say(running.end_day(desk.day, desk.now()))
