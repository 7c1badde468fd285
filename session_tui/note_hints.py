"""Gentle hints while a note is typed: words that judge, and names that may be a victim's.

A hint never holds anything up. (programme.md, Restraint: no names of victims, partners, children
or employers in notes; the judging words are the service's own list.)
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache

LOOKED_AT = 2_000
"""Only the last characters are looked at: what is being typed now."""

_QUOTED = re.compile(r'"[^"]*"?|“[^”]*”?')
_NAME = re.compile(r"(?<=[a-z,;] )[A-Z][a-z]{2,}(?=[\s.,;:'’!?]|$)")
_NO_NAMES = re.compile(
    "(Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|January|February|March|April|May|June|July|August|"
    "(Septem|Octo|Novem|Decem)ber|Christmas|Easter|Ramadan|English|British|God|Block|Day|Core|"
    "Group|Better|Lives|Probation|Police|Court|Internet|Facebook|WhatsApp"
)


def hint(text: str, judging: Mapping[str, str]) -> str:
    """One hint for this text, or nothing. `judging` is the alternative by word."""
    text = text[-LOOKED_AT:]
    if found := _judging(tuple(judging)).search(_QUOTED.sub(" ", text).lower()):
        return f"{found[0]}: rather {judging[found[0]]}"
    for word in _NAME.findall(text):
        if not _NO_NAMES.fullmatch(word):
            return f"{word}: if that is a name, rather who it is to him"
    return ""


@lru_cache(maxsize=4)
def _judging(words: tuple[str, ...]) -> re.Pattern[str]:
    if not words:
        return re.compile(r"(?!)")
    longest_first = sorted((re.escape(word) for word in words), key=len, reverse=True)
    return re.compile(rf"\b(?:{'|'.join(longest_first)})\b")
