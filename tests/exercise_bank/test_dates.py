"""Dates as people write them in tables."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from exercise_bank.dates import parse_date


@pytest.mark.parametrize(
    ("typed", "read", "doubt"),
    [
        ("2026-11-10", date(2026, 11, 10), ""),
        ("2026-11-10 00:00:00", date(2026, 11, 10), ""),
        ("14/03/1979", date(1979, 3, 14), ""),
        ("02/11/1988", date(1988, 11, 2), "the day before the month"),
        ("05/05/2003", date(2003, 5, 5), ""),
        ("14.3.1979", date(1979, 3, 14), ""),
        ("Tue 10 Nov 2026", date(2026, 11, 10), ""),
        ("Tuesday, 10th November 2026", date(2026, 11, 10), ""),
        ("Mon 10 Nov 2026", date(2026, 11, 10), "though that is a Tuesday"),
        ("14/03/79", date(1979, 3, 14), "a year of two digits"),
        ("1 Dec 26", date(2026, 12, 1), "a year of two digits"),
    ],
)
def test_a_date_as_people_write_it(typed: str, read: date, doubt: str) -> None:
    assert parse_date(typed) == (read, doubt)


@pytest.mark.parametrize("typed", ["", "sometime", "31/02/2026", "2026", "Tue", "13/13/2026"])
def test_what_is_no_date(typed: str) -> None:
    assert parse_date(typed) is None


@given(st.dates(min_value=date(1000, 1, 1)), st.sampled_from(["%d/%m/%Y", "%Y-%m-%d", "%d %b %Y"]))
def test_a_date_written_is_read_back(day: date, form: str) -> None:
    read = parse_date(day.strftime(form))
    assert read is not None
    assert read.date == day


@given(st.text())
def test_any_text_is_a_date_or_none(typed: str) -> None:
    read = parse_date(typed)
    assert read is None or isinstance(read.date, date)
