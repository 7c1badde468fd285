"""What was read from a plan's file, as lines: what can't be read first, then guesses, then days."""

from __future__ import annotations

from exercise_bank.plan import DayPlan
from exercise_bank.plan_reading import PlanReading
from models.local_time import hour_minute, long_date
from session_tui.lines import Line, fit, line
from session_tui.reading_page import told_lines
from session_tui.screens.today.lines import staff_title
from session_tui.screens.today.rows import PlanRow, planned_rows


def plan_reading_lines(reading: PlanReading, number: int, cells: int) -> list[Line]:
    """The reading; `number` is the day that is chosen."""
    days = ", ".join(str(day.number) for day in reading.days)
    of = f" of block {reading.block}" if reading.block else ""
    head = f"Days read{of}: {days}." if days else "No day could be read from it."
    chosen = reading.day(number)
    lines = [
        line(head, "now"),
        line(_use(reading, number), "soft"),
        (),
        *told_lines("Can't be read", reading.faults, cells),
        *told_lines("Read, but not as the programme or the bank has it", reading.departures, cells),
        *told_lines("How the file was understood", reading.guesses, cells),
    ]
    for day in (chosen,) if chosen else reading.days:
        lines += [*_day(reading, day, cells), ()]
    return lines


def _use(reading: PlanReading, number: int) -> str:
    if not reading.days:
        return "Esc leaves: the bank's own plan is used."
    if reading.faults:
        return "It isn't taken while a row can't be read: put these right in the file first."
    if reading.day(number) is None:
        return f"Day {number}, which is chosen, isn't in it: for that day the bank's plan is used."
    return f"Enter takes it: day {number} runs by it. Esc leaves: the bank's own plan is used."


def _day(reading: PlanReading, day: DayPlan, cells: int) -> list[Line]:
    date = reading.dates.get(day.number)
    when = f"  {long_date(date.isoformat())}" if date else ""
    lines: list[Line] = [((f"Day {day.number}", "head"), (when, "past"))]
    lines += [_item(row, cells) for row in planned_rows(day)]
    return lines


def _item(row: PlanRow, cells: int) -> Line:
    return (
        (f"{hour_minute(row.start)} {row.minutes:>4}  ", "past"),
        (fit(staff_title(row), max(10, min(60, cells - 28))), "normal"),
        (f" {row.set.label}", "past"),
    )
