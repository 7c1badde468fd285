"""The day's notes, by keys alone: found as one types, filtered, several changed in one act."""

from __future__ import annotations

import pytest

from models.acts import running
from models.acts.noting import mark_recording
from models.entries.timeline import RecordingMarked
from models.local_time import MINUTE_MS
from session_tui.desk import Desk
from session_tui.lines import LinesPane
from session_tui.note_line import NoteLine
from session_tui.screens.notes.finding import found, wanted
from session_tui.screens.notes.screen import NotesScreen
from session_tui.screens.observe.screen import ObserveScreen
from tests.session_tui.hands import HandClock
from tests.session_tui.keyboard import screen_text, write
from tests.session_tui.writing_day import begin, day_of, man_on, note, notes_of, on_screen

LINES = (
    "3+sr moved his chair back",
    "5-at said he had no choice",
    "35 argued",
    "*#co waited for him",
    "3! needs the form",
    "7? quiet again // may be tired",
)


@pytest.fixture
def noted(desk: Desk, hand_clock: HandClock) -> Desk:
    """A day with six notes, from five past ten on, five minutes apart."""
    begin(desk, hand_clock)
    for place, line in enumerate(LINES, start=1):
        note(desk, line, hand_clock, place * 5)
    return desk


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("", (0, 1, 2, 3, 4, 5)),
        ("chair", (0,)),
        ("CHAIR back", (0,)),
        ("3", (0, 2, 4)),
        ("3+", (0,)),
        ("-", (1,)),
        ("#co", (3,)),
        ("*", (3,)),
        ("!", (4,)),
        ("?", (5,)),
        ("7? tired", (5,)),
        ("3 argued", (2,)),
        ("10:10", (0, 1, 2)),
        ("@10:30 quiet", (5,)),
        ("nobody said this", ()),
    ],
)
def test_a_head_words_and_a_time_find_what_they_mean(
    noted: Desk, text: str, meant: tuple[int, ...]
) -> None:
    day = day_of(noted)
    assert found(day, wanted(day, text)) == tuple(day.notes[place] for place in meant)


async def test_notes_are_found_as_one_types(noted: Desk) -> None:
    async with on_screen(noted, ObserveScreen()) as (app, pilot):
        await write(pilot, "3 half", "tab")
        assert isinstance(app.screen, NotesScreen)
        assert "6 of 6 notes" in screen_text(app.screen)
        await write(pilot, "3+ ch")
        shown = screen_text(app.screen)
        assert "1 of 6 notes" in shown
        assert "3 · strength · “ch”" in shown
        assert "moved his chair back" in shown
        assert "argued" not in shown
        await write(pilot, "", "escape", "escape")
        assert isinstance(app.screen, ObserveScreen)
        assert app.screen.query_one(NoteLine).box.text == "3 half"


async def test_only_the_notes_of_one_exercise(desk: Desk, hand_clock: HandClock) -> None:
    begin(desk, hand_clock)
    note(desk, "3 came in", hand_clock, 5)
    hand_clock.to(10, 15)
    step = running.next_step(day_of(desk), hand_clock.at)
    assert step.act is not None
    desk.say(step.act)
    note(desk, "5 went quiet", hand_clock, 20)
    async with on_screen(desk, NotesScreen()) as (app, pilot):
        await write(pilot, "", "ctrl+e", "3")
        assert "1 of 2 notes" in screen_text(app.screen)
        assert "went quiet" in screen_text(app.screen)
        await write(pilot, "", "ctrl+e", "1")
        assert "2 of 2 notes" in screen_text(app.screen)


async def test_several_are_tagged_anew_in_one_act_and_undo_takes_all_back(noted: Desk) -> None:
    before = notes_of(noted)
    async with on_screen(noted, NotesScreen()) as (app, pilot):
        await write(pilot, "3", "ctrl+a", "ctrl+t")
        await write(pilot, "-re?", "enter", "g")
        changed = [
            one for one in notes_of(noted) if one.direction == "concern" and one.domain == "re"
        ]
        assert len(changed) == 3
        assert all(one.supervision and one.why_changed == "wrong tag" for one in changed)
        assert "3 notes re-tagged" in screen_text(app.screen)
        await write(pilot, "", "ctrl+z")
        assert notes_of(noted) == before
        assert "undone: 3 notes changed" in screen_text(app.screen)
        await write(pilot, "", "ctrl+y")
        assert sum(one.domain == "re" for one in notes_of(noted)) == 3


async def test_exactly_these_tags_clears_the_others_and_the_action(noted: Desk) -> None:
    async with on_screen(noted, NotesScreen()) as (_, pilot):
        await write(pilot, "form", "ctrl+t")
        await write(pilot, "=+", "enter", "g")
        changed = next(one for one in notes_of(noted) if one.text == "needs the form")
        assert (changed.direction, changed.action) == ("strength", False)
        assert not day_of(noted).actions


async def test_chosen_one_by_one_and_struck_with_one_reason(noted: Desk) -> None:
    async with on_screen(noted, NotesScreen()) as (app, pilot):
        await write(pilot, "", "up", "up", "tab", "tab")
        assert "2 chosen" in screen_text(app.screen)
        await write(pilot, "", "enter", "s", "t")
        struck = [one for one in notes_of(noted) if one.struck]
        assert [one.text for one in struck] == ["waited for him", "needs the form"]
        assert not day_of(noted).actions
        await write(pilot, "", "ctrl+z")
        assert not any(one.struck for one in notes_of(noted))
        assert len(day_of(noted).actions) == 1


async def test_several_move_to_the_right_man(noted: Desk) -> None:
    async with on_screen(noted, NotesScreen()) as (_, pilot):
        await write(pilot, "3", "ctrl+a", "ctrl+r", "6")
        assert sum(one.members == (man_on(noted, 6),) for one in notes_of(noted)) == 3
        assert day_of(noted).actions[0].members == (man_on(noted, 6),)


async def test_what_is_no_tag_is_said_and_nothing_changes(noted: Desk) -> None:
    before = notes_of(noted)
    async with on_screen(noted, NotesScreen()) as (app, pilot):
        await write(pilot, "chair", "ctrl+t")
        await write(pilot, "zz", "enter")
        assert "Tags as in a head" in screen_text(app.screen)
        await write(pilot, "", "backspace", "backspace")
        await write(pilot, "@-3", "enter")
        assert "said of one note" in screen_text(app.screen)
        await write(pilot, "", "escape")
        assert notes_of(noted) == before


async def test_one_note_is_amended_from_here_and_its_history_read(noted: Desk) -> None:
    async with on_screen(noted, NotesScreen()) as (app, pilot):
        await write(pilot, "argued", "enter", "a")
        await write(pilot, " loudly", "enter", "m", "enter", "h")
        shown = screen_text(app.screen)
        assert "35 argued\n" in shown
        assert "35 argued loudly" in shown
        assert "changed 10:30 by Ada Quill: more was said or done" in shown


async def test_a_moment_finds_its_place_on_the_recording(desk: Desk, hand_clock: HandClock) -> None:
    begin(desk, hand_clock)
    hand_clock.to(10, 44, 20)
    started = RecordingMarked(state="started", reference="disc 3")
    desk.say(mark_recording(day_of(desk), started, hand_clock.at))
    note(desk, "3 went back", hand_clock, 127)
    stopped = RecordingMarked(state="stopped")
    desk.say(mark_recording(day_of(desk), stopped, hand_clock.at + MINUTE_MS))
    async with on_screen(desk, NotesScreen()) as (app, pilot):
        await write(pilot, "12:07")
        shown = app.screen.query_one("#looked", LinesPane).plain
        assert "12:07" in shown
        assert "recording disc 3 01:22:40" in shown
        assert "went back" in screen_text(app.screen)
        await write(pilot, "", *["backspace"] * 5)
        await write(pilot, "12:20")
        assert "not recorded then" in screen_text(app.screen)
        assert "0 of 1 notes" in screen_text(app.screen)
