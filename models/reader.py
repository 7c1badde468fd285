"""Reading the record: frames opened with a person's keys, and what is wrong with the others.

For one's own writers seal and chain are checked; for frames from elsewhere the signature as
well. (`models.journal.verify` checks every signature.)
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from enum import StrEnum
from hashlib import sha256
from itertools import chain, compress, islice
from typing import TYPE_CHECKING, NamedTuple

from models.journal.forks import filed_under, stands_rightly
from models.journal.frame import (
    VERSION,
    Flaw,
    Frame,
    FrameError,
    Position,
    open_body,
    parse,
)
from models.journal.journal import Journal, Row
from models.keys.keyring import KeyErased, KeyMissing, KeyOfOthers, Keyring
from models.keys.signatures import each_signed_by
from models.streams import SAMPLES_STREAM

if TYPE_CHECKING:
    from models.home import Home


_SAMPLES = bytes.fromhex(SAMPLES_STREAM)


class Why(StrEnum):
    """What is wrong with an entry as kept, in plain words."""

    NEWER = "written by a newer version of the program"
    NO_KEY = "sealed under a key that is not in this home"
    SEAL = "altered: its seal is broken"
    SIGNATURE = "altered: its signature is not its signer's"
    CHAIN = "what its writer wrote just before is missing or altered"
    DAMAGED = "damaged: it is not a whole entry"


_BY_FLAW = {
    Flaw.NEWER: Why.NEWER,
    Flaw.SEAL: Why.SEAL,
    Flaw.SHAPE: Why.DAMAGED,
    Flaw.SIGNATURE: Why.SIGNATURE,
}


_AT_ONCE = 1000
"""So many frames have their signatures checked together."""
_MOST_REMEMBERED = 50_000
"""Of so many frames at most is it remembered that they are signed: 5 MiB."""


class Opened(NamedTuple):
    """An entry's bytes, where they stand, and the public key of who signed them."""

    writer: bytes
    seq: int
    hash: bytes
    stream: bytes
    key_ids: tuple[bytes, ...]
    signer: bytes
    body: bytes

    def __repr__(self) -> str:
        return f"Opened({self.writer.hex()[:8]} {self.seq})"


class Fault(NamedTuple):
    """An entry with something wrong. Of a CHAIN fault the entry itself is still given."""

    writer: bytes
    seq: int
    stream: bytes
    why: Why


class Read(NamedTuple):
    """What could be opened, by writer and then number, and what was wrong.

    `private` are the writer and number of entries that are private to others, erased, or of a
    sample that isn't for this person or is over: nothing is wrong with them.
    """

    opened: list[Opened]
    faults: list[Fault]
    private: list[tuple[bytes, int]]


class Reader:
    """Reads a journal with a person's keys. `own` are the writers of this home's seats."""

    def __init__(self, journal: Journal, keyring: Keyring, own: frozenset[bytes]) -> None:
        self._journal = journal
        self._keyring = keyring
        self._own = own
        self.version = journal.version()
        """The journal's version when `changed` was last asked."""
        self._signed: set[bytes] = set()

    def use(self, keyring: Keyring) -> None:
        """Read with another person's keys from here on."""
        self._keyring = keyring

    def read_stream(self, stream: bytes) -> Read:
        """Every entry of one session, group, or of the team."""
        return self.read_streams([stream])

    def read_streams(self, streams: Iterable[bytes]) -> Read:
        """Every entry of several streams, stream by stream."""
        read = Read([], [], [])
        for stream in streams:
            self._open_all(self._journal.read_stream(stream), read, stream)
        return read

    def frames_after(self, holdings: Mapping[bytes, int], limit: int | None = None) -> Read:
        """Entries of every stream beyond what is known: `holdings` is the newest number by writer.

        By writer and number; at most `limit` of them.
        """
        rows = chain.from_iterable(
            self._journal.read_from(writer, holdings.get(writer, 0) + 1)
            for writer, newest in sorted(self._journal.holdings().items())
            if newest > holdings.get(writer, 0)
        )
        read = Read([], [], [])
        self._open_all(islice(rows, limit), read)
        return read

    def holdings(self) -> dict[bytes, int]:
        """The newest number of each writer."""
        return self._journal.holdings()

    def heads(self) -> dict[bytes, Position]:
        """The newest place in each writer's chain."""
        return self._journal.heads()

    def streams(self) -> list[bytes]:
        """Every stream that has entries."""
        return self._journal.streams()

    def changed(self) -> bool:
        """Whether another terminal or a sync wrote since this was last asked; cheap."""
        before, self.version = self.version, self._journal.version()
        return before != self.version

    def adds_only(self, held: Mapping[bytes, tuple[int, str]], stream: bytes) -> bool:
        """Whether all that was written beyond what is `held` is on this stream.

        `held` is each writer's newest number and that frame's SHA-256 (hex).
        """
        newest = self._journal.holdings()
        return held.keys() <= newest.keys() and all(
            self._adds_only(writer, *held.get(writer, (0, "")), stream) for writer in newest
        )

    def _adds_only(self, writer: bytes, seq: int, digest: str, stream: bytes) -> bool:
        last = self._journal.frame_at(writer, seq) if seq else None
        if seq and (last is None or sha256(last).hexdigest() != digest):
            return False
        try:
            rows = self._journal.read_from(writer, seq + 1)
            return all(parse(raw).stream == stream for _, _, raw in rows)
        except FrameError:
            return False

    def close(self) -> None:
        """Let go of the journal."""
        self._journal.close()

    def _open_all(self, rows: Iterable[Row], read: Read, stream: bytes | None = None) -> None:
        """Open `rows`, which come by writer and number, all of them on `stream` if given."""
        before: Frame | None = None
        rows = iter(rows)
        while some := list(islice(rows, _AT_ONCE)):
            frames = [_standing(*row, stream) for row in some]
            self._check_signatures(frames)
            for (writer, seq, _), frame in zip(some, frames, strict=True):
                if frame is None:
                    read.faults.append(Fault(writer, seq, stream or b"", Why.DAMAGED))
                else:
                    self._open(frame, before, read)
                before = frame

    def _open(self, frame: Frame, before: Frame | None, read: Read) -> None:
        """Open a frame; `before` is the one last read."""
        place = (frame.writer, frame.seq, frame.stream)
        try:
            if not self._follows(frame, before):
                read.faults.append(Fault(*place, Why.CHAIN))
            read.opened.append(self._opened(frame))
        except FrameError as error:
            read.faults.append(Fault(*place, _BY_FLAW[error.flaw]))
        except KeyMissing as missing:
            if isinstance(missing, KeyErased) or _may_be_missing(frame, missing):
                read.private.append(place[:2])
            else:
                read.faults.append(Fault(*place, Why.NO_KEY))

    def _check_signatures(self, frames: Iterable[Frame | None]) -> None:
        """Remember which frames from elsewhere are signed."""
        if len(self._signed) > _MOST_REMEMBERED:
            self._signed.clear()
        foreign = [
            frame
            for frame in frames
            if frame and frame.writer not in self._own and frame.hash not in self._signed
        ]
        good = each_signed_by([(frame.signer, frame.raw) for frame in foreign])
        self._signed |= {frame.hash for frame in compress(foreign, good)}

    def _follows(self, frame: Frame, before: Frame | None) -> bool:
        """Whether the frame's link to the one before holds; `before` is the one last read."""
        if frame.seq == 1:
            return True
        if before and (before.writer, before.seq) == (frame.writer, frame.seq - 1):
            return frame.previous == before.hash
        raw = self._journal.frame_at(frame.writer, frame.seq - 1)
        return raw is not None and frame.previous == sha256(raw).digest()

    def _opened(self, frame: Frame) -> Opened:
        if frame.version != VERSION:
            raise FrameError(Flaw.NEWER)
        if frame.writer not in self._own and frame.hash not in self._signed:
            raise FrameError(Flaw.SIGNATURE)
        body = open_body(frame, self._keyring.cipher(frame.stream, frame.key_ids))
        place = (frame.writer, frame.seq, frame.hash, frame.stream)
        return Opened(*place, frame.key_ids, frame.signer, body)


def _standing(writer: bytes, seq: int, raw: bytes, stream: bytes | None) -> Frame | None:
    """The frame in its place as the journal files it; None where it can't be what stands there."""
    try:
        frame = parse(raw)
    except FrameError:
        return None
    right = stands_rightly(frame, writer, seq) and stream in (None, frame.stream)
    return filed_under(frame, writer) if right else None


def _may_be_missing(frame: Frame, missing: KeyMissing) -> bool:
    """Whether nothing is wrong with a body that can't be opened here: a sample's, or private."""
    return frame.stream == _SAMPLES or _is_private(frame, missing)


def _is_private(frame: Frame, missing: KeyMissing) -> bool:
    """Whether a body lacks its key because it is private to others.

    Who seals under a personal key has it himself, and says so by a seal that he signed. So a
    group's key can't be made away with, and its entries be passed off as somebody's own.
    """
    return isinstance(missing, KeyOfOthers) and frame.signer in missing.givers


def open_reader(home: Home, keyring: Keyring) -> Reader:
    """Read a home's record without taking a writer's seat. JournalUnusable."""
    from models.journal.sqlite_journal import SqliteJournal

    return Reader(SqliteJournal(home.journal_path), keyring, home.own_writers())
