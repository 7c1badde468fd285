"""What the attendance sheet shows the room, and what it asks: from elsewhere, distressed, gone."""

from __future__ import annotations

from pathlib import Path

import pytest

from models.acts import attending
from models.acts.consent import video_consent
from models.group.people import fold_roster
from session_tui.desk import Desk
from session_tui.screens.live.screen import LiveScreen
from tests.session_tui.hands import INITIALS, HandClock, new_desk, with_day, with_group
from tests.session_tui.live_screen import begun, ended, friday_group, live
from tests.session_tui.test_attendance_keys import man, said
from tests.session_tui.writing_day import day_of, man_on


async def test_names_and_reasons_stand_there_from_one_key_to_the_next(
    desk: Desk, hand_clock: HandClock
) -> None:
    begun(desk, hand_clock)
    async with live(desk, hand_clock) as hands:
        await hands.keys("a", "5", "c", "7", "p", "4", at="10:30")
        assert "SM" not in hands.sees
        assert "says ill" not in hands.sees
        assert "AAME" not in hands.sees
        assert "5 · outcome provisional" in hands.sees
        await hands.keys("e")
        assert "SM · says ill" in hands.sees
        assert "AP" not in hands.sees
        await hands.keys("e")
        assert "SM" not in hands.sees
        await hands.keys("4", "e")
        assert "AP · AAME provisional" in hands.sees
        await hands.keys("4")
        assert "AP" not in hands.sees


async def test_what_is_said_of_a_man_names_no_reason_and_no_outcome_on_the_live_screen(
    desk: Desk, hand_clock: HandClock
) -> None:
    begun(desk, hand_clock)
    async with live(desk, hand_clock) as hands:
        for keys in (["5", "x", "i"], ["3", "o", "n", "enter"], ["6", "p", "d"]):
            await hands.keys("a", *keys, at="10:30")
            if keys[1] == "p":
                await hands.text("not today", "enter")
                await hands.text("asked again", "enter")
            await hands.keys("escape")
            assert not any(
                word in hands.sees for word in ("ill", "needs a moment", "declined", "not today")
            )


async def test_why_a_man_can_not_go_out_is_said_before_anything_is_asked(
    desk: Desk, hand_clock: HandClock
) -> None:
    async with live(desk, hand_clock) as hands:
        for key in ("o", "l", "h"):
            await hands.keys("a", "3", key, at="09:58")
            assert "3 isn't in yet: i says he came." in hands.sees
            await hands.keys("escape")
        await said(hands, "3", "i", "t", at="10:05")
        await hands.keys("a", "at", at="10:20")
        await hands.text("10:01", "enter")
        await hands.keys("3", "o")
        assert "3 isn't in yet at 10:01: he came at 10:05." in hands.sees
        assert man(desk, 3).moves == ()


async def test_a_man_who_moved_was_here(desk: Desk, hand_clock: HandClock) -> None:
    begun(desk, hand_clock)
    async with live(desk, hand_clock) as hands:
        await said(hands, "3", "o", "enter", "enter", at="10:30")
        await hands.keys("a", "3", "x")
        assert "3 moved at 10:30: he was here." in hands.sees
        await hands.keys("at")
        await hands.text("10:35", "enter", "b")
        assert man(desk, 3).here == "out"


async def test_staff_who_go_out_with_him_are_out_until_he_is_back(
    desk: Desk, hand_clock: HandClock
) -> None:
    desk.add_staff("Bo Rook", "co-facilitator", "quite another phrase")
    begun(desk, hand_clock)
    desk.say(attending.staff_moved(day_of(desk), desk.me, "Ada Quill", hand_clock.at, present=True))
    async with live(desk, hand_clock) as hands:
        await said(hands, "s", "2", at="10:20")
        await said(hands, "3", "o", "o", "2", at="10:30")
        here = {desk.team.staff_name(one.staff): one.here for one in day_of(desk).attendance.staff}
        assert here == {"Ada Quill": True, "Bo Rook": False}
        await hands.keys("a", at="10:36")
        assert "one staff alone for" in hands.sees
        await hands.keys("3", "b", "escape")
        assert all(one.here for one in day_of(desk).attendance.staff)


async def test_who_comes_from_elsewhere_is_asked_about(desk: Desk, hand_clock: HandClock) -> None:
    begun(desk, hand_clock)
    async with live(desk, hand_clock) as hands:
        await hands.keys("a", "w", at="10:20")
        assert "He isn't in this group. Who is it?" in hands.sees
        await hands.text("RT", "enter")
        assert "He is of this group, on seat 3: Esc, 3, then i. If not: RT2." in hands.sees
        await hands.keys("backspace", "backspace")
        await hands.text("ZK", "enter")
        await hands.text("Core Group Friday", "enter")
        await hands.text("missed his own day", "enter")
        assert "May he stay?" in hands.sees
        await hands.keys("y")
        guest = man(desk, 9)
        assert (guest.here, guest.walked_in, guest.reason) == ("in", True, "missed his own day")
        assert guest.walk_in is not None
        assert guest.walk_in.from_group == "Core Group Friday"
        assert "9  in 10:20" in hands.sees
        assert "ZK" not in hands.sees
        await hands.keys("escape")
        await hands.note("9+ joined in", at="10:30")
        assert day_of(desk).notes[-1].what.members == (guest.member,)
        assert guest.member not in desk.roster().members
        await hands.keys("u", "u")
        assert guest.member not in day_of(desk).attendance.men


@pytest.mark.parametrize(("typed", "initials"), [("x320741", "QX"), ("RT2", "RT2")])
async def test_a_man_of_another_group_is_offered_and_stays_the_same_man(
    desk: Desk, hand_clock: HandClock, typed: str, initials: str
) -> None:
    friday = friday_group(desk)
    begun(desk, hand_clock)
    men = {one.initials: one for one in fold_roster(desk.facts_of(friday)).members.values()}
    async with live(desk, hand_clock) as hands:
        await hands.keys("a", "w", at="10:20")
        await hands.text(typed, "enter")
        assert f"1 {initials[:2]} of Core Group Friday, seat" in hands.sees
        await hands.keys("1")
        await hands.text("missed his own day", "enter")
        assert "May he stay?" in hands.sees
        await hands.keys("y")
        guest, known = man(desk, 9), men[initials[:2]]
        assert (guest.member, guest.here, guest.walked_in) == (known.member, "in", True)
        assert guest.walk_in is not None
        assert (guest.walk_in.from_group, guest.walk_in.key) == ("Core Group Friday", known.key)
        assert guest.walk_in.initials == initials  # nobody here goes by the same
        await hands.keys("w")
        await hands.text(initials, "enter")
        assert "He walked in already, on seat 9: Esc, 9, then i." in hands.sees


async def test_another_man_of_those_initials_is_a_new_one(
    desk: Desk, hand_clock: HandClock
) -> None:
    friday = friday_group(desk)
    begun(desk, hand_clock)
    async with live(desk, hand_clock) as hands:
        await hands.keys("a", "w", at="10:20")
        await hands.text("Y999999", "enter")
        assert "No other group of ours has this case reference" in hands.sees
        await hands.keys(*["backspace"] * 7)
        await hands.text("QX", "enter")
        await hands.keys("n")
        await hands.text("Elsewhere", "enter")
        await hands.text("", "enter")
        await hands.keys("n")
        guest = man(desk, 9)
        assert guest.here == "not admitted"
        assert guest.member not in fold_roster(desk.facts_of(friday)).members


async def test_where_all_ten_seats_are_taken_it_is_said_and_he_is_not_admitted(
    tmp_path: Path, hand_clock: HandClock
) -> None:
    desk = with_group(new_desk(tmp_path / "ten", hand_clock), (*INITIALS, "NO", "PQ"))
    friday_group(desk)
    begun(with_day(desk), hand_clock)
    async with live(desk, hand_clock) as hands:
        await hands.keys("a", "w", at="10:20")
        await hands.text("QX", "enter")
        await hands.keys("1")
        await hands.text("wrong day", "enter")
        assert "May he stay? All ten seats are taken." in hands.sees
        await hands.keys("y")
        assert "May he stay?" in hands.sees
        await hands.keys("n")
        (guest,) = [one for one in day_of(desk).attendance.men.values() if one.walk_in]
        assert (guest.here, day_of(desk).attendance.in_room()) == ("not admitted", 9)
    desk.close()


async def test_who_may_not_stay_is_not_admitted(desk: Desk, hand_clock: HandClock) -> None:
    begun(desk, hand_clock)
    async with live(desk, hand_clock) as hands:
        await hands.keys("a", "w", at="10:20")
        await hands.text("ZK", "enter")
        await hands.text("", "enter")
        await hands.text("wrong day", "enter")
        await hands.keys("n")
        assert man(desk, 9).here == "not admitted"
        assert day_of(desk).attendance.in_room() == 7


async def test_after_a_break_the_star_says_all_are_back_but_those_chosen(
    desk: Desk, hand_clock: HandClock
) -> None:
    begun(desk, hand_clock)
    async with live(desk, hand_clock) as hands:
        await hands.keys("b", at="11:15")
        await hands.keys("space", at="11:30")
        await said(hands, "2", "6", "asterisk", at="11:31")
        assert "5 of 8 in the room" in hands.sees
        assert [man(desk, seat).here for seat in (2, 6)] == ["out", "out"]
        await said(hands, "2", "b", at="11:33")
        assert "6 of 8 in the room" in hands.sees


async def test_a_man_who_left_distressed_is_asked_about(desk: Desk, hand_clock: HandClock) -> None:
    begun(desk, hand_clock)
    async with live(desk, hand_clock) as hands:
        await hands.keys("a", "3", "l", "enter", "a", at="14:00")
        assert "What was done about it?" in hands.sees
        await hands.text("rang his offender manager", "enter")
        one = man(desk, 3)
        assert (one.here, one.how_he_left) == ("left", "distressed, support arranged")
        assert (one.distressed, one.done) == (True, "rang his offender manager")
        await hands.keys("6", "l", "enter", "d", "enter", "escape")
        await hands.keys("f", "y", at="15:30")
        assert "left distressed, not said what was done: 6" in hands.sees


async def test_after_the_end_it_is_said_how_each_left(desk: Desk, hand_clock: HandClock) -> None:
    ended(desk, hand_clock)
    async with live(desk, hand_clock) as hands:
        await hands.keys("a", "4", "l")
        assert "4 didn't come: he can't have left." in hands.sees
        await hands.keys("4", "1", "2", "l", "q", "escape")
        assert [man(desk, seat).how_he_left for seat in (1, 2)] == ["quieter than usual"] * 2
        assert man(desk, 1).here == "in"


async def test_the_last_man_expected_needs_no_choosing(desk: Desk, hand_clock: HandClock) -> None:
    async with live(desk, hand_clock) as hands:
        await said(hands, "4", "asterisk", at="09:58")
        await hands.keys("space", at="10:00")
        await hands.keys("a", "i", "t", at="10:12")
        assert man(desk, 4).here == "in"
        await hands.on(LiveScreen)


async def test_taking_part_in_what_ran_before(desk: Desk, hand_clock: HandClock) -> None:
    begun(desk, hand_clock)
    async with live(desk, hand_clock) as hands:
        await hands.keys("a", "at", at="10:40")
        await hands.text("10:05", "enter")
        await hands.keys("2", "p", "a")
        item = day_of(desk).timeline.states[0].item.id
        assert day_of(desk).attendance.parts[man_on(desk, 2), item].part == "sat out"


async def test_minutes_of_each_man_in_each_exercise(desk: Desk, hand_clock: HandClock) -> None:
    begun(desk, hand_clock)
    async with live(desk, hand_clock) as hands:
        await said(hands, "3", "o", "enter", "enter", at="10:20")
        await hands.keys("a", "m", at="10:40")
        rows = hands.sees.splitlines()
        assert rows[1].split() == ["Seat", "ran", "1", "2", "3", "5", "6", "7", "8"]
        assert rows[2].split()[-8:] == ["15"] * 8
        assert rows[3].split()[-8:] == ["25", "25", "25", "5", "25", "25", "25", "25"]
        assert rows[4].split()[-7:] == ["40", "40", "20", "40", "40", "40", "40"]


async def test_notice_of_the_recording_has_its_date(desk: Desk, hand_clock: HandClock) -> None:
    begun(desk, hand_clock)
    async with live(desk, hand_clock) as hands:
        await hands.keys("a", "1", "v", "y", at="10:20")
        await hands.text("30/11/2026", "enter")
        assert "30/11/2026 is still to come." in hands.sees
        await hands.keys(*["backspace"] * 10)
        await hands.text("17/11/2026", "enter")
        await hands.keys("2", "v", "y", "enter", "3", "v", "n")
        day = day_of(desk)
        given = [video_consent(day.facts, man_on(desk, seat)) for seat in (1, 2, 3, 5)]
        assert [one and (one.date, one.taken_back) for one in given] == [
            ("2026-11-17", False),
            ("2026-11-24", False),
            ("2026-11-24", True),
            None,
        ]
        await hands.keys("1", "y")
        assert "The recording: told and agreed, Tue 17 Nov" in hands.sees


async def test_a_group_below_six_is_said_quietly_on_the_live_screen(
    desk: Desk, hand_clock: HandClock
) -> None:
    begun(desk, hand_clock)
    async with live(desk, hand_clock) as hands:
        assert "at least" not in hands.sees
        await said(hands, "1", "2", "x", "enter", at="10:20")
        assert "5 came: a group has" in hands.sees
