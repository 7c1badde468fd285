"""The note to the offender manager: by target, only what was decided, nobody else's name."""

from __future__ import annotations

import pytest

from exports.document import Document
from exports.om_note import MOST_CHARACTERS, offender_manager_note
from exports.text import to_text
from tests.exports.sample_day import TAMSIN, man, members, note, sample, sample_room, source_of


def text_of(seat: int) -> str:
    return to_text(made(seat))


def made(seat: int) -> Document:
    return offender_manager_note(sample(), man(seat))


def test_it_says_attendance_exercises_and_what_was_seen_by_target() -> None:
    text = text_of(3)
    assert text.index("ATTENDANCE") < text.index("EXERCISES") < text.index("Target 1:")
    first, second = text.index("Target 1:"), text.index("Target 2:")
    assert first < text.index("Named a sexual thought as an early sign") < second
    assert "267 of 267 min" in text
    assert "Set today: " in text


def test_an_outcome_that_isnt_decided_doesnt_leave() -> None:
    assert "Outcome: not decided yet" in text_of(3)
    assert "ATTC" not in text_of(3)
    assert "Outcome: ATTC attended, complied" in text_of(1)


def test_it_may_go_before_it_is_signed_and_says_so() -> None:
    assert text_of(3).startswith("UNSIGNED DRAFT")


@pytest.mark.parametrize("seat", range(1, 9))
def test_no_other_man_is_named(seat: int) -> None:
    text = text_of(seat)
    others = [one for one in members() if one.member != man(seat)]
    for other in others:
        assert f" {other.initials} " not in text
        assert f"seat {other.seat} " not in text
        if other.name:
            assert other.name.split()[-1] not in text


def test_what_is_for_supervision_stays_for_supervision() -> None:
    assert "slept badly" not in text_of(2)


def test_a_very_long_one_still_fits_the_case_systems_box() -> None:
    room = sample_room()
    for number in range(200):
        room.say(note(200 + number, (3,), "went on about it " * 10), when="15:00", by=TAMSIN)
    text = to_text(offender_manager_note(source_of(room.day), man(3)))
    assert MOST_CHARACTERS * 0.9 < len(text) < MOST_CHARACTERS
    assert "further notes in the session note" in text


def test_a_man_who_isnt_of_the_day() -> None:
    with pytest.raises(LookupError):
        offender_manager_note(sample(), "nobody")
