"""The keymap file: what it moves, where it shows, and what it says of what can't be."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from session_tui.desk import Desk
from session_tui.keymap import FILE, load_keymap, read_keymap
from session_tui.screens.live.screen import LiveScreen
from tests.session_tui.hands import HandClock
from tests.session_tui.keyboard import screen_text, write
from tests.session_tui.writing_day import begin, day_of, on_screen


def test_an_action_moves_on_every_screen_that_has_it(tmp_path: Path) -> None:
    (tmp_path / FILE).write_text('pause = "z"\n', encoding="utf-8")
    keymap = load_keymap(tmp_path)
    assert keymap.bound == {"live.pause": "z", "room.pause": "z"}
    assert keymap.shown == {"live.pause": "z", "room.pause": "z"}
    assert not keymap.sentence


def test_without_a_file_nothing_moves(tmp_path: Path) -> None:
    assert load_keymap(tmp_path).bound == {}


def test_two_actions_may_change_places() -> None:
    keymap = read_keymap('skip = "x"\ncut = "k"')
    assert keymap.bound == {"live.skip": "x", "live.cut": "k"}
    assert not keymap.troubles


def test_where_a_box_has_the_focus_no_letter_becomes_a_key() -> None:
    keymap = read_keymap('undo = ["z", "ctrl+z"]')
    assert keymap.bound["live.undo"] == "z,ctrl+z"
    assert keymap.bound["observe.undo"] == "ctrl+z"


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ('skip = "b"', "line 1: skip: b is break_now already (live)"),
        ('skipp = "s"', "'skipp' is no action; did you mean `skip`?"),
        ('skip = "blah"', "skip: 'blah' is no key"),
        ("skip = 3", 'skip needs a key such as "s"'),
        ('skip = "3"', "skip: 3 can't be moved"),
        ('skip = "escape"', "skip: escape can't be moved"),
        ('lock = "l"', "lock works while typing too: its key needs ctrl, l hasn't"),
        ("skip =", "The file: must be TOML"),
    ],
)
def test_what_can_not_be_is_said_and_the_rest_applies(text: str, says: str) -> None:
    keymap = read_keymap(f"{text}")
    assert says in keymap.sentence
    assert not keymap.bound
    if not text.endswith("="):
        assert read_keymap(f'{text}\npause = "z"').bound == {"live.pause": "z", "room.pause": "z"}


@given(st.text(max_size=40))
def test_any_text_is_read_or_said(text: str) -> None:
    keymap = read_keymap(text)
    assert keymap.bound == {} or not text.isspace()


async def test_moved_keys_work_and_show(desk: Desk, hand_clock: HandClock) -> None:
    begin(desk, hand_clock)
    text = 'pause = "z"\nattendance = "ctrl+e"\nkeys = "ctrl+k"\nskip = "b"\n'
    (desk.folder / FILE).write_text(text, encoding="utf-8")
    async with on_screen(desk, LiveScreen(), (120, 36)) as (app, pilot):
        shown = screen_text(app.screen)
        assert "keymap.toml: line 4: skip: b is break_now already (live)." in shown
        assert "ctrl+e attendance" in shown
        await write(pilot, "", "p")
        assert day_of(desk).timeline.paused is None
        await write(pilot, "", "z", "escape")
        assert day_of(desk).timeline.paused is not None
        await write(pilot, "", "ctrl+k")
        assert "         z  Stop the clock, with a reason" in screen_text(app.screen)
