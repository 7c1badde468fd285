"""Men's initials in one line, as they are typed: "JB DK RT", "J.B., D.K."."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from models.acts.opening import MOST_MEN

LONGEST = 6
TABLES = {".csv", ".tsv", ".txt", ".xlsx"}


@dataclass(frozen=True, slots=True)
class Initials:
    """What was typed: the initials in order, and what is wrong with them, if anything."""

    names: tuple[str, ...]
    trouble: str = ""


def read_initials(text: str) -> Initials:
    """The initials in a line."""
    parts = [part.replace(".", "").upper() for part in re.split(r"[\s,;]+", text.strip())]
    names = tuple(part for part in parts if part)
    return Initials(names, _trouble(names))


def _trouble(names: tuple[str, ...]) -> str:
    for name in names:
        if not name.isalnum() or len(name) > LONGEST:
            return f"“{name[: 2 * LONGEST]}” is no initials: letters and digits, at most {LONGEST}."
    if len(names) > MOST_MEN:
        return f"A group has at most {MOST_MEN} men; these are {len(names)}."
    twice = [name for name, times in Counter(names).items() if times > 1]
    if twice:
        return f"{twice[0]} stands twice: tell them apart, for instance {twice[0]}2."
    return ""


def names_a_file(text: str) -> bool:
    """Whether this is the path of a roster rather than initials."""
    text = text.strip()
    return bool(text) and (Path(text).suffix.lower() in TABLES or "/" in text or "\\" in text)
