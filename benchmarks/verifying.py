"""How long `verify` takes on 100,000 entries, with signatures alone and with every seal opened.

    python -m benchmarks.verifying [ENTRIES]

The measure: under 20 s. Beside it the same frames' SHA-256 and signatures alone, in the same run.
"""

from __future__ import annotations

import sys
import tempfile
import time
from collections.abc import Callable
from hashlib import sha256
from os import urandom
from pathlib import Path

from benchmarks.table import Row, print_table
from models.home import create_home
from models.journal.frame import Frame, check_signature, parse
from models.journal.recorder import Sealable, open_recorder
from models.journal.verify import Outcome, verify
from models.keys.keyring import Keyring

ENTRIES, ACT = 100_000, 500
BODY_BYTES = 350
MOST_S = 20.0


def main(entries: int = ENTRIES) -> None:
    """Measure and print."""
    with tempfile.TemporaryDirectory() as folder:
        home, keyring = create_home(Path(folder) / "home", "for measuring", passes=3)
        key_id, stream = keyring.new_key(), urandom(16)
        body = Sealable(stream, (key_id,), urandom(BODY_BYTES))
        with open_recorder(home, keyring) as recorder:
            for _ in range(0, entries, ACT):
                recorder.append([body] * ACT)
            rows = recorder.journal.read_from(recorder.writer, 1)
            frames = [parse(raw) for _, _, raw in rows]
        bare = _seconds(lambda: _bare(frames))
        without = _seconds(lambda: _verified(home.folder, None))
        opened = _seconds(lambda: _verified(home.folder, keyring))
        allowed = MOST_S * entries / ENTRIES
        print_table(
            [
                Row(f"verify, {entries:,} entries", without, "s", allowed),
                Row("  beside their hashes and signatures alone", without, "s", None, bare),
                Row("verify, every seal opened as well", opened, "s", allowed),
            ]
        )


def _bare(frames: list[Frame]) -> None:
    for frame in frames:
        sha256(frame.raw)
        check_signature(frame)


def _verified(folder: Path, keyring: Keyring | None) -> None:
    verdict = verify(folder, keyring)
    assert verdict.outcome is Outcome.VERIFIED, verdict.lines


def _seconds(act: Callable[[], None]) -> float:
    began = time.perf_counter()
    act()
    return time.perf_counter() - began


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
