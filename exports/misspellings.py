"""A man's name misspelt or cut short, found by how few letters part a word from a name.

A word of the language is never taken for a misspelling ("plan" for Alan). Three letters are too
few to tell. Short forms that aren't the name's beginning (Bill) belong on the man's own list.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from exports.name_patterns import Naming

WORD = re.compile(r"[^\W\d_]+")
"""A word of folded text; the halves of a double name are two."""

_FEWEST_LETTERS = 4
_SHORT_FORM = 3
_TWO_MAY_DIFFER = {True: 7, False: 8}
"""From so many letters of the name on two may differ: with a capital, and without."""


class Misspellings:
    """Tells which name a word is meant for."""

    def __init__(self, ways: Iterable[Naming]) -> None:
        self._names = {way.word: way for way in ways if len(way.word) >= _FEWEST_LETTERS}
        self._met: dict[tuple[str, bool], Naming | None] = {}

    def meant(self, word: str, *, capital: bool) -> Naming | None:
        """The way of naming that this folded word is meant for, None where it is none."""
        if len(word) < _SHORT_FORM or not self._names:
            return None
        if (word, capital) not in self._met:
            self._met[word, capital] = self._nearest(word, capital)
        return self._met[word, capital]

    def _nearest(self, word: str, capital: bool) -> Naming | None:
        from rapidfuzz.distance import OSA

        near = []
        for name, way in self._names.items():
            most = _letters_apart(name, capital)
            apart = OSA.distance(word, name, score_cutoff=most)
            if apart <= most:
                near.append((apart, name, way))
            elif capital and way.first and name.startswith(word):
                near.append((most, name, way))
        return min(near, key=lambda one: one[:2])[2] if near else None


def is_word(word: str) -> bool:
    """Whether a folded word is one of the language."""
    return word in _words()


def _letters_apart(name: str, capital: bool) -> int:
    return 2 if len(name) >= _TWO_MAY_DIFFER[capital] else 1


@cache
def _words() -> frozenset[str]:
    """English words by use, without first names and surnames."""
    from zxcvbn.frequency_lists import FREQUENCY_LISTS

    return frozenset((*FREQUENCY_LISTS["english_wikipedia"], *FREQUENCY_LISTS["us_tv_and_film"]))
