"""Few keys: each task played from the live screen, its keys counted, the table held in the docs.

Words typed (a name, a note's text, a debrief) are not counted; every other key is, Esc too.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from models.acts import running
from models.local_time import MINUTE_MS
from session_tui.desk import Desk
from session_tui.screens.live.screen import LiveScreen
from tests.session_tui.day_by_keys import Keyboard
from tests.session_tui.hands import HandClock, with_day
from tests.session_tui.keyboard import until
from tests.session_tui.live_screen import begun, live
from tests.session_tui.writing_day import begin, day_of, man_on

PAGE = Path(__file__).parents[2] / "docs" / "features.md"
HEAD = "| task, from the live screen | keys pressed | keys | at most |\n|---|---|---|---|\n"
NAMES = {"escape": "Esc", "enter": "Enter", "asterisk": "*", "plus": "+"}


@dataclass
class Counted:
    """Hands that remember every key but the words."""

    hands: Keyboard
    pressed: list[str] = field(default_factory=list)

    async def keys(self, *keys: str, at: str = "") -> None:
        """Press keys that count, one after the other."""
        self.pressed += [NAMES.get(key, key) for key in keys]
        await self.hands.keys(*keys, at=at)

    async def words(self, text: str) -> None:
        """Type words, which don't count."""
        self.pressed.append("…")
        await self.hands.text(text)

    @property
    def count(self) -> int:
        """How many keys were pressed beyond the words."""
        return sum(key != "…" for key in self.pressed)


Play = Callable[[Desk, HandClock, Counted], Awaitable[None]]


async def attendance_of_eight(desk: Desk, clock: HandClock, hands: Counted) -> None:
    """Seat 5 is absent and says ill; seat 4 comes late, by travel."""
    del clock
    await hands.keys("a", "5", "x", "i", "4", "asterisk", "escape", at="09:58")
    begin_running(desk)
    await hands.keys("a", "i", "t", at="10:12")
    men = day_of(desk).attendance.men
    here = [men[man_on(desk, seat)].here for seat in range(1, 9)]
    assert here == ["in", "in", "in", "in", "absent", "in", "in", "in"]
    four, five = men[man_on(desk, 4)], men[man_on(desk, 5)]
    assert (day_of(desk).clock(four.arrived or 0), four.reason) == ("10:12", "travel")
    assert five.reason == "says ill"
    await hands.hands.on(LiveScreen)


def begin_running(desk: Desk) -> None:
    """The day begins, which is another task's key."""
    step = running.next_step(day_of(desk), day_of(desk).wall(600))
    assert step.act is not None
    desk.say(step.act)


def running_item(desk: Desk) -> str:
    """The item that runs; "" where none does."""
    state = day_of(desk).timeline.running
    return state.item.id if state else ""


async def next_exercise(desk: Desk, clock: HandClock, hands: Counted) -> None:
    """The check-in gives way to the first man's work."""
    begin(desk, clock)
    await hands.keys("space", at="10:15")
    assert running_item(desk) == day_of(desk).timeline.states[1].item.id


async def mark_for_a_man(desk: Desk, clock: HandClock, hands: Counted) -> None:
    """The moment now, for seat 3; its words come later."""
    begun(desk, clock)
    await hands.keys("3", "enter", at="10:30")
    (mark,) = day_of(desk).notes
    assert mark.is_mark
    assert mark.what.members == (man_on(desk, 3),)


async def tagged_note(desk: Desk, clock: HandClock, hands: Counted) -> None:
    """A strength in self-regulation of seat 3."""
    begun(desk, clock)
    await hands.keys("3", "plus", "s", "r", "space", at="10:30")
    await hands.words("went back to the moment before")
    await hands.keys("enter")
    (note,) = day_of(desk).notes
    assert (note.what.members, note.what.direction) == ((man_on(desk, 3),), "strength")
    assert (note.what.domain, note.what.text) == ("sr", "went back to the moment before")


async def end_in_time(desk: Desk, clock: HandClock, hands: Counted) -> None:
    """Check-in ran 25 minutes over, on a day with more to it than two men's personal work."""
    with_day(desk, 2, 3)
    begin(desk, clock)
    clock.to(10, 40)
    step = running.next_step(day_of(desk), clock.at)
    assert step.act is not None
    desk.say(step.act)
    assert day_of(desk).forecast(clock.at).late_ms == 25 * MINUTE_MS
    await hands.keys("g", "1", at="10:40")
    day = day_of(desk)
    assert day.forecast(clock.at).late_ms <= 0


async def signed_and_exported(desk: Desk, clock: HandClock, hands: Counted) -> None:
    """The check-out runs; the day is ended, debriefed, signed, and its note made."""
    begun(desk, clock)
    clock.to(15, 15)
    last = day_of(desk).timeline.states[-1].item.id
    while running_item(desk) != last:
        step = running.next_step(day_of(desk), clock.at)
        assert step.act is not None
        desk.say(step.act)
    await hands.keys("f", "y", at="15:28")
    await hands.keys("d")
    await hands.words("helped each other start")
    await hands.keys("ctrl+s", "s", "e", "p", "enter")
    await until(hands.hands.pilot, lambda: "session note written" in hands.hands.sees)
    day = day_of(desk)
    assert day.timeline.ended is not None
    assert day.debrief is not None
    assert [entry.by for entry in day.signatures] == [desk.me]
    (note,) = (Path.home() / "Documents").glob("*.pdf")
    assert note.read_bytes().startswith(b"%PDF")


TASKS: dict[str, tuple[Play, int]] = {
    "attendance of 8, one absent, one late, marked as he walks in": (attendance_of_eight, 10),
    "the next exercise": (next_exercise, 1),
    "mark a moment for a man": (mark_for_a_man, 2),
    "a tagged note, beyond its words": (tagged_note, 6),
    "end by 15:30 when 25 minutes behind (a day of thematic work)": (end_in_time, 3),
    "from the last exercise to signed and exported as PDF, beyond the debrief's words": (
        signed_and_exported,
        8,
    ),
}


def row(task: str, hands: Counted, most: int) -> str:
    """The row of the table in the docs."""
    keys = " ".join("…" if key == "…" else f"`{key}`" for key in hands.pressed)
    return f"| {task} | {keys} | {hands.count} | {most} |"


def table() -> dict[str, str]:
    """The table in the docs, a row a task."""
    _, found, rest = PAGE.read_text(encoding="utf-8").partition(HEAD)
    assert found, f"docs/features.md lacks the table of few keys:\n{HEAD}"
    rows = rest.split("\n\n")[0].splitlines()
    return {one.split("|")[1].strip(): one for one in rows}


def test_the_table_has_these_tasks_in_this_order() -> None:
    assert list(table()) == list(TASKS)


@pytest.mark.parametrize("task", TASKS)
async def test_few_keys(
    task: str,
    desk: Desk,
    hand_clock: HandClock,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    (tmp_path / "Documents").mkdir()
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("USERPROFILE", str(tmp_path))
    play, most = TASKS[task]
    async with live(desk, hand_clock) as keyboard:
        hands = Counted(keyboard)
        await play(desk, hand_clock, hands)
    assert hands.count <= most
    assert table()[task] == row(task, hands, most)
