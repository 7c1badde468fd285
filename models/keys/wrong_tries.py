"""Wrong passphrases typed at a home: each makes the next try wait longer, and all are recorded.

After a wrong one 1 second, then 2, 4 and so on to 60, until the right one is typed. The times lie
in a small file of the home that never travels; whoever unlocks next has them written into the
record. It slows fingers at this keyboard: who can remove the file has the slots' slow key
derivation before him still.
"""

from __future__ import annotations

import json
import time
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from models.platform import write_private

LONGEST_S = 60


class Tries(NamedTuple):
    """Wrong tries: `in_a_row` without a right one; `untold` of them not yet in the record.

    `first` of these and `last` of all are instants in ms.
    """

    in_a_row: int = 0
    untold: int = 0
    first: int = 0
    last: int = 0


class WrongTries:
    """The wrong tries at one home. The file is read anew each time: terminals share it."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def seconds_to_wait(self) -> int:
        """How long until the next try counts, in whole seconds; 0: at once."""
        tries = self._read()
        wait = min(LONGEST_S, 2 ** min(tries.in_a_row - 1, 10)) if tries.in_a_row else 0
        left = tries.last + 1000 * wait - _now()
        return max(0, min(wait, -(-left // 1000)))

    def wrong(self) -> int:
        """A wrong one was typed: how many seconds the next has to wait."""
        tries, now = self._read(), _now()
        first = tries.first if tries.untold else now
        self._write(Tries(tries.in_a_row + 1, tries.untold + 1, first, now))
        return self.seconds_to_wait()

    def right(self) -> None:
        """The right one was typed: the next wrong one waits a second again."""
        tries = self._read()
        if tries.in_a_row:
            self._write(tries._replace(in_a_row=0))

    def unrecorded(self) -> Tries | None:
        """Those that aren't in the record yet; None where all are."""
        tries = self._read()
        return tries if tries.untold else None

    def recorded(self) -> None:
        """They stand in the record."""
        self._write(self._read()._replace(untold=0))

    def _read(self) -> Tries:
        with suppress(OSError, ValueError, TypeError, KeyError):
            said = json.loads(self._path.read_bytes())
            numbers = [int(said[name]) for name in Tries._fields]
            if all(0 <= number < 2**47 for number in numbers):
                return Tries(*numbers)
        return Tries()

    def _write(self, tries: Tries) -> None:
        with suppress(OSError):  # a home to be read only
            write_private(self._path, json.dumps(tries._asdict()).encode())


def _now() -> int:
    return time.time_ns() // 1_000_000
