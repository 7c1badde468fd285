"""Changing the plan by keys while the day runs: each key, its reason, Esc that changes nothing."""

from __future__ import annotations

import pytest

from models.day.timeline import ItemState
from session_tui.desk import Desk
from session_tui.screens.live.pick_exercise import PickExercise
from session_tui.screens.live.screen import LiveScreen
from tests.session_tui.hands import HandClock
from tests.session_tui.keyboard import until
from tests.session_tui.live_screen import begun, live
from tests.session_tui.writing_day import day_of, man_on


def states(desk: Desk) -> tuple[ItemState, ...]:
    return tuple(day_of(desk).timeline.states)


def titles(desk: Desk) -> list[str]:
    return [state.item.title for state in states(desk)]


async def test_skip_takes_the_chosen_or_the_next_with_a_reason(
    desk: Desk, hand_clock: HandClock
) -> None:
    begun(desk, hand_clock)
    async with live(desk, hand_clock) as hands:
        await hands.keys("k", at="10:20")
        assert "Skip Break: why?" in hands.sees
        await hands.keys("a")
        assert (states(desk)[2].status, states(desk)[2].reason) == ("skipped", "done already")
        await hands.keys("down", "down", "k")
        await hands.keys("tab")
        await hands.text("asked for by the group", "enter")
        assert (states(desk)[3].status, states(desk)[3].reason) == (
            "skipped",
            "asked for by the group",
        )
        await hands.keys("k", "s")
        assert "is skipped already." in hands.sees


async def test_cut_goes_on_with_the_next(desk: Desk, hand_clock: HandClock) -> None:
    begun(desk, hand_clock)
    async with live(desk, hand_clock) as hands:
        await hands.keys("x", "i", at="10:50")
        first, following = states(desk)[1:3]
        assert (first.status, first.reason, following.status) == ("cut", "incident", "running")


async def test_carry_takes_what_runs_or_is_chosen(desk: Desk, hand_clock: HandClock) -> None:
    begun(desk, hand_clock)
    async with live(desk, hand_clock) as hands:
        await hands.keys("down", "down", "c", "f", at="10:20")
        assert (states(desk)[3].status, states(desk)[3].reason) == ("carried", "staffing")
        await hands.keys("escape", "c", "d")
        assert states(desk)[1].status == "carried"
        assert day_of(desk).timeline.running is None
        assert "Next" in hands.sees


async def test_an_exercise_is_found_by_letters_and_put_in(
    desk: Desk, hand_clock: HandClock
) -> None:
    begun(desk, hand_clock)
    async with live(desk, hand_clock) as hands:
        await hands.keys("i", at="10:20")
        await hands.on(PickExercise)
        await hands.text("zzz")
        assert "No exercise fits these letters." in hands.sees
        await hands.keys("enter")
        await hands.keys("backspace", "backspace", "backspace")
        await hands.text("small dec", "down", "up", "enter")
        assert titles(desk)[2] == "Small decisions"
        assert states(desk)[2].added
        await hands.keys("i")
        await hands.on(PickExercise)
        await hands.keys("escape")
        assert len(titles(desk)) == 10


async def test_items_move_past_their_neighbours_but_not_what_ran_or_is_fixed(
    desk: Desk, hand_clock: HandClock
) -> None:
    begun(desk, hand_clock)
    async with live(desk, hand_clock) as hands:
        await hands.keys("down", "shift+down", at="10:20")
        assert titles(desk)[2:4] == ["Steps to a decision", "Break"]
        await hands.keys("shift+up")
        assert titles(desk)[2:4] == ["Break", "Steps to a decision"]
        await hands.keys("shift+up")
        assert "has run: nothing can go before it." in hands.sees
        await hands.keys("down", "down", "shift+down")
        assert "Lunch has a fixed start." in hands.sees
        await hands.keys(*["down"] * 9, "shift+down")
        assert "is at the end of the list already." in hands.sees


async def test_swap_and_split_by_their_names(desk: Desk, hand_clock: HandClock) -> None:
    begun(desk, hand_clock)
    async with live(desk, hand_clock) as hands:
        before = titles(desk)
        await hands.keys(*["down"] * 6, "ctrl+p", at="10:20")
        await hands.text("swap", "enter")
        place = next(n for n, one in enumerate(before) if one != titles(desk)[n])
        swapped = [*before[:place], before[place + 1], before[place], *before[place + 2 :]]
        assert titles(desk) == swapped
        assert day_of(desk).timeline.started is not None
        await hands.keys("u")
        assert titles(desk) == before
        await hands.keys("escape", "ctrl+p", at="10:40")
        await hands.text("split over a break", "enter")
        ran, rest = states(desk)[1], states(desk)[3]
        assert states(desk)[2].running
        assert (ran.item.exercise, rest.item.exercise) == (ran.item.exercise,) * 2
        assert (ran.item.part, rest.item.part, rest.status) == (1, 2, "pending")
        assert rest.item.planned == 60 - 25
        assert "▶ 10:40" in hands.sees


async def test_arrows_choose_and_esc_lets_go(desk: Desk, hand_clock: HandClock) -> None:
    begun(desk, hand_clock)
    async with live(desk, hand_clock) as hands:
        screen = hands.pilot.app.screen
        assert isinstance(screen, LiveScreen)
        await hands.keys(*["up"] * 5)
        assert screen.chosen == states(desk)[0].item.id
        await hands.keys(*["down"] * 20)
        assert screen.chosen == states(desk)[-1].item.id
        await hands.keys("escape")
        assert screen.chosen == ""


@pytest.mark.parametrize("keys", [["k"], ["x"], ["c"], ["down", "k"], ["t"], ["i"]])
async def test_esc_at_a_question_changes_nothing_and_keeps_the_words(
    desk: Desk, hand_clock: HandClock, keys: list[str]
) -> None:
    begun(desk, hand_clock)
    before = day_of(desk).timeline
    async with live(desk, hand_clock) as hands:
        await hands.keys(*keys, at="10:20")
        assert not isinstance(hands.pilot.app.screen, LiveScreen)
        await hands.keys("tab")
        await hands.text("half a rea")
        await hands.keys("escape")
        await hands.on(LiveScreen)
        assert day_of(desk).timeline == before
        await hands.keys(*keys[-1:])
        if keys != ["i"]:
            assert "half a rea" in hands.sees


async def test_a_question_can_be_left_by_ctrl_x_where_esc_is_slow(
    desk: Desk, hand_clock: HandClock
) -> None:
    begun(desk, hand_clock)
    async with live(desk, hand_clock) as hands:
        for key in ("k", "i", "a"):
            await hands.keys(key, "ctrl+x")
            assert isinstance(hands.pilot.app.screen, LiveScreen)


async def test_one_key_applies_what_must_give(desk: Desk, hand_clock: HandClock) -> None:
    begun(desk, hand_clock)
    async with live(desk, hand_clock) as hands:
        await hands.keys("space", at="11:20")
        assert "g what must give" in hands.sees
        await hands.keys("g")
        assert "5 min late. What must give, to end 15:30?" in hands.sees
        await hands.keys("1")
        await until(hands.pilot, lambda: day_of(desk).forecast(desk.now()).late_ms <= 0)
        await hands.keys("u")
        assert day_of(desk).forecast(desk.now()).late_ms > 0


async def test_running_on_is_agreed_with_its_reason_and_esc_agrees_to_nothing(
    desk: Desk, hand_clock: HandClock
) -> None:
    begun(desk, hand_clock)
    async with live(desk, hand_clock) as hands:
        await hands.keys("space", at="11:50")
        count = len(day_of(desk).facts.entries)
        for keys in (["g", "escape"], ["g", "r", "escape"], ["g", "r", "d", "escape"]):
            await hands.keys(*keys)
            assert len(day_of(desk).facts.entries) == count, keys
        await hands.keys("g", "r", "d")
        await hands.text("4", "enter")
        assert len(day_of(desk).facts.entries) > count
        assert "running on to 16:05: discussion needed the time" in hands.sees


async def test_where_nothing_ends_it_in_time_all_that_gives_gives_and_it_runs_on(
    desk: Desk, hand_clock: HandClock
) -> None:
    begun(desk, hand_clock)
    async with live(desk, hand_clock, (80, 24)) as hands:
        await hands.keys("space", "g", at="12:20")
        assert "65 min late, and all that may give falls 55 min short." in hands.sees
        assert "1 Break at 12:20 5 min shorter, Break at" in hands.sees
        assert "on to 16:25" in hands.sees
        assert "r run on to 16:35" in hands.sees
        await hands.keys("1", "d")
        await hands.text("4", "enter")
        await until(hands.pilot, lambda: day_of(desk).run_on is not None)
        day = day_of(desk)
        assert day.forecast(desk.now()).end == day.wall(16 * 60 + 25)
        assert day.run_on is not None
        assert (day.run_on.until, day.run_on.leaving) == (day.wall(985), (man_on(desk, 4),))
        await hands.keys("u")
        assert day_of(desk).run_on is None
        assert day_of(desk).forecast(desk.now()).end == day.wall(16 * 60 + 35)


async def test_the_palette_finds_every_action_by_name(desk: Desk, hand_clock: HandClock) -> None:
    begun(desk, hand_clock)
    async with live(desk, hand_clock) as hands:
        await hands.keys("ctrl+p", at="10:20")
        await hands.text("repeat")
        await hands.keys("down", "enter")
        await until(hands.pilot, lambda: len(titles(desk)) == 10)
        assert titles(desk)[2] == "Steps to a decision"


@pytest.mark.parametrize("key", ["k", "x", "c"])
async def test_a_reason_that_is_needed_is_waited_for(
    desk: Desk, hand_clock: HandClock, key: str
) -> None:
    begun(desk, hand_clock)
    before = day_of(desk).timeline
    async with live(desk, hand_clock) as hands:
        await hands.keys(key, "enter", at="10:20")
        assert "Enter for none" not in hands.sees
        assert not isinstance(hands.pilot.app.screen, LiveScreen)
        await hands.keys("tab", "enter")
        assert "In a word or two, please." in hands.sees
        assert day_of(desk).timeline == before
        await hands.text("asked for", "enter")
        assert day_of(desk).timeline != before
