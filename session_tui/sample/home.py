"""A home filled with invented groups' sessions, for training, trials and benchmarks."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from random import Random

from exercise_bank.bank import Bank, load_bank
from models.entries.group import MemberAdded
from models.entries.team import GroupFormed
from models.ids import named_id
from models.local_time import instant
from session_tui.sample.groups import (
    ZONE,
    DayOf,
    SampleGroup,
    invented_men,
    planned_day,
    practice_men,
)
from session_tui.sample.material import load_material
from session_tui.sample.team import SampleTeam

PASSPHRASE = "sample home passphrase"
_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday")
_SET_UP = 9 * 60


@dataclass(frozen=True, slots=True)
class Filled:
    """What was made: how many groups and sessions, and the passphrase of all its staff."""

    groups: int
    sessions: int
    passphrase: str


@dataclass(frozen=True, slots=True)
class _Meeting:
    """The `number`-th session of the `group`-th group, both from 0, on an ISO date."""

    date: str
    group: int
    number: int


def fill_home(
    folder: Path,
    *,
    sessions: int,
    groups: int,
    today: str,
    seed: int = 1,
    told: Callable[[int], None] | None = None,
) -> Filled:
    """Make a home in `folder` with so many groups, each with so many weekly sessions before today.

    `today` is an ISO date. The same `seed` tells the same story, with the same ids of groups,
    men and sessions; keys, and so the sealed bytes, differ. `told` hears how many sessions are
    written. HomeError.
    """
    bank = load_bank()
    meetings = sorted(_meetings(sessions, groups, today), key=lambda one: (one.date, one.group))
    first = min((one.date for one in meetings), default=today)
    with SampleTeam(folder, PASSPHRASE, instant(first, _SET_UP, ZONE) - 86_400_000) as team:
        formed = [_form(team, number, first, seed) for number in range(groups)]
        for done, one in enumerate(meetings, start=1):
            group = formed[one.group]
            dice = Random(f"{seed}/{one.group}/{one.number}")
            finished = one.number < sessions - 1
            group.play(bank, _day(bank, group.id, one), dice, finished=finished)
            if told is not None:
                told(done)
    return Filled(groups, len(meetings), PASSPHRASE)


def _meetings(sessions: int, groups: int, today: str) -> Iterator[_Meeting]:
    """Each group meets once a week on its weekday; the last time was before today."""
    for group in range(groups):
        last = date.fromisoformat(today) - timedelta(days=1)
        while last.weekday() != _weekday(group):
            last -= timedelta(days=1)
        for number in range(sessions):
            day = last - timedelta(weeks=sessions - 1 - number)
            yield _Meeting(day.isoformat(), group, number)


def _weekday(group: int) -> int:
    """Tuesday for the first group, then on through the week."""
    return (group + 1) % len(_WEEKDAYS)


def _form(team: SampleTeam, number: int, joined: str, seed: int) -> SampleGroup:
    group = named_id("sample", "group", seed, number)
    venues = load_material().invented.venues
    again = number // len(_WEEKDAYS)
    name = f"Core Group {_WEEKDAYS[_weekday(number)]}{f' {again + 1}' if again else ''}"
    formed = GroupFormed(
        group=group, name=name, venue=venues[number % len(venues)], key=team.lead.new_key()
    )
    return SampleGroup(team, formed, _men(team, number, group, joined, seed))


def _men(
    team: SampleTeam, number: int, group: str, joined: str, seed: int
) -> tuple[MemberAdded, ...]:
    if number == 0:
        return practice_men(team, group, joined)
    return invented_men(team, group, joined, Random(f"{seed}/men/{number}"))


def _day(bank: Bank, group: str, one: _Meeting) -> DayOf:
    """Which day of which block a group's `number`-th session is: block after block, and again."""
    left, block, run = one.number, 1, 0
    while left >= (days := len(planned_day(bank, block, 1)[0].days)):
        left -= days
        run += 1
        block = block % len(bank.plans) + 1
    return DayOf(block, named_id("sample", "run", group, run), left + 1, one.date)
