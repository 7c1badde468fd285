"""A journal whose file was damaged, made anew from what is sound of it and from its witnesses.

A bit that turned on the disk is no alteration by anybody: every entry is signed, most lie in a
witness as well, and what lies in no witness is mostly still to be read in the file. Only where
nothing at all is lost by it a new file takes the place of the damaged one, which is kept beside.
Where entries are missing all stays as it is: reading gives what can be read, and `verify` says
what can't.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterable, Iterator
from contextlib import suppress
from itertools import count
from pathlib import Path

from models.home import Home
from models.journal.forks import fork_start
from models.journal.frame import (
    MIN_FRAME_BYTES,
    Frame,
    FrameError,
    check_signature,
    frames_in,
    parse,
)
from models.journal.journal import JournalUnusable, Reason
from models.journal.sqlite_journal import SqliteJournal
from models.journal.witness import Testimony, read_witness, witness_files, witness_path
from models.keys.seats import Seat, alone
from models.platform import sync_folder
from models.record_error import RecordError

_BEFORE_FIRST = bytes(32)
_BATCH = 500
_HELPERS = ("-wal", "-shm")


def mend(home: Home, seat: Seat) -> tuple[str, ...]:
    """Look at the journal, and make it anew where it is damaged; what was done, for people."""
    path = home.journal_path
    testimonies = [read_witness(each) for each in witness_files(home.witness_folder)]
    if not path.exists() or not _is_damaged(path, testimonies):
        return ()
    try:
        with alone(home.seats_folder, seat) as is_alone:
            if not is_alone:
                return ("The journal's file is damaged: close every terminal, then open one.",)
            frames = _whole(home, testimonies)
            if frames is None:
                return ()
            kept = _made_anew(path, frames)
    except (RecordError, OSError):
        return ("The journal's file is damaged, and the disk doesn't let it be put right.",)
    return (
        f"The journal's file was damaged. It was made anew, with all {len(frames)} entries; the "
        f"damaged one is kept as {kept.name}.",
    )


def _is_damaged(path: Path, testimonies: Iterable[Testimony]) -> bool:
    """Whether it can't be read, or what the witnesses hold stands otherwise in it, unsigned."""
    try:
        journal = SqliteJournal(path, read_only=True)
        try:
            runs = {(writer, seq): stream for writer, seq, stream in journal.runs()}
            return any(_differs(journal, runs, each.frames) for each in testimonies)
        finally:
            journal.close()
    except JournalUnusable as error:
        return error.reason is Reason.DAMAGED


def _differs(
    journal: SqliteJournal, runs: dict[tuple[bytes, int], bytes], frames: list[Frame]
) -> bool:
    """Whether entries of a witness, or the index of streams, stand in the journal damaged."""
    if not frames:
        return False
    writer = frames[0].writer
    rows = {seq: raw for _, seq, raw in journal.read_from(writer, frames[0].seq)}
    newest = max(rows, default=0)
    before: Frame | None = None
    for frame in frames:
        if frame.seq > newest:
            break
        if rows.get(frame.seq) != frame.raw:
            return _sound(frame.raw) is not None and _sound(rows.get(frame.seq, b"")) is None
        begins = before is not None and before.stream != frame.stream
        if runs.get((writer, frame.seq)) != (frame.stream if begins or frame.seq == 1 else None):
            follows = before is not None and before.seq + 1 == frame.seq
            if follows or frame.seq == 1:
                return True
        before = frame
    return False


def _whole(home: Home, testimonies: list[Testimony]) -> list[Frame] | None:
    """Every writer's chain, up to the newest known entry; None where one isn't whole."""
    newest: dict[bytes, int] = {}
    for testimony in testimonies:
        for writer, head in testimony.heads.items():
            newest[writer] = max(head.seq, newest.get(writer, 0))
    own = home.own_writers()
    if not all(witness_path(home.witness_folder, writer).exists() for writer in own):
        return None  # without its witness nobody knows how far a writer had come
    rows = list(_rows(home.journal_path, newest))
    if any(fork_start(key) for key in newest):
        return None  # which of two is the writer's own chain, the damaged file alone knew
    staff, found = home.staff.signers(), dict[tuple[bytes, int], Frame]()
    files = (each.read_bytes() for each in sorted(home.folder.glob("journal.db*")))
    witnessed = (frame.raw for each in testimonies for frame in each.frames)
    scanned = (raw for data in files for raw in frames_in(data))
    for raw in (*witnessed, *rows, *scanned):
        frame = _sound(raw)
        if frame and frame.signer in staff:
            if found.setdefault((frame.writer, frame.seq), frame).hash != frame.hash:
                return None
            newest[frame.writer] = max(frame.seq, newest.get(frame.writer, 0))
    return _chained(found, newest) or None


def _chained(found: dict[tuple[bytes, int], Frame], newest: dict[bytes, int]) -> list[Frame] | None:
    frames: list[Frame] = []
    for writer, last in sorted(newest.items()):
        before = _BEFORE_FIRST
        for seq in range(1, last + 1):
            frame = found.get((writer, seq))
            if frame is None or frame.previous != before:
                return None
            frames.append(frame)
            before = frame.hash
    return frames


def _rows(path: Path, newest: dict[bytes, int]) -> Iterator[bytes]:
    """What can be read of it, entry by entry; `newest` learns what it says it holds."""
    with suppress(JournalUnusable):
        journal = SqliteJournal(path, read_only=True)
        try:
            with suppress(JournalUnusable):
                for writer, last in journal.holdings().items():
                    displaced = _sound(journal.frame_at(writer, last) or b"")
                    claimed = displaced.seq if displaced else last
                    newest[writer] = max(claimed, newest.get(writer, 0))
            most = path.stat().st_size // MIN_FRAME_BYTES  # a damaged number can be any
            for writer, last in sorted(newest.items()):
                for seq in range(1, min(last, most) + 1):
                    with suppress(JournalUnusable):
                        yield journal.frame_at(writer, seq) or b""
        finally:
            journal.close()


def _sound(raw: bytes) -> Frame | None:
    """The frame in `raw`, truly signed; None when it is damaged."""
    try:
        frame = parse(raw)
        check_signature(frame)
    except FrameError:
        return None
    return frame


def _made_anew(path: Path, frames: list[Frame]) -> Path:
    """Put a new file in the place of the damaged one; where that is kept. OSError, RecordError.

    Ended at any moment, this leaves the damaged file or the new one, and the former's copy.
    """
    kept = next(
        each
        for number in count(1)
        if not (each := path.with_name(f"{path.name}.damaged-{number}")).exists()
    )
    new = path.with_name(f"{path.name}.new")
    for suffix in ("", *_HELPERS):
        path.with_name(new.name + suffix).unlink(missing_ok=True)
    journal = SqliteJournal(new)
    try:
        for at in range(0, len(frames), _BATCH):
            journal.append(frames[at : at + _BATCH])
    finally:
        journal.close()
    shutil.copy2(path, kept)
    for suffix in _HELPERS:  # SQLite would play the old WAL into the new file
        helper = path.with_name(path.name + suffix)
        if helper.exists():
            shutil.copy2(helper, kept.with_name(kept.name + suffix))
            helper.unlink()
    sync_folder(path.parent)
    new.replace(path)
    sync_folder(path.parent)
    return kept
