"""The journal in PostgreSQL: the frames of one team in a hub for many (tables: postgres_schema).

Frames go in by one statement a piece, all their bytes in one value that the server cuts: COPY is
not allowed where row-level rules hold. A lock per chain, held to the end of the transaction, keeps
two laptops that bring the same chain from each other's way.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from itertools import groupby
from operator import itemgetter
from typing import Any

import psycopg
from psycopg import errors

from models.journal.frame import Frame, Position
from models.journal.journal import Forked, Gap, JournalUnusable, NotSaved, Reason, Row
from models.journal.postgres_schema import CHANNEL, SCHEMA

Connection = psycopg.Connection[tuple[Any, ...]]

_BATCH = 1000
_HEADS = f"""
SELECT key, newest.number, sha256(newest.frame) FROM {SCHEMA}.chain
CROSS JOIN LATERAL (
    SELECT number, frame FROM {SCHEMA}.frame
    WHERE chain = chain.number ORDER BY number DESC LIMIT 1
) AS newest WHERE team = %s
"""
_HEAD = _HEADS + " AND key = %s"
_HOLDINGS = f"""
SELECT key, newest.number FROM {SCHEMA}.chain
CROSS JOIN LATERAL (
    SELECT number FROM {SCHEMA}.frame
    WHERE chain = chain.number ORDER BY number DESC LIMIT 1
) AS newest WHERE team = %s
"""
_CHAIN = f"SELECT number FROM {SCHEMA}.chain WHERE team = %s AND key = %s"
_NEW_CHAIN = f"""
INSERT INTO {SCHEMA}.chain (team, key) VALUES (%s, %s) ON CONFLICT DO NOTHING
"""
_FRAMES = f"""
SELECT number, frame FROM {SCHEMA}.frame
WHERE chain = %s AND number >= %s ORDER BY number LIMIT %s
"""
# Where each frame has its stream (models.journal.frame). Sync never asks for one, so no index pays.
_OF_STREAM = "substring(frame FROM 62 FOR 16)"
_STREAM = f"""
SELECT key, frame.number, frame FROM {SCHEMA}.frame JOIN {SCHEMA}.chain
ON chain.number = frame.chain
WHERE frame.team = %s AND {_OF_STREAM} = %s ORDER BY key, frame.number
"""
_STREAMS = f"SELECT DISTINCT {_OF_STREAM} FROM {SCHEMA}.frame WHERE team = %s ORDER BY 1"
_INSERT = f"""
INSERT INTO {SCHEMA}.frame (chain, number, team, frame)
SELECT %s, %s + place - 1, %s, substring(piece FROM (until - size + 1)::integer FOR size)
FROM (SELECT %b::bytea AS piece) AS sent, (
    SELECT place, size, sum(size) OVER (ORDER BY place) AS until
    FROM unnest(%s::integer[]) WITH ORDINALITY AS given (size, place)
) AS cut
"""


class PostgresJournal:
    """The frames of the team of this number, through an open connection in autocommit mode."""

    def __init__(self, connection: Connection, team: int) -> None:
        self._db = connection
        self._team = team
        self._chains: dict[bytes, int] = {}

    def append(self, frames: Sequence[Frame]) -> None:
        """Keep all of `frames` or none; they are on the server's disk when this returns."""
        if not frames:
            return
        try:
            with self._db.transaction():
                self._insert(self._new(frames))
        except BaseException as error:
            self._chains.clear()
            if isinstance(error, psycopg.Error):
                raise not_saved(error) from None
            if isinstance(error, JournalUnusable):
                raise NotSaved(error.reason, str(error)) from None
            raise

    def head(self, writer: bytes) -> Position | None:
        """The newest place in a writer's chain; None of an unknown writer."""
        rows = self._rows(_HEAD, self._team, writer)
        return next((Position(*row) for row in rows), None)

    def heads(self) -> dict[bytes, Position]:
        """The newest place in each writer's chain."""
        return {row[0]: Position(*row) for row in self._rows(_HEADS, self._team)}

    def holdings(self) -> dict[bytes, int]:
        """The newest number of each writer; all before it are held."""
        return dict(self._rows(_HOLDINGS, self._team))

    def frame_at(self, writer: bytes, seq: int) -> bytes | None:
        """One frame."""
        chain = self._chain(writer)
        rows = self._rows(_FRAMES, chain, seq, 1) if chain else []
        return next((raw for number, raw in rows if number == seq), None)

    def read_from(self, writer: bytes, seq: int) -> Iterator[Row]:
        """A writer's frames from number `seq` on, in order."""
        chain = self._chain(writer)
        while chain and (batch := self._rows(_FRAMES, chain, seq, _BATCH)):
            yield from ((writer, number, raw) for number, raw in batch)
            seq = batch[-1][0] + 1

    def read_stream(self, stream: bytes) -> Iterator[Row]:
        """The frames of one stream, by writer and then number."""
        rows = self._rows(_STREAM, self._team, stream)
        return ((key, number, raw) for key, number, raw in rows)

    def streams(self) -> list[bytes]:
        """Every stream that has frames."""
        return [stream for (stream,) in self._rows(_STREAMS, self._team)]

    def version(self) -> int:
        """A number that changes when somebody else writes: how many frames there are."""
        return sum(self.holdings().values())

    def close(self) -> None:
        """Let go of it."""
        self._db.close()

    def _new(self, frames: Sequence[Frame]) -> list[tuple[int, Frame]]:
        """Those of the frames that aren't there, each with its chain. Forked, Gap."""
        heads = self._locked({frame.writer for frame in frames})
        new: list[tuple[int, Frame]] = []
        given: dict[tuple[bytes, int], bytes] = {}
        for frame in frames:
            place = (frame.writer, frame.seq)
            head = heads.get(frame.writer)
            newest = head.seq if head else 0
            if frame.seq > newest + 1:
                raise Gap(frame, newest)
            if frame.seq <= newest:
                if (given.get(place) or self.frame_at(*place)) != frame.raw:
                    raise Forked(frame)
            elif head and frame.previous != head.hash:
                raise Forked(frame)
            else:
                new.append((self._chains[frame.writer], frame))
                given[place] = frame.raw
                heads[frame.writer] = frame.position
        return new

    def _locked(self, keys: set[bytes]) -> dict[bytes, Position]:
        """The heads of these chains, which nobody else writes until the transaction ends."""
        heads: dict[bytes, Position] = {}
        for key in sorted(keys):
            if not self._chain(key):
                self._db.execute(_NEW_CHAIN, (self._team, key))
            number = self._chain(key)
            self._db.execute("SELECT pg_advisory_xact_lock(%s)", (number,))
            if head := self.head(key):
                heads[key] = head
        return heads

    def _insert(self, new: list[tuple[int, Frame]]) -> None:
        if not new:
            return
        # Those of one chain follow each other, so the first one's number tells the others'.
        for chain, part in groupby(sorted(new, key=itemgetter(0)), key=itemgetter(0)):
            frames = [frame for _, frame in part]
            piece = b"".join(frame.raw for frame in frames)
            sizes = ",".join(str(len(frame.raw)) for frame in frames)
            first = frames[0].seq
            self._db.execute(_INSERT, (chain, first, self._team, piece, f"{{{sizes}}}"))
        self._db.execute("SELECT pg_notify(%s, %s)", (CHANNEL, str(self._team)))

    def _chain(self, key: bytes) -> int:
        """The chain's number in this hub; 0 of an unknown one."""
        if key not in self._chains:
            found = self._rows(_CHAIN, self._team, key)
            if not found:
                return 0
            self._chains[key] = found[0][0]
        return self._chains[key]

    def _rows(self, query: str, *values: bytes | int) -> list[tuple[Any, ...]]:
        with sentence():
            return self._db.execute(query, values, binary=True).fetchall()


@contextmanager
def sentence() -> Iterator[None]:
    """Turn what the server or the network says into a sentence: JournalUnusable."""
    try:
        yield
    except psycopg.Error as error:
        reason, says = _why(error)
        raise JournalUnusable(reason, says) from None


def not_saved(error: psycopg.Error) -> NotSaved:
    """The same for a write."""
    return NotSaved(*_why(error))


_WHYS: Mapping[type[psycopg.Error], tuple[Reason, str]] = {
    errors.InsufficientPrivilege: (
        Reason.READ_ONLY,
        "The hub doesn't let this login do that: its owner has to allow it (docs/sync.md).",
    ),
    errors.DiskFull: (Reason.FULL, "The disk of the hub's server is full: its owner has to help."),
    errors.ReadOnlySqlTransaction: (
        Reason.READ_ONLY,
        "The hub's server takes no writes just now (a standby?): sync again later.",
    ),
}


def _why(error: psycopg.Error) -> tuple[Reason, str]:
    """The reason and a sentence; what the server itself says can hold what was sent."""
    for kind, said in _WHYS.items():
        if isinstance(error, kind):
            return said
    if isinstance(error, (psycopg.OperationalError, psycopg.InterfaceError)):
        return (
            Reason.GONE,
            "The connection to the hub was lost. What had arrived is kept: sync again.",
        )
    code = error.sqlstate or type(error).__name__
    return Reason.DISK, f"The hub's server refused ({code}): tell who looks after it."
