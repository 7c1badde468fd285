"""The journal's SQLite file: its tables, and opening it as safely as SQLite can.

WAL with synchronous=FULL: a commit has reached the disk before it returns (NORMAL was measured
to lose acknowledged rows at power loss).

A frame's *place* is its writer's number in this file and its own number, in one integer: so rows
lie by writer and then number, and an entry mostly costs one page. Of streams only the *runs* are
kept, each from its first place to the next run's, for a writer stays on one stream for a while.
"""

from __future__ import annotations

import sqlite3
from pathlib import Path

from models.platform import private_file

APPLICATION_ID = 0x53546A6C  # "STjl"
BUSY_SECONDS = 3.0
"""How long to wait for the other terminal's write, which takes a millisecond."""
SEQ_BITS = 40
"""How many low bits of a place are the frame's own number."""
LOG_BYTES = 4 * 1024 * 1024
"""How long SQLite lets its log (WAL) become before it folds it into the file."""

_SCHEMA_VERSION = 1
_SCHEMA = f"""
BEGIN IMMEDIATE;
CREATE TABLE IF NOT EXISTS writer (number INTEGER PRIMARY KEY, writer BLOB NOT NULL UNIQUE);
CREATE TABLE IF NOT EXISTS frame (place INTEGER PRIMARY KEY, frame BLOB NOT NULL);
CREATE TABLE IF NOT EXISTS run (place INTEGER PRIMARY KEY, stream BLOB NOT NULL);
CREATE INDEX IF NOT EXISTS run_by_stream ON run (stream);
CREATE TRIGGER IF NOT EXISTS frame_stays BEFORE UPDATE ON frame
    BEGIN SELECT RAISE(ABORT, 'entries are never changed'); END;
CREATE TRIGGER IF NOT EXISTS frame_remains BEFORE DELETE ON frame
    BEGIN SELECT RAISE(ABORT, 'entries are never removed'); END;
PRAGMA application_id = {APPLICATION_ID};
PRAGMA user_version = {_SCHEMA_VERSION};
COMMIT;
"""


def open_file(path: Path) -> sqlite3.Connection:
    """The journal's file for writing, made when there is none. SQLITE_ERRORS, OSError."""
    private_file(path)
    db = _connection(path, "mode=rw")
    try:
        fresh = not _is_journal(db)
        db.execute("PRAGMA journal_mode = WAL")
        db.execute("PRAGMA synchronous = FULL")
        db.execute("PRAGMA fullfsync = 1")  # macOS: its fsync alone stops at the drive's cache
        db.execute("PRAGMA checkpoint_fullfsync = 1")
        if fresh:
            db.executescript(_SCHEMA)
    except BaseException:
        db.close()
        raise
    return db


def make_room(db: sqlite3.Connection) -> None:
    """Have the log as long as it will be, by a transaction so large that it spills into it.

    It is taken back, so nothing of it counts. A commit that makes the log longer takes the disk
    twice as long, and a day's entries would all be such; and where the log has its room already,
    some 800 entries more are kept on a disk that is full. SQLITE_ERRORS.
    """
    log = Path(db.execute("PRAGMA database_list").fetchone()[2] + "-wal")
    if log.exists() and log.stat().st_size >= LOG_BYTES:
        return
    cache = db.execute("PRAGMA cache_size").fetchone()[0]
    db.execute("PRAGMA cache_size = 10")
    try:
        db.execute("BEGIN IMMEDIATE")
        db.execute("CREATE TABLE room (bytes BLOB)")
        db.execute("INSERT INTO room VALUES (zeroblob(?))", (LOG_BYTES,))
    finally:
        if db.in_transaction:
            db.execute("ROLLBACK")
        db.execute(f"PRAGMA cache_size = {cache}")
    db.execute(f"PRAGMA user_version = {_SCHEMA_VERSION}")  # as it was: so all of it is synced now


def open_read_only(path: Path) -> sqlite3.Connection:
    """The journal's file for reading, changing no entry. SQLITE_ERRORS, OSError."""
    path.stat()  # SQLite says of a missing file only that it can't be opened
    try:
        return _only_if_journal(_connection(path, "mode=ro"))
    except sqlite3.OperationalError:  # a medium where WAL can't make its index file
        return _only_if_journal(_connection(path, "immutable=1"))


def _only_if_journal(db: sqlite3.Connection) -> sqlite3.Connection:
    try:
        _is_journal(db)
    except BaseException:
        db.close()
        raise
    return db


def _connection(path: Path, how: str) -> sqlite3.Connection:
    return sqlite3.connect(
        f"{path.as_uri()}?{how}",
        uri=True,
        isolation_level=None,
        timeout=BUSY_SECONDS,
        check_same_thread=False,
    )


def _is_journal(db: sqlite3.Connection) -> bool:
    """False of an empty file; sqlite3.DatabaseError when it is something else."""
    made_for = db.execute("PRAGMA application_id").fetchone()[0]
    version = db.execute("PRAGMA user_version").fetchone()[0]
    if made_for == 0 and not db.execute("SELECT 1 FROM sqlite_schema").fetchone():
        return False
    if (made_for, version) != (APPLICATION_ID, _SCHEMA_VERSION):
        raise sqlite3.DatabaseError("not this program's journal")
    return True
