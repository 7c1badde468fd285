"""A transfer of 50 entries cut at a byte, then gone on with: nothing lost, nothing there twice.

Three ways: to a folder (its file may grow so far and no further), to PostgreSQL and back from it
(a relay on loopback drops the line after so many bytes). At every byte, in parts if need be:

python -m tests.models.sync.cut_transfer folder|sent|received --from 0 --minutes 10
"""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from os import urandom
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Protocol

import pytest

from models.journal.folder_journal import FolderJournal
from models.journal.journal import Journal, JournalUnusable, NotSaved
from models.sync.exchange import exchange
from models.sync.hub import Hub
from models.sync.postgres_hub import open_postgres_hub
from tests.models.record.frames import AB, an_id, chain
from tests.models.record.memory_journal import MemoryJournal
from tests.models.sync.postgres_server import PostgresServer
from tests.models.sync.relay import Relay

ENTRIES, PIECE = 50, 7
FRAMES = chain("w", ["day 1"] * ENTRIES)
STAFF = frozenset({AB.signer})
WAYS = ("folder", "sent", "received")


class Way(Protocol):
    """One way that entries go; `size` is how many bytes go over it."""

    size: int

    def cut_at(self, byte: int) -> bool:
        """Cut there and go on: whether it was cut. AssertionError where an entry is missing."""


def laptop(*, full: bool) -> MemoryJournal:
    """A laptop that has all the entries, or none yet."""
    mine = MemoryJournal()
    mine.append(FRAMES if full else [])
    return mine


def check(journal: Journal) -> None:
    """Each entry is there once, as it was."""
    rows = [raw for key in journal.holdings() for _, _, raw in journal.read_from(key, 1)]
    assert rows == [frame.raw for frame in FRAMES]


def goes_on(mine: Journal, hub: Journal) -> None:
    """The rest is sent, no more, and both have all."""
    lacked = ENTRIES - hub.holdings().get(an_id("w"), 0)
    lacking = ENTRIES - mine.holdings().get(an_id("w"), 0)
    done = exchange(mine, hub, staff=STAFF)
    assert (done.sent, done.received) == (lacked, lacking)
    check(mine)
    check(hub)


class ToFolder:
    """Onto a stick that takes so many bytes: a file may become so long and no longer."""

    def __init__(self, root: Path) -> None:
        self._root = root
        self._count = 0
        folder = self._fresh()
        goes_on(laptop(full=True), FolderJournal(folder))
        self.size = sum(path.stat().st_size for path in folder.iterdir())

    def _fresh(self) -> Path:
        self._count += 1
        folder = self._root / str(self._count)
        folder.mkdir()
        return folder

    def cut_at(self, byte: int) -> bool:
        folder, mine, cut = self._fresh(), laptop(full=True), False
        hub = FolderJournal(folder)
        with files_of_at_most(byte):
            try:
                exchange(mine, hub, staff=STAFF)
            except NotSaved:
                cut = True
        goes_on(mine, FolderJournal(folder))
        for path in folder.iterdir():
            path.unlink()
        folder.rmdir()
        return cut


@contextmanager
def files_of_at_most(size: int) -> Iterator[None]:
    """No file of this process becomes longer."""
    import resource

    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


class ToPostgres:
    """Through a relay to a server: a team of its own each time."""

    def __init__(self, relay: Relay, database: str, port: int) -> None:
        self._relay = relay
        self._address = database.replace(str(port), str(relay.port))
        hub = self._open(urandom(32))
        relay.mend()
        exchange(laptop(full=True), hub.journal, staff=STAFF)
        self.size = relay.passed
        hub.close()

    def _open(self, team: bytes) -> Hub:
        return open_postgres_hub(self._address, team)

    def cut_at(self, byte: int) -> bool:
        team, mine, cut = urandom(32), laptop(full=True), False
        hub = self._open(team)
        self._relay.cut(byte)
        try:
            exchange(mine, hub.journal, staff=STAFF)
        except (NotSaved, JournalUnusable):
            cut = True
        with suppress(NotSaved, JournalUnusable):
            hub.close()
        self._relay.mend()
        hub = self._open(team)
        goes_on(mine, hub.journal)
        hub.close()
        return cut


class FromPostgres:
    """From a server that has them to a laptop that has none yet."""

    def __init__(self, relay: Relay, database: str, port: int) -> None:
        self._relay = relay
        self._address = database.replace(str(port), str(relay.port))
        self._team = urandom(32)
        filled = open_postgres_hub(database, self._team)
        goes_on(laptop(full=True), filled.journal)
        filled.close()
        hub = self._open()
        relay.mend()
        exchange(laptop(full=False), hub.journal, staff=STAFF)
        self.size = relay.came_back
        hub.close()

    def _open(self) -> Hub:
        return open_postgres_hub(self._address, self._team)

    def cut_at(self, byte: int) -> bool:
        mine, cut = laptop(full=False), False
        hub = self._open()
        self._relay.cut_back(byte)
        try:
            exchange(mine, hub.journal, staff=STAFF)
        except (NotSaved, JournalUnusable):
            cut = True
        with suppress(NotSaved, JournalUnusable):
            hub.close()
        self._relay.mend()
        hub = self._open()
        goes_on(mine, hub.journal)
        hub.close()
        return cut


@contextmanager
def way_of(name: str, server: PostgresServer | None = None) -> Iterator[Way]:
    """The way of this name; to PostgreSQL over this server, or one of its own."""
    with ExitStack() as stack:
        folder = stack.enter_context(TemporaryDirectory())
        if name == "folder":
            yield ToFolder(Path(folder))
            return
        patch = stack.enter_context(pytest.MonkeyPatch.context())
        patch.setattr("models.sync.exchange.PIECE_FRAMES", PIECE)
        if server is None:
            server = PostgresServer()
            stack.callback(server.stop)
        relay = stack.enter_context(Relay(server.port))
        kind = ToPostgres if name == "sent" else FromPostgres
        yield kind(relay, server.fresh("cut"), server.port)


def main(words: list[str]) -> int:
    """Cut at each byte from an offset on, until the last or until the time is up."""
    asked = argparse.ArgumentParser(prog="python -m tests.models.sync.cut_transfer")
    asked.add_argument("way", choices=WAYS)
    asked.add_argument("--from", dest="first", type=int, default=0, metavar="BYTE")
    asked.add_argument("--every", type=int, default=1, metavar="BYTES")
    asked.add_argument("--minutes", type=float, default=float("inf"))
    given = asked.parse_args(words)
    until = time.monotonic() + given.minutes * 60
    with way_of(given.way) as way:
        cuts, byte = 0, given.first
        while byte < way.size and time.monotonic() < until:
            cuts += way.cut_at(byte)
            byte += given.every
        sys.stdout.write(
            f"{given.way}: {way.size} bytes for {ENTRIES} entries; cut at {cuts} of them from "
            f"{given.first} to {byte - given.every}: none lost, none twice\n"
        )
        if byte < way.size:
            sys.stdout.write(f"go on with --from {byte}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
