"""A new user's first weeks by keys: a group from a workbook, a block, day 1, a carry, the wall."""

from __future__ import annotations

import csv
from datetime import date
from pathlib import Path

from pypdf import PdfReader

from exercise_bank.exercise import ItemSet
from models.entries.timeline import Item
from models.group.people import fold_sessions
from models.local_time import instant
from session_tui.desk import Desk
from session_tui.reading_page import ReadingPage
from session_tui.screens.board.screen import BoardScreen
from session_tui.screens.group.form import FormGroupScreen
from session_tui.screens.group.screen import GroupScreen
from session_tui.screens.live.screen import LiveScreen
from session_tui.screens.today.screen import TodayScreen
from tests.exercise_bank.made_workbooks import workbook
from tests.session_tui.day_by_keys import LAST_WEEK, THE_DAY, Keyboard
from tests.session_tui.hands import ZONE, HandClock, app_on, new_desk
from tests.session_tui.keyboard import until
from tests.session_tui.planned_block import days

ROSTER = Path(__file__).parents[1] / "models" / "examples" / "roster.csv"


def roster_at(folder: Path) -> Path:
    """The roster as a workbook: a title row above the headings, dates as a spreadsheet has them."""
    with ROSTER.open(encoding="utf-8-sig", newline="") as file:
        head, *rows = csv.reader(file, delimiter=";")
    joined = head.index("Joined")
    typed = [[*row[:joined], date.fromisoformat(row[joined]), *row[joined + 1 :]] for row in rows]
    return workbook(folder / "roster.xlsx", [["Core Group Tuesday"], head, *typed])


async def test_from_a_roster_to_day_2_and_the_wall(tmp_path: Path, hand_clock: HandClock) -> None:
    hand_clock.at = instant(LAST_WEEK, 9 * 60 + 50, ZONE)
    desk = new_desk(tmp_path / "record", hand_clock)
    desk.practice = True
    app = app_on(desk)
    async with app.run_test(size=(80, 24)) as pilot:
        hands = Keyboard(pilot, hand_clock, LAST_WEEK)
        await hands.on(TodayScreen)
        await form_a_group(hands, roster_at(tmp_path))
        assert [man.initials for man in desk.roster().members.values()][:3] == ["JB", "DK", "RT"]
        await plan_block_2(hands)
        left = await run_day_1(hands, desk)
        await carry_it(hands, desk, left)
        await print_the_wall_plan(hands, desk)
        await see_it_on_day_2(hands, desk, left)
    desk.close()


async def form_a_group(hands: Keyboard, roster: Path) -> None:
    await hands.keys("g")
    await hands.on(FormGroupScreen)
    await hands.text("Core Group Tuesday", "enter")
    await hands.text(str(roster), "enter")
    await hands.on(ReadingPage)
    assert "8 men read." in hands.sees
    await hands.keys("enter")
    await hands.on(TodayScreen)


async def plan_block_2(hands: Keyboard) -> None:
    await hands.keys("m")
    await hands.on(GroupScreen)
    await hands.keys("b")
    await hands.on(BoardScreen)
    await until(hands.pilot, lambda: "No block of this group is planned yet" in hands.sees)
    await hands.keys("p", "2", "enter", "enter")
    await until(hands.pilot, lambda: "block 2: 8 days planned" in hands.sees)
    assert "36 of 36 h   personal work 8 of 8" in hands.sees
    await hands.keys("escape", "escape")
    await hands.on(TodayScreen)


async def run_day_1(hands: Keyboard, desk: Desk) -> Item:
    """Day 1 as planned, but its first thematic exercise, which is carried over."""
    await until(hands.pilot, lambda: "Day 1 of 8" in hands.sees)
    await hands.keys("enter")
    await hands.on(LiveScreen)
    assert desk.day is not None
    left = next(one.item for one in desk.day.timeline.states if one.item.set is ItemSet.THEMATIC)
    place = next(at for at, one in enumerate(desk.day.timeline.states) if one.item.id == left.id)
    await hands.keys("space", at="10:00")
    await hands.keys(*["down"] * place, "c", "s", "escape", at="10:01")
    (carried,) = [one for one in desk.day.timeline.states if one.dropped]
    assert (carried.status, carried.item.id) == ("carried", left.id)
    coming = [one.item for one in desk.day.timeline.to_come]
    for item in coming:
        await hands.keys("space", at=f"{item.start // 60}:{item.start % 60:02}")
    await hands.keys("space", "y", at="15:30")
    await hands.keys("q")
    await hands.on(TodayScreen)
    (session,) = fold_sessions(desk.group_facts)
    assert (session.day, session.practice) == (1, True)
    await until(hands.pilot, lambda: f"Carried over: {left.title[:12]}" in hands.sees)
    return left


async def carry_it(hands: Keyboard, desk: Desk, left: Item) -> None:
    await hands.keys("m", "b")
    await hands.on(BoardScreen)
    await until(hands.pilot, lambda: f"Not delivered on day 1: {left.title}" in hands.sees)
    place = next(at for at, one in enumerate(days(desk)[1].items) if one.exercise == left.exercise)
    await hands.keys("left", *["down"] * place)
    assert "carried over" in hands.sees
    await hands.keys("c")
    await until(hands.pilot, lambda: "carried from day 1 to day 2" in hands.sees)
    assert f"Day 2: {270 + left.planned} minutes of work, not 270" in hands.sees
    await hands.keys("r")
    await until(hands.pilot, lambda: "days planned" in hands.sees)
    assert days(desk)[2].work_minutes == 270
    assert "not 270" not in hands.sees


async def print_the_wall_plan(hands: Keyboard, desk: Desk) -> None:
    await hands.keys("w", "p", "enter")
    await until(hands.pilot, lambda: "block plan written" in hands.sees)
    (made,) = (desk.folder / "documents").glob("block2-plan-*.pdf")
    (page,) = PdfReader(made).pages
    words = page.extract_text()
    assert "Tue 24 Nov 2026" in words
    assert "Personal work" in words
    assert not any(man.initials in words.split() for man in desk.roster().members.values())
    await hands.keys("escape", "escape")
    await hands.on(TodayScreen)


async def see_it_on_day_2(hands: Keyboard, desk: Desk, left: Item) -> None:
    hands.date = THE_DAY
    await until(hands.pilot, lambda: "[2]" in hands.sees)
    await hands.keys("enter", at="09:50")
    await hands.on(LiveScreen)
    assert desk.day is not None
    assert (desk.day.about.day, desk.day.about.date) == (2, THE_DAY)
    assert left.exercise in [one.item.exercise for one in desk.day.timeline.states]
    assert left.title[:12] in hands.sees
