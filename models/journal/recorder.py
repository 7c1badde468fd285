"""The shell that writes: one seat's writer, its journal and its witness.

Entries are sealed once. When the journal refuses them, the sealed frames are kept here and in
the witness, and tried again as they are: a commit that raised may still have happened, and the
same frame twice is one frame.
"""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from typing import NamedTuple, Self

from models.home import Home
from models.journal.forks import fork_start
from models.journal.frame import (
    Frame,
    FrameError,
    Header,
    Position,
    open_body,
    parse,
    seal,
    sorted_key_ids,
)
from models.journal.journal import Forked, Gap, JournalUnusable, NotSaved, Reason
from models.journal.journal_file import BUSY_SECONDS
from models.journal.mending import mend
from models.journal.recovery import recover
from models.journal.sqlite_journal import SqliteJournal
from models.journal.witness import open_witness, witness_path
from models.keys.keyring import KeyMissing, Keyring
from models.keys.seats import Seat, take_seat
from models.reader import Reader

BRIEF_SECONDS = 0.1
"""So long a key may wait for another program that writes: no longer than is felt (ours)."""
_FIRST = bytes(32)
_MOST_HEADS = 1000
"""More new heads than this at once are named by the frames that follow."""
_MOST_WITNESSED = 1000
"""How many entries a witness is given that had been removed."""


class Sealable(NamedTuple):
    """An entry to be: the stream it belongs to, the keys to seal it under, its bytes."""

    stream: bytes
    key_ids: tuple[bytes, ...]
    body: bytes

    def __repr__(self) -> str:
        return f"Sealable({self.stream.hex()[:8]}, {len(self.body)} bytes)"


class Recorder:
    """Writes to a home's record from one seat. One thread at a time; see `open_recorder`."""

    def __init__(
        self,
        home: Home,
        keyring: Keyring,
        seat: Seat,
        journal: SqliteJournal,
        mended: tuple[str, ...] = (),
    ) -> None:
        self._keyring = keyring
        self._seat = seat
        self.colleagues = home.staff
        """The public keys of the staff."""
        self.journal = journal
        recovery = recover(journal, seat, home.witness_folder)
        self.opening = (*mended, *recovery.lines)
        """What was put right on opening, in lines for people; usually none."""
        self._orphans = recovery.orphans
        self._waiting = recovery.waiting
        self.writer = seat.new_writer() if recovery.cut_off else seat.writer
        self._last = self._newest()
        self._told: dict[bytes, int] = {}
        self._untold: list[Position] = []
        self._version = -1
        self._closed = False
        self._witness = open_witness(witness_path(home.witness_folder, self.writer))
        self._witness.add(self._unwitnessed())
        self.reader = Reader(journal, keyring, home.own_writers())
        """Reads through the same connection, so what was appended is there at once."""
        self._write_orphans_again()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    @property
    def seat(self) -> int:
        """1 for the first terminal on this home, 2 for the second, and so on."""
        return self._seat.number

    @property
    def unsaved(self) -> int:
        """How many entries wait to be written."""
        return len(self._waiting)

    def append(self, bodies: Sequence[Sealable]) -> tuple[Position, ...]:
        """Seal, sign and write entries in one transaction; on the disk when this returns.

        NotSaved: they are kept here (and in the witness, where the disk allows) with the
        positions that the error names; `retry` writes them. Never give them again. KeyMissing
        and Locked: nothing was kept.
        """
        positions = self.keep(bodies)
        try:
            if positions:
                self._write()
        except NotSaved as error:
            error.positions = positions
            raise
        return positions

    def keep(self, bodies: Sequence[Sealable]) -> tuple[Position, ...]:
        """Seal and sign entries, kept here until `retry` or `append` writes them: where they stand.

        Never give them again. KeyMissing and Locked: nothing was kept.
        """
        frames = self._sealed(bodies)
        if not frames:
            return ()
        positions = tuple(frame.position for frame in frames)
        self._last = positions[-1]
        self._told_heads(frames[0].heads)
        self._waiting = self._waiting + frames if self._waiting else frames
        return positions

    def retry(self) -> tuple[Position, ...]:
        """Write what waits; the positions of what is saved by it. NotSaved again."""
        frames = self._waiting
        self._write()
        return tuple(frame.position for frame in frames)

    def make_room(self) -> None:
        """Take the disk's room for entries to come now: for a moment when nobody waits."""
        self.journal.make_room()

    def be_brief(self) -> None:
        """Never keep anybody waiting while another program writes: what is said waits meanwhile."""
        self.journal.wait_at_most(BRIEF_SECONDS)

    def hand_over(self, keyring: Keyring) -> None:
        """Let another person write and read from here on; what waits stays as it was signed."""
        self._keyring = keyring
        self.reader.use(keyring)
        self._write_orphans_again()

    def close(self) -> None:
        """Leave the seat; what still waits is in the witness, and is taken in on opening.

        Doing so twice is fine.
        """
        if self._closed:
            return
        self._closed = True
        self.journal.wait_at_most(BUSY_SECONDS)
        with suppress(NotSaved):
            self._write()
        with suppress(JournalUnusable):
            heads = self.journal.heads()
            self._witness.add_heads(heads[key] for key in heads if not fork_start(key))
        self._witness.close()
        self.journal.close()
        self._seat.release()

    def _sealed(self, bodies: Sequence[Sealable]) -> list[Frame]:
        """The frames of `bodies`, continuing the chain. Keeps nothing."""
        keyring = self._keyring
        frames: list[Frame] = []
        seq, previous = (self._last.seq, self._last.hash) if self._last else (0, _FIRST)
        heads = self._new_heads() if bodies else ()
        for stream, key_ids, body in bodies:
            seq += 1
            ids = sorted_key_ids(key_ids)
            header = Header(self.writer, seq, previous, stream, keyring.signer, ids, heads)
            frame = seal(header, body, keyring.cipher(stream, ids), keyring)
            frames.append(frame)
            previous, heads = frame.hash, ()
        return frames

    def _write(self) -> None:
        """Bring what waits to the journal, and in any case to the witness."""
        try:
            if self._waiting:
                self.journal.append(self._waiting)
        except (Forked, Gap) as error:
            raise NotSaved(
                Reason.GONE,
                f"{error} Close the program and open it again: what waits is in the witness file "
                "and is taken in then.",
            ) from None
        finally:
            self._witness.add(self._waiting)
        self._waiting = []

    def _told_heads(self, heads: tuple[Position, ...]) -> None:
        if heads:
            self._told.update((head.writer, head.seq) for head in heads)
            self._untold = self._untold[len(heads) :]

    def _new_heads(self) -> tuple[Position, ...]:
        """How far other writers have come, as far as it was seen and not yet said."""
        if self._version != self.reader.version:
            with suppress(JournalUnusable):  # the write that follows will say so
                found = sorted(self.journal.holdings().items())
                news = [writer for writer, seq in found if seq > self._told.get(writer, 0)]
                others = (each for each in news if each != self.writer and not fork_start(each))
                heads = map(self.journal.head, others)
                self._untold = [head for head in heads if head]
                self._version = self.reader.version
        return tuple(self._untold[:_MOST_HEADS])

    def _newest(self) -> Position | None:
        """The end of this writer's chain, entries that wait included."""
        waiting = [frame for frame in self._waiting if frame.writer == self.writer]
        return waiting[-1].position if waiting else self.journal.head(self.writer)

    def _unwitnessed(self) -> list[Frame]:
        """What the journal has and the witness missed: an act cut short, or a witness removed."""
        head = self.journal.head(self.writer)
        if head is None:
            return []
        start = max(self._witness.newest, head.seq - _MOST_WITNESSED) + 1
        frames = []
        with suppress(FrameError):  # damage is for `verify` to tell of
            for _, _, raw in self.journal.read_from(self.writer, start):
                frames.append(parse(raw))
        return frames

    def _write_orphans_again(self) -> None:
        """What only a former writer's witness has, written by this one, if this person signed it.

        An entry written twice (killed in between) has the same id and counts once.
        """
        left = []
        for orphans in self._orphans:
            mine = [(frame, body) for frame in orphans.frames if (body := self._again(frame))]
            if not mine:
                left.append(orphans)
                continue
            with suppress(NotSaved, OSError):
                self.append([body for _, body in mine])
                orphans.forget([frame for frame, _ in mine])
            if orphans.frames:
                left.append(orphans)
        self._orphans = left

    def _again(self, frame: Frame) -> Sealable | None:
        if frame.signer != self._keyring.signer:
            return None
        try:
            cipher = self._keyring.cipher(frame.stream, frame.key_ids)
            return Sealable(frame.stream, frame.key_ids, open_body(frame, cipher))
        except (FrameError, KeyMissing):
            return None


def open_recorder(home: Home, keyring: Keyring) -> Recorder:
    """Take the lowest free seat of a home, put right what its witness knows better, and write.

    RecordError when no seat can be had, JournalUnusable when the journal can't be opened.
    """
    seat = take_seat(home.seats_folder)
    try:
        mended = mend(home, seat)
        journal = SqliteJournal(home.journal_path)
        try:
            return Recorder(home, keyring, seat, journal, mended)
        except BaseException:
            journal.close()
            raise
    except BaseException:
        seat.release()
        raise
