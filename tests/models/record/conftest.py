"""A home with two people, made once and copied for each test."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

from models.home import Home, create_home, open_home
from models.journal.recorder import Recorder, open_recorder
from models.keys.keyring import Keyring

PASSPHRASE = "correct horse 1"
OTHER_PASSPHRASE = "battery staple 2"


class Made(NamedTuple):
    folder: Path
    first: Keyring
    second: Keyring


@pytest.fixture(scope="session")
def made(tmp_path_factory: pytest.TempPathFactory) -> Made:
    folder = tmp_path_factory.mktemp("made") / "home"
    home, first = create_home(folder, PASSPHRASE, label="AB", passes=3)
    person = home.add_staff(first, OTHER_PASSPHRASE, label="CD", passes=3)
    return Made(folder, first, home.unlock(OTHER_PASSPHRASE, person.staff))


@pytest.fixture
def own(made: Made, tmp_path: Path) -> Home:
    shutil.copytree(made.folder, tmp_path / "own")
    return open_home(tmp_path / "own")


@pytest.fixture
def keyring(made: Made, own: Home) -> Keyring:
    return there(made.first, own)


@pytest.fixture
def colleague(made: Made, own: Home) -> Keyring:
    return there(made.second, own)


@pytest.fixture
def opened() -> Iterator[Callable[[Home, Keyring], Recorder]]:
    """Open recorders that are closed when the test ends."""
    recorders: list[Recorder] = []

    def opener(home: Home, keyring: Keyring) -> Recorder:
        recorders.append(open_recorder(home, keyring))
        return recorders[-1]

    yield opener
    for recorder in recorders:
        recorder.close()


def there(keyring: Keyring, home: Home) -> Keyring:
    """The same person's keyring for a copy of the home, without the passphrase's second."""
    team_key = keyring.key(keyring.team_key_id)
    halves = keyring.halves()
    return Keyring(
        keyring.staff, halves, keyring.team_key_id, team_key, home.keys_folder, home.team
    )
