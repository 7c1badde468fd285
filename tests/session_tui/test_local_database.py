"""The local database behind the screens: what a damaged file of it costs is another fold."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from random import Random

import pytest
from sqlcipher3.dbapi2 import Connection

from models.acts import attending, running
from models.database.database_file import DatabaseUnusable
from models.local_time import MINUTE_MS, instant
from session_tui.desk import Desk
from session_tui.local_database import LocalDatabase
from tests.session_tui.hands import (
    ZONE,
    HandClock,
    clock_at,
    new_desk,
    running_desk,
    with_day,
    with_group,
)
from tests.session_tui.live_screen import live
from tests.session_tui.writing_day import begin, day_of, man_on

PAGE = 4096


@pytest.fixture
def filled(tmp_path: Path) -> Desk:
    clock = clock_at()
    desk = running_desk(tmp_path / "record", clock)
    desk.say(attending.mark(day_of(desk), man_on(desk, 3), "in", clock.at))
    desk.local.fill(desk)
    return desk


def rows(db: Connection) -> list[tuple[object, ...]]:
    tables = ("members", "items", "attendance", "sessions", "staff")
    return [row for table in tables for row in db.execute(f"SELECT * FROM {table}")]


def test_a_turned_bit_in_any_page_is_mended_by_the_next_fill(filled: Desk) -> None:
    expected = filled.local.ask(filled, rows)
    whole = filled.home.database_path.read_bytes()
    chance = Random(5)
    for page in chance.sample(range(len(whole) // PAGE), 8):
        damaged = bytearray(whole)
        damaged[page * PAGE + chance.randrange(PAGE)] ^= 4
        filled.home.database_path.write_bytes(bytes(damaged))
        local = LocalDatabase()
        with suppress(DatabaseUnusable):
            local.ask(filled, rows)
        local.fill(filled)
        assert local.ask(filled, rows) == expected, page
        whole = filled.home.database_path.read_bytes()


def ran(desk: Desk, clock: HandClock, date: str, minutes: int) -> None:
    """A day of this date whose check-in took so many minutes."""
    with_day(desk, date=date)
    clock.at = instant(date, 600, ZONE)
    for later in (0, minutes):
        clock.at += later * MINUTE_MS
        step = running.next_step(day_of(desk), clock.at)
        assert step.act is not None
        desk.say(step.act)
    desk.say(running.end_day(day_of(desk), clock.at))


async def test_usually_is_the_median_of_the_last_five_runs(
    tmp_path: Path, hand_clock: HandClock
) -> None:
    desk = with_group(new_desk(tmp_path / "record", hand_clock))
    taken = {"11-16": 12, "11-02": 40, "11-18": 16, "11-09": 10, "11-20": 18, "11-03": 41}
    for date, minutes in {**taken, "11-17": 13}.items():  # written in no order of dates
        ran(desk, hand_clock, f"2026-{date}", minutes)
    with_day(desk)
    desk.local.fill(desk)
    begin(desk, hand_clock)
    async with live(desk, hand_clock) as hands:
        assert "usually 13" in hands.sees  # of all seven it would be 16
    desk.close()
