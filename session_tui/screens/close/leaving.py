"""How men left, as the attendance sheet has it: to be read beside the debrief's question."""

from __future__ import annotations

from models.day.day import Day
from session_tui.lines import Line, wrap


def leaving_lines(day: Day, cells: int) -> list[Line]:
    """A line each man of whom it was said, and how a man's own line in the debrief is written."""
    lines: list[Line] = []
    for member, man in day.attendance.men.items():
        if man.how_he_left:
            done = f"; {man.done}" if man.done else ""
            words = f"{day.roster.seat_sign(member)} left: {man.how_he_left}{done}"
            lines += wrap(words, cells, "past", "  ")
    hint = (
        "How men left: what begins with a seat (“3 quieter; 5 settled”) stands on that man's page."
    )
    return [*lines, *wrap(hint, cells, "past", "  ")]
