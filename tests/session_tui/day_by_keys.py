"""A whole day as a facilitator types it, from a laptop without a team to the exported note.

Nothing here reaches past the keyboard: text is typed, keys are pressed, the clock is moved by hand.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from textual.events import Key
from textual.pilot import Pilot
from textual.screen import Screen

from models.local_time import instant
from session_tui.screens.close.debrief import DebriefScreen
from session_tui.screens.close.reflection import ReflectionScreen
from session_tui.screens.close.screen import CloseScreen
from session_tui.screens.concern.screen import ConcernScreen
from session_tui.screens.describe.screen import DescribeScreen
from session_tui.screens.live.screen import LiveScreen
from session_tui.screens.room.screen import RoomScreen
from session_tui.screens.today.screen import TodayScreen
from session_tui.screens.work.screen import WorkScreen
from tests.session_tui.hands import INITIALS, PASSPHRASE, ZONE, HandClock, settle
from tests.session_tui.keyboard import screen_text, until, write

CHARACTERS = {"space": " ", "asterisk": "*", "plus": "+", "minus": "-", "at": "@"}
LAST_WEEK, THE_DAY = "2026-11-17", "2026-11-24"


@dataclass
class Keyboard:
    """Hands on the keys, and on the clock."""

    pilot: Pilot[None]
    clock: HandClock
    date: str

    def to(self, time: str) -> None:
        """Move the clock to "10:12" or "10:12:30" of the date."""
        hour, minute, *second = (int(part) for part in time.split(":"))
        at = instant(self.date, hour * 60 + minute, ZONE)
        self.clock.at = at + (second[0] if second else 0) * 1000

    async def keys(self, *keys: str, at: str = "") -> None:
        """Press keys one after the other, at this time."""
        if at:
            self.to(at)
        for key in keys:
            self.pilot.app.post_message(
                Key(key, CHARACTERS.get(key, key if len(key) == 1 else None))
            )
            await settle(self.pilot)

    async def text(self, text: str, *after: str) -> None:
        """Type words, then press these keys."""
        await write(self.pilot, text, *after)

    async def note(self, line: str, at: str) -> None:
        """A line, opened by its first character where that is a digit or a star, else by n."""
        opens = line[0] in "0123456789*"
        await self.keys("asterisk" if line[0] == "*" else line[0] if opens else "n", at=at)
        await self.text(line[1:] if opens else line, "enter")

    @property
    def sees(self) -> str:
        """The text on the screen."""
        return screen_text(self.pilot.app.screen)

    async def on(self, screen: type[Screen[Any]]) -> None:
        """Wait until this screen is there."""
        await until(self.pilot, lambda: isinstance(self.pilot.app.screen, screen))


async def whole_day(hands: Keyboard, out: Path) -> None:
    """All of it. The clock stands on `LAST_WEEK` at first, on `THE_DAY` then."""
    await set_up(hands)
    await week_before(hands)
    hands.date = THE_DAY
    await arriving(hands)
    await first_work(hands)
    await before_lunch(hands)
    await afternoon(hands)
    await closing(hands)
    await export(hands, out)


async def set_up(hands: Keyboard) -> None:
    """From the first screen to Today: a team of one, a group of eight."""
    hands.to("09:30")
    await hands.keys("s")
    await hands.text("Ada Quill", "enter", "f")
    await hands.text(PASSPHRASE, "enter")
    await hands.text(PASSPHRASE, "enter")
    await hands.on(TodayScreen)
    await hands.keys("g")
    await hands.text("Core Group Tuesday", "enter")
    await hands.text(" ".join(INITIALS), "enter")
    await hands.on(TodayScreen)


async def week_before(hands: Keyboard) -> None:
    """Day 1 of block 2, in short: all came, work was set, one item is carried over, it ends."""
    await hands.keys("enter", "2", "1", at="09:40")
    await hands.on(LiveScreen)
    await hands.keys("space", at="10:00")
    await hands.keys("a", "asterisk", "escape", at="10:01")
    await hands.keys("w", "s", "asterisk", at="10:10")
    await hands.text("Keep a diary of evenings", "enter", "escape")
    await hands.on(LiveScreen)
    await hands.keys("down", "c", "s", "escape", at="10:12")
    await hands.keys("f", "y", at="10:20")
    await hands.on(CloseScreen)
    await hands.keys("escape", "q")
    await hands.on(TodayScreen)


async def arriving(hands: Keyboard) -> None:
    """Before ten to the end of check-in: one absent, one late, last week's work followed."""
    await hands.keys("enter", at="09:50")
    await hands.on(LiveScreen)
    await hands.keys("a", "5", "x", "i", at="09:58")
    await hands.keys("4", "asterisk", "escape")
    await hands.keys("space", at="10:02")
    await hands.keys("w", at="10:03")
    await hands.on(WorkScreen)
    await hands.keys("d", "p", "n")
    await hands.text("was working nights", "enter")
    await hands.keys("x", "d", "d", "d", "escape")
    await hands.on(LiveScreen)
    await hands.note("*#op spoke in turn", at="10:05")
    await hands.keys("a", "4", "i", "t", "escape", at="10:12")


async def first_work(hands: Keyboard) -> None:
    """The first man's work: minutes, a pause, notes of every kind, undo and redo, out and back."""
    await hands.keys("space", at="10:18")
    await hands.keys("plus", "plus", "plus", "minus", at="10:20")
    await hands.keys("p", "i", at="10:25")
    await hands.keys("space", at="10:31")
    await hands.note("3+sr went back to the moment before", at="10:35")
    await hands.note("37 argued about who goes first", at="10:40")
    await hands.note('6@-3 "I can stop" // may be trying it out', at="10:42")
    await hands.note("#ho laughed together", at="10:45")
    await hands.note("8-", at="10:46")
    await hands.note("1-at? said he had no choice", at="10:47")
    await hands.note("7! ring his offender manager", at="10:50")
    await hands.keys("u", "u", "u", at="10:51")
    await hands.keys("ctrl+y", "ctrl+y", "ctrl+y")
    await hands.keys("a", "7", "o", "n", "tab", at="11:00")
    await hands.text("AQ", "enter", "escape")
    await hands.keys("a", "7", "b", "escape", at="11:06")
    await hands.keys("4", at="11:10")
    await hands.text(" said he would th", "ctrl+l")
    await hands.on(RoomScreen)
    hands.to("11:12")
    await hands.keys("escape")
    await hands.on(LiveScreen)
    await hands.text("ink about it", "enter")


async def before_lunch(hands: Keyboard) -> None:
    """The break, with the mark's words; all back; taking part; locked in mid typing; a cut."""
    await hands.keys("b", at="11:20")
    await hands.keys("d", at="11:22")
    await hands.on(DescribeScreen)
    await hands.text("looked at the floor when asked", "enter")
    await hands.on(LiveScreen)
    await hands.keys("space", at="11:35")
    await hands.keys("a", "b", at="11:36")
    await hands.keys("1", "p", "t", at="11:40")
    await hands.keys("8", "p", "d")
    await hands.text("not today", "enter")
    await hands.text("asked him again after lunch", "enter", "escape")
    await hands.keys("6", at="11:50")
    await hands.text(" asked for ha", "ctrl+o")
    await hands.on(RoomScreen)
    await hands.text(PASSPHRASE, "enter")
    await hands.on(LiveScreen)
    await hands.text("lf an hour", "enter")
    await hands.keys("x", "s", at="12:10")


async def afternoon(hands: Keyboard) -> None:
    """An exercise put in and skipped, a concern, a break, one carried over, one left early."""
    await hands.keys("space", at="13:00")
    await hands.keys("a", "b", "escape")
    await hands.keys("i", at="13:05")
    await hands.text("ten-minute wait", "enter")
    await hands.keys("down", "k", "g", "escape", at="13:06")
    await hands.note('3!! said "they came round again"', at="13:20")
    await hands.on(ConcernScreen)
    await hands.keys("ctrl+t", "1", "p", "1", "enter", at="13:24")
    await hands.keys("escape")
    await hands.on(LiveScreen)
    await hands.keys("b", at="14:15")
    await hands.keys("space", at="14:30")
    await hands.keys("a", "b", "escape", at="14:31")
    await hands.keys("c", "s", at="14:50")
    await hands.keys("space", at="14:51")
    await hands.keys("w", "s", "3", at="14:55")
    await hands.text("Ring the college", "enter", "escape")
    await hands.keys("a", "2", "l", "p", "s", "escape", at="15:05")
    await hands.keys("space", "y", at="15:08")


async def closing(hands: Keyboard) -> None:
    """Each open row is settled; the debrief, the reflection, the signature."""
    await hands.keys("f", at="15:12")
    await hands.on(CloseScreen)
    await hands.keys("enter")
    await hands.keys("enter", "5", "c", "7", "d")
    await hands.text("hospital letter seen", "enter", "escape")
    await hands.on(CloseScreen)
    await hands.keys("enter")
    await hands.keys("d", at="15:15")
    await hands.on(DebriefScreen)
    await hands.text("helped each other start", *["tab"] * 5)
    await hands.text("an incident at 10:25", "tab")
    await hands.text("settled", "tab")
    await hands.text("finish the second man's work", "ctrl+s")
    await hands.on(CloseScreen)
    await hands.keys("r", at="15:20")
    await hands.on(ReflectionScreen)
    await hands.text("I hurried the last hour.", "ctrl+s")
    await hands.on(CloseScreen)
    await hands.keys("s", at="15:25")


async def export(hands: Keyboard, out: Path) -> None:
    """The session note as JSON, into this folder."""
    await hands.keys("e", "j", at="15:30")
    await hands.text(str(out), "enter")
    await until(hands.pilot, lambda: "session note written" in hands.sees)
