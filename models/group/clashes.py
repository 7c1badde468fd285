"""Sessions that would be held at the same time: two of one group, or two of one man's groups."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from exercise_bank.component import day_of
from exercise_bank.minutes import clock_text
from models.entries.planning import DayPlanned
from models.facts import Facts
from models.group.block_runs import block_runs
from models.group.people import TEN, Roster, fold_roster
from models.group.same_man import same_man
from models.local_time import long_date

DAY_MINUTES = 24 * 60


class Held(NamedTuple):
    """A session planned or opened: of which run, block and day, when (minutes of the day)."""

    run: str
    block: int
    day: int
    date: str
    start: int
    end: int

    def beside(self, other: Held) -> bool:
        """Whether this and another session are held at the same time."""
        return self.date == other.date and self.start < other.end and other.start < self.end

    def clashes(self, other: Held) -> bool:
        """Whether one group can't have both: a run has but one day on a date."""
        return self.beside(other) or (self.run, self.date) == (other.run, other.date)


def held_at(planned: DayPlanned) -> Held:
    """When a planned day is held."""
    times = planned.start, planned.end
    return Held(planned.block_run, planned.block, planned.day, planned.date, *times)


def sessions_of(facts: Facts) -> tuple[Held, ...]:
    """When a group meets: its planned days, and those opened, which keep a date to themselves.

    Sessions of one man and those that are practised aren't the group's.
    """
    found: list[Held] = []
    for run in block_runs(facts):
        found += [held_at(day) for day in run.to_come.values()]
        found += [
            Held(run.run, run.block, day, one.date, 0, DAY_MINUTES)
            for day, one in run.opened.items()
            if not one.only and not one.practice
        ]
    return tuple(found)


def overlap(
    facts: Facts, days: Iterable[DayPlanned], known: Mapping[int, DayPlanned], *, whole: bool
) -> str:
    """Which days of a new plan are held while another session of the group is, naming both.

    "" where none is. A run has one day on a date. What overlaps on record already isn't told of
    again. With `whole`, days of the run on record that aren't among `days` are taken out.
    """
    made = [held_at(day) for day in days]
    numbers = {one.day for one in made}
    before = {number: held_at(day) for number, day in known.items()}
    others = [
        one
        for one in sessions_of(facts)
        if not any(one.run == new.run for new in made)
        or (one.day not in numbers and (not whole or one.end == DAY_MINUTES))
    ]
    for at, one in enumerate(made):
        for other in (*made[:at], *others):
            was = before.get(other.day, other) if other.run == one.run else other
            clashed = one.day in before and before[one.day].clashes(was)
            if one.clashes(other) and not clashed:
                return (
                    f"{_named(other)} and {_named(one)} would both be on {long_date(one.date)}: "
                    "a group has one session at a time. Give one of them another date."
                )
    return ""


def shared_men(
    roster: Roster, days: Iterable[DayPlanned], others: Mapping[str, Facts]
) -> Iterator[str]:
    """Which men of the group are in another that meets while these days are held, a line each.

    `others` are the facts of the other groups by their names.
    """
    made = [held_at(day) for day in days]
    for name, facts in others.items():
        meets = sessions_of(facts)
        both = [(one, other) for one in made for other in meets if one.beside(other)]
        men = fold_roster(facts).members.values() if both else ()
        for man in roster.members.values():
            if any(same_man(man, other) for other in men):
                one, other = both[0]
                more = f", and {len(both) - 1} times more" if len(both) > 1 else ""
                yield (
                    f"Seat {man.seat % TEN}, {man.initials}, is in {name} as well, which has "
                    f"{_named(other)} while this group has {_named(one)}, "
                    f"on {long_date(one.date)}{more}."
                )


def _named(one: Held) -> str:
    where = day_of(one.block, one.day)
    if one.end == DAY_MINUTES:
        return f"{where} (opened)"
    return f"{where} ({clock_text(one.start)} to {clock_text(one.end)})"
