"""Backup and restore: one file with all that a home must not lose, sealed as it lies in the home.

A backup holds the marker, the journal, the slots and grants and the sealed keys. It holds no
seats: what is restored writes as a new writer, so that a number is never used twice. It holds no
labels (who works here), no drafts and no local database, which is made anew from the journal.
A backup isn't said to be made before it was restored beside itself and verified.
"""

from __future__ import annotations

import hashlib
import json
import re
import shutil
import sqlite3
import tempfile
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Final

from models.home import open_home
from models.journal.verify import Outcome, verify
from models.platform import private_file, private_folder, sync_file, sync_folder
from models.record_error import RecordError

FORMAT: Final = 1
_MANIFEST = "manifest.json"
_JOURNAL = "journal.db"
_MARKER = "session-tui-home"
_FOLDERS = ("staff", "keys")
_EMPTY = ("seats", "witness")
_NAME = re.compile(r"(session-tui-home|journal\.db|(staff|keys)/[A-Za-z0-9][A-Za-z0-9._-]{0,120})")
_CHUNK = 1 << 20

Said = Callable[[str], None]
"""Told what is being done, in a word or two."""


class BackupError(RecordError):
    """A backup that couldn't be made or restored; nothing of the home was changed."""


def back_up(home: Path, folder: Path, stamp: str, said: Said = lambda _: None) -> Path:
    """Write a backup of this home into `folder`; gives its path, once it was tried.

    `stamp` ("20261124-1531") goes into its name. A file of that name is never written over.
    BackupError, HomeError where there is no home.
    """
    opened = open_home(home)
    try:
        private_folder(folder) if not folder.exists() else None
        with tempfile.TemporaryDirectory(prefix=".session-tui-", dir=folder) as beside:
            work = Path(beside)
            said("copying the record")
            _copy_journal(opened.journal_path, work / _JOURNAL)
            part = work / "backup.part"
            _pack(opened.folder, opened.team, work / _JOURNAL, part)
            said("trying it")
            _try(part, work / "tried")
            path = _take_name(part, folder, f"session-tui-backup-{stamp}")
        sync_folder(folder)
    except (OSError, sqlite3.Error) as error:
        raise BackupError(_why(error, folder, "no backup was made")) from None
    return path


def restore(file: Path, home: Path, said: Said = lambda _: None) -> str:
    """Make a home in the folder `home` from a backup; gives a line on what is in it.

    BackupError where the file is none, is damaged, or the folder holds something already.
    """
    home = home.expanduser().absolute()
    if home.exists() and (not home.is_dir() or any(home.iterdir())):
        raise BackupError(f"{home} isn't empty: restore into a new folder (--home FOLDER).")
    try:
        private_folder(home.parent)
        with tempfile.TemporaryDirectory(prefix=".session-tui-", dir=home.parent) as beside:
            made = Path(beside) / "home"
            said("unpacking")
            _unpack(file, made)
            said("verifying")
            line = _verified(made, file)
            with suppress(FileNotFoundError):
                home.rmdir()
            made.rename(home)
        sync_folder(home.parent)
    except (OSError, sqlite3.Error) as error:
        raise BackupError(_why(error, home, "nothing was restored")) from None
    return line


def _copy_journal(journal: Path, copy: Path) -> None:
    """The journal as it is at one moment, while others may write on."""
    source = sqlite3.connect(f"{journal.as_uri()}?mode=ro", uri=True)
    made = sqlite3.connect(copy)
    try:
        private_file(copy)
        source.backup(made)
        made.execute("PRAGMA journal_mode = DELETE")
    finally:
        made.close()
        source.close()


def _pack(home: Path, team: bytes, journal: Path, part: Path) -> None:
    files = {_JOURNAL: journal, _MARKER: home / _MARKER}
    for name in _FOLDERS:
        files |= {
            f"{name}/{one.name}": one for one in sorted((home / name).iterdir()) if one.is_file()
        }
    files = {name: path for name, path in files.items() if _NAME.fullmatch(name)}
    sums = {name: _sum(path) for name, path in files.items()}
    manifest = {"format": FORMAT, "team": team.hex(), "files": sums}
    with open(part, "xb") as file:
        private_file(part)
        with zipfile.ZipFile(file, "w") as packed:
            packed.writestr(_still(_MANIFEST), json.dumps(manifest, indent=1))
            for name, path in files.items():
                with (
                    packed.open(_still(name), "w", force_zip64=True) as to,
                    path.open("rb") as read,
                ):
                    shutil.copyfileobj(read, to, _CHUNK)
        file.flush()
        sync_file(file.fileno())


def _still(name: str) -> zipfile.ZipInfo:
    """A member without a time of its own."""
    return zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))


def _sum(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _unpack(file: Path, home: Path) -> None:
    """The files that the manifest names, each as its sum says; no name leads elsewhere."""
    for folder in (home, *(home / name for name in (*_FOLDERS, *_EMPTY))):
        private_folder(folder)
    with _readable(file), zipfile.ZipFile(file) as packed:
        for name, wanted in _manifest(packed, file).items():
            path = home / name
            with packed.open(name) as read, path.open("xb") as to:
                private_file(path)
                shutil.copyfileobj(read, to, _CHUNK)
                to.flush()
                sync_file(to.fileno())
            if _sum(path) != wanted:
                raise BackupError(f"{file} is damaged ({name}): use another backup.")


@contextmanager
def _readable(file: Path) -> Iterator[None]:
    try:
        yield
    except (zipfile.BadZipFile, KeyError, ValueError, NotImplementedError, RuntimeError, EOFError):
        raise BackupError(
            f"{file} is no backup of session-tui, or is damaged: use another."
        ) from None


def _manifest(packed: zipfile.ZipFile, file: Path) -> dict[str, str]:
    said = json.loads(packed.read(_MANIFEST))
    number = said["format"] if isinstance(said, dict) else None
    if isinstance(number, int) and number > FORMAT:
        raise BackupError(f"{file} was made by a newer version of the program: update it.")
    files = said["files"] if number == FORMAT else None
    if not isinstance(files, dict) or not {_JOURNAL, _MARKER} <= files.keys():
        raise ValueError(_MANIFEST)
    if not all(_NAME.fullmatch(name) and isinstance(wanted, str) for name, wanted in files.items()):
        raise ValueError(_MANIFEST)
    return files


def _try(part: Path, home: Path) -> None:
    """Restore it beside itself: a backup that can't be restored is none."""
    _unpack(part, home)
    _verified(home, part)


def _verified(home: Path, file: Path) -> str:
    """Its verdict in a line. BackupError where it isn't as it was written."""
    verdict = verify(home)
    if verdict.outcome is Outcome.ALTERED:
        raise BackupError(f"What {file} holds isn't as it was written: {verdict.lines[0]}")
    return verdict.lines[0]


def _take_name(part: Path, folder: Path, name: str) -> Path:
    for number in range(1, 1000):
        path = folder / (f"{name}.zip" if number == 1 else f"{name}-{number}.zip")
        if not path.exists():
            return part.rename(path)
    raise BackupError(f"{folder} holds too many backups of this minute: choose another folder.")


def _why(error: Exception, folder: Path, so: str) -> str:
    says = getattr(error, "strerror", None) or "the disk refused"
    return f"{folder}: {says}; {so}. Free some space, or choose another folder."
