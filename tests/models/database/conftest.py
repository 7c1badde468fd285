"""Sample homes, made once and copied for each test, and what stands in their databases."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from models.database.database_file import connect
from models.database.filling import Counts, bring_up_to_date
from models.home import Home, open_home
from models.journal.recorder import open_recorder
from models.keys.keyring import Keyring
from models.reader import open_reader
from models.record import Record
from session_tui.sample.home import PASSPHRASE, fill_home

TODAY = "2026-11-22"
NOW = 1_795_400_000_000
"""An hour of that day."""
Dump = dict[str, list[Any]]


class Sample(NamedTuple):
    """A home with two groups of two sessions each, and the keys of its facilitator."""

    folder: Path
    keyring: Keyring


@pytest.fixture(scope="session")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Sample:
    folder = tmp_path_factory.mktemp("sample") / "home"
    fill_home(folder, sessions=2, groups=2, today=TODAY)
    return Sample(folder, open_home(folder).unlock(PASSPHRASE))


@pytest.fixture
def own(sample: Sample, tmp_path: Path) -> Home:
    """A copy of the sample home; the keyring opens it as well."""
    shutil.copytree(sample.folder, tmp_path / "own")
    return open_home(tmp_path / "own")


@pytest.fixture
def keyring(sample: Sample) -> Keyring:
    return sample.keyring


@pytest.fixture
def filled(own: Home, keyring: Keyring) -> Home:
    """The copy with its database filled."""
    fill(own, keyring)
    return own


@pytest.fixture
def writing(own: Home, keyring: Keyring) -> Iterator[Record]:
    """The record of the copy, to be written to."""
    with open_recorder(own, keyring) as recorder:
        record = Record(recorder.reader, keyring, lambda: NOW, recorder)
        for group in record.team().groups:
            record.group_facts(group)
        yield record


@pytest.fixture
def reading(own: Home, keyring: Keyring) -> Iterator[Record]:
    """The record of the copy, to be read."""
    reader = open_reader(own, keyring)
    yield Record(reader, keyring, lambda: NOW)
    reader.close()


@pytest.fixture
def same_anew(keyring: Keyring) -> Callable[[Home], None]:
    """Hold a database against one made anew from the same record."""

    def hold(home: Home) -> None:
        before = dump(home, keyring)
        fill(home, keyring, anew=True)
        after = dump(home, keyring)
        assert before.keys() == after.keys()
        for table in after:
            assert before[table] == after[table], table

    return hold


def fill(home: Home, keyring: Keyring, *, anew: bool = False) -> Counts:
    """Bring the home's database up to date."""
    return bring_up_to_date(home, keyring, lambda: NOW, anew=anew)


def dump(home: Home, keyring: Keyring) -> Dump:
    """Every row of every table; of the words found at once, where each of them stands."""
    with closing(connect(home, keyring)) as db:
        names = [name for (name,) in db.execute(_TABLES)]
        tables = {name: sorted(db.execute(f'SELECT * FROM "{name}"'), key=repr) for name in names}
        db.execute("CREATE VIRTUAL TABLE temp.words USING fts5vocab(main, observation_words, row)")
        tables["words"] = sorted(db.execute("SELECT * FROM words"))
    return tables


_TABLES = """
SELECT name FROM sqlite_master
WHERE type = 'table' AND name NOT LIKE 'observation_words%' ORDER BY name
"""
