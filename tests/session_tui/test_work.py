"""Work between sessions, by keys alone."""

from __future__ import annotations

import pytest

from models.acts import Act
from models.entries import NewEntry
from models.entries.group import WorkSet
from session_tui.desk import Desk
from session_tui.screens.work.screen import WorkScreen
from tests.session_tui.hands import HandClock
from tests.session_tui.keyboard import screen_text, write
from tests.session_tui.writing_day import begin, day_of, man_on, on_screen

DIARY, VISIT = "d1" * 16, "e1" * 16


@pytest.fixture
def with_work(desk: Desk, hand_clock: HandClock) -> Desk:
    """A day after one on which all were set a diary, and seats two and five a visit."""
    begin(desk, hand_clock)
    two = (man_on(desk, 2), man_on(desk, 5))
    diary = WorkSet(work=DIARY, session="5e" * 16, text="Keep a diary of evenings")
    visit = WorkSet(work=VISIT, session="5e" * 16, members=two, text="Ask about the visit")
    desk.say(Act("", (NewEntry(diary, hand_clock.at), NewEntry(visit, hand_clock.at))))
    return desk


def answers(desk: Desk, work: str) -> dict[int, tuple[str, str]]:
    """Results and reasons by seat."""
    day = day_of(desk)
    said = {seat: day.followed(work, man_on(desk, seat)) for seat in range(1, 9)}
    return {seat: (one.result, one.reason) for seat, one in said.items() if one}


async def test_one_key_a_man_and_the_next_is_chosen(with_work: Desk) -> None:
    async with on_screen(with_work, WorkScreen()) as (app, pilot):
        await write(pilot, "", "d", "p", "x", "n")
        await write(pilot, "no quiet place", "enter")
        assert answers(with_work, DIARY) == {
            1: ("done", ""),
            2: ("part", ""),
            3: ("not asked", ""),
            5: ("not done", "no quiet place"),
        }
        assert "not done: no quiet place" in screen_text(app.screen)


async def test_who_is_absent_is_not_asked(with_work: Desk) -> None:
    async with on_screen(with_work, WorkScreen()) as (app, _):
        assert "\n   4  " not in screen_text(app.screen)


async def test_a_digit_chooses_a_man_and_undo_takes_his_answer_back(with_work: Desk) -> None:
    async with on_screen(with_work, WorkScreen()) as (_, pilot):
        await write(pilot, "", "7", "d")
        assert answers(with_work, DIARY) == {7: ("done", "")}
        await write(pilot, "", "u")
        assert answers(with_work, DIARY) == {}


async def test_work_for_two_men_asks_them_alone(with_work: Desk) -> None:
    async with on_screen(with_work, WorkScreen()) as (_, pilot):
        await write(pilot, "", *["d"] * 9)
        assert set(answers(with_work, VISIT)) == {2, 5}


async def test_new_work_is_set_for_all_or_for_some(with_work: Desk) -> None:
    async with on_screen(with_work, WorkScreen()) as (app, pilot):
        await write(pilot, "", "s", "*")
        await write(pilot, "Write three plans", "enter", "s", "tab")
        await write(pilot, "35", "enter")
        await write(pilot, "Ring her", "enter")
        first, second = day_of(with_work).work_set
        assert (first.text, first.members) == ("Write three plans", ())
        assert second.members == (man_on(with_work, 3), man_on(with_work, 5))
        assert "Ring her" in screen_text(app.screen)


async def test_work_set_wrongly_is_taken_out(with_work: Desk) -> None:
    async with on_screen(with_work, WorkScreen()) as (_, pilot):
        await write(pilot, "", "s", "*")
        await write(pilot, "Wrong", "enter", *["down"] * 12, "k")
        assert not day_of(with_work).work_set


async def test_esc_where_the_words_are_asked_keeps_them(with_work: Desk) -> None:
    async with on_screen(with_work, WorkScreen()) as (app, pilot):
        await write(pilot, "", "s", "*")
        await write(pilot, "Write thr", "escape", "s", "*")
        assert "Write thr" in screen_text(app.screen)
        assert not day_of(with_work).work_set
