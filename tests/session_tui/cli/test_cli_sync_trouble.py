"""Every trouble with a hub, as somebody types it: one sentence, nothing lost, sync again works."""

from __future__ import annotations

import re
import shutil
import sqlite3
import time
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

from models.entries import NewEntry
from models.entries.observation import NoteWritten
from models.home import open_home
from models.journal.folder_journal import FolderJournal
from models.journal.frame import Frame
from models.journal.recorder import open_recorder
from models.journal.sqlite_journal import SqliteJournal
from models.record import Record
from models.sync import exchange
from models.sync.addresses import open_hub
from session_tui.commands.opening import now
from session_tui.sample.home import PASSPHRASE
from tests.models.sync.postgres_server import PostgresServer
from tests.session_tui.cli.conftest import Run


class Laptop(NamedTuple):
    """A laptop's home that has synced to a folder hub once."""

    home: Path
    stick: Path

    @property
    def hub(self) -> Path:
        """What lies on the stick."""
        return self.stick / "session-tui-hub"

    def held(self) -> int:
        """How many entries it has."""
        journal = SqliteJournal(self.home / "journal.db")
        try:
            return sum(journal.holdings().values())
        finally:
            journal.close()


@pytest.fixture
def laptop(own: Path, tmp_path: Path, run: Run) -> Laptop:
    """The sample home, and the stick where it synced."""
    stick = tmp_path / "stick"
    stick.mkdir()
    assert run("sync", stick).status == 0
    return Laptop(own, stick)


@pytest.fixture
def troubled(laptop: Laptop, run: Run) -> Iterator[Laptop]:
    """A laptop to which something happens: it loses nothing by it, and syncs again."""
    held = laptop.held()
    yield laptop
    assert laptop.held() >= held
    assert run("sync", laptop.stick).status == 0


def refused(run: Run, hub: Path | str, says: str) -> None:
    """The command ends with this one sentence."""
    ran = run("sync", hub)
    assert (ran.status, len(ran.err.splitlines())) == (1, 1)
    assert says in ran.err


@pytest.mark.usefixtures("troubled")
def test_another_teams_hub(run: Run, tmp_path: Path) -> None:
    theirs = tmp_path / "theirs"
    theirs.mkdir()
    open_hub(str(theirs), bytes(32)).close()
    refused(run, theirs, "That is the hub of another team: name this team's hub. Nothing was")


def test_a_wrong_passphrase(troubled: Laptop, secret: Path, run: Run) -> None:
    secret.write_text("a wrong one", encoding="utf-8")
    refused(run, troubled.stick, "That is not the passphrase of")
    secret.write_text(PASSPHRASE, encoding="utf-8")
    # One wait of a second stands between tries.
    end = time.monotonic() + 60
    while run("sync", troubled.stick).status:
        assert time.monotonic() < end


def test_a_half_copied_folder(troubled: Laptop, run: Run) -> None:
    about = troubled.hub / "about"
    whole = about.read_bytes()
    about.unlink()
    refused(run, troubled.stick, "is only partly copied")
    about.write_bytes(whole[:30])
    refused(run, troubled.stick, "is not whole: wait until the folder has been copied")
    about.write_bytes(whole)
    piece = next((troubled.hub / "frames").iterdir())
    piece.write_bytes(piece.read_bytes()[:100])
    (troubled.hub / "frames" / f"{'ab' * 16}.piece").write_bytes(b"STpc")
    again = run("sync", troubled.stick)
    assert again.status == 0
    assert re.search(r"The hub lost \d+ entries that this laptop has; sent again\.", again.out)
    assert "1 file of the hub not whole, passed over (still being copied?)." in again.out


def test_no_stick(troubled: Laptop, run: Run) -> None:
    out = troubled.stick.rename(troubled.stick.parent / "in the drawer")
    refused(run, troubled.hub, "is not there: plug the stick in, or check the name.")
    assert not troubled.stick.exists()
    out.rename(troubled.stick)


def test_a_stick_pulled_out_on_the_way(
    troubled: Laptop, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.rmtree(troubled.hub)
    pulled, append = troubled.stick.parent / "pulled out", FolderJournal.append

    def pull(journal: FolderJournal, frames: list[Frame]) -> None:
        append(journal, frames)
        if journal.holdings() and sum(journal.holdings().values()) == 20:
            troubled.stick.rename(pulled)

    with monkeypatch.context() as on_the_way:
        on_the_way.setattr(exchange, "PIECE_FRAMES", 10)
        on_the_way.setattr(FolderJournal, "append", pull)
        refused(run, troubled.stick, "the journal's file was moved or removed")
    assert not troubled.stick.exists()
    pulled.rename(troubled.stick)
    assert f"Sent {troubled.held() - 20} entries, received 0" in run("sync", troubled.stick).out


def test_a_hub_of_a_newer_version(troubled: Laptop, run: Run, tmp_path: Path) -> None:
    about = troubled.hub / "about"
    whole = about.read_text("utf-8")
    about.write_text(whole.replace("format 1", "format 7"), "utf-8")
    refused(run, troubled.stick, "was made by a newer version of the program (format 7, this one")
    about.write_text(whole, "utf-8")
    assert run("sync", tmp_path / "team.hub").status == 0
    with sqlite3.connect(tmp_path / "team.hub") as db:
        db.execute("UPDATE hub SET format = 7")
    db.close()
    refused(run, tmp_path / "team.hub", "newer version of the program")


@pytest.mark.usefixtures("troubled")
def test_no_server_and_no_certificate(run: Run) -> None:
    gone = "postgresql://me@127.0.0.1:1/team?connect_timeout=2"
    refused(run, gone, "can't be reached: look to the network, then sync again. Nothing is lost.")
    server = PostgresServer()
    try:
        address = server.fresh("no_tls")
        refused(run, f"{address}?sslmode=require", "has no certificate that this machine trusts")
        assert run("sync", address).status == 0
    finally:
        server.stop()


def test_a_clock_two_hours_ahead(troubled: Laptop, run: Run, tmp_path: Path) -> None:
    other = tmp_path / "other"
    assert run("join", troubled.stick, "--home", other).status == 0
    home = open_home(other)
    keyring = home.unlock(PASSPHRASE)

    def ahead() -> int:
        return now() + 2 * 3_600_000

    with open_recorder(home, keyring) as recorder:
        record = Record(recorder.reader, keyring, ahead, recorder)
        (group,) = record.team().groups
        session = getattr(record.group_facts(group).all_of("session")[0].value.what, "session", "")
        note = NoteWritten(note="from afar", scope="group", text="went quiet", meaning="quiet")
        record.append([NewEntry(note)], group=group, session=session)
    assert run("sync", troubled.stick, "--home", other).status == 0
    met = run("sync", troubled.stick)
    assert met.status == 0
    assert "received 1 entry." in met.out
    (says,) = [one for one in met.out.splitlines() if "'s laptop is " in one]
    assert re.search(r"is 1(19|20) min ahead of this one, or more: look which clock is right", says)
