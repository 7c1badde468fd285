"""States that last: stretches per man, exclusive ones, what nobody ended, the gate."""

import pytest

from models.acts import Refused
from models.acts.lasting import end_state, turn_state
from models.day.gate import gate
from models.entries.entry import Entry
from models.entries.observation import StateMarked
from tests.models.made_days import Hand, planned_day, wall


def mark(
    hand: Hand,
    at: float,
    state: str,
    began: bool = True,
    man: str = "m3",
    ends: tuple[str, ...] = (),
) -> Entry:
    return hand.say(StateMarked(member=man, state=state, began=began, ends=ends), at)


def stretches(hand: Hand) -> list[tuple[str, str, float, float | None]]:
    start = wall(0)
    return [
        (
            one.member,
            one.state,
            (one.since - start) / 60_000,
            None if one.until is None else (one.until - start) / 60_000,
        )
        for one in hand.day.states
    ]


def test_a_state_lasts_from_its_beginning_to_its_end() -> None:
    hand = planned_day()
    mark(hand, 610, "upset")
    mark(hand, 617, "upset", began=False)
    assert stretches(hand) == [("m3", "upset", 610, 617)]
    assert hand.day.states[0].by == "anna"


def test_a_state_that_cannot_last_beside_it_ends_as_one_begins_in_the_same_man_alone() -> None:
    hand = planned_day()
    mark(hand, 610, "silent", ends=("speaking", "silent"))
    mark(hand, 611, "silent", man="m1", ends=("speaking",))
    mark(hand, 612, "upset")
    mark(hand, 615, "speaking", ends=("silent",))
    assert stretches(hand) == [
        ("m3", "silent", 610, 615),
        ("m1", "silent", 611, None),
        ("m3", "upset", 612, None),
        ("m3", "speaking", 615, None),
    ]
    assert [one.state for one in hand.day.states_lasting] == ["silent", "upset", "speaking"]


def test_what_two_saw_begin_began_once_and_an_end_alone_says_nothing() -> None:
    hand = planned_day()
    mark(hand, 605, "upset", began=False)
    mark(hand, 610, "upset")
    mark(hand, 611, "upset")
    mark(hand, 620, "upset", began=False)
    assert stretches(hand) == [("m3", "upset", 610, 620)]


def test_taking_back_the_beginning_takes_the_stretch_and_what_it_ended_goes_on() -> None:
    hand = planned_day()
    mark(hand, 610, "silent")
    wrong = mark(hand, 615, "speaking", ends=("silent",))
    hand.take_back(wrong)
    assert stretches(hand) == [("m3", "silent", 610, None)]


def test_an_entry_added_gives_what_the_whole_gives() -> None:
    hand = planned_day()
    mark(hand, 610, "silent")
    day = hand.day
    assert day.states
    more = mark(hand, 615, "silent", began=False)
    assert day.plus([more]).states == hand.day.states


def test_one_act_begins_and_ends() -> None:
    hand = planned_day()
    begun = turn_state(hand.day, "m3", "silent", wall(610), ("speaking",))
    assert begun.says == "3 · state begun 10:10"
    hand.say(begun.entries[0].what, 610)
    ended = turn_state(hand.day, "m3", "silent", wall(612), ("speaking",))
    assert ended.says == "3 · state ended 10:12"
    assert ended.entries[0].what == StateMarked(member="m3", state="silent", began=False)


def test_a_state_cannot_end_before_it_began() -> None:
    hand = planned_day()
    mark(hand, 610, "silent")
    with pytest.raises(Refused, match="began at 10:10"):
        end_state(hand.day, hand.day.states_lasting[0], wall(609))


def test_the_gate_asks_for_the_end_of_what_still_lasts() -> None:
    hand = planned_day()
    begun = mark(hand, 610, "silent")
    mark(hand, 611, "upset", man="m1")
    mark(hand, 612, "upset", man="m1", began=False)
    (row,) = [row for row in gate(hand.day, "anna", {}) if row.open == "states"]
    assert (row.says, row.subjects) == ("1 state without an end: 3", (begun.id,))
    mark(hand, 620, "silent", began=False)
    assert "states" not in {row.open for row in gate(hand.day, "anna", {})}
