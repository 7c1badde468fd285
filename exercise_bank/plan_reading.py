"""What reading a plan's file gives."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from exercise_bank.fault import Fault, Guess
from exercise_bank.plan import DayPlan
from exercise_bank.table_file import Heading


@dataclass(frozen=True, slots=True)
class PlanReading:
    """The days of a plan's file, and what is to be said about them.

    `dates` has the date of a day by its number, where the file says one. `guesses` were needed to
    read it; `faults` name what can't be read and is left out; `departures` name where the days
    that were read don't keep the programme's rules or the bank's minutes: a person decides.
    `headings` say how the columns of a table were understood.
    """

    block: int = 0
    days: tuple[DayPlan, ...] = ()
    dates: Mapping[int, date] = field(default_factory=dict)
    guesses: tuple[Guess, ...] = ()
    faults: tuple[Fault, ...] = ()
    departures: tuple[Fault, ...] = ()
    headings: tuple[Heading, ...] = ()

    def day(self, number: int) -> DayPlan | None:
        """The plan of day `number`, or None where the file has no such day."""
        return next((day for day in self.days if day.number == number), None)
