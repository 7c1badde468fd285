"""The keymap file: `keymap.toml` in the home folder moves any action to other keys.

    skip = "s"
    undo = ["ctrl+z", "z"]

An action's name is that of the table in actions.py; it moves on every screen that has it. What
can't be is said, the rest applies.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from textual.keys import _character_to_key  # Textual's own spelling of "+"; it gives no public one

from exercise_bank.fault import Fault, did_you_mean, shown
from exercise_bank.text_file import read_text
from exercise_bank.toml_file import parse_toml
from session_tui.action import BOXES, EVERYWHERE, Action, printed
from session_tui.actions import ACTIONS, actions_of

FILE = "keymap.toml"
_NAMED = "space enter tab escape up down left right home end pageup pagedown insert delete"
_KEY = re.compile(
    rf"(?:(?:ctrl|shift|alt)\+)*(?:[^\s\W_]|[!-~]|f\d{{1,2}}|{_NAMED.replace(' ', '|')})"
)
_KEPT = frozenset(("ctrl+p", "ctrl+c", *"0123456789"))
"""Keys that stay what they are: the palette, the terminal's own, the seats."""

Keys = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Keymap:
    """What a keymap file says: keys by binding id, as Textual names them, and what can't be."""

    keys: Mapping[str, Keys]
    troubles: tuple[str, ...] = ()

    @property
    def sentence(self) -> str:
        """All that can't be, in one sentence; empty where there is nothing."""
        return f"{FILE}: {'; '.join(self.troubles)}. The rest applies." if self.troubles else ""

    @property
    def bound(self) -> dict[str, str]:
        """For Textual: keys by binding id, comma-separated."""
        return {name: ",".join(keys) for name, keys in self.keys.items()}

    @property
    def shown(self) -> dict[str, str]:
        """For the footer, the help page and the palette: the first key by binding id."""
        return {name: printed(keys[0]) for name, keys in self.keys.items()}


def load_keymap(folder: Path) -> Keymap:
    """The keymap of a home folder; an empty one where there is no file."""
    path = folder / FILE
    if not path.is_file():
        return Keymap({})
    text = read_text(path, FILE)
    return Keymap({}, (str(text),)) if isinstance(text, Fault) else read_keymap(text)


def read_keymap(text: str) -> Keymap:
    """Read the text of a keymap file."""
    file = parse_toml(text, FILE)
    if isinstance(file, Fault):
        return Keymap({}, (str(file),))
    wished: dict[str, Keys] = {}
    troubles: list[str] = []
    for name, value in file.data.items():
        keys, trouble = _wish(name, value)
        if trouble:
            troubles.append(f"line {file.line(name)}: {trouble}")
        else:
            wished[name] = keys
    while clash := _clash(wished):
        name, trouble = clash
        del wished[name]
        troubles.append(f"line {file.line(name)}: {trouble}")
    bound = {
        f"{place}.{action.name}": keys
        for action in ACTIONS
        if action.name in wished
        for place in action.where
        if (keys := _in_place(wished[action.name], place))
    }
    return Keymap(bound, tuple(troubles))


def _wish(name: str, value: object) -> tuple[Keys, str]:
    """The keys wished for one action, or why they can't be."""
    named = [action for action in ACTIONS if action.name == name]
    if not named:
        known = sorted({action.name for action in ACTIONS})
        return (), f"{shown(name)} is no action{did_you_mean(name, known)}"
    listed = [value] if isinstance(value, str) else value
    if not isinstance(listed, list) or not listed:
        return (), f'{name} needs a key such as "s", or a list of keys'
    keys = []
    for one in listed:
        if not isinstance(one, str) or not _KEY.fullmatch(one) or one == ",":
            return (), f"{name}: {shown(one)} is no key"
        key = _character_to_key(one) if len(one) == 1 else one
        if key in _KEPT or (key == "escape" and not any("escape" in a.keys for a in named)):
            return (), f"{name}: {one} can't be moved from what it does"
        if all(action.chord for action in named) and _types(key):
            return (), f"{name} works while typing too: its key needs ctrl, {one} hasn't"
        keys.append(key)
    return tuple(keys), ""


def _types(key: str) -> bool:
    """Whether a key puts something into a box."""
    return not key.startswith(("ctrl+", "alt+")) and not re.fullmatch(r"f\d+", key)


def _in_place(keys: Keys, place: str) -> Keys:
    """The keys that can be had on a screen: where a box has the focus, none that types."""
    return tuple(key for key in keys if not (place in BOXES and _types(key)))


def _clash(wished: Mapping[str, Keys]) -> tuple[str, str] | None:
    """The first wish that takes a key another action has on the same screen."""
    for place in sorted({place for action in ACTIONS for place in action.where} - {EVERYWHERE}):
        held: dict[str, str] = {}
        for name, keys, moved in _held(wished, place):
            for key in keys:
                other = held.setdefault(key, name)
                if other != name and (moved or other in wished):
                    loser, keeper = (name, other) if moved else (other, name)
                    return loser, f"{loser}: {printed(key)} is {keeper} already ({place})"
    return None


def _held(wished: Mapping[str, Keys], place: str) -> Iterator[tuple[str, Iterable[str], bool]]:
    """The actions of a screen with their keys, and whether the file moved them."""
    for action in actions_of(place):
        where = place if place in action.where else EVERYWHERE
        keys = _in_place(wished.get(action.name, ()), where)
        yield action.name, keys or _own_keys(action), bool(keys)


def _own_keys(action: Action) -> Keys:
    return tuple(key for key in action.keys.split(",") if key)
