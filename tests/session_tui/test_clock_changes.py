"""The two days of the year on which the clocks change, by keys, against the exported JSON."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from models.local_time import instant
from session_tui.app import SessionApp
from session_tui.desk import Desk
from session_tui.screens.live.screen import LiveScreen
from tests.session_tui.day_by_keys import Keyboard, export, set_up
from tests.session_tui.hands import ZONE, HandClock, clock_at, settle

DAYS = pytest.mark.parametrize(
    ("date", "offset", "hours_from_midnight"),
    [("2026-03-29", "+01:00", 9), ("2026-10-25", "+00:00", 11)],
    ids=["into summer time", "out of summer time"],
)


@DAYS
async def test_planned_starts_and_minutes_are_those_of_the_wall(
    tmp_path: Path, date: str, offset: str, hours_from_midnight: int
) -> None:
    day = await short_day(tmp_path, date)
    # From midnight to ten o'clock nine hours pass in March and eleven in October.
    assert instant(date, 600, ZONE) - instant(date, 0, ZONE) == hours_from_midnight * 3_600_000

    def wall(time: str) -> str:
        return f"{date}T{time}:00.000{offset}"

    about = day["day"]
    assert (about["planned_start"], about["planned_end"]) == (wall("10:00"), wall("15:30"))
    assert (about["started"], about["ended"]) == (wall("10:00"), wall("11:15"))
    assert about["work_minutes_delivered"] == 75
    check_in, first, *_ = day["items"]
    assert [one["planned"]["start"] for one in (check_in, first)] == ["10:00", "10:15"]
    assert [one["minutes"] for one in (check_in, first)] == [15, 60]
    lunch = next(item for item in day["items"] if item["set"] == "lunch")
    assert (lunch["planned"]["start"], lunch["fixed"]) == ("12:30", True)
    (said,) = day["notes"]
    assert (said["at"], said["minute"], said["late"]) == (wall("10:05"), 5, True)
    assert {man["minutes"] for man in day["members"]} == {74}


async def short_day(folder: Path, date: str) -> dict[str, Any]:
    """The first two items of a block's first day, as JSON."""
    clock: HandClock = clock_at()
    desk = Desk(folder / "record")
    desk.passes, desk.clock = 3, clock
    app = SessionApp(desk)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        hands = Keyboard(pilot, clock, date)
        await set_up(hands)
        await hands.keys("enter", "2", "1", at="09:50")
        await hands.on(LiveScreen)
        await hands.keys("space", at="10:00")
        await hands.keys("a", "asterisk", "escape", at="10:01")
        await hands.note("3@10:05 asked to go first", at="10:11")
        await hands.keys("space", at="10:15")
        assert "ends 11:15   day ends 15:30" in hands.sees
        await hands.keys("f", "y", at="11:15")
        await export(hands, folder / "out")
    desk.close()
    (file,) = (folder / "out").glob("*.json")
    return dict(json.loads(file.read_text()))
