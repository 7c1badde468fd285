"""What only the journal in a SQLite file can get wrong: disks, locks, damage, other processes."""

import os
import shutil
import sqlite3
import subprocess
import sys
import tempfile
from collections import deque
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from models.journal import journal_file
from models.journal.journal import Forked, JournalUnusable, NotSaved, Reason
from models.journal.sqlite_journal import SqliteJournal
from tests.models.record.frames import an_id, chain, sealed

W = an_id("w")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "journal.db"


@pytest.fixture
def journal(path: Path) -> Iterator[SqliteJournal]:
    journal = SqliteJournal(path)
    yield journal
    journal.close()


def test_it_is_as_durable_as_sqlite_can_be(journal: SqliteJournal, path: Path) -> None:
    asked = {
        name: journal._db.execute(f"PRAGMA {name}").fetchone()[0]
        for name in ("journal_mode", "synchronous", "fullfsync", "checkpoint_fullfsync")
    }
    assert asked == {
        "journal_mode": "wal",
        "synchronous": 2,
        "fullfsync": 1,
        "checkpoint_fullfsync": 1,
    }
    assert sqlite3.connect(path).execute("PRAGMA application_id").fetchone() == (0x53546A6C,)


def test_entries_outlive_the_program(journal: SqliteJournal, path: Path) -> None:
    frames = chain("w", ["day 1"] * 3)
    journal.append(frames)
    journal.close()
    again = SqliteJournal(path)
    assert [raw for _, _, raw in again.read_from(W, 1)] == [frame.raw for frame in frames]
    again.append([sealed(b"more", after=frames[-1])])
    assert again.holdings() == {W: 4}
    again.close()


def test_room_made_ahead_is_what_entries_are_then_written_into(
    journal: SqliteJournal, path: Path, tmp_path: Path
) -> None:
    frames = chain("w", ["day 1"] * 20)
    journal.append(frames[:5])
    journal.make_room()
    log = path.with_name("journal.db-wal")
    made = log.stat().st_size
    assert made >= journal_file.LOG_BYTES
    for frame in frames[5:]:
        journal.append([frame])
    journal.make_room()
    assert log.stat().st_size == made
    assert [raw for _, _, raw in journal.read_from(W, 1)] == [frame.raw for frame in frames]
    assert journal.flaws() == []
    # As after a power cut: the files as they lie there.
    (tmp_path / "cut").mkdir()
    for file in (path, log):
        shutil.copy(file, tmp_path / "cut")
    cut = SqliteJournal(tmp_path / "cut" / "journal.db")
    assert (cut.holdings(), cut.flaws()) == ({W: 20}, [])
    cut.close()


def test_room_that_cannot_be_made_now_is_done_without(journal: SqliteJournal, path: Path) -> None:
    frames = chain("w", ["day 1"] * 2)
    journal.append(frames[:1])
    journal._db.execute("PRAGMA busy_timeout = 1")
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        journal.make_room()
        other.execute("ROLLBACK")
    journal.append(frames[1:])
    assert journal.holdings() == {W: 2}


def test_another_connection_s_entries_are_seen_and_noticed(
    journal: SqliteJournal, path: Path
) -> None:
    other = SqliteJournal(path)
    before = journal.version()
    journal.append(chain("w", ["day 1"]))
    assert journal.version() == before
    other.append(chain("v", ["day 1"]))
    assert journal.version() != before
    assert journal.holdings() == {W: 1, an_id("v"): 1}
    other.close()


def test_two_connections_may_bring_the_same_frames(journal: SqliteJournal, path: Path) -> None:
    frames = chain("w", ["day 1"] * 6)
    other = SqliteJournal(path)
    journal.append(frames[:2])
    other.append(frames[:4])
    journal.append([frames[2]])
    journal.append([frames[3]])
    journal.append(frames[3:5])
    other.append([frames[4]])
    other.append([frames[5]])
    with pytest.raises(Forked):
        journal.append([sealed(b"other", after=frames[4])])
    assert journal.holdings() == {W: 6} == other.holdings()
    other.close()


def test_entries_can_not_be_changed_or_removed_by_mistake(
    journal: SqliteJournal, path: Path
) -> None:
    journal.append(chain("w", ["day 1"]))
    db = sqlite3.connect(path)
    for statement in ("UPDATE frame SET frame = x'00'", "DELETE FROM frame"):
        with pytest.raises(sqlite3.IntegrityError, match="entries are never"):
            db.execute(statement)
    db.close()


def test_a_full_disk_says_so_and_goes_on_when_there_is_room(journal: SqliteJournal) -> None:
    frames = chain("w", ["day 1"] * 40)
    journal.append(frames[:20])
    pages = journal._db.execute("PRAGMA page_count").fetchone()[0]
    journal._db.execute(f"PRAGMA max_page_count = {pages}")
    with pytest.raises(NotSaved, match=r"the disk is full \(\d+ MB free\)") as caught:
        journal.append(frames[20:])
    assert caught.value.reason is Reason.FULL
    assert journal.holdings() == {W: 20}
    journal._db.execute("PRAGMA max_page_count = 4294967294")
    journal.append(frames[20:])
    assert journal.holdings() == {W: 40}


def test_one_entry_on_a_full_disk_says_so_too(journal: SqliteJournal) -> None:
    frames = chain("w", ["day 1"] * 50)
    journal.append(frames[:1])
    journal._db.execute("PRAGMA max_page_count = 1")
    with pytest.raises(NotSaved) as caught:  # as soon as its page is full
        deque(map(journal.append, ([frame] for frame in frames[1:])), maxlen=0)
    assert caught.value.reason is Reason.FULL
    assert 1 <= journal.holdings()[W] < 50


def test_a_journal_that_another_program_holds_says_so(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(journal_file, "BUSY_SECONDS", 0.01)
    journal = SqliteJournal(path)
    frames = chain("w", ["day 1"] * 2)
    journal.append(frames[:1])
    holder = sqlite3.connect(path, isolation_level=None)
    holder.execute("BEGIN IMMEDIATE")
    with pytest.raises(NotSaved, match="another program is holding") as caught:
        journal.append(frames[1:])
    assert caught.value.reason is Reason.BUSY
    holder.execute("ROLLBACK")
    journal.append(frames[1:])
    assert journal.holdings() == {W: 2}
    holder.close()
    journal.close()


@pytest.mark.skipif(sys.platform == "win32", reason="an open file can't be removed there")
@pytest.mark.parametrize("replaced", [True, False])
def test_a_journal_that_was_taken_away_says_so(
    journal: SqliteJournal, path: Path, tmp_path: Path, replaced: bool
) -> None:
    if replaced:
        other = tmp_path / "other.db"
        SqliteJournal(other).close()
        other.replace(path)
    else:
        path.unlink()
    with pytest.raises(NotSaved, match="moved or removed") as caught:
        journal.append(chain("w", ["day 1"]))
    assert caught.value.reason is Reason.GONE


@pytest.mark.parametrize("content", [b"not a database" * 99, b"SQLite format 3\0" + bytes(84)])
def test_a_damaged_file_is_refused_and_left_alone(path: Path, content: bytes) -> None:
    path.write_bytes(content)
    with pytest.raises(JournalUnusable, match="put a copy of it back") as caught:
        SqliteJournal(path)
    assert caught.value.reason is Reason.DAMAGED
    assert path.read_bytes() == content


def test_another_program_s_database_is_refused_and_left_alone(path: Path) -> None:
    db = sqlite3.connect(path)
    db.execute("CREATE TABLE frame (other)")
    db.commit()
    db.close()
    before = path.read_bytes()
    with pytest.raises(JournalUnusable):
        SqliteJournal(path)
    assert path.read_bytes() == before


def test_damage_met_while_reading_is_a_sentence(journal: SqliteJournal, path: Path) -> None:
    journal.append(chain("w", ["day 1"] * 50))
    journal.close()
    raw = bytearray(path.read_bytes())
    for page in range(2, len(raw) // 4096):
        raw[page * 4096 : page * 4096 + 200] = os.urandom(200)
    path.write_bytes(raw)
    again = SqliteJournal(path)
    with pytest.raises(JournalUnusable, match="can't be read"):
        list(again.read_from(W, 1))
    again.close()


def test_reading_only_changes_nothing(journal: SqliteJournal, path: Path) -> None:
    journal.append(chain("w", ["day 1"] * 3))
    reading = SqliteJournal(path, read_only=True)
    assert reading.holdings() == {W: 3}
    with pytest.raises(NotSaved) as caught:
        reading.append(chain("v", ["day 1"]))
    assert caught.value.reason is Reason.READ_ONLY
    reading.close()
    with pytest.raises(JournalUnusable):
        SqliteJournal(path.with_name("missing.db"), read_only=True)
    assert not path.with_name("missing.db").exists()


@pytest.mark.skipif(sys.platform == "win32", reason="the profile folder's access list does it")
def test_its_files_are_their_owner_s_only(journal: SqliteJournal, path: Path) -> None:
    journal.append(chain("w", ["day 1"]))
    files = list(path.parent.glob("journal.db*"))
    assert len(files) == 3
    assert {file.stat().st_mode & 0o777 for file in files} == {0o600}


READ_ONLY = """
import os, sys
from pathlib import Path
from models.journal.journal import JournalUnusable
from models.journal.sqlite_journal import SqliteJournal
if os.getuid() == 0:
    os.setuid(65534)  # root may write anywhere
path = Path(sys.argv[1])
print(sum(SqliteJournal(path, read_only=True).holdings().values()))
try:
    SqliteJournal(path)
except JournalUnusable as error:
    print(error.reason.name)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="folders have no such mode there")
def test_a_folder_that_may_not_be_written_can_be_read() -> None:
    with tempfile.TemporaryDirectory() as name:  # pytest's own folders are shut to others
        path = Path(name) / "journal.db"
        journal = SqliteJournal(path)
        journal.append(chain("w", ["day 1"] * 3))
        journal.close()
        path.chmod(0o444)
        path.parent.chmod(0o555)
        done = subprocess.run(
            [sys.executable, "-c", READ_ONLY, str(path)],
            capture_output=True,
            text=True,
            check=False,
        )
        path.parent.chmod(0o755)
    assert done.stdout.split() == ["3", "READ_ONLY"], done.stderr
