"""A disk as a power cut may leave it, made from the calls that led there.

What was synced is there. Of what wasn't, each 512-byte sector of each write may be there or not,
whatever became of earlier ones; a write may be cut in mid-sector or be garbage, as far as it went.
A new name, a rename or a removal is there once its folder was synced; before that, those of a
folder came through up to any point. That a write leaves the bytes beside it in its sector alone
is taken for granted, as SQLite does (its "powersafe overwrite").
"""

from __future__ import annotations

import shutil
from collections.abc import Iterable
from enum import StrEnum
from pathlib import Path, PurePath
from random import Random

from tests.torture.system_calls import Call, Kind

SECTOR = 512


class Harm(StrEnum):
    """What becomes of what wasn't synced."""

    DROPPED = "dropped"
    REORDERED = "reordered"
    TORN = "torn"
    GARBAGE = "garbage"
    KEPT = "kept"


class _File:
    """One file's content: as synced, and what was done to it since (a write, or a new size)."""

    def __init__(self, content: bytes = b"") -> None:
        self.synced = bytearray(content)
        self.since: list[tuple[int, bytes | None]] = []

    def sync(self) -> None:
        for at, data in self.since:
            _put(self.synced, at, data)
        self.since.clear()

    def left(self, harm: Harm, chance: Random) -> bytes:
        """What is found of it."""
        found = bytearray(self.synced)
        last = chance.randrange(len(self.since)) if self.since else 0
        keeps = chance.random()
        for number, (at, data) in enumerate(self.since):
            if harm is Harm.KEPT or (harm is Harm.TORN and number < last):
                _put(found, at, data)
            elif harm is Harm.TORN and number == last and data:
                _put(found, at, data[: chance.randrange(len(data))])
            elif harm is Harm.DROPPED and chance.random() < keeps:
                _put(found, at, data)
            elif harm in (Harm.REORDERED, Harm.GARBAGE):
                _scatter(found, at, data, harm, keeps, chance)
        return bytes(found)


def _put(content: bytearray, at: int, data: bytes | None) -> None:
    """Carry out a write, or (without data) a new size."""
    if data is None:
        del content[at:]
    content.extend(bytes(max(0, at - len(content))))
    if data:
        content[at : at + len(data)] = data


def _scatter(
    content: bytearray, at: int, data: bytes | None, harm: Harm, keeps: float, chance: Random
) -> None:
    """Some sectors of a write, or garbage in their place."""
    if data is None:
        return _put(content, at, None) if chance.random() < keeps else None
    start = at
    while start < at + len(data):
        end = min(at + len(data), (start // SECTOR + 1) * SECTOR)
        if harm is Harm.GARBAGE and chance.random() < 0.3:
            _put(content, start, chance.randbytes(end - start))
        elif chance.random() < keeps:
            _put(content, start, data[start - at : end - at])
        start = end
    return None


class Disk:
    """The files under `folder`, brought forward call by call; `harmed` gives what a cut leaves."""

    def __init__(self, folder: Path) -> None:
        """Begin with what is there now, all of it synced."""
        files = {str(path): _File(path.read_bytes()) for path in _files(folder)}
        self._root = str(folder)
        self._synced = dict(files)
        self._now = files
        self._since: dict[str, list[tuple[str, str, _File | None]]] = {}

    def take(self, call: Call) -> None:
        """Carry one call out."""
        name = call.path
        if not name.startswith(self._root) or name.endswith("-shm"):
            return  # SQLite makes the shared index anew
        if call.kind is Kind.OPEN:
            self._name(name, _File())
        elif call.kind is Kind.REMOVE:
            self._name(name, None)
        elif call.kind is Kind.RENAME:
            self._name(call.to, self._now[name], gone=name)
        elif call.kind is Kind.SYNC and name in self._now:
            self._now[name].sync()
        elif call.kind is Kind.SYNC:
            for new, old, file in self._since.pop(name, []):
                _rename(self._synced, new, old, file)
        elif name in self._now:
            data = None if call.kind is Kind.TRUNCATE else call.data
            self._now[name].since.append((call.at, data))

    def _name(self, new: str, file: _File | None, gone: str = "") -> None:
        _rename(self._now, new, gone, file)
        self._since.setdefault(str(PurePath(new).parent), []).append((new, gone, file))

    def harmed(self, harm: Harm, chance: Random) -> dict[str, bytes]:
        """Every file, by its path within the folder, as a power cut now leaves it."""
        names = dict(self._synced)
        for changes in self._since.values():
            came = len(changes) if harm is Harm.KEPT else chance.randint(0, len(changes))
            for new, gone, file in changes[:came]:
                _rename(names, new, gone, file)
        start = len(self._root) + 1
        return {name[start:]: file.left(harm, chance) for name, file in names.items()}


def _rename(names: dict[str, _File], new: str, old: str, file: _File | None) -> None:
    if old:
        names.pop(old, None)
    if file is None:
        names.pop(new, None)
    else:
        names[new] = file


def lay_out(files: dict[str, bytes], folder: Path) -> None:
    """Make `folder` hold exactly these files, and a home's folders."""
    shutil.rmtree(folder, ignore_errors=True)
    for name in ("", "staff", "keys", "seats", "witness"):
        (folder / name).mkdir(mode=0o700, parents=True)
    for name, content in files.items():
        (folder / name).write_bytes(content)


def _files(folder: Path) -> Iterable[Path]:
    return (path for path in folder.rglob("*") if path.is_file())
