"""What is cut or copied in the program stays in it: no other program, and nobody after, has it.

Textual hands it to the terminal's clipboard as well, where it would outlive the lock.
"""

from __future__ import annotations

from textual.app import App


class OwnClipboard(App[None]):
    """An app with a clipboard of its own."""

    def copy_to_clipboard(self, text: str) -> None:
        """Keep it for pasting here; the terminal isn't told."""
        self._clipboard = text

    def forget_copied(self) -> None:
        """Keep nothing of it: somebody else may be at the keyboard next."""
        self._clipboard = ""
