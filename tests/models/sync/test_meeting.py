"""A home meets a hub: entries, slots and keys come together, and what is amiss is said."""

import shutil
import sqlite3
from collections.abc import Callable
from pathlib import Path

import psycopg
import pytest

from models.home import Home, HomeError, WrongPassphrase, create_home, open_home
from models.journal.folder_journal import FolderJournal
from models.journal.journal import JournalUnusable
from models.journal.journal_piece import runs_in
from models.journal.recorder import Recorder, Sealable, open_recorder
from models.journal.verify import Outcome, verify
from models.keys.keyring import Keyring
from models.platform import try_lock
from models.reader import open_reader
from models.sync.addresses import open_hub
from models.sync.hub import HubError
from models.sync.joining import join
from models.sync.meeting import Met, meet
from models.sync.memory import Memory
from models.sync.papers import HomePapers
from tests.models.record.conftest import OTHER_PASSPHRASE, PASSPHRASE, Made, there
from tests.models.record.frames import an_id, everything_in
from tests.models.sync.conftest import Laptop

Opener = Callable[[Home, Keyring], Recorder]
DAY = an_id("day 1")


def met(home: Home, address: str, keyring: Keyring | None = None) -> Met:
    hub = open_hub(address, home.team)
    try:
        return meet(home, hub, keyring)
    finally:
        hub.close()


def say(home: Home, keyring: Keyring, *bodies: bytes) -> None:
    with open_recorder(home, keyring) as recorder:
        recorder.append([Sealable(DAY, (keyring.team_key_id,), body) for body in bodies])


def said(home: Home, keyring: Keyring) -> set[bytes]:
    reader = open_reader(home, keyring)
    try:
        read = reader.read_stream(DAY)
        assert read.faults == []
        return {one.body for one in read.opened}
    finally:
        reader.close()


def joined(folder: Path, address: str, passphrase: str = OTHER_PASSPHRASE) -> tuple[Home, Keyring]:
    hub = open_hub(address, None)
    try:
        home, keyring, _ = join(folder, hub, passphrase)
    finally:
        hub.close()
    return home, keyring


def test_two_laptops_come_to_the_same_record(
    own: Home, keyring: Keyring, address: str, tmp_path: Path
) -> None:
    say(own, keyring, b"one", b"two")
    first = met(own, address, keyring)
    assert first.new_hub
    assert first.lines[:2] == ["A new hub was begun there.", "Sent 2 entries, received 0 entries."]
    other, hers = joined(tmp_path / "other", address)
    assert said(other, hers) == {b"one", b"two"}
    say(other, hers, b"three")
    assert met(other, address, hers).sent == 1
    say(own, keyring, b"four")
    back = met(own, address, keyring)
    assert (back.sent, back.received) == (1, 1)
    assert met(other, address, hers).received == 1
    assert said(own, keyring) == said(other, hers) == {b"one", b"two", b"three", b"four"}
    for home, ring in ((own, keyring), (other, hers)):
        assert met(home, address, ring).lines == ["Sent 0 entries, received 0 entries."]


def all_in(address: str) -> bytes:
    """Every byte that a hub keeps."""
    if not address.startswith("postgresql"):
        return everything_in(Path(address).parent)
    with psycopg.connect(address) as db:
        tables = ("team", "chain", "frame", "paper", "access", "about")
        rows = [db.execute(f"SELECT * FROM session_tui.{each}").fetchall() for each in tables]
    return b"".join(
        value if isinstance(value, bytes) else str(value).encode()
        for table in rows
        for row in table
        for value in row
    )


def test_the_hub_holds_nothing_readable(own: Home, keyring: Keyring, address: str) -> None:
    say(own, keyring, b"went back to the moment before")
    met(own, address)
    assert len(all_in(address)) > 1000
    assert b"moment" not in all_in(address)


def test_an_emptied_hub_is_noticed_and_filled_again(
    own: Home, keyring: Keyring, tmp_path: Path
) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()
    say(own, keyring, b"one", b"two", b"three")
    met(own, str(stick))
    pieces = list((stick / "session-tui-hub" / "frames").iterdir())
    for piece in pieces:
        piece.unlink()
    again = met(own, str(stick))
    assert again.lines == [
        "Sent 3 entries, received 0 entries.",
        "The hub lost 3 entries that this laptop has; sent again.",
    ]
    assert met(own, str(stick)).lost == 0


def test_keys_and_slots_travel(own: Home, keyring: Keyring, address: str, tmp_path: Path) -> None:
    group_key = keyring.new_key()
    met(own, address, keyring)
    other, hers = joined(tmp_path / "other", address)
    assert hers.key(group_key) == keyring.key(group_key)
    other.change_passphrase(hers, "another passphrase 3", passes=3)
    assert met(other, address, hers).papers_sent == 1
    taken = met(own, address, keyring)
    assert (taken.papers_sent, taken.papers_taken) == (0, 1)
    assert own.staff.slots()[hers.staff].raw == other.staff.slots()[hers.staff].raw
    new = own.add_staff(keyring, "a new colleague's", passes=3)
    met(own, address, keyring)
    met(other, address, hers)
    assert other.staff.slots()[new.staff].raw == own.staff.slots()[new.staff].raw
    assert other.staff.slots().keys() == own.staff.slots().keys()


def test_a_planted_key_is_not_taken_and_replaces_nothing(own: Home, keyring: Keyring) -> None:
    key_id = keyring.new_key()
    path = own.keys_folder / f"{key_id.hex()}.key"
    good = path.read_bytes()
    altered = good[:-1] + bytes([good[-1] ^ 1])
    papers = HomePapers(own, keyring)
    assert not papers.take(path.name, altered)
    assert path.read_bytes() == good
    path.unlink()
    assert not papers.take(path.name, altered)
    assert papers.take(path.name, good)
    path.write_bytes(altered)
    assert papers.take(path.name, good)
    assert not papers.take("../../elsewhere.key", good)


def test_joining_needs_a_right_passphrase_and_leaves_nothing_otherwise(
    own: Home, tmp_path: Path
) -> None:
    address = str(tmp_path / "team.hub")
    folder = tmp_path / "other"
    with pytest.raises(HubError, match="no hub"):
        joined(folder, address)
    met(own, address)
    with pytest.raises(WrongPassphrase):
        joined(folder, address, "wrong")
    assert not folder.exists()
    home, _ = joined(folder, address, PASSPHRASE)
    assert home.team == own.team
    with pytest.raises(HomeError, match="not empty"):
        joined(folder, address)


@pytest.mark.parametrize("name", ["stick", "team.hub"])
def test_another_teams_hub_is_left_alone(own: Home, name: str, tmp_path: Path) -> None:
    address = str(tmp_path / "hubs" / name)
    (tmp_path / "hubs").mkdir()
    strangers, _ = create_home(tmp_path / "strangers", "other team", passes=3)
    met(strangers, address)
    before = all_in(address)
    with pytest.raises(HubError, match="another team"):
        met(own, address)
    assert all_in(address) == before


def test_a_restored_laptop_loses_nothing_and_goes_on_as_a_new_writer(
    own: Home, keyring: Keyring, address: str, tmp_path: Path, made: Made, laptop: Laptop
) -> None:
    say(own, keyring, b"one")
    shutil.copytree(own.folder, tmp_path / "copy")
    say(own, keyring, b"two", b"three")
    met(own, address)
    shutil.rmtree(own.folder)
    shutil.copytree(tmp_path / "copy", own.folder)
    restored = open_home(own.folder)
    ring = there(made.first, restored)
    say(restored, ring, b"after the copy")
    back = met(restored, address)
    assert back.own_forked
    assert any("put back from a copy" in line for line in back.lines)
    everything = {b"one", b"two", b"three", b"after the copy"}
    assert said(restored, ring) == everything
    with open_recorder(restored, ring) as recorder:
        assert any("goes on as a new writer" in line for line in recorder.opening)
        recorder.append([Sealable(DAY, (ring.team_key_id,), b"and on")])
    with open_recorder(restored, ring) as recorder:
        assert recorder.opening == ()
    assert met(restored, address).sent == 1
    other, hers = laptop()
    met(other, address)
    assert said(other, hers) == everything | {b"and on"}
    for home in (restored, other):
        verdict = verify(home.folder)
        assert verdict.outcome is Outcome.VERIFIED, verdict.lines
        assert any("numbers used again from 2 on" in line for line in verdict.lines)
    assert met(other, address).forked == frozenset()


def test_a_restored_laptop_that_is_open_while_it_meets_goes_on_saving(
    own: Home, keyring: Keyring, tmp_path: Path, made: Made
) -> None:
    address = str(tmp_path / "team.hub")
    say(own, keyring, b"one")
    shutil.copytree(own.folder, tmp_path / "copy")
    say(own, keyring, b"two")
    met(own, address)
    restored = open_home(tmp_path / "copy")
    ring = there(made.first, restored)
    with open_recorder(restored, ring) as recorder:
        met(restored, address)
        recorder.append([Sealable(DAY, (ring.team_key_id,), b"typed on")])
        assert recorder.unsaved == 0
    met(restored, address)
    assert said(restored, ring) == {b"one", b"two", b"typed on"}


def test_what_others_have_seen_and_we_lack_is_waited_for(
    own: Home, keyring: Keyring, tmp_path: Path, laptop: Laptop
) -> None:
    stick, share = tmp_path / "stick", tmp_path / "share"
    stick.mkdir()
    share.mkdir()
    say(own, keyring, b"one", b"two", b"three")
    met(own, str(stick))
    other, hers = laptop()
    met(other, str(stick))
    say(other, hers, b"I saw three")
    met(other, str(share))
    frames = share / "session-tui-hub" / "frames"
    ours = FolderJournal(stick / "session-tui-hub" / "frames")
    (missing,) = [path for path in frames.iterdir() if runs_in(path)[0].key in ours.holdings()]
    missing.rename(tmp_path / missing.name)
    third, ring = laptop()
    waiting = met(third, str(share))
    assert list(waiting.waiting.values()) == [3]
    assert any("Waiting for 3 entries from another laptop" in line for line in waiting.lines)
    (tmp_path / missing.name).rename(missing)
    assert met(third, str(share)).waiting == {}
    assert said(third, ring) == {b"one", b"two", b"three", b"I saw three"}


def test_a_half_copied_folder_is_a_sentence_or_passed_over(
    own: Home, keyring: Keyring, tmp_path: Path
) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()
    say(own, keyring, b"one")
    met(own, str(stick))
    hub = stick / "session-tui-hub"
    about = (hub / "about").read_bytes()
    (hub / "about").unlink()
    with pytest.raises(HubError, match="only partly copied"):
        met(own, str(stick))
    (hub / "about").write_bytes(about[:40])
    with pytest.raises(HubError, match="not whole"):
        met(own, str(stick))
    (hub / "about").write_bytes(about)
    (piece,) = (hub / "frames").iterdir()
    piece.write_bytes(piece.read_bytes()[:100])
    (hub / "frames" / f"{'ab' * 16}.piece").write_bytes(b"STpc")
    again = met(own, str(stick))
    assert again.sent == 1
    assert again.remarks == ("1 file of the hub not whole, passed over (still being copied?).",)


def test_a_hub_of_a_newer_version_is_left_alone(own: Home, tmp_path: Path) -> None:
    stick, file = tmp_path / "stick", tmp_path / "hub.db"
    stick.mkdir()
    met(own, str(stick))
    met(own, str(file))
    about = stick / "session-tui-hub" / "about"
    about.write_text(about.read_text("utf-8").replace("format 1", "format 7"), "utf-8")
    with sqlite3.connect(file) as db:
        db.execute("UPDATE hub SET format = 7")
    db.close()
    for address in (stick, file):
        with pytest.raises(HubError, match="newer version of the program"):
            met(own, str(address))


def test_what_is_no_hub_is_a_sentence(own: Home, tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("notes", "utf-8")
    with pytest.raises(JournalUnusable, match="damaged"):
        met(own, str(tmp_path / "notes.txt"))
    with pytest.raises(HubError, match="plug the stick in"):
        met(own, str(tmp_path / "media" / "stick"))
    with pytest.raises(HubError, match="A hub is a folder"):
        met(own, "https://example.org/hub")


def test_a_homes_own_journal_is_no_hub(own: Home, keyring: Keyring) -> None:
    say(own, keyring, b"one")
    with pytest.raises(HubError, match="own record"):
        met(own, str(own.journal_path))


def test_one_sync_at_a_time(own: Home, tmp_path: Path) -> None:
    address = str(tmp_path / "team.hub")
    lock = try_lock(own.folder / "sync.lock")
    assert lock
    with pytest.raises(HubError, match="running already"):
        met(own, address)
    lock.release()
    met(own, address)


def test_a_damaged_memory_loses_nothing(own: Home, keyring: Keyring, tmp_path: Path) -> None:
    address = str(tmp_path / "team.hub")
    say(own, keyring, b"one")
    met(own, address)
    (own.folder / "sync.json").write_bytes(b'{"hubs": 3')
    assert met(own, address).lost == 0
    assert Memory(own.folder).not_at_any_hub({an_id("w"): 4}) == 4
