"""The day as one value: taking in what is new gives what a full fold gives, in every part."""

from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models.day.day import Day
from models.day.gate import unsigned
from models.day.observation import note_item
from models.entries.attendance import AttendanceMarked
from models.entries.closing import ActWithdrawn, ReflectionWritten
from models.entries.content import Content
from models.entries.entry import Entry
from models.entries.group import (
    ActionWritten,
    ConcernWritten,
    MemberLeft,
    WorkFollowed,
    WorkSet,
)
from models.entries.observation import NoteWritten
from models.entries.timeline import DayEnded, ItemStarted
from tests.models.made_days import (
    DATE,
    EARLIER,
    LATER,
    PLAN,
    SESSION,
    Hand,
    contents,
    everything,
    histories,
    man,
    opened,
    planned_day,
    wall,
)

NOW = wall(720)


def looked_at(day: Day) -> dict[str, object]:
    """Every part of a day, now derived and kept."""
    return {**everything(day, NOW), "session": day.entries_of_session}


@settings(max_examples=200)
@given(histories(forged=True), st.randoms(use_true_random=False))
def test_taking_in_what_is_new_gives_what_a_full_fold_gives(
    entries: list[Entry], random: Random
) -> None:
    # The openings come first: a day without its own isn't one.
    day, rest = Day.of(SESSION, entries[:3]), entries[3:]
    random.shuffle(rest)
    while rest:
        take = random.randint(1, 3)
        looked_at(day)
        day, rest = day.plus(rest[:take]), rest[take:]
    whole = Day.of(SESSION, entries)
    assert looked_at(day) == looked_at(whole)
    assert [note.history for note in day.notes] == [note.history for note in whole.notes]


@settings(max_examples=50)
@given(histories(), st.lists(contents(), min_size=1, max_size=8))
def test_taking_in_one_after_the_other_as_they_are_written(
    entries: list[Entry], said: list[Content]
) -> None:
    hand = Hand(writer="z", begin=1000)
    day = Day.of(SESSION, entries)
    for what in said:
        looked_at(day)
        day = day.plus([hand.say(what, 700)])
    assert looked_at(day) == looked_at(Day.of(SESSION, [*entries, *hand.entries]))


@given(histories())
def test_what_comes_twice_counts_once(entries: list[Entry]) -> None:
    day = Day.of(SESSION, entries)
    assert day.plus(entries) is day
    assert looked_at(Day.of(SESSION, [*entries, *entries])) == looked_at(day)


def test_a_plan_that_arrives_last_changes_whether_the_day_was_opened_again() -> None:
    # Attendance ends with the day, and whether it ended depends on the plan.
    hand = planned_day()
    hand.say(AttendanceMarked(member="m1", state="in"), 600)
    hand.say(ItemStarted(item="check-in"), 600)
    hand.say(DayEnded(), 610)
    hand.say(ItemStarted(item="messages"), 620)
    plan = hand.entries.pop(1)
    day = hand.day
    assert day.attendance.men["m1"].inside == ((wall(600), wall(610)),)
    assert day.plus([plan]).attendance.men["m1"].inside == ((wall(600), None),)


def test_a_backdated_start_moves_the_notes() -> None:
    hand = planned_day()
    hand.say(ItemStarted(item="check-in"), 600)
    start = hand.say(ItemStarted(item="messages"), 620)
    hand.say(NoteWritten(note="n", scope="group", text="x"), 618)
    hand.say(NoteWritten(note="c", scope="group", text="x", item="lunch"), 618)
    day = hand.day
    assert [note_item(note, day.timeline) for note in day.notes] == [("check-in", 18), ("lunch", 0)]
    earlier = hand.say(ItemStarted(item="messages"), 616, written=625, supersedes=[start])
    day = day.plus([earlier])
    assert [note_item(note, day.timeline) for note in day.notes] == [("messages", 2), ("lunch", 0)]


def test_a_day_without_its_opening_says_so() -> None:
    with pytest.raises(LookupError, match="opened this session"):
        _ = Day.of(SESSION, []).about


def test_without_a_plan_the_day_is_ten_to_half_past_three() -> None:
    hand = Hand()
    hand.say(opened())
    assert (hand.day.planned_start, hand.day.planned_end) == (wall(600), wall(930))
    assert hand.day.plan is None
    assert hand.day.clock(wall(702)) == "11:42"


def sessions() -> Hand:
    """Three sessions of a group; the day is the middle one."""
    hand = planned_day()
    hand.say(opened(EARLIER, "2026-11-17", 2))
    hand.say(opened(LATER, "2026-12-01", 4))
    return hand


def test_work_due_is_what_was_set_earlier() -> None:
    hand = sessions()
    for name, session in (("before", EARLIER), ("now", SESSION), ("after", LATER)):
        hand.say(WorkSet(work=name, session=session, text="x"))
    hand.say(WorkSet(work="struck", session=EARLIER, text="x", struck=True))
    assert [work.work for work in hand.day.work_due] == ["before"]
    assert [work.work for work in hand.day.work_set] == ["now"]


def test_work_asked_about_earlier_is_no_longer_due_and_later_still_was() -> None:
    hand = sessions()
    for name, asked in (("one", EARLIER), ("two", SESSION), ("three", LATER)):
        hand.say(WorkSet(work=name, session=EARLIER, members=("m1",), text="x"))
        hand.say(WorkFollowed(work=name, member="m1", session=asked, result="done"))
    assert [work.work for work in hand.day.work_due] == ["two", "three"]


def test_concerns_and_actions_are_those_of_this_session() -> None:
    hand = sessions()
    for session in (EARLIER, SESSION):
        hand.say(ConcernWritten(concern=session, session=session))
        hand.say(ActionWritten(action=session, session=session, what="x"))
    assert [what.concern for _, what in hand.day.concerns] == [SESSION]
    assert [what.action for what in hand.day.actions] == [SESSION]


def test_the_men_are_those_of_the_days_time() -> None:
    hand = planned_day(men=3)
    hand.say(man(4, joined="2026-12-01"))
    hand.say(man(5, joined=DATE))
    hand.say(MemberLeft(member="m1"), wall_minutes_of(-1))
    hand.say(MemberLeft(member="m2"), 700)
    hand.say(MemberLeft(member="m3"), wall_minutes_of(7))
    day = hand.day
    assert list(day.roster.members) == ["m2", "m3", "m5"]
    assert list(day.attendance.men) == ["m2", "m3", "m5"]
    assert {one.member for one in day.roster.left.values()} == {"m1", "m4"}
    assert day.roster.seat("m4") == 4


def wall_minutes_of(days: int) -> int:
    """Noon so many days later, in minutes of this day."""
    return 720 + days * 24 * 60


def test_the_entries_of_a_session_leave_out_what_was_taken_back_in_another() -> None:
    hand = sessions()
    other = hand.say(WorkSet(work="other", session=EARLIER, text="x"))
    hand.take_back(other)
    own = hand.say(WorkSet(work="own", session=SESSION, text="x"))
    undo = hand.take_back(own)
    redo = hand.take_back(undo)
    in_group = [_in_group(entry) for entry in hand.entries]
    held = Day.of(SESSION, in_group).entries_of_session
    assert [entry.id for entry in held][-3:] == [own.id, undo.id, redo.id]
    assert {type(entry.what) for entry in held[:-3]} == {type(opened()), type(PLAN)}


def _in_group(entry: Entry) -> Entry:
    """A withdrawal goes to the stream of what it withdraws."""
    if not isinstance(entry.what, ActWithdrawn):
        return entry
    return Entry(**{name: getattr(entry, name) for name in Entry.__slots__} | {"stream": "g"})


def test_a_reflection_asks_for_no_signature_whoever_looks() -> None:
    """Others can't read it, so a document must stand the same without it."""
    hand = planned_day()
    hand.by = "dora"
    said = hand.say(ReflectionWritten(staff="dora", text="Too fast."))
    hand.say(ActWithdrawn(act=said.act))
    assert not any(entry.by == "dora" for entry in hand.day.entries_to_sign)
    assert "dora" not in unsigned(hand.day, {})
    assert any(entry.by == "dora" for entry in hand.day.entries_of_session)
