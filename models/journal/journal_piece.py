"""A closed piece of a journal: frames of one append in one file that never changes again.

    4  magic "STpc"         4  length of the list of runs
    1  version              8  length of the frames
then the runs, then the frames (length and bytes of each), then the SHA-256 of all before it.

A *run* is so many frames of one chain after each other. The list of runs can be read alone, so
what a folder holds is known without reading its frames.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from hashlib import sha256
from itertools import groupby
from pathlib import Path
from struct import Struct
from typing import NamedTuple

from models.journal.frame import Frame, Position
from models.record_error import RecordError

VERSION = 1
SUFFIX = ".piece"

_MAGIC = b"STpc"
_START = Struct(">4sBIQ")
# length of the key, the first number, how many, hash before the first, hash of the last, where
_RUN = Struct(">BQI32s32sQ")
_LENGTH = Struct(">I")
_HASH_BYTES = 32


class PieceDamaged(RecordError):
    """A piece that is not whole, as while it is still being copied, or that is none."""


class PieceNewer(RecordError):
    """A piece of a newer version of the program."""


class RunOfPiece(NamedTuple):
    """Some frames of a chain after each other; `at` is where the first lies among the frames."""

    key: bytes
    first: int
    length: int
    before: bytes
    last: bytes
    at: int

    @property
    def end(self) -> int:
        """The number of the last."""
        return self.first + self.length - 1

    @property
    def head(self) -> Position:
        """The place of the last."""
        return Position(self.key, self.end, self.last)


def piece_of(frames: Sequence[Frame]) -> tuple[str, bytes]:
    """The name and the bytes of a piece that holds these frames, each chain's in order."""
    ordered = sorted(frames, key=lambda frame: (frame.writer, frame.seq))
    runs: list[bytes] = []
    body = bytearray()
    for key, chain in groupby(ordered, key=lambda frame: frame.writer):
        several = list(chain)
        first, last = several[0], several[-1]
        fields = (len(key), first.seq, len(several), first.previous, last.hash, len(body))
        runs.append(_RUN.pack(*fields) + key)
        for frame in several:
            body += _LENGTH.pack(len(frame.raw)) + frame.raw
    listed = b"".join(runs)
    whole = _START.pack(_MAGIC, VERSION, len(listed), len(body)) + listed + bytes(body)
    digest = sha256(whole).digest()
    return f"{digest.hex()[:32]}{SUFFIX}", whole + digest


def runs_in(path: Path) -> list[RunOfPiece]:
    """What a piece holds, from its beginning and its length alone. PieceDamaged, OSError."""
    size = path.stat().st_size
    with path.open("rb") as file:
        start = file.read(_START.size)
        listed_bytes, body_bytes = _lengths(start)
        if size != _START.size + listed_bytes + body_bytes + _HASH_BYTES:
            raise PieceDamaged(path.name)
        listed = file.read(listed_bytes)
    return list(_runs(listed))


class Piece:
    """A piece in memory, checked whole."""

    def __init__(self, path: Path) -> None:
        """PieceDamaged, OSError."""
        raw = path.read_bytes()
        listed_bytes, body_bytes = _lengths(raw[: _START.size])
        self._body_at = _START.size + listed_bytes
        self._end = self._body_at + body_bytes
        if sha256(raw[: self._end]).digest() != raw[self._end :]:
            raise PieceDamaged(path.name)
        self._raw = raw

    def frames(self, run: RunOfPiece, first: int) -> Iterator[tuple[int, bytes]]:
        """Number and bytes of the frames of one of its runs from number `first` on."""
        at = self._body_at + run.at
        for number in range(run.first, run.end + 1):
            (length,) = _LENGTH.unpack_from(self._raw, at)
            at += _LENGTH.size
            if number >= first:
                yield number, self._raw[at : at + length]
            at += length


def _lengths(start: bytes) -> tuple[int, int]:
    """How long the list of runs is, and the frames."""
    if len(start) != _START.size:
        raise PieceDamaged("cut short")
    magic, version, listed_bytes, body_bytes = _START.unpack(start)
    if magic != _MAGIC or version == 0:
        raise PieceDamaged("it begins otherwise")
    if version > VERSION:
        raise PieceNewer("of a newer version")
    return listed_bytes, body_bytes


def _runs(listed: bytes) -> Iterator[RunOfPiece]:
    at = 0
    while at < len(listed):
        if at + _RUN.size > len(listed):
            raise PieceDamaged("its list is cut short")
        key_bytes, first, count, before, last, body_at = _RUN.unpack_from(listed, at)
        at += _RUN.size
        yield RunOfPiece(listed[at : at + key_bytes], first, count, before, last, body_at)
        at += key_bytes
