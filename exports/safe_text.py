"""Text that people typed, made showable: what every format does to it before its own escapes.

A control, bidi or zero-width character becomes a mark that can be seen, such as [U+202E], so that
no escape, no hidden word and no turned order ever leaves. JSON alone keeps the text as it is: its
own escapes carry every character.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable

MOST_MARKS = 4
"""Combining marks that may stand on one letter; no living script needs more."""

BREAK = "\u200b"
"""Where a long word may break: a zero-width space, which no showable text holds."""

_LONG_WORD = re.compile(r"\S{25,}")
_LINE_ENDS = re.compile("\r\n|[\r\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029]")
_PLAIN = re.compile(
    "[\n\x20-\x7e\xa0-\xac\xae-\u02ff\u2010-\u2027\u2030-\u205e\u2190-\u23ff\u2500-\u27bf]*"
)
_VARIATION = re.compile("[\ufe00-\ufe0f]")
_UNSEEN = ("Cc", "Cf", "Cn", "Co", "Cs")
_MARKS = ("Mn", "Me")


def showable(text: str) -> str:
    """The text with every character visible; newlines stay, a tab is a space. Gives NFC."""
    if _PLAIN.fullmatch(text):
        return text
    text = _LINE_ENDS.sub("\n", text).replace("\t", " ")
    text = unicodedata.normalize("NFC", _VARIATION.sub("", text))
    made: list[str] = []
    at = 0
    while at < len(text):
        piece, at = _piece(text, at)
        made.append(piece)
    return "".join(made)


def one_line(text: str) -> str:
    """The showable text on a single line."""
    return " ".join(showable(text).split())


def shortened(text: str, most: int) -> str:
    """The text on one line, at most so many characters, the rest as an ellipsis."""
    line = one_line(text)
    return line if len(line) <= most else line[: most - 1].rstrip() + "…"


def with_breaks(text: str) -> str:
    """Showable text in which a word too long for a line may break, at `BREAK`."""
    return _LONG_WORD.sub(_broken, text)


def mark(character: str, count: int = 1) -> str:
    """The visible stand-in for a character that can't be shown, so many of them in a row."""
    times = f" ×{count}" if count > 1 else ""
    return f"[U+{ord(character):04X}{times}]"


def _broken(match: re.Match[str]) -> str:
    word = match.group()
    return BREAK.join(word[at : at + 12] for at in range(0, len(word), 12))


def _piece(text: str, at: int) -> tuple[str, int]:
    """What stands for the character at `at` (and the same ones after it), and where to go on."""
    character = text[at]
    if character == "\n":
        return character, at + 1
    kind = unicodedata.category(character)
    if kind in _UNSEEN:
        until = _run_end(text, at, lambda other: other == character)
        return mark(character, until - at), until
    if kind in _MARKS:
        until = _run_end(text, at, lambda other: unicodedata.category(other) in _MARKS)
        shown = text[at : min(until, at + MOST_MARKS)]
        left_out = until - at - len(shown)
        return shown + (f"[{left_out} more marks]" if left_out else ""), until
    return character, at + 1


def _run_end(text: str, at: int, alike: Callable[[str], bool]) -> int:
    until = at + 1
    while until < len(text) and alike(text[until]):
        until += 1
    return until
