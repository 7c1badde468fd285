"""Fixtures for the tests of screens: a desk with a day, on a real home in a folder of its own."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from textual.pilot import Pilot
from textual.screen import Screen
from textual.widgets import Input, TextArea

from models.acts import running
from session_tui.desk import Desk
from tests.session_tui.hands import HandClock, app_on, clock_at, running_desk, settle
from tests.session_tui.keyboard import until, write
from tests.session_tui.writing_day import begin, day_of, note

Pictured = Callable[..., None]


@pytest.fixture
def hand_clock() -> HandClock:
    """A clock at 9:50 on the day."""
    return clock_at()


@pytest.fixture
def desk(tmp_path: Path, hand_clock: HandClock) -> Iterator[Desk]:
    """A desk with block 2, day 2 open for a group of eight."""
    desk = running_desk(tmp_path / "record", hand_clock)
    yield desk
    desk.close()


@pytest.fixture
def written(desk: Desk, hand_clock: HandClock) -> Desk:
    """A day on which something was noted in two exercises."""
    begin(desk, hand_clock)
    note(
        desk,
        "3+sr went back to the moment before he left, and named the step where he could "
        "have turned round; waited while 5 found his words",
        hand_clock,
        2,
    )
    note(desk, "35 argued about who sits by the door", hand_clock, 4)
    note(desk, "7", hand_clock, 5)
    note(desk, "*#co waited for him // may trust each other more", hand_clock, 7)
    note(desk, "6! asks for the worksheet in larger print", hand_clock, 9)
    hand_clock.to(10, 15)
    step = running.next_step(day_of(desk), hand_clock.at)
    assert step.act is not None
    desk.say(step.act)
    note(desk, '2-at? said "she knew" twice // no sign yet that he sees her side', hand_clock, 21)
    note(desk, "1+re looked at 5 and asked how it had been", hand_clock, 22)
    hand_clock.to(10, 25)
    return desk


@pytest.fixture
def pictured(snap_compare: Callable[..., bool], written: Desk, size: tuple[int, int]) -> Pictured:
    """Compares a screen's picture, after some text was typed and some keys pressed."""

    def compare(
        screen: Screen[None], *steps: tuple[str, ...], there: Callable[[], bool] = lambda: True
    ) -> None:
        async def prepare(pilot: Pilot[None]) -> None:
            await settle(pilot)
            pilot.app.push_screen(screen)
            await settle(pilot)
            for text, *keys in steps:
                if text:
                    # What is typed into may still be on its way: a question asked by the last key.
                    await until(pilot, lambda: pilot.app.focused is not None)
                await write(pilot, text, *keys)
            await until(pilot, there)
            for box in (*pilot.app.screen.query(Input), *pilot.app.screen.query(TextArea)):
                box.cursor_blink = False
                # The row of the cursor is kept drawn as it was while it blinked.
                box.notify_style_update()
                box.refresh()
            await settle(pilot)

        assert snap_compare(app_on(written), terminal_size=size, run_before=prepare)

    return compare
