"""Notes and marks as they stand, and what the recording held of them."""

import pytest

from models.day.observation import Note, note_item, offset_ms, to_describe, worth_reading
from models.entries.entry import Entry
from models.entries.observation import NoteWritten
from models.entries.timeline import DayEnded, ItemStarted, RecordingMarked
from tests.models.made_days import Hand, planned_day, wall


def noted(
    hand: Hand,
    at: float,
    text: str = "",
    *,
    note: str = "n",
    written: float | None = None,
    of: tuple[Entry, ...] = (),
    **more: object,
) -> Entry:
    what = NoteWritten.model_validate({"note": note, "scope": "group", "text": text, **more})
    return hand.say(what, at, written=written, supersedes=of)


def only(hand: Hand) -> Note:
    (note,) = hand.day.notes
    return note


def test_a_mark_is_described_later_and_keeps_its_moment() -> None:
    hand = planned_day()
    mark = noted(hand, 610)
    assert only(hand).is_mark
    assert to_describe(hand.day.notes) == hand.day.notes
    noted(hand, 610, "went back", written=680, of=(mark,))
    note = only(hand)
    assert not note.is_mark
    assert note.at == wall(610)
    # The moment was kept when it came; only the words came later.
    assert not note.late
    assert not note.amended
    assert note.first == mark
    assert len(note.history) == 2
    assert worth_reading(hand.day.notes) == (note,)


@pytest.mark.parametrize(("after", "late"), [(0, False), (1, False), (1.1, True), (90, True)])
def test_a_note_written_over_a_minute_later_is_late(after: float, late: bool) -> None:
    hand = planned_day()
    noted(hand, 610, "x", written=610 + after)
    assert only(hand).late is late


def test_an_amendment_keeps_what_was_and_undo_takes_the_amendment_back() -> None:
    hand = planned_day()
    first = noted(hand, 610, "one")
    second = noted(hand, 610, "two", written=620, of=(first,))
    assert only(hand).what.text == "two"
    assert only(hand).amended
    hand.take_back(second)
    assert only(hand).what.text == "one"
    assert not only(hand).amended
    assert only(hand).history == (first, second)


def test_a_struck_note_is_kept_but_not_worth_reading() -> None:
    hand = planned_day()
    first = noted(hand, 610, "one")
    noted(hand, 610, "one", of=(first,), struck=True)
    assert only(hand).what.struck
    assert worth_reading(hand.day.notes) == ()
    assert to_describe(hand.day.notes) == ()


def test_a_struck_mark_is_not_to_describe() -> None:
    hand = planned_day()
    first = noted(hand, 610)
    noted(hand, 610, of=(first,), struck=True)
    assert to_describe(hand.day.notes) == ()


def test_notes_stand_by_their_moment_and_those_of_one_moment_as_written() -> None:
    hand = planned_day()
    noted(hand, 620, "x", note="late")
    noted(hand, 610, "x", note="early", written=625)
    noted(hand, 620, "x", note="also", written=630)
    assert [note.id for note in hand.day.notes] == ["early", "late", "also"]


def test_the_author_is_who_wrote_it_first() -> None:
    hand, other = planned_day(), Hand("b", "ben", begin=700)
    first = noted(hand, 610, "one")
    noted(other, 700, "two", of=(first,))
    (note,) = hand.day.plus(other.entries).notes
    assert note.by == "anna"
    assert note.what.text == "two"


def test_two_amendments_at_once_are_unsettled() -> None:
    hand, other = planned_day(), Hand("b", "ben", begin=700)
    first = noted(hand, 610, "one")
    noted(hand, 610, "two", written=690, of=(first,))
    noted(other, 610, "three", written=700, of=(first,))
    (note,) = hand.day.plus(other.entries).notes
    assert note.unsettled
    assert note.what.text == "two"


def test_a_note_that_names_a_man_is_about_him() -> None:
    hand = planned_day()
    noted(hand, 610, "x", scope="members", members=("m1",))
    assert only(hand).about("m1")
    assert not only(hand).about("m2")


def test_a_note_in_a_chosen_exercise_has_its_minute_only_where_that_ran() -> None:
    hand = planned_day()
    hand.say(ItemStarted(item="check-in"), 600)
    noted(hand, 607, "x", item="check-in")
    noted(hand, 608, "x", note="o", item="lunch")
    noted(hand, 590, "x", note="p", written=610)
    line = hand.day.timeline
    found = {note.id: note_item(note, line) for note in hand.day.notes}
    assert found == {"n": ("check-in", 7), "o": ("lunch", 0), "p": None}


def recording(hand: Hand, at: float, state: str, reference: str = "", reason: str = "") -> None:
    said = {"state": state, "reference": reference, "reason": reason}
    hand.say(RecordingMarked.model_validate(said), at)


def test_what_was_recorded_and_where_a_note_lies_in_it() -> None:
    hand = planned_day()
    recording(hand, 600, "started", "tape 1")
    recording(hand, 660, "failed", reason="battery")
    recording(hand, 670, "started", "tape 2")
    recording(hand, 700, "started", "tape 3")
    made = hand.day.recordings
    assert [(one.since, one.until, one.reference) for one in made] == [
        (wall(600), wall(660), "tape 1"),
        (wall(670), wall(700), "tape 2"),
        (wall(700), None, "tape 3"),
    ]
    assert made[0].ended_why == "battery"
    assert [offset_ms(made, wall(minute)) for minute in (599, 600, 665, 699, 710)] == [
        None,
        ("tape 1", 0),
        None,
        ("tape 2", 29 * 60_000),
        ("tape 3", 10 * 60_000),
    ]


@pytest.mark.parametrize("state", ["stopped", "failed", "not recorded"])
def test_a_recording_that_never_ran_has_no_stretch(state: str) -> None:
    hand = planned_day()
    recording(hand, 600, state, reason="no consent")
    assert hand.day.recordings == ()


def test_the_days_end_does_not_stop_a_recording() -> None:
    hand = planned_day()
    recording(hand, 600, "started", "tape")
    hand.say(ItemStarted(item="check-in"), 600)
    hand.say(DayEnded(), 615)
    assert hand.day.recordings[0].until is None
