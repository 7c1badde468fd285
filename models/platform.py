"""All that differs between Linux, macOS and Windows for what the record keeps on a disk.

Files made here are for their owner only: modes 0600 and 0700 on Linux and macOS. Windows has
no such modes; there a home lies in the person's profile folder, whose access list already
shuts others out, and we rely on that.
"""

from __future__ import annotations

import os
import secrets
import shutil
import sys
import time
from contextlib import suppress
from pathlib import Path

if sys.platform == "win32":
    import msvcrt
else:
    import fcntl


_M_ARENA_MAX = -8
"""mallopt(3): how many heaps there may be."""


def steady_ns() -> int:
    """Nanoseconds since an unknown start; never steps back, and time asleep counts.

    Linux: CLOCK_BOOTTIME. macOS: CLOCK_MONOTONIC_RAW, its name for mach_continuous_time, where
    Python's own monotonic clock stops in sleep. Windows: both counters that Python's monotonic
    clock has used go on in sleep and hibernation.
    """
    if sys.platform == "linux":
        return time.clock_gettime_ns(time.CLOCK_BOOTTIME)
    if sys.platform == "darwin":
        return time.clock_gettime_ns(time.CLOCK_MONOTONIC_RAW)
    return time.monotonic_ns()


def default_folder() -> Path:
    """Where the program keeps its home when nobody says otherwise."""
    import platformdirs

    return platformdirs.user_data_path("session-tui", appauthor=False)


def free_bytes(folder: Path) -> int:
    """Free space of the disk that holds `folder`, in bytes."""
    return shutil.disk_usage(folder).free


def share_heap() -> None:
    """Have threads yet to come take memory from one heap; does nothing but on Linux's glibc.

    There each thread has a heap of its own, and what one has freed the others can't have.
    """
    _of_glibc("mallopt", _M_ARENA_MAX, 1)


def give_memory_back() -> None:
    """Give what is free in the heap back to the system; does nothing but on Linux's glibc.

    There what was freed between things that live is kept for good otherwise.
    """
    _of_glibc("malloc_trim", 0)


def _of_glibc(function: str, *numbers: int) -> None:
    if sys.platform == "linux":
        import ctypes

        with suppress(AttributeError, OSError):  # another C library
            getattr(ctypes.CDLL(None), function)(*numbers)


class FileLock:
    """An exclusive lock on a file, freed when it is released or when its process ends."""

    def __init__(self, descriptor: int) -> None:
        self._descriptor = descriptor

    def release(self) -> None:
        """Let the next one have it; doing so twice is fine."""
        if self._descriptor >= 0:
            os.close(self._descriptor)
            self._descriptor = -1


def try_lock(path: Path) -> FileLock | None:
    """The lock on `path` (made when missing), or None while somebody holds it."""
    descriptor = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
    try:
        if sys.platform == "win32":
            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        else:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        os.close(descriptor)
        if isinstance(error, (BlockingIOError, PermissionError)):
            return None
        raise
    return FileLock(descriptor)


def private_folder(folder: Path) -> None:
    """Make `folder` (and what leads to it) when missing, and shut it to everybody else."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    if sys.platform != "win32" and folder.stat().st_mode & 0o077:
        folder.chmod(0o700)


def private_file(path: Path) -> None:
    """Make an empty file for its owner only, when there is none.

    One that is there is not touched: closing a file that SQLite has open frees SQLite's locks.
    """
    with suppress(FileExistsError):
        os.close(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))


def sync_file(descriptor: int) -> None:
    """Wait until what was written to an open file has reached the disk itself."""
    if sys.platform == "darwin":
        with suppress(OSError):  # some file systems don't know it
            fcntl.fcntl(descriptor, fcntl.F_FULLFSYNC)
            return
    os.fsync(descriptor)


def sync_folder(folder: Path) -> None:
    """Wait until the names in `folder` have reached the disk (Windows does so by itself)."""
    if sys.platform == "win32":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def write_private(path: Path, data: bytes) -> None:
    """Write a whole file so that after any crash it is the old one or the new one, never half.

    It is the owner's only, and has reached the disk when this returns.
    """
    beside = path.with_name(f"{path.name}.{secrets.token_hex(4)}.new")
    descriptor = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        try:
            with open(descriptor, "wb", closefd=False) as file:
                file.write(data)
            sync_file(descriptor)
        finally:
            os.close(descriptor)
        os.replace(beside, path)
    except BaseException:
        beside.unlink(missing_ok=True)
        raise
    sync_folder(path.parent)


def remove_file(path: Path) -> None:
    """Remove a file for good: its going has reached the disk when this returns."""
    path.unlink(missing_ok=True)
    sync_folder(path.parent)
