"""Which notes of the day a few typed words mean: the same head as one writes them with.

`3+ chair` finds the strengths noted of seat 3 with "chair" in them, `? ` what is for supervision,
`12:07` what was noted about then, `by:AQ` what AQ wrote. Words are looked for in what was said or
done and in what it may mean; all of them must be there.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from models.day.day import Day
from models.day.observation import Note, note_item
from models.day.quick_line import Reading, read_line
from models.local_time import MINUTE_MS

NEAR_MS = 5 * MINUTE_MS
"""A note is about a time where it is no further away than this."""

_BY = re.compile(r"(?:^|(?<=\s))by:(\w{1,3})(?=\s|$)\s?", re.IGNORECASE)
_CLOCK = re.compile(r"\s*@?([0-9]{1,2})[:.]([0-5][0-9])(?=\s|$)", re.ASCII)


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is looked for: a head as it was read, words, a moment (ms), an exercise (item id).

    `by` are the initials of who wrote it.
    """

    reading: Reading
    words: tuple[str, ...] = ()
    at: int | None = None
    item: str = ""
    by: str = ""

    @property
    def everything(self) -> bool:
        """Whether nothing in particular is looked for."""
        return not (self.reading.head or self.words or self.item or self.by or self.at is not None)


def wanted(day: Day, text: str, item: str = "", now: int = 0) -> Wanted:
    """What this text looks for. `now` (ms) is what `@-3` counts from."""
    at: int | None = None
    by, text = _writer(text)
    clock = _CLOCK.match(text)
    if clock and int(clock[1]) < 24:
        at, text = day.wall(int(clock[1]) * 60 + int(clock[2])), f" {text[clock.end() :]}"
    reading = read_line(text)
    if reading.clock is not None:
        at = day.wall(reading.clock)
    elif reading.minutes_ago is not None:
        at = now - reading.minutes_ago * MINUTE_MS
    said = f"{reading.text} {reading.meaning}" if reading.head else text
    return Wanted(reading, tuple(said.casefold().split()), at, item, by)


def found(
    day: Day, looked: Wanted, staff: Mapping[str, str] = MappingProxyType({})
) -> tuple[Note, ...]:
    """The notes that are meant, by their moment. Struck ones only where nothing is looked for.

    `staff` are initials by id.
    """
    if looked.everything:
        return day.notes
    return tuple(
        note
        for note in day.notes
        if not note.what.struck
        and looked.by in ("", staff.get(note.by, ""))
        and _meets(day, note, looked)
    )


def _writer(text: str) -> tuple[str, str]:
    """Who wrote it, and the text without that."""
    said = _BY.search(text)
    return (said[1].upper(), text[: said.start()] + text[said.end() :]) if said else ("", text)


def _meets(day: Day, note: Note, looked: Wanted) -> bool:
    what, head = note.what, looked.reading
    seats = {day.roster.seat(member) for member in what.members}
    text = f"{what.text} {what.meaning} {what.outside}".casefold()
    item = note_item(note, day.timeline) if looked.item else None
    return (
        (not head.seats or not seats.isdisjoint(head.seats))
        and (not head.all_in_room or what.scope == "all")
        and head.sign in ("", what.direction)
        and head.domain in ("", what.domain)
        and head.climate in ("", what.climate)
        and head.target in (0, what.target)
        and what.action >= head.action
        and what.supervision >= head.supervision
        and (not looked.item or (item is not None and item[0] == looked.item))
        and (looked.at is None or abs(note.at - looked.at) <= NEAR_MS)
        and all(word in text for word in looked.words)
    )
