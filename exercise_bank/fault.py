"""What a file is told when it is read: faults, guesses, and the error that lists faults."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

_LONGEST_SHOWN = 60


@dataclass(frozen=True, slots=True, order=True)
class Fault:
    """Something in a file that can't stand: what was found and what is allowed.

    `line` counts from 1; 0 means the file as a whole. `found` may be empty where nothing is there.
    `cell` is that of a workbook, such as D7.
    """

    file: str
    line: int
    where: str
    found: str
    allowed: str
    cell: str = ""

    def __str__(self) -> str:
        got = f", got {self.found}" if self.found else ""
        at = f"cell {self.cell}" if self.cell else f"line {self.line}"
        place = f"{self.file} {at}" if self.line else self.file
        return f"{self.where}: {self.allowed}{got}. {place}"


@dataclass(frozen=True, slots=True, order=True)
class Guess:
    """How a cell was understood that could be read in more than one way. `line` counts from 1.

    `line` 0 means the file as a whole; `cell` is that of a workbook, such as D7.
    """

    line: int
    found: str
    read_as: str
    cell: str = ""

    def __str__(self) -> str:
        line = f"cell {self.cell}" if self.cell else f"line {self.line}"
        place = line if self.line else "the file"
        return f"{place}: {self.found} read as {self.read_as}"


class BankError(Exception):
    """A bank that can't be used; `faults` says why, all of them at once."""

    def __init__(self, faults: Iterable[Fault]) -> None:
        self.faults = tuple(faults)
        count = len(self.faults)
        head = f"The exercise bank can't be used: {count} {'fault' if count == 1 else 'faults'}."
        super().__init__("\n".join([head, *(f"  {fault}" for fault in self.faults)]))


def shown(value: object) -> str:
    """A value from a file, short and without control characters, fit for a message."""
    if isinstance(value, str) and len(value) > _LONGEST_SHOWN:
        value = value[: _LONGEST_SHOWN - 1] + "…"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, dict):
        return "a table"
    if isinstance(value, list):
        return f"a list of {len(value)}"
    text = repr(value) if isinstance(value, str) else str(value)
    return text if len(text) <= 2 * _LONGEST_SHOWN else text[:_LONGEST_SHOWN] + "…"


def shown_name(name: str) -> str:
    """A file's or folder's name as messages show it: plain, unless it holds control characters."""
    return name if name.isprintable() else repr(name)


def did_you_mean(word: str, allowed: Iterable[str]) -> str:
    """'; did you mean `x`?' where one allowed word is near, otherwise nothing."""
    from difflib import get_close_matches  # costs 3 ms, wanted only once something is wrong

    near = get_close_matches(word, list(allowed), n=1)
    return f"; did you mean `{near[0]}`?" if near else ""
