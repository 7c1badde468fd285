"""Pictures of the screens on which one writes, at both sizes: look at them when they change."""

from __future__ import annotations

import pytest

from models.acts import Act, running
from models.entries import NewEntry
from models.entries.group import WorkSet
from session_tui.desk import Desk
from session_tui.screens.actions.screen import ActionsScreen
from session_tui.screens.close.debrief import DebriefScreen
from session_tui.screens.close.reflection import ReflectionScreen
from session_tui.screens.close.screen import CloseScreen
from session_tui.screens.concern.screen import ConcernScreen
from session_tui.screens.describe.screen import DescribeScreen
from session_tui.screens.find.screen import FindScreen
from session_tui.screens.form.screen import NoteForm
from session_tui.screens.notes.screen import NotesScreen
from session_tui.screens.observe.screen import ObserveScreen
from session_tui.screens.work.screen import WorkScreen
from tests.session_tui.conftest import Pictured
from tests.session_tui.hands import HandClock
from tests.session_tui.writing_day import day_of, man_on

SIZES = pytest.mark.parametrize("size", [(80, 24), (120, 36)], ids=["80x24", "120x36"])


@SIZES
def test_observe_while_a_line_is_typed(pictured: Pictured) -> None:
    pictured(ObserveScreen(), ("3+sr went back and was manipulative",))


@SIZES
def test_observe_with_a_chosen_note(pictured: Pictured) -> None:
    pictured(ObserveScreen(), ("", "up", "up", "up", "up", "up"))


@SIZES
def test_observe_who_is_asked(pictured: Pictured) -> None:
    pictured(ObserveScreen(), ("went quiet when it was his turn", "enter"))


@SIZES
def test_amend_a_note(pictured: Pictured) -> None:
    pictured(ObserveScreen(), ("", "up", "enter"))


@SIZES
def test_the_keys_and_what_a_line_can_say(pictured: Pictured) -> None:
    pictured(ObserveScreen(), ("", "ctrl+k"))


@SIZES
def test_notes_found_and_chosen(pictured: Pictured) -> None:
    pictured(NotesScreen(), ("3", "up", "tab", "tab"))


@SIZES
def test_which_tags(pictured: Pictured) -> None:
    pictured(NotesScreen(), ("3", "ctrl+a", "ctrl+t"))


@SIZES
def test_what_is_to_be_done(pictured: Pictured) -> None:
    pictured(ActionsScreen(), ("", "w", "1", "b", "t"))


@SIZES
def test_note_form(pictured: Pictured, hand_clock: HandClock) -> None:
    pictured(NoteForm(hand_clock.at), ("35", "tab"), ("argued over the chair", "tab"))


@SIZES
def test_describe(pictured: Pictured) -> None:
    pictured(DescribeScreen(), ("sat with his arms folded // may be shame",))


@SIZES
def test_concern(pictured: Pictured) -> None:
    pictured(
        ConcernScreen(),
        ("3", "tab"),
        ("said they came to the house on Sunday and nobody else was there", "tab"),
        ("", "ctrl+t", "1", "p", "1", "enter"),
    )


@SIZES
def test_work(pictured: Pictured, written: Desk, hand_clock: HandClock) -> None:
    two = (man_on(written, 2), man_on(written, 5))
    texts = {"Keep a diary of evenings": (), "Ask your offender manager about Sundays": two}
    for number, (text, men) in enumerate(texts.items()):
        said = WorkSet(work=f"{number:032x}", session="5e" * 16, text=text, members=men)
        written.say(Act("", (NewEntry(said, hand_clock.at),)))
    pictured(
        WorkScreen(),
        ("", "d", "p", "n"),
        ("no quiet place", "enter", "s", "*"),
        ("Write three plans for the weekend", "enter"),
    )


@SIZES
def test_close(pictured: Pictured, written: Desk, hand_clock: HandClock) -> None:
    written.say(running.pause(day_of(written), hand_clock.at - 60_000))
    written.say(running.end_day(day_of(written), hand_clock.at))
    pictured(CloseScreen())


@SIZES
def test_debrief(pictured: Pictured) -> None:
    pictured(DebriefScreen(), ("waited for each other", "tab"), ("shared", "tab"))


@SIZES
def test_reflection(pictured: Pictured) -> None:
    pictured(ReflectionScreen(), ("I spoke too much in the first half.",))


@SIZES
def test_found_in_all_sessions(pictured: Pictured) -> None:
    screen = FindScreen()
    pictured(screen, ("the", "down"), there=lambda: len(screen.found) > 2)
