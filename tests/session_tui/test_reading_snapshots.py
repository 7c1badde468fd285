"""Pictures of the screens on which one reads and supervises: look at them when they change."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from session_tui.desk import Desk
from session_tui.frame import FrameScreen
from session_tui.screens.audit.screen import AuditScreen
from session_tui.screens.board.screen import BoardScreen
from session_tui.screens.hub.screen import HubScreen
from session_tui.screens.lifestyle.screen import LifestyleScreen
from session_tui.screens.review.notes import ReadNotes
from session_tui.screens.review.reading import ReadingScreen
from session_tui.screens.review.screen import ReviewScreen
from session_tui.screens.staff.screen import StaffScreen
from session_tui.screens.supervision.held import HeldScreen
from session_tui.screens.supervision.of_one import OfOneScreen
from session_tui.screens.supervision.quality import QualityScreen
from session_tui.screens.supervision.reading import record_of
from session_tui.screens.supervision.screen import SupervisionScreen
from session_tui.screens.thread.screen import ThreadScreen
from session_tui.screens.trail.screen import TrailScreen
from session_tui.screens.unlike.screen import UnlikeScreen
from tests.session_tui.conftest import Pictured
from tests.session_tui.writing_day import day_of, man_on

SCREENS: dict[str, Callable[[Desk], FrameScreen]] = {
    "audit": lambda _: AuditScreen(),
    "board": lambda _: BoardScreen(),
    "hub": lambda _: HubScreen(),
    "lifestyle_plan": lambda desk: LifestyleScreen(man_on(desk, 2)),
    "quality": lambda desk: QualityScreen(
        record_of(desk, desk.me)[0], desk.bank.service.quality_forms[0]
    ),
    "queue": lambda _: ReviewScreen(),
    "session": lambda desk: ReadingScreen(day_of(desk).about),
    "session_notes": lambda desk: ReadNotes(day_of(desk), lambda _: None),
    "staff": lambda _: StaffScreen(),
    "supervised": lambda desk: OfOneScreen(desk.me),
    "supervision": lambda _: SupervisionScreen(),
    "supervision_held": lambda desk: HeldScreen(record_of(desk, desk.me)[0]),
    "thread": lambda desk: ThreadScreen(desk.group, man_on(desk, 3)),
    "trail": lambda _: TrailScreen(),
    "unlike": lambda _: UnlikeScreen(),
}

KEYS = {"trail": [("", "k", "4")]}
"""What is pressed then: the day's first entries are of one moment, in no order of their own."""


@pytest.mark.parametrize("size", [(80, 24), (120, 36)], ids=["80x24", "120x36"])
@pytest.mark.parametrize("name", SCREENS)
def test_a_screen(pictured: Pictured, written: Desk, name: str) -> None:
    written.local.fill(written)
    pictured(SCREENS[name](written), *KEYS.get(name, ()))
