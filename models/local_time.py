"""Between instants and the clock on the wall. Instants are milliseconds since the epoch, UTC."""

from __future__ import annotations

from functools import lru_cache

MINUTE_MS = 60_000
DAY_MINUTES = 24 * 60


@lru_cache(maxsize=4096)
def instant(date: str, minute: int, zone: str) -> int:
    """The instant at `minute` of the day (minutes since 00:00 on the wall) of an ISO date.

    Summer time is the zone's: 10:00 is 10:00 on the wall whatever happened in the night.
    """
    import pendulum

    day = pendulum.parse(date, tz=zone)
    assert isinstance(day, pendulum.DateTime)
    days, minute = divmod(minute, DAY_MINUTES)
    at = day.add(days=days).set(hour=minute // 60, minute=minute % 60)
    return int(at.timestamp() * 1000)


def minute_of_day(at: int, zone: str) -> int:
    """The minute since 00:00 on the wall at this instant."""
    return (at // MINUTE_MS + offset_minutes(at // (15 * MINUTE_MS), zone)) % DAY_MINUTES


def clock(at: int, zone: str, seconds: bool = False) -> str:
    """The wall clock at this instant: "11:42", or "11:42:07"."""
    minute = minute_of_day(at, zone)
    text = f"{minute // 60:02d}:{minute % 60:02d}"
    return f"{text}:{at // 1000 % 60:02d}" if seconds else text


def hour_minute(minute: int) -> str:
    """Minutes since 00:00 as "09:05"."""
    minute %= DAY_MINUTES
    return f"{minute // 60:02d}:{minute % 60:02d}"


def date_of(at: int, zone: str) -> str:
    """The ISO date on the wall at this instant."""
    import pendulum

    return pendulum.from_timestamp(at / 1000, tz=zone).to_date_string()


@lru_cache(maxsize=256)
def long_date(date: str) -> str:
    """An ISO date as "Tue 24 Nov 2026"."""
    import pendulum

    day = pendulum.parse(date)
    assert isinstance(day, pendulum.DateTime)
    return day.format("ddd D MMM YYYY")


def day_in_words(date: str) -> str:
    """An ISO date as people say it: "1 December 2026"; what isn't one stays as it is."""
    from datetime import date as calendar

    try:
        day = calendar.fromisoformat(date)
    except ValueError:
        return date
    return f"{day.day} {day:%B %Y}"


@lru_cache(maxsize=64)
def is_zone(name: str) -> bool:
    """Whether this names a time zone."""
    from pendulum import timezone
    from pendulum.tz.exceptions import InvalidTimezone

    try:
        timezone(name)
    except (InvalidTimezone, ValueError, OSError):
        # A name with a dot, a slash at its start or a null byte is no key of the zones either.
        return False
    return True


@lru_cache(maxsize=4096)
def offset_minutes(quarter_hour: int, zone: str) -> int:
    """The zone's offset from UTC in minutes, at this quarter of an hour since the epoch."""
    import pendulum

    offset = pendulum.from_timestamp(quarter_hour * 900, tz=zone).utcoffset()
    return int(offset.total_seconds() // 60) if offset else 0


def nearest_instant(minute: int, around: int, zone: str) -> int:
    """The instant of the wall's `minute` of day that lies on the day of `around`."""
    return instant(date_of(around, zone), minute, zone)


def span(ms: int) -> str:
    """How far a clock moves: "+4 s", "-5 min"."""
    seconds = round(ms / 1000)
    return f"{seconds:+d} s" if abs(seconds) < 120 else f"{round(seconds / 60):+d} min"
