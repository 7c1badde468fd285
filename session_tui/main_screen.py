"""Where who opened the record begins: Today; an auditor's trail or samples; a file's session."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from session_tui.desk import Desk
    from session_tui.frame import FrameScreen


def main_screen(desk: Desk) -> FrameScreen:
    """The screen that everything else lies over."""
    from session_tui.file_desk import FileDesk

    if isinstance(desk, FileDesk):
        from session_tui.screens.review.from_file import ReadFileScreen

        return ReadFileScreen(desk.session_file.about)
    if desk.clinical:
        from session_tui.screens.samples.screen import SamplesScreen

        return SamplesScreen()
    if desk.audits:
        from session_tui.screens.trail.screen import TrailScreen

        return TrailScreen()
    from session_tui.screens.today.screen import TodayScreen

    return TodayScreen()
