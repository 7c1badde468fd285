"""What the record of one person's supervision is made from, gathered from the team's facts."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, NamedTuple

from exercise_bank.component import day_of
from exercise_bank.quality import SupervisionFigures
from exports.supervision_record import SupervisionSource
from models.entries.supervision import QualityScored
from models.facts import Facts
from models.group.people import Roster, Team
from models.group.supervision import scored_alike, supervised
from models.local_time import long_date

if TYPE_CHECKING:
    from models.database.supervising import TakenPart


class Made(NamedTuple):
    """When (ms) and by whom (id) it is made, over which chain heads."""

    at: int
    by: str
    heads: tuple[str, ...]


def supervision_source(
    staff: str,
    facts: Facts,
    team: Team,
    rosters: Iterable[Roster],
    sessions: Mapping[str, str],
    figures: SupervisionFigures,
    made: Made,
) -> SupervisionSource:
    """Of this person (id), from the team's facts.

    `sessions` says which session each id is that he took part in.
    """
    forms = [
        (settled.value.by, settled.value.what)
        for settled in facts.all_of("quality")
        if isinstance(settled.value.what, QualityScored) and settled.value.what.staff == staff
    ]
    return SupervisionSource(
        supervised(facts, staff),
        figures,
        {one: person.name for one, person in team.staff.items()},
        sessions,
        _men(rosters),
        len(sessions),
        scored_alike(forms),
        made.at,
        team.staff_name(made.by),
        made.heads,
    )


def which(one: TakenPart) -> str:
    """Which session it is that he took part in."""
    return f"{one.group_name}, {day_of(one.block, one.day)}, {long_date(one.date)}"


def _men(rosters: Iterable[Roster]) -> dict[str, str]:
    """The men by seat and initials, by id."""
    return {
        member: f"{man.seat} {man.initials}"
        for roster in rosters
        for member, man in {**roster.left, **roster.members}.items()
    }
