"""Staying in step: entries of the other laptop appear by themselves, through a broken line too."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import Event, Thread

from models.home import Home
from models.journal.recorder import Recorder, Sealable, open_recorder
from models.keys.keyring import Keyring
from models.sync.addresses import open_hub
from models.sync.meeting import Met
from models.sync.staying import stay_in_step
from tests.models.record.frames import an_id
from tests.models.sync.conftest import Laptop
from tests.models.sync.postgres_server import PostgresServer
from tests.models.sync.relay import Relay

PATIENCE_SECONDS = 60


def until(holds: Callable[[], bool]) -> None:
    end = time.monotonic() + PATIENCE_SECONDS
    while not holds():
        assert time.monotonic() < end
        time.sleep(0.05)


def say(recorder: Recorder, keyring: Keyring) -> None:
    recorder.append([Sealable(an_id("day 1"), (keyring.team_key_id,), b"said")])


@contextmanager
def staying(home: Home, address: str, said: list[str]) -> Iterator[None]:
    open_hub(address, home.team).close()
    stop = Event()

    def heard(news: Met | str) -> None:
        said.append(news if isinstance(news, str) else "")

    thread = Thread(target=stay_in_step, args=(home, address, stop, heard))
    thread.start()
    try:
        yield
    finally:
        stop.set()
        thread.join()


def test_each_laptop_gets_what_the_other_writes_while_both_are_open(
    own: Home, keyring: Keyring, laptop: Laptop, address: str
) -> None:
    other, hers = laptop()
    heard: list[str] = []
    with open_recorder(own, keyring) as ours, open_recorder(other, hers) as theirs:
        say(ours, keyring)
        with staying(own, address, heard), staying(other, address, heard):
            until(lambda: ours.writer in theirs.reader.holdings())
            say(theirs, hers)
            until(lambda: theirs.writer in ours.reader.holdings())
            say(ours, keyring)
            until(lambda: theirs.reader.holdings()[ours.writer] == 2)


def test_a_broken_line_is_said_and_mends_by_itself(
    own: Home,
    keyring: Keyring,
    laptop: Laptop,
    server: PostgresServer,
    database: str,
) -> None:
    other, hers = laptop()
    here: list[str] = []
    with Relay(server.port) as relay, open_recorder(own, keyring) as ours:
        through = database.replace(str(server.port), str(relay.port))
        with staying(own, through, here), staying(other, database, []):
            until(lambda: here == [""] or here[-1:] == [""])
            relay.cut(0)
            say(ours, keyring)
            until(lambda: here[-1] != "")
            assert ours.unsaved == 0
            say(ours, keyring)
            relay.mend()
            until(lambda: here[-1] == "")
            with open_recorder(other, hers) as theirs:
                until(lambda: theirs.reader.holdings().get(ours.writer) == 2)
