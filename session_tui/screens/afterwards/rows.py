"""The table's rows from a day: what stands of each item and each man, as the texts of its cells."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from models.acts.afterwards import said_of, said_of_man
from models.day.day import Day
from models.day.timeline import ItemState
from models.local_time import hour_minute
from session_tui.screens.live.day_pane import item_title

Kind = Literal["item", "end", "man", "note"]
Texts = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Row:
    """One row that can be filled in. `said` is what stands, a text a cell.

    `subject` is the id of its item or man; `number` stands before the label (a planned start,
    a seat), `part` after it ("1/2"); `planned` are the minutes planned, 0 where there are none.
    """

    kind: Kind
    subject: str
    number: str
    label: str
    said: Texts
    planned: int = 0
    part: str = ""

    @property
    def id(self) -> str:
        """Its name among the rows and its drafts."""
        return f"{self.kind}:{self.subject}"


def rows_of(day: Day, notes: Iterable[int]) -> tuple[Row, ...]:
    """All rows: the plan's items and the day's end, the men, the notes not kept yet."""
    return (
        *(_item(day, state) for state in day.timeline.states),
        Row(
            "end",
            "day",
            hour_minute(_end(day)),
            "everyone went home",
            (_time(day, day.timeline.ended),),
        ),
        *(_man(day, member) for member in day.attendance.men),
        *(Row("note", str(number), "", "", ("", "")) for number in notes),
    )


def _item(day: Day, state: ItemState) -> Row:
    said: Texts = ("", "", "ran more than once", "")
    if len(state.runs) <= 1:
        ran = said_of(day, state.item.id)
        said = (_time(day, ran.started), _time(day, ran.ended), ran.became, ran.why)
    item = state.item
    part = f" {item.part}/{item.parts}" if item.parts > 1 else ""
    label = item_title(day, state).removesuffix(part)
    return Row("item", item.id, hour_minute(item.start), label, said, item.planned, part)


def _man(day: Day, member: str) -> Row:
    man, came = day.roster.get(member), said_of_man(day, member)
    return Row(
        "man",
        member,
        day.roster.seat_sign(member),
        man.initials if man else "?",
        (_time(day, came.came), _time(day, came.left), came.became, came.why),
    )


def _end(day: Day) -> int:
    return day.plan.end if day.plan else 0


def _time(day: Day, at: int | None) -> str:
    return "" if at is None else day.clock(at)
