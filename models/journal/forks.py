"""Forks: what a writer's chain holds beside itself, where two frames share a number.

A home that was restored whole from a copy and written to again uses numbers a second time. No
journal replaces a frame, so the other frame and what follows it are filed beside, as a chain of
their own, and travel like any other: nobody's entries are lost and no winner is picked.

A chain is filed under its writer's id (16 bytes) and a frame there under its own number. A fork
is filed under the packed position of its first frame (56 bytes: writer, number, hash), and its
frames are numbered from 1: so a journal needs to know nothing about it.
"""

from __future__ import annotations

from struct import Struct

from models.journal.frame import ID_BYTES, Frame, Position

_KEY = Struct(">16sQ32s")


def fork_key(first: Frame) -> bytes:
    """What the fork that begins with this frame is filed under."""
    return _KEY.pack(*first.position)


def fork_start(key: bytes) -> Position | None:
    """Where the fork filed under `key` begins; None of a writer's own chain."""
    return Position._make(_KEY.unpack(key)) if len(key) == _KEY.size else None


def writer_of(key: bytes) -> bytes:
    """Whose chain, or fork of a chain, is filed under `key`."""
    return key[:ID_BYTES]


def filed_under(frame: Frame, key: bytes) -> Frame:
    """The frame as a journal is to file it: under `key`, with its number there."""
    start = fork_start(key)
    if start is None:
        return frame
    return frame._replace(writer=key, seq=frame.seq - start.seq + 1)


def stands_rightly(frame: Frame, key: bytes, number: int) -> bool:
    """Whether a frame belongs where it is filed (that it follows the one before, apart)."""
    start = fork_start(key)
    if start is None:
        return (frame.writer, frame.seq) == (key, number)
    if (frame.writer, frame.seq) != (start.writer, start.seq + number - 1):
        return False
    return number > 1 or frame.hash == start.hash
