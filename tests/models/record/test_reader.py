"""What a reader makes of a journal that was tampered with: all that is sound, and each fault."""

import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest

from models.home import Home
from models.journal.frame import Frame, Header, parse, seal
from models.journal.recorder import Recorder, Sealable
from models.journal.sqlite_journal import SqliteJournal
from models.keys.keyring import Keyring
from models.reader import Read, Reader, Why
from tests.models.record.frames import AB, FIRST, an_id

Opener = Callable[[Home, Keyring], Recorder]
DAY, OTHER = an_id("day 1"), an_id("day 2")


@pytest.fixture
def five(own: Home, keyring: Keyring, opened: Opener) -> bytes:
    """A journal of five entries, the fourth on another day: their writer."""
    with opened(own, keyring) as recorder:
        for number in range(1, 6):
            stream = OTHER if number == 4 else DAY
            recorder.append([Sealable(stream, (keyring.team_key_id,), b"%d" % number)])
        return recorder.writer


def tampered(home: Home, statement: str, *values: bytes | int) -> None:
    """Change the file as somebody with a SQLite shell would."""
    db = sqlite3.connect(home.journal_path)
    db.execute("DROP TRIGGER IF EXISTS frame_stays")
    db.execute("DROP TRIGGER IF EXISTS frame_remains")
    db.execute(statement, values)
    db.commit()
    db.close()


def frame_of(home: Home, seq: int) -> Frame:
    db = sqlite3.connect(home.journal_path)
    (raw,) = db.execute("SELECT frame FROM frame WHERE place & 1023 = ?", (seq,)).fetchone()
    db.close()
    return parse(raw)


def put(home: Home, seq: int, raw: bytes) -> None:
    tampered(home, "UPDATE frame SET frame = ? WHERE place & 1023 = ?", raw, seq)


def day(home: Home, keyring: Keyring, *, own: bool = True, stream: bytes = DAY) -> Read:
    journal = SqliteJournal(home.journal_path)
    writers = home.own_writers() if own else frozenset[bytes]()
    read = Reader(journal, keyring, writers).read_stream(stream)
    journal.close()
    return read


def words(read: Read) -> bytes:
    return b"".join(each.body for each in read.opened)


def faults(read: Read) -> list[tuple[int, Why]]:
    return [(fault.seq, fault.why) for fault in read.faults]


def flipped(raw: bytes, at: int) -> bytes:
    return raw[:at] + bytes([raw[at] ^ 1]) + raw[at + 1 :]


@pytest.mark.parametrize("from_elsewhere", [False, True])
@pytest.mark.usefixtures("five")
def test_an_untouched_journal_is_read_without_a_fault(
    own: Home, keyring: Keyring, from_elsewhere: bool
) -> None:
    read = day(own, keyring, own=not from_elsewhere)
    assert (words(read), read.faults) == (b"1235", [])
    assert words(day(own, keyring, stream=OTHER)) == b"4"


@pytest.mark.usefixtures("five")
def test_an_altered_body_is_left_out_and_its_follower_marked(own: Home, keyring: Keyring) -> None:
    frame = frame_of(own, 2)
    put(own, 2, flipped(frame.raw, frame.body_at + 3))
    read = day(own, keyring)
    assert words(read) == b"135"
    assert faults(read) == [(2, Why.SEAL), (3, Why.CHAIN)]


@pytest.mark.usefixtures("five")
def test_an_altered_frame_of_another_day_marks_the_entry_after_it(
    own: Home, keyring: Keyring
) -> None:
    frame = frame_of(own, 4)
    put(own, 4, flipped(frame.raw, frame.body_at + 3))
    read = day(own, keyring)
    assert (words(read), faults(read)) == (b"1235", [(5, Why.CHAIN)])


@pytest.mark.usefixtures("five")
def test_a_removed_entry_marks_the_one_after_it(own: Home, keyring: Keyring) -> None:
    tampered(own, "DELETE FROM frame WHERE place & 1023 = 2")
    read = day(own, keyring)
    assert (words(read), faults(read)) == (b"135", [(3, Why.CHAIN)])


@pytest.mark.usefixtures("five")
def test_a_cut_frame_is_damaged(own: Home, keyring: Keyring) -> None:
    put(own, 2, frame_of(own, 2).raw[:-1])
    read = day(own, keyring)
    assert (words(read), faults(read)) == (b"135", [(2, Why.DAMAGED), (3, Why.CHAIN)])


@pytest.mark.usefixtures("five")
def test_swapped_entries_are_damaged(own: Home, keyring: Keyring) -> None:
    second, third = frame_of(own, 2).raw, frame_of(own, 3).raw
    put(own, 2, third)
    put(own, 3, second)
    read = day(own, keyring)
    assert words(read) == b"15"
    assert faults(read)[:2] == [(2, Why.DAMAGED), (3, Why.DAMAGED)]


@pytest.mark.usefixtures("five")
def test_an_entry_filed_under_another_day_is_not_taken_for_it(own: Home, keyring: Keyring) -> None:
    tampered(own, "UPDATE run SET stream = ? WHERE place & 1023 = 4", DAY)
    read = day(own, keyring)
    assert (words(read), faults(read)) == (b"1235", [(4, Why.DAMAGED)])


@pytest.mark.usefixtures("five")
def test_a_frame_from_elsewhere_needs_its_signature(own: Home, keyring: Keyring) -> None:
    put(own, 5, frame_of(own, 5).raw[:-64] + bytes(64))
    assert faults(day(own, keyring)) == []
    read = day(own, keyring, own=False)
    assert (words(read), faults(read)) == (b"123", [(5, Why.SIGNATURE)])


@pytest.mark.usefixtures("five")
def test_a_newer_version_s_entry_is_kept_and_counted(own: Home, keyring: Keyring) -> None:
    message = frame_of(own, 5).raw[:-64]
    message = message[:4] + b"\x02" + message[5:]
    put(own, 5, message + keyring.sign(message))
    read = day(own, keyring)
    assert (words(read), faults(read)) == (b"123", [(5, Why.NEWER)])


@pytest.mark.usefixtures("five")
def test_a_stranger_s_frame_does_not_open(own: Home, keyring: Keyring) -> None:
    """Who has no key can write a frame, but not one that opens."""
    header = Header(an_id("x"), 1, FIRST, DAY, AB.signer, (keyring.team_key_id,))
    stranger = Keyring(b"", keyring.halves(), keyring.team_key_id, bytes(32), Path("nowhere"), b"")
    frame = seal(header, b"planted", stranger.cipher(DAY, header.key_ids), AB)
    journal = SqliteJournal(own.journal_path)
    journal.append([frame])
    journal.close()
    read = day(own, keyring)
    assert words(read) == b"1235"
    assert faults(read) == [(1, Why.SEAL)]


def test_faults_say_in_plain_words_what_they_are() -> None:
    assert str(Why.CHAIN) == "what its writer wrote just before is missing or altered"
