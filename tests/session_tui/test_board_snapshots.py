"""A picture of the block board at its smallest: a day that ran, others, one changed by hand."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from textual.pilot import Pilot

from session_tui.app import SessionApp
from session_tui.screens.board.screen import BoardScreen
from tests.session_tui.hands import app_on, clock_at, new_desk, with_group
from tests.session_tui.keyboard import screen_text, until, write
from tests.session_tui.planned_block import plan, run_first_day

Compare = Callable[..., bool]


def test_the_board(snap_compare: Compare, tmp_path: Path) -> None:
    clock = clock_at()
    desk = with_group(new_desk(tmp_path / "record", clock))
    plan(desk)
    run_first_day(desk, clock)

    async def prepare(pilot: Pilot[None]) -> None:
        app = pilot.app
        assert isinstance(app, SessionApp)
        await until(pilot, lambda: "Day 2 of 8" in screen_text(app.screen))
        app.push_screen(BoardScreen())
        await until(pilot, lambda: "Day 1" in screen_text(app.screen))
        await write(pilot, "", "down", "c")
        await until(pilot, lambda: "carried to day 3" in screen_text(app.screen))

    assert snap_compare(app_on(desk), terminal_size=(80, 24), run_before=prepare)
    desk.close()
