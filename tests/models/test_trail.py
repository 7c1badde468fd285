"""The trail: what is written of a use of personal data, and how it is read back."""

from pathlib import Path

from models.entries import Entry, decode, encode
from models.entries.observation import NoteWritten
from models.entries.trail import DataUsed
from models.home import create_home
from models.journal.recorder import open_recorder
from models.journal.verify import Outcome, verify
from models.record import Record
from models.streams import TRAIL_STREAM
from models.trail import steps
from models.trail_entry import Use, trail_entry

NOW = 1_795_000_000_000
USE = Use("disclosure", "session note", "g", "s", ("m",), "the court", "ordered")


def test_the_bytes_are_those_of_the_entry(tmp_path: Path) -> None:
    home, keyring = create_home(tmp_path / "home", "words", passes=3)
    sealable = trail_entry(USE, keyring, NOW)
    read = decode(sealable.body)
    assert isinstance(read, Entry)
    assert read.what == DataUsed(**USE._asdict())
    assert (read.by, read.written, encode(read)) == (keyring.staff.hex(), NOW, sealable.body)
    with open_recorder(home, keyring) as recorder:
        record = Record(recorder.reader, keyring, lambda: NOW, recorder)
        record.mark_seen()
        record.note_use(USE)
        assert record.news() == []
        keyring.change_team_key()
        assert [one.body for one in recorder.reader.read_stream(bytes.fromhex(TRAIL_STREAM)).opened]
    assert verify(home.folder).outcome is Outcome.VERIFIED


def test_a_step_says_who_when_and_how_never_what_was_written() -> None:
    note = NoteWritten(note="n", scope="members", members=("m",), text="never shown")
    first = Entry("1", "1", NOW, NOW, (NOW, 0), "ada", (), note, stream="s")
    second = Entry("2", "2", NOW, NOW + 1, (NOW, 1), "bo", ("1",), note, stream="s")
    used = Entry("3", "3", NOW, NOW + 2, (NOW, 2), "bo", (), DataUsed(**USE._asdict()))
    found = steps([used, second, first])
    assert [one.kind for one in found] == ["collection", "alteration", "disclosure"]
    assert [one.by for one in found] == ["ada", "bo", "bo"]
    assert found[2].recipient == "the court"
    assert "never shown" not in repr(found)
