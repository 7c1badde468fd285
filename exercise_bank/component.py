"""The components of the programme (seed), and how a session's or exercise's `block` says which.

A block of the Core Group stands by its number. The other components have no blocks: each stands
by a number of its own, above any block's, so that whatever is kept by block keeps them apart.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import Any

from exercise_bank.shape import Kind, Misfit, table, whole, word
from exercise_bank.toml_lines import KeyPath


class Component(StrEnum):
    """A part of the programme that a group, or a session of one man, is of."""

    CORE = "Core Group"
    BETTER_LIVES = "Better Lives"
    LONG_TERM = "Long Term Monitoring and Support"
    INDIVIDUAL = "Individual work"

    @property
    def number(self) -> int:
        """What stands for it where a block would; 0 for the Core Group, which has blocks."""
        return _NUMBERS.get(self, 0)


MOST_BLOCKS = 100
"""The most blocks that a service's core may have."""

_NUMBERS = {
    Component.BETTER_LIVES: MOST_BLOCKS + 1,
    Component.LONG_TERM: MOST_BLOCKS + 2,
    Component.INDIVIDUAL: MOST_BLOCKS + 3,
}
_SAID = {
    Component.BETTER_LIVES: "Better Lives",
    Component.LONG_TERM: "long-term support",
    Component.INDIVIDUAL: "individual work",
}
_SHORT = {Component.BETTER_LIVES: "BL", Component.LONG_TERM: "LT", Component.INDIVIDUAL: "1:1"}
BESIDE_CORE = tuple(_NUMBERS)
"""The components that aren't the Core Group."""

_BY_NUMBER = {number: component for component, number in _NUMBERS.items()}


def component_of(block: int) -> Component:
    """The component that a block's number stands in."""
    return _BY_NUMBER.get(block, Component.CORE)


def component_named(name: str) -> Component:
    """The component of this name; the Core Group where a record says another."""
    known = {one.value: one for one in Component}
    return known.get(name, Component.CORE)


def part_of(block: int) -> str:
    """The part of the programme in words: "block 2", "Better Lives", "long-term support"."""
    return _SAID.get(component_of(block), f"block {block}")


def unit_of(block: int) -> str:
    """What its days are called: "day" in the core, "session" elsewhere."""
    return "day" if component_of(block) is Component.CORE else "session"


def day_of(block: int, day: int) -> str:
    """A day in words: "block 2 day 3", "Better Lives session 3"."""
    return f"{part_of(block)} {unit_of(block)} {day}"


def heading_of(block: int, day: int, days: int = 0) -> str:
    """A day as a screen's head has it: "Block 2 · Day 3 of 8"; without `days` no "of"."""
    of = f" of {days}" if days else ""
    return f"{at_start(part_of(block))} · {at_start(unit_of(block))} {day}{of}"


def short_of(block: int) -> str:
    """The part in a narrow column: "2", "BL", "LT", "1:1"."""
    return _SHORT.get(component_of(block), str(block))


def place_of(block: int, day: int) -> str:
    """A day as a message of a file's places it: "Block 2, day 3"."""
    return at_start(f"{part_of(block)}, {unit_of(block)} {day}")


def at_start(words: str) -> str:
    """The same at a sentence's start: "Block 2 day 3"."""
    return words[:1].upper() + words[1:]


def table_of_part(
    required: Mapping[str, Kind], blocks: int, beside: Mapping[str, Kind] | None = None
) -> Kind:
    """A file's table that says its block, or in place of it its component.

    `beside` are keys that one of a component other than the core may have, in the place of what is
    asked of a block's.
    """
    core = table({"block": whole(1, blocks), **required})
    component = {"component": word(tuple(one.value for one in BESIDE_CORE))}
    other = table({**component, **required}, beside)

    def visit(value: object, path: KeyPath, found: list[Misfit]) -> None:
        says = isinstance(value, dict) and "component" in value
        (other if says else core)(value, path, found)

    return visit


def number_said(data: Mapping[str, Any]) -> int:
    """The block's number in a sound file, or what stands for its component."""
    named = data.get("component")
    return Component(named).number if named else int(data["block"])
