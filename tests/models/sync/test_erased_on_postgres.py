"""An erasure reaches a hub in PostgreSQL: the key goes there too, by a supervisor's login alone."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

import psycopg
import pytest

from models.home import Home, open_home
from models.sync.postgres_hub import open_postgres_hub
from tests.models.sync.postgres_server import PostgresServer
from tests.session_tui.cli.conftest import Run, run
from tests.session_tui.cli.test_cli_erase import (
    SECRET,
    SHARED,
    STAYS,
    Typed,
    erase,
    home,
    notes,
    team,
    typed,
)

__all__ = ["home", "run", "team", "typed"]


class Hub(NamedTuple):
    """The addresses of its owner, of a laptop's login and of a supervisor's."""

    owner: str
    laptop: str
    supervisor: str

    def papers(self) -> dict[str, bytes]:
        """The papers there, by name."""
        with psycopg.connect(self.owner) as db:
            rows = db.execute("SELECT name, raw FROM session_tui.paper", binary=True).fetchall()
        return {name: bytes(raw) for name, raw in rows}

    def dump(self) -> bytes:
        """Every row of every table."""
        with psycopg.connect(self.owner) as db:
            tables = db.execute(
                "SELECT tablename FROM pg_tables WHERE schemaname = 'session_tui'"
            ).fetchall()
            found = [
                db.execute(f"SELECT * FROM session_tui.{table}", binary=True).fetchall()
                for (table,) in sorted(tables)
            ]
        return b"\n".join(
            bytes(cell) if isinstance(cell, bytes) else str(cell).encode()
            for rows in found
            for row in rows
            for cell in row
        )


@pytest.fixture
def hub(home: Home, server: PostgresServer, database: str) -> Hub:
    """A hub whose owner let a laptop and a supervisor into the team."""
    open_postgres_hub(database, home.team).close()
    with psycopg.connect(database, autocommit=True) as db:
        name = db.info.dbname
        laptop, supervisor = f"laptop_of_{name}", f"supervisor_of_{name}"
        for login in (laptop, supervisor):
            db.execute(f"CREATE ROLE {login} LOGIN")
            db.execute("SELECT session_tui.admit(%s, %s)", (home.team.hex(), login))
        db.execute(f"GRANT session_tui_supervisor TO {supervisor}")
    return Hub(database, server.of(laptop, name), server.of(supervisor, name))


def test_once_erased_the_key_is_gone_from_the_hub_and_nothing_there_reads_his_text(
    run: Run, typed: Typed, home: Home, hub: Hub, tmp_path: Path
) -> None:
    assert run("sync", hub.laptop).status == 0
    before = hub.papers()
    erase(run, typed, tmp_path / "out")
    (his,) = (name for name in before if name.endswith(".key") and not _kept(home, name))
    assert run("sync", hub.laptop).status == 0
    assert his in hub.papers()
    assert run("sync", hub.supervisor).status == 0
    assert hub.papers().keys() == before.keys() - {his}
    dump = hub.dump()
    assert before[his] not in dump
    assert bytes.fromhex(his.removesuffix(".key")) in dump
    for text in (SECRET, SHARED, STAYS):
        assert text.encode() not in dump
    joined = tmp_path / "joined"
    assert run("join", hub.supervisor, "--home", joined).status == 0
    assert notes(open_home(joined)) == {STAYS}
    # A laptop that hasn't heard yet brings it back: the next supervisor's sync removes it again.
    with psycopg.connect(hub.owner) as db:
        db.execute(
            "INSERT INTO session_tui.paper SELECT number, %s, %s, %s FROM session_tui.team",
            (his, "0" * 32, before[his]),
        )
    assert run("sync", hub.supervisor).status == 0
    assert his not in hub.papers()


def _kept(home: Home, name: str) -> bool:
    return (home.keys_folder / name).exists()
