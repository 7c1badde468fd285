"""The note form, by keys alone, and what its fields say."""

from __future__ import annotations

import pytest

from models.acts import Refused
from models.entries.observation import NoteWritten
from session_tui.ask import Ask
from session_tui.desk import Desk
from session_tui.screens.form.fields import (
    Tags,
    moment_in,
    note_from,
    settle_who,
    tags_in_draft,
    tags_of,
)
from session_tui.screens.form.screen import NoteForm
from session_tui.screens.observe.screen import ObserveScreen
from tests.models.made_days import planned_day, wall
from tests.session_tui.hands import HandClock, settle
from tests.session_tui.keyboard import screen_text, write
from tests.session_tui.writing_day import begin, day_of, man_on, note, notes_of, on_screen

DAY = planned_day().day


@pytest.fixture
def running(desk: Desk, hand_clock: HandClock) -> Desk:
    return begin(desk, hand_clock)


async def test_a_note_by_its_fields(running: Desk, hand_clock: HandClock) -> None:
    hand_clock.to(10, 9)
    async with on_screen(running, NoteForm(hand_clock.at)) as (_, pilot):
        await write(pilot, "35", "tab")
        await write(pilot, "argued over the chair", "tab")
        await write(pilot, "it is mine", "tab")
        await write(pilot, "may test us", "tab")
        await write(pilot, "-", "tab")
        await write(pilot, "r", "tab")
        await write(pilot, "", "tab", "tab")
        await write(pilot, "?", "ctrl+s")
        (kept,) = notes_of(running)
        assert kept.members == (man_on(running, 3), man_on(running, 5))
        assert (kept.text, kept.meaning) == (
            'argued over the chair "it is mine"',
            "may test us",
        )
        assert (kept.direction, kept.domain, kept.supervision) == ("concern", "re", True)
        assert kept.own_words


async def test_its_moment_may_be_typed(running: Desk, hand_clock: HandClock) -> None:
    hand_clock.to(10, 20)
    async with on_screen(running, NoteForm(hand_clock.at)) as (app, pilot):
        await write(pilot, "3", "tab")
        await write(pilot, "left")
        app.screen.query_one("#when").focus()
        await write(pilot, "", *["backspace"] * 5)
        await write(pilot, "-5", "ctrl+s")
        assert day_of(running).clock(day_of(running).notes[0].at) == "10:15"


async def test_the_exercise_may_be_chosen(running: Desk, hand_clock: HandClock) -> None:
    async with on_screen(running, NoteForm(hand_clock.at)) as (app, pilot):
        await write(pilot, "3", "tab")
        await write(pilot, "left")
        app.screen.query_one("#item").focus()
        await write(pilot, "", "enter")
        assert isinstance(app.screen, Ask)
        await write(pilot, "", "2", "ctrl+s")
        assert notes_of(running)[0].item == day_of(running).timeline.states[0].item.id


async def test_nobody_named_is_said_and_nothing_is_lost(
    running: Desk, hand_clock: HandClock
) -> None:
    async with on_screen(running, NoteForm(hand_clock.at)) as (app, pilot):
        await write(pilot, "", "tab")
        await write(pilot, "left", "ctrl+s")
        assert "Who is it about?" in screen_text(app.screen)
        assert not notes_of(running)
        await write(pilot, "", "escape")
        app.push_screen(NoteForm(hand_clock.at + 600_000))
        await settle(pilot)
        await write(pilot, "3", "ctrl+s")
        assert notes_of(running)[0].text == "left"
        assert day_of(running).notes[0].at == hand_clock.at


async def test_a_note_that_stands_is_amended_with_a_reason(
    running: Desk, hand_clock: HandClock
) -> None:
    standing = note(running, "3+sr waited", hand_clock, 5)
    async with on_screen(running, NoteForm(hand_clock.at, standing)) as (_, pilot):
        await write(pilot, "", "tab")
        await write(pilot, " for 5", "ctrl+s", "w")
        (changed,) = notes_of(running)
        assert (changed.text, changed.direction, changed.domain) == (
            "waited for 5",
            "strength",
            "sr",
        )
        assert changed.why_changed == "words that judged"


def test_all_and_the_group_stand_alone() -> None:
    assert settle_who(("3", "5")) == ("3", "5")
    assert settle_who(("3", "5", "*")) == ("*",)
    assert settle_who(("g", "3")) == ("3",)


def test_tags_come_back_from_a_draft_and_rubbish_does_not() -> None:
    tags = Tags(who=("3",), flags=("!", "?"), item=("x",))
    assert tags_in_draft(tags.as_draft()) == tags
    assert tags_in_draft("") is None
    assert tags_in_draft("[1]") is None


def test_a_note_gives_its_own_tags_back() -> None:
    note_ = NoteWritten(
        note="n", scope="members", members=("m2", "m3"), direction="concern", climate="co",
        target=0, action=True,
    )  # fmt: skip
    base = NoteWritten(note="n", scope="members")
    again = note_from(DAY, base, tags_of(note_, DAY), "words", "", "")
    assert again == note_.model_copy(update={"text": "words"})


def test_a_form_without_words_is_refused() -> None:
    base = NoteWritten(note="n", scope="members")
    with pytest.raises(Refused, match="What was said or done"):
        note_from(DAY, base, Tags(who=("2",)), " ", "", "")


@pytest.mark.parametrize("text", ["", "11:40", "@11:40"])
def test_a_moment_untouched_keeps_its_seconds(text: str) -> None:
    at = wall(700) + 20_000
    assert moment_in(DAY, text, at, wall(720)) == at


@pytest.mark.parametrize(("text", "minute"), [("11:30", 690), ("-3", 697), ("9:05", 545)])
def test_a_moment_as_typed(text: str, minute: int) -> None:
    assert moment_in(DAY, text, wall(700), wall(720)) == wall(minute)


@pytest.mark.parametrize("text", ["noon", "11:99", "25:00", "3", "-3+sr", "13:00"])
def test_what_is_no_moment_is_refused(text: str) -> None:
    with pytest.raises(Refused):
        moment_in(DAY, text, wall(700), wall(720))


async def test_what_was_seen_outside_says_who_reported_it(
    running: Desk, hand_clock: HandClock
) -> None:
    async with on_screen(running, NoteForm(hand_clock.at)) as (app, pilot):
        await write(pilot, "3", "tab")
        await write(pilot, "rang his brother", *["tab"] * 9)
        await write(pilot, "hostel keyworker, by phone", "ctrl+s")
        (kept,) = notes_of(running)
        assert (kept.text, kept.outside) == ("rang his brother", "hostel keyworker, by phone")
        app.push_screen(ObserveScreen())
        await settle(pilot)
        await write(pilot, "", "up")
        shown = " ".join(screen_text(app.screen).split())
        assert "outside the session, reported by hostel keyworker, by phone" in shown
