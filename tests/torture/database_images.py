"""Crash images of the local database's file: it can be opened, whatever the power cut left.

It may lack what was written last, which is folded again. Its key and salt lie sealed in a file
of their own; with the salt left in the database's own first bytes the same looking must find
files that nothing opens any more.
"""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path
from random import Random

from models.database.database_file import connect_with
from models.record_error import RecordError
from tests.torture.disk import Disk, Harm, lay_out
from tests.torture.figures import Figures
from tests.torture.made_home import scratch
from tests.torture.system_calls import Call, Kind, say, traced

TURNS, ROWS = 40, 60
KEY_BYTES, SALT_BYTES = 32, 16


def database_images(attempts: int, seed: int, *, salt_in_file: bool = False) -> Figures:
    """So many images; `salt_in_file` is the control, which must find files that nothing opens."""
    name = "crash images of the database" + (", salt in its file" if salt_in_file else "")
    figures = Figures(name, seed, must_fail="damaged" if salt_in_file else "")
    chance = Random(f"database {seed} {salt_in_file}")
    secret = chance.randbytes(KEY_BYTES if salt_in_file else KEY_BYTES + SALT_BYTES)
    key = f"x'{secret.hex()}'"
    with scratch() as place:
        folder = place / "traced"
        folder.mkdir()
        disk = Disk(folder)
        ended = traced(lambda: _fill(folder / "local.db", key, Random(seed)))
        assert ended.status == 0, "filling it failed"
        figures.counts["calls traced"] = len(ended.calls)
        first = next(at for at, call in enumerate(ended.calls) if call.kind is Kind.SAID)
        moments = sorted(_moment(ended.calls, first, chance) for _ in range(attempts))
        seen = 0
        for moment in moments:
            for call in ended.calls[seen:moment]:
                disk.take(call)
            seen = moment
            figures.attempts += 1
            harm = chance.choice(tuple(Harm))
            figures.counts[harm.value] += 1
            lay_out(disk.harmed(harm, chance), place / "image")
            _look(place / "image" / "local.db", key, figures)
    return figures


def _fill(path: Path, key: str, chance: Random) -> None:
    """Within the traced process: rows written and replaced, the WAL folded every few turns."""
    with closing(connect_with(path, key)) as db:
        db.execute("CREATE TABLE filled (number INTEGER PRIMARY KEY, words BLOB)")
        db.execute("PRAGMA wal_checkpoint")
        say(b"made")
        for turn in range(TURNS):
            db.execute("BEGIN IMMEDIATE")
            for number in range(ROWS):
                row = (number, chance.randbytes(chance.randrange(600)))
                db.execute("INSERT OR REPLACE INTO filled VALUES (?, ?)", row)
            if turn % 3 == 0:  # the schema stands in the first page
                db.execute(f"CREATE TABLE made_in_turn_{turn} (number INTEGER)")
            db.execute("COMMIT")
            say(b"%d" % turn)
            if turn % 5 == 4:
                db.execute("PRAGMA wal_checkpoint")


def _moment(calls: list[Call], first: int, chance: Random) -> int:
    """Any moment once it is made; every other time one at which its first page is written."""
    if chance.random() < 0.5:
        return chance.randint(first, len(calls))
    near = [at for at in range(first, len(calls)) if _is_first_page(calls[at])]
    return min(len(calls), chance.choice(near) + chance.randint(0, 3))


def _is_first_page(call: Call) -> bool:
    return call.path.endswith("local.db") and call.kind is Kind.WRITE and call.at == 0


def _look(path: Path, key: str, figures: Figures) -> None:
    try:
        with closing(connect_with(path, key)) as db:
            ((said,),) = db.execute("PRAGMA integrity_check(1)")
            assert said == "ok", f"integrity: {said}"
            db.execute("INSERT INTO filled (words) VALUES ('after')")
    except (RecordError, AssertionError, sqlite3.Error) as error:
        figures.failed(str(error))
    except Exception as error:  # noqa: BLE001  (the driver has errors of its own kind)
        figures.failed(f"damaged: {type(error).__name__}")
