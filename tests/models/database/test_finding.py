"""Notes are found by words, men, tags, writers, groups and dates: all that is typed is met."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import closing

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlcipher3.dbapi2 import Connection

from models.database.database_file import connect
from models.database.finding import FoundNote, all_initials, find_notes, read_sought
from models.home import Home, open_home
from models.keys.keyring import Keyring
from tests.models.database.conftest import Sample, fill


@pytest.fixture(scope="module")
def db(sample: Sample) -> Iterator[Connection]:
    home = open_home(sample.folder)
    fill(home, sample.keyring)
    with closing(connect(home, sample.keyring)) as db:
        yield db


def found(db: Connection, text: str, most: int = 1000) -> list[FoundNote]:
    return find_notes(db, read_sought(text, all_initials(db)), most)


def test_by_words_the_newest_first_the_last_half_typed(db: Connection) -> None:
    notes = found(db, "his th")
    assert notes
    for note in notes:
        words = re.findall(r"\w+", f"{note.text} {note.meaning}".lower())
        assert "his" in words
        assert any(word.startswith("th") for word in words)
    assert [note.at for note in notes] == sorted((note.at for note in notes), reverse=True)
    assert found(db, "  ") == []
    assert len(found(db, "the", most=3)) == 3


def test_notes_of_closed_men_take_no_place_of_others(db: Connection) -> None:
    every = found(db, "the")
    first = next(at for at, note in enumerate(every) if note.members)
    closed = frozenset(every[first].members[:1])
    open_to_me = [note for note in every if closed.isdisjoint(note.members)]
    sought = read_sought("the", all_initials(db))
    for most in (first + 1, 1000):
        assert find_notes(db, sought, most, closed) == open_to_me[:most]
    assert len(open_to_me) > first


def test_every_part_narrows_and_is_met(db: Connection) -> None:
    all_of_them = found(db, "2000..2100")
    assert len(all_of_them) > 40
    one = next(note for note in all_of_them if note.initials and note.direction and note.domain)
    who, year, month = one.initials.split()[0], one.date[:4], one.date[:7]
    seat = one.about.split()[0].split(":")[1]
    checks: dict[str, Callable[[FoundNote], bool]] = {
        who: lambda note: who in note.initials.split(),
        month: lambda note: note.date.startswith(month),
        f"{year}..{one.date}": lambda note: year <= note.date <= one.date,
        f"in:{one.group_name[:4]}": lambda note: one.group_name[:4] in note.group_name,
        seat[-1]: lambda note: seat in (man.split(":")[1] for man in note.about.split()),
        f"+{one.domain}" if one.direction == "strength" else f"-{one.domain}": lambda note: (
            (note.direction, note.domain) == (one.direction, one.domain)
        ),
    }
    for text, meets in checks.items():
        expected = [note for note in all_of_them if meets(note)]
        assert found(db, text) == expected, text
        assert one in expected
    head = next(text for text in checks if text[0] in "+-")
    together = found(db, f"{head} {who} {month} {one.text.split()[0]}")
    assert one in together
    assert all(checks[text](note) for note in together for text in (head, who, month))


def test_by_who_wrote_it(db: Connection) -> None:
    names = dict(db.execute("SELECT staff_id, name FROM staff"))
    everything = found(db, "2000..2100")
    for staff, name in names.items():
        initials = "".join(word[0] for word in name.split())
        mine = [note for note in everything if note.by == staff]
        assert found(db, f"by:{initials}") == mine
        assert found(db, f"by:{name.split()[-1].lower()}") == mine
    assert found(db, "by:nobody") == []


@pytest.mark.parametrize(
    ("typed", "since", "until"),
    [
        ("2026", "2026", "2026"),
        ("2026-02", "2026-02", "2026-02"),
        ("2026-10..", "2026-10", ""),
        ("..2026-10-25", "", "2026-10-25"),
        ("2026-09..2026-10-25", "2026-09", "2026-10-25"),
    ],
)
def test_a_date_or_its_beginning_is_a_span(typed: str, since: str, until: str) -> None:
    sought = read_sought(f"{typed} chair", ())
    assert (sought.since, sought.until, sought.words) == (since, until, ("chair",))


@pytest.mark.parametrize(
    "typed", ["2026-13", "2026-02-30", "0000", "..", "2026-1", "12:07", "9..10"]
)
def test_what_is_no_date_is_a_word(typed: str) -> None:
    assert read_sought(f"x {typed}", ()).words == ("x", typed)


@given(st.text(max_size=40))
def test_any_text_is_looked_for(text: str) -> None:
    sought = read_sought(text, ("JB",))
    assert sought.everything == (not text.split())


@pytest.mark.parametrize("text", ['"', "'; DROP TABLE notes", "\0", "a\0b", "x NOT", "by:", "in:%"])
def test_what_means_something_in_sql_is_only_text(db: Connection, text: str) -> None:
    found(db, text)


def test_another_home_without_men_finds_words_alone(filled: Home, keyring: Keyring) -> None:
    with closing(connect(filled, keyring)) as db:
        assert find_notes(db, read_sought("JB", ())) == []
