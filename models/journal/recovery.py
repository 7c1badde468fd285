"""What opening a seat puts right: a journal that is behind its witness.

Frames that follow on what the journal has go back into it. Where they can't, because the
journal was replaced by an older copy or written to elsewhere under the same numbers, the seat
goes on as a new writer, and what only the witness has is written again by it; an entry that
then comes twice, from a colleague's laptop say, has the same id and counts once.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

from models.journal.forks import fork_start, writer_of
from models.journal.frame import Frame, FrameError, Position, check_signature
from models.journal.journal import Journal, NotSaved
from models.journal.witness import (
    Testimony,
    read_witness,
    rewrite_witness,
    witness_files,
    witness_path,
)
from models.keys.seats import Seat

_BEFORE_FIRST = bytes(32)


class Orphans:
    """Frames of a former writer that only its witness has."""

    def __init__(self, path: Path, testimony: Testimony, frames: list[Frame]) -> None:
        self._path = path
        self._testimony = testimony
        self.frames = frames

    def forget(self, frames: list[Frame]) -> None:
        """Take frames that have been written again out of the witness. OSError."""
        gone = {frame.hash for frame in frames}
        left = [frame for frame in self._testimony.frames if frame.hash not in gone]
        self.frames = [frame for frame in self.frames if frame.hash not in gone]
        self._testimony = rewrite_witness(self._path, self._testimony, left)


class Recovery(NamedTuple):
    """What was found on opening a seat."""

    returned: int
    """How many entries came back into the journal."""
    waiting: list[Frame]
    """Entries that would have, had the journal taken them just now."""
    orphans: list[Orphans]
    cut_off: bool
    """The journal lacks entries of the seat's writer, or others stand under the same numbers: it
    must go on as a new one."""
    forked: bool
    """The latter: another copy of this home wrote as the same writer."""

    @property
    def lines(self) -> tuple[str, ...]:
        """For people: what was put right. Usually nothing."""
        lines = []
        if self.returned:
            lines.append(
                f"Entries that the journal had lost, back from its witness: {self.returned}."
            )
        if self.waiting:
            lines.append(f"Entries of last time that are still to be saved: {len(self.waiting)}.")
        if self.forked:
            lines.append(
                "A copy of this home was put back or written to elsewhere: its entries are kept "
                "beside those here, and this terminal goes on as a new writer."
            )
        elif self.cut_off:
            lines.append(
                "The journal is older than its witness: this terminal goes on as a new writer. "
                "Where a copy or a colleague's laptop has the entries between, they come back."
            )
        if again := sum(len(each.frames) for each in self.orphans):
            lines.append(
                f"Entries that only the witness has: {again}. Each is written again as soon as "
                "the person who wrote it has unlocked here."
            )
        return tuple(lines)


def recover(journal: Journal, seat: Seat, folder: Path) -> Recovery:
    """Bring back what the witnesses in `folder` have of the seat's writers. JournalUnusable."""
    found = {path: read_witness(path) for path in witness_files(folder)}
    returned = 0
    waiting: list[Frame] = []
    orphans: list[Orphans] = []
    for writer in seat.writers:
        path = witness_path(folder, writer)
        missing = _missing(journal, writer, found[path].frames) if path in found else []
        if not _follow_on(missing, journal.head(writer)):
            orphans.append(Orphans(path, found[path], missing))
            continue
        try:
            journal.append(missing)
            returned += len(missing)
        except NotSaved:  # they stay in the witness; the present writer's can wait in memory
            waiting = missing
    forked = _forked(journal, seat)
    cut_off = forked or _cut_off(journal, seat, found.values(), waiting, orphans)
    if cut_off or (waiting and waiting[0].writer != seat.writer):
        waiting = []
    return Recovery(returned, waiting, orphans, cut_off, forked)


def _missing(journal: Journal, writer: bytes, frames: list[Frame]) -> list[Frame]:
    """What a writer's witness has and the journal lacks, or has otherwise; truly signed."""
    newest = _newest(journal, writer)
    own = [frame for frame in frames if frame.writer == writer]
    shared = [frame for frame in own if frame.seq <= newest]
    missing = [frame for frame in own if frame.seq > newest]
    # Where the newest that both have is the same, so is the chain that leads to it.
    if shared and journal.frame_at(writer, shared[-1].seq) != shared[-1].raw:
        unlike = [each for each in shared if journal.frame_at(writer, each.seq) != each.raw]
        missing = unlike + missing
    return [frame for frame in missing if _signed(frame)]


def _follow_on(frames: list[Frame], head: Position | None) -> bool:
    """Whether the journal can take them where its chain of this writer ends."""
    seq, before = (head.seq, head.hash) if head else (0, _BEFORE_FIRST)
    for frame in frames:
        if (frame.seq, frame.previous) != (seq + 1, before):
            return False
        seq, before = frame.seq, frame.hash
    return True


def _cut_off(
    journal: Journal,
    seat: Seat,
    testimonies: Iterable[Testimony],
    waiting: list[Frame],
    orphans: list[Orphans],
) -> bool:
    """Whether the seat's present writer is known to have written more than can be had."""
    if not seat.writers:
        return False
    writer = seat.writer
    if any(frame.writer == writer for each in orphans for frame in each.frames):
        return True
    known = max((each.heads[writer].seq for each in testimonies if writer in each.heads), default=0)
    kept = [frame.seq for frame in waiting if frame.writer == writer]
    return known > max([_newest(journal, writer), *kept])


def _forked(journal: Journal, seat: Seat) -> bool:
    """Whether a sync found that the seat's present writer wrote elsewhere as well."""
    forks = (key for key in journal.holdings() if fork_start(key))
    return bool(seat.writers) and any(writer_of(key) == seat.writer for key in forks)


def _newest(journal: Journal, writer: bytes) -> int:
    head = journal.head(writer)
    return head.seq if head else 0


def _signed(frame: Frame) -> bool:
    try:
        check_signature(frame)
    except FrameError:
        return False
    return True
