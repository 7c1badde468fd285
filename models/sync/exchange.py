"""The exchange: two journals send each other what the other lacks.

In pieces, each kept whole or not at all, so an exchange that was cut at any byte goes on where
it was; in any order, any number of times. Nothing received can delete or replace anything. A
frame of a newer version of the program is taken and forwarded as it is.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from itertools import takewhile, zip_longest
from typing import NamedTuple

from models.journal.forks import filed_under, fork_key, fork_start, stands_rightly, writer_of
from models.journal.frame import Frame, FrameError, parse
from models.journal.journal import Forked, Gap, Journal
from models.keys.signatures import signed_by
from models.sync.lines import Run, lines_of, runs_to_send
from models.sync.read_ahead import read_ahead

PIECE_FRAMES = 500
PIECE_BYTES = 1024 * 1024
"""A piece is full with so many frames, or when it has come to so many bytes."""


class HowFar(NamedTuple):
    """How far an exchange is, in entries: what has arrived and is kept, of how many."""

    received: int
    to_receive: int
    sent: int
    to_send: int

    @property
    def done(self) -> int:
        """How many have travelled, either way."""
        return self.received + self.sent

    @property
    def of(self) -> int:
        """How many there are to travel, with those that have."""
        return self.to_receive + self.to_send

    @property
    def left(self) -> int:
        """How many have still to travel."""
        return self.of - self.done


Told = Callable[[HowFar], None]
"""Hears how far it is at the beginning and after each piece; what it raises stops the exchange."""


class NotTaken(StrEnum):
    """Why a frame was left where it was, in plain words."""

    DAMAGED = "damaged"
    SIGNATURE = "not signed by whom they name"
    STRANGER = "signed by nobody of the staff"
    UNLIKE = "filed meanwhile by somebody else"


@dataclass(slots=True)
class Exchanged:
    """What an exchange did. `heard` is the newest number of each writer that was told of."""

    sent: int = 0
    received: int = 0
    not_taken: Counter[NotTaken] = field(default_factory=Counter)
    forked: set[bytes] = field(default_factory=set)
    """Writers that used numbers twice."""
    heard: dict[bytes, int] = field(default_factory=dict)


def exchange(
    mine: Journal,
    theirs: Journal,
    *,
    staff: frozenset[bytes],
    own: frozenset[bytes] = frozenset(),
    told: Told | None = None,
) -> Exchanged:
    """Bring two journals to the same set of frames; what they hold is read now.

    `staff` are the public keys whose signature counts for what is received here. `own` are the
    writers of this side. NotSaved, JournalUnusable: what had arrived until then stays.
    """
    # Theirs first: what they have of a writer of ours, they have from us, or from a copy of us.
    there = lines_of(theirs)
    here = lines_of(mine)
    writers = sorted(there.keys() | here.keys())
    incoming = [
        run
        for writer in writers
        for run in runs_to_send(there.get(writer, []), here.get(writer, []), closed=writer in own)
    ]
    outgoing = [
        run
        for writer in writers
        for run in runs_to_send(here.get(writer, []), there.get(writer, []), closed=False)
    ]
    done = Exchanged()
    to_receive, to_send = (sum(run.last - run.first + 1 for run in r) for r in (incoming, outgoing))
    forks = (fork_start(run.key) for run in (*incoming, *outgoing))
    done.forked |= {start.writer for start in forks if start}

    def tell() -> None:
        if told is not None and to_receive + to_send:
            told(HowFar(done.received, to_receive, done.sent, to_send))

    tell()
    for run in incoming:
        for count in _carry(run, theirs, mine, done, staff):
            done.received += count
            tell()
    for run in outgoing:
        for count in _carry(run, mine, theirs, done, None):
            done.sent += count
            tell()
    return done


def _carry(
    run: Run, source: Journal, target: Journal, done: Exchanged, staff: frozenset[bytes] | None
) -> Iterator[int]:
    """Send a run piece by piece: how many frames each piece had.

    It ends early, with the reason counted, at a frame that can't be taken.
    """
    into = run.into
    if into is None:
        done.forked.add(writer_of(run.key))
    pieces = _pieces(_frames(run, source, done))
    if staff is not None:
        pieces = _vouched_for(pieces, staff, done)
    if run.last - run.first >= PIECE_FRAMES:
        pieces = read_ahead(pieces)
    for piece in pieces:
        into = into or fork_key(piece[0])
        try:
            target.append([filed_under(frame, into) for frame in piece])
        except (Forked, Gap):
            done.not_taken[NotTaken.UNLIKE] += 1
            return
        if staff is not None:
            _hear(piece, done.heard)
        yield len(piece)


def _frames(run: Run, source: Journal, done: Exchanged) -> Iterator[Frame]:
    """The frames of a run as far as each is what it says."""
    start = fork_start(run.key)
    offset = start.seq - 1 if start else 0
    for key, number, raw in source.read_from(run.key, run.first - offset):
        if number + offset > run.last:
            return
        frame = _parsed(raw)
        if frame is None or not stands_rightly(frame, key, number):
            done.not_taken[NotTaken.DAMAGED] += 1
            return
        yield frame


def _parsed(raw: bytes) -> Frame | None:
    try:
        return parse(raw)
    except FrameError:
        return None


def _vouched_for(
    pieces: Iterable[list[Frame]], staff: frozenset[bytes], done: Exchanged
) -> Iterator[list[Frame]]:
    """The pieces as far as one of the staff signed them.

    Whoever signs a frame signs the hash of the one before with it, and so all before it that are
    his: of such a row the last signature is enough here. (Each is checked when it is read.)
    """
    for piece in pieces:
        count, flaw = _signed(piece, staff)
        if count:
            yield piece[:count]
        if flaw:
            done.not_taken[flaw] += 1
            return


def _signed(piece: list[Frame], staff: frozenset[bytes]) -> tuple[int, NotTaken | None]:
    """How many of the piece are signed, from its beginning, and what is wrong with the next."""
    begun = 0
    for at, (frame, after) in enumerate(zip_longest(piece, piece[1:])):
        if frame.signer not in staff:
            return at, NotTaken.STRANGER
        if after and (after.signer, after.previous) == (frame.signer, frame.hash):
            continue
        if not signed_by(frame.signer, frame.raw):
            row = piece[begun : at + 1]
            sound = takewhile(lambda one: signed_by(one.signer, one.raw), row)
            return begun + sum(1 for _ in sound), NotTaken.SIGNATURE
        begun = at + 1
    return len(piece), None


def _pieces(frames: Iterable[Frame]) -> Iterator[list[Frame]]:
    piece: list[Frame] = []
    size = 0
    for frame in frames:
        piece.append(frame)
        size += len(frame.raw)
        if len(piece) == PIECE_FRAMES or size >= PIECE_BYTES:
            yield piece
            piece, size = [], 0
    if piece:
        yield piece


def _hear(piece: list[Frame], heard: dict[bytes, int]) -> None:
    for frame in piece:
        for head in frame.heads:
            heard[head.writer] = max(head.seq, heard.get(head.writer, 0))
