"""The list of who is supervised, as lines."""

from __future__ import annotations

from collections.abc import Sequence

from exercise_bank.quality import SupervisionFigures
from models.local_time import long_date
from session_tui.lines import Line, fit, line
from session_tui.screens.supervision.reading import OfOne

NAME, DATE, VIEWED = 22, 17, 11


def team_lines(
    team: Sequence[OfOne], chosen: int, figures: SupervisionFigures, today: str, cells: int
) -> list[Line]:
    """A line a person: last held, next due (set off where it is past), viewed, waiting to sign."""
    if not team:
        return [(), line("Nobody delivers in this team yet.", "past")]
    head = f"  {'Who':<{NAME}}{'Last held':<{DATE}}{'Next due':<{DATE}}{'Viewed':>{VIEWED}}"
    rows = [
        _row(one, figures, today, cells, chosen=place == chosen) for place, one in enumerate(team)
    ]
    return [line(f"{head}{'To sign':>9}", "past"), *rows]


def _row(one: OfOne, figures: SupervisionFigures, today: str, cells: int, *, chosen: bool) -> Line:
    found = one.found
    due = found.due(figures)
    viewed = f"{len(found.sessions_viewed)} of {len(one.took_part)}"
    unsigned = sum(bool(held.unsigned) for held in found.held)
    last = long_date(found.last) if found.last else "–"
    before = f"{'›' if chosen else ' '} {fit(one.name, NAME - 1)} {last:<{DATE}}"
    when = f"{long_date(due) if due else 'now':<{DATE}}"
    after = f"{viewed:>{VIEWED}}{unsigned or '–':>9}"
    if chosen:
        return line(fit(f"{before}{when}{after}", cells), "chosen")
    return ((before, "normal"), (when, "accent" if due < today else "past"), (after, "normal"))
