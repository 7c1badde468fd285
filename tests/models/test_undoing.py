"""Undo and redo, key by key: what is taken back, and what can't be."""

import pytest

from models.acts import Refused
from models.acts.running import pause
from models.acts.undoing import Undoable, to_redo, to_undo
from models.entries.attendance import AttendanceMarked
from models.entries.closing import ActWithdrawn
from models.entries.group import WorkSet
from models.entries.observation import NoteWritten
from models.entries.timeline import ClockPaused, ItemStarted
from tests.models.made_days import SESSION, Hand, planned_day


def begun(staff: str = "anna") -> Hand:
    """A day that somebody else opened; nothing of this person's is in it yet."""
    hand = planned_day()
    hand.by = staff
    for place, entry in enumerate(hand.entries):
        hand.entries[place] = type(entry)(
            **{name: getattr(entry, name) for name in entry.__slots__} | {"by": "opener"}
        )
    return hand


def withdraw(hand: Hand, found: Undoable) -> None:
    hand.say(ActWithdrawn(act=found.act))


def undo(hand: Hand) -> str:
    found = to_undo(hand.day, "anna")
    withdraw(hand, found)
    return found.act


def redo(hand: Hand) -> None:
    withdraw(hand, to_redo(hand.day, "anna"))


def standing(hand: Hand) -> list[str]:
    facts = hand.day.facts
    return [
        entry.id
        for entry in facts.entries.values()
        if entry.by == "anna" and facts.stands(entry) and not isinstance(entry.what, ActWithdrawn)
    ]


def test_undo_takes_back_one_act_after_the_other_and_redo_brings_them_again() -> None:
    hand = begun()
    said = [hand.say(NoteWritten(note=name, scope="group", text="x")) for name in "abc"]
    ids = [entry.id for entry in said]
    undo(hand)
    undo(hand)
    assert standing(hand) == ids[:1]
    redo(hand)
    assert standing(hand) == ids[:2]
    redo(hand)
    assert standing(hand) == ids
    with pytest.raises(Refused, match="redo"):
        redo(hand)
    undo(hand)
    assert standing(hand) == ids[:2]


def test_all_of_an_act_is_taken_back() -> None:
    hand = begun()
    for member in ("m1", "m2"):
        hand.say(AttendanceMarked(member=member, state="in"), act="both")
    undo(hand)
    assert standing(hand) == []


def test_after_something_new_there_is_nothing_to_redo() -> None:
    hand = begun()
    hand.say(NoteWritten(note="a", scope="group", text="x"))
    undo(hand)
    hand.say(NoteWritten(note="b", scope="group", text="x"))
    with pytest.raises(Refused, match="redo"):
        to_redo(hand.day, "anna")


def test_what_went_to_the_groups_stream_is_undone_and_redone_as_well() -> None:
    hand = begun()
    work = hand.say(WorkSet(work="w", session=SESSION, text="x"))
    assert to_undo(hand.day, "anna").streams == ("g",)
    undo(hand)
    assert not hand.day.work_set
    redo(hand)
    assert list(hand.day.work_set) == [work.what]


def test_only_ones_own_acts_are_undone() -> None:
    hand = begun()
    own = hand.say(NoteWritten(note="a", scope="group", text="x"))
    hand.by = "ben"
    hand.say(NoteWritten(note="b", scope="group", text="x"))
    assert undo(hand) == own.act


def test_what_another_has_changed_since_is_not_undone() -> None:
    hand = begun()
    own = hand.say(NoteWritten(note="a", scope="group", text="x"))
    hand.by = "ben"
    theirs = hand.say(NoteWritten(note="a", scope="group", text="y"), supersedes=[own])
    with pytest.raises(Refused, match="Somebody else"):
        to_undo(hand.day, "anna")
    hand.take_back(theirs)
    assert undo(hand) == own.act


def test_the_opening_of_the_day_is_not_undone() -> None:
    # Without it the session has no date, no plan and no screen.
    hand = planned_day()
    hand.say(ItemStarted(item="check-in"), 600)
    undo(hand)
    undo(hand)  # the plan, which is an act of its own here
    with pytest.raises(Refused, match="left to undo"):
        undo(hand)
    assert hand.day.about.session == SESSION
    assert hand.day.timeline.started is None


def test_leaving_the_room_is_possible_in_a_pause() -> None:
    hand = planned_day()
    hand.say(ItemStarted(item="check-in"), 600)
    hand.say(ClockPaused(), 605)
    with pytest.raises(Refused, match="stands already"):
        pause(hand.day, 0)
    act = pause(hand.day, 0, interruption=True)
    hand.say(act.entries[0].what, 606)
    last = hand.day.timeline.paused
    assert last
    assert last.interruption
    with pytest.raises(Refused, match="stands already"):
        pause(hand.day, 0, interruption=True)
