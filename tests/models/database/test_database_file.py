"""The database's file: missing, damaged, foreign, outdated, cut short, held by another."""

from __future__ import annotations

import os
import random
import shutil
from collections.abc import Callable
from contextlib import closing
from hashlib import sha256
from pathlib import Path

import pytest

from models.database import database_file
from models.database import local_database as database
from models.database.database_file import (
    FORMAT,
    DatabaseNotWritten,
    DatabaseUnusable,
    connect,
    is_current,
    lock_path,
)
from models.database.filling import bring_up_to_date
from models.database.local_database import DatabaseBusy
from models.home import Home, create_home, open_home
from models.journal.frame import parse
from models.journal.recorder import Sealable, open_recorder
from models.journal.sqlite_journal import SqliteJournal
from models.keys.keyring import Keyring
from models.platform import try_lock
from models.reader import open_reader
from models.streams import TEAM_STREAM
from tests.models.database.conftest import NOW, dump, fill

SCHEMAS = {1: "ec7aa6d146be2790", 2: "0cde945e60143a4f", 3: "8331105ac0b60886"}


def schema(home: Home, keyring: Keyring) -> str:
    with closing(connect(home, keyring)) as db:
        rows = db.execute(_SCHEMA)
        text = "\n".join(sql for (sql,) in rows)
    return sha256(" ".join(text.split()).encode()).hexdigest()[:16]


_SCHEMA = """
SELECT sql FROM sqlite_master
WHERE sql IS NOT NULL AND name NOT LIKE 'observation_words_%' ORDER BY name
"""


def current(home: Home, keyring: Keyring) -> bool:
    reader = open_reader(home, keyring)
    with closing(connect(home, keyring)) as db:
        answer = is_current(db, reader)
    reader.close()
    return answer


def test_other_tables_have_another_format(filled: Home, keyring: Keyring) -> None:
    assert SCHEMAS.get(FORMAT) == schema(filled, keyring), (
        "the tables changed: count FORMAT up and add its line to SCHEMAS"
    )


def test_a_second_fill_folds_nothing(filled: Home, keyring: Keyring) -> None:
    assert current(filled, keyring)
    counts = fill(filled, keyring)
    assert (counts.sessions, counts.of, counts.remade) == (0, 4, "")


def test_an_entry_that_cannot_be_read_is_counted_once(own: Home, keyring: Keyring) -> None:
    with open_recorder(own, keyring) as recorder:
        stream = bytes.fromhex(TEAM_STREAM)
        recorder.append([Sealable(stream, (keyring.team_key_id,), b"no entry")])
    assert fill(own, keyring).unread == 1


def test_making_it_anew_gives_the_same_rows(
    filled: Home, same_anew: Callable[[Home], None]
) -> None:
    same_anew(filled)


@pytest.mark.parametrize("seed", range(3))
def test_the_order_of_arrival_never_matters(
    seed: int, own: Home, keyring: Keyring, same_anew: Callable[[Home], None]
) -> None:
    """Frames come writer by writer in pieces of any size, with a fill after each."""
    shutil.move(own.journal_path, own.folder / "elsewhere.db")
    there = SqliteJournal(own.folder / "elsewhere.db")
    here = SqliteJournal(own.journal_path)
    frames = {
        writer: [parse(raw) for _, _, raw in there.read_from(writer, 1)]
        for writer in there.holdings()
    }
    dice = random.Random(seed)
    while waiting := [writer for writer, left in frames.items() if left]:
        writer = dice.choice(waiting)
        size = dice.randrange(1, 300)
        here.append(frames[writer][:size])
        frames[writer] = frames[writer][size:]
        fill(own, keyring)
    there.close()
    here.close()
    assert fill(own, keyring).of == 4
    same_anew(own)


@pytest.mark.parametrize(
    ("what", "where"),
    [("local.db", 0), ("local.db", 100), ("local.db", 4096 * 3), ("local.key", 20)],
)
def test_a_damaged_file_is_made_anew_and_said(
    what: str, where: int, filled: Home, keyring: Keyring
) -> None:
    before = dump(filled, keyring)
    with open(filled.folder / what, "r+b") as file:
        file.seek(where)
        file.write(b"damaged here by a test, for sixty-four bytes or even more, it is")
    # Somewhere in the middle it is only met when the page is read: by a fill that reads it.
    counts = fill(filled, keyring)
    if not counts.remade:
        with pytest.raises(Exception, match=r"malformed|not a database|disk I/O"):
            dump(filled, keyring)
        counts = fill(filled, keyring, anew=True)
    else:
        assert "made anew" in counts.remade
    assert dump(filled, keyring) == before


@pytest.mark.parametrize("what", ["local.db", "local.key"])
def test_a_file_that_is_gone_or_empty_or_torn_is_made_anew(
    what: str, filled: Home, keyring: Keyring
) -> None:
    before = dump(filled, keyring)
    path = filled.folder / what
    for length in (None, 0, 10, 5000):
        if length is None:
            path.unlink()
        else:
            path.write_bytes(path.read_bytes()[:length])
        counts = fill(filled, keyring)
        assert counts.sessions == 4 or length == 5000
        assert dump(filled, keyring) == before


def test_one_of_another_format_is_made_anew(
    filled: Home, keyring: Keyring, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(database_file, "FORMAT", FORMAT + 1)
    with pytest.raises(DatabaseUnusable):
        connect(filled, keyring)
    assert "another version" in fill(filled, keyring).remade


def test_another_teams_database_is_made_anew(
    filled: Home, keyring: Keyring, tmp_path: Path
) -> None:
    before = dump(filled, keyring)
    other, other_keys = create_home(tmp_path / "other", "another passphrase", passes=3)
    fill(other, other_keys)
    for name in ("local.db", "local.key"):
        shutil.copy(other.folder / name, filled.folder / name)
    for name in ("local.db-wal", "local.db-shm"):
        (filled.folder / name).unlink(missing_ok=True)
    assert "another team" in fill(filled, keyring).remade
    assert dump(filled, keyring) == before


def test_a_journal_put_back_from_a_copy_is_followed(
    own: Home, keyring: Keyring, tmp_path: Path
) -> None:
    from models.acts.opening import form_group
    from models.journal.recorder import open_recorder
    from models.record import Record

    shutil.copytree(own.folder, tmp_path / "copy")
    copy = open_home(tmp_path / "copy")
    for home, name in ((own, "Una Fenwright"), (copy, "Otto Brill")):
        with open_recorder(home, keyring) as recorder:
            record = Record(recorder.reader, keyring, lambda: NOW, recorder)
            record.append(form_group(name.encode().hex(), name, "").entries)
        fill(home, keyring)
    shutil.copy(copy.journal_path, own.journal_path)
    assert not current(own, keyring)
    fill(own, keyring)
    assert dump(own, keyring) == dump(copy, keyring)


def test_a_fill_cut_short_is_done_again(own: Home, keyring: Keyring) -> None:
    def stop(done: int, _: int) -> None:
        if done == 2:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        bring_up_to_date(own, keyring, lambda: NOW, told=stop)
    assert not current(own, keyring)
    counts = fill(own, keyring)
    assert (counts.sessions, counts.of) == (4, 4)
    assert current(own, keyring)


def test_only_one_fills_at_a_time(
    own: Home, keyring: Keyring, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(database, "_WAIT_SECONDS", 0.0)
    lock = try_lock(lock_path(own))
    assert lock is not None
    with pytest.raises(DatabaseBusy, match="Another terminal"):
        fill(own, keyring)
    lock.release()
    assert fill(own, keyring).sessions == 4


@pytest.mark.skipif(os.name == "nt", reason="directory modes are Unix's")
def test_a_folder_that_may_not_be_written_is_said(own: Home, keyring: Keyring) -> None:
    if os.geteuid() == 0:
        (
            own.folder / "local.lock"
        ).mkdir()  # root may write anywhere, but not into a folder's place
    else:
        own.folder.chmod(0o500)
    with pytest.raises(DatabaseNotWritten, match=r"local\.lock can't be used"):
        fill(own, keyring)
    own.folder.chmod(0o700)


def test_errors_of_the_driver_hold_no_text_of_a_note(own: Home, keyring: Keyring) -> None:
    from sqlalchemy import insert
    from sqlalchemy.exc import DBAPIError

    from models.database.local_database import Database
    from models.database.tables import ClimateRow, table_of

    row = {"session_id": "s", "code": "co", "text": "spoke of his sister"}
    twice = insert(table_of(ClimateRow)).values([row, row])
    with (
        Database(own, keyring) as opened,
        opened._engine.connect() as db,
        pytest.raises(DBAPIError) as caught,
    ):
        db.execute(twice)
    assert "sister" not in str(caught.value)
