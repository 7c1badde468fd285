"""The line on which each key of a TOML text stands; the standard library's reader drops it.

Only for text that `tomllib` has already accepted: nothing is validated here.
"""

from __future__ import annotations

import re
from bisect import bisect_right

KeyPath = tuple[str | int, ...]

_BLANK = re.compile(r"(?:[ \t\n]+|#[^\n]*)*")
_SPACE = re.compile(r"[ \t]*")
_BARE_KEY = re.compile(r"[A-Za-z0-9_-]+")
_STRING = re.compile(
    r'"""(?:\\.|[^\\])*?"{3,5}(?!")'
    r"|'''.*?'{3,5}(?!')"
    r'|"(?:\\.|[^"\\])*"'
    r"|'[^']*'",
    re.DOTALL,
)
_PLAIN_VALUE = re.compile(r"[^,\]}#\n]+")


def key_lines(text: str) -> dict[KeyPath, int]:
    """The line (from 1) of every table, key and list item in `text`, by its path.

    A path is keys and list indexes, as one would write them: `("exercise", 3, "minutes")`.
    """
    scan = _Scan(text)
    scan.document()
    return scan.lines


class _Scan:
    """One pass over a TOML text, noting where each path begins."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.at = 0
        self.lines: dict[KeyPath, int] = {(): 1}
        self._ends = [match.start() for match in re.finditer("\n", text)]
        self._counts: dict[KeyPath, int] = {}

    def document(self) -> None:
        table: KeyPath = ()
        self._skip(_BLANK)
        while self.at < len(self.text):
            if self.text[self.at] == "[":
                table = self._header()
            else:
                self._pair(table)
            self._skip(_BLANK)

    def _skip(self, pattern: re.Pattern[str]) -> str:
        match = pattern.match(self.text, self.at)
        if match is None:
            raise ValueError(f"not TOML that was accepted before, at character {self.at}")
        self.at = match.end()
        return match.group()

    def _note(self, path: KeyPath) -> None:
        self.lines.setdefault(path, bisect_right(self._ends, self.at - 1) + 1)

    def _key(self) -> list[str]:
        parts: list[str] = []
        while True:
            self._skip(_SPACE)
            if self.text[self.at] in "\"'":
                parts.append(_unquoted(self._skip(_STRING)))
            else:
                parts.append(self._skip(_BARE_KEY))
            self._skip(_SPACE)
            if self.text[self.at] != ".":
                return parts
            self.at += 1

    def _header(self) -> KeyPath:
        start = self.at
        of_tables = self.text.startswith("[[", start)
        self.at += 2 if of_tables else 1
        parts = self._key()
        after = self.at + (2 if of_tables else 1)
        self.at = start
        path: KeyPath = ()
        for index, part in enumerate(parts):
            path = (*path, part)
            self._note(path)
            if of_tables and index == len(parts) - 1:
                self._counts[path] = self._counts.get(path, -1) + 1
            if path in self._counts:
                path = (*path, self._counts[path])
                self._note(path)
        self.at = after
        return path

    def _pair(self, table: KeyPath) -> None:
        start = self.at
        parts = self._key()
        after, self.at = self.at, start
        path = table
        for part in parts:
            path = (*path, part)
            self._note(path)
        self.at = after + 1
        self._skip(_SPACE)
        self._value(path)

    def _value(self, path: KeyPath) -> None:
        first = self.text[self.at]
        if first in "\"'":
            self._skip(_STRING)
        elif first == "[":
            self._list(path)
        elif first == "{":
            self._inline_table(path)
        else:
            self._skip(_PLAIN_VALUE)

    def _list(self, path: KeyPath) -> None:
        self.at += 1
        index = 0
        self._skip(_BLANK)
        while self.text[self.at] != "]":
            self._note((*path, index))
            self._value((*path, index))
            self._comma()
            index += 1
        self.at += 1

    def _inline_table(self, path: KeyPath) -> None:
        self.at += 1
        self._skip(_BLANK)
        while self.text[self.at] != "}":
            self._pair(path)
            self._comma()
        self.at += 1

    def _comma(self) -> None:
        self._skip(_BLANK)
        if self.text[self.at] == ",":
            self.at += 1
            self._skip(_BLANK)


def _unquoted(key: str) -> str:
    """A quoted key as tomllib has it; the few escapes are left to tomllib itself."""
    from tomllib import loads  # quoted keys are rare: bank files have none

    return next(iter(loads(f"{key} = 0")))
