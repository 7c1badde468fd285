"""A home in which a day was led, so that every kind of file is in it; and what it answers."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import closing, redirect_stderr
from dataclasses import dataclass
from hashlib import sha256
from io import StringIO
from pathlib import Path
from random import Random
from typing import TypeVar

from sqlcipher3.dbapi2 import Connection

from models.acts import attending, noting
from models.acts.running import next_step
from models.database.filling import bring_up_to_date
from models.day.day import Day
from models.entries.observation import NoteWritten
from models.home import Home
from models.journal.verify import Outcome, Verdict, verify
from models.keys.keyring import Keyring
from models.reader import open_reader
from models.record import Record
from models.record_error import RecordError
from session_tui.commands.database import answer
from session_tui.desk import Desk
from tests.session_tui.hands import HandClock, clock_at, new_desk, with_day, with_group
from tests.torture.made_home import at

LETTERS = "abcdefghij klmno pqrst uvwxyz "
NOTES = 200
REFUSED = "refused in a sentence"
T = TypeVar("T")


@dataclass(frozen=True)
class Led:
    """The home, the keys for it, and where its day is."""

    home: Home
    keyring: Keyring
    group: str
    session: str
    now: int


def lead_a_day(folder: Path, chance: Random, notes: int = NOTES) -> Led:
    """A day with attendance, its work and so many notes; the local database filled."""
    clock = clock_at()
    desk = with_day(with_group(new_desk(folder, clock)))
    for seat in range(1, 9):
        desk.say(attending.mark(_day(desk), _man(desk, seat), "in", clock.at))
    for number in range(notes):
        clock.at += 40_000
        if number % 60 == 0 and (step := next_step(_day(desk), clock.at).act):
            desk.say(step)
        _note(desk, clock, chance)
    day = _day(desk)
    bring_up_to_date(desk.home, desk.keyring, clock.now)
    keyring, group = desk.keyring, desk.group
    home, keyring = at(folder, keyring)
    desk.close()
    return Led(home, keyring, group, day.session, clock.at)


def _note(desk: Desk, clock: HandClock, chance: Random) -> None:
    men = tuple(_man(desk, chance.randint(1, 8)) for _ in range(chance.randint(1, 2)))
    text = "".join(chance.choices(LETTERS, k=chance.randint(5, 400)))
    note = NoteWritten(
        note=desk.new_id(), scope="members", members=tuple(dict.fromkeys(men)), text=text
    )
    desk.say(noting.write_note(_day(desk), note, clock.at))


def _day(desk: Desk) -> Day:
    assert desk.day is not None
    return desk.day


def _man(desk: Desk, seat: int) -> str:
    man = _day(desk).roster.by_seat(seat)
    assert man is not None
    return man.member


@dataclass(frozen=True)
class Answers:
    """What a home answers: to verify, the day's fold and the tables of its database."""

    verdict: Verdict
    fold: str
    tables: str


def answers(led: Led, folder: Path) -> Answers:
    """Ask the home in `folder`; an error in a sentence is an answer too."""
    return Answers(
        _asked(lambda: verify(folder, _here(led, folder)[1]), Verdict(Outcome.ALTERED, ())),
        _asked(lambda: _fold(led, folder), REFUSED),
        _asked(lambda: _tables(led, folder), REFUSED),
    )


def _asked(question: Callable[[], T], otherwise: T) -> T:
    try:
        return question()
    except RecordError:
        return otherwise


def _here(led: Led, folder: Path) -> tuple[Home, Keyring]:
    return at(folder, led.keyring)


def _fold(led: Led, folder: Path) -> str:
    home, keyring = _here(led, folder)
    with closing(open_reader(home, keyring)) as reader:
        record = Record(reader, keyring, lambda: led.now)
        day = record.day(led.group, led.session)
        said = [*record.team_facts().entries, *day.facts.entries.values(), *record.trouble]
        return f"{len(said)} {sha256(repr(said).encode()).hexdigest()} {record.trouble}"


def _tables(led: Led, folder: Path) -> str:
    """Every row of the database, asked for as the command line does."""
    with redirect_stderr(StringIO()):
        rows = answer(*_here(led, folder), _all_rows)
    return sha256(repr(rows).encode()).hexdigest()


def _all_rows(db: Connection) -> list[tuple[str, list[str]]]:
    names = db.execute("SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name")
    return [
        (name, sorted(map(repr, db.execute(f"SELECT * FROM {name}"))))
        for (name,) in names.fetchall()
        if not name.startswith("observation_words_")
    ]
