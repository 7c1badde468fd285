"""Random keys on the live screen: nothing crashes, the day still folds, every number agrees."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
from textual.events import Key
from textual.pilot import Pilot

from models.day.day import Day
from session_tui.desk import Desk
from session_tui.screens.live.screen import LiveScreen
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
