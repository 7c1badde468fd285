"""Verify: nothing changed in a home goes unnoticed, and nothing sound is called altered."""

import os
import shutil
import sqlite3
import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path
from random import Random

import pytest

from models.home import Home, HomeError
from models.journal.frame import Frame, Header, parse, seal
from models.journal.recorder import Recorder, Sealable
from models.journal.sqlite_journal import SqliteJournal
from models.journal.verify import Outcome, Verdict, verify
from models.journal.witness import open_witness, witness_path
from models.keys.keyring import Keyring
from tests.models.record.frames import AB, an_id
from tests.models.record.test_reader import flipped, frame_of, put, tampered

Opener = Callable[[Home, Keyring], Recorder]
DAY = an_id("day 1")


@pytest.fixture
def six(own: Home, keyring: Keyring, colleague: Keyring, opened: Opener) -> bytes:
    """Six entries by two people at one terminal: its writer."""
    with opened(own, keyring) as recorder:
        for number in range(6):
            recorder.hand_over(colleague if number % 2 else keyring)
            recorder.append([Sealable(DAY, (keyring.team_key_id,), b"%d" % number)])
        return recorder.writer


def outcome(home: Home) -> Outcome:
    return verify(home.folder).outcome


def says(verdict: Verdict, *words: str) -> bool:
    return any(all(word in line for word in words) for line in verdict.lines)


def test_a_sound_home_is_verified_and_says_what_it_holds(
    own: Home, keyring: Keyring, six: bytes
) -> None:
    verdict = verify(own.folder)
    assert verdict.outcome is Outcome.VERIFIED
    assert verdict.lines == (
        "VERIFIED. Entries: 6; of each: chain and signature.",
        "Writers: 1; when each was written is sealed, it takes a passphrase.",
        "Witness files: 1; what they saw is here.",
        f"Terminal 1 here ({six.hex()[:8]}): 6 entries, sound.",
    )
    assert says(verify(own.folder, keyring), "signature and seal")


def test_an_empty_home_is_verified(own: Home) -> None:
    assert outcome(own) is Outcome.VERIFIED


@pytest.mark.usefixtures("six")
def test_it_changes_nothing_and_runs_beside_a_recorder(
    own: Home, keyring: Keyring, opened: Opener
) -> None:
    before = files(own)
    assert outcome(own) is Outcome.VERIFIED
    assert files(own) == before
    recorder = opened(own, keyring)
    recorder.append([Sealable(DAY, (keyring.team_key_id,), b"more")])
    assert outcome(own) is Outcome.VERIFIED


def test_what_is_written_meanwhile_is_no_fault(own: Home, keyring: Keyring, opened: Opener) -> None:
    recorder, ended = opened(own, keyring), threading.Event()

    def record() -> None:
        while not ended.is_set():
            recorder.append([Sealable(os.urandom(16), (keyring.team_key_id,), b"")])

    thread = threading.Thread(target=record)
    thread.start()
    try:
        outcomes = {outcome(own) for _ in range(8)}
    finally:
        ended.set()
        thread.join()
    assert outcomes == {Outcome.VERIFIED}


def files(home: Home) -> dict[Path, bytes]:
    """All but SQLite's two helpers, which reading makes, too, and writing removes."""
    paths = (path for path in home.folder.rglob("*") if path.is_file())
    return {path: path.read_bytes() for path in paths if path.name[-4:] not in ("-wal", "-shm")}


@pytest.mark.usefixtures("six")
def test_every_changed_byte_of_every_frame_is_noticed(own: Home) -> None:
    """Each byte of one frame, and some of each other's, as each is met in the table."""
    chance = Random(7)
    for seq in range(1, 7):
        raw = frame_of(own, seq).raw
        every = range(len(raw)) if seq == 3 else chance.sample(range(len(raw)), 12)
        for at in every[:: 1 if seq != 3 else 5]:
            put(own, seq, flipped(raw, at))
            verdict = verify(own.folder)
            assert verdict.outcome is Outcome.ALTERED, (seq, at)
            assert says(verdict, f"First altered: entry {seq}"), (seq, at)
        put(own, seq, raw)
    assert outcome(own) is Outcome.VERIFIED


def test_any_changed_byte_of_the_journal_s_file_is_noticed_or_changes_no_entry(
    own: Home, six: bytes
) -> None:
    frames = [frame_of(own, seq).raw for seq in range(1, 7)]
    whole = own.journal_path.read_bytes()
    chance = Random(11)
    for at in chance.sample(range(len(whole)), 150):
        own.journal_path.write_bytes(flipped(whole, at))
        if outcome(own) is Outcome.VERIFIED:
            journal = SqliteJournal(own.journal_path, read_only=True)
            assert [raw for _, _, raw in journal.read_from(six, 1)] == frames
            assert len(list(journal.read_stream(DAY))) == 6
            journal.close()


@pytest.mark.usefixtures("six")
@pytest.mark.parametrize("seq", range(1, 7))
@pytest.mark.parametrize("instead", [0, 1, 5, 127])
def test_a_file_whose_order_is_lost_is_noticed_and_read_to_an_end(
    own: Home, seq: int, instead: int
) -> None:
    """A changed row number within SQLite's tree, which SQLite itself doesn't notice reading."""
    if seq == instead:
        return
    whole = own.journal_path.read_bytes()
    number = bytes([0xA0, 0x80, 0x80, 0x80, 0x80])  # 1 << 40 as SQLite writes it, but the last
    assert whole.count(number + bytes([seq])) >= 1
    changed = whole.replace(number + bytes([seq]), number + bytes([instead]))
    own.journal_path.write_bytes(changed)
    assert outcome(own) is not Outcome.VERIFIED


@pytest.mark.usefixtures("six")
def test_an_entry_removed_from_the_middle_is_noticed(own: Home) -> None:
    tampered(own, "DELETE FROM frame WHERE place & 1023 = 3")
    verdict = verify(own.folder)
    assert verdict.outcome is Outcome.ALTERED
    assert says(verdict, "First altered: entry 3, it is missing")


@pytest.mark.usefixtures("six")
def test_entries_cut_from_the_end_are_noticed_by_the_witness(own: Home) -> None:
    tampered(own, "DELETE FROM frame WHERE place & 1023 > 4")
    verdict = verify(own.folder)
    assert verdict.outcome is Outcome.INCOMPLETE
    assert says(verdict, "had come to entry 6", "here it ends at 4")


@pytest.mark.usefixtures("six")
def test_all_entries_removed_are_noticed(own: Home) -> None:
    tampered(own, "DELETE FROM frame")
    assert outcome(own) is not Outcome.VERIFIED


@pytest.mark.usefixtures("six")
def test_swapped_entries_are_noticed(own: Home) -> None:
    second, third = frame_of(own, 2).raw, frame_of(own, 3).raw
    put(own, 2, third)
    put(own, 3, second)
    assert says(verify(own.folder), "First altered: entry 2, it stands in another's place")


@pytest.mark.usefixtures("six")
def test_an_entry_put_at_the_end_by_a_stranger_is_noticed(own: Home) -> None:
    append_signed_by_a_stranger(own, frame_of(own, 6))
    verdict = verify(own.folder)
    assert verdict.outcome is Outcome.ALTERED
    assert says(verdict, "First altered: entry 7, it is signed by nobody of the staff")


@pytest.mark.usefixtures("six")
def test_a_stranger_s_own_chain_is_noticed(own: Home) -> None:
    append_signed_by_a_stranger(own, None)
    assert says(verify(own.folder), "A writer elsewhere", "nobody of the staff")


def append_signed_by_a_stranger(home: Home, after: Frame | None) -> None:
    from models.journal.frame import body_cipher

    ids = (an_id("some key"),)
    place = (after.writer, 7, after.hash) if after else (an_id("x"), 1, bytes(32))
    cipher = body_cipher(DAY, ids, lambda _: bytes(32))
    journal = SqliteJournal(home.journal_path)
    journal.append([seal(Header(*place, DAY, AB.signer, ids), b"planted", cipher, AB)])
    journal.close()


def test_a_rewritten_end_is_noticed_even_when_truly_signed(
    own: Home, keyring: Keyring, six: bytes
) -> None:
    """By one of the staff, who cuts the last two and writes others."""
    tampered(own, "DELETE FROM frame WHERE place & 1023 > 4")
    after = frame_of(own, 4)
    ids = (keyring.team_key_id,)
    header = Header(six, 5, after.hash, DAY, keyring.signer, ids)
    journal = SqliteJournal(own.journal_path)
    journal.append([seal(header, b"other", keyring.cipher(DAY, ids), keyring)])
    journal.close()
    verdict = verify(own.folder)
    assert verdict.outcome is Outcome.ALTERED
    assert says(verdict, "entry 5 is not the one in the witness file")


@pytest.mark.usefixtures("six")
def test_a_journal_put_back_whole_is_noticed(
    own: Home, keyring: Keyring, opened: Opener, tmp_path: Path
) -> None:
    shutil.copy(own.journal_path, tmp_path / "older.db")
    with opened(own, keyring) as recorder:
        recorder.append([Sealable(DAY, (keyring.team_key_id,), b"more")])
    shutil.copy(tmp_path / "older.db", own.journal_path)
    assert outcome(own) is Outcome.INCOMPLETE


def test_what_another_writer_saw_counts_as_witness(
    own: Home, keyring: Keyring, colleague: Keyring, six: bytes, opened: Opener
) -> None:
    first, second = opened(own, keyring), opened(own, colleague)
    second.append([Sealable(DAY, (keyring.team_key_id,), b"after six")])
    first.close()
    second.close()
    witness_path(own.witness_folder, six).unlink()
    open_witness(witness_path(own.witness_folder, six)).close()
    tampered(own, "DELETE FROM frame WHERE place >> 40 = 1 AND place & 1023 > 4")
    verdict = verify(own.folder)
    assert verdict.outcome is Outcome.INCOMPLETE
    assert says(verdict, "had come to entry 6", "Terminal 2 here")


@pytest.mark.usefixtures("six")
def test_a_hidden_stream_is_noticed(own: Home) -> None:
    tampered(own, "UPDATE run SET stream = ?", an_id("elsewhere"))
    assert says(verify(own.folder), "index of streams doesn't fit")


def test_a_damaged_witness_is_noticed(own: Home, six: bytes) -> None:
    path = witness_path(own.witness_folder, six)
    path.write_bytes(flipped(path.read_bytes(), 700))
    assert says(verify(own.folder), "is damaged")


def test_a_missing_witness_is_noticed(own: Home, six: bytes) -> None:
    witness_path(own.witness_folder, six).unlink()
    verdict = verify(own.folder)
    assert verdict.outcome is Outcome.INCOMPLETE
    assert says(verdict, "has no witness file")


@pytest.mark.usefixtures("six")
def test_a_missing_journal_is_incomplete(own: Home) -> None:
    own.journal_path.unlink()
    assert outcome(own) is Outcome.INCOMPLETE


@pytest.mark.usefixtures("six")
def test_a_damaged_journal_is_altered(own: Home) -> None:
    own.journal_path.write_bytes(b"damaged")
    assert says(verify(own.folder), "the journal's file is damaged")


@pytest.mark.parametrize("kind", ["slot", "grant"])
@pytest.mark.usefixtures("six")
def test_a_changed_staff_file_is_noticed(own: Home, kind: str) -> None:
    path = next((own.folder / "staff").glob(f"*.{kind}"))
    path.write_bytes(flipped(path.read_bytes(), 60))
    assert says(verify(own.folder), f"staff/{path.name}")


@pytest.mark.usefixtures("six")
def test_a_planted_signer_is_noticed(own: Home) -> None:
    (own.folder / "staff" / "x.1.slot").write_bytes(os.urandom(300))
    assert outcome(own) is Outcome.ALTERED


def test_a_lost_key_is_noticed(
    own: Home, keyring: Keyring, colleague: Keyring, opened: Opener
) -> None:
    key_id = keyring.new_key()
    with opened(own, keyring) as recorder:
        recorder.append([Sealable(DAY, (key_id,), b"about a man")])
    assert outcome(own) is Outcome.VERIFIED
    path = own.keys_folder / f"{key_id.hex()}.key"
    raw = path.read_bytes()
    path.write_bytes(flipped(raw, 60))
    assert outcome(own) is Outcome.VERIFIED
    assert verify(own.folder, colleague).outcome is Outcome.INCOMPLETE
    path.unlink()
    assert says(verify(own.folder), "can't be opened here: 1")


@pytest.mark.usefixtures("six")
def test_an_entry_of_a_newer_version_is_checked_as_far_as_it_goes(
    own: Home, keyring: Keyring
) -> None:
    raw = frame_of(own, 6).raw
    header = parse(raw)
    message = raw[:4] + b"\x02" + header.raw[5:-64]
    journal = SqliteJournal(own.journal_path)
    following = message[:21] + (7).to_bytes(8, "big") + header.hash + message[61:]
    journal.append([parse(following + AB.sign(following))])
    journal.close()
    assert says(verify(own.folder), "entry 7")
    put(own, 7, following[:77] + keyring.signer + following[109:] + bytes(64))
    following = following[:77] + keyring.signer + following[109:]
    put(own, 7, following + keyring.sign(following))
    verdict = verify(own.folder, keyring)
    assert verdict.outcome is Outcome.VERIFIED
    assert says(verdict, "7 entries, sound, 1 of them of a newer version")


def test_a_folder_without_a_home_could_not_be_verified(tmp_path: Path) -> None:
    with pytest.raises(HomeError):
        verify(tmp_path)


@pytest.mark.usefixtures("six")
def test_a_seal_broken_under_a_true_signature_is_found_with_the_keys(
    own: Home, keyring: Keyring
) -> None:
    """Only one of the staff could do it."""
    frame = frame_of(own, 6)
    message = flipped(frame.raw, frame.body_at)[:-64]
    put(own, 6, message + keyring.sign(message))
    signer = parse(message + bytes(64)).signer
    expected = keyring.signer == signer
    assert says(verify(own.folder, keyring), "entry 6", "seal" if expected else "signature")


@pytest.mark.usefixtures("six")
def test_it_needs_nothing_heavy(own: Home) -> None:
    heavy = ("textual", "pydantic", "sqlmodel", "sqlalchemy", "pendulum")
    script = (
        "import sys; from pathlib import Path; from models.journal.verify import verify;"
        f"print(int(verify(Path({str(own.folder)!r})).outcome));"
        f"print([name for name in {heavy} if name in sys.modules])"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True
    )
    assert done.stdout.split("\n")[:2] == ["0", "[]"]


@pytest.mark.usefixtures("six")
def test_a_tampered_table_of_writers_is_noticed(own: Home) -> None:
    db = sqlite3.connect(own.journal_path)
    db.execute("DELETE FROM writer")
    db.commit()
    db.close()
    assert outcome(own) is not Outcome.VERIFIED


def test_with_keys_it_says_from_when_to_when_entries_were_written(
    own: Home, keyring: Keyring, opened: Opener
) -> None:
    with opened(own, keyring) as recorder:
        for written in (1_795_514_400_000, 1_795_518_000_000):
            body = b'some_kind 1\n{"id":"x","written":%d}\n{"text":"\\"written\\":1"}' % written
            recorder.append([Sealable(DAY, (keyring.team_key_id,), body)])
    (first, second, third) = verify(own.folder, keyring).lines[:3]
    assert first.startswith("VERIFIED. Entries: 2; of each: chain, signature and seal.")
    assert second == "Writers: 1; written from 2026-11-24 10:00 UTC to 2026-11-24 11:00 UTC."
    assert third == "Witness files: 1; what they saw is here."
