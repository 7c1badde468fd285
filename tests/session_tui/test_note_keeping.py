"""From the line as typed to the entries of one act."""

from __future__ import annotations

import pytest

from models.acts import Refused
from models.day.day import Day
from models.day.quick_line import read_line
from models.entries.group import ActionWritten, ConcernWritten, Target
from models.entries.observation import NoteWritten
from models.local_time import MINUTE_MS
from session_tui.note_keeping import (
    Who,
    concern_act,
    men_on,
    moment_of,
    note_act,
    note_of,
    who_of,
)
from tests.models.made_days import man, planned_day, wall

NOW = wall(700)


@pytest.fixture
def day() -> Day:
    hand = planned_day()
    joined = next(e for e in hand.entries if getattr(e.what, "seat", 0) == 2)
    waits = Target(text="waits before he answers", domain="sr")
    hand.say(man(2, targets=(waits,)), supersedes=[joined])
    return hand.day


def said(day: Day, line: str) -> NoteWritten:
    reading = read_line(line)
    who = who_of(day, reading)
    assert who is not None
    return note_of(day, reading, "n", who)


def test_digits_are_the_men_on_those_seats(day: Day) -> None:
    assert said(day, "31 argued").members == ("m3", "m1")


def test_a_star_is_all_and_a_bare_sign_is_the_group(day: Day) -> None:
    assert who_of(day, read_line("*#co waited")) == Who("all")
    assert who_of(day, read_line("#ho laughed")) == Who("group")


def test_words_without_a_head_say_nobody(day: Day) -> None:
    assert who_of(day, read_line("went back")) is None


def test_an_empty_seat_is_refused(day: Day) -> None:
    with pytest.raises(Refused, match="Nobody sits on seat 9"):
        men_on(day, "9")


def test_sign_domain_climate_and_flags_come_along(day: Day) -> None:
    note = said(day, '3+sr#co? said "I waited" // may be new')
    assert (note.direction, note.domain, note.climate) == ("strength", "sr", "co")
    assert note.supervision
    assert note.own_words
    assert (note.text, note.meaning) == ('said "I waited"', "may be new")


def test_a_target_brings_its_domain_and_a_missing_one_is_refused(day: Day) -> None:
    assert said(day, "2t1 waited").domain == "sr"
    with pytest.raises(Refused, match="1 targets, no t4"):
        said(day, "2t4 waited")


def test_the_moment_is_the_first_key_unless_the_head_says_another(day: Day) -> None:
    assert moment_of(day, read_line("3 x"), NOW) == NOW
    assert moment_of(day, read_line("3@-5 x"), NOW) == NOW - 5 * MINUTE_MS
    assert moment_of(day, read_line("3@11:00 x"), NOW) == wall(660)


def test_a_time_to_come_is_refused_but_the_running_minute_is_now(day: Day) -> None:
    with pytest.raises(Refused, match="11:50 is still to come"):
        moment_of(day, read_line("3@11:50 x"), NOW)
    assert moment_of(day, read_line("3@11:40 x"), NOW - 10_000) == NOW - 10_000


def test_an_action_is_one_act_with_its_note_and_carries_its_id(day: Day) -> None:
    act = note_act(day, said(day, "3! ring his offender manager"), NOW)
    note, action = (entry.what for entry in act.entries)
    assert isinstance(note, NoteWritten)
    assert isinstance(action, ActionWritten)
    assert action.action == note.note
    assert (action.what, action.members) == ("ring his offender manager", ("m3",))


def test_a_mark_for_an_action_waits_for_its_words(day: Day) -> None:
    act = note_act(day, said(day, "3!"), NOW)
    assert len(act.entries) == 1
    assert act.says.startswith("3 · marked")


def test_a_concern_keeps_his_words_and_the_exercise(day: Day) -> None:
    reading = read_line('3!! said "they came round"')
    act = concern_act(day, reading, NOW, "c", Who("members", ("m3",)))
    (entry,) = act.entries
    assert isinstance(entry.what, ConcernWritten)
    assert entry.what.words == 'said "they came round"'
    assert entry.about == NOW
