"""Today, by keys alone, on a real record: choosing, opening, the plan's file, the day sheet."""

from __future__ import annotations

from pathlib import Path

import pytest

from exercise_bank.exercise import ItemSet
from models.acts import Act, running
from models.entries import NewEntry
from models.group.people import fold_sessions
from models.local_time import instant
from session_tui.app import SessionApp
from session_tui.desk import Desk
from session_tui.screens.afterwards.screen import AfterwardsScreen
from session_tui.screens.live.screen import LiveScreen
from session_tui.screens.observe.screen import ObserveScreen
from session_tui.screens.today.opening import redated
from session_tui.screens.today.screen import TodayScreen
from tests.session_tui.hands import (
    HandClock,
    app_on,
    new_desk,
    running_desk,
    settle,
    with_day,
    with_group,
)
from tests.session_tui.keyboard import screen_text, type_text, until

PLAN = Path(__file__).parents[1] / "exercise_bank" / "examples" / "block2-plan.csv"
NEXT_WEEK = "2026-12-01"


@pytest.fixture
def new_group(tmp_path: Path, hand_clock: HandClock) -> Desk:
    """A group that hasn't met."""
    return with_group(new_desk(tmp_path / "record", hand_clock))


def held_day(desk: Desk) -> Desk:
    """The open day, begun and ended."""
    day, now = desk.day, desk.now()
    assert day is not None
    step = running.next_step(day, now)
    assert step.act is not None
    begun = desk.say(step.act).day
    desk.say(running.end_day(begun, now + 60_000))
    return desk


async def test_a_new_groups_first_day_asks_which_and_opens(new_group: Desk) -> None:
    app = app_on(new_group)
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: "Day 1 of 8" in screen_text(app.screen))
        await pilot.press("enter")
        await until(pilot, lambda: "Which block" in screen_text(app.screen))
        await pilot.press("2")
        await until(pilot, lambda: "At which day?" in screen_text(app.screen))
        await pilot.press("3")
        await until(pilot, lambda: isinstance(app.screen, LiveScreen))
        assert "Block 2" in screen_text(app.screen)
        assert "Day 3 of 8" in screen_text(app.screen)
    (session,) = fold_sessions(new_group.group_facts)
    assert (session.block, session.day, session.days, session.date) == (2, 3, 8, "2026-11-24")
    assert new_group.day is not None
    assert new_group.day.session == session.session
    plan = new_group.day.plan
    assert plan is not None
    assert plan.start == 600
    new_group.close()


async def test_leaving_the_question_opens_nothing(new_group: Desk) -> None:
    app = app_on(new_group)
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: "Day 1 of 8" in screen_text(app.screen))
        await pilot.press("enter")
        await until(pilot, lambda: "Which block" in screen_text(app.screen))
        await pilot.press("escape")
        await settle(pilot)
        assert isinstance(app.screen, TodayScreen)
    assert not fold_sessions(new_group.group_facts)
    new_group.close()


async def test_a_day_opened_before_goes_on_and_is_not_opened_twice(desk: Desk) -> None:
    app = app_on(desk)
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: "Opened, not begun" in screen_text(app.screen))
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, LiveScreen))
    assert len(fold_sessions(desk.group_facts)) == 1


async def test_the_next_day_of_the_run_is_chosen_and_belongs_to_it(
    tmp_path: Path, hand_clock: HandClock
) -> None:
    desk = held_day(running_desk(tmp_path / "record", hand_clock, 2, 1))
    hand_clock.at = instant(NEXT_WEEK, 9 * 60 + 30, "Europe/London")
    app = app_on(desk)
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: "Day 2 of 8" in screen_text(app.screen))
        await until(pilot, lambda: "Records to finish" in screen_text(app.screen))
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, LiveScreen))
    first, second = fold_sessions(desk.group_facts)
    assert second.block_run == first.block_run
    assert (second.day, second.date) == (2, NEXT_WEEK)
    desk.close()


@pytest.mark.parametrize(("key", "date"), [("y", NEXT_WEEK), ("k", "2026-11-24")])
async def test_a_day_opened_on_another_date_and_not_run_is_asked_about(
    tmp_path: Path, hand_clock: HandClock, key: str, date: str
) -> None:
    desk = running_desk(tmp_path / "record", hand_clock, 2, 1)
    hand_clock.at = instant(NEXT_WEEK, 9 * 60 + 30, "Europe/London")
    app = app_on(desk)
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: "Opened, not begun" in screen_text(app.screen))
        await pilot.press("enter")
        await until(pilot, lambda: "didn't run" in screen_text(app.screen))
        await pilot.press(key)
        await until(pilot, lambda: isinstance(app.screen, LiveScreen))
    (session,) = fold_sessions(desk.group_facts)
    assert session.date == date
    settled = desk.group_facts.settle("session", session.session)
    assert settled is not None
    assert not settled.unsettled
    desk.close()


async def test_the_arrows_choose_another_day_within_the_block(new_group: Desk) -> None:
    app = app_on(new_group)
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: "Day 1 of 8" in screen_text(app.screen))
        await pilot.press("left", "right", "right")
        await settle(pilot)
        assert "Day 3 of 8" in screen_text(app.screen)
        await pilot.press(*["right"] * 9)
        await settle(pilot)
        assert "Day 8 of 8" in screen_text(app.screen)
    new_group.close()


async def test_tab_shows_the_next_group(new_group: Desk) -> None:
    with_group(new_group, ("ZZ",))
    app = app_on(new_group)
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: "ZZ" in screen_text(app.screen))
        await pilot.press("tab")
        await until(pilot, lambda: "JB" in screen_text(app.screen))
        assert "ZZ" not in screen_text(app.screen)
    new_group.close()


async def test_the_group_that_comes_on_this_weekday_is_shown_first(
    tmp_path: Path, hand_clock: HandClock
) -> None:
    desk = held_day(running_desk(tmp_path / "record", hand_clock, 2, 1))
    tuesday = desk.group
    hand_clock.at += 86_400_000
    held_day(with_day_on(with_group(desk, ("WW",)), "2026-11-25"))
    hand_clock.at = instant(NEXT_WEEK, 9 * 60 + 30, "Europe/London")
    desk.group = ""
    app = app_on(desk)
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: "JB" in screen_text(app.screen))
        assert desk.group == tuesday
    desk.close()


def with_day_on(desk: Desk, date: str) -> Desk:
    """The group's first day, opened on a date of its own."""
    with_day(desk, 2, 1)
    assert desk.day is not None
    session = desk.day.session
    desk.append(redated(desk.day.about, date, desk.group_facts), session=session)
    desk.open_day(session)
    return desk


async def test_observe_first_goes_to_the_observe_screen(desk: Desk) -> None:
    app = SessionApp(desk, observe=True)
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: "Enter" in screen_text(app.screen))
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, ObserveScreen))


async def test_a_plans_file_is_shown_before_it_is_accepted(new_group: Desk) -> None:
    app = SessionApp(new_group, plan_file=PLAN)
    async with app.run_test(size=(120, 36)) as pilot:
        await until(pilot, lambda: "How the file was understood" in screen_text(app.screen))
        assert "line " in screen_text(app.screen)
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, TodayScreen))
        await pilot.press("right")
        await until(pilot, lambda: "Steps to a decision" in screen_text(app.screen))
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, LiveScreen))
    assert new_group.day is not None
    assert new_group.day.about.day == 2
    plan = new_group.day.plan
    assert plan is not None
    works = [item for item in plan.items if item.set is ItemSet.PERSONAL]
    assert len(works) == 4
    new_group.close()


async def test_a_plans_file_with_a_row_that_can_not_be_read_is_not_taken_until_put_right(
    new_group: Desk, tmp_path: Path
) -> None:
    right, wrong = ",,11:15,15,Break,,,", ",,11:15,a while,Break,,,"
    text = PLAN.read_text(encoding="utf-8")
    assert right in text
    faulty = tmp_path / "block2-plan.csv"
    faulty.write_text(text.replace(right, wrong, 1), encoding="utf-8")
    app = SessionApp(new_group, plan_file=faulty)
    async with app.run_test(size=(80, 36)) as pilot:
        await until(pilot, lambda: "Can't be read" in screen_text(app.screen))
        shown = " ".join(screen_text(app.screen).split())  # however it wraps
        assert "line 4" in shown
        assert "a while" in shown
        assert "put these right in the file first" in shown
        await pilot.press("enter", "escape")
        await until(pilot, lambda: "First meeting" in screen_text(app.screen))
        assert new_group.day is None
        # The file is read again on the key that shows it, without starting anew.
        faulty.write_text(text, encoding="utf-8")
        await pilot.press("p")
        await until(pilot, lambda: "Enter takes it" in screen_text(app.screen))
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, TodayScreen))
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, LiveScreen))
    assert new_group.day is not None
    assert new_group.day.plan is not None
    assert [item.planned for item in new_group.day.plan.items][2] == 15
    new_group.close()


async def test_a_plans_file_that_is_left_changes_nothing(new_group: Desk) -> None:
    app = SessionApp(new_group, plan_file=PLAN)
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: "How the file was understood" in screen_text(app.screen))
        await pilot.press("escape")
        await until(pilot, lambda: "First meeting" in screen_text(app.screen))
    new_group.close()


async def test_a_plans_file_that_is_not_there_is_said(new_group: Desk, tmp_path: Path) -> None:
    app = SessionApp(new_group, plan_file=tmp_path / "none.toml")
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: "No day could be read" in screen_text(app.screen))
        await pilot.press("enter", "escape")
        await until(pilot, lambda: "First meeting" in screen_text(app.screen))
    new_group.close()


async def test_the_day_sheet_of_a_day_not_opened_records_nothing(
    new_group: Desk, tmp_path: Path
) -> None:
    out = tmp_path / "out"
    app = app_on(new_group)
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: "Day 1 of 8" in screen_text(app.screen))
        await pilot.press("d")
        await until(pilot, lambda: "Into which folder?" in screen_text(app.screen))
        await type_text(pilot, str(out))
        await pilot.press("enter")
        await until(pilot, lambda: "day sheet written" in screen_text(app.screen))
    (sheet,) = out.glob("*.pdf")
    assert sheet.read_bytes().startswith(b"%PDF")
    assert not fold_sessions(new_group.group_facts)
    new_group.close()


async def test_a_page_longer_than_the_screen_says_so_and_scrolls(new_group: Desk) -> None:
    man = new_group.roster().by_seat(1)
    assert man is not None
    needs = man.model_copy(update={"accommodations": "Needs the room kept cool. " * 12})
    settled = new_group.group_facts.settle("member", man.member)
    assert settled is not None
    new_group.append(Act("", (NewEntry(needs, supersedes=settled.values),)))
    app = app_on(new_group)
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: "↓ more" in screen_text(app.screen))
        page = app.screen.query_one("#page")
        await pilot.press("pagedown")
        await settle(pilot)
        assert page.scroll_offset.y > 0
        await pilot.press("pagedown", "pagedown", "pagedown")
        await until(pilot, lambda: "↓ more" not in screen_text(app.screen))
        await pilot.press("up", "up", "up", "up")
        await until(pilot, lambda: page.scroll_offset.y == 0)
    new_group.close()


async def test_before_there_is_a_group_enter_says_what_to_do(
    tmp_path: Path, hand_clock: HandClock
) -> None:
    desk = new_desk(tmp_path / "record", hand_clock)
    app = app_on(desk)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await pilot.press("enter", "left", "b", "d", "m", "tab", "p")
        await settle(pilot)
        await pilot.press("enter")
        await settle(pilot)
        assert "No group yet: g forms one." in screen_text(app.screen)
    desk.close()


async def test_a_day_on_paper_is_opened_without_a_question_about_its_date(
    tmp_path: Path, hand_clock: HandClock
) -> None:
    desk = running_desk(tmp_path / "record", hand_clock, 2, 1)
    hand_clock.at = instant(NEXT_WEEK, 9 * 60 + 30, "Europe/London")
    app = app_on(desk)
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: "Opened, not begun" in screen_text(app.screen))
        await pilot.press("w")
        await until(
            pilot, lambda: any(isinstance(one, AfterwardsScreen) for one in app.screen_stack)
        )
        assert desk.day is not None
        assert desk.day.about.day == 1
    desk.close()


async def test_a_session_that_is_not_held_is_cancelled_with_its_reason(new_group: Desk) -> None:
    async with app_on(new_group).run_test(size=(80, 24)) as pilot:
        app = pilot.app
        assert isinstance(app, SessionApp)
        await until(pilot, lambda: isinstance(app.screen, TodayScreen))
        await until(pilot, lambda: "Block" in screen_text(app.screen))
        app.screen.action_cancel_day()  # type: ignore[attr-defined]  # the palette's own way
        await until(pilot, lambda: "Why is today's session cancelled?" in screen_text(app.screen))
        await pilot.press("s")
        said = "Today's session is cancelled: want of staff"
        await until(pilot, lambda: said in screen_text(app.screen))
