"""Text that people typed, made safe for a terminal: what could act on it becomes a mark.

The rule is the documents' own (exports.safe_text); a screen's line holds no line end.
"""

from __future__ import annotations

from exports import safe_text


def showable(text: str) -> str:
    """The text on one line, every character of it visible."""
    if text.isascii() and text.isprintable():
        return text
    return safe_text.showable(text).replace("\n", " ")
