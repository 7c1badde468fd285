"""Attendance: who was in the room when, and for how much of the work."""

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models.day.attendance import Presence, dosage_ms, single_staffed_ms, total_dosage_ms
from models.day.day import Day
from models.entries.attendance import (
    AttendanceMarked,
    Marked,
    MemberMoved,
    Moved,
    OutcomeSet,
    PartTaken,
    RoomCounted,
    StaffMoved,
)
from models.entries.entry import Entry
from models.entries.group import MemberLeft
from models.entries.timeline import ClockPaused, ClockResumed, DayEnded, ItemStarted
from models.local_time import MINUTE_MS
from tests.models.made_days import (
    MEN,
    SESSION,
    Hand,
    half_run_days,
    histories,
    man,
    planned_day,
    wall,
)


def marked(hand: Hand, member: str, at: float, state: Marked = "in", reason: str = "") -> Entry:
    return hand.say(AttendanceMarked(member=member, state=state, reason=reason), at)


def moved(hand: Hand, member: str, at: float, move: Moved) -> Entry:
    return hand.say(MemberMoved(member=member, move=move), at)


def presence(hand: Hand, member: str = "m1") -> Presence:
    return hand.day.attendance.men[member]


def minutes_of(hand: Hand, member: str, item: str, now: float) -> float:
    day = hand.day
    return dosage_ms(day.attendance.men[member], day.timeline, item, wall(now)) / MINUTE_MS


def inside(hand: Hand, member: str = "m1") -> list[tuple[float, float | None]]:
    start = wall(0)
    return [
        ((since - start) / MINUTE_MS, until and (until - start) / MINUTE_MS)
        for since, until in presence(hand, member).inside
    ]


def led() -> Hand:
    """A day run: check-in 600, messages 615, break 675, work-1 690, end 750."""
    hand = planned_day()
    for name, start in (("check-in", 600), ("messages", 615), ("break-1", 675), ("work-1", 690)):
        hand.say(ItemStarted(item=name), start)
    hand.say(DayEnded(), 750)
    return hand


def test_everyone_expected_is_listed_by_seat() -> None:
    hand = planned_day(men=0)
    for seat in (4, 1, 3):
        hand.say(man(seat))
    attendance = hand.day.attendance
    assert list(attendance.men) == ["m1", "m3", "m4"]
    assert {one.here for one in attendance.men.values()} == {"expected"}
    assert attendance.in_room() == 0


def test_in_late_absent_and_not_admitted() -> None:
    hand = planned_day()
    marked(hand, "m1", 595)
    marked(hand, "m2", 612, reason="train")
    marked(hand, "m3", 600, "absent", "says ill")
    marked(hand, "m4", 600, "not admitted")
    men = hand.day.attendance.men
    assert [one.here for one in men.values()] == ["in", "in", "absent", "not admitted"]
    assert [one.late_minutes(wall(600)) for one in men.values()] == [0, 12, 0, 0]
    assert men["m2"].reason == "train"
    assert men["m3"].arrived is None
    assert hand.day.attendance.in_room() == 2


def test_a_walk_in_is_in_and_said_to_be_one() -> None:
    hand = planned_day()
    marked(hand, "stranger", 605, "walk-in")
    one = presence(hand, "stranger")
    assert one.here == "in"
    assert one.walked_in
    assert list(hand.day.attendance.men) == [*MEN, "stranger"]


def test_out_back_and_gone() -> None:
    hand = planned_day()
    marked(hand, "m1", 600)
    moved(hand, "m1", 620, "out")
    assert presence(hand).here == "out"
    moved(hand, "m1", 630, "back")
    moved(hand, "m1", 700, "left")
    assert presence(hand).here == "left"
    assert inside(hand) == [(600, 620), (630, 700)]
    assert presence(hand).in_room(wall(600))
    assert not presence(hand).in_room(wall(625))
    assert not presence(hand).in_room(wall(700))


def test_sent_home_while_out_and_back_after_all() -> None:
    hand = planned_day()
    marked(hand, "m1", 600)
    moved(hand, "m1", 620, "out")
    moved(hand, "m1", 625, "sent home")
    assert presence(hand).here == "sent home"
    moved(hand, "m1", 640, "back")
    assert inside(hand) == [(600, 620), (640, None)]


@pytest.mark.parametrize("move", ["out", "back", "left", "sent home"])
def test_a_move_of_a_man_who_never_came_changes_nothing(move: Moved) -> None:
    hand = planned_day()
    marked(hand, "m1", 600, "absent")
    moved(hand, "m1", 620, move)
    moved(hand, "m2", 620, move)
    assert presence(hand).here == "absent"
    assert presence(hand, "m2").here == "expected"
    assert inside(hand) == inside(hand, "m2") == []


@pytest.mark.parametrize("move", ["out", "left"])
def test_two_laptops_saying_the_same_move_count_once(move: Moved) -> None:
    hand = planned_day()
    marked(hand, "m1", 600)
    moved(hand, "m1", 620, move)
    moved(hand, "m1", 621, move)
    moved(hand, "m1", 630, "back")
    moved(hand, "m1", 631, "back")
    assert inside(hand) == [(600, 620), (630, None)]


def test_an_arrival_set_later_than_a_move_leaves_no_time_before_it() -> None:
    hand = planned_day()
    first = marked(hand, "m1", 600)
    moved(hand, "m1", 620, "out")
    hand.say(AttendanceMarked(member="m1", state="in"), 640, supersedes=[first])
    assert presence(hand).inside_ms(wall(0), wall(1440)) == 0


def test_a_mark_taken_back_makes_him_expected_again() -> None:
    hand = planned_day()
    mark = marked(hand, "m1", 600)
    moved(hand, "m1", 620, "out")
    hand.take_back(mark)
    assert presence(hand).here == "expected"
    assert inside(hand) == []


def test_dosage_is_the_work_he_was_in_the_room_for() -> None:
    hand = led()
    marked(hand, "m1", 605)  # late
    moved(hand, "m1", 640, "out")
    moved(hand, "m1", 650, "back")
    moved(hand, "m1", 680, "left")  # in the break
    marked(hand, "m2", 590)  # all day
    assert [minutes_of(hand, "m1", one, 900) for one in ("check-in", "messages", "work-1")] == [
        10,
        50,
        0,
    ]
    assert [minutes_of(hand, "m2", one, 900) for one in ("check-in", "messages", "work-1")] == [
        15,
        60,
        60,
    ]
    day = hand.day
    # Breaks are not work.
    assert minutes_of(hand, "m2", "break-1", 900) == 15
    assert total_dosage_ms(day.attendance.men["m2"], day.timeline, wall(900)) == 135 * MINUTE_MS
    assert total_dosage_ms(day.attendance.men["m3"], day.timeline, wall(900)) == 0


def test_a_pause_is_nobodys_dosage() -> None:
    hand = planned_day()
    marked(hand, "m1", 600)
    marked(hand, "m2", 608)
    hand.say(ItemStarted(item="check-in"), 600)
    hand.say(ClockPaused(), 605)
    assert minutes_of(hand, "m1", "check-in", 610) == 5
    hand.say(ClockResumed(), 610)
    assert minutes_of(hand, "m1", "check-in", 615) == 10
    assert minutes_of(hand, "m2", "check-in", 615) == 5


def test_dosage_grows_while_it_runs() -> None:
    hand = planned_day()
    marked(hand, "m1", 600)
    hand.say(ItemStarted(item="check-in"), 600)
    assert [minutes_of(hand, "m1", "check-in", now) for now in (599, 600, 604)] == [0, 0, 4]


def test_the_days_end_closes_what_is_open() -> None:
    hand = led()
    marked(hand, "m1", 600)
    hand.say(StaffMoved(staff="anna"), 595)
    assert inside(hand) == [(600, 750)]
    assert not hand.day.attendance.staff[0].here


def test_a_count_is_due_after_each_break_until_it_is_said() -> None:
    hand = planned_day()

    def due() -> bool:
        day = hand.day
        return day.attendance.count_due(day.timeline)

    hand.say(ItemStarted(item="messages"), 615)
    assert not due()
    hand.say(ItemStarted(item="break-1"), 675)
    assert not due()
    hand.say(ItemStarted(item="work-1"), 690)
    assert due()
    said = hand.say(RoomCounted(), 691)
    assert not due()
    hand.take_back(said)
    assert due()
    hand.say(RoomCounted(), 692)
    hand.say(ItemStarted(item="lunch"), 750)
    hand.say(ItemStarted(item="work-2"), 780)
    assert due()
    hand.say(DayEnded(), 800)
    assert not due()


def test_a_count_said_while_the_break_still_runs_counts() -> None:
    hand = planned_day()
    hand.say(ItemStarted(item="break-1"), 675)
    hand.say(RoomCounted(), 689)
    hand.say(ItemStarted(item="work-1"), 690)
    day = hand.day
    assert not day.attendance.count_due(day.timeline)


def test_outcome_and_part_as_they_stand() -> None:
    hand = planned_day()
    first = hand.say(OutcomeSet(member="m1", code="ATTC"))
    hand.say(
        OutcomeSet(member="m1", code="AAME", decided=True, evidence="letter"), supersedes=[first]
    )
    hand.say(PartTaken(member="m1", item="messages", part="declined", words="not today"))
    attendance = hand.day.attendance
    one = attendance.men["m1"]
    assert (one.outcome, one.decided, one.evidence, one.outcome_by) == (
        "AAME",
        True,
        "letter",
        "anna",
    )
    assert attendance.parts["m1", "messages"].part == "declined"


def test_unlike_marks_show_as_unsettled() -> None:
    hand, other = planned_day(), Hand("b", "ben")
    marked(hand, "m1", 600)
    marked(other, "m1", 605, "absent")
    day = hand.day.plus(other.entries)
    assert day.attendance.men["m1"].unsettled
    assert day.attendance.men["m1"].here == "in"


def test_a_man_who_left_the_group_for_good_stays_in_the_days_he_came_to() -> None:
    hand = planned_day()
    marked(hand, "m1", 600)
    hand.say(MemberLeft(member="m1"), 940)
    assert presence(hand).here == "in"


def test_single_staffed_minutes() -> None:
    hand = led()
    assert single_staffed_ms(hand.day.attendance, hand.day.timeline, wall(900)) == 0
    hand.say(StaffMoved(staff="anna"), 590)
    hand.say(StaffMoved(staff="ben"), 610)
    hand.say(StaffMoved(staff="ben", present=False), 620)
    hand.say(StaffMoved(staff="ben"), 680)
    hand.say(StaffMoved(visitor="V", capacity="trainee"), 590)
    day = hand.day
    # 600 to 610 and 620 to 675; the break isn't work.
    assert single_staffed_ms(day.attendance, day.timeline, wall(900)) == 65 * MINUTE_MS
    assert [one.name for one in day.attendance.visitors] == ["V"]
    assert [one.staff for one in day.attendance.staff] == ["anna", "ben"]


def test_staff_said_in_twice_or_out_without_being_in() -> None:
    hand = planned_day()
    hand.say(StaffMoved(staff="ben", present=False), 595)
    hand.say(StaffMoved(staff="anna"), 600)
    hand.say(StaffMoved(staff="anna"), 605)
    hand.say(StaffMoved(staff="anna", present=False), 610)
    ben, anna = hand.day.attendance.staff
    assert ben.inside == ()
    assert anna.inside == ((wall(600), wall(610)),)


def sound(day: Day, now: int) -> None:
    """What holds of every day's attendance."""
    line = day.timeline
    for one in day.attendance.men.values():
        for (_, until), (since, _) in pairwise(one.inside):
            assert until is not None
            assert until <= since
        total = 0
        for state in line.states:
            dosage = dosage_ms(one, line, state.item.id, now)
            assert 0 <= dosage <= line.worked_ms(state, now)
            assert dosage <= one.inside_ms(0, 2 * now)
            total += dosage if state.item.set.is_work else 0
        assert total_dosage_ms(one, line, now) == total
        if one.inside and one.inside[-1][1] is None:
            assert one.here == "in"
    worked = sum(line.worked_ms(one, now) for one in line.states if one.item.set.is_work)
    assert 0 <= single_staffed_ms(day.attendance, line, now) <= worked


@settings(max_examples=200)
@given(histories(forged=True))
def test_dosage_is_never_more_than_what_was_worked(entries: list[Entry]) -> None:
    for now in (wall(600), wall(720), wall(970)):
        sound(Day.of(SESSION, entries), now)


@given(
    half_run_days(), st.lists(st.tuples(st.integers(590, 800), st.integers(590, 800)), max_size=4)
)
def test_the_dosage_of_men_in_turn_adds_up_to_the_work(
    day: tuple[Hand, float], cuts: list[tuple[int, int]]
) -> None:
    # Men who are in the room one after the other, without a gap, share out all of the work.
    hand, now = day
    marks = sorted({500, 1000, *(cut for pair in cuts for cut in pair)})
    for place, (since, until) in enumerate(pairwise(marks)):
        name = f"x{place}"
        marked(hand, name, since)
        moved(hand, name, until, "left")
    made = hand.day
    line = made.timeline
    for state in line.states:
        shares = [
            dosage_ms(one, line, state.item.id, wall(now)) for one in made.attendance.men.values()
        ]
        assert sum(shares) == line.worked_ms(state, wall(now))
