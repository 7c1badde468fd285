"""Dates as people write them in tables."""

from __future__ import annotations

import re
from datetime import date, datetime
from typing import NamedTuple

_WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_WEEKDAY = re.compile(r"(?P<day>mon|tue|wed|thu|fri|sat|sun)[a-z]*[.,]?\s+", re.IGNORECASE)
_ORDINAL = re.compile(r"(?<=\d)(st|nd|rd|th)\b", re.IGNORECASE)
_TIME = re.compile(r"[ T]0?0:00(:00)?$")
_FORMATS = ("%Y-%m-%d", "%d/%m/%Y", "%d.%m.%Y", "%d-%m-%Y", "%d %b %Y", "%d %B %Y")
_SHORT_YEAR = ("%d/%m/%y", "%d.%m.%y", "%d-%m-%y", "%d %b %y", "%d %B %y")


class DateRead(NamedTuple):
    """A date, and what about it was guessed; `doubt` is empty where nothing was."""

    date: date
    doubt: str


def parse_date(text: str) -> DateRead | None:
    """A date such as `14/03/1979`, `2026-11-10`, `Tue 10 Nov 2026`; None where it isn't one.

    The day stands before the month, as in Britain.
    """
    typed = " ".join(_TIME.sub("", text.strip()).split())
    weekday = _WEEKDAY.match(typed)
    plain = _ORDINAL.sub("", typed[weekday.end() :] if weekday else typed).replace(",", "")
    for formats, short in ((_FORMATS, False), (_SHORT_YEAR, True)):
        for form in formats:
            found = _strict(plain, form)
            if found is not None:
                return DateRead(found, _doubt(found, plain, weekday, short))
    return None


def _strict(text: str, form: str) -> date | None:
    try:
        return datetime.strptime(text, form).date()  # noqa: DTZ007  # a date has no zone
    except ValueError:
        return None


def _doubt(found: date, plain: str, weekday: re.Match[str] | None, short: bool) -> str:
    doubts: list[str] = []
    if "/" in plain and found.day <= 12 and found.day != found.month:
        doubts.append("the day before the month")
    if short:
        doubts.append("a year of two digits")
    if weekday and _WEEKDAYS[found.weekday()] != weekday["day"].lower():
        doubts.append(f"though that is a {found:%A}")
    return ", ".join(doubts)
