"""Supervision by keys: held, scored, viewed, signed by both, read and handed out."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from textual.pilot import Pilot

from models.acts import noting
from models.group.supervision import Supervised, supervised
from session_tui.desk import Desk
from session_tui.screens.review.screen import ReviewScreen
from session_tui.screens.supervision.held import HeldScreen
from session_tui.screens.supervision.of_one import MeetingScreen, OfOneScreen
from session_tui.screens.supervision.quality import QualityScreen
from session_tui.screens.supervision.screen import SupervisionScreen
from tests.session_tui.hands import PASSPHRASE, HandClock
from tests.session_tui.keyboard import screen_text, until, write
from tests.session_tui.live_screen import ended
from tests.session_tui.writing_day import day_of, note, on_screen

DORA = "another few words here"
FLAGGED = "3? asked how to answer him when he went quiet"


@pytest.fixture
def supervisor(desk: Desk, hand_clock: HandClock) -> Desk:
    """Ada ran a day with one note flagged; Dora Vale, who supervises, has the keyboard."""
    ended(desk, hand_clock)
    note(desk, FLAGGED, hand_clock, 330)
    desk.say(noting.write_reflection(day_of(desk), desk.me, "I talked too much.", hand_clock.at))
    desk.add_staff("Dora Vale", "supervisor", DORA)
    dora = next(one for one, who in desk.team.staff.items() if who.name == "Dora Vale")
    desk.unlock(DORA, bytes.fromhex(dora))
    return desk


def of_ada(desk: Desk) -> Supervised:
    ada = next(one for one, who in desk.team.staff.items() if who.name == "Ada Quill")
    return supervised(desk.team_facts(), ada)


@asynccontextmanager
async def of_one(desk: Desk) -> AsyncIterator[Pilot[None]]:
    """From the list of sessions to Ada's supervision, by keys."""
    async with on_screen(desk, ReviewScreen()) as (_, pilot):
        await pilot.press("s")
        app = pilot.app
        await until(pilot, lambda: isinstance(app.screen, SupervisionScreen))
        await until(pilot, lambda: "Ada Quill" in screen_text(app.screen))
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, OfOneScreen))
        await until(pilot, lambda: "None is on record." in screen_text(app.screen))
        yield pilot


async def test_one_is_written_down_and_both_sign_it(supervisor: Desk) -> None:
    async with of_one(supervisor) as pilot:
        app = pilot.app
        await pilot.press("n")
        await until(pilot, lambda: isinstance(app.screen, HeldScreen))
        app.screen.query_one("#decisions").focus()
        await write(pilot, "Ada leads the closing round", "ctrl+s")
        await until(pilot, lambda: "Ada leads the closing round" in screen_text(app.screen))
        assert "a meeting, 60 min" in screen_text(app.screen)
        await pilot.press("s", "y")
        await until(pilot, lambda: len(of_ada(supervisor).held[0].signed) == 1)
    (one,) = of_ada(supervisor).held
    assert one.what.sessions == (day_of(supervisor).session,)
    assert one.unsigned == (one.what.staff,)
    supervisor.unlock(PASSPHRASE, bytes.fromhex(one.what.staff))
    async with on_screen(supervisor, ReviewScreen()) as (_, pilot):
        await pilot.press("s")
        app = pilot.app
        await until(pilot, lambda: "1" in screen_text(app.screen))
        await pilot.press("enter")
        await until(pilot, lambda: "Ada leads the closing round" in screen_text(app.screen))
        await pilot.press("s")
        await write(pilot, "That helped.", "enter")
        await pilot.press("y")
        await until(pilot, lambda: not of_ada(supervisor).held[0].unsigned)
        await until(pilot, lambda: "That helped." in screen_text(app.screen))


async def test_scores_need_words_and_stay_beside_them(supervisor: Desk) -> None:
    async with of_one(supervisor) as pilot:
        app = pilot.app
        await pilot.press("f", "1")
        await until(pilot, lambda: isinstance(app.screen, QualityScreen))
        app.screen.query_one("#p0-0").focus()
        await pilot.press("3", "down", "2", "ctrl+s")
        await until(pilot, lambda: "beside words only" in screen_text(app.screen))
        app.screen.query_one("#feedback").focus()
        await write(pilot, "The aim was clear; leave more silence.", "ctrl+s")
        await until(pilot, lambda: "leave more silence" in screen_text(app.screen))
        text = screen_text(app.screen)
        assert "seen throughout" in text
        assert "not spoken of yet" in text
    (form,) = of_ada(supervisor).scored
    assert [one.score for one in form.points] == [3, 2]


async def test_a_viewing_counts_towards_the_services_share(supervisor: Desk) -> None:
    async with of_one(supervisor) as pilot:
        app = pilot.app
        await pilot.press("v", "1")
        for words in ("35", "1h10", ""):
            await write(pilot, words, "enter")
        await until(pilot, lambda: "35–70" in screen_text(app.screen))
        assert "1 of 1 sessions (100 %); the service wants 10 %" in screen_text(app.screen)


async def test_the_next_meetings_page_brings_what_was_flagged(supervisor: Desk) -> None:
    async with of_one(supervisor) as pilot:
        app = pilot.app
        await pilot.press("m")
        await until(pilot, lambda: isinstance(app.screen, MeetingScreen))
        text = screen_text(app.screen)
        assert "asked how to answer him when he went quiet" in " ".join(text.split())
        assert "I talked too much." in text


async def test_the_record_is_handed_out(supervisor: Desk, tmp_path: Path) -> None:
    async with of_one(supervisor) as pilot:
        await pilot.press("e", "t")
        await write(pilot, str(tmp_path / "out"), "enter")
        await until(pilot, lambda: bool(list((tmp_path / "out").glob("supervision*.txt"))))


async def test_a_colleague_sees_himself_alone_and_writes_nothing_down(supervisor: Desk) -> None:
    supervisor.add_staff("Bo Karsk", "co-facilitator", "words of his own, five")
    bo = next(one for one, who in supervisor.team.staff.items() if who.name == "Bo Karsk")
    supervisor.unlock("words of his own, five", bytes.fromhex(bo))
    async with on_screen(supervisor, ReviewScreen()) as (_, pilot):
        await pilot.press("s")
        app = pilot.app
        await until(pilot, lambda: "Bo Karsk" in screen_text(app.screen))
        assert "Ada" not in screen_text(app.screen)
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, OfOneScreen))
        await pilot.press("n")
        await until(pilot, lambda: "may not write down a supervision" in screen_text(app.screen))
