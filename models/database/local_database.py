"""The local supervision database as whoever fills it sees it: opened, made anew, rows replaced."""

from __future__ import annotations

import time
from collections import defaultdict
from collections.abc import Iterable, Sequence
from contextlib import closing
from typing import Any, Self

from sqlalchemy import Connection, Engine, bindparam, create_engine, delete, event, insert
from sqlalchemy.pool import QueuePool
from sqlcipher3 import dbapi2 as sqlcipher
from sqlmodel import SQLModel, select

from models.database.database_file import (
    APPLICATION_ID,
    FORMAT,
    DatabaseUnusable,
    connect,
    connect_with,
    fresh_key,
    lock_path,
    stored_key,
    unusable,
)
from models.database.row import Row
from models.database.tables import (
    OF_GROUP,
    OF_SESSION,
    OF_TEAM,
    FoldedRow,
    GroupRow,
    SessionRow,
    table_of,
)
from models.database.tables_of_observation import SEARCH
from models.home import Home
from models.keys.keyring import Keyring
from models.platform import FileLock, try_lock
from models.record_error import RecordError

_WAIT_SECONDS = 10.0
"""How long to wait for another terminal that fills it."""


_PORTION = 200
"""So many rows of a kind are put in at once: all those of a long day would take 15 MiB."""

MADE_ANEW = "It was made anew from the record."


class DatabaseBusy(RecordError):
    """Another terminal fills the database, and takes long."""


class Database:
    """The database's file, held by whoever fills it until it is closed. A context manager.

    `remade` says in a line why it was made anew, or is empty.
    """

    def __init__(self, home: Home, keyring: Keyring, *, anew: bool = False) -> None:
        """Open it; where it is missing, damaged, outdated or wanted `anew`, make an empty one.

        DatabaseBusy, DatabaseNotWritten.
        """
        self.remade = ""
        self._lock = _held_lock(home)
        try:
            key = "" if anew else self._usable_key(home, keyring)
            self._engine = _engine_on(home, key) if key else _made(home, keyring)
        except BaseException:
            self._lock.release()
            raise

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the file."""
        self._engine.dispose()
        self._lock.release()

    def folded(self) -> dict[str, tuple[int, str]]:
        """How far each writer's entries are folded: number and hash of the last, by writer."""
        folded = table_of(FoldedRow)
        return {writer: (seq, digest) for writer, seq, digest in self._rows(select(folded))}

    def groups(self) -> set[str]:
        """The groups it has."""
        return {str(group) for (group,) in self._rows(select(table_of(GroupRow).c.group_id))}

    def sessions(self) -> dict[str, str]:
        """The group of each session."""
        table = table_of(SessionRow)
        return {
            str(session): str(group)
            for session, group in self._rows(select(table.c.session_id, table.c.group_id))
        }

    def put_team(self, rows: Iterable[Row]) -> None:
        """Replace staff and groups."""
        self._replace(OF_TEAM, rows)

    def put_group(self, group: str, rows: Iterable[Row]) -> None:
        """Replace what is a group's own; no rows where it is gone."""
        self._replace(OF_GROUP, rows, "group_id", [group])

    def put_sessions(self, sessions: Sequence[str], rows: Iterable[Row]) -> None:
        """Replace the rows of these sessions, all or none; no rows of one that is gone.

        The rows are asked for one after the other while the database waits.
        """
        if sessions:
            self._replace(OF_SESSION, rows, "session_id", sessions)

    def put_folded(self, rows: Iterable[Row]) -> None:
        """Say how far all is folded."""
        self._replace((FoldedRow,), rows)

    def empty(self) -> None:
        """Take every row out."""
        for kinds in (OF_TEAM, OF_GROUP, OF_SESSION, (FoldedRow,)):
            self._replace(kinds, ())

    def _replace(
        self,
        kinds: Iterable[type[SQLModel]],
        rows: Iterable[Row],
        column: str = "",
        gone: Sequence[str] = (),
    ) -> None:
        """Replace the rows of these kinds in one go; with a column those where it has a value."""
        with self._engine.begin() as db:
            for kind in kinds:
                table = table_of(kind)
                if column:
                    chosen = delete(table).where(table.c[column] == bindparam("gone"))
                    db.execute(chosen, [{"gone": value} for value in gone])
                else:
                    db.execute(delete(table))
            waiting: defaultdict[type[SQLModel], list[dict[str, Any]]] = defaultdict(list)
            for kind, values in rows:
                portion = waiting[kind]
                portion.append(values)
                if len(portion) == _PORTION:
                    _put(db, kind, portion)
                    portion.clear()
            for kind, portion in waiting.items():
                _put(db, kind, portion)

    def _rows(self, query: Any) -> list[Any]:
        with self._engine.connect() as db:
            return list(db.execute(query))

    def _usable_key(self, home: Home, keyring: Keyring) -> str:
        """The key of the file as it is; "" (and why, in `remade`) where it must be made anew."""
        try:
            with closing(connect(home, keyring)) as db:
                db.execute("SELECT count(*) FROM folded").fetchone()
            return stored_key(home, keyring)
        except DatabaseUnusable as error:
            missing = not home.database_path.exists()
            self.remade = "" if missing else f"{error} {MADE_ANEW}"
        return ""


def _put(db: Connection, kind: type[SQLModel], rows: list[dict[str, Any]]) -> None:
    """Insert rows. Whatever an odd record says twice, the last counts."""
    if rows:
        db.execute(insert(table_of(kind)).prefix_with("OR REPLACE"), rows)


def _engine_on(home: Home, key: str) -> Engine:
    engine = create_engine(
        "sqlite://",
        creator=lambda: connect_with(home.database_path, key),
        module=sqlcipher,
        poolclass=QueuePool,
        pool_size=1,
        max_overflow=0,
        hide_parameters=True,  # an error would print note text
    )

    @event.listens_for(engine, "begin")
    def _(db: Connection) -> None:
        db.exec_driver_sql("BEGIN IMMEDIATE")

    return engine


def _made(home: Home, keyring: Keyring) -> Engine:
    """An empty database, under a fresh key."""
    engine = _engine_on(home, fresh_key(home, keyring))
    with engine.begin() as db:
        SQLModel.metadata.create_all(db)
        for statement in SEARCH:
            db.exec_driver_sql(statement)
        db.exec_driver_sql(f"PRAGMA application_id = {APPLICATION_ID}")
        db.exec_driver_sql(f"PRAGMA user_version = {FORMAT}")
    return engine


def _held_lock(home: Home) -> FileLock:
    """The lock of whoever fills it, waited for."""
    until = time.monotonic() + _WAIT_SECONDS
    while True:
        try:
            lock = try_lock(lock_path(home))
        except OSError as error:
            raise unusable(lock_path(home), error) from None
        if lock is not None:
            return lock
        if time.monotonic() > until:
            raise DatabaseBusy(
                "Another terminal is bringing the local database up to date: try again in a minute."
            )
        time.sleep(0.05)
