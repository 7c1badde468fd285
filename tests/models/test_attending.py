"""Acts of attendance: what can't be is refused, and what goes together is one act."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models.acts import attending
from models.acts.act import Act, Refused
from models.day.attendance import here_at
from models.day.day import Day
from models.entries.attendance import AttendanceMarked, LeavingSeen, MemberMoved, Moved, WalkInSaid
from models.entries.entry import Entry
from models.entries.timeline import DayEnded
from tests.models.made_days import SESSION, Hand, histories, planned_day, wall


def done(hand: Hand, act: Act) -> None:
    """Write an act's entries."""
    for new in act.entries:
        assert new.about is not None
        replaced = [entry for entry in hand.entries if entry.id in new.supersedes]
        hand.say(new.what, (new.about - wall(0)) / 60_000, supersedes=replaced)


def arrived() -> Hand:
    """Man 1 came at ten."""
    hand = planned_day()
    hand.say(AttendanceMarked(member="m1", state="in"), 600)
    return hand


def test_where_a_man_was_at_a_moment_by_what_stands_now() -> None:
    hand = arrived()
    hand.say(MemberMoved(member="m1", move="out"), 630)
    hand.say(MemberMoved(member="m1", move="back"), 640)
    one = hand.day.attendance.men["m1"]
    asked = (599, 600, 629, 630, 639, 640, 700)
    assert [here_at(one, wall(minute)) for minute in asked] == [
        "expected",
        "in",
        "in",
        "out",
        "out",
        "in",
        "in",
    ]


@settings(max_examples=100)
@given(histories(), st.integers(580, 960))
def test_where_he_was_agrees_with_his_stretches(entries: list[Entry], minute: int) -> None:
    day = Day.of(SESSION, entries)
    at, ended = wall(minute), day.timeline.ended
    for one in day.attendance.men.values():
        came = one.arrived
        orderly = came is not None and all(move.about >= came for move in one.moves)
        if orderly and (ended is None or at < ended):
            assert (here_at(one, at) == "in") == one.in_room(at)


def test_a_pair_forgotten_earlier_still_fits() -> None:
    hand = arrived()
    moves: tuple[tuple[int, Moved], ...] = (
        (660, "out"),
        (665, "back"),
        (620, "out"),
        (625, "back"),
    )
    for minute, how in moves:
        done(hand, attending.move(hand.day, "m1", how, wall(minute)))
    stretches = hand.day.attendance.men["m1"].inside
    assert [since for since, _ in stretches] == [wall(600), wall(625), wall(665)]
    with pytest.raises(Refused, match="1 is out at 10:22: he can't step out"):
        attending.move(hand.day, "m1", "out", wall(622))


def test_failed_to_comply_needs_a_decision_and_what_was_seen() -> None:
    day = arrived().day
    for decided, evidence in ((False, ""), (False, "seen"), (True, "")):
        with pytest.raises(Refused):
            attending.set_outcome(day, "m1", "AFTC", wall(940), decided=decided, evidence=evidence)
    assert attending.set_outcome(
        day, "m1", "AFTC", wall(940), decided=True, evidence="seen"
    ).entries


def test_a_man_of_the_group_is_no_walk_in() -> None:
    day = arrived().day
    guest = WalkInSaid(member="x", seat=9, initials="M2")
    with pytest.raises(Refused, match="M2 is here on seat 2 already"):
        attending.walk_in(day, guest, wall(610))


def test_who_walked_in_is_of_this_day_alone_and_comes_once() -> None:
    hand = arrived()
    guest = WalkInSaid(member="x", seat=9, initials="ZK", from_group="Friday", why="missed it")
    done(hand, attending.walk_in(hand.day, guest, wall(610)))
    one = hand.day.attendance.men["x"]
    assert (one.here, one.walked_in, one.walk_in) == ("in", True, guest)
    assert hand.day.roster.seat_sign("x") == "9"
    again = WalkInSaid(member="y", seat=10, initials="ZK")
    with pytest.raises(Refused):
        attending.walk_in(hand.day, again, wall(612))


def test_how_he_left_goes_when_he_comes_back() -> None:
    hand = arrived()
    hand.say(MemberMoved(member="m1", move="left", how_he_left="quiet"), 700)
    hand.say(LeavingSeen(member="m1", how="quiet", distressed=True), 700)
    assert hand.day.attendance.men["m1"].distressed
    hand.say(MemberMoved(member="m1", move="back"), 720)
    one = hand.day.attendance.men["m1"]
    assert (one.how_he_left, one.distressed) == ("", False)
    hand.say(DayEnded(), 900)
    done(hand, attending.leaving(hand.day, "m1", "settled", wall(905)))
    assert hand.day.attendance.men["m1"].how_he_left == "settled"


def test_an_eleventh_man_has_no_seat_and_the_day_still_folds() -> None:
    hand = planned_day()
    for seat in (0, -1):  # as it is written now, and as it once was
        guest = WalkInSaid(member=f"x{seat}", seat=seat, initials=f"Z{seat}", sent_away=True)
        act = attending.walk_in(hand.day, guest, wall(610))
        done(hand, act)
        assert act.says.startswith("A man without a seat not admitted")
        assert hand.day.roster.seat_sign(guest.member) == "?"
    assert hand.day.roster.by_seat(0) is None
