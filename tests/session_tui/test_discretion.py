"""What a look at the laptop may show once it is covered, locked, left: nothing about anybody."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from textual.command import CommandPalette
from textual.screen import Screen

from models.acts import running
from models.keys.keyring import Locked
from session_tui.app import SessionApp
from session_tui.ask import Ask, numbered
from session_tui.desk import Desk
from session_tui.hand_over import HandOver
from session_tui.keys_page import KeysPage
from session_tui.screens.close.debrief import DebriefScreen
from session_tui.screens.close.screen import CloseScreen
from session_tui.screens.concern.screen import ConcernScreen
from session_tui.screens.live.screen import LiveScreen
from session_tui.screens.observe.screen import ObserveScreen
from session_tui.screens.room.screen import RoomScreen
from tests.session_tui.hands import INITIALS, PASSPHRASE, HandClock, settle
from tests.session_tui.keyboard import screen_text, until, write
from tests.session_tui.test_killed import Begun
from tests.session_tui.writing_day import begin, day_of, on_screen
from tests.terminal import Terminal

WORDS = "zebra pillow lantern"
PERSONAL = (*WORDS.split(), *INITIALS, "Core Group", "Ada")
ALTERNATE, MAIN = b"\x1b[?1049h", b"\x1b[?1049l"
OSC = re.compile(rb"\x1b\](.*?)(?:\x07|\x1b\\)", re.DOTALL)


class Recorded(Terminal):
    """A terminal that keeps every byte the program wrote to it."""

    def took_in(self, written: bytes) -> None:
        """Keep it and show it."""
        self.written = getattr(self, "written", b"") + written
        super().took_in(written)


def left_alone(app: SessionApp, minutes: float) -> None:
    """Nobody types for so long."""
    app._touched -= minutes * 60 + 1
    app.tick()


async def test_two_idle_minutes_cover_and_fifteen_lock_and_drop_the_keys(
    desk: Desk, hand_clock: HandClock
) -> None:
    begin(desk, hand_clock)
    keyring = desk.keyring
    async with on_screen(desk, ObserveScreen()) as (app, pilot):
        await write(pilot, f"3 {WORDS}")
        left_alone(app, 1)
        assert isinstance(app.screen, ObserveScreen)
        left_alone(app, 1)
        await until(pilot, lambda: isinstance(app.screen, RoomScreen))
        assert desk.unlocked
        assert not any(word in screen_text(app.screen) for word in PERSONAL)
        left_alone(app, 13)
        await until(pilot, lambda: not desk.unlocked)
        with pytest.raises(Locked):
            keyring.halves()
        await until(pilot, lambda: not app.drafts)
        await write(pilot, PASSPHRASE, "enter")
        await until(pilot, lambda: isinstance(app.screen, ObserveScreen))
        assert WORDS in screen_text(app.screen)


async def test_one_chord_covers_questions_sheets_palette_and_boxes(
    desk: Desk, hand_clock: HandClock
) -> None:
    """From every screen, timed: `python -m benchmarks.discretion`."""
    begin(desk, hand_clock)
    over: tuple[Callable[[], Screen[Any]], ...] = (
        lambda: Ask("Seat 3?", numbered(INITIALS)),
        lambda: Ask("In words?", (), words="JB, in words", field="x"),
        lambda: KeysPage("live", {}),
        HandOver,
        CommandPalette,
        DebriefScreen,
        ConcernScreen,
    )
    async with on_screen(desk, LiveScreen()) as (app, pilot):
        for made in over:
            screen = made()
            app.push_screen(screen)
            await settle(pilot)
            await write(pilot, "", "ctrl+l")
            await until(pilot, lambda: isinstance(app.screen, RoomScreen))
            assert not any(word in screen_text(app.screen) for word in PERSONAL)
            await write(pilot, "", "ctrl+l")
            assert app.screen is screen
            app.pop_screen()
            await settle(pilot)


async def test_who_has_signed_the_ended_day_and_leaves_it_has_locked_it(
    desk: Desk, hand_clock: HandClock
) -> None:
    begin(desk, hand_clock)
    hand_clock.to(15, 30)
    async with on_screen(desk, LiveScreen()) as (app, pilot):
        app.push_screen(CloseScreen())
        await until(pilot, lambda: isinstance(app.screen, CloseScreen))
        await write(pilot, "", "escape")
        await until(pilot, lambda: isinstance(app.screen, LiveScreen))
        assert desk.unlocked
        desk.say(running.end_day(day_of(desk), hand_clock.at))
        app.push_screen(CloseScreen())
        await write(pilot, "", "s")
        await until(pilot, lambda: bool(day_of(desk).signatures))
        await write(pilot, "", "escape")
        await until(pilot, lambda: isinstance(app.screen, RoomScreen) and not desk.unlocked)
        assert not any(word in screen_text(app.screen) for word in PERSONAL)


async def test_what_was_cut_stays_in_the_program_and_goes_with_the_lock(
    desk: Desk, hand_clock: HandClock
) -> None:
    begin(desk, hand_clock)
    async with on_screen(desk, ObserveScreen()) as (app, pilot):
        await write(pilot, f"3 {WORDS}", "shift+home", "ctrl+c")
        assert WORDS in app.clipboard
        await write(pilot, "", "ctrl+o")
        await until(pilot, lambda: not desk.unlocked)
        await until(pilot, lambda: app.clipboard == "")


@pytest.mark.skipif(os.name == "nt", reason="no pseudo-terminals of this kind")
def test_a_terminal_keeps_nothing_of_anybody_once_covered_locked_and_left(tmp_path: Path) -> None:
    """Its screen, title, clipboard; and what it scrolls back to is the alternate screen's: none."""
    begun = Begun(tmp_path / "record")
    command = [sys.executable, "-m", "session_tui", "--home", str(begun.folder), "--observe"]
    with Recorded(command, os.environ, Path(__file__).parents[2]) as terminal:
        for sees, keys in (("Passphrase", f"{PASSPHRASE}\r"), ("Enter goes on", "\r")):
            terminal.wait_for(sees, 60)
            terminal.send(keys)
        terminal.wait_for("who, sign, then words")
        terminal.send(f"3 {WORDS}")
        terminal.wait_for(WORDS)
        terminal.send("\x1b[1;2H\x03")  # shift+home, ctrl+c: all of it is copied
        terminal.send("\x0c")
        terminal.wait_for("u undo")  # the foot is painted last: all above it is the room view
        assert not any(word in terminal.text for word in PERSONAL)
        terminal.send("\x1b[27u")
        terminal.wait_for(WORDS)
        terminal.send("\x0f")
        terminal.wait_for("Enter unlock")
        assert not any(word in terminal.text for word in PERSONAL)
        terminal.send("\x11")
        while terminal.program.poll() is None:
            terminal.read(0.1)
        while terminal.read(0.1):
            pass
    before, _, after = terminal.written.partition(ALTERNATE)
    inside, _, left = after.partition(MAIN)
    assert WORDS.encode() in inside
    assert ALTERNATE not in left
    named = [said for found in OSC.findall(terminal.written) for said in [found]]
    assert not any(said.startswith(b"52") for said in named)
    for text in (before, left, *named):
        assert not any(word.encode() in text for word in PERSONAL)
