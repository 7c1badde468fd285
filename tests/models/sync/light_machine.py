"""The light machine: bodies of chance bytes, a tenth of a second each, so there can be many."""

from __future__ import annotations

import os
from collections import Counter
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis.stateful import rule
from hypothesis.strategies import booleans, integers

from models.home import Home, create_home
from models.journal.recorder import Recorder, Sealable
from models.keys.keyring import Keyring
from models.reader import open_reader
from tests.models.record.conftest import there
from tests.models.record.frames import an_id
from tests.models.sync.machine import IN_MEMORY, LAPTOPS, Machine, figures

DAY = an_id("day 1")


@cache
def _team() -> tuple[TemporaryDirectory[str], Keyring]:
    """A team's home, made once; its folder goes when the tests end."""
    kept = TemporaryDirectory(prefix="session-tui-team-", dir=IN_MEMORY)
    _, keyring = create_home(Path(kept.name) / "home", "correct horse 1", passes=3)
    return kept, keyring


class LightMachine(Machine):
    """Edits, partitions, cut and doubled transfers, kills, restored backups, lost files."""

    def __init__(self) -> None:
        super().__init__()
        self.saved: set[bytes] = set()

    @property
    def team_folder(self) -> Path:
        return Path(_team()[0].name) / "home"

    @property
    def founder(self) -> bytes:
        return _team()[1].founder

    def unlocked(self, home: Home) -> Keyring:
        return there(_team()[1], home)

    @rule(name=LAPTOPS, entries=integers(1, 4), killed=booleans())
    def say(self, name: str, entries: int, killed: bool) -> None:
        """Entries are saved; the program then ends, or is killed."""
        recorder = self.recorder_for(name)
        self.append(recorder, entries)
        self.changed.add(name)
        self.end(recorder, killed=killed)

    @rule(name=LAPTOPS)
    def say_and_stay(self, name: str) -> None:
        """The program stays open, whatever a sync brings meanwhile."""
        if name not in self.open:
            self.open[name] = self.recorder(name)
        self.append(self.open[name], 1)
        self.changed.add(name)

    def check(self, name: str) -> None:
        assert set(self.said(name)) <= self.saved

    def is_whole(self, name: str) -> bool:
        return self.said(name) == Counter(self.saved)

    def check_at_the_end(self) -> None:
        figures["entries"] += len(self.saved)

    def append(self, recorder: Recorder, entries: int) -> None:
        key = _team()[1].team_key_id
        bodies = [os.urandom(6).hex().encode() for _ in range(entries)]
        recorder.append([Sealable(DAY, (key,), body) for body in bodies])
        self.saved |= set(bodies)

    def said(self, name: str) -> Counter[bytes]:
        reader = open_reader(*self.home(name))
        try:
            read = reader.read_stream(DAY)
        finally:
            reader.close()
        assert read.faults == []
        return Counter(one.body for one in read.opened)
