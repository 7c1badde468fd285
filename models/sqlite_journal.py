"""The journal in a SQLite file, through the standard library's driver.

WAL with synchronous=FULL: a commit has reached the disk before it returns (NORMAL was measured
to lose acknowledged rows at power loss). A frame's *place* is its writer's number in this file
and its own number, in one integer: so rows lie by writer and then number, and an entry mostly
costs one page. Of streams only the *runs* are kept, each from its first place to the next run's,
for a writer stays on one stream for a while.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import suppress
from hashlib import sha256
from pathlib import Path
from time import monotonic_ns
from typing import Any, NamedTuple

from models.frame import Frame, Position
from models.journal import Forked, Gap, JournalUnusable, NotSaved, Row
from models.platform import private_file
from models.write_errors import why

APPLICATION_ID = 0x53546A6C  # "STjl"
BUSY_SECONDS = 3.0
"""How long to wait for the other terminal's write, which takes a millisecond."""

_SCHEMA_VERSION = 1
_SEQ_BITS = 40
_SEQ = (1 << _SEQ_BITS) - 1
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
_BATCH = 500
_INSERT = "INSERT INTO frame (place, frame) VALUES (?, ?)"
_INSERT_RUN = "INSERT INTO run (place, stream) VALUES (?, ?)"
_INSERT_WRITER = "INSERT INTO writer (writer) VALUES (?) RETURNING number"
_NUMBER = "SELECT number FROM writer WHERE writer = ?"
_HEAD = "SELECT place, frame FROM frame WHERE place BETWEEN ? AND ? ORDER BY place DESC LIMIT 1"
_RUN = "SELECT stream FROM run WHERE place <= ? ORDER BY place DESC LIMIT 1"
_HOLDINGS = f"""
SELECT writer, (
    SELECT ifnull(max(place) & {_SEQ}, 0) FROM frame
    WHERE place BETWEEN number << {_SEQ_BITS} AND number << {_SEQ_BITS} | {_SEQ}
) FROM writer
"""
_FROM = "SELECT place, frame FROM frame WHERE place BETWEEN ? AND ? ORDER BY place LIMIT ?"
_STREAM = f"""
SELECT writer, frame.place & {_SEQ}, frame FROM (
    SELECT place AS first, ifnull(
        (SELECT min(place) FROM run AS later WHERE later.place > run.place), {1 << 62}
    ) AS beyond FROM run WHERE stream = ?
) CROSS JOIN frame CROSS JOIN writer
WHERE frame.place >= first AND frame.place < beyond AND number = frame.place >> {_SEQ_BITS}
ORDER BY frame.place
"""
# A walk from stream to stream: SELECT DISTINCT would read the whole index.
_STREAMS = """
WITH RECURSIVE walk(stream) AS (
    SELECT min(stream) FROM run UNION ALL
    SELECT (SELECT min(stream) FROM run WHERE stream > walk.stream) FROM walk
    WHERE walk.stream IS NOT NULL
) SELECT stream FROM walk WHERE stream IS NOT NULL
"""


class _End(NamedTuple):
    """Where a writer's chain ends."""

    number: int
    seq: int
    hash: bytes
    stream: bytes


class SqliteJournal:
    """A journal in the SQLite file `path`. With `read_only`, nothing on the disk is changed."""

    def __init__(self, path: Path, *, read_only: bool = False) -> None:
        """Open it, or make it where there is none (not when read-only). JournalUnusable."""
        self._path = path.absolute()
        self._ends: dict[bytes, _End] = {}
        self._looked_ns = 0
        try:
            self._db = self._opened_read_only() if read_only else self._opened()
            self._inode = self._path.stat().st_ino
        except (sqlite3.Error, OSError) as error:
            raise JournalUnusable(*why(error, self._path, "can't be opened")) from None

    def append(self, frames: Sequence[Frame]) -> None:
        """Keep all of `frames` or none; they are on the disk when this returns."""
        if not frames:
            return
        try:
            self._look_for_file()
            if not (len(frames) == 1 and self._went_on(frames[0])):
                self._db.execute("BEGIN IMMEDIATE")
                ends = self._write(frames)
                self._db.execute("COMMIT")
                self._ends.update(ends)
        except BaseException as error:
            self._give_up()
            if isinstance(error, (sqlite3.Error, OSError)):
                raise NotSaved(*why(error, self._path, "could not be written")) from None
            if isinstance(error, JournalUnusable):
                raise NotSaved(error.reason, str(error)) from None
            raise

    def head(self, writer: bytes) -> Position | None:
        """The newest place in a writer's chain; None of an unknown writer."""
        number = self._number(writer)
        rows = self._rows(_HEAD, _place(number, 1), _place(number, _SEQ)) if number else ()
        return next((Position(writer, at & _SEQ, sha256(raw).digest()) for at, raw in rows), None)

    def heads(self) -> dict[bytes, Position]:
        """The newest place in each writer's chain."""
        found = (self.head(writer) for writer in self.holdings())
        return {head.writer: head for head in found if head}

    def holdings(self) -> dict[bytes, int]:
        """The newest number of each writer; all before it are held."""
        return dict(self._rows(_HOLDINGS))

    def frame_at(self, writer: bytes, seq: int) -> bytes | None:
        """One frame."""
        return next((raw for _, at, raw in self.read_from(writer, seq) if at == seq), None)

    def read_from(self, writer: bytes, seq: int) -> Iterator[Row]:
        """A writer's frames from number `seq` on, in order."""
        number = self._number(writer)
        while number and (
            batch := self._rows(_FROM, _place(number, seq), _place(number, _SEQ), _BATCH)
        ):
            yield from ((writer, place & _SEQ, raw) for place, raw in batch)
            seq = (batch[-1][0] & _SEQ) + 1

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

    def flaws(self) -> list[str]:
        """What is wrong with the file itself or its index of streams; slow on a large one."""
        flaws = [line for (line,) in self._rows("PRAGMA integrity_check(1)") if line != "ok"]
        (kept,) = self._rows("SELECT count(*) FROM frame")[0]
        if kept != sum(self.holdings().values()):
            flaws.append("entries are filed under numbers that don't follow each other")
        return flaws

    def runs(self) -> Iterator[Row]:
        """Where each run of a stream begins: writer, number, stream; by writer and number."""
        query = f"SELECT writer, place & {_SEQ}, stream FROM run LEFT JOIN writer"
        query += f" ON number = place >> {_SEQ_BITS} ORDER BY place"
        return iter(self._rows(query))

    def close(self) -> None:
        """Let go of it; the last one to do so folds the WAL into the file."""
        self._db.close()

    def _opened(self) -> sqlite3.Connection:
        private_file(self._path)
        db = _connection(self._path, "mode=rw")
        fresh = not _is_journal(db)
        db.execute("PRAGMA journal_mode = WAL")
        db.execute("PRAGMA synchronous = FULL")
        db.execute("PRAGMA fullfsync = 1")  # macOS: its fsync alone stops at the drive's cache
        db.execute("PRAGMA checkpoint_fullfsync = 1")
        if fresh:
            db.executescript(_SCHEMA)
        return db

    def _opened_read_only(self) -> sqlite3.Connection:
        """Also from a medium where WAL can't make its index file."""
        self._path.stat()  # SQLite says of a missing file only that it can't be opened
        db = _connection(self._path, "mode=ro")
        try:
            _is_journal(db)
        except sqlite3.OperationalError:
            db.close()
            db = _connection(self._path, "immutable=1")
            _is_journal(db)
        return db

    def _look_for_file(self) -> None:
        """Once a second: SQLite would go on writing to a file that was removed or replaced."""
        now = monotonic_ns()
        if now - self._looked_ns > 10**9:
            if os.stat(self._path).st_ino != self._inode:
                raise FileNotFoundError
            self._looked_ns = now

    def _went_on(self, frame: Frame) -> bool:
        """Insert a frame that follows our last of its writer, on the same stream; else False.

        That is the usual case, and one statement is a transaction of its own.
        """
        end = self._ends.get(frame.writer)
        if end is None or (end.hash, end.stream) != (frame.previous, frame.stream):
            return False
        after = self._inserted(frame, end)
        if after:
            self._ends[frame.writer] = after
        return after is not None

    def _write(self, frames: Sequence[Frame]) -> dict[bytes, _End]:
        """Insert what is new; the ends of the chains that come of it."""
        ends: dict[bytes, _End] = {}
        for frame in frames:
            writer, seq = frame.writer, frame.seq
            end = ends.get(writer) or self._ends.get(writer)
            if end is None or end.seq + 1 != seq:
                end = self._end(writer)
            if seq > end.seq + 1:
                raise Gap(frame, end.seq)
            if seq == end.seq + 1 and seq > 1 and frame.previous != end.hash:
                raise Forked(frame)
            if seq == end.seq + 1 and (after := self._inserted(frame, end)):
                ends[writer] = after
            elif self.frame_at(writer, seq) != frame.raw:
                raise Forked(frame)
        return ends

    def _inserted(self, frame: Frame, end: _End) -> _End | None:
        """The chain's end after inserting `frame` at `end`; None when somebody has just done so."""
        place = _place(end.number or self._new_number(frame.writer), frame.seq)
        try:
            self._db.execute(_INSERT, (place, frame.raw))
        except sqlite3.IntegrityError:
            return None
        if frame.stream != end.stream:
            self._db.execute(_INSERT_RUN, (place, frame.stream))
        return _End(place >> _SEQ_BITS, frame.seq, frame.hash, frame.stream)

    def _end(self, writer: bytes) -> _End:
        number, head = self._number(writer), self.head(writer)
        if not number or not head:
            return _End(number, 0, b"", b"")
        stream = self._rows(_RUN, _place(number, head.seq))[0][0]
        return _End(number, head.seq, head.hash, stream)

    def _number(self, writer: bytes) -> int:
        """The writer's number in this file, from 1; 0 of an unknown one."""
        return next((number for (number,) in self._rows(_NUMBER, writer)), 0)

    def _new_number(self, writer: bytes) -> int:
        number: int = self._db.execute(_INSERT_WRITER, (writer,)).fetchone()[0]
        return number

    def _give_up(self) -> None:
        """After a failed write: no transaction left open, nothing believed about the heads."""
        self._ends.clear()
        if self._db.in_transaction:
            with suppress(sqlite3.Error):
                self._db.execute("ROLLBACK")

    def _rows(self, query: str, *values: bytes | int) -> list[tuple[Any, ...]]:
        try:
            return self._db.execute(query, values).fetchall()
        except sqlite3.Error as error:
            raise JournalUnusable(*why(error, self._path, "can't be read")) from None


def _place(number: int, seq: int) -> int:
    return number << _SEQ_BITS | seq


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
