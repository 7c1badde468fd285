"""Moments as people type them: "11:40", "9.30", "-3" or "@-3" for three minutes ago, "now"."""

from __future__ import annotations

import re
from dataclasses import dataclass

from exercise_bank.minutes import MinutesError, parse_clock
from models.local_time import MINUTE_MS, clock, nearest_instant

_AGO = re.compile(r"@?-(\d{1,3})(?:\s*(?:m|min|minutes?))?")
_CLOCK = re.compile(r"@?(\d{1,2})[:.h](\d{2})")
_HOURS, _MINUTES = 24, 60


@dataclass(frozen=True, slots=True)
class Moment:
    """An instant in ms, or why there is none."""

    at: int
    trouble: str = ""


def read_moment(text: str, now: int, zone: str) -> Moment:
    """The moment meant, on the day of `now` (ms). A moment still to come is refused."""
    text = text.strip().lower()
    if text in ("", "now", "@"):
        return Moment(now)
    if found := _AGO.fullmatch(text):
        return Moment(now - int(found[1]) * MINUTE_MS)
    if found := _CLOCK.fullmatch(text):
        hours, minutes = int(found[1]), int(found[2])
        if hours < _HOURS and minutes < _MINUTES:
            at = nearest_instant(hours * 60 + minutes, now, zone)
            if at > now:
                return Moment(now, f"{text.lstrip('@')} is still to come.")
            return Moment(at)
    return Moment(now, f"“{text}” is no time: 11:40, or -3 for three minutes ago.")


def when_on(text: str, around: int, zone: str, least: int = 0) -> Moment:
    """What time it is by a clock on the wall, on the day of `around`; never before `least` (ms)."""
    try:
        at = nearest_instant(parse_clock(text), around, zone)
    except MinutesError as error:
        return Moment(around, str(error))
    if at + MINUTE_MS <= least:
        return Moment(around, f"It is {clock(least, zone)} at least.")
    return Moment(max(at, least))
