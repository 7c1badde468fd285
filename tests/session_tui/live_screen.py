"""The live screen with hands on the keys, for its tests: before, within and after a day."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from models.acts import running
from models.acts.opening import add_members, form_group, members_from_initials
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


def friday_group(desk: Desk) -> str:
    """Another group of the team, with men of its own; its id."""
    mine, friday = desk.group, desk.new_id()
    desk.append(form_group(friday, "Core Group Friday", desk.new_key()))
    desk.choose_group(friday)
    first, second = members_from_initials(("RT", "QX"), desk.new_id, desk.new_key)
    second = second.model_copy(update={"crn": "X320741"})
    desk.append(add_members((first, second)))
    desk.choose_group(mine)
    return friday
