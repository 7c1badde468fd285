"""Who leads the chosen day as planned, and what is missing: said, not forbidden."""

from __future__ import annotations

from models.group.rota import missing_of
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
    missing = missing_of(planned, look.team, look.team_facts)
    told = [one for said in missing for one in wrap(said, cells, "now", "  ")]
    return [line("This day", "head"), *rows, *told]
