"""The team of the sync machine: a home with a group and a day, what its laptops say and read."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Callable
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Literal, NamedTuple

from models.database.filling import bring_up_to_date
from models.day.day import Day
from models.entries.attendance import AttendanceMarked
from models.entries.closing import ActWithdrawn
from models.entries.entry import Entry, NewEntry
from models.entries.group import MemberAdded, SessionOpened
from models.entries.observation import NoteWritten
from models.entries.team import GroupFormed, StaffAdded, TeamFounded
from models.home import Home, create_home
from models.ids import new_id
from models.journal.recorder import open_recorder
from models.keys.keyring import Keyring
from models.reader import Opened, open_reader
from models.record import Record
from models.streams import TEAM_STREAM
from tests.models.database.conftest import dump
from tests.models.sync.machine import IN_MEMORY

NOON = 1_795_435_200_000
"""Of 23 November 2026."""
DATE, ZONE = "2026-11-23", "Europe/London"

Saying = Literal["note", "in", "absent", "undo"]


class Team(NamedTuple):
    """Its home, as whoever joins gets it; its founder's keys; the ids of what is in the record."""

    kept: TemporaryDirectory[str]
    """Goes when the tests end."""
    keyring: Keyring
    group: str
    session: str
    men: tuple[str, ...]
    leavers: tuple[str, ...]
    """Staff who may be removed."""
    entries: frozenset[str]

    @property
    def folder(self) -> Path:
        """The home."""
        return Path(self.kept.name) / "home"

    @property
    def streams(self) -> tuple[str, str, str]:
        """Where its entries are."""
        return (TEAM_STREAM, self.group, self.session)


@cache
def team() -> Team:
    """The team, made once."""
    kept = TemporaryDirectory(prefix="session-tui-team-", dir=IN_MEMORY)
    home, keyring = create_home(Path(kept.name) / "home", "correct horse 1", passes=3)
    leavers = [home.unlock(words, home.add_staff(keyring, words, passes=3).staff) for words in "xy"]
    group, session, *men = (new_id(NOON) for _ in range(4))
    said = [
        NewEntry(TeamFounded(name="Team")),
        *(_staff(one, name) for one, name in zip((keyring, *leavers), "AXY", strict=True)),
        NewEntry(GroupFormed(group=group, name="Group", key=keyring.new_key().hex())),
        *(
            NewEntry(MemberAdded(member=man, seat=seat, initials="AB", key=keyring.new_key().hex()))
            for seat, man in enumerate(men, 1)
        ),
        NewEntry(
            SessionOpened(
                session=session,
                group=group,
                block=1,
                block_run="first",
                day=1,
                days=1,
                date=DATE,
                zone=ZONE,
            )
        ),
    ]
    with open_recorder(home, keyring) as recorder:
        record = Record(recorder.reader, keyring, lambda: NOON, recorder)
        acts = [record.append([one], group=group, session=session) for one in said]
    for folder in (home.seats_folder, home.witness_folder):  # whoever joins writes as himself
        shutil.rmtree(folder)
        folder.mkdir()
    gone = tuple(one.staff.hex() for one in leavers)
    entries = frozenset(entry.id for act in acts for entry in act)
    return Team(kept, keyring, group, session, tuple(men), gone, entries)


def _staff(keyring: Keyring, name: str) -> NewEntry:
    return NewEntry(
        StaffAdded(
            staff=keyring.staff.hex(),
            name=name,
            role="supervisor",
            signing_key=keyring.signer.hex(),
        )
    )


def unlocked(home: Home) -> Keyring:
    """The founder's keys after a start of the program, without the passphrase's second."""
    keyring = team().keyring
    return home._keyring(home.staff.slots()[keyring.staff], keyring.halves())


def say(record: Record, what: Saying, about: int) -> tuple[Entry, ...]:
    """Say it of the day as this laptop has it: the entries that are saved then."""
    _, group, session = team().streams
    record.group_facts(group)  # which keys seal what is about whom
    day = record.day(group, session)
    if what == "undo":
        mine = [one.act for one in day.entries_of_session if one.id not in team().entries]
        if not mine:
            return ()
        return record.append([NewEntry(ActWithdrawn(act=mine[-1]), chosen_stream=session)])
    if what == "note":
        note = NoteWritten(note=new_id(about), scope="group", text=os.urandom(6).hex())
        return record.append([NewEntry(note, about)], group=group, session=session)
    man = team().men[about % 2]
    standing = day.facts.settle("attendance", man)
    marked = AttendanceMarked(member=man, state=what)
    new = NewEntry(marked, about, standing.values if standing else ())
    return record.append([new], group=group, session=session)


def id_in(opened: Opened) -> str:
    """The id of an entry by its bytes."""
    return str(json.loads(opened.body.split(b"\n", 2)[1])["id"])


def day_of(home: Home, keyring: Keyring, now: Callable[[], int]) -> tuple[Any, ...]:
    """The day as a laptop folds it, and every entry behind it in its order."""
    _, group, session = team().streams
    reader = open_reader(home, keyring)
    try:
        day = Record(reader, keyring, now).day(group, session)
    finally:
        reader.close()
    return (list(_content(day)), day.timeline, day.attendance, day.notes, day.roster)


def _content(day: Day) -> list[tuple[Any, ...]]:
    return [(one.id, one.order, one.what, one.about) for one in day.facts.entries.values()]


def tables_of(home: Home, keyring: Keyring, now: Callable[[], int]) -> dict[str, list[Any]]:
    """A laptop's local tables, brought up to date; how far they are folded is each one's own."""
    bring_up_to_date(home, keyring, now)
    tables = dump(home, keyring)
    del tables["folded"]
    return tables
