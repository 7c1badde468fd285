"""Who leads the chosen day as planned, and what is missing: said, not forbidden.

Seed: two facilitators in the room, staff who passed every stage of training.
"""

from __future__ import annotations

from models.entries.planning import DayPlanned
from models.group.planned_days import leave_of
from models.group.qualification import stages_missing
from session_tui.lines import Line, fit, line, spread, wrap
from session_tui.screens.today.look import Look

ROOM = 8
"""What the word beside a name takes, in cells."""


def planned_staff_lines(look: Look, cells: int) -> list[Line]:
    """The day's lead, second and cover, and each thing that isn't as it should be.

    Nothing where no plan on record says the day: then nobody was asked who leads it.
    """
    planned = look.chosen.planned
    if planned is None:
        return []
    places = (("leads", planned.lead), ("second", planned.second), ("cover", planned.cover))
    rows = [
        spread(line(fit(name, cells - ROOM)), line(place, "past"), cells)
        for place, name in places
        if name
    ]
    told = [one for said in _missing(look, planned) for one in wrap(said, cells, "now", "  ")]
    return [line("This day", "head"), *rows, *told]


def _missing(look: Look, planned: DayPlanned) -> list[str]:
    """What to say of the day's staff, a sentence each."""
    said = []
    if not planned.lead:
        said.append("Nobody is planned to lead.")
    if len({planned.lead, planned.second} - {""}) < 2:
        said.append("Not two facilitators.")
    people = {person.name: person for person in look.team.here.values()}
    for name in dict.fromkeys(filter(None, (planned.lead, planned.second, planned.cover))):
        person = people.get(name)
        if person is None:
            said.append(f"{name} isn't staff of this team.")
        elif _away(look, person.staff, planned.date):
            said.append(f"{name} is on leave that day.")
    lead = people.get(planned.lead)
    missing = stages_missing(look.team_facts, lead.staff, planned.date) if lead else ()
    if missing:
        said.append(f"{planned.lead} leads; not on record as passed: {', '.join(missing)}.")
    return said


def _away(look: Look, staff: str, on: str) -> bool:
    """Whether somebody is on leave on a date (ISO)."""
    spans = leave_of(look.team_facts).get(staff, ())
    return any(first.isoformat() <= on <= last.isoformat() for first, last in spans)
