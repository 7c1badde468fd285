"""Pictures of a man's page: look at them when they change."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from textual.pilot import Pilot

from models.acts import Act
from models.entries import NewEntry
from models.entries.content import Content
from models.entries.membership import (
    AgreementGiven,
    CreditAllowed,
    CriterionExcepted,
    MeasuresTaken,
    OrderNoted,
    StandingChanged,
)
from session_tui.app import SessionApp
from session_tui.desk import Desk
from tests.session_tui.hands import clock_at, new_desk, settle, with_group
from tests.session_tui.keyboard import screen_text, until

SIZES = pytest.mark.parametrize("size", [(80, 24), (120, 50)], ids=["80x24", "120x50"])


def known_man(folder: Path) -> Desk:
    """A group in which seat 3 has a full page: credit, an exception, suspended last week."""
    desk = with_group(new_desk(folder, clock_at(9, 31)))
    man = desk.roster().by_seat(3)
    assert man is not None
    settled = desk.group_facts.settle("member", man.member)
    assert settled is not None
    known = {"born": "1979-03-14", "iq_rule": "exception", "risk_level": "high", "block": 2}
    his = {"member": man.member}
    said: list[Content] = [
        AgreementGiven(**his, to="consent", date="2026-10-01"),
        MeasuresTaken(**his, when="before", date="2026-10-05"),
        OrderNoted(**his, order="licence", ends="2026-12-01"),
        CreditAllowed(**his, blocks=(1,), allowed_by="S. Crane", why="prison programme"),
        CriterionExcepted(**his, criterion="IQ", reason="adapted materials"),
        StandingChanged(**his, date="2026-11-17", standing="suspended", why="awaiting a decision"),
    ]
    entries = [NewEntry(man.model_copy(update=known), supersedes=settled.values)]
    desk.append(Act("", (*entries, *(NewEntry(one) for one in said))))
    return desk


@SIZES
def test_a_man(snap_compare: Callable[..., bool], tmp_path: Path, size: tuple[int, int]) -> None:
    app = SessionApp(known_man(tmp_path / "record"))

    async def prepare(pilot: Pilot[None]) -> None:
        await settle(pilot)
        await pilot.press("m")
        await until(pilot, lambda: "In the group" in screen_text(app.screen))
        await pilot.press("o")
        await until(pilot, lambda: "Whose page?" in screen_text(app.screen))
        await pilot.press("a")
        await until(pilot, lambda: "suspended since" in screen_text(app.screen))
        await settle(pilot)

    assert snap_compare(app, terminal_size=size, run_before=prepare)
    app.desk.close()
