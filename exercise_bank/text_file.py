"""Reading a small file that someone else wrote: whatever it is, text or one clear fault."""

from __future__ import annotations

from pathlib import Path

from exercise_bank.fault import Fault

LARGEST_BYTES = 4 * 1024 * 1024
"""Larger files are refused unread (ours: a block of twenty exercises takes 32 KiB)."""


def read_bytes(path: Path, name: str) -> bytes | Fault:
    """A file's bytes, at most `LARGEST_BYTES`; never waits on a pipe or a device.

    A fault says why they can't be had, `name` being the file as messages show it.
    """
    try:
        if not path.is_file():
            return Fault(name, 0, "The file", "", "must be a file that can be read")
        with path.open("rb") as file:
            raw = file.read(LARGEST_BYTES + 1)
    except OSError as error:
        return Fault(name, 0, "The file", error.strerror or "an error", "must be readable")
    if len(raw) > LARGEST_BYTES:
        return Fault(name, 0, "The file", "more", f"must be at most {LARGEST_BYTES >> 20} MiB")
    return raw


def read_text(path: Path, name: str) -> str | Fault:
    """A file's text with plain newlines; a fault says why it can't be read, with the line.

    At most `LARGEST_BYTES` of UTF-8, with or without a byte-order mark.
    """
    raw = read_bytes(path, name)
    if isinstance(raw, Fault):
        return raw
    try:
        return raw.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        found = f"byte 0x{raw[error.start]:02x}"
        return Fault(name, line, "The file", found, "must be saved as UTF-8")
