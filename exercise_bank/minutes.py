"""Minutes and times of day as people type them, and as the program writes them.

Lengths are whole minutes; times of day are whole minutes since local midnight.
"""

from __future__ import annotations

import re

_DAY = 24 * 60

_HOURS_AND_MINUTES = re.compile(
    r"(?P<hours>\d{1,2})\s*(?:h|hr|hrs|hour|hours)"
    r"(?:\s*(?P<minutes>[0-5]?\d)\s*(?:m|min|mins|minute|minutes)?\.?)?"
)
_HOURS_COLON = re.compile(r"(?P<hours>\d{1,2}):(?P<minutes>[0-5]\d)")
_DECIMAL_HOURS = re.compile(r"(?P<hours>\d{1,2})[.,](?P<part>\d{1,2})\s*(?:h|hr|hrs|hour|hours)")
_MINUTES = re.compile(r"(?P<minutes>\d{1,4})\s*(?:m|min|mins|minute|minutes|'|′)?\.?")
_CLOCK = re.compile(
    r"(?P<hours>\d{1,2})(?:\s*[:.h]\s*(?P<minutes>[0-5]\d))?\s*(?P<half>am|pm|a\.m\.|p\.m\.)?"
)
_BARE_CLOCK = re.compile(r"(?P<hours>\d{1,2})(?P<minutes>[0-5]\d)")
_SIGN = {"+": 1, "-": -1, "−": -1, "–": -1}


class MinutesError(ValueError):
    """Typed minutes or a time that can't be read; the message says what to type."""


def parse_duration(text: str) -> int:
    """A length in minutes: `45`, `60 min`, `90m`, `1h`, `1h30`, `1:30`, `1.5 h`.

    Raises MinutesError where it isn't one. `0` is a length; nothing is negative.
    """
    typed = text.strip().lower()
    if match := _HOURS_AND_MINUTES.fullmatch(typed) or _HOURS_COLON.fullmatch(typed):
        return int(match["hours"]) * 60 + int(match["minutes"] or 0)
    if match := _DECIMAL_HOURS.fullmatch(typed):
        return round((int(match["hours"]) + float(f"0.{match['part']}")) * 60)
    if match := _MINUTES.fullmatch(typed):
        return int(match["minutes"])
    raise MinutesError(
        f"{_typed(text)} isn't a length of time. Type minutes such as 45, 1h30, 90m or 60 min."
    )


def parse_clock(text: str) -> int:
    """A time of day in minutes since midnight: `11:40`, `9.30`, `1540`, `3.30pm`, `9`.

    Raises MinutesError where it isn't one. Without am or pm it is the 24-hour clock.
    """
    typed = text.strip().lower()
    match = _BARE_CLOCK.fullmatch(typed) or _CLOCK.fullmatch(typed)
    if match:
        hours, minutes = int(match["hours"]), int(match["minutes"] or 0)
        half = match.groupdict().get("half")
        if half and 1 <= hours <= 12:
            return (hours % 12 + (12 if half[0] == "p" else 0)) * 60 + minutes
        if not half and hours < 24:
            return hours * 60 + minutes
    raise MinutesError(f"{_typed(text)} isn't a time of day. Type a time such as 11:40 or 9.30.")


def parse_change(text: str) -> int:
    """Minutes to add or take: `+5`, `-10`, `+1h`. Raises MinutesError without a sign."""
    typed = text.strip()
    if not typed or typed[0] not in _SIGN:
        raise MinutesError(f"{_typed(text)} needs a sign. Type +5 to add, -5 to take minutes.")
    return _SIGN[typed[0]] * parse_duration(typed[1:])


def clock_text(minute_of_day: int) -> str:
    """A time of day as `13:05`; past midnight it goes on as the next day's."""
    return f"{minute_of_day % _DAY // 60:02}:{minute_of_day % 60:02}"


def duration_text(minutes: int) -> str:
    """A length in words: `45 min`, `1 h`, `1 h 30 min`."""
    hours, rest = divmod(minutes, 60)
    parts = [f"{hours} h"] if hours else []
    if rest or not hours:
        parts.append(f"{rest} min")
    return " ".join(parts)


def _typed(text: str) -> str:
    short = text.strip()
    return repr(short if len(short) <= 20 else short[:19] + "…")
