"""An action: one thing that can be done, on which screens, by which keys, in which words."""

from __future__ import annotations

from dataclasses import dataclass

EVERYWHERE = "everywhere"
FORMS = ("form", "concern", "debrief", "reflection")
WRITING = ("observe", "notes", "describe", *FORMS)
BOXES = (*WRITING, "find", "read_notes")
"""Screens where a box has the focus: no single letter is a key there."""


@dataclass(frozen=True, slots=True)
class Action:
    """One thing that can be done: where (screens by name), its keys, its words.

    `keys` are as Textual names them, comma-separated; "" is palette only. `chord` actions work
    while typing and in dialogs too. `footer` is its rank in the footer, 0: not there.
    """

    name: str
    where: tuple[str, ...]
    keys: str
    label: str
    help: str
    footer: int = 0
    chord: bool = False
    shown: str = ""

    @property
    def key(self) -> str:
        """The key as the footer and the help page print it."""
        if self.shown:
            return self.shown
        return printed(self.keys.split(",")[0])


NAMES = {
    "question_mark": "?",
    "exclamation_mark": "!",
    "plus": "+",
    "minus": "-",
    "asterisk": "*",
    "slash": "/",
    "escape": "Esc",
    "enter": "Enter",
    "up": "↑",
    "down": "↓",
    "left": "←",
    "right": "→",
    "shift+up": "shift+↑",
    "shift+down": "shift+↓",
    "space": "space",
    "left_square_bracket": "[",
    "right_square_bracket": "]",
}
"""How keys are printed that Textual calls by other names."""


def printed(key: str) -> str:
    """A key as the footer and the help page print it."""
    return NAMES.get(key, key)
