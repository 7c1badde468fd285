"""What a session waits for from the person who looks: the list's order, and the words."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from models.day.day import Day
from models.day.gate import unsigned
from models.day.review import comments, review_of
from models.entries.team import StaffAdded


class Awaits(NamedTuple):
    """What it waits for, in a few words; `rank` is how pressing, 0 the most."""

    rank: int
    says: str


def awaits(day: Day, me: str, people: Mapping[str, StaffAdded]) -> Awaits | None:
    """What this person has to do about a session; None where nothing.

    Concerns that are open come first, for everyone. A supervisor reads what is signed and looks
    again at what came back or changed; others sign, and see why something was returned.
    """
    if day.timeline.started is None:
        return None
    open_ = sum(not what.closed for _, what in day.concerns)
    if open_:
        return Awaits(0, f"{open_} {'concern' if open_ == 1 else 'concerns'} open")
    if day.timeline.ended is None:
        return None
    role = people[me].role if me in people else ""
    found = _of_supervisor(day, people) if role == "supervisor" else _of_staff(day, me, people)
    return found or _question(day, me)


def _of_supervisor(day: Day, people: Mapping[str, StaffAdded]) -> Awaits | None:
    review = review_of(day, people)
    if review.stands == "changed since":
        return Awaits(3, "changed after sign-off")
    if review.stands == "to read":
        # Given back before: a sign-off would stand as one.
        return Awaits(1, "to read") if review.entry is None else Awaits(2, "came back")
    return None


def _of_staff(day: Day, me: str, people: Mapping[str, StaffAdded]) -> Awaits | None:
    if review_of(day, people).stands == "returned":
        return Awaits(1, "returned: see why")
    return Awaits(2, "your signature") if me in unsigned(day, people) else None


def _question(day: Day, me: str) -> Awaits | None:
    asked = any(one.is_open and one.entry.by != me for one in comments(day))
    return Awaits(4, "a question") if asked else None
