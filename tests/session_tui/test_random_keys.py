"""Random keys on the live screen: nothing crashes, the day still folds, every number agrees."""

from __future__ import annotations

import random
import re
from pathlib import Path

import pytest
from textual.events import Key
from textual.pilot import Pilot

from models.day.attendance import dosage_ms, single_staffed_ms, total_dosage_ms
from models.day.day import Day
from session_tui.desk import Desk
from session_tui.lines import LinesPane
from session_tui.screens.live.screen import LiveScreen
from session_tui.side_by_side import SideBySide
from tests.models.made_days import everything
from tests.session_tui.hands import HandClock, settle
from tests.session_tui.writing_day import begin, day_of, on_screen

PRESSES, AT_ONCE = 1000, 50
SEEDS = range(10)
LETTERS = "abcdefghijklmnopqrstuvwxyz0123456789+-!*?@#/ "
NAMED = (
    *("space", "space", "enter", "enter", "escape", "escape", "tab", "up", "down", "left", "right"),
    *("shift+up", "shift+down", "backspace", "ctrl+z", "ctrl+y", "ctrl+l", "ctrl+s", "ctrl+x"),
)


def key(chance: random.Random) -> Key:
    """One key: a character more often than one with a name."""
    if chance.random() < 0.6:
        character = chance.choice(LETTERS)
        return Key("space" if character == " " else character, character)
    name = chance.choice(NAMED)
    return Key(name, " " if name == "space" else None)


async def press(pilot: Pilot[None], chance: random.Random, keys: int) -> None:
    """Press so many keys without waiting, then wait; back on the live screen if it was left."""
    app = pilot.app
    for _ in range(keys):
        app.post_message(key(chance))
    await settle(pilot)
    if not any(isinstance(screen, LiveScreen) for screen in app.screen_stack):
        app.push_screen(LiveScreen())
        await settle(pilot)


@pytest.mark.parametrize("seed", SEEDS)
async def test_random_keys_leave_a_day_that_folds(
    desk: Desk,
    hand_clock: HandClock,
    seed: int,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.chdir(tmp_path)  # the keys may hand documents out, to a folder of any name
    chance = random.Random(seed)
    begin(desk, hand_clock)
    async with on_screen(desk, LiveScreen()) as (app, pilot):
        for _ in range(PRESSES // AT_ONCE):
            await press(pilot, chance, AT_ONCE)
            hand_clock.at += chance.randrange(180_000)
        assert app.return_code is None or app.return_code == 0
        day = day_of(desk)
        again = Day.of(day.session, day.facts.entries.values())
        now = hand_clock.at
        assert everything(again, now) == everything(day, now)
        assert desk.not_saved == ""
        agree(day, now)
        app.push_screen(live := LiveScreen())
        await settle(pilot)
        shows(live, day, now)


def agree(day: Day, now: int) -> None:
    """Every number of the day that follows from another does."""
    line, attendance = day.timeline, day.attendance
    for man in attendance.men.values():
        worked = 0
        for state in line.states:
            ran, his = line.worked_ms(state, now), dosage_ms(man, line, state.item.id, now)
            assert 0 <= his <= ran, (state.item.id, man.member)
            worked += ran if state.item.set.is_work else 0
        assert total_dosage_ms(man, line, now) <= worked
        entered = bool(man.inside) and (man.inside[-1][1] in (None, line.ended))
        assert (man.here == "in") == entered, man
    assert single_staffed_ms(attendance, line, now) <= sum(
        line.worked_ms(state, now) for state in line.states if state.item.set.is_work
    )
    forecast = day.forecast(now)
    assert (
        forecast.end == line.ended
        if line.ended is not None
        else forecast.end >= (line.started or 0)
    )
    assert forecast.late_ms == forecast.end - forecast.planned_end


def shows(live: LiveScreen, day: Day, now: int) -> None:
    """The live screen shows what the fold says: who is in the room, when the day will end."""
    here = sum(man.here == "in" for man in day.attendance.men.values())
    count = live.query_one("#title", LinesPane).plain
    assert re.search(rf"\b{here}\??\ of\ {len(day.attendance.men)}\b", count), count
    rows = ["".join(text for text, _ in row) for row in live.query_one(SideBySide).column("day")]
    end = next(row for row in rows if " end" in row)
    assert end.split()[0] == day.clock(day.forecast(now).end)
