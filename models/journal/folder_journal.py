"""The journal in a folder of closed pieces: for a stick, or a drive that is shared or copied.

Each append writes one file under another name and then renames it, so a piece is there whole or
not at all, and none is ever changed: several laptops may write at once, whatever carries the
folder about may carry its files in any order, and one that isn't whole yet counts as not there.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple

from models.journal.frame import Frame, Position, parse
from models.journal.journal import Forked, Gap, JournalUnusable, NotSaved, Row
from models.journal.journal_piece import (
    SUFFIX,
    Piece,
    PieceDamaged,
    PieceNewer,
    RunOfPiece,
    piece_of,
    runs_in,
)
from models.journal.write_errors import why
from models.platform import write_private


class _Part(NamedTuple):
    """The numbers `first` to `last` of a chain, and where they are to be had."""

    first: int
    last: int
    name: str
    run: RunOfPiece


class FolderJournal:
    """A journal in the folder `path`, which must be there."""

    def __init__(self, path: Path) -> None:
        """JournalUnusable where it can't be read."""
        self._path = path.absolute()
        self._runs: dict[str, list[RunOfPiece]] = {}
        self._parts: dict[bytes, list[_Part]] = {}
        self._last: tuple[str, Piece] | None = None
        self._outdated = False
        self.not_whole: dict[str, str] = {}
        """Files that count as not there, and why: cut short or damaged, or of a newer version."""
        self.beyond_gaps: dict[bytes, int] = {}
        """By chain, how many frames are missing before some that are there."""
        self._look()

    def append(self, frames: Sequence[Frame]) -> None:
        """Keep all of `frames` or none; they are on the disk when this returns."""
        if not frames:
            return
        self._look()
        new: list[Frame] = []
        heads: dict[bytes, Position] = {}
        for frame in frames:
            head = heads.get(frame.writer) or self.head(frame.writer)
            newest = head.seq if head else 0
            if frame.seq > newest + 1:
                raise Gap(frame, newest)
            if frame.seq <= newest:
                self._must_be_there(frame, new)
                continue
            if head and frame.previous != head.hash:
                raise Forked(frame)
            new.append(frame)
            heads[frame.writer] = frame.position
        if new:
            self._write(new)

    def head(self, writer: bytes) -> Position | None:
        """The newest place in a writer's chain; None of an unknown writer."""
        parts = self._parts.get(writer)
        return parts[-1].run.head if parts else None

    def heads(self) -> dict[bytes, Position]:
        """The newest place in each writer's chain."""
        self._look()
        return {key: parts[-1].run.head for key, parts in self._parts.items()}

    def holdings(self) -> dict[bytes, int]:
        """The newest number of each writer; all before it are held."""
        self._look()
        return {key: parts[-1].last for key, parts in self._parts.items()}

    def frame_at(self, writer: bytes, seq: int) -> bytes | None:
        """One frame."""
        return next((raw for _, number, raw in self.read_from(writer, seq) if number == seq), None)

    def read_from(self, writer: bytes, seq: int) -> Iterator[Row]:
        """A writer's frames from number `seq` on, in order.

        They end early where a piece proves damaged; it then counts as not there.
        """
        seq = max(seq, 1)
        parts = self._parts.get(writer, [])
        for part in parts[bisect_left(parts, seq, key=lambda each: each.last) :]:
            piece = self._piece(part.name)
            if piece is None:
                return
            for number, raw in piece.frames(part.run, max(seq, part.first)):
                yield writer, number, raw

    def read_stream(self, stream: bytes) -> Iterator[Row]:
        """The frames of one stream, by writer and then number; reads everything."""
        for writer in sorted(self.holdings()):
            for row in self.read_from(writer, 1):
                if parse(row[2]).stream == stream:
                    yield row

    def streams(self) -> list[bytes]:
        """Every stream that has frames; reads everything."""
        rows = (row for writer in self.holdings() for row in self.read_from(writer, 1))
        return sorted({parse(raw).stream for _, _, raw in rows})

    def version(self) -> int:
        """A number that changes when somebody else writes: how many pieces there are."""
        self._look()
        return len(self._runs)

    def close(self) -> None:
        """Let go of it."""
        self._last = None

    def _must_be_there(self, frame: Frame, new: Sequence[Frame]) -> None:
        given = next((n.raw for n in new if (n.writer, n.seq) == (frame.writer, frame.seq)), None)
        if (given or self.frame_at(frame.writer, frame.seq)) != frame.raw:
            raise Forked(frame)

    def _write(self, frames: list[Frame]) -> None:
        name, raw = piece_of(frames)
        try:
            write_private(self._path / name, raw)
        except OSError as error:
            raise NotSaved(*why(error, self._path, "could not be written")) from None
        self.not_whole.pop(name, None)
        self._look()

    def _look(self) -> None:
        """Take in the pieces that have come since last time."""
        with self._sentence():
            names = {each.name for each in self._path.iterdir() if each.name.endswith(SUFFIX)}
            new = sorted(names - self._runs.keys())
            gone = self._runs.keys() - names
            for name in gone:
                del self._runs[name]
            for name in new:
                try:
                    self._runs[name] = runs_in(self._path / name)
                    self.not_whole.pop(name, None)
                except PieceDamaged:
                    self.not_whole[name] = "not whole"
                except PieceNewer:
                    self.not_whole[name] = "of a newer version of the program"
        if gone or self._outdated or any(name in self._runs for name in new):
            self._outdated = False
            self._join()

    def _join(self) -> None:
        """Put the chains together from the runs of all pieces, as far as they go on."""
        by_key: dict[bytes, list[tuple[int, int, str, RunOfPiece]]] = {}
        for name, runs in self._runs.items():
            for run in runs:
                by_key.setdefault(run.key, []).append((run.first, -run.length, name, run))
        self._parts, self.beyond_gaps = {}, {}
        for key, found in by_key.items():
            parts: list[_Part] = []
            for _, _, name, run in sorted(found):
                if part := self._next_part(parts, name, run):
                    parts.append(part)
            if parts:
                self._parts[key] = parts
            newest = parts[-1].last if parts else 0
            self._note_gap(key, newest, (run for *_, run in found))

    def _note_gap(self, key: bytes, newest: int, runs: Iterator[RunOfPiece]) -> None:
        beyond = [run.first for run in runs if run.first > newest + 1]
        if beyond:
            self.beyond_gaps[key] = min(beyond) - newest - 1

    def _next_part(self, parts: list[_Part], name: str, run: RunOfPiece) -> _Part | None:
        """What a run adds at the end of a chain; nothing where it is of another or adds none."""
        head = parts[-1].run.head if parts else None
        newest = head.seq if head else 0
        if run.first > newest + 1 or run.end <= newest:
            return None
        if head is None:
            follows = run.first == 1
        elif run.first == newest + 1:
            follows = run.before == head.hash
        else:
            piece = self._piece(name)
            shared = next(piece.frames(run, newest), None) if piece else None
            follows = shared is not None and sha256(shared[1]).digest() == head.hash
        return _Part(newest + 1, run.end, name, run) if follows else None

    def _piece(self, name: str) -> Piece | None:
        """A piece with its frames; None, and it counts as not there, when it is damaged."""
        if self._last and self._last[0] == name:
            return self._last[1]
        try:
            with self._sentence():
                piece = Piece(self._path / name)
        except (PieceDamaged, PieceNewer):
            self.not_whole[name] = "not whole"
            self._runs[name] = []
            self._outdated = True
            return None
        self._last = (name, piece)
        return piece

    @contextmanager
    def _sentence(self) -> Iterator[None]:
        try:
            yield
        except OSError as error:
            raise JournalUnusable(*why(error, self._path, "can't be read")) from None
