"""How a man left the day: as said of him, and what the debrief says that begins with his seat."""

from __future__ import annotations

import re

from exports.document import Text, ours, typed
from exports.source import Source
from models.day.attendance import Presence
from models.group.people import TEN

_CLAUSES = re.compile(r"[;\n]+|(?<=\.)\s+")
_SEATS = re.compile(
    r"\s*(?:seats?\s+)?(?P<seats>\d{1,2}(?:(?:\s*,\s*|\s*&\s*|\s+and\s+|\s+)\d{1,2})*)\b"
    r"[\s:·,–-]*(?P<said>\S.*)",
    re.IGNORECASE,
)


def how_he_left(source: Source, man: Presence) -> Text:
    """How he left the day, and what was done about it; nothing where nobody said."""
    if not man.how_he_left:
        return ()
    said = (*ours("left: "), *typed(source.leaving(man.how_he_left)))
    if man.done:
        return (*said, *ours("; what was done: "), *typed(man.done))
    return (*said, *ours("; what was done isn't said yet")) if man.distressed else said


def debrief_said(source: Source, member: str) -> str:
    """The clauses on how men left that begin with his seat or initials: "3 quieter; 5 settled"."""
    known, debrief = source.man(member), source.day.debrief
    if known is None or debrief is None:
        return ""
    told = []
    for clause in _CLAUSES.split(debrief.how_men_left):
        first, _, rest = clause.strip().partition(" ")
        if first.strip(".:,") == known.initials and rest:
            told.append(rest.strip())
        elif (found := _SEATS.fullmatch(clause)) and known.seat % TEN in (
            int(seat) % TEN for seat in re.findall(r"\d{1,2}", found["seats"])
        ):
            told.append(found["said"].strip())
    return "; ".join(told)
