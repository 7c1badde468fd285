"""What a TOML table may hold, said as data, and what in a table departs from it."""

from __future__ import annotations

import re
from abc import ABC, abstractmethod
from collections.abc import Mapping
from dataclasses import dataclass, field

from exercise_bank.fault import did_you_mean, shown
from exercise_bank.minutes import MinutesError, parse_clock
from exercise_bank.toml_lines import KeyPath

_SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")


@dataclass(frozen=True, slots=True)
class Misfit:
    """Where a value departs from its shape: the path to it, what was found, what is allowed."""

    path: KeyPath
    found: str
    allowed: str


class Kind(ABC):
    """What one value may be."""

    __slots__ = ()

    @abstractmethod
    def visit(self, value: object, path: KeyPath, found: list[Misfit]) -> None:
        """Add to `found` everything in `value`, which stands at `path`, that departs."""


def misfits(kind: Kind, value: object) -> list[Misfit]:
    """Everything in `value` that departs from `kind`, in the order of the file."""
    found: list[Misfit] = []
    kind.visit(value, (), found)
    return found


class Leaf(Kind):
    """A single value."""

    __slots__ = ()

    @abstractmethod
    def refusal(self, value: object) -> str:
        """What the value must be, where it isn't; empty where it is."""

    def visit(self, value: object, path: KeyPath, found: list[Misfit]) -> None:
        """Add the refusal of the value, if there is one."""
        if refusal := self.refusal(value):
            found.append(Misfit(path, shown(value), f"{_label(path)} {refusal}"))


@dataclass(frozen=True, slots=True)
class Text(Leaf):
    """Words, at most `longest` characters; without control or invisible characters."""

    longest: int = 600
    may_be_empty: bool = False

    def refusal(self, value: object) -> str:
        """Why this isn't such a text."""
        if not isinstance(value, str):
            return "must be text in quotes"
        if not value.strip():
            return "" if self.may_be_empty else "must not be empty"
        if len(value) > self.longest:
            return f"must be at most {self.longest} characters"
        if not value.replace("\n", " ").replace("\u00a0", " ").isprintable():
            return "must be without control or invisible characters"
        return ""


@dataclass(frozen=True, slots=True)
class Slug(Leaf):
    """An id: lower-case words joined by hyphens; a few may be taken already."""

    taken: tuple[str, ...] = ()

    def refusal(self, value: object) -> str:
        """Why this isn't an id."""
        if value in self.taken:
            return f"must not be {_either(self.taken)}, which are built in"
        if isinstance(value, str) and len(value) <= 60 and _SLUG.fullmatch(value):
            return ""
        return "must be lower-case letters and digits joined by single hyphens, at most 60"


@dataclass(frozen=True, slots=True)
class Whole(Leaf):
    """A whole number between two, both allowed."""

    lowest: int
    highest: int

    def refusal(self, value: object) -> str:
        """Why this isn't such a number; true and false are none."""
        if type(value) is int and self.lowest <= value <= self.highest:
            return ""
        return f"must be {self.lowest} to {self.highest}"


@dataclass(frozen=True, slots=True)
class Number(Leaf):
    """A number, whole or not, between two, both allowed."""

    lowest: float
    highest: float

    def refusal(self, value: object) -> str:
        """Why this isn't such a number; true and false are none."""
        if isinstance(value, (int, float)) and not isinstance(value, bool):
            if self.lowest <= value <= self.highest:
                return ""
        return f"must be a number from {self.lowest:g} to {self.highest:g}"


@dataclass(frozen=True, slots=True)
class Flag(Leaf):
    """Either true or false."""

    def refusal(self, value: object) -> str:
        """Why this is neither."""
        return "" if isinstance(value, bool) else "must be true or false"


@dataclass(frozen=True, slots=True)
class Word(Leaf):
    """One of a few words."""

    words: tuple[str, ...]

    def refusal(self, value: object) -> str:
        """Which words it must be one of."""
        if isinstance(value, str) and value in self.words:
            return ""
        near = did_you_mean(value, self.words) if isinstance(value, str) else ""
        return f"must be {_either(self.words)}{near}"


@dataclass(frozen=True, slots=True)
class Clock(Leaf):
    """A time of day in quotes, such as "12:30"."""

    def refusal(self, value: object) -> str:
        """Why this isn't a time of day."""
        try:
            if isinstance(value, str):
                parse_clock(value)
                return ""
        except MinutesError:
            pass
        return 'must be a time of day such as "12:30"'


class Anything(Kind):
    """A value that is looked at elsewhere."""

    __slots__ = ()

    def visit(self, value: object, path: KeyPath, found: list[Misfit]) -> None:
        """Nothing departs."""


@dataclass(frozen=True, slots=True)
class ListOf(Kind):
    """A list of values of one kind, at least `least` of them."""

    kind: Kind
    least: int = 0

    def visit(self, value: object, path: KeyPath, found: list[Misfit]) -> None:
        """Add what departs in the list and in each of its values."""
        if not isinstance(value, list):
            found.append(Misfit(path, shown(value), f"{_label(path)} must be a list"))
            return
        if len(value) < self.least:
            count = str(len(value)) if value else "none"
            found.append(Misfit(path, count, f"{_label(path)} must have at least {self.least}"))
        for index, item in enumerate(value):
            self.kind.visit(item, (*path, index), found)


@dataclass(frozen=True, slots=True)
class Table(Kind):
    """A table with the keys it must have and those it may have; any other key is a fault."""

    required: Mapping[str, Kind]
    optional: Mapping[str, Kind] = field(default_factory=dict)

    def visit(self, value: object, path: KeyPath, found: list[Misfit]) -> None:
        """Add unknown keys, what departs under the known ones, and the keys that are missing."""
        if not isinstance(value, dict):
            found.append(Misfit(path, shown(value), f"{_label(path)} must be a table"))
            return
        for key, item in value.items():
            kind = self.required.get(key) or self.optional.get(key)
            if kind is not None:
                kind.visit(item, (*path, key), found)
            else:
                near = did_you_mean(key, {**self.required, **self.optional})
                found.append(Misfit((*path, key), "", f"unknown key {shown(key)}{near}"))
        for key in self.required:
            if key not in value:
                found.append(Misfit(path, "", f"{_label((*path, key))} is missing"))


@dataclass(frozen=True, slots=True)
class Each(Kind):
    """A table whose keys are free words and whose values are all of one kind."""

    kind: Kind
    key: Leaf = Text(longest=60)

    def visit(self, value: object, path: KeyPath, found: list[Misfit]) -> None:
        """Add what departs in each value."""
        if not isinstance(value, dict):
            found.append(Misfit(path, shown(value), f"{_label(path)} must be a table"))
            return
        for key, item in value.items():
            if refusal := self.key.refusal(key):
                found.append(Misfit((*path, key), shown(key), f"a key {refusal}"))
            self.kind.visit(item, (*path, key), found)


def _label(path: KeyPath) -> str:
    """A path as one would say it: `minutes.planned`, `steps 2 text`."""
    label = ""
    before: str | int = 0
    for part in path:
        if isinstance(part, int):
            label += f" {part + 1}"
        else:
            label += f".{part}" if isinstance(before, str) else f" {part}"
        before = part
    return label.strip() or "it"


def _either(words: tuple[str, ...]) -> str:
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} or {words[-1]}"
