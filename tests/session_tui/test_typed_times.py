"""The line of times: what each way of typing it means."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.local_time import instant
from session_tui.typed_times import read_times

DATE, ZONE = "2026-11-24", "Europe/London"


def at(hour: int, minute: int) -> int:
    """An instant of the day."""
    return instant(DATE, hour * 60 + minute, ZONE)


NOW = at(11, 0)


@pytest.mark.parametrize(
    ("typed", "meaning", "value"),
    [
        ("45", "minutes", 45),
        ("1h30", "minutes", 90),
        ("90m", "minutes", 90),
        ("+5", "change", 5),
        ("-10", "change", -10),
        ("11:40", "until", at(11, 40)),
        ("11.40", "until", at(11, 40)),
        ("until 11:40", "until", at(11, 40)),
        ("till 1:30", "until", at(13, 30)),
        ("1:30", "until", at(13, 30)),
        ("@10:52", "began", at(10, 52)),
        ("@-3", "began", at(10, 57)),
        ("end @10:55", "ended", at(10, 55)),
        ("ended -3", "ended", at(10, 57)),
        ("end", "ended", NOW),
    ],
)
def test_what_is_typed_means(typed: str, meaning: str, value: int) -> None:
    read = read_times(typed, NOW, ZONE)
    assert (read.meaning, read.value, read.trouble) == (meaning, value, "")


@pytest.mark.parametrize("typed", ["@11:40", "end @12:00"])
def test_nothing_begins_or_ends_in_time_to_come(typed: str) -> None:
    assert "still to come" in read_times(typed, NOW, ZONE).trouble


@given(st.text(max_size=12))
def test_whatever_is_typed_means_something_or_says_why_not(typed: str) -> None:
    read = read_times(typed, NOW, ZONE)
    assert bool(read.meaning) != bool(read.trouble)
