"""What a session waits for from the person who looks: the list's order, and the words."""

from __future__ import annotations

from datetime import date, timedelta
from typing import NamedTuple

from models.database.queries import SessionLine

_FRIDAY = 4


class Awaits(NamedTuple):
    """What it waits for, in a few words; `rank` is how pressing, 0 the most."""

    rank: int
    says: str


def awaits(one: SessionLine, me: str, role: str, today: str) -> Awaits | None:
    """What this person has to do about a session, as of a date (ISO); None where nothing.

    Concerns that are open come first, for everyone. A supervisor reads what is signed and looks
    again at what came back or changed; others sign, and see why something was returned. What is
    late, to be done, or said differently by two comes after.
    """
    if one.started is None:
        return None
    if one.open_concerns:
        return Awaits(0, f"{_many(one.open_concerns, 'concern')} open")
    if one.ended is None:
        return None
    found = _of_supervisor(one) if role == "supervisor" else _of_staff(one, me)
    return found or _question(one, me) or _left_over(one, today)


def standing(one: SessionLine) -> str:
    """How a session stands, in a few words."""
    if one.started is None:
        return "not begun"
    if one.ended is None:
        return "running"
    if one.marks:
        return f"{one.marks} to describe"
    if not one.signed:
        return "not signed"
    if one.unsigned:
        return f"{_many(len(one.unsigned.split()), 'signature')} missing"
    if one.after_sign_off:
        count = one.after_sign_off
        return f"{count} {'entry' if count == 1 else 'entries'} after sign-off"
    return one.stands


def _of_supervisor(one: SessionLine) -> Awaits | None:
    if one.stands == "changed since":
        return Awaits(3, "changed after sign-off")
    if one.stands == "to read":
        return Awaits(2, "came back") if one.came_back else Awaits(1, "to read")
    return None


def _of_staff(one: SessionLine, me: str) -> Awaits | None:
    if one.stands == "returned":
        return Awaits(1, "returned: see why")
    return Awaits(2, "your signature") if me in one.unsigned.split() else None


def _question(one: SessionLine, me: str) -> Awaits | None:
    asked = any(by != me for by in one.asked_by.split())
    return Awaits(4, "a question") if asked else None


def _left_over(one: SessionLine, today: str) -> Awaits | None:
    if one.unsigned and today > next_working_day(one.date):
        return Awaits(5, "late: not signed")
    if one.open_actions:
        return Awaits(6, f"{_many(one.open_actions, 'action')} open")
    return Awaits(7, f"{_many(one.unsettled, 'fact')} unsettled") if one.unsettled else None


def next_working_day(day: str) -> str:
    """The weekday after a date (ISO): until its end a note is finished without blame."""
    after = date.fromisoformat(day) + timedelta(days=1)
    while after.weekday() > _FRIDAY:
        after += timedelta(days=1)
    return after.isoformat()


def _many(count: int, what: str) -> str:
    return f"{count} {what}{'s' if count > 1 else ''}"
