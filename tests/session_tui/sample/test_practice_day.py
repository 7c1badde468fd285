"""A whole practice day by keys, its clock sixty times as fast as the one on the wall."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from pathlib import Path

from models.acts import running
from models.clock import PracticeClock
from models.local_time import instant
from session_tui.desk import Desk
from session_tui.sample.practice import practice_desk, practice_home
from session_tui.screens.live.screen import LiveScreen
from tests.session_tui.hands import DATE, ZONE, with_day
from tests.session_tui.keyboard import screen_text, until, write
from tests.session_tui.writing_day import day_of, on_screen

SPEED = 60
REAL_MINUTE_NS = 60_000_000_000


@dataclass
class Count:
    """A steady count (ns) that a test moves on."""

    ns: int = 0

    def __call__(self) -> int:
        return self.ns


async def test_a_practice_day_takes_five_and_a_half_real_minutes(tmp_path: Path) -> None:
    desk = practice_desk(practice_home(tmp_path / "p", today=DATE, block=2, day=3), speed=SPEED)
    with_day(desk, 2, 3)
    count = Count()
    desk.clock = PracticeClock(instant(DATE, 600, ZONE), SPEED, count)
    planned = [state.item for state in day_of(desk).timeline.states]
    async with on_screen(desk, LiveScreen(), (120, 36)) as (app, pilot):
        assert "PRACTICE" in screen_text(app.screen)
        for item in planned:
            await write(pilot, "", "space")
            await until(pilot, partial(_runs, desk, item.id))
            await write(pilot, "3", "enter")
            count.ns += item.planned * REAL_MINUTE_NS // SPEED
        await write(pilot, "", "space", "y")
        await until(pilot, lambda: day_of(desk).timeline.ended is not None)
    assert count.ns == 330 * REAL_MINUTE_NS // SPEED
    day = day_of(desk)
    assert day.clock(day.timeline.ended or 0) == "15:30"
    worked = sum(
        day.timeline.worked_ms(state, desk.now())
        for state in day.timeline.states
        if state.item.set.is_work
    )
    assert worked == 270 * 60_000
    assert len(day.marks) == len(planned)
    assert day.about.group == desk.group
    assert running.next_step(day, desk.now()).act is None
    desk.close()


def _runs(desk: Desk, item: str) -> bool:
    state = day_of(desk).timeline.running
    return state is not None and state.item.id == item
