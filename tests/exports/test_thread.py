"""A thread: each count has its notes behind it; nobody else is named; nothing is summed up."""

from __future__ import annotations

import re

import pytest

from exports.text import to_text
from exports.thread import thread
from models.entries.observation import NoteWritten
from models.ids import named_id
from tests.exports.sample_day import TAMSIN, WREN, Room, man, members, sample, source_of


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


def test_two_observers_are_compared_where_both_noted() -> None:
    room = Room(sample().day, "16:03")
    for staff, sign, clock in (
        (WREN, "strength", "10:30"),
        (TAMSIN, "strength", "10:31"),
        (WREN, "concern", "10:05"),
        (TAMSIN, "strength", "10:06"),
        (WREN, "strength", "10:07"),
    ):
        note = NoteWritten(
            note=named_id(staff + clock),
            scope="members",
            members=(man(7),),
            text="waited",
            direction=sign,
            domain="sr",
        )
        room.say(note, when=clock, by=staff, written="16:04")
    text = " ".join(to_text(thread([source_of(room.day)], man(7))).split())
    said = "the same sign in 1 of 2 exercises and domain both noted; too few for a kappa"
    assert f"T. Overlode and W. Alderpike: {said}" in text.replace("\u00a0", " ")
