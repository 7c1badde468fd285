"""From an error of SQLite or the system to a reason and a sentence with the way on."""

from __future__ import annotations

import errno
import sqlite3
from contextlib import suppress
from pathlib import Path

from models.journal.journal import Reason
from models.platform import free_bytes

SQLITE_ERRORS = (sqlite3.Error, UnicodeDecodeError)
"""What the driver raises; the second where a damaged file's bytes get into its own message."""

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
    Reason.BUSY: "close what holds it (a backup?)",
    Reason.READ_ONLY: "allow writing there",
    Reason.DISK: "copy the home to another disk soon",
    Reason.DAMAGED: "put a copy of it back; what was written since then is in the witness files",
    Reason.GONE: "put it back where it was",
}


def why(error: Exception, path: Path, what: str) -> tuple[Reason, str]:
    """The reason for an error with the file `path`, and a sentence: the path, `what`, the way on.

    What SQLite itself says is left out; it can hold what was being written.
    """
    reason = _reason(error)
    free = ""
    if reason is Reason.FULL:
        with suppress(OSError):
            free = f" ({free_bytes(path.parent) // 2**20} MB free)"
    return reason, f"{path} {what}: {reason}{free}. The way on: {_WAY_ON[reason]}."


def in_short(reason: Reason) -> str:
    """The reason and the way on in so few words that they fit into one row of a screen."""
    return f"{reason}: {_WAY_ON[reason].partition(';')[0]}"


def is_damage(error: Exception) -> bool:
    """Whether it says that the file's content is wrong."""
    return _reason(error) is Reason.DAMAGED


def _reason(error: Exception) -> Reason:
    if isinstance(error, FileNotFoundError):
        return Reason.GONE
    if isinstance(error, OSError):
        return _OS_REASONS.get(error.errno or 0, Reason.DISK)
    name = getattr(error, "sqlite_errorname", "SQLITE_NOTADB")
    return _SQLITE_REASONS.get("_".join(name.split("_")[:2]), Reason.DISK)
