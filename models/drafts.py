"""Drafts: half-typed text, one per terminal, person and field, until its entry is written.

They are not part of the record. Each is sealed under a key that only its writer can have, and
even the field's name is not readable. They lie in a SQLite file of their own, so that typing
never touches the journal, and are on the disk when `save` returns: a flat battery loses no more
than what was typed since. Save at most every half second.
"""

from __future__ import annotations

import hmac
import json
import os
import sqlite3
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305

from models.journal.journal import NotSaved
from models.journal.write_errors import SQLITE_ERRORS, is_damage, why
from models.keys.keyring import Keyring
from models.platform import private_file

_NONCE_BYTES = 12
_SCHEMA = """
CREATE TABLE IF NOT EXISTS draft (
    seat INTEGER NOT NULL, staff BLOB NOT NULL, field BLOB NOT NULL, sealed BLOB NOT NULL,
    PRIMARY KEY (seat, staff, field)
) WITHOUT ROWID
"""
_PUT = "INSERT OR REPLACE INTO draft (seat, staff, field, sealed) VALUES (?, ?, ?, ?)"
_REMOVE = "DELETE FROM draft WHERE seat = ? AND staff = ? AND field = ?"
_ALL = "SELECT field, sealed FROM draft WHERE seat = ? AND staff = ?"


class Drafts:
    """The drafts of one terminal. One thread at a time."""

    def __init__(self, path: Path, seat: int) -> None:
        """Open the file, or make it; one that is damaged is put aside.

        NotSaved when it can't be had: typing goes on without it.
        """
        self._path = path.absolute()
        self._seat = seat
        try:
            try:
                self._db = _opened(self._path)
            except SQLITE_ERRORS as error:
                if not is_damage(error):
                    raise
                os.replace(self._path, self._path.with_suffix(".damaged"))
                for beside in ("-wal", "-shm"):
                    Path(f"{self._path}{beside}").unlink(missing_ok=True)
                self._db = _opened(self._path)
        except (*SQLITE_ERRORS, OSError) as error:
            raise self._not_saved(error) from None

    def save(self, keyring: Keyring, field: str, text: str) -> None:
        """Keep what stands in `field`, in place of what stood there. NotSaved, Locked."""
        key = keyring.own_key("drafts")
        name = _hidden(key, field)
        nonce = os.urandom(_NONCE_BYTES)
        plain = json.dumps([field, text]).encode()
        sealed = nonce + ChaCha20Poly1305(key).encrypt(nonce, plain, self._bound(keyring, name))
        self._write(_PUT, self._seat, keyring.staff, name, sealed)

    def clear(self, keyring: Keyring, field: str) -> None:
        """Its entry is written, or the box was emptied. NotSaved, Locked."""
        name = _hidden(keyring.own_key("drafts"), field)
        self._write(_REMOVE, self._seat, keyring.staff, name)

    def load(self, keyring: Keyring) -> dict[str, str]:
        """What this person had typed at this terminal, by field; what can't be read is left out.

        Locked.
        """
        cipher = ChaCha20Poly1305(keyring.own_key("drafts"))
        found: dict[str, str] = {}
        try:
            rows = self._db.execute(_ALL, (self._seat, keyring.staff)).fetchall()
        except SQLITE_ERRORS:
            return found
        for name, sealed in rows:
            try:
                plain = cipher.decrypt(
                    sealed[:_NONCE_BYTES], sealed[_NONCE_BYTES:], self._bound(keyring, name)
                )
            except (InvalidTag, ValueError):
                continue
            field, text = json.loads(plain)
            found[field] = text
        return found

    def close(self) -> None:
        """Let go of the file."""
        self._db.close()

    def _bound(self, keyring: Keyring, name: bytes) -> bytes:
        """Where a draft belongs: sealed with it, so it can't be moved to another box."""
        return bytes([self._seat]) + keyring.staff + name

    def _write(self, statement: str, *values: int | bytes) -> None:
        try:
            self._db.execute(statement, values)
        except SQLITE_ERRORS as error:
            raise self._not_saved(error) from None

    def _not_saved(self, error: Exception) -> NotSaved:
        return NotSaved(*why(error, self._path, "could not keep what is being typed"))


def clear_all_drafts(path: Path) -> None:
    """Remove everybody's half-typed text from the file, which may be in use. OSError."""
    if not path.exists():
        return
    try:
        db = _opened(path)
        try:
            db.execute("PRAGMA secure_delete = ON")
            db.execute("DELETE FROM draft")
            db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        finally:
            db.close()
    except SQLITE_ERRORS as error:
        raise OSError(0, str(why(error, path, "could not be cleared")[1])) from None


def _opened(path: Path) -> sqlite3.Connection:
    private_file(path)
    db = sqlite3.connect(path, isolation_level=None, check_same_thread=False)
    try:
        db.execute("PRAGMA journal_mode = WAL")
        db.execute("PRAGMA synchronous = FULL")
        db.execute("PRAGMA fullfsync = 1")
        db.execute(_SCHEMA)
    except BaseException:
        db.close()
        raise
    return db


def _hidden(key: bytes, field: str) -> bytes:
    return hmac.digest(key, field.encode(), "sha256")[:16]
