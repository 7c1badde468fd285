"""A home for torture, unlocked once: what is tried a thousand times can't wait for passphrases."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from random import Random

from models.home import Home, create_home, open_home
from models.journal.recorder import Recorder, Sealable
from models.keys.keyring import Keyring

STREAMS = tuple(bytes([number]) * 16 for number in range(1, 4))


@contextmanager
def scratch() -> Iterator[Path]:
    """A folder in memory where there is one, for what a disk would only slow down."""
    memory = Path("/dev/shm")
    with tempfile.TemporaryDirectory(
        prefix="session-tui-torture-", dir=memory if memory.is_dir() else None
    ) as folder:
        yield Path(folder)


def new_home(folder: Path) -> tuple[Home, Keyring]:
    """A home founded by one person; the key costs as little as may be."""
    return create_home(folder, "four invented words here", label="AQ", passes=3)


def copy_of(home: Home, keyring: Keyring, folder: Path) -> tuple[Home, Keyring]:
    """The home once more, and the person's keys for it."""
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(home.folder, folder)
    return at(folder, keyring)


def at(folder: Path, keyring: Keyring) -> tuple[Home, Keyring]:
    """The home in `folder`, opened with this person's keys without the passphrase's second."""
    home, team_key = open_home(folder), keyring.key(keyring.team_key_id)
    halves = keyring.halves()
    place = (home.keys_folder, home.team)
    return home, Keyring(keyring.staff, halves, keyring.team_key_id, team_key, *place)


def words(number: int, chance: Random) -> bytes:
    """An entry's bytes, with its number: mostly as long as a mark, some as a long note."""
    size = chance.choice((40, 120, 120, 300, 900, 2_000, 9_000))
    return b"%d " % number + chance.randbytes(chance.randrange(size))


def number_of(body: bytes) -> int:
    """The number of an entry that `words` made."""
    return int(body.partition(b" ")[0])


def append(recorder: Recorder, keyring: Keyring, bodies: list[bytes], chance: Random) -> None:
    """One act of these entries."""
    stream = chance.choice(STREAMS)
    recorder.append([Sealable(stream, (keyring.team_key_id,), body) for body in bodies])


def read(recorder: Recorder) -> list[bytes]:
    """Every entry, stream by stream, in the order of writing. AssertionError of unreadable ones."""
    found = recorder.reader.read_streams(STREAMS)
    assert not found.faults, f"{len(found.faults)} entries can't be read"
    return [each.body for each in found.opened]
