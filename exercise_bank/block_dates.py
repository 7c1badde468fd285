"""On which dates the days of a block fall, and who leads them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from typing import NamedTuple

from exercise_bank.bank_holidays import bank_holidays
from exercise_bank.block_wishes import BlockWishes, Facilitator, NoPlan

LONGEST_WEEKS = 52
"""A block that isn't over after so many weeks has no plan (ours)."""

WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


class BlockDates(NamedTuple):
    """The dates of a block's days, and those of the weekday pattern that were passed over, why."""

    days: tuple[date, ...]
    passed_over: tuple[tuple[date, str], ...]


class Rota(NamedTuple):
    """Who leads a day, who is second, who covers; empty where there is nobody."""

    lead: str
    second: str
    cover: str
    warnings: tuple[str, ...]


def block_dates(wishes: BlockWishes, count: int, staff_a_day: int) -> BlockDates:
    """The earliest `count` dates that the weekdays, closures and staff leave allow.

    A date that a day has already stays its own where there can be a group on it.
    Where staff are named, a date on which fewer than `staff_a_day` of them work is passed over.
    Raises NoPlan for a start on which there can be no group.
    """
    if not wishes.weekdays:
        raise NoPlan("Say on which days of the week the group meets.")
    closed = closures(wishes)
    _check_start(wishes, closed)
    days = [kept.date for kept in wishes.kept]
    passed: list[tuple[date, str]] = []
    on = max([wishes.start, *(day + timedelta(days=1) for day in days)])
    last = wishes.start + timedelta(weeks=LONGEST_WEEKS)
    while len(days) < count:
        if on > last:
            raise NoPlan(
                f"Only {len(days)} of {count} days fit before {_said(last)}.",
                tuple(dict.fromkeys(why for _, why in passed)),
            )
        due = wishes.dates.get(len(days) + 1)
        on = max(on, due or on)
        if on == due or on.weekday() in wishes.weekdays:
            why = closed.get(on) or _too_few(wishes.staff, on, staff_a_day)
            if why:
                passed.append((on, why))
            else:
                days.append(on)
        on += timedelta(days=1)
    return BlockDates(tuple(days), tuple(passed))


def closures(wishes: BlockWishes) -> Mapping[date, str]:
    """Why there is no group on a date: bank holidays, and the service's own closures."""
    years = range(wishes.start.year, (wishes.start + timedelta(weeks=LONGEST_WEEKS)).year + 1)
    return {**bank_holidays(years), **wishes.closed}


def rota(staff: Sequence[Facilitator], days: Iterable[date]) -> list[Rota]:
    """Who leads each day, who is second, who covers: turn about, whoever had fewest days first.

    Only the qualified lead, where one of them works that day; a day short of staff says so.
    """
    led: Counter[str] = Counter()
    seconded: Counter[str] = Counter()
    rotas: list[Rota] = []
    for on in days:
        here = [one for one in staff if one.works_on(on)]
        may_lead = [one for one in here if one.leads] or here
        lead = min(may_lead, key=lambda one: led[one.name], default=None)
        others = sorted(
            (one for one in here if one is not lead),
            key=lambda one: led[one.name] + seconded[one.name],
        )
        names = [one.name for one in others[:2]]
        if lead:
            led[lead.name] += 1
            seconded.update(names[:1])
        second, cover = (*names, "", "")[:2]
        rotas.append(Rota(lead.name if lead else "", second, cover, _warnings(lead, second)))
    return rotas


def _warnings(lead: Facilitator | None, second: str) -> tuple[str, ...]:
    if lead is None:
        return ("no facilitator named",)
    unqualified = () if lead.leads else (f"{lead.name} isn't qualified to lead",)
    return (*unqualified, *(() if second else ("one facilitator only",)))


def _check_start(wishes: BlockWishes, closed: Mapping[date, str]) -> None:
    if wishes.kept or 1 in wishes.dates:
        return
    start = wishes.start
    if start in closed:
        raise NoPlan(f"The block can't start on {_said(start)}: {closed[start]}.")
    if start.weekday() not in wishes.weekdays:
        meets = " and ".join(WEEKDAYS[day] for day in sorted(set(wishes.weekdays)))
        raise NoPlan(f"The block can't start on {_said(start)}: the group meets on {meets}.")


def _too_few(staff: Sequence[Facilitator], on: date, staff_a_day: int) -> str:
    away = [one.name for one in staff if not one.works_on(on)]
    if not away or len(staff) - len(away) >= staff_a_day:
        return ""
    return f"staff on leave: {', '.join(away)}"


def _said(on: date) -> str:
    return f"{on:%a} {on.day} {on:%b %Y}"
