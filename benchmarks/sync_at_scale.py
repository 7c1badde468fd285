"""Sync at scale, with a real PostgreSQL on this machine.

    python -m benchmarks.sync_at_scale [ENTRIES] [FRAMES…]

Three measures. Frames a second to a hub and back beside a bare COPY of the same bytes in the same
run (wanted: half). A day of 1,000 entries to a hub that holds nothing, and so many FRAMES of other
teams (100,000; give 100_000 1_000_000 10_000_000 for the trend, which takes 10 GB and some
minutes; wanted: at most 1.2 times, and under 5 s). A home of some ENTRIES (20,000; 400_000 takes
ten minutes with the making of them) to a hub and back onto a new laptop by `join` and `sync`, its
local database built; and what 400,000 take at that pace (wanted: under 5 minutes and 300 MiB).
"""

from __future__ import annotations

import os
import resource
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter

import psycopg

from benchmarks.table import Row, print_table
from models.home import Home, create_home, open_home
from models.journal.postgres_schema import SCHEMA
from models.journal.recorder import Sealable, open_recorder
from models.journal.sqlite_journal import SqliteJournal
from models.keys.keyring import Keyring
from models.sync.meeting import meet
from models.sync.postgres_hub import open_postgres_hub
from session_tui.sample.home import fill_home
from tests.models.sync.postgres_server import PostgresServer

BODY_BYTES = 350
"""A quick line's entry, as encoded."""
DAY = 1000
FRAMES = 20_000
TIMES = 3
DAYS = 15
ENTRIES_OF_SESSION, SESSIONS = 136, 20
"""What a sample session comes to, and how many each sample group has."""
REGION = 400_000
"""Entries of a first sync, as the issue asks about them."""
TODAY = "2026-11-24"
_PASSPHRASE_FILE = "SESSION_TUI_PASSPHRASE_FILE"
_BARE = "CREATE TABLE bare (chain bigint, number bigint, frame bytea, PRIMARY KEY (chain, number))"
_OTHERS = f"""
WITH made AS (
    INSERT INTO {SCHEMA}.team (founder, hub)
    SELECT sha256(convert_to('team ' || %(first)s || n, 'UTF8')), uuid_send(gen_random_uuid())
    FROM generate_series(1, 50) AS n RETURNING number
), chains AS (
    INSERT INTO {SCHEMA}.chain (team, key)
    SELECT made.number, uuid_send(gen_random_uuid())
    FROM made, generate_series(1, 20) RETURNING number, team
)
INSERT INTO {SCHEMA}.frame (chain, number, team, frame)
SELECT chains.number, n, chains.team,
    decode(repeat(md5(chains.number::text || n), 36), 'hex')
FROM chains, generate_series(1, %(each)s) AS n
"""
"""Frames of fifty other teams of twenty chains each, of the bytes that a usual one has."""


def main(entries: int = 20_000, others: tuple[int, ...] = (100_000,)) -> None:
    """Measure and print."""
    with TemporaryDirectory() as kept, _server() as server:
        folder = Path(kept)
        home, keyring = create_home(folder / "frames", "for measuring", passes=3)
        print_table(_beside_copy(server, home, keyring))
        print_table(_trend(server, home, keyring, others))
        print_table(_first_sync(server, folder, entries))


@contextmanager
def _server() -> Iterator[PostgresServer]:
    server = PostgresServer()
    try:
        yield server
    finally:
        server.stop()


def _say(home: Home, keyring: Keyring, entries: int) -> None:
    """Entries of one new writer."""
    sealables = [Sealable(os.urandom(16), (keyring.team_key_id,), os.urandom(BODY_BYTES))] * 500
    with open_recorder(home, keyring) as recorder:
        for _ in range(entries // 500):
            recorder.append(sealables)


def _beside_copy(server: PostgresServer, home: Home, keyring: Keyring) -> Iterator[Row]:
    _say(home, keyring, FRAMES)
    journal = SqliteJournal(home.journal_path)
    raws = [raw for key in journal.holdings() for _, _, raw in journal.read_from(key, 1)]
    journal.close()
    copied, sent, received = [], [], []
    for turn in range(TIMES):
        database = server.fresh(f"frames_{turn}")
        copied.append(_copy(database, raws))
        hub = open_postgres_hub(database, home.team)
        began = perf_counter()
        meet(home, hub, keyring)
        sent.append(perf_counter() - began)
        with TemporaryDirectory() as empty:
            other, _ = create_home(Path(empty) / "home", "for measuring", passes=3)
            back = Home(other.folder, home.team)
            for path in (home.folder / "staff").iterdir():
                (back.folder / "staff" / path.name).write_bytes(path.read_bytes())
            began = perf_counter()
            assert meet(back, hub).received == len(raws)
            received.append(perf_counter() - began)
        hub.close()
    bare = len(raws) / min(copied)
    yield Row("frames a second, sent", len(raws) / min(sent), "/s", None, bare)
    yield Row("frames a second, received and checked", len(raws) / min(received), "/s", None, bare)


def _copy(database: str, raws: list[bytes]) -> float:
    """How long a bare COPY of these bytes takes, in seconds."""
    with psycopg.connect(database, autocommit=True) as db:
        db.execute(_BARE)
        began = perf_counter()
        with db.cursor().copy("COPY bare FROM STDIN (FORMAT binary)") as copy:
            copy.set_types(["int8", "int8", "bytea"])
            for number, raw in enumerate(raws):
                copy.write_row((1, number, raw))
        return perf_counter() - began


def _trend(
    server: PostgresServer, home: Home, keyring: Keyring, others: tuple[int, ...]
) -> Iterator[Row]:
    """A day's sync among more and more frames of other teams, beside a hub with nothing else.

    By turns: a machine that others use meanwhile slows both.
    """
    alone, database = server.fresh("alone"), server.fresh("trend")
    for each in (alone, database):
        hub = open_postgres_hub(each, home.team)
        meet(home, hub, keyring)
        hub.close()
    held = 0
    for frames in others:
        with psycopg.connect(database, autocommit=True) as db:
            each = (frames - held) // 1000
            db.execute(_OTHERS, {"first": str(frames), "each": each})
            # What a server does by itself after so much at once is no part of a day's sync.
            db.execute("VACUUM ANALYZE")
            db.execute("CHECKPOINT")
        held = frames
        empty, among = _days((alone, database), home, keyring)
        yield Row(f"a day's sync among {frames:,} frames", among, "s", 1.2, empty)


def _days(databases: tuple[str, ...], home: Home, keyring: Keyring) -> list[float]:
    """A day's sync to each of these hubs, in seconds: the quickest of some."""
    took: list[list[float]] = [[] for _ in databases]
    for _ in range(DAYS):
        _say(home, keyring, DAY)
        for database, each in zip(databases, took, strict=True):
            began = perf_counter()
            hub = open_postgres_hub(database, home.team)
            assert meet(home, hub, keyring).sent == DAY
            hub.close()
            each.append(perf_counter() - began)
    return [min(each) for each in took]


def _first_sync(server: PostgresServer, folder: Path, entries: int) -> Iterator[Row]:
    """A whole record to a hub, and back onto a new laptop, by the commands."""
    old, new, secret = folder / "old", folder / "new", folder / "passphrase"
    groups = max(1, entries // (ENTRIES_OF_SESSION * SESSIONS))
    made = fill_home(old, sessions=SESSIONS, groups=groups, today=TODAY)
    secret.write_text(made.passphrase, encoding="utf-8")
    database = server.fresh("first")
    journal = SqliteJournal(old / "journal.db")
    held = sum(journal.holdings().values())
    journal.close()
    owner = open_home(old)
    took = []
    began = perf_counter()
    hub = open_postgres_hub(database, owner.team)
    meet(owner, hub)
    hub.close()
    took.append(perf_counter() - began)
    for command in (["join", database], ["sync"]):
        began = perf_counter()
        subprocess.run(
            [sys.executable, "-m", "session_tui", "--home", str(new), *command],
            env={**os.environ, _PASSPHRASE_FILE: str(secret)},
            check=True,
            stdout=subprocess.DEVNULL,
        )
        took.append(perf_counter() - began)
    for name, seconds in zip(("sent", "joined", "local database built"), took, strict=True):
        yield Row(f"{held:,} entries {name}", seconds, "s")
    yield Row("all of it", sum(took), "s")
    yield Row(f"{REGION:,} at this pace", sum(took) / held * REGION / 60, "min", 5)
    most = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    yield Row("most memory of the new laptop", most, "MiB", 300)


if __name__ == "__main__":
    given = [int(one.replace("_", "")) for one in sys.argv[1:]]
    main(*given[:1], *([tuple(given[1:])] if given[1:] else []))
