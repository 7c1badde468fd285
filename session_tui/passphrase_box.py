"""The box that a passphrase is typed into: hidden, never a draft, never on the clipboard."""

from __future__ import annotations

from textual.widgets import Input

LONGEST = 256


class PassphraseBox(Input):
    """One hidden line. What is in it can be neither copied nor cut."""

    def __init__(self, placeholder: str = "", *, id: str | None = None) -> None:
        super().__init__(
            placeholder=placeholder,
            password=True,
            max_length=LONGEST,
            select_on_focus=False,
            compact=True,
            id=id,
        )

    def take(self) -> str:
        """What was typed; the box is empty afterwards."""
        typed, self.value = self.value, ""
        return typed

    def action_copy(self) -> None:
        """A hidden text isn't copied."""

    def action_cut(self) -> None:
        """A hidden text isn't cut to the clipboard."""
