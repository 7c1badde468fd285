"""The journal in a SQLite file, through the standard library's driver.

WAL with synchronous=FULL: a commit has reached the disk before it returns (NORMAL was measured
to lose acknowledged rows at power loss). Rows are clustered by writer and number; the index by
stream is what opening a day reads.
"""

from __future__ import annotations

import errno
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import suppress
from hashlib import sha256
from pathlib import Path
from typing import Any

from models.frame import Frame, Position
from models.journal import Forked, Gap, JournalUnusable, NotSaved, Reason, Row
from models.platform import free_bytes, private_file

APPLICATION_ID = 0x53546A6C  # "STjl"
BUSY_SECONDS = 3.0
"""How long to wait for the other terminal's write, which takes a millisecond."""

_SCHEMA_VERSION = 1
_SCHEMA = f"""
BEGIN IMMEDIATE;
CREATE TABLE IF NOT EXISTS frame (
    writer BLOB NOT NULL, seq INTEGER NOT NULL, stream BLOB NOT NULL, frame BLOB NOT NULL,
    PRIMARY KEY (writer, seq)
) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS frame_by_stream ON frame (stream);
CREATE TRIGGER IF NOT EXISTS frame_stays BEFORE UPDATE ON frame
    BEGIN SELECT RAISE(ABORT, 'entries are never changed'); END;
CREATE TRIGGER IF NOT EXISTS frame_remains BEFORE DELETE ON frame
    BEGIN SELECT RAISE(ABORT, 'entries are never removed'); END;
PRAGMA application_id = {APPLICATION_ID};
PRAGMA user_version = {_SCHEMA_VERSION};
COMMIT;
"""
_BATCH = 500
_INSERT = "INSERT INTO frame (writer, seq, stream, frame) VALUES (?, ?, ?, ?)"
_FROM = "SELECT writer, seq, frame FROM frame WHERE writer = ? AND seq >= ? ORDER BY seq LIMIT ?"
_STREAM = "SELECT writer, seq, frame FROM frame WHERE stream = ? ORDER BY writer, seq"
_HEAD = "SELECT seq, frame FROM frame WHERE writer = ? ORDER BY seq DESC LIMIT 1"
# A walk from writer to writer: SELECT DISTINCT would read the whole index.
_WRITERS = """
WITH RECURSIVE walk(writer) AS (
    SELECT min(writer) FROM frame UNION ALL
    SELECT (SELECT min(writer) FROM frame WHERE writer > walk.writer) FROM walk
    WHERE walk.writer IS NOT NULL
) SELECT writer FROM walk WHERE writer IS NOT NULL
"""
_STREAMS = _WRITERS.replace("writer", "stream")
_SQLITE_REASONS = {
    "SQLITE_FULL": Reason.FULL,
    "SQLITE_BUSY": Reason.BUSY,
    "SQLITE_LOCKED": Reason.BUSY,
    "SQLITE_READONLY": Reason.READ_ONLY,
    "SQLITE_PERM": Reason.READ_ONLY,
    "SQLITE_CANTOPEN": Reason.READ_ONLY,
    "SQLITE_CORRUPT": Reason.DAMAGED,
    "SQLITE_NOTADB": Reason.DAMAGED,
}
_OS_REASONS = {
    errno.ENOSPC: Reason.FULL,
    errno.EDQUOT: Reason.FULL,
    errno.EACCES: Reason.READ_ONLY,
    errno.EPERM: Reason.READ_ONLY,
    errno.EROFS: Reason.READ_ONLY,
}
_WAY_ON = {
    Reason.FULL: "make room on it",
    Reason.BUSY: "close what holds it (a backup, perhaps)",
    Reason.READ_ONLY: "allow writing there",
    Reason.DISK: "copy the home to another disk soon",
    Reason.DAMAGED: "put a copy of it back; what was written since then is in the witness files",
    Reason.GONE: "put it back where it was",
}


class SqliteJournal:
    """A journal in the SQLite file `path`. With `read_only`, nothing on the disk is changed."""

    def __init__(self, path: Path, *, read_only: bool = False) -> None:
        """Open it, or make it where there is none (not when read-only). JournalUnusable."""
        self._path = path.absolute()
        self._heads: dict[bytes, Position] = {}
        try:
            self._db = self._opened_read_only() if read_only else self._opened()
            self._heads_version = self.version()
            self._inode = self._path.stat().st_ino
        except (sqlite3.Error, OSError) as error:
            raise JournalUnusable(*self._said(error, "can't be opened")) from None

    def append(self, frames: Sequence[Frame]) -> None:
        """Keep all of `frames` or none; they are on the disk when this returns."""
        try:
            if self._path.stat().st_ino != self._inode:
                raise FileNotFoundError
            self._db.execute("BEGIN IMMEDIATE")
            heads = self._write(frames)
            self._db.execute("COMMIT")
        except BaseException as error:
            self._give_up()
            if isinstance(error, (sqlite3.Error, OSError)):
                raise NotSaved(*self._said(error, "could not be written")) from None
            if isinstance(error, JournalUnusable):
                raise NotSaved(error.reason, str(error)) from None
            raise
        self._heads.update(heads)

    def head(self, writer: bytes) -> Position | None:
        """The newest place in a writer's chain; None of an unknown writer."""
        rows = self._rows(_HEAD, writer)
        return Position(writer, rows[0][0], sha256(rows[0][1]).digest()) if rows else None

    def heads(self) -> dict[bytes, Position]:
        """The newest place in each writer's chain."""
        found = (self.head(writer) for (writer,) in self._rows(_WRITERS))
        return {head.writer: head for head in found if head}

    def holdings(self) -> dict[bytes, int]:
        """The newest number of each writer; all before it are held."""
        newest = "SELECT max(seq) FROM frame WHERE writer = ?"
        return {writer: self._rows(newest, writer)[0][0] for (writer,) in self._rows(_WRITERS)}

    def frame_at(self, writer: bytes, seq: int) -> bytes | None:
        """One frame."""
        rows = self._rows("SELECT frame FROM frame WHERE writer = ? AND seq = ?", writer, seq)
        return rows[0][0] if rows else None

    def read_from(self, writer: bytes, seq: int) -> Iterator[Row]:
        """A writer's frames from number `seq` on, in order."""
        while batch := self._rows(_FROM, writer, seq, _BATCH):
            yield from batch
            seq = batch[-1][1] + 1

    def read_stream(self, stream: bytes) -> Iterator[Row]:
        """The frames of one stream, by writer and then number."""
        return iter(self._rows(_STREAM, stream))

    def streams(self) -> list[bytes]:
        """Every stream that has frames."""
        return [stream for (stream,) in self._rows(_STREAMS)]

    def version(self) -> int:
        """A number that changes when somebody else writes; cheap to ask for."""
        version: int = self._rows("PRAGMA data_version")[0][0]
        return version

    def close(self) -> None:
        """Let go of it; the last one to do so folds the WAL into the file."""
        self._db.close()

    def _opened(self) -> sqlite3.Connection:
        private_file(self._path)
        db = _connection(self._path, "mode=rw")
        db.execute("PRAGMA journal_mode = WAL")
        db.execute("PRAGMA synchronous = FULL")
        db.execute("PRAGMA fullfsync = 1")  # macOS: its fsync alone stops at the drive's cache
        db.execute("PRAGMA checkpoint_fullfsync = 1")
        if not _is_journal(db):
            db.executescript(_SCHEMA)
        return db

    def _opened_read_only(self) -> sqlite3.Connection:
        """Also from a medium where WAL can't make its index file."""
        db = _connection(self._path, "mode=ro")
        try:
            _is_journal(db)
        except sqlite3.OperationalError:
            db.close()
            db = _connection(self._path, "immutable=1")
            _is_journal(db)
        return db

    def _write(self, frames: Sequence[Frame]) -> dict[bytes, Position]:
        """Insert what is new, inside a transaction; the heads that come of it."""
        if (version := self.version()) != self._heads_version:
            self._heads.clear()
            self._heads_version = version
        heads: dict[bytes, Position] = {}
        for frame in frames:
            writer, seq = frame.writer, frame.seq
            head = heads.get(writer) or self._heads.get(writer) or self.head(writer)
            newest = head.seq if head else 0
            if seq <= newest:
                if self.frame_at(writer, seq) != frame.raw:
                    raise Forked(frame)
                continue
            if seq > newest + 1:
                raise Gap(frame, newest)
            if head and frame.previous != head.hash:
                raise Forked(frame)
            self._db.execute(_INSERT, (writer, seq, frame.stream, frame.raw))
            heads[writer] = frame.position
        return heads

    def _give_up(self) -> None:
        """After a failed write: no transaction left open, nothing believed about the heads."""
        self._heads.clear()
        if self._db.in_transaction:
            with suppress(sqlite3.Error):
                self._db.execute("ROLLBACK")

    def _rows(self, query: str, *values: bytes | int) -> list[tuple[Any, ...]]:
        try:
            return self._db.execute(query, values).fetchall()
        except sqlite3.Error as error:
            raise JournalUnusable(*self._said(error, "can't be read")) from None

    def _said(self, error: Exception, what: str) -> tuple[Reason, str]:
        """The reason for an error of SQLite's, and the sentence for people."""
        reason = _reason(error)
        free = ""
        if reason is Reason.FULL:
            with suppress(OSError):
                free = f" ({free_bytes(self._path.parent) // 2**20} MB free)"
        return reason, f"{self._path} {what}: {reason}{free}. The way on: {_WAY_ON[reason]}."


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


def _reason(error: Exception) -> Reason:
    if isinstance(error, FileNotFoundError):
        return Reason.GONE
    if isinstance(error, OSError):
        return _OS_REASONS.get(error.errno or 0, Reason.DISK)
    name = getattr(error, "sqlite_errorname", "SQLITE_NOTADB")
    return _SQLITE_REASONS.get("_".join(name.split("_")[:2]), Reason.DISK)
