"""What a day asks of a man beside what he needs: his accommodations against the day's plan.

Only what the words say plainly is found: an hour (on a day of the week), a way of working.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from exercise_bank.bank import Bank
from exercise_bank.exercise import Method
from models.entries.group import MemberAdded
from models.local_time import hour_minute, long_date
from session_tui.screens.today.rows import PlanRow

_TIME = re.compile(r"\b([01]?\d|2[0-3])[:.]([0-5]\d)\b")
_WEEKDAY = re.compile(
    r"\b(?:(?:mon|tues|wednes|thurs|fri|satur|sun)days?|(?:mon|tue|wed|thu|fri)s?)\b", re.IGNORECASE
)
_WAYS: tuple[tuple[re.Pattern[str], Method, str], ...] = (
    (re.compile(r"role.?play", re.IGNORECASE), Method.ROLE_PLAY, "role play"),
    (re.compile(r"\bpairs?\b|small groups?", re.IGNORECASE), Method.PAIRS, "pair work"),
    (
        re.compile(r"\bread(?:s|ing)?\b|\bwriting\b|dyslexi|handouts?", re.IGNORECASE),
        Method.WRITTEN,
        "written work",
    ),
    (re.compile(r"\bpresent(?:s|ing|ations?)\b", re.IGNORECASE), Method.PRESENTATION, "presenting"),
)


def clashes(needs: str, date: str, rows: Sequence[PlanRow], bank: Bank) -> tuple[str, ...]:
    """Where the day's plan meets what a man needs, each in a few words. `date` is ISO."""
    return (*_at_hours(needs, date, rows), *_by_ways(needs, rows, bank))


def _at_hours(needs: str, date: str, rows: Sequence[PlanRow]) -> Iterable[str]:
    days = {found[0][:3].lower() for found in _WEEKDAY.finditer(needs)}
    if days and long_date(date)[:3].lower() not in days:
        return
    for found in _TIME.finditer(needs):
        minute = int(found[1]) * 60 + int(found[2])
        for row in rows:
            if row.set.is_work and row.start <= minute < row.start + row.minutes:
                yield f"at {hour_minute(minute)}: {row.title}"


def _by_ways(needs: str, rows: Sequence[PlanRow], bank: Bank) -> Iterable[str]:
    for words, method, label in _WAYS:
        if words.search(needs):
            starts = [hour_minute(row.start) for row in working_so(method, rows, bank)]
            if starts:
                yield f"{label} today at {', '.join(starts)}"


def working_so(method: Method, rows: Sequence[PlanRow], bank: Bank) -> tuple[PlanRow, ...]:
    """The day's items that work in this way."""
    found = []
    for row in rows:
        exercise = bank.exercise(row.exercise)
        if exercise is not None and method in exercise.methods and row.part == 1:
            found.append(row)
    return tuple(found)


def kept_apart(men: Iterable[MemberAdded]) -> tuple[tuple[int, int], ...]:
    """The pairs of seats that shouldn't work together, each pair once, by seat."""
    men = tuple(men)
    seats = {man.seat for man in men}
    pairs = {
        (min(man.seat, other), max(man.seat, other))
        for man in men
        for other in man.keep_apart
        if other in seats and other != man.seat
    }
    return tuple(sorted(pairs))
