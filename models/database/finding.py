"""Finding notes over all groups and sessions: what a few typed words look for, and what is found.

`3+sr chair` finds as one writes (see quick_line): strengths in self-regulation of seat 3 with
"chair" in them. Besides, in any place: `JB` (initials in capitals) for a man, `by:AQ` for who wrote
it, `in:core` for a group, `2026`, `2026-10`, `2026-10-05` or `2026-09..2026-11` for when.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sized
from dataclasses import dataclass, field

from sqlcipher3 import dbapi2 as sqlcipher

from models.database.queries import rows
from models.day.quick_line import Reading, read_line

_DATE = re.compile(r"\d{4}(-\d\d(-\d\d)?)?", re.ASCII)
_RANGE = re.compile(rf"({_DATE.pattern})?\.\.({_DATE.pattern})?", re.ASCII)
_INITIALS = re.compile(r"[^\W\d_a-z]{2,4}")
_AFTER_ANY = "~"
"""Sorts after every character of a date."""


@dataclass(frozen=True, slots=True)
class Sought:
    """What is looked for: every part that isn't empty must be met.

    `since` and `until` are dates or their beginnings, both included; `initials` are of men whom
    the note names, any of them; `by` and `group` are beginnings or parts of names.
    """

    words: tuple[str, ...] = ()
    head: Reading = field(default_factory=lambda: Reading(""))
    initials: tuple[str, ...] = ()
    by: str = ""
    group: str = ""
    since: str = ""
    until: str = ""

    @property
    def everything(self) -> bool:
        """Whether nothing in particular is looked for."""
        return not (
            self.words or self.head.head or self.initials or self.by or self.group
        ) and not (self.since or self.until)


@dataclass(frozen=True, slots=True)
class FoundNote:
    """A note that was looked for: of which session, about whom (seats; ids), by whom, its words."""

    note: str
    session: str
    group: str
    group_name: str
    block: int
    day: int
    date: str
    zone: str
    at: int
    by: str
    members: str
    seats: str
    initials: str
    scope: str
    direction: str
    domain: str
    text: str
    meaning: str


def read_sought(text: str, known: Iterable[str]) -> Sought:
    """What this text looks for; `known` are the initials of all men. Any text is one."""
    first, _, rest = text.partition(" ")
    reading = read_line(first)
    if not reading.head or _DATE.fullmatch(first) or _RANGE.fullmatch(first):
        reading, rest = Reading(""), text
    men = {one.casefold() for one in known}
    words: list[str] = []
    initials: list[str] = []
    said: dict[str, str] = {}
    for word in rest.split():
        name, colon, value = word.partition(":")
        if span := _RANGE.fullmatch(word):
            said |= {"since": span[1] or "", "until": span[4] or ""}
        elif _DATE.fullmatch(word):
            said |= {"since": word, "until": word}
        elif colon and name.casefold() in ("by", "in"):
            said["by" if name.casefold() == "by" else "group"] = value.casefold()
        elif _INITIALS.fullmatch(word) and word.casefold() in men:
            initials.append(word)
        else:
            words.append(word)
    return Sought(tuple(words), reading, tuple(initials), **said)


def all_initials(db: sqlcipher.Connection) -> frozenset[str]:
    """The initials of every man of every group."""
    return frozenset(one for (one,) in db.execute("SELECT DISTINCT initials FROM members"))


def find_notes(db: sqlcipher.Connection, sought: Sought, most: int = 50) -> list[FoundNote]:
    """The notes that meet it, the newest first; of the words the last may be half typed.

    Struck notes are not among them: such a note was about another man, or wrong. Neither are
    marks that nobody has put words to.
    """
    if sought.everything:
        return []
    tests, values = _tests(sought)
    if sought.by:
        writers = _writers(db, sought.by)
        tests.append(f"o.written_by IN ({_marks(writers)})")
        values += writers
    base, order = "observations o", "o.place"
    phrase = _phrase(sought.words)
    if phrase:
        base = "observation_words w CROSS JOIN observations o ON o.place = w.rowid"
        tests, values = ["observation_words MATCH ?", *tests], [phrase, *values]
        order = "w.rowid"
    elif sought.words:
        return []
    where = " AND ".join(["NOT o.struck", "NOT o.mark", *tests])
    sql = _FOUND.format(base=base, where=where, order=order)
    return rows(db, FoundNote, sql, *values, most)


def _phrase(words: Iterable[str]) -> str:
    """The words as the full-text index takes them: each as it is, the last as a beginning."""
    quoted = ['"' + word.replace('"', '""') + '"' for word in words if word.strip("\0")]
    return " ".join(quoted).replace("\0", " ") + "*" if quoted else ""


def _tests(sought: Sought) -> tuple[list[str], list[object]]:
    """Conditions in SQL and their values, for all but the words."""
    head, tests, values = sought.head, [], list[object]()
    if head.seats:
        tests.append(_NAMES.format(test=f"seat IN ({_marks(head.seats)})"))
        values += head.seats
    if sought.initials:
        tests.append(_NAMES.format(test=f"initials IN ({_marks(sought.initials)})"))
        values += sought.initials
    for column, value in (
        ("direction", head.sign),
        ("domain", head.domain),
        ("climate", head.climate),
        ("target", head.target),
        ("scope", "all" if head.all_in_room else ""),
    ):
        if value:
            tests.append(f"o.{column} = ?")
            values.append(value)
    tests += [f"o.{flag}" for flag in ("action", "supervision") if getattr(head, flag)]
    span = [("date >= ?", sought.since), ("date <= ?", sought.until and sought.until + _AFTER_ANY)]
    of_session = [(test, value) for test, value in span if value]
    if sought.group:
        of_session.append((_OF_GROUP, f"%{sought.group}%"))
    if of_session:
        inner = " AND ".join(test for test, _ in of_session)
        tests.append(f"o.session_id IN (SELECT session_id FROM sessions WHERE {inner})")
        values += [value for _, value in of_session]
    return tests, values


def _marks(values: Sized) -> str:
    return ",".join("?" * len(values))


def _writers(db: sqlcipher.Connection, by: str) -> list[str]:
    """The ids of the staff whose initials are these, or one of whose names begins so."""
    named = [(staff, name.casefold().split()) for staff, name in db.execute(_STAFF)]
    return [
        staff
        for staff, words in named
        if by == "".join(word[:1] for word in words) or any(word.startswith(by) for word in words)
    ]


_NAMES = """(o.session_id, o.note_id) IN (
    SELECT b.session_id, b.note_id FROM observed b WHERE b.member_id IN (
        SELECT member_id FROM members WHERE {test}
    )
)"""
_STAFF = "SELECT staff_id, name FROM staff"
_OF_GROUP = "group_id IN (SELECT group_id FROM groups WHERE name LIKE ?)"
_ABOUT = """ifnull((
    SELECT group_concat({what}, ' ') FROM (
        SELECT m.member_id, m.seat, m.initials FROM observed b
        JOIN members m ON m.group_id = s.group_id AND m.member_id = b.member_id
        WHERE b.session_id = o.session_id AND b.note_id = o.note_id ORDER BY m.seat
    )
), '')"""
_FOUND = f"""
SELECT o.note_id, o.session_id, ifnull(s.group_id, ''), ifnull(g.name, ''), ifnull(s.block, 0),
    ifnull(s.day, 0), ifnull(s.date, ''), ifnull(s.zone, 'Europe/London'), o.at, o.written_by,
    {_ABOUT.format(what="member_id")}, {_ABOUT.format(what="seat % 10")},
    {_ABOUT.format(what="initials")}, o.scope, o.direction, o.domain, o.text, o.meaning
FROM {{base}} LEFT JOIN sessions s USING (session_id) LEFT JOIN groups g USING (group_id)
WHERE {{where}} ORDER BY {{order}} DESC LIMIT ?
"""
