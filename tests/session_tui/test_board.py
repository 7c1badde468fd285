"""The block board by keys: changed, taken back, planned again; planned against delivered."""

from __future__ import annotations

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from textual.pilot import Pilot

from exercise_bank.component import Component
from exercise_bank.exercise import ItemSet
from models.acts import Refused
from models.acts.opening import add_members, form_group, members_from_initials
from models.acts.rearranging import Spot
from session_tui.app import SessionApp
from session_tui.desk import Desk
from session_tui.lines import Line
from session_tui.reading_page import ReadingPage
from session_tui.screens.board.keeping import ask_for_rest
from session_tui.screens.board.lines import about_lines, board_lines, days_shown, totals_lines
from session_tui.screens.board.look import Board, read_board
from session_tui.screens.board.screen import BoardScreen
from session_tui.screens.board.walking import Walk, settled
from session_tui.screens.group.screen import GroupScreen
from session_tui.screens.today.screen import TodayScreen
from tests.session_tui.hands import HandClock, app_on, new_desk, with_day, with_group
from tests.session_tui.keyboard import screen_text, until, write
from tests.session_tui.planned_block import days, plan, run_first_day


@pytest.fixture
def desk(tmp_path: Path, hand_clock: HandClock) -> Desk:
    """A group of eight with block 2 planned."""
    desk = with_group(new_desk(tmp_path / "record", hand_clock))
    plan(desk)
    return desk


@asynccontextmanager
async def on_board(desk: Desk) -> AsyncIterator[tuple[SessionApp, Pilot[None]]]:
    """The board as one comes to it from the group's page, at 80 columns."""
    app = app_on(desk)
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: isinstance(app.screen, TodayScreen))
        await write(pilot, "", "m")
        await until(pilot, lambda: isinstance(app.screen, GroupScreen))
        await write(pilot, "", "b")
        await until(pilot, lambda: isinstance(app.screen, BoardScreen) and "min" in sees(app))
        yield app, pilot
    desk.close()


def sees(app: SessionApp) -> str:
    return screen_text(app.screen)


def text(lines: Sequence[Line]) -> str:
    return "\n".join("".join(piece for piece, _ in one) for one in lines)


async def go(pilot: Pilot[None], day: int, place: int) -> None:
    """Walk to an item with the arrows."""
    board = pilot.app.screen
    assert isinstance(board, BoardScreen)
    assert board.walk is not None
    across = day - board.walk.at.day
    await write(pilot, "", *["right" if across > 0 else "left"] * abs(across))
    down = place - board.walk.at.place
    await write(pilot, "", *["down" if down > 0 else "up"] * abs(down))
    assert board.walk.at == (day, place)


def place_of(desk: Desk, day: int, item_set: ItemSet) -> int:
    items = days(desk)[day].items
    return next(at for at, item in enumerate(items) if at and item.set is item_set)


async def test_an_item_is_moved_with_live_totals_and_taken_back_and_done_again(desk: Desk) -> None:
    before = days(desk)
    place = place_of(desk, 2, ItemSet.THEMATIC)
    item = before[2].items[place]
    async with on_board(desk) as (app, pilot):
        assert "36 of 36 h" in sees(app)
        assert "personal work 8 of 8" in sees(app)
        await go(pilot, 2, place)
        await write(pilot, "", "m", "right")
        assert f"{270 + item.planned} of 270 min +{item.planned}" in sees(app), "while it moves"
        assert "put it here" in sees(app)
        assert days(desk) == before
        await write(pilot, "", "escape")
        assert isinstance(app.screen, BoardScreen)
        assert f"+{item.planned}" not in sees(app)
        await write(pilot, "", "m", "right", "enter")
        after = days(desk)
        (moved,) = [one for one in after[3].items if one.exercise == item.exercise]
        assert moved.by_hand
        assert f"{item.title}: moved, from day 2 to day 3" in sees(app)
        assert "▪ 1 by hand" in sees(app)
        assert f"Day 3: {270 + item.planned} minutes of work, not 270" in sees(app)
        await write(pilot, "", "u")
        assert days(desk) == before
        assert "undone: days 2 and 3 as before" in sees(app)
        await write(pilot, "", "ctrl+y")
        assert days(desk) == after


async def test_swap_split_minutes_and_by_hand_are_one_key_each(desk: Desk) -> None:
    before = days(desk)
    whole = [
        Spot(day, at)
        for day, of_day in before.items()
        for at, item in enumerate(of_day.items)
        if item.set is ItemSet.THEMATIC and item.parts == 1
    ]
    one = whole[0]
    other = next(
        spot
        for spot in whole
        if spot.day != one.day
        and before[spot.day].items[spot.place + 1].set is ItemSet.BREAK
        and before[spot.day].items[spot.place].planned >= 30
    )
    async with on_board(desk) as (app, pilot):
        await go(pilot, *one)
        await write(pilot, "", "s")
        await go(pilot, *other)
        await write(pilot, "", "s")
        first, second = before[one.day].items[one.place], before[other.day].items[other.place]
        assert days(desk)[one.day].items[one.place].exercise == second.exercise
        swapped = days(desk)[other.day].items[other.place]
        assert (swapped.exercise, swapped.by_hand) == (first.exercise, True)
        await write(pilot, "", "l")
        assert not days(desk)[other.day].items[other.place].by_hand
        assert f"may leave day {other.day}" in sees(app)
        await write(pilot, "", "minus")
        assert days(desk)[other.day].items[other.place].planned == first.planned - 5
        await write(pilot, "", "b")
        parts = [item for item in days(desk)[other.day].items if item.exercise == first.exercise]
        assert [(item.part, item.by_hand) for item in parts] == [(1, True), (2, True)]
        assert sum(item.planned for item in parts) == first.planned - 5
        await go(pilot, other.day, 0)
        await write(pilot, "", "m")
        assert "Process work begins and ends each day" in sees(app)


async def test_an_exercise_of_the_bank_is_put_in_and_taken_out(desk: Desk) -> None:
    async with on_board(desk) as (app, pilot):
        await go(pilot, 2, 1)
        before = [item.title for item in days(desk)[2].items]
        unused = next(
            one
            for one in desk.bank.exercises
            if one.block == 4 and one.set is ItemSet.THEMATIC and len(one.title) < 40
        )
        await write(pilot, "", "i")
        await write(pilot, unused.title, "enter")
        await until(pilot, lambda: "put in, day 2" in sees(app))
        assert [item.title for item in days(desk)[2].items] == [
            *before[:2],
            unused.title,
            *before[2:],
        ]
        await write(pilot, "", "i")
        await write(pilot, unused.title, "enter")
        await until(pilot, lambda: "stands on day 2 already" in sees(app))
        await write(pilot, "", "x")
        await until(pilot, lambda: "taken out of day 2" in sees(app))
        assert [item.title for item in days(desk)[2].items] == before
        await write(pilot, "", "u")
        await until(pilot, lambda: unused.title in [item.title for item in days(desk)[2].items])


async def test_the_rest_is_planned_again_around_what_stays_by_hand(desk: Desk) -> None:
    place = place_of(desk, 2, ItemSet.THEMATIC)
    item = days(desk)[2].items[place]
    async with on_board(desk) as (app, pilot):
        await go(pilot, 2, place)
        await write(pilot, "", "c")
        assert days(desk)[3].items[1].exercise == item.exercise
        await write(pilot, "", "r")
        await until(pilot, lambda: "days planned" in sees(app))
        (stays,) = [one for one in days(desk)[3].items if one.exercise == item.exercise]
        assert (stays.by_hand, stays.planned) == (True, item.planned)
        assert stays.start == days(desk)[3].items[0].end  # first of its day, where it was put
        assert {plan.work_minutes for plan in days(desk).values()} == {270}
        assert "not 270" not in sees(app)


async def test_wishes_that_collide_are_named_and_nothing_is_changed(desk: Desk) -> None:
    async with on_board(desk) as (app, pilot):
        for day in (2, 3, 4):
            await go(pilot, day, place_of(desk, day, ItemSet.PERSONAL))
            await write(pilot, "", "m", *["right"] * (5 - day), "enter")
        before = days(desk)
        await write(pilot, "", "r")
        await until(pilot, lambda: isinstance(app.screen, ReadingPage))
        assert "These can't all be:" in sees(app)
        assert "placed on day 5" in sees(app)
        await write(pilot, "", "escape")
        assert isinstance(app.screen, BoardScreen)
        assert days(desk) == before


async def test_a_day_that_ran_shows_both_stays_as_it_went_and_gives_what_it_left(
    desk: Desk, hand_clock: HandClock
) -> None:
    left = run_first_day(desk, hand_clock)
    place = next(at for at, item in enumerate(days(desk)[1].items) if item.exercise == left)
    title = days(desk)[1].items[place].title
    async with on_board(desk) as (app, pilot):
        assert f"Not delivered on day 1: {title}" in sees(app)
        await go(pilot, 1, 0)
        assert "15→19" in sees(app)
        assert "planned 15, delivered 19 min" in sees(app)
        assert "195 of 270 delivered −75" in sees(app)
        for key in ("m", "s", "l", "b", "plus"):
            await write(pilot, "", key)
            assert "Day 1 was opened: it stays as it went." in sees(app)
        await write(pilot, "", "c")
        assert "Only what an ended day didn't deliver" in sees(app)
        await go(pilot, 1, place)
        assert "carried over" in sees(app)
        await write(pilot, "", "c")
        assert f"{title}: carried from day 1 to day 2" in sees(app)
        assert "Not delivered" not in sees(app)
        brought = days(desk)[2].items[1]
        assert (brought.exercise, brought.by_hand) == (left, True)


def looked_at(desk: Desk) -> tuple[Board, Walk]:
    board = read_board(desk)
    assert board is not None
    return board, settled(board, None)


def test_as_many_days_as_fit_stand_side_by_side_and_the_others_are_reached(desk: Desk) -> None:
    board, walk = looked_at(desk)
    for cells, count in ((78, 3), (118, 5), (158, 6), (210, 8)):
        shown = text(board_lines(board, walk, cells, 30))
        assert [f"Day {day} ·" in shown for day in range(1, 9)] == [
            day <= count for day in range(1, 9)
        ]
        assert max(map(len, shown.splitlines())) <= cells
    last = Walk(Spot(8, 0))
    assert "Day 8 ·" in text(board_lines(board, last, 78, 20))
    assert text([days_shown(board, last, 78)]) == "← days 6 to 8 of 8  "
    assert days_shown(board, walk, 210) == ()
    desk.close()


def test_what_is_not_kept_is_one_line_that_says_how_much_more_there_is(desk: Desk) -> None:
    board, walk = looked_at(desk)
    assert len(about_lines(board, walk, 78, 2)) == 1, "all is kept"
    emptied = {
        number: type(plan)(2, number, (plan.items[0], plan.items[-1]))
        for number, plan in board.to_come.items()
    }
    bare = board.as_if(emptied)
    said = text(about_lines(bare, walk, 78, 2)).splitlines()
    assert len(said) == 2
    assert said[1].startswith("Day 1: 30 minutes of work, not 270 (and ")
    assert "personal work 0 of 8, not 1 2 3 4 5 6 7 8" in text(totals_lines(bare))
    desk.close()


def test_a_group_of_another_component_has_its_sessions_there_and_its_own_plan(
    tmp_path: Path, hand_clock: HandClock
) -> None:
    desk = new_desk(tmp_path / "record", hand_clock)
    group = desk.new_id()
    desk.append(form_group(group, "Autumn", desk.new_key(), Component.BETTER_LIVES))
    desk.choose_group(group)
    desk.append(add_members(members_from_initials(("JB", "DK"), desk.new_id, desk.new_key)))
    with_day(desk, Component.BETTER_LIVES.number, 1)
    board, walk = looked_at(desk)
    assert "Session 1 · Tue 24 Nov" in text(board_lines(board, walk, 78, 20))
    assert "personal work" not in text(totals_lines(board))
    assert board.standing.departures == ()
    with pytest.raises(Refused, match="follows its own plan"):
        ask_for_rest(desk, board.run)
    desk.close()
