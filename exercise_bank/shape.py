"""What a TOML table may hold, said as data, and what in a table departs from it.

A `Kind` is a function that looks at one value. They are put together:
`table({"id": slug(), "steps": list_of(text(), least=1)})`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import NamedTuple, TypeAlias

from exercise_bank.fault import did_you_mean, shown
from exercise_bank.minutes import MinutesError, parse_clock
from exercise_bank.toml_lines import KeyPath

_ALLOWED_SPACES = re.compile("[\n\u00a0]")
_SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")


class Misfit(NamedTuple):
    """Where a value departs from its shape: the path to it, what was found, what is allowed."""

    path: KeyPath
    found: str
    allowed: str


Kind: TypeAlias = Callable[[object, KeyPath, list[Misfit]], None]
"""Adds to the list everything that departs in a value that stands at a path."""

Refusal: TypeAlias = Callable[[object], str]
"""What a single value must be, where it isn't; empty where it is."""


def misfits(kind: Kind, value: object) -> list[Misfit]:
    """Everything in `value` that departs from `kind`, in the order of the file."""
    found: list[Misfit] = []
    kind(value, (), found)
    return found


def anything(_value: object, _path: KeyPath, _found: list[Misfit]) -> None:
    """A value that is looked at elsewhere."""


def text(longest: int = 600, *, may_be_empty: bool = False) -> Kind:
    """Words, at most `longest` characters, without control or invisible characters."""

    def refusal(value: object) -> str:
        if not isinstance(value, str):
            return "must be text in quotes"
        if not value.strip():
            return "" if may_be_empty else "must not be empty"
        if len(value) > longest:
            return f"must be at most {longest} characters"
        if not (value.isprintable() or _ALLOWED_SPACES.sub("", value).isprintable()):
            return "must be without control or invisible characters"
        return ""

    return _leaf(refusal)


def slug(taken: tuple[str, ...] = ()) -> Kind:
    """An id, lower-case words joined by hyphens; not one of those `taken` already."""

    def refusal(value: object) -> str:
        if value in taken:
            return f"must not be {_either(taken)}, which are built in"
        if isinstance(value, str) and len(value) <= 60 and _SLUG.fullmatch(value):
            return ""
        return "must be lower-case letters and digits joined by single hyphens, at most 60"

    return _leaf(refusal)


def whole(lowest: int, highest: int) -> Kind:
    """A whole number between two, both allowed."""

    def refusal(value: object) -> str:
        if type(value) is int and lowest <= value <= highest:
            return ""
        return f"must be {lowest} to {highest}"

    return _leaf(refusal)


def number(lowest: float, highest: float) -> Kind:
    """A number, whole or not, between two, both allowed."""

    def refusal(value: object) -> str:
        if isinstance(value, bool) or not isinstance(value, int | float):
            return "must be a number"
        if lowest <= value <= highest:
            return ""
        return f"must be a number from {lowest:g} to {highest:g}"

    return _leaf(refusal)


def flag() -> Kind:
    """Either true or false."""
    return _leaf(lambda value: "" if isinstance(value, bool) else "must be true or false")


def word(words: tuple[str, ...]) -> Kind:
    """One of a few words."""

    def refusal(value: object) -> str:
        if isinstance(value, str):
            return "" if value in words else f"must be {_either(words)}{did_you_mean(value, words)}"
        return f"must be {_either(words)}"

    return _leaf(refusal)


def clock() -> Kind:
    """A time of day in quotes, such as "12:30"."""

    def refusal(value: object) -> str:
        try:
            if isinstance(value, str):
                parse_clock(value)
                return ""
        except MinutesError:
            pass
        return 'must be a time of day such as "12:30"'

    return _leaf(refusal)


def list_of(kind: Kind, least: int = 0) -> Kind:
    """A list of values of one kind, at least `least` of them."""

    def visit(value: object, path: KeyPath, found: list[Misfit]) -> None:
        if not isinstance(value, list):
            found.append(Misfit(path, shown(value), f"{_label(path)} must be a list"))
            return
        if len(value) < least:
            count = str(len(value)) if value else "none"
            found.append(Misfit(path, count, f"{_label(path)} must have at least {least}"))
        for index, item in enumerate(value):
            kind(item, (*path, index), found)

    return visit


def each(kind: Kind) -> Kind:
    """A table whose keys are free words and whose values are all of one kind."""
    key_kind = text(longest=60)

    def visit(value: object, path: KeyPath, found: list[Misfit]) -> None:
        if not isinstance(value, dict):
            found.append(Misfit(path, shown(value), f"{_label(path)} must be a table"))
            return
        for key, item in value.items():
            key_kind(key, (*path, key), found)
            kind(item, (*path, key), found)

    return visit


def table(required: Mapping[str, Kind], optional: Mapping[str, Kind] | None = None) -> Kind:
    """A table with the keys it must have and those it may have; any other key is a fault."""
    kinds = {**required, **(optional or {})}

    def visit(value: object, path: KeyPath, found: list[Misfit]) -> None:
        if not isinstance(value, dict):
            found.append(Misfit(path, shown(value), f"{_label(path)} must be a table"))
            return
        for key, item in value.items():
            if key in kinds:
                kinds[key](item, (*path, key), found)
            else:
                allowed = f"unknown key {shown(key)}{did_you_mean(key, kinds)}"
                found.append(Misfit((*path, key), "", allowed))
        if not required.keys() <= value.keys():
            missing = (key for key in required if key not in value)
            found += [Misfit(path, "", f"{_label((*path, key))} is missing") for key in missing]

    return visit


def _leaf(refusal: Refusal) -> Kind:
    def visit(value: object, path: KeyPath, found: list[Misfit]) -> None:
        if refused := refusal(value):
            found.append(Misfit(path, shown(value), f"{_label(path)} {refused}"))

    return visit


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
