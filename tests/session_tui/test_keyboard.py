"""The keyboard as a whole: few keys shown, all explained and movable, none that a laptop lacks."""

from __future__ import annotations

import re

import pytest
from textual.pilot import Pilot
from textual.screen import Screen

from models.day.quick_line_examples import EXAMPLES
from session_tui.action import EVERYWHERE, WRITING, Action
from session_tui.actions import ACTIONS, actions_of
from session_tui.ask import Ask
from session_tui.desk import Desk
from session_tui.frame import FOOTER_KEYS, FrameScreen
from session_tui.keymap import read_keymap
from session_tui.keys_page import KeysPage, keys_lines
from session_tui.lines import LinesPane
from session_tui.screens.actions.screen import ActionsScreen
from session_tui.screens.close.screen import CloseScreen
from session_tui.screens.concern.screen import ConcernScreen
from session_tui.screens.describe.screen import DescribeScreen
from session_tui.screens.form.screen import NoteForm
from session_tui.screens.live.attendance import AttendanceSheet
from session_tui.screens.live.screen import LiveScreen
from session_tui.screens.notes.screen import NotesScreen
from session_tui.screens.observe.screen import ObserveScreen
from session_tui.screens.review.screen import ReviewScreen
from session_tui.screens.work.screen import WorkScreen
from session_tui.side_by_side import SideBySide
from tests.session_tui.hands import HandClock, settle
from tests.session_tui.keyboard import screen_text, until, write
from tests.session_tui.writing_day import begin, note, on_screen

PLACES = sorted({place for action in ACTIONS for place in action.where} - {EVERYWHERE})
SMALL = (80, 24)
SCREENS: tuple[type[Screen[None]], ...] = (
    LiveScreen,
    ObserveScreen,
    NotesScreen,
    DescribeScreen,
    ConcernScreen,
    WorkScreen,
    ActionsScreen,
    CloseScreen,
    ReviewScreen,
)


@pytest.fixture
def running(desk: Desk, hand_clock: HandClock) -> Desk:
    begin(desk, hand_clock)
    note(desk, "3 waited", hand_clock, 5)
    return desk


@pytest.mark.parametrize("kind", SCREENS, ids=lambda kind: kind.__name__)
async def test_no_footer_has_more_than_six_keys_and_all_of_them_fit(
    running: Desk, kind: type[FrameScreen]
) -> None:
    async with on_screen(running, kind(), SMALL) as (app, _):
        assert isinstance(app.screen, kind)
        keys = app.screen.footer_actions()
        assert 0 < len(keys) <= FOOTER_KEYS
        (footer,) = app.screen.query_one("#footer").lines  # type: ignore[attr-defined]  # a LinesPane
        shown = "".join(text for text, _ in footer)
        # The page of keys is found by name as well (ctrl+p): it may give way.
        assert all(f"{key} {label}" in shown for key, label in keys if label != "keys"), shown


@pytest.mark.parametrize("place", PLACES)
def test_the_page_of_keys_has_every_action_of_its_screen(place: str) -> None:
    page = " ".join("".join(text for text, _ in one) for one in keys_lines(place, {}, 74))
    squeezed = re.sub(r"\s+", " ", page)
    for action in actions_of(place):
        assert action.help in squeezed, action.name


async def test_the_page_of_keys_shows_what_a_line_can_say(running: Desk) -> None:
    async with on_screen(running, ObserveScreen()) as (app, pilot):
        await write(pilot, "3 half", "ctrl+k")
        assert isinstance(app.screen, KeysPage)
        shown = re.sub(r"\s+", " ", screen_text(app.screen))
        for one in EXAMPLES:
            assert one.shows.split(":")[0][:30] in shown, one.line
        await write(pilot, "", "escape")
        assert "3 half" in screen_text(app.screen)


def _movable() -> list[Action]:
    return list({action.name: action for action in ACTIONS if action.keys}.values())


@pytest.mark.parametrize("action", _movable(), ids=lambda action: action.name)
def test_every_key_can_be_moved(action: Action) -> None:
    keymap = read_keymap(f'{action.name} = "ctrl+shift+f9"')
    assert not keymap.troubles
    places = {place for one in ACTIONS if one.name == action.name for place in one.where}
    assert keymap.bound == {f"{place}.{action.name}": "ctrl+shift+f9" for place in places}


def test_help_moves_to_a_letter_where_letters_are_keys() -> None:
    keymap = read_keymap('keys = "z"')
    assert keymap.bound["everywhere.keys"] == "z"
    assert "observe.keys" not in keymap.bound
    assert not keymap.troubles


@pytest.mark.parametrize("action", ACTIONS, ids=lambda one: f"{one.name}-{one.where[0]}")
def test_nothing_needs_a_function_key_alt_or_a_key_laptops_lack(action: Action) -> None:
    keys = [key for key in action.keys.split(",") if key]
    plain = [key for key in keys if not re.search(r"f\d+|alt\+|insert|super", key)]
    assert plain or not keys
    for key in plain:
        assert not key.startswith("ctrl+") or re.fullmatch(r"ctrl\+[a-z]", key), key
        # These are Tab, Enter, Esc and backspace to a terminal; ctrl+c is its own.
        assert key not in ("ctrl+i", "ctrl+m", "ctrl+h", "ctrl+j", "ctrl+c"), key


@pytest.mark.parametrize("place", WRITING)
def test_where_a_box_has_the_focus_no_key_types(place: str) -> None:
    for action in actions_of(place):
        own = place in action.where
        for key in action.keys.split(",") if own else ():
            assert not key or key.startswith("ctrl+") or len(key) > 1, (action.name, key)


@pytest.mark.parametrize("kind", SCREENS, ids=lambda kind: kind.__name__)
async def test_the_palette_has_every_action_of_the_screen_by_name(
    running: Desk, kind: type[FrameScreen]
) -> None:
    async with on_screen(running, kind(), SMALL) as (app, _):
        named = [command.title for command in app.get_system_commands(app.screen)]
        may = [one for one in actions_of(kind.place) if not running.why_not(one.name)]
        labels = {action.label.capitalize() for action in may}
        assert labels <= set(named)
        for action in actions_of(kind.place):
            has = any(hasattr(one, f"action_{action.name}") for one in (app.screen, app))
            known = action.keys in ("", "enter") or has
            assert known, f"{action.name} does nothing on {kind.place}"


async def click_on(pilot: Pilot[None], pane: str, words: str, column: str = "") -> None:
    """Click in the middle of these words in a pane, or in one of its columns."""
    lines = pilot.app.screen.query_one(pane, LinesPane)
    left = lines.left_of(column) if isinstance(lines, SideBySide) and column else 0
    texts = ["".join(text for text, _ in one)[left:] for one in lines.lines]
    row = next(y for y, text in enumerate(texts) if words in text)
    left += lines.styles.padding.left + texts[row].index(words) + len(words) // 2
    await pilot.click(pane, offset=(left, row))
    await settle(pilot)


async def test_a_click_presses_what_is_shown(running: Desk) -> None:
    async with on_screen(running, LiveScreen(), (120, 36)) as (app, pilot):
        await click_on(pilot, "#footer", "attendance")
        await until(pilot, lambda: isinstance(app.screen, AttendanceSheet))
        await write(pilot, "", "escape", "x")
        assert isinstance(app.screen, Ask)
        await click_on(pilot, "#question", "incident")
        await until(pilot, lambda: isinstance(app.screen, LiveScreen))
        assert running.day is not None
        assert running.day.timeline.states[0].reason == "incident"
        await pilot.click("#title", offset=(3, 0))
        await until(pilot, lambda: "CommandPalette" in type(app.screen).__name__)


async def test_a_click_in_a_writing_screen_keeps_the_focus_in_its_box(running: Desk) -> None:
    async with on_screen(running, ObserveScreen(), (120, 36)) as (app, pilot):
        await write(pilot, "5 laughed")
        await click_on(pilot, "#footer", "keep")
        await until(pilot, lambda: running.day is not None and len(running.day.notes) == 2)
        await write(pilot, "6 ")
        assert "6 " in screen_text(app.screen)


async def test_the_form_fits_and_has_its_keys(running: Desk, hand_clock: HandClock) -> None:
    async with on_screen(running, NoteForm(hand_clock.at), SMALL) as (app, pilot):
        await write(pilot, "", "ctrl+k")
        assert isinstance(app.screen, KeysPage)
