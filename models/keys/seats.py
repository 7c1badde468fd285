"""Seats: the first terminal of a home, the second, and the writer that each is.

A seat is taken by holding a lock, which the system frees when the program ends, however it ends.
Its writer ids lie beside the lock, one a line in hexadecimal; the last is the one in use.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from os import urandom
from pathlib import Path

from models.journal.frame import ID_BYTES
from models.platform import FileLock, try_lock, write_private
from models.record_error import RecordError

MOST_SEATS = 9


class Seat:
    """A seat that this program holds."""

    def __init__(self, folder: Path, number: int, lock: FileLock) -> None:
        self.number = number
        self._path = folder / str(number)
        self._lock = lock
        self.writers = _writers(self._path)
        """Every writer that this seat has been, oldest first."""

    @property
    def writer(self) -> bytes:
        """The writer that this seat is now, for the first time if need be."""
        return self.writers[-1] if self.writers else self.new_writer()

    def new_writer(self) -> bytes:
        """Go on as a new writer: its id, kept on the disk before it is given."""
        writer = urandom(ID_BYTES)
        lines = "".join(f"{each.hex()}\n" for each in (*self.writers, writer))
        try:
            write_private(self._path, lines.encode())
        except OSError as error:
            raise _unusable(self._path.parent, error) from None
        self.writers = (*self.writers, writer)
        return writer

    def release(self) -> None:
        """Leave the seat to the next terminal."""
        self._lock.release()


def take_seat(folder: Path) -> Seat:
    """The lowest seat that nobody holds. RecordError when all are taken or can't be."""
    for number in range(1, MOST_SEATS + 1):
        try:
            lock = try_lock(folder / f"{number}.lock")
        except OSError as error:
            raise _unusable(folder, error) from None
        if lock:
            return Seat(folder, number, lock)
    raise RecordError(
        f"{MOST_SEATS} terminals are writing to {folder.parent} already: close one of them."
    )


@contextmanager
def alone(folder: Path, seat: Seat) -> Iterator[bool]:
    """Keep every other terminal out for a moment; False where one is there. OSError."""
    with ExitStack() as held:
        others = (number for number in range(1, MOST_SEATS + 1) if number != seat.number)
        locks = [try_lock(folder / f"{number}.lock") for number in others]
        for lock in locks:
            if lock:
                held.callback(lock.release)
        yield all(locks)


def seats_by_writer(folder: Path) -> dict[bytes, int]:
    """Every writer that a seat of this home is or was, with the seat's number."""
    return {
        writer: int(path.name) for path in sorted(folder.glob("[1-9]")) for writer in _writers(path)
    }


def _writers(path: Path) -> tuple[bytes, ...]:
    """The ids in a seat's file; lines that are none are passed over."""
    try:
        lines = path.read_text("ascii").split()
    except (OSError, UnicodeDecodeError):
        return ()
    hexadecimal = set("0123456789abcdef")
    return tuple(
        bytes.fromhex(line)
        for line in lines
        if len(line) == 2 * ID_BYTES and hexadecimal.issuperset(line)
    )


def _unusable(folder: Path, error: OSError) -> RecordError:
    return RecordError(
        f"{folder} can't be written: {error.strerror}. Nothing can be recorded until that is "
        "allowed; what is there can be read."
    )
