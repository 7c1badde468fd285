"""What a journal holds of one writer, and what another journal lacks of it.

A *line* is a run of a writer's frames, each naming the hash of the one before: his chain, or a
fork of it. So where two lines agree at one number, they agree at all before it that both have.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from copy import copy
from hashlib import sha256
from typing import NamedTuple

from models.journal.forks import fork_start, writer_of
from models.journal.frame import Position, parse
from models.journal.journal import Journal

_BEFORE_FIRST = bytes(32)


class Line:
    """A line in a journal, from its writer's number `start` to `end`."""

    def __init__(self, journal: Journal, key: bytes, head: Position) -> None:
        """`head` is the journal's head of `key`."""
        begins = fork_start(key)
        self.key = key
        self.start = begins.seq if begins else 1
        self.end = self.start + head.seq - 1
        self._journal = journal
        self._hashes = {self.end: head.hash}
        if begins is None:
            self._hashes[0] = _BEFORE_FIRST
        else:
            self._hashes[self.start] = begins.hash
        self._then: Callable[[int], bytes] | None = None
        self._held = self.end

    def hash_at(self, seq: int) -> bytes:
        """The hash of the frame with the writer's number `seq`, or of the one before the first."""
        if seq > self._held and self._then:
            return self._then(seq)
        if seq not in self._hashes:
            before_first = seq < self.start
            raw = self._journal.frame_at(self.key, max(seq, self.start) - self.start + 1) or b""
            self._hashes[seq] = parse(raw).previous if before_first else sha256(raw).digest()
        return self._hashes[seq]

    def has(self, seq: int, digest: bytes) -> bool:
        """Whether this very frame is on the line."""
        return self.start <= seq <= self.end and self.hash_at(seq) == digest

    def to_plan_with(self) -> Line:
        """The same line, which may be changed without changing this one."""
        return copy(self)

    def goes_on_with(self, line: Line) -> None:
        """Take it that the rest of `line`, which continues this one, has been sent."""
        self.end, self._then = line.end, line.hash_at


class Run(NamedTuple):
    """Frames to be sent: the writer's numbers `first` to `last` of the line filed under `key`.

    `into` is what they are to be filed under; None for a fork that is new there.
    """

    key: bytes
    first: int
    last: int
    into: bytes | None


def lines_of(journal: Journal) -> dict[bytes, list[Line]]:
    """All lines of a journal by writer, each writer's own chain first."""
    lines: dict[bytes, list[Line]] = {}
    for key, head in sorted(journal.heads().items(), key=lambda one: (len(one[0]), one[0])):
        lines.setdefault(writer_of(key), []).append(Line(journal, key, head))
    return lines


def runs_to_send(source: Sequence[Line], target: Sequence[Line], *, closed: bool) -> list[Run]:
    """What of one writer's lines is to be sent so that the target has every frame.

    Where the target is `closed` it writes this chain itself: what others have of it that it
    lacks is filed beside it, never on it.
    """
    runs = []
    known = [line.to_plan_with() for line in target]
    for line in source:
        seq = line.start
        while seq <= line.end:
            holder = next((each for each in known if each.has(seq, line.hash_at(seq))), None)
            if holder is None:
                runs.append(_run(line, seq, known, closed=closed))
                break
            seq = _last_common(line, holder, seq) + 1
    return runs


def _run(line: Line, seq: int, known: list[Line], *, closed: bool) -> Run:
    """The line from `seq` on, onto what it follows there, or beside."""
    for each in known:
        written_there = closed and fork_start(each.key) is None
        if not written_there and each.end == seq - 1 and each.has(seq - 1, line.hash_at(seq - 1)):
            each.goes_on_with(line)
            return Run(line.key, seq, line.end, each.key)
    first_of_writer = seq == 1 and not known and not closed
    known.append(line.to_plan_with())
    return Run(line.key, seq, line.end, writer_of(line.key) if first_of_writer else None)


def _last_common(one: Line, other: Line, agreed: int) -> int:
    """The highest number at which both are the same; they are at `agreed`."""
    low, high = agreed, min(one.end, other.end)
    if one.hash_at(high) == other.hash_at(high):
        return high
    while high - low > 1:
        middle = (low + high) // 2
        if one.hash_at(middle) == other.hash_at(middle):
            low = middle
        else:
            high = middle
    return low
