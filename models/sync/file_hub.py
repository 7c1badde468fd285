"""A hub in one SQLite file: the journal's own tables, and beside them papers and whose hub it is.

For a disk of this machine, or as a file to hand over; on a share take a folder.
"""

from __future__ import annotations

import sqlite3
from os import urandom
from pathlib import Path
from typing import Any

from models.journal.frame import ID_BYTES
from models.journal.journal import JournalUnusable, NotSaved
from models.journal.sqlite_journal import SqliteJournal
from models.journal.write_errors import SQLITE_ERRORS, why
from models.sync.hub import FORMAT, HubError, Looking, no_hub_yet, of_newer_version
from models.sync.papers import digest_of

_SCHEMA = (
    "BEGIN IMMEDIATE",
    "CREATE TABLE IF NOT EXISTS hub"
    " (format INTEGER NOT NULL, team BLOB NOT NULL, id BLOB NOT NULL)",
    "CREATE TABLE IF NOT EXISTS paper (name TEXT NOT NULL, digest TEXT NOT NULL,"
    " raw BLOB NOT NULL, PRIMARY KEY (name, digest)) WITHOUT ROWID",
)
_OWN = "INSERT INTO hub SELECT ?, ?, ? WHERE NOT EXISTS (SELECT 1 FROM hub)"


class FilePapers:
    """Papers as rows."""

    def __init__(self, path: Path, db: sqlite3.Connection) -> None:
        self._path, self._db = path, db

    def listed(self) -> set[tuple[str, str]]:
        """Every paper's name and digest."""
        return set(self._rows("SELECT name, digest FROM paper"))

    def read(self, name: str, digest: str) -> bytes:
        """One paper; nothing of one that isn't there."""
        query = "SELECT CAST(raw AS BLOB) FROM paper WHERE name = ? AND digest = ?"
        return next((raw for (raw,) in self._rows(query, name, digest)), b"")

    def put(self, name: str, raw: bytes) -> None:
        """Keep a paper."""
        try:
            self._db.execute(
                "INSERT OR IGNORE INTO paper VALUES (?, ?, ?)", (name, digest_of(raw), raw)
            )
        except SQLITE_ERRORS as error:
            raise NotSaved(*why(error, self._path, "could not be written")) from None

    def drop(self, name: str) -> None:
        """Remove every paper of this name; its bytes are written over."""
        try:
            self._db.execute("PRAGMA secure_delete = ON")
            self._db.execute("DELETE FROM paper WHERE name = ?", (name,))
        except SQLITE_ERRORS as error:
            raise NotSaved(*why(error, self._path, "could not be written")) from None

    def _rows(self, query: str, *values: str) -> list[tuple[Any, ...]]:
        try:
            return self._db.execute(query, values).fetchall()
        except SQLITE_ERRORS as error:
            raise JournalUnusable(*why(error, self._path, "can't be read")) from None


class FileHub:
    """The hub in a SQLite file; see `open_file_hub`."""

    def __init__(
        self, path: Path, journal: SqliteJournal, db: sqlite3.Connection, team: bytes | None
    ) -> None:
        """HubError; sqlite3's errors."""
        self._db = db
        self.journal = journal
        self.papers = FilePapers(path, db)
        self._looking = Looking(self.journal)
        self.new = not db.execute(
            "SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = 'hub'"
        ).fetchone()
        if self.new:
            if journal.holdings():
                raise HubError(f"{path} is a laptop's own record, not a hub: name another file.")
            if team is None:
                raise no_hub_yet(str(path))
            for statement in _SCHEMA:
                db.execute(statement)
            db.execute(_OWN, (FORMAT, team, urandom(ID_BYTES)))
            db.execute("COMMIT")
        row = db.execute("SELECT format, CAST(team AS BLOB), CAST(id AS BLOB) FROM hub").fetchone()
        if row is None or not isinstance(row[0], int):
            raise HubError(f"{path} is a hub that was not finished: remove it and sync again.")
        if row[0] > FORMAT:
            raise of_newer_version(str(path), row[0])
        _, self.team, self.id = row

    def remarks(self) -> list[str]:
        """Nothing: such a file is whole or can't be opened."""
        return []

    def wait(self, seconds: float) -> bool:
        """Wait for news, so long at most; whether there was any. JournalUnusable."""
        return self._looking.wait(seconds)

    def close(self) -> None:
        """Let go of it."""
        self._db.close()
        self.journal.close()


def open_file_hub(path: Path, team: bytes | None) -> FileHub:
    """The hub in the SQLite file `path`; made for `team` where there is none.

    With no team it must be there. HubError, JournalUnusable.
    """
    if team is None and not path.exists():
        raise no_hub_yet(str(path))
    journal = SqliteJournal(path)
    db = sqlite3.connect(path, isolation_level=None, check_same_thread=False)
    try:
        db.execute("PRAGMA synchronous = FULL")
        return FileHub(path, journal, db, team)
    except BaseException as error:
        db.close()
        journal.close()
        if isinstance(error, SQLITE_ERRORS):
            raise JournalUnusable(*why(error, path, "can't be opened")) from None
        raise
