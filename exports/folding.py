"""Text folded for finding names: case, accents, invisible characters and dashes don't count."""

from __future__ import annotations

import unicodedata

_ALIKE = str.maketrans({"’": "'", "‘": "'", "ʼ": "'", "´": "'", "`": "'", "‐": "-", "‑": "-"})
_LETTERS = str.maketrans({"ł": "l", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "ß": "ss", "ı": "i"})
_PASSED_OVER = ("Mn", "Me", "Cf", "Cc")


def folded(text: str) -> tuple[str, list[int]]:
    """The folded text, and for each of its characters the place in `text` that it comes from."""
    made: list[str] = []
    places: list[int] = []
    for place, character in enumerate(text):
        for sign in _folded_one(character):
            made.append(sign)
            places.append(place)
    return "".join(made), places


def folded_text(text: str) -> str:
    """The folded text alone."""
    return folded(text)[0]


def _folded_one(character: str) -> str:
    if character.isascii():
        return character.lower() if character.isprintable() or character.isspace() else ""
    spread = unicodedata.normalize("NFKD", character).casefold().translate(_ALIKE)
    kept = (sign for sign in spread if unicodedata.category(sign) not in _PASSED_OVER)
    return "".join(kept).translate(_LETTERS)
