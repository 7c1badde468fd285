"""Supervision of staff as it stands: held, signed, due, viewed, scored alike."""

from __future__ import annotations

import pytest

from exercise_bank.quality import SupervisionFigures
from models.acts import Refused
from models.acts.act import Act
from models.acts.supervising import hold, score, sign_supervision, view
from models.entries.supervision import (
    PointScored,
    QualityScored,
    RecordingViewed,
    SupervisionHeld,
)
from models.facts import Facts
from models.group.supervision import Supervised, scored_alike, supervised
from tests.models.made_days import Hand

TODAY = "2026-11-24"
FIGURES = SupervisionFigures(every_days=28, viewed_percent=10)


def met(**other: object) -> SupervisionHeld:
    said = {"supervision": "s1", "staff": "bo", "supervisor": "dora", "date": "2026-11-10"}
    return SupervisionHeld.model_validate(said | {"minutes": 60} | other)


def form(*digits: int, who: str = "bo") -> QualityScored:
    points = [
        PointScored(section="Style", point=f"point {place}", score=digit, means="seen")
        for place, digit in enumerate(digits)
    ]
    said = {"scored": "q", "staff": who, "form": "delivery", "title": "Quality of delivery"}
    return QualityScored.model_validate(
        said | {"date": TODAY, "points": points, "feedback": "warm, clear", "session": "day"}
    )


def say(hand: Hand, act: Act) -> Facts:
    for one in act.entries:
        hand.say(one.what, supersedes=[old for old in hand.entries if old.id in one.supersedes])
    return Facts.of(hand.entries)


def of_bo(facts: Facts) -> Supervised:
    return supervised(facts, "bo")


def test_both_sign_what_stands_and_a_change_asks_for_both_again() -> None:
    hand = Hand()
    facts = say(hand, hold(Facts(), met(), TODAY))
    assert of_bo(facts).held[0].unsigned == ("bo", "dora")
    facts = say(hand, sign_supervision(facts, of_bo(facts).held[0], "bo", "it helped"))
    facts = say(hand, sign_supervision(facts, of_bo(facts).held[0], "dora"))
    (one,) = of_bo(facts).held
    assert (one.unsigned, one.comment) == ((), "it helped")
    with pytest.raises(Refused, match="as it stands"):
        sign_supervision(facts, one, "bo")
    facts = say(hand, hold(facts, met(decisions="both lead next week"), TODAY))
    assert of_bo(facts).held[0].unsigned == ("bo", "dora")


def test_nobody_signs_what_he_has_no_part_in() -> None:
    facts = say(Hand(), hold(Facts(), met(), TODAY))
    with pytest.raises(Refused, match="Only the two"):
        sign_supervision(facts, of_bo(facts).held[0], "ada")


@pytest.mark.parametrize(
    ("said", "why"),
    [
        ({"supervisor": "bo"}, "himself"),
        ({"date": "2026-11-25"}, "yet to come"),
        ({"minutes": 0}, "How long"),
        ({"cancelled": "no room"}, "no length"),
    ],
)
def test_what_makes_no_sense_is_refused(said: dict[str, object], why: str) -> None:
    with pytest.raises(Refused, match=why):
        hold(Facts(), met(**said), TODAY)


def test_the_next_is_due_so_long_after_the_last_that_was_held() -> None:
    hand = Hand()
    assert of_bo(Facts()).due(FIGURES) == ""
    say(hand, hold(Facts(), met(), TODAY))
    gone = met(supervision="s2", date="2026-11-20", minutes=0, cancelled="no room")
    facts = say(hand, hold(Facts(), gone, TODAY))
    assert [one.what.cancelled for one in of_bo(facts).held] == ["", "no room"]
    assert of_bo(facts).due(FIGURES) == "2026-12-08"


def test_a_viewing_has_a_length_and_counts_a_session_once() -> None:
    hand = Hand()
    said = RecordingViewed(
        viewing="v", session="day", staff=("bo", "ada"), date=TODAY, from_minute=10, to_minute=55
    )
    with pytest.raises(Refused, match="ends before"):
        view(said.model_copy(update={"to_minute": 10}), TODAY)
    say(hand, view(said, TODAY))
    facts = say(hand, view(said.model_copy(update={"viewing": "v2"}), TODAY))
    assert len(of_bo(facts).viewed) == 2
    assert of_bo(facts).sessions_viewed == {"day"}


def test_scores_stand_beside_words_and_are_not_ones_own() -> None:
    for said, me, why in (
        (form(3), "bo", "himself"),
        (form(), "dora", "No point"),
        (form(3).model_copy(update={"feedback": " "}), "dora", "beside words"),
    ):
        with pytest.raises(Refused, match=why):
            score(said, me)


def test_two_supervisors_of_one_session_are_compared_point_by_point() -> None:
    (alike,) = scored_alike([("dora", form(3, 4, 2)), ("eve", form(3, 4, 3))]).values()
    assert (alike.pairs, alike.same, alike.kappa) == (3, 2, None)
    assert scored_alike([("dora", form(3)), ("dora", form(4))]) == {}
