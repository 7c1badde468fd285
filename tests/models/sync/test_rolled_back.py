"""A hub put back to what it was earlier: the command says what it lost, and sends it again."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import psycopg
import pytest

from models.home import Home
from models.journal.recorder import Sealable, open_recorder
from models.keys.keyring import Keyring
from models.sync.addresses import open_hub
from session_tui.cli import main
from tests.models.record.conftest import PASSPHRASE
from tests.models.record.frames import an_id
from tests.models.sync.postgres_server import PostgresServer

DAY = an_id("day 1")


@pytest.fixture
def sync(
    own: Home,
    address: str,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> Callable[[], list[str]]:
    """`session-tui sync` with this hub, as typed: the lines it printed."""
    (tmp_path / "passphrase").write_text(PASSPHRASE, encoding="utf-8")
    monkeypatch.setenv("SESSION_TUI_PASSPHRASE_FILE", str(tmp_path / "passphrase"))

    def typed() -> list[str]:
        assert main(["sync", address, "--home", str(own.folder)]) == 0
        return capsys.readouterr().out.splitlines()

    return typed


def write(home: Home, keyring: Keyring, count: int) -> None:
    with open_recorder(home, keyring) as recorder:
        bodies = [f"entry {number}".encode() for number in range(count)]
        recorder.append([Sealable(DAY, (keyring.team_key_id,), body) for body in bodies])


def held(home: Home, address: str) -> int:
    hub = open_hub(address, home.team)
    try:
        return sum(hub.journal.holdings().values())
    finally:
        hub.close()


def put(source: str, target: str, server: PostgresServer) -> None:
    """Make a hub's place `target` what `source` is: a folder, a file or a database."""
    if target.startswith("postgresql"):
        of, becomes = (each.rpartition("/")[2] for each in (source, target))
        with psycopg.connect(server.address, autocommit=True) as owner:
            owner.execute(f"DROP DATABASE IF EXISTS {becomes} WITH (FORCE)")
            owner.execute(f"CREATE DATABASE {becomes} TEMPLATE {of}")
    elif Path(source).is_dir():
        shutil.rmtree(target, ignore_errors=True)
        shutil.copytree(source, target)
    else:
        shutil.copy(source, target)


def test_a_hub_rolled_back_partly_is_noticed_by_the_command_and_filled_again(
    own: Home,
    keyring: Keyring,
    address: str,
    server: PostgresServer,
    sync: Callable[[], list[str]],
) -> None:
    write(own, keyring, 4)
    assert "A new hub was begun there." in sync()
    earlier = held(own, address)
    kept = f"{address}_kept"
    put(address, kept, server)
    write(own, keyring, 7)
    assert not any("lost" in said for said in sync())
    whole = held(own, address)
    put(kept, address, server)
    assert held(own, address) == earlier
    said = sync()
    lost = whole - earlier
    assert lost >= 7
    assert f"The hub lost {lost} entries that this laptop has; sent again." in said
    assert held(own, address) >= whole
    assert not any("lost" in line for line in sync())
