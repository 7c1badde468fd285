"""Instants and the wall: summer time's ends, and days that cross midnight."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.local_time import (
    MINUTE_MS,
    clock,
    date_of,
    hour_minute,
    instant,
    long_date,
    minute_of_day,
    nearest_instant,
)

LONDON = "Europe/London"
SPRING, AUTUMN = "2026-03-29", "2026-10-25"


def utc(text: str) -> int:
    return int(datetime.fromisoformat(text).replace(tzinfo=UTC).timestamp() * 1000)


@pytest.mark.parametrize(
    ("date", "ten", "half_past_three"),
    [
        (SPRING, "2026-03-29T09:00", "2026-03-29T14:30"),
        (AUTUMN, "2026-10-25T10:00", "2026-10-25T15:30"),
        ("2026-03-28", "2026-03-28T10:00", "2026-03-28T15:30"),
        ("2026-10-24", "2026-10-24T09:00", "2026-10-24T14:30"),
        ("2026-07-01", "2026-07-01T09:00", "2026-07-01T14:30"),
        ("2026-11-24", "2026-11-24T10:00", "2026-11-24T15:30"),
    ],
)
def test_ten_to_half_past_three_whatever_happened_in_the_night(
    date: str, ten: str, half_past_three: str
) -> None:
    start, end = instant(date, 600, LONDON), instant(date, 930, LONDON)
    assert (start, end) == (utc(ten), utc(half_past_three))
    assert end - start == 330 * MINUTE_MS
    assert clock(start, LONDON) == "10:00"
    assert clock(end, LONDON) == "15:30"
    assert date_of(start, LONDON) == date


@given(st.sampled_from((SPRING, AUTUMN, "2026-11-24", "2026-07-01")), st.integers(600, 930))
def test_minutes_of_a_day_go_there_and_back(date: str, minute: int) -> None:
    at = instant(date, minute, LONDON)
    assert minute_of_day(at, LONDON) == minute
    assert minute_of_day(at + MINUTE_MS - 1, LONDON) == minute
    assert clock(at, LONDON) == hour_minute(minute)
    assert at - instant(date, 600, LONDON) == (minute - 600) * MINUTE_MS


@pytest.mark.parametrize(
    ("date", "hours"), [(SPRING, 23), (AUTUMN, 25), ("2026-11-24", 24), ("2026-07-01", 24)]
)
def test_a_day_is_as_long_as_it_is(date: str, hours: int) -> None:
    midnight = instant(date, 0, LONDON)
    assert instant(date, 24 * 60, LONDON) - midnight == hours * 60 * MINUTE_MS


def test_the_hour_that_comes_twice_and_the_one_that_never_comes() -> None:
    before, after = utc("2026-10-25T00:30"), utc("2026-10-25T01:30")
    assert clock(before, LONDON) == clock(after, LONDON) == "01:30"
    assert clock(utc("2026-03-29T00:59"), LONDON) == "00:59"
    assert clock(utc("2026-03-29T01:00"), LONDON) == "02:00"
    # A minute of the wall that never comes is still an instant, no error.
    assert clock(instant(SPRING, 90, LONDON), LONDON) in ("00:30", "02:30")


def test_minutes_past_midnight_are_the_next_days() -> None:
    assert instant("2026-11-24", 25 * 60, LONDON) == instant("2026-11-25", 60, LONDON)
    assert instant("2026-11-24", -30, LONDON) == instant("2026-11-23", 23 * 60 + 30, LONDON)
    assert hour_minute(25 * 60 + 5) == "01:05"
    late = utc("2026-11-24T23:59:59")
    assert (date_of(late, LONDON), date_of(late + 1000, LONDON)) == ("2026-11-24", "2026-11-25")
    assert (clock(late, LONDON), clock(late + 1000, LONDON)) == ("23:59", "00:00")
    # In summer midnight on the wall is 23:00 UTC.
    assert date_of(utc("2026-07-01T23:00"), LONDON) == "2026-07-02"


def test_a_minute_typed_is_the_one_of_the_day_at_hand() -> None:
    around = instant(AUTUMN, 700, LONDON)
    assert nearest_instant(690, around, LONDON) == instant(AUTUMN, 690, LONDON)
    assert nearest_instant(720, around, LONDON) == instant(AUTUMN, 720, LONDON)


def test_seconds_and_long_dates() -> None:
    at = instant("2026-11-24", 702, LONDON) + 7_999
    assert clock(at, LONDON, seconds=True) == "11:42:07"
    assert long_date("2026-11-24") == "Tue 24 Nov 2026"


@given(st.integers(utc("1971-01-01T00:00"), utc("2037-12-31T00:00")))
def test_the_wall_agrees_with_the_zone(at: int) -> None:
    # Another library's zones: the standard library's.
    from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

    try:
        wall = datetime.fromtimestamp(at / 1000, ZoneInfo(LONDON))
    except ZoneInfoNotFoundError:
        pytest.skip("this machine has no zones of its own")
    assert clock(at, LONDON) == wall.strftime("%H:%M")
    assert date_of(at, LONDON) == wall.date().isoformat()
