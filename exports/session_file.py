"""One session as a file to be read elsewhere: what goes with it, and what stays at home.

With it goes what the session note holds, and the comments so far: the session's own entries, of
its group's what is about it and its men of that day as seats and initials, and the names of the
staff who wrote in it. Own reflections, the words of concerns and of struck notes, particulars,
keys and all other days stay. Every text goes through the guard: a man's name becomes his
initials, who is near him is named nowhere.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace

from exports.cleaned import cleaned
from exports.document import Document, Replaced
from exports.guard import for_group
from exports.source import Source
from models.day.day import Day
from models.entries.attendance import WalkInSaid
from models.entries.closing import ActWithdrawn
from models.entries.content import Content
from models.entries.entry import Entry
from models.entries.group import (
    ActionWritten,
    ConcernWritten,
    MemberAdded,
    MemberLeft,
    SessionOpened,
    WorkFollowed,
    WorkSet,
)
from models.entries.membership import StandingChanged
from models.entries.observation import NoteWritten
from models.entries.team import GroupFormed, StaffAdded
from models.entries.timeline import PlanLaid
from models.ids import named_id
from models.review_file.contents import SessionFile, session_bytes
from models.review_file.sealing import SESSION, FileKey, seal

_OF_MAN = (MemberAdded, MemberLeft, StandingChanged)
_OF_SESSION = (SessionOpened, ConcernWritten, ActionWritten, WorkSet, WorkFollowed)
_STAYS: dict[type[Content], dict[str, object]] = {
    MemberAdded: {
        "name": "",
        "crn": "",
        "born": "",
        "risk_level": "",
        "iq_rule": "",
        "learning_styles": (),
        "accommodations": "",
        "offender_manager": "",
        "keep_apart": (),
        "notice_given": "",
        "remarks": "",
        "key": "",
    },
    MemberLeft: {"why": ""},
    StandingChanged: {"why": "", "other_group": ""},
    WalkInSaid: {"key": ""},
    ConcernWritten: {"words": "", "decided": "", "told_him": ""},
}
"""What of an entry stays at home: a document without names says none of it."""


def session_file(source: Source, file: str, team: str, recipient: str) -> SessionFile:
    """The session as it leaves, not sealed yet. `file` is a fresh id, `team` the team's key."""
    return _made(source, file, team, recipient)[0]


def what_is_replaced(source: Source) -> Document:
    """What the guard finds in the session, as a document that lists it and says nothing else."""
    found = _made(source, "", "", "")[1]
    return Document("Sealed session", (), source.now, found)


def sealed_session(source: Source, file: str, team: str, recipient: str, words: str) -> bytes:
    """The file as it is sent: it opens with these words alone."""
    made = session_file(source, file, team, recipient)
    return seal(SESSION, FileKey.fresh(words), session_bytes(made))


def _made(
    source: Source, file: str, team: str, recipient: str
) -> tuple[SessionFile, tuple[Replaced, ...]]:
    day = source.day
    guard = for_group(day.roster, names=False, near=source.near)
    own = [_leaves(one, guard.clean) for one in _chosen(day)]
    said = "".join(f"{one.by} {one.what.model_dump_json()}" for one in own)
    made = SessionFile(
        file,
        team,
        day.session,
        source.now,
        source.staff(source.made_by),
        recipient,
        source.heads,
        (*_of_team(source, said), *own),
    )
    return made, guard.replaced("the session")


def _chosen(day: Day) -> list[Entry]:
    """The entries that go with a session, as they were written."""
    struck = {note.id for note in day.notes if note.what.struck}
    group = day.about.group
    men = {*day.roster.members, *day.attendance.men}
    works = {one.work for one in _about(day, WorkFollowed)}
    chosen = []
    withdrawn = []
    for entry in day.facts.as_written:
        what = entry.what
        if isinstance(what, ActWithdrawn):
            withdrawn.append(entry)
        elif entry.stream == group:
            if _of_group(what, day.session, men, works):
                chosen.append(entry)
        elif not what.private_to:
            text = isinstance(what, NoteWritten) and what.note in struck
            chosen.append(_without_words(entry) if text else entry)
    acts = {entry.act for entry in (*chosen, *withdrawn)}
    return [*chosen, *(one for one in withdrawn if getattr(one.what, "act", "") in acts)]


def _about(day: Day, kind: type[WorkFollowed]) -> Iterator[WorkFollowed]:
    for settled in day.facts.all_of("followed"):
        if isinstance(what := settled.value.what, kind) and what.session == day.session:
            yield what


def _of_group(what: Content, session: str, men: set[str], works: set[str]) -> bool:
    """Whether an entry of the group's goes: it is about this session, or about one of its men."""
    if isinstance(what, _OF_MAN):
        return what.member in men
    if isinstance(what, WorkSet) and what.work in works:
        return True
    return isinstance(what, _OF_SESSION) and what.session == session


def _without_words(entry: Entry) -> Entry:
    """A struck note: that it was struck and why stands, its words don't."""
    return replace(entry, what=entry.what.model_copy(update={"text": "", "meaning": ""}))


def _leaves(entry: Entry, clean: Callable[[str], str]) -> Entry:
    """The entry as it leaves: without what stays, its texts through the guard."""
    what = entry.what.model_copy(update=_STAYS.get(type(entry.what), {}))
    # The plan is the bank's words, and holds the ids that all else refers to.
    return replace(entry, what=what if isinstance(what, PlanLaid) else cleaned(what, clean))


def _of_team(source: Source, said: str) -> Iterable[Entry]:
    """The staff that the session's entries name, and its group, as entries of the team's."""
    day, team = source.day, source.team
    group = team.groups.get(day.about.group)
    staff = [one for staff, one in team.staff.items() if staff in said]
    known: list[Content] = [
        StaffAdded(staff=one.staff, name=one.name, role=one.role) for one in staff
    ]
    if group is not None:
        known.append(group.model_copy(update={"key": ""}))
    stream = named_id("team")
    for number, what in enumerate(known, 1):
        assert isinstance(what, StaffAdded | GroupFormed)
        of = what.staff if isinstance(what, StaffAdded) else what.group
        yield Entry(
            id=named_id(f"review file {of}"),
            act=named_id(f"review file {of}"),
            about=0,
            written=0,
            clock=(0, number),
            by="",
            supersedes=(),
            what=what,
            writer="",
            seq=number,
            stream=stream,
        )
