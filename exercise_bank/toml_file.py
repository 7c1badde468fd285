"""A TOML file of the bank: its data, and the line of each key when a fault must name it."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from exercise_bank.fault import Fault, shown
from exercise_bank.text_file import read_text
from exercise_bank.toml_lines import KeyPath, key_lines

_AT_LINE = re.compile(r"\s*\(at (?:line (\d+), column \d+|end of document)\)")


@dataclass(frozen=True, slots=True)
class TomlFile:
    """One file: `name` as messages show it (`nsogp/block2.toml`), its text and its data."""

    name: str
    text: str
    data: dict[str, Any]
    _lines: dict[KeyPath, int] = field(default_factory=dict, compare=False, repr=False)

    def line(self, *path: str | int) -> int:
        """The line (from 1) where `path` stands, or the nearest table around it that does."""
        if not self._lines:
            self._lines.update(key_lines(self.text))
        while path not in self._lines:
            path = path[:-1]
        return self._lines[path]


def read_toml(path: Path, name: str) -> TomlFile | Fault:
    """Read and parse one file, `name` being the file as messages show it."""
    text = read_text(path, name)
    return text if isinstance(text, Fault) else parse_toml(text, name)


def parse_toml(text: str, name: str) -> TomlFile | Fault:
    """Parse TOML text whose line ends are plain newlines; a fault names the line that failed."""
    try:
        return TomlFile(name, text, tomllib.loads(text))
    except RecursionError:
        return Fault(name, 0, "The file", "", "is nested too deeply")
    except ValueError as error:  # also integers too long to read
        place = _AT_LINE.search(str(error))
        line = int(place[1]) if place and place[1] else text.count("\n") + 1 if place else 0
        reason = _AT_LINE.sub("", str(error)).strip()
        return Fault(name, line, "The file", shown(reason), "must be TOML")
