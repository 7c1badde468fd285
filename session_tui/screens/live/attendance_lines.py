"""The attendance sheet as lines: each man's seat, where he is, since when, why, his outcome."""

from __future__ import annotations

from models.attendance import Presence
from models.day import Day
from session_tui.lines import Line, fit, line


def sheet_lines(day: Day, chosen: tuple[str, ...], cells: int) -> list[Line]:
    """The men as lines: seat, initials, where he is, since when, the reason, his outcome."""
    lines = [line("Attendance", "now")]
    for member, man in day.attendance.men.items():
        known = day.roster.get(member)
        picked = member in chosen
        text = (
            f" {'›' if picked else ' '} {day.roster.seat_sign(member):>2}  "
            f"{fit(known.initials if known else '?', 5)}{fit(_where(day, man), 22)}"
            f"{fit(man.reason, max(8, cells - 55))}  {_outcome(man)}"
        )
        lines.append(line(fit(text, cells), "chosen" if picked else "normal"))
    return [*lines, ()]


def _where(day: Day, man: Presence) -> str:
    if man.here == "in" and man.arrived is not None:
        late = man.late_minutes(day.late_from)
        return f"in {day.clock(man.inside[-1][0])}" + (f", {late} min late" if late else "")
    if man.inside and man.inside[-1][1] is not None:
        return f"{man.here} {day.clock(man.inside[-1][1])}"
    return man.here


def _outcome(man: Presence) -> str:
    if not man.outcome:
        return ""
    return f"{man.outcome} {'decided' if man.decided else 'provisional'}"
