"""Ten years of records in the local database: finding as one types, the list of sessions.

    python -m benchmarks.ten_years [NOTES]

One invented session of the sample home is copied until there are 20 groups, 8,000 sessions and
1,000,000 notes with words of their own; beside each find stands the bare full-text query.
"""

from __future__ import annotations

import random
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory

from sqlcipher3.dbapi2 import Connection

from benchmarks.table import Row, compared, median, p95, print_table
from models.database.database_file import connect
from models.database.filling import bring_up_to_date
from models.database.finding import all_initials, find_notes, read_sought
from models.database.place import place_of
from models.database.queries import list_sessions
from models.home import open_home
from models.local_time import MINUTE_MS
from session_tui.sample.home import PASSPHRASE, fill_home
from session_tui.screens.review.queue import awaits

GROUPS, SESSIONS, NOTES = 20, 8_000, 1_000_000
TYPED = ("ch", "cha", "chair", "his ste", "waited for h", "nobody wa", "the", "went back to")
NARROWED = ("+sr chair", "JB the", "by:AQ went", "2017-03 his", "in:group waited", "JB", "3-at")
BARE = """
SELECT rowid, text, meaning FROM observation_words
WHERE observation_words MATCH ? ORDER BY rowid DESC LIMIT 50
"""
START_MS, DAY_MS = 1_470_000_000_000, 86_400_000
TODAY = "2026-11-22"


def main() -> None:
    """Print the measures; about three minutes with a million notes."""
    notes = int(sys.argv[1]) if len(sys.argv) > 1 else NOTES
    with TemporaryDirectory() as folder:
        home_folder = Path(folder) / "home"
        fill_home(home_folder, sessions=1, groups=1, today=TODAY)
        home = open_home(home_folder)
        keyring = home.unlock(PASSPHRASE)
        bring_up_to_date(home, keyring, lambda: time.time_ns() // 1_000_000)
        with closing(connect(home, keyring)) as db:
            sessions = _fill(db, notes)
            print(f"{GROUPS} groups, {sessions:,} sessions, {notes:,} notes")
            print_table(_measures(db))


def _fill(db: Connection, notes: int) -> int:
    """Copies of the one session and notes of their own; how many sessions there are."""
    sessions = max(1, SESSIONS * notes // NOTES)
    rng = random.Random(7)
    ((words,),) = db.execute("SELECT group_concat(text, ' ') FROM observations")
    vocabulary = sorted(set(words.split())) + [f"word{n}" for n in range(5_000)]
    men = [member for (member,) in db.execute("SELECT member_id FROM members")]
    staff = [one for (one,) in db.execute("SELECT staff_id FROM staff")]
    columns = [name for _, name, *_ in db.execute("PRAGMA table_info(sessions)")]
    ((one, *rest),) = db.execute("SELECT * FROM sessions LIMIT 1")
    place = columns.index("date") - 1
    db.execute("BEGIN")
    insert = f"INSERT INTO sessions VALUES ({','.join('?' * len(columns))})"
    for number in range(sessions):
        rest[place] = time.strftime(
            "%Y-%m-%d", time.gmtime((START_MS + number * DAY_MS // 2) // 1000)
        )
        db.execute(insert, (f"{one}-{number}", *rest))
    per = -(-notes // sessions)
    db.executemany(_NOTE, _notes(rng, one, per, notes, vocabulary, staff))
    db.executemany(
        "INSERT INTO observed (session_id, note_id, member_id, place) VALUES (?, ?, ?, ?)",
        ((f"{one}-{n // per}", f"n{n}", rng.choice(men), _place(n, per)) for n in range(notes)),
    )
    db.execute("COMMIT")
    return sessions


def _at(note: int, per: int) -> int:
    """The moment of a note: two sessions a day, a note a minute."""
    return START_MS + note // per * DAY_MS // 2 + note % per * MINUTE_MS


def _place(note: int, per: int) -> int:
    return place_of(_at(note, per), f"n{note}")


def _notes(
    rng: random.Random,
    one: str,
    per: int,
    notes: int,
    vocabulary: list[str],
    staff: list[str],
) -> Iterator[tuple[object, ...]]:
    weights = [1 / (rank + 1) for rank in range(len(vocabulary))]
    words = rng.choices(vocabulary, weights, k=200_000)
    for number in range(notes):
        at = rng.randrange(len(words) - 30)
        text = " ".join(words[at : at + rng.randrange(6, 30)])
        session = number // per
        direction = rng.choice(("strength", "concern", ""))
        domain = rng.choice(("sr", "at", "re", "sx", ""))
        yield (
            _place(number, per),
            f"n{number}",
            f"{one}-{session}",
            _at(number, per),
            rng.choice(staff),
            text,
            direction,
            domain,
        )


_NOTE = """
INSERT INTO observations (
    place, note_id, session_id, at, written, written_by, scope, item_id, minute, text, meaning,
    own_words, direction, domain, climate, target, action, supervision, outside, mark, struck, late,
    amended, unsettled
) VALUES (?, ?, ?, ?, 0, ?, 'members', '', 0, ?, '', 0, ?, ?, '', 0, 0, 0, '', 0, 0, 0, 0, 0)
"""


def _measures(db: Connection) -> Iterator[Row]:
    known = all_initials(db)
    bare = [_ms(lambda text=text: _bare(db, text)) for text in TYPED * 5]
    ours = [_ms(lambda text=text: find_notes(db, read_sought(text, known))) for text in TYPED * 5]
    yield from compared("found as one types", ours, bare, "ms", (1.5, 1.5))
    yield Row("found as one types, p95 alone", p95(ours), "ms", 50)
    for text in NARROWED:
        sought = read_sought(text, known)
        times = [_ms(lambda sought=sought: find_notes(db, sought)) for _ in range(5)]
        yield Row(f"found: {text}", median(times), "ms", 50)
    listed = [
        _ms(lambda: [awaits(one, "me", "supervisor", TODAY) for one in list_sessions(db)])
        for _ in range(5)
    ]
    yield Row("the list of sessions", median(listed), "ms", 150)


def _bare(db: Connection, text: str) -> list[object]:
    phrase = " ".join(f'"{word}"' for word in text.split()) + "*"
    return db.execute(BARE, (phrase,)).fetchall()


def _ms(work: Callable[[], object]) -> float:
    started = time.perf_counter()
    work()
    return (time.perf_counter() - started) * 1000


if __name__ == "__main__":
    main()
