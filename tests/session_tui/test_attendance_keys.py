"""The attendance sheet by keys: what each says of a man, and what it says where it can't."""

from __future__ import annotations

import pytest

from models.day.attendance import Presence
from session_tui.actions import ACTIONS
from session_tui.desk import Desk
from session_tui.screens.live.attendance import AttendanceSheet
from session_tui.screens.live.screen import LiveScreen
from tests.session_tui.day_by_keys import Keyboard
from tests.session_tui.hands import HandClock
from tests.session_tui.live_screen import begun, ended, live
from tests.session_tui.writing_day import day_of, man_on

KEYS = {
    "in_": "i",
    "rest_in": "*",
    "absent": "x",
    "step_out": "o",
    "come_back": "b",
    "left": "l",
    "sent_home": "h",
    "not_admitted": "n",
    "rescheduled": "r",
    "outcome": "c",
    "since": "@",
    "part": "p",
    "staff": "s",
    "history": "y",
    "walk_in": "w",
    "video": "v",
    "minutes": "m",
    "show": "e",
    "undo": "u",
    "redo": "ctrl+y",
}


def man(desk: Desk, seat: int) -> Presence:
    return day_of(desk).attendance.men[man_on(desk, seat)]


def clock(desk: Desk, at: int | None) -> str:
    return day_of(desk).clock(at or 0)


async def said(hands: Keyboard, *keys: str, at: str = "") -> None:
    """Open the sheet, press these keys, and leave it."""
    await hands.keys("a", *keys, at=at)
    await hands.on(AttendanceSheet)
    await hands.keys("escape")


def test_every_key_of_the_sheet_has_its_test_here() -> None:
    own = {
        action.name: action.shown or action.keys
        for action in ACTIONS
        if "attendance" in action.where
    }
    assert own == KEYS


async def test_all_are_in_but_those_chosen(desk: Desk, hand_clock: HandClock) -> None:
    async with live(desk, hand_clock) as hands:
        await said(hands, "4", "0", "asterisk", at="09:58")
        assert [man(desk, seat).here for seat in range(1, 9)] == ["in"] * 3 + ["expected"] + [
            "in"
        ] * 4
        await hands.keys("a", "asterisk", at="09:59")
        assert "\n4 in 09:59" in hands.sees
        await hands.keys("asterisk")
        assert "Everyone's attendance is said already." in hands.sees


async def test_a_digit_chooses_and_lets_go_and_an_empty_seat_is_said(
    desk: Desk, hand_clock: HandClock
) -> None:
    async with live(desk, hand_clock) as hands:
        await hands.keys("a", "3")
        assert "›  3" in hands.sees
        await hands.keys("3")
        assert "›" not in hands.sees
        await hands.keys("9")
        assert "Nobody is on seat 9." in hands.sees


@pytest.mark.parametrize("key", ["i", "x", "o", "l", "h", "n", "r", "c"])
async def test_with_nobody_chosen_a_key_asks_whom(
    desk: Desk, hand_clock: HandClock, key: str
) -> None:
    async with live(desk, hand_clock) as hands:
        count = len(day_of(desk).facts.entries)
        await hands.keys("a", key)
        assert "Whom? Choose him by the digit of his seat first." in hands.sees
        assert len(day_of(desk).facts.entries) == count


async def test_who_comes_late_is_asked_why(desk: Desk, hand_clock: HandClock) -> None:
    begun(desk, hand_clock)
    async with live(desk, hand_clock) as hands:
        await hands.keys("a", "4", "i", at="10:12")
        assert "In at 10:12, 12 min late: why?" in hands.sees
        await hands.keys("t")
        assert (clock(desk, man(desk, 4).arrived), man(desk, 4).reason) == ("10:12", "travel")
        assert "in 10:12, 12 min late" in hands.sees


async def test_who_comes_in_time_or_before_a_late_start_is_asked_nothing(
    desk: Desk, hand_clock: HandClock
) -> None:
    async with live(desk, hand_clock) as hands:
        await said(hands, "1", "i", at="09:55")
        assert man(desk, 1).here == "in"
        await hands.keys("space", at="10:08")
        await said(hands, "2", "i", at="10:08:30")
        assert man(desk, 2).here == "in"
        assert "late" not in hands.sees


async def test_an_arrival_is_not_lost_by_a_slip(desk: Desk, hand_clock: HandClock) -> None:
    begun(desk, hand_clock)
    async with live(desk, hand_clock) as hands:
        await hands.keys("a", "1", "i", at="11:00")
        assert "1 is in since 10:00; @ first changes when." in hands.sees
        assert clock(desk, man(desk, 1).arrived) == "10:00"
        await hands.keys("at")
        await hands.text("9:50", "enter")
        await hands.keys("i")
        assert clock(desk, man(desk, 1).arrived) == "09:50"


async def test_another_moment_counts_for_one_thing_alone(desk: Desk, hand_clock: HandClock) -> None:
    begun(desk, hand_clock)
    async with live(desk, hand_clock) as hands:
        await hands.keys("a", "at", at="10:30")
        await hands.text("11:40")
        await hands.keys("enter")
        assert "11:40 is still to come." in hands.sees
        await hands.keys(*["backspace"] * 5)
        await hands.text("-10", "enter")
        assert "What you say next is about 10:20." in hands.sees
        await hands.keys("4", "i", "t")
        assert clock(desk, man(desk, 4).arrived) == "10:20"
        await hands.keys("3", "o", "enter", "enter")
        assert clock(desk, man(desk, 3).inside[-1][1]) == "10:30"
        await hands.keys("at")
        await hands.text("10:25", "enter", "b")
        await hands.keys("6", "o", "enter", "enter")
        assert clock(desk, man(desk, 6).inside[-1][1]) == "10:30"


@pytest.mark.parametrize(
    ("key", "state", "reason"),
    [
        ("x", "absent", ["w"]),
        ("n", "not admitted", ["tab", *"smelt", "enter"]),
        ("r", "rescheduled", ["enter"]),
    ],
)
async def test_who_does_not_come_has_the_reason_given(
    desk: Desk, hand_clock: HandClock, key: str, state: str, reason: list[str]
) -> None:
    async with live(desk, hand_clock) as hands:
        await said(hands, "3", "5", key, *reason, at="09:58")
        assert [man(desk, seat).here for seat in (3, 5)] == [state, state]
        words = {"x": "says work", "n": "smelt", "r": ""}[key]
        assert [man(desk, seat).reason for seat in (3, 5)] == [words, words]
        assert man(desk, 1).here == "expected"


async def test_out_with_whom_and_back(desk: Desk, hand_clock: HandClock) -> None:
    begun(desk, hand_clock)
    async with live(desk, hand_clock) as hands:
        await hands.keys("a", "3", "o", "o", at="10:30")
        assert "With which staff?" in hands.sees
        await hands.keys("tab")
        await hands.text("BR", "enter")
        assert man(desk, 3).here == "out"
        assert getattr(man(desk, 3).moves[-1].what, "with_staff", "") == "BR"
        await hands.keys("3", "i")
        assert "3 is out: b says that he is back." in hands.sees
        await hands.keys("b", at="10:35")
        assert [clock(desk, at) for span in man(desk, 3).inside for at in span if at] == [
            "10:00",
            "10:30",
            "10:35",
        ]
        await hands.keys("3", "b")
        assert "3 is in: he can't come back." in hands.sees
        await hands.keys("4", "o")
        assert "4 is absent: he can't step out." in hands.sees


@pytest.mark.parametrize(("key", "here"), [("l", "left"), ("h", "sent home")])
async def test_gone_for_the_day_says_how_he_left(
    desk: Desk, hand_clock: HandClock, key: str, here: str
) -> None:
    begun(desk, hand_clock)
    async with live(desk, hand_clock) as hands:
        await said(hands, "3", key, "enter", "q", at="14:00")
        assert man(desk, 3).here == here
        (move,) = man(desk, 3).moves
        assert getattr(move.what, "how_he_left", "") == "quieter than usual"
        await hands.keys("a", "4", key)
        assert "4 is absent: he can't leave." in hands.sees


async def test_all_back_after_a_break_by_one_key(desk: Desk, hand_clock: HandClock) -> None:
    begun(desk, hand_clock)
    async with live(desk, hand_clock) as hands:
        await hands.keys("b", at="11:15")
        await hands.keys("space", at="11:30")
        assert "7? of 8 in the room" in hands.sees
        await said(hands, "b", at="11:31")
        assert "7 of 8 in the room" in hands.sees
        await said(hands, "2", "o", "enter", "enter", at="11:32")
        assert "6 of 8 in the room" in hands.sees


async def test_an_outcome_is_provisional_or_decided_on_evidence(
    desk: Desk, hand_clock: HandClock
) -> None:
    ended(desk, hand_clock)
    async with live(desk, hand_clock) as hands:
        await said(hands, "1", "3", "c", "1", "p")
        assert [(man(desk, seat).outcome, man(desk, seat).decided) for seat in (1, 3)] == [
            ("ATTC", False),
            ("ATTC", False),
        ]
        await hands.keys("a", "5", "c", "2", "p")
        assert "Failed to comply needs a decision and the evidence seen" in hands.sees
        assert man(desk, 5).outcome == ""
        await hands.keys("5", "c", "2", "d")
        await hands.text("own observation", "enter")
        assert (man(desk, 5).outcome, man(desk, 5).decided) == ("AFTC", True)
        assert man(desk, 5).evidence == "own observation"


async def test_taking_part_is_said_of_the_running_exercise(
    desk: Desk, hand_clock: HandClock
) -> None:
    async with live(desk, hand_clock) as hands:
        await hands.keys("a", "1", "p")
        assert "No exercise is running: taking part is said of one" in hands.sees
        await hands.keys("escape", "space", at="10:00")
        await said(hands, "asterisk", "1", "2", "p", "s")
        item = day_of(desk).timeline.states[0].item.id
        parts = day_of(desk).attendance.parts
        assert [parts[man_on(desk, seat), item].part for seat in (1, 2)] == ["with support"] * 2


async def test_staff_and_visitors_come_and_go(desk: Desk, hand_clock: HandClock) -> None:
    desk.add_staff("Bo Rook", "co-facilitator", "quite another phrase")
    begun(desk, hand_clock)
    async with live(desk, hand_clock) as hands:
        await hands.keys("a", "s", at="10:20")
        assert "Ada Quill" in hands.sees
        await hands.keys("escape", "s", "2")
        await hands.keys("s", "v", at="10:30")
        await hands.text("CM", "enter", "i")
        visitors = day_of(desk).attendance.visitors
        assert [(one.name, one.capacity) for one in visitors] == [("CM", "interpreter")]
        await hands.keys("s", "a", at="11:00")
        assert not day_of(desk).attendance.visitors[0].here
        here = [
            desk.team.staff_name(one.staff) for one in day_of(desk).attendance.staff if one.here
        ]
        assert "Bo Rook" in here


@pytest.mark.parametrize(
    "keys",
    [
        ["x"],
        ["n"],
        ["r"],
        ["o"],
        ["o", "enter"],
        ["l", "enter"],
        ["h", "enter"],
        ["c", "1"],
        ["c", "2", "d"],
        ["p", "d"],
        ["p", "d", *"no", "enter"],
        ["s", "v"],
        ["s", "v", "C", "enter"],
    ],
    ids="-".join,
)
async def test_esc_anywhere_in_a_row_of_questions_records_nothing(
    desk: Desk, hand_clock: HandClock, keys: list[str]
) -> None:
    begun(desk, hand_clock)
    count = len(day_of(desk).facts.entries)
    async with live(desk, hand_clock) as hands:
        await hands.keys("a", "3", *keys)
        assert not isinstance(hands.pilot.app.screen, AttendanceSheet)
        await hands.keys("escape")
        assert isinstance(hands.pilot.app.screen, AttendanceSheet)
        assert len(day_of(desk).facts.entries) == count


async def test_undo_and_redo_within_the_sheet(desk: Desk, hand_clock: HandClock) -> None:
    async with live(desk, hand_clock) as hands:
        await hands.keys("a", "4", "x", "i", "asterisk", at="09:58")
        assert day_of(desk).attendance.in_room() == 7
        await hands.keys("u")
        assert day_of(desk).attendance.in_room() == 0
        assert man(desk, 4).here == "absent"
        await hands.keys("u")
        assert man(desk, 4).here == "expected"
        await hands.keys("ctrl+y", "ctrl+y")
        assert day_of(desk).attendance.in_room() == 7
        assert "done again: 7 men in 09:58" in hands.sees


@pytest.mark.parametrize("key", ["escape", "a", "ctrl+x"])
async def test_the_sheet_is_left_by_any_of_three_keys(
    desk: Desk, hand_clock: HandClock, key: str
) -> None:
    async with live(desk, hand_clock) as hands:
        await hands.keys("a")
        await hands.on(AttendanceSheet)
        await hands.keys(key)
        await hands.on(LiveScreen)
