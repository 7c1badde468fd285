"""Minutes and times of day as people type them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from exercise_bank.minutes import (
    MinutesError,
    clock_text,
    duration_text,
    parse_change,
    parse_clock,
    parse_duration,
)


@pytest.mark.parametrize(
    ("typed", "minutes"),
    [
        ("45", 45),
        ("1h30", 90),
        ("1h", 60),
        ("1 h 5", 65),
        ("90m", 90),
        ("60 min", 60),
        ("60 mins.", 60),
        (" 75 ", 75),
        ("1:30", 90),
        ("0:45", 45),
        ("1.5h", 90),
        ("1,25 h", 75),
        ("2 hours", 120),
        ("1 hr 15 min", 75),
        ("1H30", 90),
        ("0", 0),
    ],
)
def test_a_length_as_people_type_it(typed: str, minutes: int) -> None:
    assert parse_duration(typed) == minutes


@pytest.mark.parametrize(
    ("typed", "minutes"),
    [
        ("11:40", 700),
        ("9.30", 570),
        ("9:30", 570),
        ("09:30", 570),
        ("1540", 940),
        ("930", 570),
        ("9", 540),
        ("10h15", 615),
        ("3.30pm", 930),
        ("12am", 0),
        ("12 pm", 720),
        ("0:00", 0),
        ("23:59", 1439),
    ],
)
def test_a_time_of_day_as_people_type_it(typed: str, minutes: int) -> None:
    assert parse_clock(typed) == minutes


@pytest.mark.parametrize(
    ("typed", "minutes"), [("+5", 5), ("-10", -10), ("+1h", 60), ("−5", -5), ("- 5 min", -5)]
)
def test_minutes_to_add_or_take(typed: str, minutes: int) -> None:
    assert parse_change(typed) == minutes


@pytest.mark.parametrize("typed", ["", "soon", "1h75", "-5", "5+", "1:75", "99999", "1.5", "h"])
def test_what_is_no_length_says_what_to_type(typed: str) -> None:
    with pytest.raises(MinutesError, match="Type minutes such as 45, 1h30, 90m or 60 min"):
        parse_duration(typed)


@pytest.mark.parametrize("typed", ["", "25:00", "24:00", "11:60", "13pm", "0am", "lunch", "11:4"])
def test_what_is_no_time_says_what_to_type(typed: str) -> None:
    with pytest.raises(MinutesError, match=r"Type a time such as 11:40 or 9\.30"):
        parse_clock(typed)


@pytest.mark.parametrize("typed", ["", "5", "+", "+soon", "++5"])
def test_what_is_no_change_is_refused(typed: str) -> None:
    with pytest.raises(MinutesError):
        parse_change(typed)


@given(st.text())
def test_any_text_is_read_or_refused_in_one_short_sentence(typed: str) -> None:
    for parse in (parse_duration, parse_clock, parse_change):
        said = "read"
        try:
            parse(typed)
        except MinutesError as error:
            said = str(error)
        assert len(said) < 300
        assert said.isprintable()


@given(st.integers(0, 1439))
def test_a_time_written_is_read_back(minute: int) -> None:
    assert parse_clock(clock_text(minute)) == minute


@given(st.integers(0, 5999))
def test_a_length_written_is_read_back(minutes: int) -> None:
    assert parse_duration(duration_text(minutes)) == minutes


@given(st.integers(0, 5999), st.sampled_from("+-"))
def test_a_change_is_the_length_with_its_sign(minutes: int, sign: str) -> None:
    assert parse_change(f"{sign}{duration_text(minutes)}") == (minutes if sign == "+" else -minutes)


def test_lengths_and_times_as_written() -> None:
    assert [duration_text(minutes) for minutes in (0, 45, 60, 90)] == [
        "0 min",
        "45 min",
        "1 h",
        "1 h 30 min",
    ]
    assert [clock_text(minute) for minute in (0, 785, 1440 + 5)] == ["00:00", "13:05", "00:05"]
