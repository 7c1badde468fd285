"""The observe screen, by keys alone, on a real record."""

from __future__ import annotations

import pytest
from textual.events import Paste

from models.acts import Act
from models.acts.noting import mark_recording
from models.entries import NewEntry
from models.entries.group import MemberAdded, Target
from models.entries.timeline import RecordingMarked
from models.local_time import MINUTE_MS
from session_tui.ask import Ask
from session_tui.desk import Desk
from session_tui.lines import LinesPane
from session_tui.note_line import NoteLine
from session_tui.screens.concern.screen import ConcernScreen
from session_tui.screens.describe.screen import DescribeScreen
from session_tui.screens.form.screen import NoteForm
from session_tui.screens.observe.amend import AmendNote
from session_tui.screens.observe.screen import ObserveScreen
from tests.session_tui.hands import HandClock, settle
from tests.session_tui.keyboard import screen_text, write
from tests.session_tui.writing_day import begin, day_of, man_on, note, notes_of, on_screen


@pytest.fixture
def running(desk: Desk, hand_clock: HandClock) -> Desk:
    return begin(desk, hand_clock)


async def test_a_line_is_kept_with_the_moment_of_its_first_key(
    running: Desk, hand_clock: HandClock
) -> None:
    async with on_screen(running, ObserveScreen()) as (app, pilot):
        hand_clock.to(10, 5, 20)
        await write(pilot, "3+sr wa")
        hand_clock.to(10, 9)
        await write(pilot, "ited", "enter")
        (kept,) = day_of(running).notes
        assert (kept.what.text, kept.what.members) == ("waited", (man_on(running, 3),))
        assert running.clock is not None
        assert kept.at == running.now() - 3 * MINUTE_MS - 40_000
        assert kept.late
        assert "waited" in screen_text(app.screen)
        assert "3 · noted 10:05" in screen_text(app.screen)


async def test_a_time_in_the_head_overrides_the_moment(
    running: Desk, hand_clock: HandClock
) -> None:
    async with on_screen(running, ObserveScreen()) as (_, pilot):
        hand_clock.to(10, 9)
        await write(pilot, "3@-4 left his chair", "enter")
        assert day_of(running).clock(day_of(running).notes[0].at) == "10:05"


async def test_a_time_to_come_keeps_the_line(running: Desk) -> None:
    async with on_screen(running, ObserveScreen()) as (app, pilot):
        await write(pilot, "3@11:40 left", "enter")
        assert not notes_of(running)
        assert "11:40 is still to come" in screen_text(app.screen)
        assert app.screen.query_one(NoteLine).box.text == "3@11:40 left"


async def test_what_is_understood_shows_as_one_types(running: Desk) -> None:
    async with on_screen(running, ObserveScreen()) as (app, pilot):
        await write(pilot, "3+sr? wa")
        assert "→ 3 · strength · self-regulation · for supervision" in screen_text(app.screen)


async def test_a_judging_word_gets_a_gentle_hint(running: Desk) -> None:
    async with on_screen(running, ObserveScreen()) as (app, pilot):
        await write(pilot, "3 was manipulative")
        assert "manipulative: rather what he said or did" in screen_text(app.screen)


async def test_a_head_alone_is_a_mark_at_once(running: Desk) -> None:
    async with on_screen(running, ObserveScreen()) as (app, pilot):
        await write(pilot, "3", "enter")
        (mark,) = day_of(running).notes
        assert mark.is_mark
        assert "1 to describe" in screen_text(app.screen)
        await pilot.press("ctrl+d")
        assert isinstance(app.screen, DescribeScreen)


async def test_words_without_a_head_ask_who_and_one_key_answers(running: Desk) -> None:
    async with on_screen(running, ObserveScreen()) as (app, pilot):
        await write(pilot, "went quiet when it was his turn", "enter")
        assert isinstance(app.screen, Ask)
        await pilot.press("5")
        await settle(pilot)
        assert notes_of(running)[0].members == (man_on(running, 5),)


async def test_who_may_be_several_seats_or_the_group(running: Desk) -> None:
    async with on_screen(running, ObserveScreen()) as (_, pilot):
        await write(pilot, "argued", "enter", "tab")
        await write(pilot, "35", "enter")
        await write(pilot, "laughed together", "enter", "g")
        first, second = notes_of(running)
        assert first.members == (man_on(running, 3), man_on(running, 5))
        assert second.scope == "group"


async def test_esc_where_who_is_asked_gives_the_line_back(running: Desk) -> None:
    async with on_screen(running, ObserveScreen()) as (app, pilot):
        await write(pilot, "went quiet", "enter", "escape")
        assert isinstance(app.screen, ObserveScreen)
        assert app.screen.query_one(NoteLine).box.text == "went quiet"
        assert not notes_of(running)


async def test_an_empty_seat_gives_the_line_back(running: Desk) -> None:
    async with on_screen(running, ObserveScreen()) as (app, pilot):
        await write(pilot, "9 waited", "enter")
        assert "Nobody sits on seat 9" in screen_text(app.screen)
        assert app.screen.query_one(NoteLine).box.text == "9 waited"


async def test_letters_and_space_are_never_commands(running: Desk) -> None:
    async with on_screen(running, ObserveScreen()) as (app, pilot):
        items = day_of(running).timeline
        await write(pilot, " nabgu?o +-[]")
        assert isinstance(app.screen, ObserveScreen)
        assert app.screen.query_one(NoteLine).box.text == " nabgu?o +-[]"
        assert day_of(running).timeline == items


async def test_undo_and_redo_on_the_empty_line_take_the_note(running: Desk) -> None:
    async with on_screen(running, ObserveScreen()) as (app, pilot):
        await write(pilot, "3 waited", "enter", "ctrl+z")
        assert not notes_of(running)
        assert "undone: 3 · noted" in screen_text(app.screen)
        await write(pilot, "", "ctrl+y")
        assert notes_of(running)[0].text == "waited"


async def test_undo_while_typing_takes_back_typing(running: Desk) -> None:
    async with on_screen(running, ObserveScreen()) as (app, pilot):
        await write(pilot, "3 waited", "enter")
        await write(pilot, "4 lau", "ctrl+z")
        assert len(notes_of(running)) == 1
        assert app.screen.query_one(NoteLine).box.text != "4 lau"


async def test_two_exclamation_marks_open_the_concern_with_the_words(running: Desk) -> None:
    async with on_screen(running, ObserveScreen()) as (app, pilot):
        await write(pilot, '3!! said "they came round"', "enter")
        assert isinstance(app.screen, ConcernScreen)
        ((_, concern),) = day_of(running).concerns
        assert concern.words == 'said "they came round"'
        assert not notes_of(running)


async def test_an_exclamation_mark_also_keeps_an_action(running: Desk) -> None:
    async with on_screen(running, ObserveScreen()) as (_, pilot):
        await write(pilot, "3! needs larger print", "enter")
        (action,) = day_of(running).actions
        assert (action.what, action.members) == ("needs larger print", (man_on(running, 3),))
        await write(pilot, "", "ctrl+z")
        assert not day_of(running).actions
        assert not notes_of(running)


async def test_a_chosen_note_is_amended_and_its_history_kept(
    running: Desk, hand_clock: HandClock
) -> None:
    note(running, "3+sr waited", hand_clock, 5)
    note(running, "5 laughed", hand_clock, 6)
    async with on_screen(running, ObserveScreen()) as (app, pilot):
        await write(pilot, "", "up", "up", "enter")
        assert isinstance(app.screen, AmendNote)
        await write(pilot, " for 5", "enter", "m")
        first = day_of(running).notes[0]
        assert (first.what.text, first.what.direction) == ("waited for 5", "strength")
        assert first.what.why_changed == "more was said or done"
        assert len(first.history) == 2
        assert day_of(running).clock(first.at) == "10:05"


async def test_the_head_of_an_amended_line_tags_anew(running: Desk, hand_clock: HandClock) -> None:
    note(running, "3+sr waited", hand_clock, 5)
    async with on_screen(running, ObserveScreen()) as (_, pilot):
        await write(pilot, "", "up", "enter", "home", "delete", "delete", "delete", "delete")
        await write(pilot, "5-re", "enter", "g")
        (changed,) = notes_of(running)
        assert changed.members == (man_on(running, 5),)
        assert (changed.direction, changed.domain) == ("concern", "re")


async def test_a_half_made_change_is_there_again(running: Desk, hand_clock: HandClock) -> None:
    note(running, "3 waited", hand_clock, 5)
    async with on_screen(running, ObserveScreen()) as (app, pilot):
        await write(pilot, "", "up", "enter")
        await write(pilot, " long", "escape", "enter")
        assert "3 waited long" in screen_text(app.screen)
        assert notes_of(running)[0].text == "waited"


async def test_not_about_him_moves_the_last_note(running: Desk, hand_clock: HandClock) -> None:
    note(running, "3! waited", hand_clock, 5)
    async with on_screen(running, ObserveScreen()) as (_, pilot):
        await write(pilot, "", "ctrl+r", "6")
        (moved,) = notes_of(running)
        assert moved.members == (man_on(running, 6),)
        assert moved.why_changed == "not about him"
        assert day_of(running).actions[0].members == (man_on(running, 6),)


async def test_a_struck_note_says_so_without_its_words(
    running: Desk, hand_clock: HandClock
) -> None:
    note(running, "3 waited", hand_clock, 5)
    async with on_screen(running, ObserveScreen()) as (app, pilot):
        await write(pilot, "", "ctrl+s", "t")
        assert notes_of(running)[0].struck
        shown = app.screen.query_one("#notes", LinesPane).plain
        assert "struck: noted twice" in shown
        assert "waited" not in shown


async def test_a_struck_note_takes_its_action_along_and_undo_brings_both_back(
    running: Desk, hand_clock: HandClock
) -> None:
    note(running, "3! send the form", hand_clock, 5)
    async with on_screen(running, ObserveScreen()) as (app, pilot):
        await write(pilot, "", "ctrl+s", "t")
        assert not day_of(running).actions
        assert "3 · struck · action struck" in screen_text(app.screen)
        await write(pilot, "", "ctrl+z")
        assert [one.what for one in day_of(running).actions] == ["send the form"]
        assert not notes_of(running)[0].struck


async def test_the_form_takes_over_what_the_line_says(running: Desk) -> None:
    async with on_screen(running, ObserveScreen()) as (app, pilot):
        await write(pilot, "3+sr waited", "ctrl+f")
        assert isinstance(app.screen, NoteForm)
        await pilot.press("ctrl+s")
        await settle(pilot)
        (kept,) = notes_of(running)
        assert (kept.text, kept.direction, kept.domain) == ("waited", "strength", "sr")
        assert app.screen.query_one(NoteLine).box.text == ""


async def test_esc_lets_go_of_the_note_then_leaves_and_the_line_waits(
    running: Desk, hand_clock: HandClock
) -> None:
    note(running, "3 waited", hand_clock, 5)
    async with on_screen(running, ObserveScreen()) as (app, pilot):
        await write(pilot, "", "up", "escape")
        assert isinstance(app.screen, ObserveScreen)
        await write(pilot, "5 half", "escape")
        assert not isinstance(app.screen, ObserveScreen)
        app.push_screen(ObserveScreen())
        await settle(pilot)
        assert app.screen.query_one(NoteLine).box.text == "5 half"


async def test_the_moment_of_a_half_typed_line_is_kept_too(
    running: Desk, hand_clock: HandClock
) -> None:
    async with on_screen(running, ObserveScreen()) as (app, pilot):
        hand_clock.to(10, 5)
        await write(pilot, "5 half", "escape")
        hand_clock.to(10, 30)
        app.push_screen(ObserveScreen())
        await settle(pilot)
        assert "begun 10:05" in screen_text(app.screen)
        await write(pilot, " said", "enter")
        assert day_of(running).clock(day_of(running).notes[0].at) == "10:05"


async def test_line_ends_in_a_paste_become_spaces(running: Desk) -> None:
    async with on_screen(running, ObserveScreen()) as (app, pilot):
        app.post_message(Paste("3 one\r\ntwo\nthree"))
        await settle(pilot)
        assert app.screen.query_one(NoteLine).box.text == "3 one two three"


async def test_a_very_long_paste_asks_first(running: Desk) -> None:
    async with on_screen(running, ObserveScreen()) as (app, pilot):
        app.post_message(Paste("3 " + "word " * 5_000))
        await settle(pilot)
        assert isinstance(app.screen, Ask)
        await pilot.press("n")
        await settle(pilot)
        assert app.screen.query_one(NoteLine).box.text == ""


async def test_a_note_over_64_kib_is_given_back_with_the_reason(running: Desk) -> None:
    async with on_screen(running, ObserveScreen()) as (app, pilot):
        text = "3 " + "ü" * 33_000
        app.screen.query_one(NoteLine).box.text = text
        await settle(pilot)
        await pilot.press("enter")
        await settle(pilot)
        assert not notes_of(running)
        assert "at most 64 KiB, this has 65: split it in two" in screen_text(app.screen)
        assert app.screen.query_one(NoteLine).box.text == text


HOSTILE = "3 \x1b]0;owned\x07 [/nope] [@click=app.exit]x[/] \u202eevil\u200b \x9b31m"


async def test_hostile_text_is_kept_whole_and_shown_harmless(running: Desk) -> None:
    async with on_screen(running, ObserveScreen()) as (app, pilot):
        app.screen.query_one(NoteLine).box.text = HOSTILE
        await settle(pilot)
        await pilot.press("enter")
        await settle(pilot)
        assert notes_of(running)[0].text == HOSTILE.removeprefix("3 ")
        picture = app.export_screenshot()
        for char in "\x1b\x07\u202e\u200b\x9b":
            assert char not in picture
        assert "[/nope]" in screen_text(app.screen)


async def test_not_noted_goes_by_one_key(running: Desk, hand_clock: HandClock) -> None:
    note(running, "135678 waited", hand_clock, 5)
    async with on_screen(running, ObserveScreen()) as (app, pilot):
        assert "nothing written yet" not in screen_text(app.screen)
        await write(pilot, "", "ctrl+n")
        assert "nothing written yet of 2" in screen_text(app.screen)
    async with on_screen(running, ObserveScreen()) as (app, pilot):
        # The wish is his own and stays from day to day: read as he unlocks.
        await app.take_up_drafts()
        app.screen.query_one(NoteLine).box.focus()
        await write(pilot, "", "up")
        assert "nothing written yet of 2" in screen_text(app.screen)
        await write(pilot, "", "ctrl+n")
        assert "nothing written yet" not in screen_text(app.screen)


async def test_once_recorded_each_note_shows_its_place_or_that_there_is_none(
    running: Desk, hand_clock: HandClock
) -> None:
    note(running, "1 before it ran", hand_clock, 2)
    started = RecordingMarked(state="started", reference="disc 3")
    running.say(mark_recording(day_of(running), started, hand_clock.at))
    note(running, "3 waited", hand_clock, 84)
    stopped = RecordingMarked(state="stopped")
    running.say(mark_recording(day_of(running), stopped, hand_clock.at + MINUTE_MS))
    note(running, "5 laughed", hand_clock, 90)
    async with on_screen(running, ObserveScreen()) as (app, pilot):
        shown = screen_text(app.screen)
        assert "11:24  01:22:00  3" in shown
        assert "11:30  no rec    5" in shown
        await write(pilot, "", "up")
        assert "not recorded then" in screen_text(app.screen)
        await write(pilot, "", "up")
        assert "recording disc 3 01:22:00" in screen_text(app.screen)


async def test_a_scan_round_goes_by_seats_and_leaves_out_who_is_absent(
    running: Desk, hand_clock: HandClock
) -> None:
    screen = ObserveScreen()
    async with on_screen(running, screen) as (app, pilot):
        hand_clock.to(10, 5)
        screen.action_scan_round()
        await settle(pilot)
        assert "Look at 1:" in screen_text(app.screen)
        await write(pilot, "", "enter", "enter")
        await write(pilot, "leans back // may be tired", "enter")
        assert "Look at 5:" in screen_text(app.screen)
        await write(pilot, "", "escape")
        assert app.screen is screen
        (said,) = notes_of(running)
        assert (said.members, said.text) == ((man_on(running, 3),), "leans back")
        assert said.meaning == "may be tired"


async def test_the_recording_is_started_fails_and_starts_again_from_here(
    running: Desk, hand_clock: HandClock
) -> None:
    async with on_screen(running, ObserveScreen()) as (app, pilot):
        for minute, key, words in ((5, "s", "disc 3"), (20, "f", "disc full"), (25, "s", "disc 4")):
            hand_clock.to(10, minute)
            await app.screen.run_action("recording")
            await settle(pilot)
            await write(pilot, "", key)
            await write(pilot, words, "enter")
        first, second = day_of(running).recordings
        assert (first.reference, first.ended_why) == ("disc 3", "disc full")
        assert (second.reference, second.until) == ("disc 4", None)
        await write(pilot, "3@10:22 laughed", "enter", "up")
        assert "not recorded then" in screen_text(app.screen)


async def test_a_target_brings_its_domain(running: Desk) -> None:
    him = running.group_facts.value("member", man_on(running, 3))
    assert him is not None
    assert isinstance(him.what, MemberAdded)
    targets = (Target(text="ask for help", domain="re"), Target(text="stay", domain="sr"))
    said = him.what.model_copy(update={"targets": targets})
    running.say(Act("", (NewEntry(said, None, (him.id,)),)))
    async with on_screen(running, ObserveScreen()) as (app, pilot):
        await write(pilot, "3+t2 rang him", "enter")
        (kept,) = notes_of(running)
        assert (kept.target, kept.domain, kept.direction) == (2, "sr", "strength")
        await write(pilot, "3t4 rang him", "enter")
        assert "Seat 3 has 2 targets, no t4." in screen_text(app.screen)


async def test_all_that_a_note_said_is_read(running: Desk, hand_clock: HandClock) -> None:
    note(running, "3 waited", hand_clock, 5)
    async with on_screen(running, ObserveScreen()) as (app, pilot):
        await write(pilot, "", "ctrl+r", "6", "ctrl+s", "t")
        await app.screen.run_action("note_history")
        await settle(pilot)
        shown = screen_text(app.screen)
        assert "written 10:05 by Ada Quill" in shown
        assert "changed 10:05 by Ada Quill: not about him" in shown
        assert "struck 10:05 by Ada Quill: noted twice" in shown
        assert "6 waited" in shown
