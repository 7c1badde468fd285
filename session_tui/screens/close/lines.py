"""The closing gate as lines: what is open, how to settle it, who signed."""

from __future__ import annotations

from models.day.day import Day
from models.day.gate import GateRow, Open
from models.day.observation import worth_reading
from models.group.people import Team
from models.local_time import MINUTE_MS
from session_tui.lines import Line, Weight, fit, line

WAYS: dict[Open, str] = {
    "marks": "put words to them",
    "states": "say when they ended",
    "recording": "say when it stopped",
    "attendance": "say who came",
    "outcomes": "attended, for all who came",
    "decide": "decide it, on the evidence seen",
    "distress": "say what was done",
    "men": "nothing to add",
    "items": "skip or carry over",
    "reasons": "say why, a key each",
    "concerns": "say who was told",
    "work": "ask about it",
    "unsettled": "see who said what; a digit settles",
    "debrief": "write it",
    "reflection": "write it",
    "signature": "sign",
}
"""What Enter does for each kind of row."""


def close_lines(
    day: Day, team: Team, rows: tuple[GateRow, ...], chosen: int, me: str, cells: int
) -> list[Line]:
    """The day in a line, then what is open, then who signed."""
    lines = [_summary(day), ()]
    if rows:
        lines.append(line("Still open", "head"))
        lines += [_row(row, place == chosen, me, cells) for place, row in enumerate(rows)]
    else:
        lines.append(line("Nothing is open.", "now"))
    lines += [(), line("Signed", "head")]
    lines += [
        line(f"  {team.staff_name(entry.by)}, {day.clock(entry.written)}")
        for entry in day.signatures
    ] or [line("  nobody yet", "past")]
    lines += [(), line("It may wait until the next working day: Esc leaves, all is kept.", "past")]
    return lines


def _summary(day: Day) -> Line:
    line_ = day.timeline
    if line_.started is None:
        return line("The day hasn't begun.", "now")
    if line_.ended is None:
        return line(f"The day still runs, since {day.clock(line_.started)}.", "now")
    work = sum(line_.worked_ms(s, line_.ended) for s in line_.states if s.item.set.is_work)
    notes = len(worth_reading(day.notes))
    return line(
        f"{day.clock(line_.started)} to {day.clock(line_.ended)}   "
        f"{work // MINUTE_MS} min of work   {notes} note{'' if notes == 1 else 's'}",
        "now",
    )


def _row(row: GateRow, chosen: bool, me: str, cells: int) -> Line:
    way = "" if row.open == "signature" and row.subjects != (me,) else WAYS[row.open]
    weight: Weight = "chosen" if chosen else "normal"
    says = fit(f"{'›' if chosen else ' '} {row.says}", max(20, cells * 3 // 5))
    return ((says, weight), (fit(way, cells - max(20, cells * 3 // 5)), "past"))
