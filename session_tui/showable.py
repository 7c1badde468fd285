"""Text that people typed, made safe to show: what could act on a terminal becomes a mark.

Hostile until shown otherwise (design.md, "Text that people typed"): terminal escapes, C1
controls, bidi overrides and zero-width characters were measured to reach the terminal through
ordinary widgets.
"""

from __future__ import annotations

import re

_HOSTILE = re.compile(
    "[\x00-\x1f\x7f-\x9f\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b-\u200f\u2028-\u202e"
    "\u2060-\u206f\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff9-\ufffb\ud800-\udfff\U000e0000-\U000e0fff]"
)
_STACKED = re.compile(
    "([\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]{3})"
    "[\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]+"
)


def showable(text: str, newline: str = " ") -> str:
    """The text with every character that could act on a terminal as a visible mark.

    Line ends and tabs become `newline`; combining marks stack at most three high.
    """
    if text.isascii() and text.isprintable():
        return text
    text = text.replace("\r\n", "\n")
    marked = _HOSTILE.sub(lambda found: newline if found[0] in "\n\t\r" else _mark(found[0]), text)
    return _STACKED.sub(r"\1", marked)


def _mark(char: str) -> str:
    """A visible stand-in: control pictures for C0, the code point for the rest."""
    code = ord(char)
    if code < 0x20:
        return chr(0x2400 + code)
    if code == 0x7F:
        return "\u2421"
    return f"‹{code:X}›"
