"""The live screen with hands on the keys, for its tests: before, within and after a day."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from models.acts import running
from session_tui.desk import Desk
from session_tui.screens.live.screen import LiveScreen
from tests.session_tui.day_by_keys import Keyboard
from tests.session_tui.hands import DATE, HandClock
from tests.session_tui.writing_day import begin, day_of, on_screen


@asynccontextmanager
async def live(
    desk: Desk, clock: HandClock, size: tuple[int, int] = (120, 36)
) -> AsyncIterator[Keyboard]:
    """The live screen on the desk's day as it stands."""
    async with on_screen(desk, LiveScreen(), size) as (_, pilot):
        yield Keyboard(pilot, clock, DATE)


def begun(desk: Desk, clock: HandClock) -> Desk:
    """The day as it is after check-in: the first man's work runs since 10:15."""
    begin(desk, clock)
    clock.to(10, 15)
    step = running.next_step(day_of(desk), clock.at)
    assert step.act is not None
    desk.say(step.act)
    return desk


def ended(desk: Desk, clock: HandClock) -> Desk:
    """A day that ended at eleven."""
    begun(desk, clock)
    clock.to(11, 0)
    desk.say(running.end_day(day_of(desk), clock.at))
    return desk
