"""The file of the local supervision database: its key, opening it, telling whether it is current.

A SQLCipher file under a random key *and salt*, which lie sealed beside it under a secret of the
team's. (Without the salt, which stands in the file's first bytes, a torn first page would lose the
file.) Whatever is wrong with it, it can be thrown away: it holds nothing that isn't in the journal.
Nothing heavy is imported here, so that `list` and `show` answer soon.
"""

from __future__ import annotations

from contextlib import suppress
from os import urandom
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305
from sqlcipher3 import dbapi2 as sqlcipher

from models.home import Home
from models.keys.keyring import Keyring
from models.platform import private_file, remove_file, write_private
from models.reader import Reader
from models.record_error import RecordError
from models.streams import TRAIL_STREAM

FORMAT = 3
"""Another number than the file's: it is made anew. A test says when the tables ask for one."""
APPLICATION_ID = 0x53546C64  # "STld"
_KEY_BYTES, _SALT_BYTES, _NONCE_BYTES = 32, 16, 12
_KEY_MAGIC = b"STdk\x01"
_PURPOSE = "local database"
_BUSY_SECONDS = 5.0


class DatabaseUnusable(RecordError):
    """The file can't be read: it is missing, damaged, of another team key or of another format."""


class DatabaseNotWritten(RecordError):
    """The file can't be written."""


def connect(home: Home, keyring: Keyring) -> sqlcipher.Connection:
    """Open the database as it is. DatabaseUnusable where it must be made anew."""
    if not home.database_path.exists():
        raise DatabaseUnusable("There is no local database yet.")
    db = connect_with(home.database_path, stored_key(home, keyring))
    try:
        ((application,),) = db.execute("PRAGMA application_id")
        ((version,),) = db.execute("PRAGMA user_version")
    except sqlcipher.DatabaseError:
        db.close()
        raise DatabaseUnusable("The local database was damaged.") from None
    if (application, version) != (APPLICATION_ID, FORMAT):
        db.close()
        raise DatabaseUnusable("The local database was of another version of the program.")
    return db


def connect_with(path: Path, key: str) -> sqlcipher.Connection:
    """Open, or make, the file under this key. DatabaseUnusable, DatabaseNotWritten."""
    db: sqlcipher.Connection | None = None
    try:
        private_file(path)
        db = sqlcipher.connect(
            str(path), timeout=_BUSY_SECONDS, isolation_level=None, check_same_thread=False
        )
        # Before anything can go wrong: it would write to the terminal, over the screen.
        db.execute("PRAGMA cipher_log_level = NONE")
        db.execute(f'PRAGMA key = "{key}"')
        db.execute("PRAGMA temp_store = MEMORY")
        db.execute("SELECT count(*) FROM sqlite_master").fetchone()
        db.execute("PRAGMA journal_mode = WAL")
        # Not FULL: what a power loss takes with it is folded again.
        db.execute("PRAGMA synchronous = NORMAL")
    except (sqlcipher.Error, OSError) as error:
        if db is not None:
            db.close()
        raise unusable(path, error) from None
    return db


def unusable(path: Path, error: Exception) -> RecordError:
    """What an error of the driver or the system means, never with what stands in the file."""
    name = getattr(error, "sqlite_errorname", "") or type(error).__name__
    if isinstance(error, sqlcipher.DatabaseError) and name.startswith(_DAMAGED):
        return DatabaseUnusable("The local database was damaged.")
    reason = _REASONS.get(name) or getattr(error, "strerror", None) or name
    return DatabaseNotWritten(
        f"{path} can't be used: {reason}. Nothing recorded is touched by that; allow writing "
        "there or make room, then run session-tui sync."
    )


_DAMAGED = ("SQLITE_NOTADB", "SQLITE_CORRUPT", "SQLITE_IOERR_SHORT_READ", "SQLITE_ERROR")
_REASONS = {
    "SQLITE_FULL": "the disk is full",
    "SQLITE_BUSY": "another program is holding it",
    "SQLITE_LOCKED": "another program is holding it",
    "SQLITE_READONLY": "it may not be written",
    "SQLITE_CANTOPEN": "it may not be opened",
}


def stored_key(home: Home, keyring: Keyring) -> str:
    """The key and salt in the file beside the database. DatabaseUnusable without them."""
    gone = DatabaseUnusable("The key of the local database was missing or another team's.")
    try:
        raw = _key_path(home).read_bytes()
    except OSError:
        raise gone from None
    head, sealed = raw[: len(_KEY_MAGIC) + _NONCE_BYTES], raw[len(_KEY_MAGIC) + _NONCE_BYTES :]
    if not head.startswith(_KEY_MAGIC):
        raise gone
    cipher = ChaCha20Poly1305(keyring.team_secret(_PURPOSE))
    try:
        opened = cipher.decrypt(head[len(_KEY_MAGIC) :], sealed, _KEY_MAGIC)
    except (InvalidTag, ValueError):
        raise gone from None
    return _literal(opened)


def fresh_key(home: Home, keyring: Keyring) -> str:
    """Throw the database away, and its key; the key for a new one. DatabaseNotWritten."""
    opened = urandom(_KEY_BYTES + _SALT_BYTES)
    nonce = urandom(_NONCE_BYTES)
    cipher = ChaCha20Poly1305(keyring.team_secret(_PURPOSE))
    sealed = _KEY_MAGIC + nonce + cipher.encrypt(nonce, opened, _KEY_MAGIC)
    path = home.database_path
    try:
        for suffix in ("", "-wal", "-shm", "-journal"):
            remove_file(path.with_name(path.name + suffix))
        write_private(_key_path(home), sealed)
    except OSError as error:
        raise unusable(path, error) from None
    return _literal(opened)


def lock_path(home: Home) -> Path:
    """The file whose lock whoever fills the database holds."""
    return home.database_path.with_suffix(".lock")


def is_current(db: sqlcipher.Connection, reader: Reader) -> bool:
    """Whether everything in the journal is folded that the database holds: so not the trail."""
    with suppress(sqlcipher.DatabaseError):
        done = {bytes.fromhex(writer): at for writer, at in folded(db).items()}
        return bool(done) and reader.adds_only(done, bytes.fromhex(TRAIL_STREAM))
    return False


def folded(db: sqlcipher.Connection) -> dict[str, tuple[int, str]]:
    """How far each writer's entries are folded: number and hash of the last, by writer (hex)."""
    rows = db.execute("SELECT writer, seq, hash FROM folded")
    return {writer: (seq, digest) for writer, seq, digest in rows}


def _key_path(home: Home) -> Path:
    return home.database_path.with_suffix(".key")


def _literal(opened: bytes) -> str:
    """Key and salt as SQLCipher takes them: as they are, with no derivation."""
    return f"x'{opened.hex()}'"
