"""Crash images of the record: what was acknowledged is there, whatever the power cut left.

The real recorder is traced; at moments chosen at random the disk is laid out as a power cut could
have left it, and opened. With `synchronous=NORMAL` in place of FULL the same looking must find
losses.
"""

from __future__ import annotations

import sqlite3
from pathlib import Path
from random import Random
from typing import NamedTuple

from models.home import Home
from models.journal import sqlite_journal, witness
from models.journal.journal_file import open_file
from models.journal.recorder import open_recorder
from models.journal.verify import Outcome, verify
from models.keys.keyring import Keyring
from models.record_error import RecordError
from tests.torture.disk import Disk, Harm, lay_out
from tests.torture.figures import Figures
from tests.torture.made_home import append, at, new_home, number_of, read, scratch, words
from tests.torture.system_calls import Call, Kind, say, traced

ACTS, STARTS = 90, 4
VERIFY_EVERY = 10


class Traced(NamedTuple):
    """What the recorder did: the disk before, its calls, and the entries that it was given."""

    home: Home
    keyring: Keyring
    before: Disk
    calls: list[Call]
    given: dict[int, bytes]


def images(attempts: int, seed: int, *, normal: bool = False) -> Figures:
    """So many images; with `normal` the control, which must find losses."""
    name = "crash images, synchronous=NORMAL" if normal else "crash images of the record"
    figures = Figures(name, seed, must_fail="entries lost" if normal else "")
    chance = Random(f"images {seed} {normal}")
    with scratch() as place:
        done = _trace(place / "traced", seed, normal=normal)
        _tell_of(done, figures)
        moments = sorted(_moment(done.calls, chance) for _ in range(attempts))
        seen, acknowledged = 0, 0
        for moment in moments:
            for call in done.calls[seen:moment]:
                done.before.take(call)
                acknowledged = int(call.data) if call.kind is Kind.SAID else acknowledged
            seen = moment
            figures.attempts += 1
            harm = chance.choice(tuple(Harm))
            figures.counts[harm.value] += 1
            lay_out(done.before.harmed(harm, chance), place / "image")
            _look(done, place / "image", acknowledged, figures)
    return figures


def _moment(calls: list[Call], chance: Random) -> int:
    """Any moment; every other time one near to where the WAL is folded or a file takes its name."""
    if chance.random() < 0.5:
        return chance.randint(0, len(calls))
    rare = [number for number, call in enumerate(calls) if _is_rare(call)]
    return max(0, min(len(calls), chance.choice(rare) + chance.randint(-2, 3)))


def _is_rare(call: Call) -> bool:
    return call.path.endswith("journal.db") or call.kind in (Kind.OPEN, Kind.RENAME, Kind.REMOVE)


def _look(done: Traced, folder: Path, acknowledged: int, figures: Figures) -> None:
    """Open the image as the program would, and see that it holds what it must."""
    try:
        home, keyring = at(folder, done.keyring)
        with open_recorder(home, keyring) as recorder:
            bodies = read(recorder)
            append(recorder, keyring, [b"-1 after"], Random(0))
            assert len(read(recorder)) == len(bodies) + 1, "nothing can be added"
    except (RecordError, AssertionError) as error:
        return figures.failed(str(error))
    numbers = [number_of(body) for body in bodies]
    lost = set(range(1, acknowledged + 1)) - set(numbers)
    if lost:
        figures.failed(f"{len(lost)} acknowledged entries lost of {acknowledged}")
    elif any(done.given.get(number_of(body)) != body for body in bodies):
        figures.failed("an entry that nobody wrote")
    elif figures.attempts % VERIFY_EVERY == 0 and verify(folder).outcome is Outcome.ALTERED:
        figures.failed(f"verify: {verify(folder).lines}")
    return None


def _trace(folder: Path, seed: int, *, normal: bool) -> Traced:
    home, keyring = new_home(folder)
    chance = Random(f"record {seed}")
    given = {number: words(number, chance) for number in range(1, 3 * ACTS * STARTS)}
    before = Disk(folder)
    ended = traced(lambda: _record(home, keyring, list(given.values()), Random(seed), normal))
    assert ended.status == 0, "the recorder itself failed"
    return Traced(home, keyring, before, ended.calls, given)


def _record(
    home: Home, keyring: Keyring, bodies: list[bytes], chance: Random, normal: bool
) -> None:
    """Within the traced process: the recorder opened and closed some times, acts in between."""
    witness.KEEP_BYTES = 40_000  # so that it is shortened within the run
    if normal:
        vars(sqlite_journal)["open_file"] = _not_synced
    said = 0
    for start in range(STARTS):
        recorder = open_recorder(home, keyring)
        if start == 1:
            recorder.make_room()
        for _ in range(ACTS):
            act = bodies[said : said + chance.choice((1, 1, 1, 2, 3))]
            append(recorder, keyring, act, chance)
            said += len(act)
            say(b"%d" % said)
        if start != STARTS - 2:  # once it ends as if killed, with its WAL left
            recorder.close()
        else:
            recorder._seat.release()  # what the system does for a killed program


def _not_synced(path: Path) -> sqlite3.Connection:
    db = open_file(path)
    db.execute("PRAGMA synchronous = NORMAL")
    return db


def _tell_of(done: Traced, figures: Figures) -> None:
    """Say what the trace held: a journal that was never folded would prove little."""
    kinds = [(call.kind, Path(call.path).name) for call in done.calls]
    figures.counts["calls traced"] = len(done.calls)
    figures.counts["folds of the WAL"] = sum(
        kind is Kind.SYNC and name == "journal.db" for kind, name in kinds
    )
    for what, there in {
        "the WAL was never folded": figures.counts["folds of the WAL"],
        "the witness was never rewritten": any(kind is Kind.RENAME for kind, _ in kinds),
    }.items():
        if not there:
            figures.wanting.append(what)
