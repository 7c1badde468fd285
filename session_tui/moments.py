"""Moments as people type them: "11:40", "9.30", "-3" or "@-3" for three minutes ago, "now"."""

from __future__ import annotations

import re
from dataclasses import dataclass

from models.local_time import MINUTE_MS, nearest_instant

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
