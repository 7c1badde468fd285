"""Filling the local supervision database from the journal.

Only what was written since is folded: the sessions it belongs to, some of them in each
transaction. How far that came is written last, so a fill cut short is done again.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace

from sqlalchemy.exc import DBAPIError

from models.database.database_file import DatabaseUnusable, unusable
from models.database.local_database import MADE_ANEW, Database
from models.database.row import Row, row_of
from models.database.rows_of_group import group_rows, team_rows
from models.database.rows_of_session import session_rows
from models.database.tables import FoldedRow
from models.day.day import Day
from models.entries import Entry
from models.entries.closing import ActWithdrawn
from models.entries.group import MemberAdded, MemberLeft, SessionOpened
from models.entries.team import StaffAdded, StaffLeft
from models.facts import Facts
from models.group.people import fold_sessions
from models.home import Home
from models.journal.frame import Position
from models.keys.keyring import Keyring
from models.reader import Reader, open_reader
from models.record import Record
from models.streams import TEAM_STREAM

_PAGE = 2000
"""How many new entries are looked at at a time."""

_SESSIONS = 20
"""So many sessions are replaced in one transaction: each alone costs twice as much."""

_OF_STAFF = (StaffAdded, StaffLeft, ActWithdrawn)

Told = Callable[[int, int], None]
"""Hears how many sessions are folded, and of how many."""


@dataclass(frozen=True, slots=True)
class Counts:
    """What a fill did: sessions folded, of how many there are, and their notes.

    `unread` counts entries met that can't be read; `remade` says in a line why all was folded
    anew, or nothing.
    """

    sessions: int = 0
    of: int = 0
    notes: int = 0
    unread: int = 0
    remade: str = ""


def bring_up_to_date(
    home: Home,
    keyring: Keyring,
    now: Callable[[], int],
    *,
    anew: bool = False,
    told: Told | None = None,
) -> Counts:
    """Fill the home's database, made `anew` where that is wanted or the file is damaged.

    Reads through a connection of its own, so any thread may call it. `now` gives ms since the
    epoch. DatabaseBusy, DatabaseNotWritten, JournalUnusable.
    """
    reader = open_reader(home, keyring)
    try:
        record = Record(reader, keyring, now)
        try:
            return _filled(home, keyring, record, told, anew=anew)
        except DatabaseUnusable as error:
            counts = _filled(home, keyring, record, told, anew=True)
            return replace(counts, remade=f"{error} {MADE_ANEW}")
    finally:
        reader.close()


def _filled(
    home: Home, keyring: Keyring, record: Record, told: Told | None, *, anew: bool
) -> Counts:
    with Database(home, keyring, anew=anew) as database:
        try:
            return fill(database, record, told)
        except DBAPIError as error:
            raise unusable(home.database_path, error.orig or error) from None


def fill(database: Database, record: Record, told: Told | None = None) -> Counts:
    """Fold what was written since the last fill. JournalUnusable; SQLAlchemy's errors."""
    heads = record.reader.heads()
    done = database.folded()
    if done and not _goes_on(record.reader, heads, done):
        database.empty()
        done = {}
    filling = _Filling(database, record)
    filling.fold(filling.since(done) if done else filling.everything(), told)
    database.put_folded(
        row_of(FoldedRow)(writer=writer.hex(), seq=head.seq, hash=head.hash.hex())
        for writer, head in heads.items()
    )
    return filling.counts


def _goes_on(
    reader: Reader, heads: Mapping[bytes, Position], done: Mapping[str, tuple[int, str]]
) -> bool:
    """Whether the journal still has what was folded: a copy put back may have other entries."""
    held = {writer: head.seq for writer, head in heads.items()}
    for name, (seq, digest) in done.items():
        writer = bytes.fromhex(name)
        if held.get(writer, 0) < seq:
            return False
        read = reader.frames_after({**held, writer: seq - 1}, 1)
        if any(opened.hash.hex() != digest for opened in read.opened):
            return False
    return True


@dataclass
class _Sessions:
    """The sessions of a group to be folded: `named` ones, or `all` of them."""

    named: set[str] = field(default_factory=set)
    all: bool = False
    own_rows: bool = False


_Plan = dict[str, _Sessions]
"""What is to be folded, by group."""


class _Filling:
    """One fill. `counts` is what it did so far."""

    def __init__(self, database: Database, record: Record) -> None:
        self._database = database
        self._record = record
        self._team = record.team()
        self._in_database = database.sessions()
        self.counts = Counts(remade=database.remade)

    def everything(self) -> _Plan:
        """Every group with all its sessions."""
        return {group: _Sessions(all=True, own_rows=True) for group in self._team.groups}

    def since(self, done: Mapping[str, tuple[int, str]]) -> _Plan:
        """What the entries written since belong to."""
        known = self._database.groups()
        new = set(self._team.groups) - known
        plan = {group: _Sessions(all=True, own_rows=True) for group in new}
        streams: set[str] = set()
        for entry in self._entries_after(done):
            if entry.stream == TEAM_STREAM and isinstance(entry.what, _OF_STAFF):
                # Who may do what has changed, and so what has effect, in whichever session.
                return self.everything()
            if entry.stream in self._team.groups:
                _add_group_entry(plan.setdefault(entry.stream, _Sessions()), entry)
            else:
                streams.add(entry.stream)
        opened = {name: group for group, part in plan.items() for name in part.named}
        for name in streams:
            if group := opened.get(name) or self._in_database.get(name):
                plan.setdefault(group, _Sessions()).named.add(name)
        return plan

    def fold(self, plan: _Plan, told: Told | None) -> None:
        """Fold all of it, and drop what is gone."""
        for group in self._database.groups() - set(self._team.groups):
            self._database.put_group(group, ())
            self._drop(name for name, of in self._in_database.items() if of == group)
        self._database.put_team(team_rows(self._team))
        read = {group: self._read_group(group, part) for group, part in plan.items()}
        of = sum(len(sessions) for _, sessions in read.values())
        for facts, sessions in read.values():
            for first in range(0, len(sessions), _SESSIONS):
                some = sessions[first : first + _SESSIONS]
                self._database.put_sessions(some, self._session_rows(some, facts, of, told))
        self.counts = replace(self.counts, of=len(self._database.sessions()))

    def _entries_after(self, done: Mapping[str, tuple[int, str]]) -> Iterator[Entry]:
        held = {bytes.fromhex(writer): seq for writer, (seq, _) in done.items()}
        while True:
            before = dict(held)
            yield from self._record.after(held, _PAGE)
            if held == before:
                return

    def _read_group(self, group: str, part: _Sessions) -> tuple[Facts, list[str]]:
        """A group's facts, its own rows replaced, and which of its sessions are to be folded."""
        facts = self._record.group_facts(group)
        self._count_unread()
        if part.own_rows:
            self._database.put_group(group, group_rows(group, facts))
        opened = [one.session for one in fold_sessions(facts) if one.group == group]
        mine = {name for name, of in self._in_database.items() if of == group}
        self._drop(mine - set(opened))
        return facts, [name for name in opened if part.all or name in part.named]

    def _session_rows(
        self, sessions: Iterable[str], facts: Facts, of: int, told: Told | None
    ) -> Iterator[Row]:
        for session in sessions:
            entries = self._record.entries([session])
            self._count_unread()
            day = Day.of(session, [*facts.as_written, *entries])
            yield from session_rows(day, self._team.here)
            counts = self.counts
            notes = counts.notes + len(day.notes)
            self.counts = replace(counts, sessions=counts.sessions + 1, notes=notes)
            if told is not None:
                told(self.counts.sessions, of)

    def _drop(self, sessions: Iterable[str]) -> None:
        self._database.put_sessions(list(sessions), ())

    def _count_unread(self) -> None:
        unread = sum(trouble.entries for trouble in self._record.trouble)
        self.counts = replace(self.counts, unread=self.counts.unread + unread)
        self._record.trouble = ()


def _add_group_entry(part: _Sessions, entry: Entry) -> None:
    """What an entry of a group's stream touches: its men stand in the rows of every session."""
    part.own_rows = True
    if isinstance(entry.what, MemberAdded | MemberLeft | ActWithdrawn):
        part.all = True
    elif isinstance(entry.what, SessionOpened):
        part.named.add(entry.what.session)
