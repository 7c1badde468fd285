"""What sample days are made of: the bank's practice material, read once."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import Any

from exercise_bank.bank_folder import PRACTICE_FILE
from exercise_bank.bank_parts import SHIPPED
from models.entries.group import Followed, Target
from models.entries.observation import Direction
from models.roles import Role


@dataclass(frozen=True, slots=True)
class Man:
    """One of the men of the practice group."""

    seat: int
    initials: str
    name: str
    risk_level: str
    learning_styles: tuple[str, ...]
    targets: tuple[Target, ...]
    accommodations: str
    offender_manager: str


@dataclass(frozen=True, slots=True)
class Staff:
    """One of the practice staff."""

    name: str
    role: Role


@dataclass(frozen=True, slots=True)
class SampleNote:
    """A note that fits exercises of one set. `scope` is "member", "all" or "group"."""

    set: str
    scope: str
    direction: Direction
    domain: str
    text: str
    meaning: str = ""
    flag: str = ""


@dataclass(frozen=True, slots=True)
class SampleWork:
    """Work between sessions, and what became of it."""

    scope: str
    text: str
    result: Followed
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Debrief:
    """A session debrief: climate in words by code."""

    climate: dict[str, str]
    how_men_left: str
    next_time: str


@dataclass(frozen=True, slots=True)
class SampleConcern:
    """A concern or incident, whom it was told and how, and what was decided."""

    incident: bool
    words: str
    who: str
    how: str
    decided: str
    told_him: str


@dataclass(frozen=True, slots=True)
class Invented:
    """Names for the men of further groups, and venues."""

    first: tuple[str, ...]
    last: tuple[str, ...]
    venues: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Material:
    """All of it. `absent` are a reason and the code it suggests; `visitors` name and capacity."""

    men: tuple[Man, ...]
    staff: tuple[Staff, ...]
    notes: tuple[SampleNote, ...]
    work: tuple[SampleWork, ...]
    debriefs: tuple[Debrief, ...]
    reflections: tuple[str, ...]
    concerns: tuple[SampleConcern, ...]
    visitors: tuple[tuple[str, str], ...]
    late: tuple[str, ...]
    absent: tuple[tuple[str, str], ...]
    invented: Invented

    def member_of_staff(self, role: Role) -> Staff:
        """The first of the practice staff in this role."""
        return next(one for one in self.staff if one.role == role)


@cache
def load_material() -> Material:
    """The practice material that ships with the bank."""
    read = tomllib.loads((SHIPPED / PRACTICE_FILE).read_text("utf-8"))
    return Material(
        men=tuple(_man(row) for row in read["member"]),
        staff=tuple(Staff(**row) for row in read["staff"]),
        notes=tuple(_note(row) for row in read["note"]),
        work=tuple(
            SampleWork(row["scope"], row["text"], row["outcome"], row.get("reason", ""))
            for row in read["work"]
        ),
        debriefs=tuple(Debrief(**row) for row in read["debrief"]),
        reflections=_texts(read["reflection"]),
        concerns=tuple(SampleConcern(**row) for row in read["concern"]),
        visitors=tuple((row["name"], row["capacity"]) for row in read["visitor"]),
        late=_texts(read["late_reason"]),
        absent=tuple((row["text"], row["outcome"]) for row in read["absent_reason"]),
        invented=Invented(**{key: tuple(names) for key, names in read["invented"].items()}),
    )


def _man(row: dict[str, Any]) -> Man:
    targets = tuple(Target(**target) for target in row["targets"])
    styles = tuple(row["learning_styles"])
    return Man(**{**row, "targets": targets, "learning_styles": styles})


def _note(row: dict[str, Any]) -> SampleNote:
    words = dict(row)
    return SampleNote(meaning=words.pop("interpretation", ""), **words)


def _texts(rows: Iterable[dict[str, str]]) -> tuple[str, ...]:
    return tuple(row["text"] for row in rows)
