"""What the command line prints: the last gate before the terminal, and how far a long job is."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterable
from types import TracebackType
from typing import Self

from session_tui.showable import showable

_QUIET_SECONDS = 1.0


def put(lines: Iterable[str]) -> None:
    """Print lines; nothing that anybody typed can act on the terminal."""
    for line in lines:
        print(showable(line))


def complain(says: str) -> None:
    """Say a sentence, or a few lines, beside the output."""
    for line in says.splitlines():
        print(showable(line), file=sys.stderr)


def many(count: int, word: str) -> str:
    """A count and its word: "1 note", "3 notes"."""
    return f"{count} {word}{'' if count == 1 else 's'}"


class Progress:
    """How far a job is, on one line of a terminal, once it has taken a second."""

    def __init__(self, doing: str) -> None:
        self._doing = doing
        self._shown = False
        self._began = time.monotonic()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self._shown:
            print("\r\x1b[K", end="", file=sys.stderr, flush=True)

    def told(self, done: int, of: int) -> None:
        """So many are done, of so many."""
        if sys.stderr.isatty() and time.monotonic() - self._began > _QUIET_SECONDS:
            self._shown = True
            says = f"{self._doing}: {done:,} of {of:,}, {of - done:,} to go"
            print(f"\r\x1b[K{says}", end="", file=sys.stderr, flush=True)
