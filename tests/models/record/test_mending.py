"""A damaged journal is made anew on opening, where nothing is lost by it; and else left alone."""

from collections.abc import Callable

import pytest

from models.home import Home
from models.journal import witness
from models.journal.journal import JournalUnusable
from models.journal.recorder import Recorder
from models.journal.verify import Outcome, verify
from models.journal.witness import read_witness, witness_path
from models.keys.keyring import Keyring
from tests.models.record.frames import an_id, sealed
from tests.models.record.test_reader import flipped, frame_of, put, tampered
from tests.models.record.test_recovery import DAY, bodies, record

Opener = Callable[[Home, Keyring], Recorder]
WORDS = [b"one", b"two", b"three"]
MENDED = (
    "The journal's file was damaged. It was made anew, with all 3 entries; the damaged one is kept "
    "as journal.db.damaged-1."
)


@pytest.fixture
def three(own: Home, keyring: Keyring, opened: Opener) -> bytes:
    """Three entries: their writer."""
    with opened(own, keyring) as recorder:
        record(recorder, keyring, *WORDS)
        return recorder.writer


def comes_back(own: Home, keyring: Keyring, opened: Opener, writer: bytes) -> None:
    damaged = own.journal_path.read_bytes()
    again = opened(own, keyring)
    assert again.opening == (MENDED,)
    assert again.writer == writer
    assert bodies(again.reader.read_stream(DAY).opened) == WORDS
    record(again, keyring, b"four")
    again.close()
    assert verify(own.folder, keyring).outcome is Outcome.VERIFIED
    assert (own.folder / "journal.db.damaged-1").read_bytes() == damaged
    assert opened(own, keyring).opening == ()


@pytest.mark.parametrize("seq", [1, 2, 3])
def test_a_turned_bit_in_an_entry(
    own: Home, keyring: Keyring, opened: Opener, three: bytes, seq: int
) -> None:
    put(own, seq, flipped(frame_of(own, seq).raw, 250))
    assert verify(own.folder).outcome is Outcome.ALTERED
    comes_back(own, keyring, opened, three)


@pytest.mark.parametrize("what", ["no database at all", "an entry's place", "the run's stream"])
def test_a_damaged_file(
    own: Home, keyring: Keyring, opened: Opener, three: bytes, what: str
) -> None:
    if what == "no database at all":
        own.journal_path.write_bytes(b"damaged")
    elif what == "an entry's place":
        tampered(own, "UPDATE frame SET place = place + 64 WHERE place & 1023 = 2")
    else:
        tampered(own, "UPDATE run SET stream = ?", an_id("elsewhere"))
    comes_back(own, keyring, opened, three)


def test_entries_that_the_witness_has_not_are_read_from_the_damaged_file(
    own: Home,
    keyring: Keyring,
    opened: Opener,
    three: bytes,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(witness, "KEEP_BYTES", 500)
    opened(own, keyring).close()
    monkeypatch.undo()
    path = witness_path(own.witness_folder, three)
    assert [frame.seq for frame in read_witness(path).frames] == [3]
    put(own, 3, flipped(frame_of(own, 3).raw, 250))
    comes_back(own, keyring, opened, three)


def test_what_only_the_journal_had_is_never_given_up(
    own: Home, keyring: Keyring, opened: Opener, three: bytes
) -> None:
    """Its bytes stay where they are, for whoever can do more with them."""
    witness_path(own.witness_folder, three).unlink()
    put(own, 2, flipped(frame_of(own, 2).raw, 250))
    before = own.journal_path.read_bytes()
    with opened(own, keyring) as again:
        assert len(again.reader.read_stream(DAY).faults) > 0
    assert not (own.folder / "journal.db.damaged-1").exists()
    assert own.journal_path.read_bytes() == before
    own.journal_path.write_bytes(b"damaged")
    witness_path(own.witness_folder, three).unlink()
    with pytest.raises(JournalUnusable):
        opened(own, keyring)


@pytest.mark.usefixtures("three")
def test_while_another_terminal_writes_it_waits(
    own: Home, keyring: Keyring, colleague: Keyring, opened: Opener
) -> None:
    first = opened(own, colleague)
    put(own, 2, flipped(frame_of(own, 2).raw, 250))
    second = opened(own, keyring)
    assert "close every terminal" in second.opening[0]
    first.close()
    second.close()
    assert opened(own, keyring).opening == (MENDED,)


@pytest.mark.usefixtures("three")
def test_nothing_that_nobody_of_the_staff_signed_is_taken_from_the_file(
    own: Home, keyring: Keyring, opened: Opener
) -> None:
    """A stranger's frame lies about in the damaged file."""
    own.journal_path.write_bytes(b"damaged" + sealed(b"planted").raw)
    again = opened(own, keyring)
    assert bodies(again.reader.read_stream(DAY).opened) == WORDS
    assert len(again.reader.holdings()) == 1
