"""One writer's chain, from its first frame: what is sound in it and what is not."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from hashlib import sha256
from typing import NamedTuple

from models.journal.forks import fork_start, stands_rightly
from models.journal.frame import VERSION, Flaw, Frame, FrameError, Position, parse
from models.journal.journal import Row
from models.keys.signatures import each_signed_by

_BEFORE_FIRST = bytes(32)
_AT_ONCE = 1000
"""So many signatures are checked together."""


class Chain(NamedTuple):
    """What was found, by number."""

    writer: bytes
    hashes: dict[int, bytes]
    """Of every frame held, sound or not."""
    faults: dict[int, str]
    """What is wrong with a frame, or that it is missing; in plain words."""
    keys: dict[int, tuple[bytes, ...]]
    """The keys that each names."""
    signers: dict[int, bytes]
    """Who signed each."""
    streams: dict[int, bytes]
    """The stream that each is on."""
    runs: list[Row]
    """Writer, number and stream wherever the stream changes."""
    heads: list[Position]
    """What its frames say of other writers."""
    newer: int
    """How many are of a newer version of the program."""


def check_chain(
    writer: bytes,
    rows: Iterable[Row],
    signers: frozenset[bytes],
    opens: Callable[[Frame], None],
) -> Chain:
    """Check a writer's frames, which come by number from the first.

    `signers` are the staff's public keys. `opens` raises FrameError for a frame whose seal is
    broken, or does nothing.
    """
    chain = Chain(writer, {}, {}, {}, {}, {}, [], [], 0)
    newer, last, stream = 0, 0, b""
    # What a fork begins after stands in the chain that it forks from.
    previous = None if fork_start(writer) else _BEFORE_FIRST
    sound: list[tuple[int, Frame]] = []
    for _, seq, raw in rows:
        if seq != last + 1:
            chain.faults[last + 1] = "it is missing"
        chain.hashes[seq] = sha256(raw).digest()
        try:
            frame = parse(raw)
            newer += frame.version != VERSION
            chain.heads.extend(frame.heads)
            if frame.stream != stream:
                chain.runs.append((writer, seq, frame.stream))
                stream = frame.stream
            chain.keys[seq], chain.signers[seq] = frame.key_ids, frame.signer
            chain.streams[seq] = stream
            if fault := _fault(frame, (writer, seq), previous if seq == last + 1 else None):
                chain.faults[seq] = fault
            elif frame.signer not in signers:
                chain.faults[seq] = "it is signed by nobody of the staff"
            else:
                sound.append((seq, frame))
        except FrameError as error:
            chain.faults[seq] = str(error)
        if len(sound) == _AT_ONCE:
            _look_inside(sound, chain, opens)
            sound.clear()
        last, previous = seq, chain.hashes[seq]
    _look_inside(sound, chain, opens)
    return chain._replace(newer=newer)


def _look_inside(
    frames: list[tuple[int, Frame]], chain: Chain, opens: Callable[[Frame], None]
) -> None:
    """Check signatures, many at once, and seals."""
    signed = each_signed_by([(frame.signer, frame.raw) for _, frame in frames])
    for (seq, frame), good in zip(frames, signed, strict=True):
        try:
            if not good:
                raise FrameError(Flaw.SIGNATURE)
            opens(frame)
        except FrameError as error:
            chain.faults[seq] = str(error)


def _fault(frame: Frame, filed: tuple[bytes, int], previous: bytes | None) -> str:
    """What is wrong with where it stands; `previous` is None after a missing one."""
    if not stands_rightly(frame, *filed):
        return "it stands in another's place"
    if previous is not None and frame.previous != previous:
        return "it doesn't follow on what stands before it"
    return ""
