"""Two recorders and a syncer, each a process of its own, killed at random.

Nothing that was acknowledged is lost, nothing is there twice, nothing is there that nobody wrote.
CI runs 20 histories; more by command, which prints the figures:
SESSION_TUI_HISTORIES=200 python -m pytest tests/models/sync/test_killed_processes.py
"""

import multiprocessing
import os
import random
import shutil
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from itertools import count
from multiprocessing.connection import Connection
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

import pytest
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

from models.home import open_home
from models.journal.recorder import Sealable, open_recorder
from models.keys.keyring import Keyring
from models.keys.signatures import SigningKey
from models.keys.slots import PrivateHalves
from models.reader import open_reader
from models.sync.folder_hub import open_folder_hub
from models.sync.meeting import meet
from tests.models.record.conftest import Made, there
from tests.models.record.frames import an_id

HISTORIES = int(os.environ.get("SESSION_TUI_HISTORIES", "20"))
ROUNDS = 2
LONGEST_S = 0.06
DAY = an_id("day 1")
figures: Counter[str] = Counter()

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="there is no fork server")


@pytest.fixture(scope="module", autouse=True)
def figure(request: pytest.FixtureRequest) -> Iterator[None]:
    """How much it was, printed at the end."""
    yield
    says = ", ".join(f"{name} {number}" for name, number in figures.items())
    with request.config.pluginmanager.getplugin("capturemanager").global_and_fixture_disabled():
        request.config.get_terminal_writer().line(f"\n{HISTORIES} histories: {says}")


class Carried(NamedTuple):
    """A keyring as it goes to another process."""

    staff: bytes
    signing: bytes
    receiving: bytes
    team_key_id: bytes
    team_key: bytes
    team: bytes

    @classmethod
    def of(cls, keyring: Keyring) -> "Carried":
        halves = keyring.halves()
        team_key = keyring.key(keyring.team_key_id)
        secrets = (halves.signing.private, halves.receiving.private_bytes_raw())
        return cls(keyring.staff, *secrets, keyring.team_key_id, team_key, keyring.founder)

    def there(self, folder: Path) -> Keyring:
        halves = PrivateHalves(
            SigningKey(self.signing), X25519PrivateKey.from_private_bytes(self.receiving)
        )
        keys = (self.team_key_id, self.team_key, open_home(folder).keys_folder, self.team)
        return Keyring(self.staff, halves, *keys)


class Process:
    """A process that does something for ever and tells what is acknowledged."""

    def __init__(self, work: Callable[..., None], *arguments: object) -> None:
        forks = multiprocessing.get_context("forkserver")
        forks.set_forkserver_preload([__name__])
        self._hears, tells = forks.Pipe(duplex=False)
        self._process = forks.Process(target=work, args=(*arguments, tells))
        self._process.start()
        tells.close()

    def kill(self) -> list[bytes]:
        """Kill it just now; all that it told."""
        self._process.kill()
        self._process.join()
        told = []
        with self._hears:
            while self._hears.poll():
                try:
                    told.append(self._hears.recv_bytes())
                except EOFError:
                    break
        return told


def record(folder: Path, carried: Carried, name: str, tells: Connection) -> None:
    """Write entries, one after the other, and tell of each once it is saved."""
    with open_recorder(open_home(folder), carried.there(folder)) as recorder:
        for number in count():
            body = f"{name} {number}".encode()
            recorder.append([Sealable(DAY, (carried.team_key_id,), body)])
            tells.send_bytes(body)


def sync(folders: list[Path], hub: Path, carried: Carried, tells: Connection) -> None:
    """Meet the hub with one laptop after the other, again and again."""
    tells.send_bytes(b"")
    while True:
        for folder in folders:
            met(folder, hub, carried.team)


def met(folder: Path, hub: Path, team: bytes) -> None:
    found = open_folder_hub(hub, team)
    try:
        meet(open_home(folder), found)
    finally:
        found.close()


def said(folder: Path, keyring: Keyring) -> Counter[bytes]:
    home = open_home(folder)
    reader = open_reader(home, there(keyring, home))
    try:
        read = reader.read_stream(DAY)
    finally:
        reader.close()
    assert read.faults == []
    return Counter(one.body for one in read.opened)


def settled(folder: Path, keyring: Keyring) -> None:
    """The program is opened once more: what only a witness has is taken in."""
    home = open_home(folder)
    open_recorder(home, there(keyring, home)).close()


@pytest.mark.parametrize("history", range(HISTORIES))
def test_killed_at_random_nothing_is_lost_or_there_twice(history: int, made: Made) -> None:
    chance = random.Random(history)
    in_memory = "/dev/shm" if os.access("/dev/shm", os.W_OK) else None
    with TemporaryDirectory(prefix="session-tui-killed-", dir=in_memory) as kept:
        folders = [Path(kept) / name for name in ("one", "two")]
        hub = Path(kept) / "stick"
        hub.mkdir()
        for folder in folders:
            shutil.copytree(made.folder, folder)
        acknowledged: set[bytes] = set()
        for turn in range(ROUNDS):
            acknowledged.update(run(folders, hub, made, str(turn), chance))
        for folder in folders:
            settled(folder, made.first)
        for folder in [*folders, *folders]:
            met(folder, hub, made.first.founder)
        one, two = (said(folder, made.first) for folder in folders)
    lost = acknowledged - set(one)
    twice = [body for body, times in one.items() if times > 1]
    # What was just being written or told when its writer was killed may be there: one of each.
    untold = Counter(body.rpartition(b" ")[0] for body in one if body not in acknowledged)
    unexpected = sum(times - 1 for times in untold.values())
    figures.update(acknowledged=len(acknowledged), lost=len(lost))
    figures.update(duplicated=len(twice), unexpected=unexpected)
    assert (lost, twice, unexpected) == (set(), [], 0)
    assert one == two


def run(
    folders: list[Path], hub: Path, made: Made, name: str, chance: random.Random
) -> list[bytes]:
    """Two recorders and a syncer at once, killed one after the other; what was acknowledged."""
    carried = Carried.of(made.first)
    running = [
        Process(record, folders[0], carried, f"{name} a"),
        Process(record, folders[1], carried, f"{name} b"),
        Process(sync, folders, hub, carried),
    ]
    chance.shuffle(running)
    heard: list[bytes] = []
    for process in running:
        # How far they come is chance on purpose, and no assertion waits for it.
        time.sleep(chance.random() * LONGEST_S)
        heard += process.kill()
    return [body for body in heard if body]
