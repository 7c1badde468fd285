"""What review files hold: a session with all that it takes to read it, and what was said of it.

Both are JSON; their entries are the bytes that the record has of them, each with its place.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from hashlib import sha256
from typing import Any, Final

from models.day.day import Day
from models.entries.entry import DamagedEntry, Entry, Unknown, decode, encode
from models.entries.group import SessionOpened
from models.entries.reviewing import CommentWritten, SessionReviewed
from models.entries.team import StaffAdded
from models.facts import Facts
from models.group.people import Team, fold_team
from models.review_file.sealing import ReviewFileError
from models.streams import TEAM_STREAM

FORMAT: Final = 1
_NEWER = "It was written by a newer version of the program: update this one."
_DAMAGED = "What it holds can't be read: ask for the file once more."


@dataclass(frozen=True)
class SessionFile:
    """One session, to be read elsewhere.

    `file` is the file's own id, `team` the team's public key (hex), `session` the session's id,
    `made_at` an instant (ms), `made_by` a name. `heads` are the writers' heads as it was made.
    """

    file: str
    team: str
    session: str
    made_at: int
    made_by: str
    recipient: str
    heads: tuple[str, ...]
    entries: tuple[Entry, ...]

    @cached_property
    def of_team(self) -> Team:
        """The staff who wrote in it or are named in it, and the group."""
        return fold_team(Facts.of(one for one in self.entries if one.stream == TEAM_STREAM))

    def day(self, said: Iterable[Entry] = ()) -> Day:
        """The session, with what a reviewer said of it."""
        own = (one for one in self.entries if one.stream != TEAM_STREAM)
        return Day.of(self.session, [*own, *said])

    @cached_property
    def about(self) -> SessionOpened:
        """Which session it is."""
        return self.day().about

    def reviewer(self, name: str) -> StaffAdded:
        """Who reads it here: nobody of the team's, by a name that he gives himself."""
        staff = sha256(f"{self.file} {name}".encode()).hexdigest()[:32]
        return StaffAdded(staff=staff, name=name, role="supervisor")


@dataclass(frozen=True)
class CommentsFile:
    """What a reviewer said of a session that he had as a file, and what he half typed.

    `file`, `team`, `group` and `session` are of the session's file; `name` is his.
    """

    file: str
    team: str
    group: str
    session: str
    name: str
    entries: tuple[Entry, ...] = ()
    drafts: Mapping[str, str] = field(default_factory=dict)


def session_bytes(one: SessionFile) -> bytes:
    """The session as it is sealed."""
    said = {
        "format": FORMAT,
        "file": one.file,
        "team": one.team,
        "session": one.session,
        "made_at": one.made_at,
        "made_by": one.made_by,
        "recipient": one.recipient,
        "heads": one.heads,
        "entries": _rows(one.entries),
    }
    return json.dumps(said).encode()


def read_session(raw: bytes) -> SessionFile:
    """The session that was sealed so. ReviewFileError, without a word of it."""
    said = _said(raw)
    try:
        return SessionFile(
            file=str(said["file"]),
            team=str(said["team"]),
            session=str(said["session"]),
            made_at=int(said["made_at"]),
            made_by=str(said["made_by"]),
            recipient=str(said["recipient"]),
            heads=tuple(map(str, said["heads"])),
            entries=_entries(said["entries"]),
        )
    except (KeyError, TypeError, ValueError):
        raise ReviewFileError(_DAMAGED) from None


def comments_bytes(one: CommentsFile) -> bytes:
    """The comments as they are sealed."""
    said = {
        "format": FORMAT,
        "file": one.file,
        "team": one.team,
        "group": one.group,
        "session": one.session,
        "name": one.name,
        "entries": _rows(one.entries),
        "drafts": dict(one.drafts),
    }
    return json.dumps(said).encode()


def read_comments(raw: bytes) -> CommentsFile:
    """The comments that were sealed so; what is neither comment nor return isn't taken."""
    said = _said(raw)
    try:
        return CommentsFile(
            file=str(said["file"]),
            team=str(said["team"]),
            group=str(said["group"]),
            session=str(said["session"]),
            name=str(said["name"]),
            entries=tuple(one for one in _entries(said["entries"]) if _may_come_back(one)),
            drafts={str(name): str(text) for name, text in said["drafts"].items()},
        )
    except (AttributeError, KeyError, TypeError, ValueError):
        raise ReviewFileError(_DAMAGED) from None


def _may_come_back(entry: Entry) -> bool:
    """A sign-off doesn't: it is a signature over the record's heads, from a slot of his own."""
    what = entry.what
    returned = isinstance(what, SessionReviewed) and not what.signed_off
    return returned or isinstance(what, CommentWritten)


def _said(raw: bytes) -> dict[str, Any]:
    try:
        said = json.loads(raw)
        number = int(said["format"])
    except (KeyError, TypeError, ValueError):
        raise ReviewFileError(_DAMAGED) from None
    if number > FORMAT:
        raise ReviewFileError(_NEWER)
    return dict(said)


def _rows(entries: Iterable[Entry]) -> list[list[object]]:
    return [[one.writer, one.seq, one.stream, encode(one).decode()] for one in entries]


def _entries(rows: object) -> tuple[Entry, ...]:
    """The entries of these rows. ReviewFileError, ValueError."""
    if not isinstance(rows, list):
        raise ValueError
    found: list[Entry] = []
    for writer, seq, stream, body in rows:
        try:
            entry = decode(str(body).encode(), str(writer), int(seq), str(stream))
        except DamagedEntry:
            raise ReviewFileError(_DAMAGED) from None
        if isinstance(entry, Unknown):
            raise ReviewFileError(_NEWER)
        found.append(entry)
    return tuple(found)
