"""What Today needs of a day that was opened: how far it came, and what it left for the next."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from exercise_bank.bank import Bank
from models.day.day import Day
from models.day.gate import unsigned
from models.entries.group import SessionOpened
from models.entries.team import StaffAdded
from models.entries.timeline import Item
from models.group.rolling_on import SessionPart, session_part

AWAY = ("absent", "not admitted", "rescheduled", "expected")


@dataclass(frozen=True, slots=True)
class Held:
    """A day as it was held. Instants in ms.

    `items` are its plan with what was added; `carried` those put off; `away` the men who weren't
    there (ids); `unsigned` the staff who have yet to sign (ids).
    """

    about: SessionOpened
    started: int | None
    ended: int | None
    items: tuple[Item, ...]
    carried: tuple[Item, ...]
    away: frozenset[str]
    unsigned: tuple[str, ...]
    parts: Mapping[str, SessionPart]
    """Each man's part in it, once it has ended, by his id."""

    @property
    def finished(self) -> bool:
        """Whether nothing of its record is open: ended, and signed by all who wrote."""
        return self.ended is not None and not self.unsigned

    @property
    def left_open(self) -> bool:
        """Whether it ran and its record isn't finished."""
        return self.started is not None and not self.finished


def held(day: Day, here: Mapping[str, StaffAdded], bank: Bank) -> Held:
    """What Today needs of this day; `here` are the staff who haven't left, by id."""
    states = day.timeline.states
    men = tuple(day.attendance.men.values()) if day.timeline.ended is not None else ()
    return Held(
        about=day.about,
        started=day.timeline.started,
        ended=day.timeline.ended,
        items=tuple(state.item for state in states),
        carried=tuple(state.item for state in states if state.status == "carried"),
        away=frozenset(man.member for man in men if man.arrived is None and man.here in AWAY),
        unsigned=unsigned(day, here),
        parts={
            man.member: part
            for man in men
            if (part := session_part(day, man.member, bank)) is not None
        },
    )
