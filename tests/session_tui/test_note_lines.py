"""Notes as lines: heads that read back, hints, the list of notes, marks and told ones."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.day.day import Day
from models.day.quick_line import read_line
from models.entries.attendance import AttendanceMarked
from models.entries.group import Told
from models.entries.observation import NoteWritten
from models.entries.timeline import ItemStarted
from session_tui.lines import Line, width
from session_tui.note_head import fits_line, head_of, line_of
from session_tui.note_hints import hint
from session_tui.note_keeping import note_of, who_of
from session_tui.screens.concern.lines import told_lines
from session_tui.screens.observe.lines import clock_line, not_noted_line, room_line
from session_tui.screens.observe.notes import Shown, note_block, notes_lines
from tests.models.made_days import planned_day, wall

PLANNED = planned_day(men=4)
DAY = PLANNED.day
JUDGING = {"lying": "the two accounts, side by side", "in denial": "in his words"}


def plain(lines: list[Line]) -> str:
    return "\n".join("".join(text for text, _ in one) for one in lines)


WHO = st.one_of(
    st.just(("all", ())),
    st.just(("group", ())),
    st.lists(st.sampled_from(["m1", "m2", "m3", "m4"]), min_size=1, max_size=4, unique=True).map(
        lambda men: ("members", tuple(men))
    ),
)
WORDS = st.text(st.characters(codec="utf-8", exclude_categories=("C", "Z")), max_size=30)


@st.composite
def notes(draw: st.DrawFn) -> NoteWritten:
    scope, members = draw(WHO)
    return NoteWritten.model_validate(
        {
            "note": "n",
            "scope": scope,
            "members": members,
            "text": draw(WORDS),
            "meaning": draw(WORDS),
            "direction": draw(st.sampled_from(("", "strength", "concern"))),
            "domain": draw(st.sampled_from(("", "sx", "at", "re", "sr"))),
            "climate": draw(st.sampled_from(("", "co", "le", "op", "re", "ho"))),
            "target": draw(st.integers(0, 9)) if len(members) == 1 else 0,
            "action": draw(st.booleans()),
            "supervision": draw(st.booleans()),
        }
    )


@given(notes())
def test_a_note_that_fits_a_line_reads_back_as_it_was(note: NoteWritten) -> None:
    if not fits_line(note, DAY.roster):
        return
    reading = read_line(line_of(note, DAY.roster))
    who = who_of(DAY, reading)
    if who is None:
        assert not head_of(note, DAY.roster)
        assert (reading.text.strip(), reading.meaning.strip()) == (note.text, note.meaning)
        return
    again = note_of(DAY, reading, "n", who)
    assert again.model_copy(update={"own_words": note.own_words}) == note


@given(notes())
def test_an_ordinary_note_fits_a_line(note: NoteWritten) -> None:
    said = note.model_copy(update={"text": "waited and then spoke", "meaning": "may trust more"})
    # A domain alone cannot begin a head: a word that begins with a letter is text.
    assert fits_line(said, DAY.roster) or head_of(said, DAY.roster) == said.domain


def test_several_paragraphs_and_a_man_unknown_need_the_form() -> None:
    two = NoteWritten(note="n", scope="members", members=("m1",), text="one\ntwo")
    gone = NoteWritten(note="n", scope="members", members=("nobody",), text="one")
    assert not fits_line(two, DAY.roster)
    assert not fits_line(gone, DAY.roster)


def test_words_that_begin_like_a_head_come_back_as_words() -> None:
    note = NoteWritten(note="n", scope="group", text="3 men laughed")
    assert line_of(note, DAY.roster) == " 3 men laughed"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("he is lying about it", "lying: rather the two accounts, side by side"),
        ("he is In Denial", "in denial: rather in his words"),
        ("told his sister Karen everything", "Karen: if that is a name, rather who it is to him"),
        ('said "I was lying"', ""),
        ("came on Tuesday with his work", ""),
        ("relying on others", ""),
        ("Went back to the moment", ""),
        ("", ""),
    ],
)
def test_hints(text: str, said: str) -> None:
    assert hint(text, JUDGING) == said


def test_without_a_list_of_words_nothing_is_judged() -> None:
    assert hint("he is lying", {}) == ""


@pytest.fixture
def noted() -> Day:
    hand = planned_day(men=4)

    for man in ("m1", "m2", "m3"):
        hand.say(AttendanceMarked(member=man, state="in"), 600)
    hand.say(AttendanceMarked(member="m4", state="absent"), 600)
    hand.say(ItemStarted(item="check-in"), 600)
    for minute in range(601, 611):
        text = f"note number {minute} with words enough to go over the end of a narrow line"
        members = ("m1",) if minute % 2 else ("m3",)
        note = NoteWritten(note=f"n{minute}", scope="members", members=members, text=text)
        hand.say(note, minute)
    hand.say(ItemStarted(item="messages"), 615)
    hand.say(NoteWritten(note="mark", scope="members", members=("m1",), direction="strength"), 620)
    return hand.day


@pytest.mark.parametrize("rows", [1, 2, 5, 12, 24, 80])
@pytest.mark.parametrize("chosen", ["", "n601", "n605", "mark", "gone"])
def test_the_notes_never_take_more_rows_than_there_are(noted: Day, rows: int, chosen: str) -> None:
    lines = notes_lines(Shown(noted, noted.notes, chosen, {}), 60, rows)
    assert 0 < len(lines) <= rows
    assert all(width(one) <= 60 for one in lines)


def test_the_newest_note_stands_last_under_its_exercise(noted: Day) -> None:
    shown = plain(notes_lines(Shown(noted, noted.notes, "", {}), 80, 14)).splitlines()
    assert shown[-1].split() == ["10:20", "1+", "to", "describe"]
    assert shown[-2] == "Messages"
    assert "number 610" in plain(notes_lines(Shown(noted, noted.notes, "", {}), 80, 14))


def test_the_chosen_note_is_always_in_sight_with_what_is_known_of_it(noted: Day) -> None:
    shown = plain(notes_lines(Shown(noted, noted.notes, "n603", {"anna": "Anna Orr"}), 80, 8))
    assert "› 10:03" in shown
    assert "minute 3 · written by Anna Orr" in shown


def test_a_long_head_stands_on_a_line_of_its_own() -> None:
    note = NoteWritten(note="n", scope="members", members=("m1",), text="waited")
    first, second = note_block(note, "1234567890+sr#cot2!?", "10:01", 60, chosen=False)
    assert "".join(text for text, _ in first).split() == ["10:01", "1234567890+sr#cot2!?"]
    assert "".join(text for text, _ in second).strip() == "waited"


def test_nothing_noted_says_what_to_do() -> None:
    assert "Type a seat" in plain(notes_lines(Shown(DAY, DAY.notes, "", {}), 60, 5))


def test_the_clock_is_small_and_says_when_it_ends(noted: Day) -> None:
    now = wall(640)
    said = plain([clock_line(noted, noted.forecast(now), 79)])
    assert said.startswith("▶ Messages")
    assert "25 of 60 min · ends 11:15 · day ends" in said


def test_who_is_in_the_room_and_who_is_elsewhere(noted: Day) -> None:
    assert plain([room_line(noted, 79)]) == "in the room 1 2 3   absent 4"


def test_least_written_is_of_those_who_are_here(noted: Day) -> None:
    assert plain([not_noted_line(noted)]) == "nothing written yet of 2"


def test_who_was_told_stands_in_a_column() -> None:
    told = [Told(who="Duty manager", by="Ada Quill", how="by phone", at=wall(700)), Told(who="OM")]
    assert plain(told_lines(told, DAY, 60)).splitlines() == [
        "11:40  Duty manager, by phone, by Ada Quill",
        "       OM",
    ]
    assert plain(told_lines([], DAY, 60)) == "nobody yet"
