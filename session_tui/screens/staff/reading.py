"""What the staff screen shows, gathered from the record: for the record's own thread."""

from __future__ import annotations

from dataclasses import dataclass

from models.entries.staffing import LeaveNoted, TrainingTaken
from models.entries.team import StaffAdded
from models.facts import Facts
from models.group.people import Team
from models.group.qualification import stages_missing, trainings
from models.group.rota import RotaDay, away_on, rota
from models.local_time import date_of
from models.roles import AUDIT, DELIVER
from session_tui.desk import Desk
from session_tui.frame import ZONE


@dataclass(frozen=True, slots=True)
class Colleague:
    """One of the staff: what he passed, what is missing before he may lead, when he is away."""

    person: StaffAdded
    supervisor: str
    supervises: tuple[str, ...]
    passed: tuple[TrainingTaken, ...]
    missing: tuple[str, ...]
    leave: tuple[LeaveNoted, ...]
    away: bool

    @property
    def delivers(self) -> bool:
        """Whether he is of those who run sessions."""
        return self.person.role in DELIVER

    @property
    def audits(self) -> bool:
        """Whether the trail is all he reads."""
        return self.person.role in AUDIT


@dataclass(frozen=True, slots=True)
class StaffLook:
    """The staff by their names in the record's order, and the planned days to come."""

    people: tuple[Colleague, ...]
    days: tuple[RotaDay, ...]
    groups: dict[str, str]
    """The groups' names by id."""


def look_at_staff(desk: Desk) -> StaffLook:
    """All of it as the record has it now."""
    today, facts = date_of(desk.now(), ZONE), desk.team_facts()
    return StaffLook(
        tuple(_colleague(desk.team, facts, one, today) for one in desk.team.here.values()),
        rota(desk.team, facts, desk.facts_of, today),
        {group.group: group.name for group in desk.team.groups.values()},
    )


def _colleague(team: Team, facts: Facts, person: StaffAdded, today: str) -> Colleague:
    supervisor = team.here.get(person.supervisor)
    return Colleague(
        person,
        supervisor.name if supervisor else "",
        tuple(one.name for one in team.here.values() if one.supervisor == person.staff),
        trainings(facts, person.staff),
        stages_missing(facts, person.staff, today),
        leave_to_come(facts, person.staff, today),
        away_on(facts, person.staff, today),
    )


def leave_to_come(facts: Facts, staff: str, today: str) -> tuple[LeaveNoted, ...]:
    """The leaves of a person (id) that end today (ISO) or later, by date."""
    said = (settled.value.what for settled in facts.all_of("leave"))
    his = (
        one
        for one in said
        if isinstance(one, LeaveNoted) and one.staff == staff and not one.cancelled
    )
    return tuple(sorted((one for one in his if one.last >= today), key=lambda one: one.date))
