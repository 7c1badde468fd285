"""A thread: each count has its notes behind it; nobody else is named; nothing is summed up."""

from __future__ import annotations

import re

import pytest

from exports.text import to_text
from exports.thread import thread
from tests.exports.sample_day import man, members, sample


def text_of(seat: int) -> str:
    return to_text(thread([sample()], man(seat)))


@pytest.mark.parametrize("seat", range(1, 9))
def test_each_count_has_its_notes_behind_it(seat: int) -> None:
    evidence = text_of(seat).partition("EVIDENCE")[2].partition("WORK BETWEEN")[0]
    groups = re.findall(
        r"^((?:\d+ [a-z ]+(?:, )?)+); .*written by .*\n\n((?:\* .*\n?(?:  .*\n?)*)+)",
        evidence,
        re.M,
    )
    for counts, notes in groups:
        counted = sum(int(number) for number in re.findall(r"\d+", counts))
        assert counted == len(re.findall(r"^\* ", notes, re.M))
    assert groups or "No note was written" in evidence


@pytest.mark.parametrize("seat", range(1, 9))
def test_nobody_else_is_named(seat: int) -> None:
    text = text_of(seat)
    for other in members():
        if other.member != man(seat):
            assert f" {other.initials} " not in text
            assert not other.name or other.name.split()[-1] not in text


def test_there_is_no_score_no_net_figure_and_no_trend() -> None:
    text = text_of(3).lower()
    for word in ("score", "net ", "trend", "average", "%", "risk level"):
        assert word not in text


def test_who_was_due_nowhere_has_none() -> None:
    with pytest.raises(LookupError):
        thread([sample()], "nobody")
