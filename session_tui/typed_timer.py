"""A timer as people type it: `3` (minutes), `90s`, `2:30`, `3x8` (eight times), `3 each`."""

from __future__ import annotations

import re
from dataclasses import dataclass

from exercise_bank.minutes import MinutesError, parse_duration

HINT = "or minutes: 10, 90s, 2:30, 3x8, 3 each"
_ROUNDS = re.compile(r"(?P<length>.+?)\s*(?:[x×*]\s*(?P<times>\d{1,2})|(?P<each>each))")
_SECONDS = re.compile(r"(\d{1,4})\s*(?:s|sec|secs|seconds?)")
_MINUTES_SECONDS = re.compile(r"(\d{1,2}):([0-5]\d)")
_MOST_SECONDS = 5 * 3600


@dataclass(frozen=True, slots=True)
class TypedTimer:
    """So many rounds of so many seconds; `trouble` says why it is none."""

    seconds: int = 0
    rounds: int = 1
    trouble: str = ""


def read_timer(text: str, men: int) -> TypedTimer:
    """Read what was typed; `each` is as many rounds as there are men in the room."""
    typed, rounds = text.strip().lower(), 1
    if found := _ROUNDS.fullmatch(typed):
        typed = found["length"]
        rounds = men if found["each"] else int(found["times"])
    try:
        seconds = _length(typed)
    except MinutesError:
        return TypedTimer(trouble=f"“{text.strip()[:20]}” is no timer: 3, 90s, 2:30, 3x8, 3 each.")
    if not seconds or not rounds or seconds * rounds > _MOST_SECONDS:
        return TypedTimer(trouble="A timer takes from a second to five hours.")
    return TypedTimer(seconds, rounds)


def _length(typed: str) -> int:
    """Seconds."""
    if found := _SECONDS.fullmatch(typed):
        return int(found[1])
    if found := _MINUTES_SECONDS.fullmatch(typed):
        return int(found[1]) * 60 + int(found[2])
    return parse_duration(typed) * 60
