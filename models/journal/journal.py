"""The journal: an append-only table of frames, whatever it is kept in.

Every back end passes the same contract test. A writer's frames come one after the other from 1;
each names the hash of the one before. What is there stays as it is: nothing given can replace or
remove it, and giving it again changes nothing.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from enum import StrEnum
from typing import Protocol

from models.journal.frame import Frame, Position
from models.record_error import RecordError


class Reason(StrEnum):
    """Why a write failed, in plain words."""

    FULL = "the disk is full"
    BUSY = "another program is holding the journal"
    READ_ONLY = "the journal may not be written"
    DISK = "the disk reported an error"
    DAMAGED = "the journal's file is damaged"
    GONE = "the journal's file was moved or removed"


class NotSaved(RecordError):
    """Nothing of what was given is certain to be kept, though it may have been.

    So give the same frames again, never the same entries in new ones.
    """

    def __init__(self, reason: Reason, message: str) -> None:
        super().__init__(message)
        self.reason = reason
        self.positions: tuple[Position, ...] = ()
        """Where the entries will stand, filled in by the recorder that keeps them."""


class JournalUnusable(RecordError):
    """The journal can't be opened or read."""

    def __init__(self, reason: Reason, message: str) -> None:
        super().__init__(message)
        self.reason = reason


class Forked(RecordError):
    """Another frame than the one given has its place, or it continues another chain."""

    def __init__(self, frame: Frame) -> None:
        super().__init__(
            f"Entry {frame.seq} of writer {frame.writer.hex()[:8]} was written twice, "
            "differently: its home was probably restored from a copy and written to again."
        )
        self.writer, self.seq = frame.writer, frame.seq


class Gap(RecordError):
    """The frames between the journal's newest of this writer and the one given are missing."""

    def __init__(self, frame: Frame, newest: int) -> None:
        super().__init__(
            f"Writer {frame.writer.hex()[:8]}: entry {frame.seq} can't follow entry {newest}."
        )
        self.writer, self.seq, self.newest = frame.writer, frame.seq, newest


Row = tuple[bytes, int, bytes]
"""Writer, number, frame: what the journal files a frame under, and the frame itself."""


class Journal(Protocol):
    """Where frames are kept. One thread at a time."""

    def append(self, frames: Sequence[Frame]) -> None:
        """Keep all of `frames` or none; they are on the disk when this returns.

        A frame that is there already is passed over. NotSaved, Forked, Gap.
        """

    def head(self, writer: bytes) -> Position | None:
        """The newest place in a writer's chain; None of an unknown writer."""

    def heads(self) -> dict[bytes, Position]:
        """The newest place in each writer's chain."""

    def holdings(self) -> dict[bytes, int]:
        """The newest number of each writer; all before it are held."""

    def frame_at(self, writer: bytes, seq: int) -> bytes | None:
        """One frame."""

    def read_from(self, writer: bytes, seq: int) -> Iterator[Row]:
        """A writer's frames from number `seq` on, in order."""

    def read_stream(self, stream: bytes) -> Iterator[Row]:
        """The frames of one stream, by writer and then number."""

    def streams(self) -> list[bytes]:
        """Every stream that has frames."""

    def version(self) -> int:
        """A number that changes when somebody else writes; cheap to ask for."""

    def close(self) -> None:
        """Let go of it."""
