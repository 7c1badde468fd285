"""Three laptops and two hubs, by chance: nothing that was saved is ever missing or there twice.

Real homes, recorders, journals and folders, on a disk in memory where there is one. CI runs 300
machines; more by command, which prints how many entries none of which was lost:
SESSION_TUI_MACHINES=2000 python -m pytest tests/models/sync/test_sync_machine.py
"""

from __future__ import annotations

import os
import shutil
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import suppress
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import HealthCheck, settings
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule
from hypothesis.strategies import booleans, integers, sampled_from

from models.home import Home, create_home, open_home
from models.journal.folder_journal import FolderJournal
from models.journal.frame import Frame
from models.journal.journal import Journal, NotSaved, Reason, Row
from models.journal.recorder import Recorder, Sealable, open_recorder
from models.journal.sqlite_journal import SqliteJournal
from models.keys.keyring import Keyring
from models.reader import open_reader
from models.sync.folder_hub import FolderHub, open_folder_hub
from models.sync.meeting import meet
from tests.models.record.conftest import there
from tests.models.record.frames import an_id

MACHINES = int(os.environ.get("SESSION_TUI_MACHINES", "300"))
IN_MEMORY = "/dev/shm" if os.access("/dev/shm", os.W_OK) else None
figures: Counter[str] = Counter()
DAY = an_id("day 1")
LAPTOPS = sampled_from("abc")
HUBS = sampled_from(["share", "stick"])


@pytest.fixture(scope="module", autouse=True)
def figure(request: pytest.FixtureRequest) -> Iterator[None]:
    """How much it was, printed at the end."""
    yield
    says = f"{figures['machines']} machines, {figures['entries']} entries: none lost, none twice"
    with request.config.pluginmanager.getplugin("capturemanager").global_and_fixture_disabled():
        request.config.get_terminal_writer().line(f"\n{says}")


@cache
def team() -> tuple[TemporaryDirectory[str], Keyring]:
    """A team's home, made once; its folder goes when the tests end."""
    kept = TemporaryDirectory(prefix="session-tui-team-", dir=IN_MEMORY)
    _, keyring = create_home(Path(kept.name) / "home", "correct horse 1", passes=3)
    return kept, keyring


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


class SyncMachine(RuleBasedStateMachine):
    def __init__(self) -> None:
        super().__init__()
        self._folder = TemporaryDirectory(prefix="session-tui-machine-", dir=IN_MEMORY)
        self.root = Path(self._folder.name)
        self.saved: set[bytes] = set()
        self.copies: dict[str, Path] = {}
        self.open: dict[str, Recorder] = {}
        self.changed: set[str] = set()
        """The laptops that something happened to since they were last read."""

    @initialize()
    def begin(self) -> None:
        kept, _ = team()
        for name in "abc":
            shutil.copytree(Path(kept.name) / "home", self.root / name)
        for name in ("share", "stick"):
            (self.root / name).mkdir()
            self.hub(name).close()

    # --- what happens ---------------------------------------------------------

    @rule(name=LAPTOPS, entries=integers(1, 4), killed=booleans())
    def say(self, name: str, entries: int, killed: bool) -> None:
        """Entries are saved; the program then ends, or is killed before it can tidy up."""
        recorder = self.open.pop(name, None) or self.recorder(name)
        self.append(recorder, entries)
        self.changed.add(name)
        if killed:
            recorder.journal.close()
            recorder._seat.release()
            os.close(recorder._witness._file)
        else:
            recorder.close()

    @rule(name=LAPTOPS)
    def say_and_stay(self, name: str) -> None:
        """The program stays open, whatever a sync brings meanwhile."""
        if name not in self.open:
            self.open[name] = self.recorder(name)
        self.append(self.open[name], 1)
        self.changed.add(name)

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
            assert set(self.said(name)) <= self.saved
        self.changed.clear()

    def teardown(self) -> None:
        try:
            for name in "abc":
                self.leave(name)
            for _ in range(2):
                for name in "abc":
                    for hub in ("share", "stick"):
                        self.met(name, self.hub(hub))
            found = [self.frames_of(name) for name in "abc"]
            found += [self.frames(self.hub(hub).journal) for hub in ("share", "stick")]
            assert all(each == found[0] for each in found)
            for name in "abc":
                assert self.said(name) == Counter(self.saved)
            figures.update(machines=1, entries=len(self.saved))
        finally:
            self._folder.cleanup()

    # --- how ------------------------------------------------------------------

    def home(self, name: str) -> tuple[Home, Keyring]:
        home = open_home(self.root / name)
        return home, there(team()[1], home)

    def hub(self, name: str) -> FolderHub:
        return open_folder_hub(self.root / name, team()[1].founder)

    def met(self, name: str, hub: FolderHub) -> None:
        self.changed.add(name)
        try:
            meet(self.home(name)[0], hub)
        finally:
            hub.close()

    def recorder(self, name: str) -> Recorder:
        return open_recorder(*self.home(name))

    def append(self, recorder: Recorder, entries: int) -> None:
        _, keyring = team()
        bodies = [os.urandom(6).hex().encode() for _ in range(entries)]
        recorder.append([Sealable(DAY, (keyring.team_key_id,), body) for body in bodies])
        self.saved |= set(bodies)

    def leave(self, name: str) -> None:
        if recorder := self.open.pop(name, None):
            recorder.close()

    def pieces_folder(self, hub: str) -> Path:
        return self.root / hub / "session-tui-hub" / "frames"

    def pieces(self, hub: str) -> list[Path]:
        return sorted(self.pieces_folder(hub).glob("*.piece"))

    def said(self, name: str) -> Counter[bytes]:
        reader = open_reader(*self.home(name))
        try:
            read = reader.read_stream(DAY)
        finally:
            reader.close()
        assert read.faults == []
        return Counter(one.body for one in read.opened)

    def frames_of(self, name: str) -> set[bytes]:
        journal = SqliteJournal(self.root / name / "journal.db")
        try:
            return self.frames(journal)
        finally:
            journal.close()

    def frames(self, journal: Journal) -> set[bytes]:
        return {raw for key in journal.holdings() for _, _, raw in journal.read_from(key, 1)}


class OtherSyncMachine(SyncMachine):
    """Half of the machines each, so that two cores share them."""


for machine in (SyncMachine, OtherSyncMachine):
    machine.TestCase.settings = settings(
        max_examples=max(1, MACHINES // 2),
        stateful_step_count=20,
        deadline=None,
        suppress_health_check=list(HealthCheck),
    )
TestSyncMachine = SyncMachine.TestCase
TestOtherSyncMachine = OtherSyncMachine.TestCase
