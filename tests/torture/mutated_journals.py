"""Journals changed by somebody who knows how they are made: found, and the same by two verifiers.

Changes of single bytes, entries removed, put in, swapped, cut off, repeated, the whole file rolled
back, an end rewritten and signed by one of the staff after it was witnessed. `verify` and the
separate tools/verify_record.py must find each, and agree.
"""

from __future__ import annotations

import importlib.util
import sqlite3
from collections.abc import Callable
from pathlib import Path
from random import Random
from types import ModuleType
from typing import NamedTuple

from models.home import Home
from models.journal.forks import filed_under, fork_key
from models.journal.frame import Frame, Header, parse, seal
from models.journal.recorder import open_recorder
from models.journal.sqlite_journal import SqliteJournal
from models.journal.verify import Outcome, verify
from models.keys.keyring import Keyring
from tests.torture.disk import lay_out
from tests.torture.figures import Figures
from tests.torture.made_home import append, at, new_home, scratch, words

SEPARATE = Path(__file__).parents[2] / "tools" / "verify_record.py"
ACTS = 12
SEQ = (1 << 40) - 1
FORK = 3
"""The number of the fork in the file, after the two writers."""


class Made(NamedTuple):
    """A home of two terminals that saw each other, its files, and those of a while before."""

    keyring: Keyring
    whole: dict[str, bytes]
    earlier: dict[str, bytes]


class Journal:
    """The journal as somebody with a SQLite shell has it before him."""

    def __init__(self, path: Path, chance: Random) -> None:
        self.db = sqlite3.connect(path)
        for name in ("frame_stays", "frame_remains"):
            self.db.execute(f"DROP TRIGGER IF EXISTS {name}")
        self.chance = chance
        rows = self.db.execute("SELECT place FROM frame ORDER BY place")
        self.places: list[int] = [place for (place,) in rows]

    def any(self) -> int:
        """The place of any entry."""
        return self.chance.choice(self.places)

    def at(self, place: int) -> bytes:
        """The entry there."""
        (raw,) = self.db.execute("SELECT frame FROM frame WHERE place = ?", (place,)).fetchone()
        return bytes(raw)

    def put(self, place: int, raw: bytes) -> None:
        """Another in its place, or where none was."""
        self.db.execute("INSERT OR REPLACE INTO frame VALUES (?, ?)", (place, raw))

    def last(self) -> int:
        """The place of the newest entry of either writer."""
        writer = self.any() >> 40
        return max(place for place in self.places if place >> 40 == writer)


def byte_changed(journal: Journal, _: Made) -> None:
    """One byte of an entry."""
    place = journal.any()
    raw = bytearray(journal.at(place))
    raw[journal.chance.randrange(len(raw))] ^= journal.chance.randrange(1, 256)
    journal.put(place, bytes(raw))


def removed(journal: Journal, _: Made) -> None:
    """One entry, from anywhere."""
    journal.db.execute("DELETE FROM frame WHERE place = ?", (journal.any(),))


def truncated(journal: Journal, _: Made) -> None:
    """All of a writer's entries from one on, the index of streams mended.

    A fork cut off whole is not found: nobody witnesses what is kept beside. SECURITY.md says so.
    """
    first = journal.chance.choice([each for each in journal.places if each >> 40 != FORK])
    beyond = (first, first | SEQ)
    for table in ("frame", "run"):
        journal.db.execute(f"DELETE FROM {table} WHERE place BETWEEN ? AND ?", beyond)


def swapped(journal: Journal, _: Made) -> None:
    """Two entries."""
    one, other = journal.chance.sample(journal.places, 2)
    first, second = journal.at(one), journal.at(other)
    journal.put(one, second)
    journal.put(other, first)


def replayed(journal: Journal, _: Made) -> None:
    """An entry once more, at the end."""
    journal.put(journal.last() + 1, journal.at(journal.any()))


def put_in(journal: Journal, _: Made) -> None:
    """An entry of another's in the place of one."""
    place = journal.any()
    others = [each for each in journal.places if each != place]
    journal.put(place, journal.at(journal.chance.choice(others)))


def cut_short(journal: Journal, _: Made) -> None:
    """The bytes of an entry."""
    place = journal.any()
    raw = journal.at(place)
    journal.put(place, raw[: journal.chance.randrange(len(raw))])


def end_rewritten(journal: Journal, made: Made) -> None:
    """The newest entry of a writer, by one of the staff: chained and signed truly."""
    place = journal.last()
    old = parse(journal.at(place))
    journal.put(place, _signed_anew(old, made.keyring, b"other words").raw)


def written_on(journal: Journal, made: Made) -> None:
    """One entry of the end rewritten and one more, both signed truly."""
    place = journal.last()
    old = parse(journal.at(place))
    anew = _signed_anew(old, made.keyring, b"other words")
    journal.put(place, anew.raw)
    header = _header(anew, made.keyring)._replace(seq=anew.seq + 1, previous=anew.hash)
    cipher = made.keyring.cipher(header.stream, header.key_ids)
    journal.put(place + 1, seal(header, b"and more", cipher, made.keyring).raw)


def stream_hidden(journal: Journal, _: Made) -> None:
    """The index of streams."""
    journal.db.execute(
        "UPDATE run SET stream = ? WHERE place = (SELECT max(place) FROM run)", (b"x" * 16,)
    )


def writer_hidden(journal: Journal, _: Made) -> None:
    """A writer's row."""
    journal.db.execute("DELETE FROM writer WHERE number = ?", (journal.any() >> 40,))


CHANGES: tuple[Callable[[Journal, Made], None], ...] = (
    byte_changed, byte_changed, byte_changed,
    removed, truncated, swapped, replayed, put_in, cut_short,
    end_rewritten, written_on, stream_hidden, writer_hidden,
)  # fmt: skip


def mutated(attempts: int, seed: int) -> Figures:
    """So many journals, each changed in one way; every tenth is sound, or was rolled back whole."""
    figures = Figures("mutated journals, two verifiers", seed)
    chance = Random(f"mutated {seed}")
    separate = separate_verifier()
    with scratch() as place:
        made = _make(place / "made", chance)
        for _ in range(attempts):
            figures.attempts += 1
            name = _change(made, place / "changed", chance)
            figures.counts[name] += 1
            found = verify(place / "changed").outcome
            other, lines = separate.verify(place / "changed")
            figures.counts[f"→ {found.name}"] += 1
            if found != other:
                figures.failed(f"{name}: {found.name}, but the separate verifier says {lines}")
            if (found is Outcome.VERIFIED) != (name == "sound"):
                figures.failed(f"{name}: {found.name}")
    return figures


def _change(made: Made, folder: Path, chance: Random) -> str:
    """Lay the home out, changed; how."""
    if chance.random() < 0.1:
        rolled_back = chance.random() < 0.5
        lay_out(made.whole, folder)
        if rolled_back:
            (folder / "journal.db").write_bytes(made.earlier["journal.db"])
        return "rolled back" if rolled_back else "sound"
    lay_out(made.whole, folder)
    journal = Journal(folder / "journal.db", chance)
    change = chance.choice(CHANGES)
    change(journal, made)
    journal.db.commit()
    journal.db.close()
    return change.__name__.replace("_", " ")


def _make(folder: Path, chance: Random) -> Made:
    home, keyring = new_home(folder)
    _write(home, keyring, chance)
    earlier = _files(folder)
    _write(home, keyring, chance)
    _fork(home, keyring)
    return Made(at(folder, keyring)[1], _files(folder), earlier)


def _write(home: Home, keyring: Keyring, chance: Random) -> None:
    """Both terminals write in turn, so that each names the other's newest entries."""
    first, second = (open_recorder(home, keyring) for _ in range(2))
    for number in range(ACTS):
        recorder = chance.choice((first, second))
        recorder.reader.changed()
        append(recorder, keyring, [words(number, chance)], chance)
    first.close()
    second.close()


def _fork(home: Home, keyring: Keyring) -> None:
    """A number used a second time, as a sync brings it: kept beside."""
    journal = SqliteJournal(home.journal_path)
    writer = next(iter(journal.holdings()))
    other = _signed_anew(parse(journal.frame_at(writer, 3) or b""), keyring, b"elsewhere")
    journal.append([filed_under(other, fork_key(other))])
    journal.close()


def _files(folder: Path) -> dict[str, bytes]:
    paths = (path for path in folder.rglob("*") if path.is_file() and path.suffix != ".lock")
    return {str(path.relative_to(folder)): path.read_bytes() for path in paths}


def _header(frame: Frame, keyring: Keyring) -> Header:
    place = (frame.writer, frame.seq, frame.previous, frame.stream)
    return Header(*place, keyring.signer, frame.key_ids, frame.heads)


def _signed_anew(frame: Frame, keyring: Keyring, body: bytes) -> Frame:
    cipher = keyring.cipher(frame.stream, frame.key_ids)
    return seal(_header(frame, keyring), body, cipher, keyring)


def separate_verifier() -> ModuleType:
    """The separate verifier, from its own file."""
    spec = importlib.util.spec_from_file_location("verify_record", SEPARATE)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module
