"""The witness: a file beside the journal that holds a writer's newest frames, written at once.

It makes two things good. A journal that was rolled back, by a copy put over it or a lost WAL,
is behind its witness: that is noticed, and the entries come back. And what a journal refused
(disk full) is still somewhere if the program has to end.

Records follow each other: kind, length, payload, first 8 bytes of the payload's SHA-256. A frame
is kept whole; a head is writer, number and hash. Appending is one write without a sync:
the system keeps it through a kill, and the journal itself has been synced. It is synced when
closed and when shortened, which happens only on opening.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from contextlib import suppress
from hashlib import sha256
from pathlib import Path
from struct import Struct
from typing import NamedTuple

from models.journal.frame import Frame, FrameError, Position, parse
from models.platform import sync_file, write_private
from models.record_error import RecordError

KEEP_BYTES = 1024 * 1024
"""How much is kept when shortened: some 1,500 entries, more than SQLite's WAL holds before it is
folded into the journal's file."""

_START = Struct(">cI")
_CHECK_BYTES = 8
_HEAD = Struct(">16sQ32s")
_FRAME_KIND = b"F"
_HEAD_KIND = b"H"


class Testimony(NamedTuple):
    """What a witness file says."""

    frames: list[Frame]
    heads: dict[bytes, Position]
    """The newest place it knows of each writer, its own included."""
    sound_bytes: int
    torn: bool
    """It ends within a record, as after a power cut."""
    damaged: bool
    """A record was altered and is left out."""


def witness_path(folder: Path, writer: bytes) -> Path:
    """The file of a writer's witness."""
    return folder / f"{writer.hex()}.witness"


def witness_files(folder: Path) -> list[Path]:
    """Every writer's witness in a home."""
    return sorted(folder.glob("*.witness"))


def read_witness(path: Path) -> Testimony:
    """What the file says, as far as it is sound; nothing when there is none."""
    try:
        data = path.read_bytes()
    except FileNotFoundError:
        data = b""
    frames: list[Frame] = []
    heads: dict[bytes, Position] = {}
    at = 0
    damaged = False
    while at < len(data):
        payload_at = at + _START.size
        if payload_at > len(data):
            break
        kind, length = _START.unpack_from(data, at)
        check_at = payload_at + length
        if check_at + _CHECK_BYTES > len(data):
            break
        check = data[check_at : check_at + _CHECK_BYTES]
        payload = data[payload_at:check_at]
        if check != _check(payload) or not _take(kind, payload, frames, heads):
            damaged = True
        at = check_at + _CHECK_BYTES
    return Testimony(frames, heads, at, torn=at < len(data), damaged=damaged)


class Witness:
    """The witness of one writer, open for adding.

    A disk that refuses it never stops an entry: what was missed is added with the next.
    """

    def __init__(self, file: int, size: int, newest: int) -> None:
        """Use `open_witness`."""
        self._file = file
        self._size = size
        self._missed = b""
        self.newest = newest
        """The number of the newest frame it has."""

    def add(self, frames: Sequence[Frame]) -> None:
        """Keep what it hasn't got of its writer's frames, which come in order."""
        if frames and frames[0].seq <= self.newest:
            frames = [frame for frame in frames if frame.seq > self.newest]
        if frames:
            self.newest = frames[-1].seq
            self._append(b"".join(map(_frame_record, frames)))

    def add_heads(self, heads: Iterable[Position]) -> None:
        """Keep how far other writers had come."""
        self._append(b"".join(map(_head_record, heads)))

    def close(self) -> None:
        """Bring it to the disk and let go of it."""
        self._append(b"")
        with suppress(OSError):
            sync_file(self._file)
        os.close(self._file)

    def _append(self, records: bytes) -> None:
        if self._missed:
            records = self._missed + records
        try:
            written = os.write(self._file, records)
        except OSError:
            written = 0
        if written == len(records):
            self._missed = b""
            self._size += written
        else:
            self._missed = records
            with suppress(OSError):
                os.ftruncate(self._file, self._size)


def open_witness(path: Path) -> Witness:
    """Open a writer's witness for adding, new or after what it says. RecordError.

    A long one is shortened here: the journal has its entries (see `models.journal.recovery`).
    """
    try:
        testimony = read_witness(path)
        if testimony.damaged:
            os.replace(path, path.with_suffix(".damaged"))
        if testimony.damaged or testimony.sound_bytes > 2 * KEEP_BYTES:
            testimony = rewrite_witness(path, testimony, _newest(testimony.frames))
        flags = os.O_WRONLY | os.O_CREAT | os.O_APPEND | getattr(os, "O_BINARY", 0)
        file = os.open(path, flags, 0o600)
        os.ftruncate(file, testimony.sound_bytes)
    except OSError as error:
        raise RecordError(f"{path} can't be written: {error.strerror}.") from None
    newest = testimony.frames[-1].seq if testimony.frames else 0
    return Witness(file, testimony.sound_bytes, newest)


def rewrite_witness(path: Path, testimony: Testimony, frames: list[Frame]) -> Testimony:
    """Write the file anew with these frames and all heads; what it says then. OSError."""
    records = list(map(_head_record, testimony.heads.values()))
    records += map(_frame_record, frames)
    data = b"".join(records)
    write_private(path, data)
    return Testimony(frames, testimony.heads, len(data), torn=False, damaged=False)


def _newest(frames: list[Frame]) -> list[Frame]:
    """As many of the newest as are worth keeping."""
    room = KEEP_BYTES
    for number, frame in enumerate(reversed(frames)):
        room -= len(frame.raw)
        if room < 0:
            return frames[len(frames) - number :]
    return frames


def _take(kind: bytes, payload: bytes, frames: list[Frame], heads: dict[bytes, Position]) -> bool:
    """Add one record's content to what the file says; whether it could be understood."""
    if kind == _FRAME_KIND:
        try:
            frame = parse(payload)
        except FrameError:
            return False
        frames.append(frame)
        seen = [frame.position, *frame.heads]
    elif kind == _HEAD_KIND and len(payload) == _HEAD.size:
        seen = [Position._make(_HEAD.unpack(payload))]
    else:
        return False
    for head in seen:
        if head.writer not in heads or heads[head.writer].seq < head.seq:
            heads[head.writer] = head
    return True


def _frame_record(frame: Frame) -> bytes:
    """A frame's record; its own hash has been worked out already and does as check."""
    return _START.pack(_FRAME_KIND, len(frame.raw)) + frame.raw + frame.hash[:_CHECK_BYTES]


def _head_record(head: Position) -> bytes:
    payload = _HEAD.pack(*head)
    return _START.pack(_HEAD_KIND, len(payload)) + payload + _check(payload)


def _check(payload: bytes) -> bytes:
    return sha256(payload).digest()[:_CHECK_BYTES]
