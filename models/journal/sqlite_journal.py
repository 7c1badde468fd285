"""The journal in a SQLite file, through the standard library's driver.

How rows lie in it: `models.journal.journal_file`.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from hashlib import sha256
from pathlib import Path
from time import monotonic_ns
from typing import Any, NamedTuple

from models.journal.frame import Frame, Position
from models.journal.journal import Forked, Gap, JournalUnusable, NotSaved, Row
from models.journal.journal_file import SEQ_BITS, make_room, open_file, open_read_only
from models.journal.write_errors import SQLITE_ERRORS, why

_SEQ = (1 << SEQ_BITS) - 1
_BATCH = 500
# In a damaged file anything can stand anywhere; these make bytes of it, for `parse` to judge.
_FRAME = "ifnull(CAST(frame AS BLOB), x'')"
_WRITER = "ifnull(CAST(writer AS BLOB), x'')"
_RUN_STREAM = "ifnull(CAST(stream AS BLOB), x'')"
_INSERT = "INSERT INTO frame (place, frame) VALUES (?, ?)"
_INSERT_RUN = "INSERT INTO run (place, stream) VALUES (?, ?)"
_INSERT_WRITER = "INSERT INTO writer (writer) VALUES (?)"
_NUMBER = "SELECT number FROM writer WHERE writer = ?"
_HEAD = f"SELECT place, {_FRAME} FROM frame WHERE place BETWEEN ? AND ? ORDER BY place DESC LIMIT 1"
_RUN = f"SELECT {_RUN_STREAM} FROM run WHERE place <= ? ORDER BY place DESC LIMIT 1"
_HOLDINGS = f"""
SELECT {_WRITER}, (
    SELECT ifnull(max(place) & {_SEQ}, 0) FROM frame
    WHERE place BETWEEN number << {SEQ_BITS} AND number << {SEQ_BITS} | {_SEQ}
) FROM writer
"""
_FROM = f"SELECT place, {_FRAME} FROM frame WHERE place BETWEEN ? AND ? ORDER BY place LIMIT ?"
_STREAM = f"""
SELECT {_WRITER}, frame.place & {_SEQ}, {_FRAME} FROM (
    SELECT place AS first, ifnull(
        (SELECT min(place) FROM run AS later WHERE later.place > run.place), {1 << 62}
    ) AS beyond FROM run WHERE stream = ?
) CROSS JOIN frame CROSS JOIN writer
WHERE frame.place >= first AND frame.place < beyond AND number = frame.place >> {SEQ_BITS}
ORDER BY frame.place
"""
# A walk from stream to stream: SELECT DISTINCT would read the whole index.
_STREAMS = f"""
WITH RECURSIVE walk(stream) AS (
    SELECT min(stream) FROM run UNION
    SELECT (SELECT min(stream) FROM run WHERE stream > walk.stream) FROM walk
    WHERE walk.stream IS NOT NULL
) SELECT {_RUN_STREAM} FROM walk WHERE stream IS NOT NULL
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
            self._db = open_read_only(self._path) if read_only else open_file(self._path)
            self._inserting = self._db.cursor()
            self._inode = self._path.stat().st_ino
        except (*SQLITE_ERRORS, OSError) as error:
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
            if isinstance(error, (*SQLITE_ERRORS, OSError)):
                raise NotSaved(*why(error, self._path, "could not be written")) from None
            if isinstance(error, JournalUnusable):
                raise NotSaved(error.reason, str(error)) from None
            raise

    def make_room(self) -> None:
        """Have the disk's room for what is written next taken now, where it can be had.

        20 ms, for a moment when nobody waits: each entry is then on the disk sooner.
        """
        with suppress(*SQLITE_ERRORS, OSError):
            make_room(self._db)

    def wait_at_most(self, seconds: float) -> None:
        """Let a write wait so long for another program that holds the file, then be refused."""
        with suppress(*SQLITE_ERRORS):
            self._db.execute(f"PRAGMA busy_timeout = {round(seconds * 1000)}")

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
        number = self._number(writer)
        place = _place(number, seq)
        rows = self._rows(_FROM, place, place, 1) if number else ()
        return next((raw for _, raw in rows), None)

    def read_from(self, writer: bytes, seq: int) -> Iterator[Row]:
        """A writer's frames from number `seq` on, in order."""
        number = self._number(writer)
        while number and (
            batch := self._rows(_FROM, _place(number, seq), _place(number, _SEQ), _BATCH)
        ):
            yield from ((writer, place & _SEQ, raw) for place, raw in batch)
            last = batch[-1][0] & _SEQ
            if last < seq:  # in a damaged file order can be lost
                raise JournalUnusable(*why(sqlite3.DatabaseError(), self._path, "can't be read"))
            seq = last + 1

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

    @contextmanager
    def held_still(self) -> Iterator[None]:
        """Read it as it is now, whatever is written meanwhile. JournalUnusable."""
        self._rows("BEGIN")
        try:
            yield
        finally:
            self._rows("COMMIT")

    def flaws(self) -> list[str]:
        """What is wrong with the file itself or its index of streams; slow on a large one."""
        flaws = [line for (line,) in self._rows("PRAGMA integrity_check(1)") if line != "ok"]
        (kept,) = self._rows("SELECT count(*) FROM frame")[0]
        if kept != sum(self.holdings().values()):
            flaws.append("entries are filed under numbers that don't follow each other")
        return flaws

    def runs(self) -> Iterator[Row]:
        """Where each run of a stream begins: writer, number, stream; by writer and number."""
        query = f"SELECT {_WRITER}, place & {_SEQ}, {_RUN_STREAM} FROM run LEFT JOIN writer"
        query += f" ON number = place >> {SEQ_BITS} ORDER BY place"
        return iter(self._rows(query))

    def close(self) -> None:
        """Let go of it; the last one to do so folds the WAL into the file."""
        self._db.close()

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
        if end is None or end.hash != frame.previous or end.stream != frame.stream:
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
            self._inserting.execute(_INSERT, (place, frame.raw))
        except sqlite3.IntegrityError:
            return None
        if frame.stream != end.stream:
            self._db.execute(_INSERT_RUN, (place, frame.stream))
        return _End(place >> SEQ_BITS, frame.seq, frame.hash, frame.stream)

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
        return self._db.execute(_INSERT_WRITER, (writer,)).lastrowid or 0

    def _give_up(self) -> None:
        """After a failed write: no transaction left open, nothing believed about the heads."""
        self._ends.clear()
        if self._db.in_transaction:
            with suppress(*SQLITE_ERRORS):
                self._db.execute("ROLLBACK")

    def _rows(self, query: str, *values: bytes | int) -> list[tuple[Any, ...]]:
        try:
            return self._db.execute(query, values).fetchall()
        except SQLITE_ERRORS as error:
            raise JournalUnusable(*why(error, self._path, "can't be read")) from None


def _place(number: int, seq: int) -> int:
    return number << SEQ_BITS | seq
