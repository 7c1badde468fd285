"""The bank holidays of England and Wales."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from functools import cache


def bank_holidays(years: Iterable[int]) -> dict[date, str]:
    """Their names by date, in the order of the calendar (from the library `holidays`)."""
    return {on: name for year in sorted(set(years)) for on, name in _of_year(year).items()}


@cache
def _of_year(year: int) -> Mapping[date, str]:
    from holidays.countries.united_kingdom import UnitedKingdom  # 0.3 s: only when one plans

    known = UnitedKingdom(subdiv="ENG", years=year)  # type: ignore[no-untyped-call]  # it has no types
    return dict(sorted(known.items()))
