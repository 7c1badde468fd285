"""A timer as it is typed."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from session_tui.typed_timer import read_timer


@pytest.mark.parametrize(
    ("typed", "seconds", "rounds"),
    [
        ("3", 180, 1),
        (" 10 min ", 600, 1),
        ("90s", 90, 1),
        ("2:30", 150, 1),
        ("1h", 3600, 1),
        ("3x8", 180, 8),
        ("3 × 8", 180, 8),
        ("90 s * 4", 90, 4),
        ("3 each", 180, 7),
        ("2:30each", 150, 7),
    ],
)
def test_what_is_typed_is_a_timer(typed: str, seconds: int, rounds: int) -> None:
    read = read_timer(typed, 7)
    assert (read.seconds, read.rounds, read.trouble) == (seconds, rounds, "")


@pytest.mark.parametrize("typed", ["", "soon", "0", "3x0", "x8", "6h", "2:75", "3 each each", "-3"])
def test_what_is_none_is_said(typed: str) -> None:
    assert read_timer(typed, 7).trouble


@given(st.text(max_size=30))
def test_any_text_is_a_timer_or_says_why_not(typed: str) -> None:
    read = read_timer(typed, 7)
    assert read.trouble or (read.seconds >= 1 and read.rounds >= 1)
