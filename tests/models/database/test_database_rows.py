"""What stands in the local database is what the folds say."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from statistics import median

import pytest
from sqlcipher3.dbapi2 import Connection

from models.acts.attending import mark
from models.acts.noting import write_note
from models.database.database_file import connect
from models.database.finding import find_notes, read_sought
from models.database.queries import (
    learned_minutes,
    list_sessions,
    open_actions,
    open_concerns,
)
from models.day.attendance import total_dosage_ms
from models.day.day import Day
from models.day.observation import worth_reading
from models.day.session_view import SessionView, session_view
from models.entries import NewEntry
from models.entries.closing import ActWithdrawn, ReflectionWritten
from models.entries.group import MemberLeft, SessionOpened
from models.entries.observation import NoteWritten
from models.entries.timeline import ItemStarted
from models.group.people import fold_sessions
from models.home import Home
from models.ids import named_id
from models.keys.keyring import Keyring
from models.record import Record
from tests.models.database.conftest import dump, fill

HOSTILE = '\x1b]0;title\x07 \x00 "quoted" NEAR(x) OR * [/nope] \u202e zwölf'


@pytest.fixture
def db(filled: Home, keyring: Keyring) -> Iterator[Connection]:
    with closing(connect(filled, keyring)) as db:
        yield db


def days(record: Record) -> list[Day]:
    """Every day on record."""
    return [
        record.day(group, one.session)
        for group in record.team().groups
        for one in fold_sessions(record.group_facts(group))
    ]


def view_of(db: Connection, session: str) -> SessionView:
    view = session_view(db, session)
    assert view is not None
    return view


def test_the_list_says_what_the_days_say(db: Connection, reading: Record) -> None:
    listed = {one.session: one for one in list_sessions(db)}
    found = days(reading)
    assert listed.keys() == {day.session for day in found}
    for day in found:
        one = listed[day.session]
        men = day.attendance.men.values()
        assert (one.group, one.block, one.day, one.date) == (
            day.about.group,
            day.about.block,
            day.about.day,
            day.about.date,
        )
        assert (one.started, one.ended) == (day.timeline.started, day.timeline.ended)
        assert (one.came, one.expected) == (sum(m.arrived is not None for m in men), len(men))
        assert one.notes == len(worth_reading(day.notes))
        assert one.signed == len(day.signatures)


def test_the_list_begins_with_the_newest(db: Connection) -> None:
    dates = [one.date for one in list_sessions(db)]
    assert dates == sorted(dates, reverse=True)


def test_a_session_reads_as_its_day(db: Connection, reading: Record) -> None:
    for day in days(reading):
        view = view_of(db, day.session)
        assert [item.item for item in view.items] == [s.item.id for s in day.timeline.states]
        assert [item.status for item in view.items] == [s.status for s in day.timeline.states]
        until = day.timeline.ended or 0
        minutes = {
            day.roster.seat(name): total_dosage_ms(man, day.timeline, until)
            for name, man in day.attendance.men.items()
        }
        assert {man.seat: man.worked_ms for man in view.men} == minutes
        shown = [note for note in day.notes if not note.what.struck]
        assert sorted(note.text for note in view.notes) == sorted(n.what.text for n in shown)
        assert len(view.signatures) == len(day.signatures)
        assert {one.text for one in view.work_set} == {work.text for work in day.work_set}


def test_no_session_no_view(db: Connection) -> None:
    assert session_view(db, "no such id") is None


def test_open_concerns_and_actions_are_those_of_the_record(db: Connection, reading: Record) -> None:
    found = days(reading)
    concerns = {what.concern for day in found for _, what in day.concerns if not what.closed}
    actions = {what.action for day in found for what in day.actions if not what.done}
    assert {one.concern for one in open_concerns(db)} == concerns
    assert {one.action for one in open_actions(db)} == actions
    assert actions


def test_learned_minutes_are_medians_of_what_was_not_cut_short(db: Connection) -> None:
    learned = learned_minutes(db)
    items = [
        item
        for line in list_sessions(db)
        for item in view_of(db, line.session).items
        if item.title == "Check-in" and item.status == "done"
    ]
    minutes = sorted(round(item.worked_ms / 60_000) for item in items)
    one = next(one for name, one in learned.items() if name.startswith("check-in"))
    assert one.times == len(minutes)
    assert one.minutes == round(median(minutes))
    assert minutes[0] < minutes[-1]
    assert not any(name in ("break", "lunch") for name in learned)


def write(record: Record, day: Day, note: NoteWritten) -> None:
    act = write_note(day, note, day.timeline.started or 0)
    record.append(act.entries, group=day.about.group, session=day.session)


def test_hostile_words_are_kept_and_found_as_they_are(
    filled: Home, keyring: Keyring, writing: Record
) -> None:
    day = days(writing)[0]
    man = next(iter(day.roster.members))
    write(writing, day, NoteWritten(note="n", scope="members", members=(man,), text=HOSTILE))
    fill(filled, keyring)
    with closing(connect(filled, keyring)) as db:
        for words in ('"quoted" NEAR(x)', "zwolf", "OR * [/nope]"):
            (note,) = find_notes(db, read_sought(words, ()))
            assert note.text == HOSTILE.replace("\0", "[U+0000]")
        for words in ('"', "'; DROP TABLE notes", "\0", "a\0b", "-", "NOT"):
            find_notes(db, read_sought(words, ()))


def test_a_struck_note_is_neither_shown_nor_found(
    filled: Home, keyring: Keyring, writing: Record
) -> None:
    day = days(writing)[0]
    write(writing, day, NoteWritten(note="n", scope="group", text="xylophone", struck=True))
    fill(filled, keyring)
    with closing(connect(filled, keyring)) as db:
        assert find_notes(db, read_sought("xylophone", ())) == []
        assert all(note.text != "xylophone" for note in view_of(db, day.session).notes)


def test_own_reflections_and_passphrases_are_nowhere_in_it(
    filled: Home, keyring: Keyring, reading: Record
) -> None:
    written = [
        entry.what.text
        for day in days(reading)
        for entry in day.facts.entries.values()
        if isinstance(entry.what, ReflectionWritten)
    ]
    assert written
    everything = repr(dump(filled, keyring))
    assert not any(text in everything for text in written)


def test_nothing_of_it_can_be_read_without_the_key(filled: Home) -> None:
    words = [text.encode() for text in ("Check-in", "Core Group", "facilitator", "SQLite format")]
    for path in sorted(filled.folder.glob("local*")):
        raw = path.read_bytes()
        assert not any(word in raw for word in words), path.name


def test_its_files_are_for_their_owner_only(filled: Home) -> None:
    made = sorted(path.name for path in filled.folder.glob("local*"))
    assert {"local.db", "local.key", "local.lock"} <= set(made)
    modes = {path.stat().st_mode & 0o077 for path in filled.folder.glob("local*")}
    assert modes == {0}


def test_a_day_that_runs_is_in_it(
    own: Home, keyring: Keyring, writing: Record, same_anew: Callable[[Home], None]
) -> None:
    fill(own, keyring)
    day = days(writing)[0]
    session = named_id("a session", "of this test")
    opened = day.about.model_copy(update={"session": session, "date": "2026-11-22", "day": 8})
    plan = day.plan
    assert plan is not None
    said = [NewEntry(opened), NewEntry(plan), NewEntry(ItemStarted(item=plan.items[0].id))]
    writing.append(said, group=day.about.group, session=session)
    counts = fill(own, keyring)
    assert counts.sessions == 1
    today = writing.day(day.about.group, session)
    act = mark(today, next(iter(today.roster.members)), "in", today.timeline.started or 0)
    writing.append(act.entries, group=day.about.group, session=session)
    fill(own, keyring)
    with closing(connect(own, keyring)) as db:
        line = next(one for one in list_sessions(db) if one.session == session)
        assert line.started is not None
        assert line.ended is None
        assert line.came == 1
    same_anew(own)


def test_an_opening_taken_back_takes_the_session_out(
    own: Home, keyring: Keyring, writing: Record, same_anew: Callable[[Home], None]
) -> None:
    fill(own, keyring)
    day = days(writing)[0]
    entry = day.facts.value("session", day.session)
    assert entry is not None
    group = day.about.group
    gone = writing.append([NewEntry(ActWithdrawn(act=entry.act), chosen_stream=group)])
    fill(own, keyring)
    with closing(connect(own, keyring)) as db:
        assert session_view(db, day.session) is None
    same_anew(own)
    writing.append([NewEntry(ActWithdrawn(act=gone[0].act), chosen_stream=group)])
    fill(own, keyring)
    with closing(connect(own, keyring)) as db:
        assert session_view(db, day.session) is not None
    same_anew(own)


def test_who_leaves_the_group_is_folded_into_all_its_sessions(
    own: Home, keyring: Keyring, writing: Record, same_anew: Callable[[Home], None]
) -> None:
    fill(own, keyring)
    day = days(writing)[0]
    left = MemberLeft(member=next(iter(day.roster.members)))
    writing.append([NewEntry(left)], group=day.about.group)
    assert fill(own, keyring).sessions == 2
    same_anew(own)


def test_a_session_named_by_another_groups_stream_does_not_change_owner(
    own: Home, keyring: Keyring, writing: Record, same_anew: Callable[[Home], None]
) -> None:
    fill(own, keyring)
    one, *_, other = days(writing)
    stolen = SessionOpened(**{**one.about.model_dump(), "group": one.about.group})
    writing.append([NewEntry(stolen)], group=other.about.group)
    fill(own, keyring)
    with closing(connect(own, keyring)) as db:
        lines = [line.group for line in list_sessions(db) if line.session == one.session]
    assert lines == [one.about.group]
    same_anew(own)


def test_a_fresh_home_has_an_empty_database(tmp_path: Path) -> None:
    from models.home import create_home

    home, keyring = create_home(tmp_path / "new", "a passphrase", passes=3)
    assert fill(home, keyring).sessions == 0
    with closing(connect(home, keyring)) as db:
        assert list_sessions(db) == []
        assert learned_minutes(db) == {}
