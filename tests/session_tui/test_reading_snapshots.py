"""Pictures of the screens on which one reads and supervises: look at them when they change."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from models.acts import Act
from models.acts.sampling import Drawn, grant_sample
from models.entries import NewEntry
from models.group.samples import Sample, SampledDocument
from models.keys.sample_keys import live_samples
from session_tui.desk import Desk
from session_tui.frame import FrameScreen
from session_tui.screens.audit.screen import AuditScreen
from session_tui.screens.board.screen import BoardScreen
from session_tui.screens.hub.screen import HubScreen
from session_tui.screens.lifestyle.screen import LifestyleScreen
from session_tui.screens.review.notes import ReadNotes
from session_tui.screens.review.reading import ReadingScreen
from session_tui.screens.review.screen import ReviewScreen
from session_tui.screens.samples.page import SamplePage
from session_tui.screens.samples.screen import SamplesScreen
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

PAGE = SampledDocument(
    "session note",
    "Session note, block 2 day 3, Tue 24 Nov 2026",
    "Session note: Core Group Tuesday\n\n"
    "Supervisor        S2\n"
    "Work              263 min delivered of 270 min planned\n\n"
    "Attendance\n"
    "Seat  Man  Came   Left        Work, min  Outcome\n"
    "   1  M3   09:57  at the end        263  ATTC attended, complied\n"
    "   2  M1   10:12  at the end        248  ATTC attended, complied",
)
INDEX = SampledDocument("recordings and observations", "Recordings and observations", "")
REPORT = SampledDocument("treatment report", "Treatment report, draft, M3", "")


def sampled(desk: Desk) -> tuple[Sample, SampledDocument]:
    """A sample for a clinical auditor, granted by who supervises now; and a document of it."""
    assert desk.record is not None
    facts, me = desk.record.team_facts(), desk.team.staff[desk.me]
    settled = facts.settle("staff", desk.me)
    assert settled is not None
    supervises = me.model_copy(update={"role": "supervisor"})
    desk.append(Act("supervises", (NewEntry(supervises, supersedes=settled.values),)))
    desk.passes = 3
    desk.add_staff("Max Odd", "clinical auditor", "the auditor's own words")
    (auditor,) = (one for one in desk.team.here.values() if one.role == "clinical auditor")
    key = desk.record.new_sample_key(auditor.staff)
    drawn = Drawn(("5e" * 16,), 9, "seed", (), "2025-12-01", "2026-11-24")
    documents = (INDEX, PAGE, REPORT)
    desk.append(grant_sample("5a" * 16, key, auditor, "2026-12-22", drawn, documents, "the audit"))
    (one,) = live_samples(desk.record, desk.keyring, "2026-11-24")
    return one, PAGE


SCREENS: dict[str, Callable[[Desk], FrameScreen]] = {
    "audit": lambda _: AuditScreen(),
    "board": lambda _: BoardScreen(),
    "hub": lambda _: HubScreen(),
    "lifestyle_plan": lambda desk: LifestyleScreen(man_on(desk, 2)),
    "quality": lambda desk: QualityScreen(
        record_of(desk, desk.me)[0], desk.bank.service.quality_forms[0]
    ),
    "queue": lambda _: ReviewScreen(),
    "sample": lambda desk: SamplePage(*sampled(desk)),
    "samples": lambda desk: (sampled(desk), SamplesScreen())[1],
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
