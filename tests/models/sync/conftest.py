"""Two laptops of one team, and hubs of every kind. The homes are those of the record's tests."""

import shutil
from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path

import pytest

from models.home import Home, open_home
from models.keys.keyring import Keyring
from tests.models.record.conftest import (
    Made,
    colleague,
    keyring,
    made,
    opened,
    own,
    there,
)
from tests.models.sync.postgres_server import PostgresServer

__all__ = ["colleague", "keyring", "made", "opened", "own"]

_databases = count(1)


@pytest.fixture(scope="session")
def server() -> Iterator[PostgresServer]:
    """A PostgreSQL server."""
    server = PostgresServer()
    yield server
    server.stop()


@pytest.fixture
def database(server: PostgresServer) -> str:
    """The owner's address of an empty database."""
    return server.fresh(f"hub_{next(_databases)}")


@pytest.fixture(params=["folder", "file", "postgres"])
def address(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """Where a hub of each kind may be."""
    if request.param == "postgres":
        return str(request.getfixturevalue("database"))
    path = tmp_path / "hubs" / ("stick" if request.param == "folder" else "team.hub")
    path.parent.mkdir()
    if request.param == "folder":
        path.mkdir()
    return str(path)


Laptop = Callable[[], tuple[Home, Keyring]]


@pytest.fixture
def laptop(made: Made, tmp_path: Path) -> Laptop:
    """A colleague's laptop, and another one each time: of the team, with no entries yet."""
    numbers = count(1)

    def one() -> tuple[Home, Keyring]:
        folder = tmp_path / f"laptop {next(numbers)}"
        shutil.copytree(made.folder, folder)
        home = open_home(folder)
        return home, there(made.second, home)

    return one
