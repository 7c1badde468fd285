"""Pictures of the screens on which a day runs and is read: look at them when they change."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from textual.pilot import Pilot
from textual.screen import Screen
from textual.widgets import Input, TextArea

from models.acts.reviewing import comment_on, write_comment
from session_tui.app import SessionApp
from session_tui.desk import Desk
from session_tui.screens.afterwards.screen import AfterwardsScreen
from session_tui.screens.audit.screen import AuditScreen
from session_tui.screens.live.screen import LiveScreen
from session_tui.screens.review.reading import ReadingScreen
from session_tui.screens.review.screen import ReviewScreen
from tests.session_tui.day_by_keys import Keyboard
from tests.session_tui.hands import DATE, HandClock, app_on, settle
from tests.session_tui.keyboard import until
from tests.session_tui.live_screen import begun, ended
from tests.session_tui.writing_day import day_of, note

SIZES = pytest.mark.parametrize("size", [(80, 24), (120, 36)], ids=["80x24", "120x36"])
RUNNING = pytest.mark.usefixtures("running")

Compare = Callable[..., bool]
Pictured = Callable[..., None]


@pytest.fixture
def pictured(
    snap_compare: Compare, desk: Desk, hand_clock: HandClock, size: tuple[int, int]
) -> Pictured:
    """Compares the picture of a screen after some keys, at a time of the day."""

    def compare(screen: Screen[None], *keys: str, at: str, light: bool = False) -> None:
        app: SessionApp = app_on(desk)

        async def prepare(pilot: Pilot[None]) -> None:
            await settle(pilot)
            if light:
                app.action_theme()
            hands = Keyboard(pilot, hand_clock, DATE)
            hands.to(at)
            app.push_screen(screen)
            await settle(pilot)
            await until(pilot, lambda: not re.search(r"reading .*…|  … ", hands.sees))
            await hands.keys(*keys)
            _still(app)
            app.tick()
            await settle(pilot)

        assert snap_compare(app, terminal_size=size, run_before=prepare)

    return compare


def _still(app: SessionApp) -> None:
    """No cursor blinks in a picture."""
    for box in (*app.screen.query(Input), *app.screen.query(TextArea)):
        box.cursor_blink = False


@pytest.fixture
def running(desk: Desk, hand_clock: HandClock) -> Desk:
    """The first man's work runs since 10:15; some notes and a mark were made."""
    begun(desk, hand_clock)
    note(desk, "3+sr went back", hand_clock, 20)
    note(desk, "37 argued", hand_clock, 21)
    note(desk, "7", hand_clock, 25)
    return desk


# --- live ---------------------------------------------------------------------


@SIZES
def test_live_before_the_day(pictured: Pictured) -> None:
    pictured(LiveScreen(), at="09:50")


@SIZES
@pytest.mark.parametrize("light", [False, True], ids=["dark", "light"])
@RUNNING
def test_live_running(pictured: Pictured, light: bool) -> None:
    pictured(LiveScreen(), at="10:56:12", light=light)


@SIZES
@RUNNING
def test_live_while_a_line_is_typed(pictured: Pictured) -> None:
    pictured(LiveScreen(), *"3+sr", "space", *"went", "space", *"back", at="10:47:12")


@SIZES
@RUNNING
def test_live_paused(pictured: Pictured) -> None:
    pictured(LiveScreen(), "p", "i", at="10:31")


@SIZES
@RUNNING
def test_live_over_time(pictured: Pictured) -> None:
    pictured(LiveScreen(), at="11:23:40")


@SIZES
@RUNNING
def test_live_with_a_chosen_item(pictured: Pictured) -> None:
    pictured(LiveScreen(), "down", "down", at="10:40")


@SIZES
def test_live_after_the_day(desk: Desk, hand_clock: HandClock, pictured: Pictured) -> None:
    ended(desk, hand_clock)
    pictured(LiveScreen(), at="15:35")


# --- over it ------------------------------------------------------------------


@SIZES
@RUNNING
def test_attendance_sheet(pictured: Pictured) -> None:
    pictured(LiveScreen(), "a", "2", "o", "n", "enter", "7", at="10:40")


@SIZES
@RUNNING
def test_question_why(pictured: Pictured) -> None:
    pictured(LiveScreen(), "k", at="10:40")


@SIZES
@RUNNING
def test_what_must_give(pictured: Pictured) -> None:
    pictured(LiveScreen(), "g", at="11:20")


@SIZES
@RUNNING
def test_pick_an_exercise(pictured: Pictured) -> None:
    pictured(LiveScreen(), "i", *"dec", at="10:40")


@SIZES
@RUNNING
def test_keys_of_the_live_screen(pictured: Pictured) -> None:
    pictured(LiveScreen(), "question_mark", at="10:40")


@SIZES
@pytest.mark.parametrize("light", [False, True], ids=["dark", "light"])
@RUNNING
def test_room_view(pictured: Pictured, light: bool) -> None:
    pictured(LiveScreen(), "ctrl+l", at="10:40", light=light)


@SIZES
@RUNNING
def test_room_view_locked(pictured: Pictured) -> None:
    pictured(LiveScreen(), "ctrl+o", at="10:40")


# --- reading ------------------------------------------------------------------


@SIZES
def test_review_list(desk: Desk, hand_clock: HandClock, pictured: Pictured) -> None:
    ended(desk, hand_clock)
    pictured(ReviewScreen(), at="15:35")


@SIZES
def test_operational_audit(desk: Desk, hand_clock: HandClock, pictured: Pictured) -> None:
    ended(desk, hand_clock)
    pictured(AuditScreen(), at="15:35")


@SIZES
def test_reading_the_groups_part(desk: Desk, hand_clock: HandClock, pictured: Pictured) -> None:
    ended(desk, hand_clock)
    pictured(ReadingScreen(day_of(desk).about), at="15:35")


@SIZES
def test_reading_a_mans_page(running: Desk, pictured: Pictured) -> None:
    pictured(ReadingScreen(day_of(running).about), "right", "right", "right", at="11:35")


@SIZES
def test_reading_what_supervision_said(
    desk: Desk, hand_clock: HandClock, pictured: Pictured
) -> None:
    ended(desk, hand_clock)
    asked = comment_on(desk.new_id(), "Who asked for the break, and why then?")
    desk.say(write_comment(asked, hand_clock.at))
    keys = ("end",)
    pictured(ReadingScreen(day_of(desk).about), *keys, at="15:35")


def test_a_terminal_too_small(snap_compare: Compare, desk: Desk, hand_clock: HandClock) -> None:
    begun(desk, hand_clock)
    app = app_on(desk)

    async def prepare(pilot: Pilot[None]) -> None:
        app.push_screen(LiveScreen())
        await settle(pilot)

    assert snap_compare(app, terminal_size=(70, 20), run_before=prepare)


# --- over a screen, and a day from paper ----------------------------------------


@SIZES
@RUNNING
def test_the_palette(pictured: Pictured) -> None:
    pictured(LiveScreen(), "ctrl+p", at="10:40")


@SIZES
@RUNNING
def test_as_what_a_note_is_handed_out(pictured: Pictured) -> None:
    pictured(ReviewScreen(), "e", at="15:40")


@SIZES
def test_written_afterwards(pictured: Pictured) -> None:
    pictured(AfterwardsScreen(), "enter", "2", at="16:10")
