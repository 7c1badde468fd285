"""The whole machine: real entries, clocks that jump, staff who leave and the fresh key after them.

In the end the day folds alike on all three, under one key, and fills the same local tables.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path

from hypothesis.stateful import precondition, rule
from hypothesis.strategies import booleans, lists, sampled_from

from models.entries.entry import NewEntry
from models.entries.team import StaffLeft
from models.home import Home
from models.journal.recorder import Recorder, open_recorder
from models.keys.keyring import Keyring
from models.keys.team_keys import bring_about
from models.reader import Why, open_reader
from models.record import Record
from models.sync.folder_hub import FolderHub
from models.sync.meeting import Met
from tests.models.sync import machine_team
from tests.models.sync.machine import LAPTOPS, Machine, figures
from tests.models.sync.machine_team import NOON, Saying, day_of, id_in, say, tables_of, team

WITH_TABLES = 10
"""One machine in so many has its local tables made."""
HOUR = 3_600_000
SAYINGS: list[Saying] = ["note", "in", "absent", "undo"]
SOME = lists(sampled_from(SAYINGS), min_size=1, max_size=3)


class WholeMachine(Machine):
    """All that the light one does, with what the entries say."""

    def __init__(self) -> None:
        super().__init__()
        self.saved = set(team().entries)
        self.time = NOON
        self.off = dict.fromkeys("abc", 0)
        """How far each laptop's clock is off (ms)."""
        self.staying = list(team().leavers)

    @property
    def team_folder(self) -> Path:
        return team().folder

    @property
    def founder(self) -> bytes:
        return team().keyring.founder

    def unlocked(self, home: Home) -> Keyring:
        return machine_team.unlocked(home)

    # --- what happens ---------------------------------------------------------

    @rule(name=LAPTOPS, what=SOME, killed=booleans())
    def say(self, name: str, what: list[Saying], killed: bool) -> None:
        """Entries are saved; the program then ends, or is killed."""
        recorder = self.recorder_for(name)
        self.append(name, recorder, what)
        self.changed.add(name)
        self.end(recorder, killed=killed)

    @rule(name=LAPTOPS, what=sampled_from(SAYINGS))
    def say_and_stay(self, name: str, what: Saying) -> None:
        """The program stays open, whatever a sync brings meanwhile."""
        if name not in self.open:
            self.open[name] = self.recorder(name)
        self.append(name, self.open[name], [what])
        self.changed.add(name)

    @rule(name=LAPTOPS, hours=sampled_from([-30, -2, 2, 30]))
    def clock_jumps(self, name: str, hours: int) -> None:
        self.off[name] += hours * HOUR

    @precondition(lambda self: self.staying)
    @rule(name=LAPTOPS)
    def somebody_leaves(self, name: str) -> None:
        """He is removed at one laptop, and the team goes on under a fresh key."""
        self.leave(name)
        home, keyring = self.home(name)
        with open_recorder(home, keyring) as recorder:
            record = Record(recorder.reader, keyring, self.now(name), recorder)
            left = record.append([NewEntry(StaffLeft(staff=self.staying.pop()))])
            self.saved |= {entry.id for entry in left}
            bring_about(home, keyring, record.team(), may_say_who_is_staff=True)
        self.changed.add(name)

    # --- what must hold -------------------------------------------------------

    def check(self, name: str) -> None:
        assert set(self.said(name, Why.NO_KEY)) <= self.saved  # files travel without keys

    def is_whole(self, name: str) -> bool:
        return self.said(name, Why.NO_KEY) == Counter(self.saved)

    def check_at_the_end(self) -> None:
        for name in "abc":
            assert self.said(name) == Counter(self.saved)
        self.alike(lambda home, keyring: day_of(home, keyring, lambda: self.time))
        if figures["WholeMachine"] % WITH_TABLES == 0:
            self.alike(lambda home, keyring: tables_of(home, keyring, lambda: self.time))
            figures["tables"] += 1
        figures["entries"] += len(self.saved)

    def alike(self, read: Callable[[Home, Keyring], object]) -> None:
        first, *others = (read(*self.home(name)) for name in "abc")
        assert others == [first, first]

    # --- how ------------------------------------------------------------------

    def met(self, name: str, hub: FolderHub) -> Met:
        """And what was said of staff elsewhere is brought about here."""
        done = super().met(name, hub)
        if done.received:
            home, keyring = self.home(name)
            reader = open_reader(home, keyring)
            try:
                told = Record(reader, keyring, self.now(name)).team()
            finally:
                reader.close()
            bring_about(home, keyring, told, may_say_who_is_staff=True)
        return done

    def now(self, name: str) -> Callable[[], int]:
        """What the laptop's clock shows."""
        return lambda: self.time + self.off[name]

    def append(self, name: str, recorder: Recorder, what: Sequence[Saying]) -> None:
        record = Record(recorder.reader, recorder._keyring, self.now(name), recorder)
        for one in what:
            self.time += 61_000
            self.saved |= {entry.id for entry in say(record, one, self.now(name)())}

    def said(self, name: str, *let_pass: Why) -> Counter[str]:
        reader = open_reader(*self.home(name))
        try:
            read = reader.read_streams(bytes.fromhex(one) for one in team().streams)
        finally:
            reader.close()
        assert {fault.why for fault in read.faults} <= set(let_pass)
        return Counter(map(id_in, read.opened))
