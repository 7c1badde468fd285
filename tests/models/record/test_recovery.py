"""A journal that is behind its witness: what comes back, and what is written again."""

import shutil
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from models.home import Home
from models.journal import witness
from models.journal.frame import parse
from models.journal.recorder import Recorder, Sealable
from models.journal.verify import Outcome, verify
from models.journal.witness import read_witness, witness_files, witness_path
from models.keys.keyring import Keyring
from models.keys.seats import seats_by_writer
from models.reader import Opened
from tests.models.record.frames import an_id
from tests.models.record.test_reader import flipped, frame_of, put
from tests.models.record.test_recorder import Refusing

Opener = Callable[[Home, Keyring], Recorder]
DAY = an_id("day 1")


def record(recorder: Recorder, keyring: Keyring, *words: bytes) -> None:
    for word in words:
        recorder.append([Sealable(DAY, (keyring.team_key_id,), word)])


def bodies(read: Sequence[Opened]) -> list[bytes]:
    return [each.body for each in read]


def copied(home: Home, to: Path) -> Path:
    shutil.copy(home.journal_path, to)
    return to


@pytest.fixture
def rolled_back(own: Home, keyring: Keyring, opened: Opener, tmp_path: Path) -> bytes:
    """A home whose journal was put back to before the last two of four entries: its writer."""
    recorder = opened(own, keyring)
    record(recorder, keyring, b"one", b"two")
    recorder.close()
    older = copied(own, tmp_path / "older.db")
    recorder = opened(own, keyring)
    record(recorder, keyring, b"three", b"four")
    recorder.close()
    shutil.copy(older, own.journal_path)
    return recorder.writer


def test_entries_of_a_journal_put_back_return_from_the_witness(
    own: Home, keyring: Keyring, opened: Opener, rolled_back: bytes
) -> None:
    assert verify(own.folder).outcome is Outcome.INCOMPLETE
    recorder = opened(own, keyring)
    assert recorder.writer == rolled_back
    assert recorder.opening == ("Entries that the journal had lost, back from its witness: 2.",)
    record(recorder, keyring, b"five")
    words = [b"one", b"two", b"three", b"four", b"five"]
    assert bodies(recorder.reader.read_stream(DAY).opened) == words
    recorder.close()
    assert verify(own.folder).outcome is Outcome.VERIFIED


def test_a_removed_journal_returns_whole_while_the_witness_has_it_all(
    own: Home, keyring: Keyring, opened: Opener
) -> None:
    recorder = opened(own, keyring)
    record(recorder, keyring, b"one", b"two")
    recorder.close()
    own.journal_path.unlink()
    assert verify(own.folder).outcome is Outcome.INCOMPLETE
    again = opened(own, keyring)
    assert bodies(again.reader.read_stream(DAY).opened) == [b"one", b"two"]
    assert again.writer == recorder.writer


def test_a_crash_between_journal_and_witness_is_made_good(
    own: Home, keyring: Keyring, opened: Opener
) -> None:
    recorder = opened(own, keyring)
    record(recorder, keyring, b"one")
    recorder.close()
    path = witness_path(own.witness_folder, recorder.writer)
    before = path.read_bytes()
    recorder = opened(own, keyring)
    record(recorder, keyring, b"two", b"three")
    recorder.close()
    path.write_bytes(before)
    again = opened(own, keyring)
    assert again.opening == ()
    assert [frame.seq for frame in read_witness(path).frames] == [1, 2, 3]
    record(again, keyring, b"four")
    assert [frame.seq for frame in read_witness(path).frames] == [1, 2, 3, 4]


def test_a_removed_witness_is_made_anew(own: Home, keyring: Keyring, opened: Opener) -> None:
    recorder = opened(own, keyring)
    record(recorder, keyring, b"one", b"two")
    recorder.close()
    path = witness_path(own.witness_folder, recorder.writer)
    path.unlink()
    assert verify(own.folder).outcome is Outcome.INCOMPLETE
    opened(own, keyring).close()
    assert [frame.seq for frame in read_witness(path).frames] == [1, 2]
    assert verify(own.folder).outcome is Outcome.VERIFIED


@pytest.fixture
def short_witness(
    own: Home,
    keyring: Keyring,
    opened: Opener,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> bytes:
    """A journal put back to its first entry, and a witness that knows the last two of six."""
    recorder = opened(own, keyring)
    record(recorder, keyring, b"one")
    recorder.close()
    older = copied(own, tmp_path / "older.db")
    recorder = opened(own, keyring)
    record(recorder, keyring, b"two", b"three", b"four", b"five", b"six")
    recorder.close()
    monkeypatch.setattr(witness, "KEEP_BYTES", 800)
    opened(own, keyring).close()
    monkeypatch.undo()
    shutil.copy(older, own.journal_path)
    return recorder.writer


def test_what_can_not_follow_is_written_again_by_a_new_writer(
    own: Home, keyring: Keyring, opened: Opener, short_witness: bytes
) -> None:
    recorder = opened(own, keyring)
    assert recorder.writer != short_witness
    assert "goes on as a new writer" in recorder.opening[0]
    assert recorder.opening[1].startswith("Entries that only the witness has: 2.")
    words = bodies(recorder.reader.read_stream(DAY).opened)
    assert sorted(words) == sorted([b"one", b"five", b"six"])
    assert seats_by_writer(own.seats_folder) == {short_witness: 1, recorder.writer: 1}


@pytest.mark.usefixtures("short_witness")
def test_it_happens_once_and_the_loss_stays_known(
    own: Home, keyring: Keyring, opened: Opener
) -> None:
    first = opened(own, keyring)
    first.close()
    second = opened(own, keyring)
    assert (second.writer, second.opening) == (first.writer, ())
    assert len(second.reader.read_stream(DAY).opened) == 3
    second.close()
    verdict = verify(own.folder, keyring)
    assert verdict.outcome is Outcome.INCOMPLETE
    assert any("had come to entry 6" in line and "ends at 1" in line for line in verdict.lines)


@pytest.mark.usefixtures("short_witness")
def test_a_colleague_s_entries_wait_until_she_unlocks(
    own: Home, keyring: Keyring, colleague: Keyring, opened: Opener
) -> None:
    recorder = opened(own, colleague)
    assert bodies(recorder.reader.read_stream(DAY).opened) == [b"one"]
    recorder.close()
    recorder = opened(own, colleague)
    recorder.hand_over(keyring)
    read = recorder.reader.read_stream(DAY).opened
    assert sorted(bodies(read)) == sorted([b"one", b"five", b"six"])
    assert {each.signer for each in read} == {keyring.signer}


def test_a_journal_written_to_elsewhere_under_the_same_numbers_ends_in_a_new_writer(
    own: Home, keyring: Keyring, opened: Opener, tmp_path: Path
) -> None:
    """The home was copied, both copies wrote, and one's journal was put over the other's."""
    recorder = opened(own, keyring)
    record(recorder, keyring, b"one")
    recorder.close()
    copy = tmp_path / "copy"
    shutil.copytree(own.folder, copy)
    other = Home(copy, own.team)
    recorder = opened(other, keyring)
    record(recorder, keyring, b"two elsewhere", b"three elsewhere")
    recorder.close()
    recorder = opened(own, keyring)
    record(recorder, keyring, b"two here")
    recorder.close()
    shutil.copy(other.journal_path, own.journal_path)
    assert verify(own.folder).outcome is Outcome.ALTERED
    again = opened(own, keyring)
    assert again.writer != recorder.writer
    assert sorted(bodies(again.reader.read_stream(DAY).opened)) == sorted(
        [b"one", b"two elsewhere", b"three elsewhere", b"two here"]
    )


def test_a_disk_that_is_full_at_the_start_keeps_what_returns_waiting(
    own: Home,
    keyring: Keyring,
    opened: Opener,
    rolled_back: bytes,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("models.journal.recorder.SqliteJournal", Refusing)
    monkeypatch.setattr(Refusing, "refuses", "before")
    recorder = opened(own, keyring)
    assert (recorder.writer, recorder.unsaved) == (rolled_back, 2)
    assert recorder.opening == ("Entries of last time that are still to be saved: 2.",)
    monkeypatch.undo()
    record(recorder, keyring, b"five")
    words = [b"one", b"two", b"three", b"four", b"five"]
    assert bodies(recorder.reader.read_stream(DAY).opened) == words


def test_entries_that_can_not_be_written_again_yet_stay_in_the_witness(
    own: Home,
    keyring: Keyring,
    opened: Opener,
    short_witness: bytes,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("models.journal.recorder.SqliteJournal", Refusing)
    monkeypatch.setattr(Refusing, "refuses", "before")
    recorder = opened(own, keyring)
    assert recorder.unsaved == 2
    monkeypatch.undo()
    assert len(recorder.retry()) == 2
    words = bodies(recorder.reader.read_stream(DAY).opened)
    assert sorted(words) == sorted([b"one", b"five", b"six"])
    kept = read_witness(witness_path(own.witness_folder, short_witness)).frames
    assert [frame.seq for frame in kept] == [5, 6]


def test_a_damaged_end_of_a_journal_that_can_not_be_mended_ends_in_a_new_writer(
    own: Home, keyring: Keyring, opened: Opener, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its first entry is damaged too, and the witness no longer has that one."""
    recorder = opened(own, keyring)
    record(recorder, keyring, b"one", b"two", b"three")
    recorder.close()
    monkeypatch.setattr(witness, "KEEP_BYTES", 500)
    opened(own, keyring).close()
    monkeypatch.undo()
    for seq in (1, 3):
        put(own, seq, flipped(frame_of(own, seq).raw, 250))
    again = opened(own, keyring)
    assert again.writer != recorder.writer
    assert bodies(again.reader.read_stream(DAY).opened) == [b"two", b"three"]


def test_a_forged_witness_brings_nothing_in(
    own: Home, keyring: Keyring, opened: Opener, rolled_back: bytes
) -> None:
    path = witness_path(own.witness_folder, rolled_back)
    testimony = read_witness(path)
    forged = [
        parse(frame.raw[:-64] + bytes(64)) if frame.seq > 2 else frame for frame in testimony.frames
    ]
    path.unlink()
    it = witness.open_witness(path)
    it.add(forged)
    it.close()
    recorder = opened(own, keyring)
    assert bodies(recorder.reader.read_stream(DAY).opened) == [b"one", b"two"]
    assert recorder.writer != rolled_back


def test_another_terminal_s_witness_knows_of_one_s_own_numbers(
    own: Home, keyring: Keyring, colleague: Keyring, opened: Opener, tmp_path: Path
) -> None:
    """With journal and own witness put back, the other terminal's witness shows the loss."""
    first = opened(own, keyring)
    record(first, keyring, b"one")
    first.close()
    older = copied(own, tmp_path / "older.db")
    path = witness_path(own.witness_folder, first.writer)
    older_witness = path.read_bytes()
    first, second = opened(own, keyring), opened(own, colleague)
    record(first, keyring, b"two")
    second.reader.changed()
    record(second, colleague, b"theirs")
    first.close()
    second.close()
    shutil.copy(older, own.journal_path)
    path.write_bytes(older_witness)
    again = opened(own, keyring)
    assert again.writer != first.writer
    assert len(witness_files(own.witness_folder)) == 3
