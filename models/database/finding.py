"""Finding notes over all groups and sessions: what a few typed words look for, and what is found.

`3+sr chair` finds as one writes (see quick_line): strengths in self-regulation of seat 3 with
"chair" in them. Besides, in any place: `JB` (initials in capitals) for a man, `by:AQ` for who wrote
it, `in:core` for a group, `2026`, `2026-10`, `2026-10-05` or `2026-09..2026-11` for when.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sized
from dataclasses import dataclass, field
from datetime import date, timedelta

from sqlcipher3 import dbapi2 as sqlcipher

from models.database.place import place_of
from models.database.queries import rows
from models.day.quick_line import Reading, read_line
from models.local_time import instant

_DATE = re.compile(r"\d{4}(-\d\d(-\d\d)?)?", re.ASCII)
_INITIALS = re.compile(r"[^\W\d_a-z]{2,4}")
_ZONE = "Europe/London"
_YEAR, _MONTH = len("2026"), len("2026-10")


@dataclass(frozen=True, slots=True)
class Sought:
    """What is looked for: every part that isn't empty must be met.

    `since` and `until` are dates or their beginnings ("2026-10"), both included; `initials` are of
    men whom the note names, any of them; `by` and `group` are beginnings or parts of names.
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
    """A note that was looked for: of which session, about whom, by whom (id), its words.

    `about` has a man's id, seat and initials with colons between, men with spaces.
    """

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
    about: str
    scope: str
    direction: str
    domain: str
    text: str
    meaning: str

    @property
    def members(self) -> tuple[str, ...]:
        """The ids of the men whom it names, by their seats."""
        return tuple(man.split(":")[0] for man in self.about.split())

    @property
    def initials(self) -> str:
        """Their initials."""
        return " ".join(man.split(":", 2)[2] for man in self.about.split())


def read_sought(text: str, known: Iterable[str]) -> Sought:
    """What this text looks for; `known` are the initials of all men. Any text is one."""
    first, _, rest = text.partition(" ")
    reading = read_line(first)
    if not reading.head or _DATE.match(first):
        reading, rest = Reading(""), text
    men = {one.casefold() for one in known}
    words: list[str] = []
    initials: list[str] = []
    said: dict[str, str] = {}
    for word in rest.split():
        name, colon, value = word.partition(":")
        since, _, until = word.partition("..") if ".." in word else (word, "..", word)
        if all(map(_is_date, filter(None, (since, until)))) and (since or until):
            said |= {"since": since, "until": until}
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


def find_notes(
    db: sqlcipher.Connection,
    sought: Sought,
    most: int = 50,
    closed: frozenset[str] = frozenset(),
) -> list[FoundNote]:
    """The notes that meet it, the newest first; of the words the last may be half typed.

    Struck notes are not among them: such a note was about another man, or wrong. Neither are
    marks that nobody has put words to, nor notes that name one of the men (ids) who are `closed`.
    """
    if sought.everything:
        return []
    tests, values = _tests(sought)
    if sought.by:
        writers = _writers(db, sought.by)
        tests.append(f"o.written_by IN ({_marks(writers)})")
        values += writers
    if closed:
        tests.append(_NAMES_NONE_OF.format(marks=_marks(closed)))
        values += closed
    base, place = "observations o", "o.place"
    phrase = _phrase(sought.words)
    if phrase:
        base = "observation_words w CROSS JOIN observations o ON o.place = w.rowid"
        tests, values = ["observation_words MATCH ?", *tests], [phrase, *values]
        place = "w.rowid"
    elif sought.words:
        return []
    where = " AND ".join(["NOT o.struck", "NOT o.mark", *tests])
    sql = _FOUND.format(base=base, where=where.format(place=place), place=place)
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
    if sought.since:
        tests.append("{place} >= ?")
        values.append(place_of(_began(sought.since)))
    if sought.until:
        tests.append("{place} < ?")
        values.append(place_of(_ended(sought.until)))
    if sought.group:
        tests.append(_OF_GROUP)
        values.append(f"%{sought.group}%")
    return tests, values


def _is_date(text: str) -> bool:
    if not _DATE.fullmatch(text):
        return False
    try:
        _first_day(text)
    except ValueError:
        return False
    return True


def _first_day(text: str) -> date:
    """The first day of a year, a month or a day: ISO dates and their beginnings."""
    return date.fromisoformat(text + "0001-01-01"[len(text) :])


def _began(text: str) -> int:
    """When the first day of a date's beginning begins (ms)."""
    return instant(_first_day(text).isoformat(), 0, _ZONE)


def _ended(text: str) -> int:
    """When its last day ends (ms)."""
    first = _first_day(text)
    if len(text) == _YEAR:
        after = first.replace(year=first.year + 1)
    elif len(text) == _MONTH:
        after = (first + timedelta(days=31)).replace(day=1)
    else:
        after = first + timedelta(days=1)
    return instant(after.isoformat(), 0, _ZONE)


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


_NAMES = """o.place IN (
    SELECT b.place FROM observed b JOIN members m USING (member_id) WHERE m.{test}
)"""
_NAMES_NONE_OF = """NOT EXISTS (
    SELECT 1 FROM observed b WHERE b.place = o.place AND b.member_id IN ({marks})
)"""
_STAFF = "SELECT staff_id, name FROM staff"
_OF_GROUP = """o.session_id IN (
    SELECT session_id FROM sessions JOIN groups USING (group_id) WHERE name LIKE ?
)"""
_FOUND = """
SELECT o.note_id, o.session_id, ifnull(s.group_id, ''), ifnull(g.name, ''), ifnull(s.block, 0),
    ifnull(s.day, 0), ifnull(s.date, ''), ifnull(s.zone, 'Europe/London'), o.at, o.written_by,
    ifnull((
        SELECT group_concat(about, ' ') FROM (
            SELECT m.member_id || ':' || m.seat || ':' || m.initials AS about
            FROM observed b JOIN members m ON m.group_id = s.group_id AND m.member_id = b.member_id
            WHERE b.session_id = o.session_id AND b.note_id = o.note_id ORDER BY m.seat
        )
    ), ''), o.scope, o.direction, o.domain, o.text, o.meaning
FROM {base} LEFT JOIN sessions s USING (session_id) LEFT JOIN groups g USING (group_id)
WHERE {where} ORDER BY {place} DESC LIMIT ?
"""
