"""The local database behind the screens: what a damaged file of it costs is another fold."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from random import Random

import pytest
from sqlcipher3.dbapi2 import Connection

from models.acts import attending
from models.database.database_file import DatabaseUnusable
from session_tui.desk import Desk
from session_tui.local_database import LocalDatabase
from tests.session_tui.hands import clock_at, running_desk
from tests.session_tui.writing_day import day_of, man_on

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
