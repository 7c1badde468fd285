"""What waits, at the end of the status line of a day that runs: quiet signs, never in the way."""

from __future__ import annotations

from models.day.day import Day
from models.day.unlike import unsettled_facts
from session_tui.lines import Line, line


def waiting_line(day: Day) -> Line:
    """How many facts two hands said differently, and how many marks wait for words."""
    differ, marks = len(unsettled_facts(day)), len(day.marks)
    unlike = line(f"≠ {differ} {'differs' if differ == 1 else 'differ'}", "soft") if differ else ()
    to_describe = line(f"{marks} to describe", "accent") if marks else ()
    between = line("   ") if unlike and to_describe else ()
    return (*unlike, *between, *to_describe)
