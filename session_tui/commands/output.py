"""What the command line prints: the last gate before the terminal, and how far a long job is."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterable
from types import TracebackType
from typing import Self

from session_tui.showable import showable

_QUIET_SECONDS = 1.0
_PLAIN_SECONDS = 10.0
_BAR_CELLS = 20


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
    """How far a long job is, beside the output.

    On a terminal a bar on one line, once it has taken a second; elsewhere (a pipe, a log) a line
    every ten seconds.
    """

    def __init__(self, doing: str) -> None:
        self._doing = doing
        self._shown = False
        self._began = self._said = time.monotonic()

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
        says = f"{done:,} of {of:,}, {of - done:,} to go"
        now = time.monotonic()
        if sys.stderr.isatty():
            if now - self._began > _QUIET_SECONDS:
                self._shown = True
                shown = f"{self._doing}: {bar(done, of, _BAR_CELLS)} {says}"
                print(f"\r\x1b[K{shown}", end="", file=sys.stderr, flush=True)
        elif now - self._said > _PLAIN_SECONDS:
            self._said = now
            print(f"{self._doing}: {says}", file=sys.stderr, flush=True)


def bar(done: int, of: int, cells: int) -> str:
    """How much is done, drawn in so many cells; full only once all is."""
    full = cells * min(done, of) // of if of else cells
    return "━" * full + "─" * (cells - full)
