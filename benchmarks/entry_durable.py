"""How long an entry takes until it is durable, beside a bare INSERT of the same bytes.

    python benchmarks/entry_durable.py [ENTRIES]

Sealed, signed, committed, synced and witnessed, against one INSERT into a bare table with the
same SQLite settings on the same disk, one of each in turn: both meet the same weather, and neither
runs in a loop of its own with all it needs in the processor's cache, as no entry ever does. The
measure: median and p95 at most 1.5 times the bare INSERT's. The journal has taken its room on the
disk ahead, as the live screen has it do. Beside them a bare INSERT into a file of which that was
done as well; and one after a signature: what no entry signed before it is kept can be faster than.
"""

from __future__ import annotations

import sqlite3
import sys
import tempfile
from collections.abc import Callable
from os import urandom
from pathlib import Path
from time import perf_counter_ns

from models.home import create_home
from models.journal.journal_file import make_room
from models.journal.recorder import Recorder, Sealable, open_recorder

BODY_BYTES = 350
"""A quick line's entry, as encoded."""


def main(entries: int = 4000) -> None:
    """Measure and print."""
    with tempfile.TemporaryDirectory() as folder:
        home, keyring = create_home(Path(folder) / "home", "for measuring", passes=3)
        stream, key_id = urandom(16), keyring.new_key()
        sealables = [Sealable(stream, (key_id,), urandom(BODY_BYTES))]
        with open_recorder(home, keyring) as recorder:
            recorder.make_room()
            size = len(_frame(recorder, sealables))
            data = urandom(size)
            bare = _bare_insert(Path(folder) / "bare.db", data)
            roomy = _bare_insert(Path(folder) / "roomy.db", data, room=True)
            signed = _bare_insert(Path(folder) / "signed.db", data)
            recorded, inserted, with_room, after_signing = _in_turns(
                entries,
                lambda: recorder.append(sealables),
                bare,
                roomy,
                lambda: (keyring.sign(data), signed()),
            )
    print(f"frame of {size} bytes, {entries} of each")
    print(f"{'':22}{'median':>10}{'p95':>10}")
    _row("entry durable", recorded)
    _row("bare INSERT", inserted)
    _row("  its room taken ahead", with_room)
    _row("signed, bare INSERT", after_signing)
    medians, p95s = (_at(recorded, share) / _at(inserted, share) for share in (0.5, 0.95))
    print(f"{'ratio':22}{medians:>9.2f}×{p95s:>9.2f}×")


def _frame(recorder: Recorder, sealables: list[Sealable]) -> bytes:
    (position,) = recorder.append(sealables)
    return next(raw for _, _, raw in recorder.journal.read_from(position.writer, position.seq))


def _bare_insert(path: Path, data: bytes, *, room: bool = False) -> Callable[[], object]:
    db = sqlite3.connect(path, isolation_level=None)
    db.execute("PRAGMA journal_mode = WAL")
    db.execute("PRAGMA synchronous = FULL")
    db.execute("PRAGMA fullfsync = 1")
    db.execute("CREATE TABLE bare (id INTEGER PRIMARY KEY, frame BLOB NOT NULL)")
    if room:
        make_room(db)
    return lambda: db.execute("INSERT INTO bare (frame) VALUES (?)", (data,))


def _in_turns(entries: int, *ways: Callable[[], object]) -> list[list[int]]:
    """Nanoseconds of each call, sorted, for each way."""
    taken: list[list[int]] = [[] for _ in ways]
    for _ in range(entries):
        for way, times in zip(ways, taken, strict=True):
            begun = perf_counter_ns()
            way()
            times.append(perf_counter_ns() - begun)
    return [sorted(times) for times in taken]


def _at(times: list[int], share: float) -> int:
    return times[int(len(times) * share)]


def _row(name: str, times: list[int]) -> None:
    print(f"{name:22}{_at(times, 0.5) / 1e3:>7.0f} µs{_at(times, 0.95) / 1e3:>7.0f} µs")


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
