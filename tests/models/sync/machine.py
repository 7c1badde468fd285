"""Three laptops and two hubs that chance plays with: what every machine of the tests shares.

Real homes, recorders, journals and folders, on a disk in memory where there is one.
"""

from __future__ import annotations

import os
import shutil
from abc import abstractmethod
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule
from hypothesis.strategies import booleans, integers, sampled_from

from models.home import Home, open_home
from models.journal.folder_journal import FolderJournal
from models.journal.frame import Frame
from models.journal.journal import Journal, NotSaved, Reason, Row
from models.journal.recorder import Recorder, open_recorder
from models.journal.sqlite_journal import SqliteJournal
from models.keys.keyring import Keyring
from models.sync.folder_hub import FolderHub, open_folder_hub
from models.sync.meeting import Met, meet

IN_MEMORY = "/dev/shm" if os.access("/dev/shm", os.W_OK) else None
MOST_ROUNDS = 4
"""In so many rounds at most each laptop has everything, what it writes because of that too."""
ROUND = (
    *(("c", "stick"), ("a", "share"), ("b", "share"), ("c", "share")),
    *(("a", "share"), ("b", "share"), ("a", "stick")),
)
"""Who meets what in turn: after it all have all, but what somebody wrote because of what came."""
LAPTOPS = sampled_from("abc")
HUBS = sampled_from(["share", "stick"])
figures: Counter[str] = Counter()
"""How many machines of which name were run, with how many entries."""


class Cut:
    """A hub's journal whose line breaks after so many frames."""

    def __init__(self, journal: FolderJournal, left: int) -> None:
        self._journal, self._left = journal, left

    def __getattr__(self, name: str) -> Any:
        return getattr(self._journal, name)

    def append(self, frames: Sequence[Frame]) -> None:
        self._use(len(frames))
        self._journal.append(frames)

    def read_from(self, writer: bytes, seq: int) -> Iterator[Row]:
        for row in self._journal.read_from(writer, seq):
            self._use(1)
            yield row

    def _use(self, frames: int) -> None:
        self._left -= frames
        if self._left < 0:
            raise NotSaved(Reason.GONE, "cut")


class Machine(RuleBasedStateMachine):
    """What happens to laptops and hubs, whatever is written on them."""

    def __init__(self) -> None:
        super().__init__()
        self._folder = TemporaryDirectory(prefix="session-tui-machine-", dir=IN_MEMORY)
        self.root = Path(self._folder.name)
        self.copies: dict[str, Path] = {}
        self.open: dict[str, Recorder] = {}
        self.changed: set[str] = set()
        """The laptops that something happened to since they were last read."""

    # --- what each machine says for itself ------------------------------------

    @property
    @abstractmethod
    def team_folder(self) -> Path:
        """The home of the team, as whoever joins gets it."""

    @property
    @abstractmethod
    def founder(self) -> bytes:
        """The key that the team hangs on."""

    @abstractmethod
    def unlocked(self, home: Home) -> Keyring:
        """The keys of whoever sits there."""

    @abstractmethod
    def check(self, name: str) -> None:
        """That a laptop reads nothing that was never said."""

    @abstractmethod
    def is_whole(self, name: str) -> bool:
        """Whether a laptop reads each thing that was ever said, once."""

    def key_of(self, name: str) -> bytes:
        """The team's key that a laptop writes under."""
        return self.home(name)[1].team_key_id

    def check_at_the_end(self) -> None:
        """What else must be alike once all have met."""

    # --- what happens ---------------------------------------------------------

    @initialize()
    def begin(self) -> None:
        for name in "abc":
            shutil.copytree(self.team_folder, self.root / name)
        for name in ("share", "stick"):
            (self.root / name).mkdir()
            self.hub(name).close()

    @rule(name=LAPTOPS, hub=HUBS)
    def meet_hub(self, name: str, hub: str) -> None:
        self.met(name, self.hub(hub))

    @rule(name=LAPTOPS, hub=HUBS, after=integers(0, 6))
    def meet_and_be_cut(self, name: str, hub: str, after: int) -> None:
        found = self.hub(hub)
        found.journal = Cut(found.journal, after)  # type: ignore[assignment]  # acts as one
        with suppress(NotSaved):
            self.met(name, found)

    @rule(name=LAPTOPS)
    def copy(self, name: str) -> None:
        self.leave(name)
        self.copies[name] = self.root / f"copy of {name}"
        shutil.rmtree(self.copies[name], ignore_errors=True)
        shutil.copytree(self.root / name, self.copies[name])

    @precondition(lambda self: self.copies)
    @rule(name=LAPTOPS)
    def put_back(self, name: str) -> None:
        """A laptop is put back from its copy: not while only it has something."""
        self.leave(name)
        elsewhere = set().union(*(self.frames(self.hub(hub).journal) for hub in ("share", "stick")))
        if name in self.copies and self.frames_of(name) <= elsewhere:
            shutil.rmtree(self.root / name)
            shutil.copytree(self.copies[name], self.root / name)
            self.changed.add(name)

    @rule(first=booleans(), which=integers(0, 50), length=sampled_from([0, 5, 300, 10**9]))
    def files_are_carried(self, first: bool, which: int, length: int) -> None:
        """Somebody copies files from one hub to the other, some of them not to their ends."""
        source, target = ("share", "stick") if first else ("stick", "share")
        pieces = self.pieces(source)
        for piece in pieces[which % 7 :: 2]:
            copy = self.pieces_folder(target) / piece.name
            if not copy.exists():
                copy.write_bytes(piece.read_bytes()[:length])

    @rule(hub=HUBS, which=integers(0, 50))
    def hub_loses_a_file(self, hub: str, which: int) -> None:
        """Not while only hubs have something."""
        laptops = set().union(*(self.frames_of(name) for name in "abc"))
        hubs = set().union(*(self.frames(self.hub(each).journal) for each in ("share", "stick")))
        if (pieces := self.pieces(hub)) and hubs <= laptops:
            pieces[which % len(pieces)].unlink()

    # --- what must hold -------------------------------------------------------

    @invariant()
    def each_laptop_reads_what_it_has(self) -> None:
        for name in self.changed:
            self.check(name)
        self.changed.clear()

    def teardown(self) -> None:
        try:
            for name in "abc":
                self.leave(name)
            for _ in range(MOST_ROUNDS):
                for name, hub in ROUND:
                    self.met(name, self.hub(hub))
                if self.all_alike():
                    break
            else:
                raise AssertionError("what was said never came to all")
            self.check_at_the_end()
            figures[type(self).__name__] += 1
        finally:
            self._folder.cleanup()

    def all_alike(self) -> bool:
        """Whether all journals hold the same frames, and all laptops all that was said."""
        first, *others = (self.frames_of(name) for name in "abc")
        others += [self.frames(self.hub(hub).journal) for hub in ("share", "stick")]
        alike = all(each == first for each in others)
        return alike and all(map(self.is_whole, "abc")) and len({*map(self.key_of, "abc")}) == 1

    # --- how ------------------------------------------------------------------

    def home(self, name: str) -> tuple[Home, Keyring]:
        home = open_home(self.root / name)
        return home, self.unlocked(home)

    def hub(self, name: str) -> FolderHub:
        return open_folder_hub(self.root / name, self.founder)

    def met(self, name: str, hub: FolderHub) -> Met:
        self.changed.add(name)
        try:
            return meet(self.home(name)[0], hub)
        finally:
            hub.close()

    def recorder(self, name: str) -> Recorder:
        return open_recorder(*self.home(name))

    def recorder_for(self, name: str) -> Recorder:
        """The one that is open there, or a fresh one; whoever takes it ends it."""
        return self.open.pop(name, None) or self.recorder(name)

    def end(self, recorder: Recorder, *, killed: bool) -> None:
        """The program ends, or is killed before it can tidy up."""
        if killed:
            recorder.journal.close()
            recorder._seat.release()
            os.close(recorder._witness._file)
        else:
            recorder.close()

    def leave(self, name: str) -> None:
        if recorder := self.open.pop(name, None):
            recorder.close()

    def pieces_folder(self, hub: str) -> Path:
        return self.root / hub / "session-tui-hub" / "frames"

    def pieces(self, hub: str) -> list[Path]:
        return sorted(self.pieces_folder(hub).glob("*.piece"))

    def frames_of(self, name: str) -> set[bytes]:
        journal = SqliteJournal(self.root / name / "journal.db")
        try:
            return self.frames(journal)
        finally:
            journal.close()

    def frames(self, journal: Journal) -> set[bytes]:
        return {raw for key in journal.holdings() for _, _, raw in journal.read_from(key, 1)}
