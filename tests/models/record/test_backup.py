"""Backup and restore: the same entries, a new writer, nothing of a damaged or hostile file."""

from __future__ import annotations

import json
import shutil
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from models.backup import BackupError, back_up, restore
from models.home import Home, open_home
from models.journal.recorder import Recorder, Sealable
from models.journal.verify import Outcome, verify
from models.keys.keyring import Keyring
from tests.models.record.conftest import PASSPHRASE, there

Opener = Callable[[Home, Keyring], Recorder]
WORDS = b"words that nobody else may read"


@pytest.fixture
def written(own: Home, keyring: Keyring, opened: Opener) -> Home:
    """A home with three entries, its recorder still open."""
    write(opened(own, keyring), keyring, 3)
    return own


def write(recorder: Recorder, keyring: Keyring, entries: int) -> None:
    for _ in range(entries):
        recorder.append([Sealable(b"s" * 16, (keyring.team_key_id,), WORDS)])


def test_a_restored_home_has_the_same_entries_and_opens(written: Home, tmp_path: Path) -> None:
    file = back_up(written.folder, tmp_path / "stick", "20261124-1531")
    assert file.name == "session-tui-backup-20261124-1531.zip"
    home = tmp_path / "new laptop" / "home"
    line = restore(file, home)
    assert line.startswith("VERIFIED. Entries: 3")
    assert verify(home).outcome is Outcome.VERIFIED
    opens = open_home(home).unlock(PASSPHRASE)
    assert opens.staff in {person.staff for person in written.people()}
    assert [one.name for one in file.parent.iterdir()] == [file.name]


def test_it_writes_as_a_new_writer(
    written: Home, keyring: Keyring, opened: Opener, tmp_path: Path
) -> None:
    home = tmp_path / "restored"
    restore(back_up(written.folder, tmp_path / "stick", "1"), home)
    again = open_home(home)
    write(opened(again, there(keyring, again)), there(keyring, again), 1)
    verdict = verify(home)
    assert verdict.outcome is Outcome.VERIFIED
    assert len([line for line in verdict.lines if "sound" in line]) == 2


def test_nothing_of_it_can_be_read_and_it_says_nobodys_name(written: Home, tmp_path: Path) -> None:
    file = back_up(written.folder, tmp_path / "stick", "1")
    with zipfile.ZipFile(file) as packed:
        held = b"".join(packed.read(name) for name in packed.namelist())
        names = set(packed.namelist())
    assert WORDS not in held
    assert not {name for name in names if "label" in name or "seat" in name}


def test_a_file_is_never_written_over(written: Home, tmp_path: Path) -> None:
    first, second = (back_up(written.folder, tmp_path / "stick", "1") for _ in range(2))
    assert first != second
    assert first.exists()


def test_a_folder_with_something_in_it_is_left_alone(written: Home, tmp_path: Path) -> None:
    file = back_up(written.folder, tmp_path / "stick", "1")
    with pytest.raises(BackupError, match="isn't empty"):
        restore(file, written.folder)
    assert verify(written.folder).outcome is Outcome.VERIFIED


def test_an_altered_record_isnt_backed_up_as_if_it_were_sound(
    own: Home, keyring: Keyring, opened: Opener, tmp_path: Path
) -> None:
    recorder = opened(own, keyring)
    write(recorder, keyring, 3)
    recorder.close()
    data = bytearray(own.journal_path.read_bytes())
    place = data.rindex(b"s" * 16)
    data[place] ^= 1
    own.journal_path.write_bytes(data)
    with pytest.raises(BackupError, match="isn't as it was written"):
        back_up(own.folder, tmp_path / "stick", "1")
    assert not list((tmp_path / "stick").iterdir())


@pytest.mark.parametrize("name", ["../evil", "/etc/evil", "staff/../../evil", "seats/1", "CON"])
def test_a_name_that_leads_elsewhere_is_refused(name: str, written: Home, tmp_path: Path) -> None:
    file = back_up(written.folder, tmp_path / "stick", "1")
    hostile = tmp_path / "hostile.zip"
    with zipfile.ZipFile(file) as packed, zipfile.ZipFile(hostile, "w") as changed:
        manifest = json.loads(packed.read("manifest.json"))
        manifest["files"][name] = "0" * 64
        changed.writestr("manifest.json", json.dumps(manifest))
        changed.writestr(name, b"evil")
        for one in packed.namelist()[1:]:
            changed.writestr(one, packed.read(one))
    with pytest.raises(BackupError, match="no backup"):
        restore(hostile, tmp_path / "restored")
    assert not (tmp_path / "restored").exists()
    assert not list(tmp_path.rglob("evil"))


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(at=st.floats(0, 1, exclude_max=True), bit=st.integers(0, 7), cut=st.booleans())
def test_a_damaged_backup_is_refused_or_whole(
    at: float, bit: int, cut: bool, backup: bytes, tmp_path: Path
) -> None:
    data = bytearray(backup)
    place = int(at * len(data))
    if cut:
        del data[place:]
    else:
        data[place] ^= 1 << bit
    file, home = tmp_path / "damaged.zip", tmp_path / "restored"
    file.write_bytes(data)
    shutil.rmtree(home, ignore_errors=True)
    try:
        assert restore(file, home).startswith("VERIFIED. Entries: 3")
    except BackupError:
        assert not home.exists()


@pytest.fixture
def backup(written: Home, tmp_path: Path) -> bytes:
    return back_up(written.folder, tmp_path / "stick", "1").read_bytes()
