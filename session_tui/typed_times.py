"""The one line for an item's times: its minutes, how many more, until when, when it began, ended.

`45`, `1h30`, `+5`, `until 11:40` (or `11:40` alone), `@11:40` or `@-3` (it began then),
`end @11:40` or `end @-3`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from exercise_bank.minutes import MinutesError, parse_change, parse_clock, parse_duration
from models.local_time import nearest_instant
from session_tui.moments import read_moment

Meaning = Literal["", "minutes", "change", "until", "began", "ended"]

HINT = "45, 1h30, +5, until 11:40; it began: @11:40, @-3; it ended: end @11:40"
_END = re.compile(r"end(?:ed)?\s*(?:at\s+|@\s*)?(?P<rest>.*)")
_UNTIL = re.compile(r"(?:until|till|to)\s+(?P<rest>.+)")
_CLOCK_ALONE = re.compile(r"\d{1,2}[:.]\d{2}")
_NIGHT_ENDS = 7
"""Before this hour an end is in the afternoon: `until 1:30` is half past one."""
_HALF_DAY = 12 * 60


@dataclass(frozen=True, slots=True)
class TypedTimes:
    """What a line means: minutes for `minutes` and `change`, an instant (ms) for the others.

    `trouble` says why it means nothing, where it doesn't.
    """

    meaning: Meaning
    value: int = 0
    trouble: str = ""


def read_times(text: str, now: int, zone: str) -> TypedTimes:
    """Read one line typed at `now` (ms)."""
    typed = text.strip().lower()
    if typed.startswith("@"):
        return _past("began", typed, now, zone)
    if found := _END.fullmatch(typed):
        return _past("ended", found["rest"], now, zone)
    try:
        if found := _UNTIL.fullmatch(typed):
            return TypedTimes("until", _ahead(found["rest"], now, zone))
        if _CLOCK_ALONE.fullmatch(typed):
            return TypedTimes("until", _ahead(typed, now, zone))
        if typed[:1] in ("+", "-", "−", "–"):
            return TypedTimes("change", parse_change(typed))
        return TypedTimes("minutes", parse_duration(typed))
    except MinutesError as error:
        return TypedTimes("", trouble=str(error))


def _past(meaning: Meaning, text: str, now: int, zone: str) -> TypedTimes:
    moment = read_moment(text, now, zone)
    return TypedTimes("" if moment.trouble else meaning, moment.at, moment.trouble)


def _ahead(text: str, now: int, zone: str) -> int:
    minute = parse_clock(text)
    if minute < _NIGHT_ENDS * 60:
        minute += _HALF_DAY
    return nearest_instant(minute, now, zone)
