"""The days to come with who leads, seconds and covers each, and what of that isn't as it should be.

Seed: two facilitators in the room, staff who passed every stage of training, each with a
supervisor. What is missing is said and forbids nothing.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from models.entries.planning import DayPlanned
from models.entries.team import StaffAdded
from models.facts import Facts
from models.group.people import Team
from models.group.planned_days import leave_of, planned_runs
from models.group.qualification import stages_missing


@dataclass(frozen=True, slots=True)
class RotaDay:
    """A planned day of a group (id), and what is missing of its staff, a sentence each."""

    group: str
    planned: DayPlanned
    missing: tuple[str, ...]


def rota(
    team: Team, team_facts: Facts, facts_of: Callable[[str], Facts], since: str
) -> tuple[RotaDay, ...]:
    """The planned days of all groups from a date (ISO) on, by date. `facts_of` takes a group."""
    days = [
        RotaDay(group, day, missing_of(day, team, team_facts))
        for group in team.groups
        for run in planned_runs(facts_of(group))
        for day in run.days.values()
        if day.date >= since
    ]
    return tuple(sorted(days, key=lambda one: (one.planned.date, one.planned.start)))


def missing_of(planned: DayPlanned, team: Team, team_facts: Facts) -> tuple[str, ...]:
    """What to say of a planned day's staff, a sentence each."""
    said = []
    if not planned.lead:
        said.append("Nobody is planned to lead.")
    if len({planned.lead, planned.second} - {""}) < 2:
        said.append("Not two facilitators.")
    people = {person.name: person for person in team.at_work.values()}
    for name in dict.fromkeys(filter(None, (planned.lead, planned.second, planned.cover))):
        person = people.get(name)
        if person is None:
            said.append(f"{name} isn't staff of this team.")
        elif away_on(team_facts, person.staff, planned.date):
            said.append(f"{name} is on leave that day.")
    lead = people.get(planned.lead)
    stages = stages_missing(team_facts, lead.staff, planned.date) if lead else ()
    if stages:
        said.append(f"{planned.lead} leads; not on record as passed: {', '.join(stages)}.")
    if not supervisor_of(team, planned.lead):
        whose = f" of {planned.lead}" if lead else ""
        said.append(f"No supervisor{whose} is on record.")
    return tuple(said)


def away_on(team_facts: Facts, staff: str, on: str) -> bool:
    """Whether somebody (id) is on leave on a date (ISO)."""
    spans = leave_of(team_facts).get(staff, ())
    return any(first.isoformat() <= on <= last.isoformat() for first, last in spans)


def supervisor_of(team: Team, lead: str) -> str:
    """The name of who supervises what this person (by name) leads; "" where nobody is on record.

    His own supervisor, or else the team's, where there is just one.
    """
    person = next((one for one in team.here.values() if one.name == lead), None)
    own = team.here.get(person.supervisor) if person else None
    if own is not None:
        return own.name
    names = [one.name for one in supervisors(team)]
    return names[0] if len(names) == 1 else ""


def supervisors(team: Team) -> tuple[StaffAdded, ...]:
    """The team's supervisors who are here."""
    return tuple(one for one in team.here.values() if one.role == "supervisor")
