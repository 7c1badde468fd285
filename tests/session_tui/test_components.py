"""Each component beside the core: a group formed, a session run live, its JSON handed out."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from session_tui.screens.close.screen import CloseScreen
from session_tui.screens.live.screen import LiveScreen
from session_tui.screens.today.screen import TodayScreen
from tests.session_tui.day_by_keys import THE_DAY, Keyboard, export
from tests.session_tui.hands import HandClock, app_on, new_desk, settle


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
