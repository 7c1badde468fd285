"""Two observers compared: percent agreement, and Cohen's kappa where there is enough."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.day.agreement import FEWEST, agreement

CODES = st.dictionaries(st.integers(0, 60), st.sampled_from(["strength", "concern", "both"]))


def said(*codes: str) -> dict[object, str]:
    return dict(enumerate(codes))


def test_the_example_of_the_textbook() -> None:
    # 50 proposals; yes/yes 20, yes/no 5, no/yes 10, no/no 15: kappa 0.4.
    first = said(*["yes"] * 25, *["no"] * 25)
    second = said(*["yes"] * 20, *["no"] * 5, *["yes"] * 10, *["no"] * 15)
    found = agreement(first, second)
    assert (found.pairs, found.same, found.percent) == (50, 35, 70)
    assert found.kappa == pytest.approx(0.4)


def test_from_few_pairs_no_kappa() -> None:
    codes = ["yes", "no"] * FEWEST
    assert agreement(said(*codes[: FEWEST - 1]), said(*codes)).kappa is None
    assert agreement(said(*codes[:FEWEST]), said(*codes)).kappa == 1


def test_where_both_always_say_the_same_chance_explains_all() -> None:
    same = said(*["yes"] * 40)
    assert agreement(same, same).kappa is None


@given(CODES, CODES)
def test_it_doesnt_matter_who_is_first(first: dict[object, str], second: dict[object, str]) -> None:
    one, other = agreement(first, second), agreement(second, first)
    assert (one.pairs, one.same) == (other.pairs, other.same)
    assert one.pairs == len(first.keys() & second.keys())
    assert (one.kappa is None) == (other.kappa is None)
    if one.kappa is not None and other.kappa is not None:
        assert math.isclose(one.kappa, other.kappa)
        assert -1 <= one.kappa <= 1
        assert (one.kappa == 1) == (one.same == one.pairs)
