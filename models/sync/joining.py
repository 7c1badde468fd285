"""Joining: a new laptop gets a home from a hub, or a backup, and one of the staff's passphrase.

A new person is let in by a colleague first; his slot and grant then lie in the hub like any other.
"""

from __future__ import annotations

import shutil
from contextlib import suppress
from pathlib import Path

from models.backup import restore
from models.home import Home, HomeError, make_folders, open_home, write_marker
from models.journal.sqlite_journal import SqliteJournal
from models.keys.keyring import Keyring
from models.sync.addresses import open_hub
from models.sync.exchange import Told
from models.sync.hub import Hub, HubError
from models.sync.kept_hub import keep_hub
from models.sync.meeting import Met, meet
from models.sync.papers import HomePapers, exchange_papers


def join_from(source: str, folder: Path, passphrase: str, told: Told | None = None) -> Met | None:
    """Make the home `folder` from a hub's address, or from a backup's file.

    What the hub gave; nothing of a backup. A home that joined from a hub keeps to it. As `join`;
    BackupError.
    """
    if (file := Path(source).expanduser()).suffix == ".zip":
        _from_backup(file, folder, passphrase)
        return None
    hub = open_hub(source, None)
    try:
        home, _, met = join(folder, hub, passphrase, told)
    finally:
        hub.close()
    with suppress(HubError):  # its address has a password, which isn't kept
        keep_hub(home.folder, home.team, source)
    return met


def _from_backup(file: Path, folder: Path, passphrase: str) -> None:
    restore(file, folder)
    try:
        open_home(folder).unlock(passphrase)
    except BaseException:
        shutil.rmtree(folder, ignore_errors=True)
        raise


def join(
    folder: Path, hub: Hub, passphrase: str, told: Told | None = None
) -> tuple[Home, Keyring, Met]:
    """Make the home `folder` from what the hub has, and receive the record.

    WrongPassphrase, HubError, HomeError, and nothing is made. Where the record itself then
    arrives only in part the home is whole, and `meet` brings the rest.
    """
    folder = folder.expanduser().absolute()
    if folder.exists() and any(folder.iterdir()):
        raise HomeError(f"{folder} is not empty: open the home there, or choose another folder.")
    try:
        home = Home(folder, hub.team)
        make_folders(folder)
        exchange_papers(HomePapers(home), hub.papers)
        if not home.people():
            raise HubError(
                "The hub holds nobody's slot yet: a laptop of the team has to sync first."
            )
        keyring = home.unlock(passphrase)
        SqliteJournal(home.journal_path).close()
        write_marker(folder, hub.team)
    except BaseException:
        shutil.rmtree(folder, ignore_errors=True)
        raise
    return home, keyring, meet(open_home(folder), hub, keyring, told)
