"""Where who opened the record begins: Today, or the trail, which is all that an auditor has."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from session_tui.desk import Desk
    from session_tui.frame import FrameScreen


def main_screen(desk: Desk) -> FrameScreen:
    """The screen that everything else lies over."""
    if desk.audits:
        from session_tui.screens.trail.screen import TrailScreen

        return TrailScreen()
    from session_tui.screens.today.screen import TodayScreen

    return TodayScreen()
