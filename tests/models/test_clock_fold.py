"""A clock that was wrong, put right: its writer's instants move alike, nobody else's do."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.day.day import Day
from models.entries.closing import ClockCorrected
from models.entries.observation import NoteWritten
from models.entries.timeline import AwaySettled, ItemEnded, ItemStarted
from models.local_time import MINUTE_MS
from tests.models.made_days import SESSION, Hand, planned_day, wall

AHEAD = 10 * MINUTE_MS


def said(note: str) -> NoteWritten:
    return NoteWritten(note=note, scope="group", text="one")


def ran(since: float = 600) -> Hand:
    """Check-in from 10:00 to 10:15 and a note at 10:05, by a clock that is then put right."""
    hand = planned_day()
    hand.say(ItemStarted(item="check-in"), 600)
    hand.say(said("n1"), 605)
    hand.say(ItemEnded(item="check-in"), 615)
    hand.say(ClockCorrected(ms=AHEAD, since=wall(since)), 616)
    return hand


def started(day: Day) -> int | None:
    return day.timeline.started


def test_what_was_said_since_moves_alike_and_what_comes_after_stays() -> None:
    hand = ran()
    hand.say(said("n2"), 617)
    day = hand.day
    (run,) = day.timeline.states[0].runs
    assert (run.started, run.ended) == (wall(590), wall(605))
    assert [note.at for note in day.notes] == [wall(595), wall(617)]
    assert not day.notes[0].late


def test_what_was_said_before_the_clock_began_stays() -> None:
    day = ran(since=602).day
    assert started(day) == wall(600)
    assert day.notes[0].at == wall(595)


def test_a_time_from_before_entered_since_was_no_reading_of_that_clock() -> None:
    hand = planned_day()
    hand.say(ItemStarted(item="check-in"), 580, written=605)
    hand.say(ClockCorrected(ms=AHEAD, since=wall(600)), 616)
    assert started(hand.day) == wall(580)


def test_nobody_elses_entries_move() -> None:
    other = Hand(writer="b", by="ben", begin=600)
    note = other.say(said("n9"), 606)
    day = Day.of(SESSION, [*ran().entries, note])
    assert {one.id: one.at for one in day.notes} == {"n1": wall(595), "n9": wall(606)}


def test_taking_the_correction_back_leaves_all_as_it_was_written() -> None:
    hand = ran()
    corrected = hand.day
    undone = hand.take_back(hand.entries[-1])
    assert started(corrected.plus([undone])) == started(hand.day) == wall(600)
    again = hand.take_back(undone)
    assert started(hand.day) == started(hand.day.plus([again])) == wall(590)


def test_a_second_correction_is_about_what_came_after_the_first() -> None:
    hand = ran()
    hand.say(said("n2"), 620)
    hand.say(ClockCorrected(ms=-MINUTE_MS, since=wall(580)), 621)
    assert [note.at for note in hand.day.notes] == [wall(595), wall(621)]


def test_a_stretch_away_moves_with_the_rest() -> None:
    hand = planned_day()
    hand.say(ItemStarted(item="check-in"), 600)
    hand.say(AwaySettled(since=wall(603), until=wall(607), counted="pause"), 603, written=608)
    hand.say(ClockCorrected(ms=AHEAD, since=wall(590)), 610)
    (pause,) = hand.day.timeline.pauses
    assert (pause.since, pause.until) == (wall(593), wall(597))


@pytest.mark.parametrize("ms", [-(2**46), 2**46])
def test_a_forged_correction_leaves_instants_that_can_be_shown(ms: int) -> None:
    hand = planned_day()
    note = hand.say(said("n1"), 605)
    hand.say(ClockCorrected(ms=ms, since=0), 616)
    day = hand.day
    assert 0 <= day.notes[0].at < 2**47
    assert next(day.facts.as_written).written == hand.entries[0].written
    assert note in day.facts.as_written


@given(st.permutations(range(8)), st.integers(-AHEAD, AHEAD))
def test_in_whatever_order_it_comes_the_day_is_the_same(order: list[int], ms: int) -> None:
    hand = Hand(begin=600)
    for number in range(5):
        hand.say(said(f"n{number}"), 600 + number)
    corrected = hand.say(ClockCorrected(ms=ms, since=wall(590)), 606)
    undone = hand.take_back(corrected)
    hand.take_back(undone)
    whole = hand.day
    day = Day.of(SESSION, [])
    for place in order:
        assert len(day.notes) <= 5  # derived at each step, so that each is taken in by itself
        day = day.plus([hand.entries[place]])
    assert day.notes == whole.notes
    moments = [note.at - wall(600 + int(note.id[1:])) for note in day.notes]
    assert moments == [-ms] * 5
    assert list(day.facts.as_written) == hand.entries
