"""Own reflections: their writer and the supervisors open them, nobody else can."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

import pytest

from models.acts.opening import add_staff, form_group, found_team
from models.entries import NewEntry
from models.entries.closing import DebriefWritten, ReflectionWritten
from models.home import Home, create_home, open_home
from models.ids import named_id
from models.journal.frame import open_body, parse
from models.journal.recorder import open_recorder
from models.journal.sqlite_journal import SqliteJournal
from models.journal.verify import Outcome, verify
from models.keys.keyring import KeyOfOthers, Keyring
from models.keys.personal_seals import (
    personal_key_id,
    personal_seals,
    read_personal_seal,
    write_personal_seal,
)
from models.reader import open_reader
from models.record import Record
from models.record_error import RecordError
from models.roles import Role
from tests.models.record.conftest import there
from tests.models.record.frames import everything_in

NOW = 1_795_000_000_000
GROUP, SESSION = named_id("group"), named_id("session")
SAID = "I spoke too much before lunch."
_GIVER_AT = 5 + 16 + 16 + 16 + 32


class Team(NamedTuple):
    """A home and its people's keys by role: Sue supervises, Ada leads, Bo helps."""

    home: Home
    sue: Keyring
    ada: Keyring
    bo: Keyring


@pytest.fixture(scope="module")
def made_team(tmp_path_factory: pytest.TempPathFactory) -> Team:
    folder = tmp_path_factory.mktemp("team") / "home"
    home, sue = create_home(folder, "sue's words", passes=3)
    ids = {"ada": _let_in(home, sue, "ada"), "bo": _let_in(home, sue, "bo")}
    with _writing(home, sue) as record:
        signer = sue.signer.hex()
        record.append(found_team(sue.staff.hex(), "Sue Vane", "supervisor", signer).entries)
        for name, role in (("ada", "facilitator"), ("bo", "co-facilitator")):
            _tell(record, ids[name], name, role)  # type: ignore[arg-type]  # two roles
        record.append(form_group(GROUP, "Core Group", record.new_key()).entries)
    return Team(home, sue, ids["ada"], ids["bo"])


@pytest.fixture
def team(made_team: Team, tmp_path: Path) -> Team:
    shutil.copytree(made_team.home.folder, tmp_path / "own")
    home = open_home(tmp_path / "own")
    return Team(home, *(there(keyring, home) for keyring in made_team[1:]))


def _let_in(home: Home, by: Keyring, name: str) -> Keyring:
    person = home.add_staff(by, f"{name}'s words", passes=3)
    return home.unlock(f"{name}'s words", person.staff)


def _tell(record: Record, who: Keyring, name: str, role: Role) -> None:
    record.append(add_staff(who.staff.hex(), name, role, who.signer.hex()).entries)


@contextmanager
def _writing(home: Home, keyring: Keyring) -> Iterator[Record]:
    with open_recorder(home, keyring) as recorder:
        record = Record(recorder.reader, keyring, lambda: NOW, recorder)
        record.team()
        yield record


def reflect(home: Home, keyring: Keyring, text: str = SAID) -> None:
    """He writes his reflection."""
    said = ReflectionWritten(staff=keyring.staff.hex(), text=text)
    with _writing(home, keyring) as record:
        record.append([NewEntry(said)], group=GROUP, session=SESSION)


def read(home: Home, keyring: Keyring) -> tuple[list[str], tuple[str, ...]]:
    """The reflections that he can read, and what the record says of trouble."""
    reader = open_reader(home, keyring)
    record = Record(reader, keyring, lambda: NOW)
    entries = record.entries([GROUP, SESSION])
    reader.close()
    texts = [e.what.text for e in entries if isinstance(e.what, ReflectionWritten)]
    return texts, tuple(trouble.says for trouble in record.trouble)


def test_its_writer_and_the_supervisor_read_it_and_nobody_else(team: Team) -> None:
    reflect(team.home, team.ada)
    assert read(team.home, team.ada) == ([SAID], ())
    assert read(team.home, team.sue) == ([SAID], ())
    assert read(team.home, team.bo) == ([], ())


def test_a_colleagues_keys_open_none_of_its_bytes(team: Team) -> None:
    reflect(team.home, team.ada)
    journal = SqliteJournal(team.home.journal_path, read_only=True)
    (frame,) = (parse(raw) for _, _, raw in journal.read_stream(bytes.fromhex(SESSION)))
    journal.close()
    cipher = team.sue.cipher(frame.stream, frame.key_ids)
    assert SAID.encode() in open_body(frame, cipher)
    # Every key that lies here for him to have, the group's among them, is not enough.
    personal = [seal.key_id for seal in personal_seals(team.home.keys_folder)]
    assert set(frame.key_ids) - set(personal), "sealed under the group's key as well"
    with pytest.raises(KeyOfOthers):
        team.bo.cipher(frame.stream, frame.key_ids)
    halves = team.bo.halves()
    assert all(
        seal.open(halves.receiving) is None for seal in personal_seals(team.home.keys_folder)
    )
    assert SAID.encode() not in everything_in(team.home.folder)


def test_it_is_no_fault_to_anybody_and_the_reading_goes_on(team: Team) -> None:
    reflect(team.home, team.ada)
    reflect(team.home, team.bo, "bo's own")
    reader = open_reader(team.home, team.bo)
    record = Record(reader, team.bo, lambda: NOW)
    held: dict[bytes, int] = {}
    found = []
    for _ in range(sum(reader.holdings().values())):
        found += record.after(held, 1)
    assert held == reader.holdings()
    reader.close()
    assert record.trouble == ()
    assert [e.what.text for e in found if isinstance(e.what, ReflectionWritten)] == ["bo's own"]


def test_verify_counts_it_as_sound_with_and_without_a_passphrase(team: Team) -> None:
    reflect(team.home, team.ada)
    for keyring in (None, team.sue, team.ada, team.bo):
        verdict = verify(team.home.folder, keyring)
        assert verdict.outcome is Outcome.VERIFIED, verdict.lines


def test_a_supervisor_added_later_reads_what_is_written_from_then_on(team: Team) -> None:
    reflect(team.home, team.ada, "before")
    tom = _let_in(team.home, team.sue, "tom")
    with _writing(team.home, team.sue) as record:
        _tell(record, tom, "tom", "supervisor")
    assert read(team.home, tom) == ([], ())
    reflect(team.home, team.ada, "after")
    assert read(team.home, tom) == (["before", "after"], ())


@pytest.mark.parametrize("who", ["ada", "sue"])
def test_a_supervisor_added_later_reads_the_earlier_once_one_who_can_unlocks(
    team: Team, who: str
) -> None:
    reflect(team.home, team.ada)
    tom = _let_in(team.home, team.sue, "tom")
    with _writing(team.home, team.sue) as record:
        _tell(record, tom, "tom", "supervisor")
    with _writing(team.home, team.bo) as record:
        record.hand_on_keys()
    assert read(team.home, tom) == ([], ())
    with _writing(team.home, getattr(team, who)) as record:
        record.hand_on_keys()
    assert read(team.home, tom) == ([SAID], ())
    assert read(team.home, team.bo) == ([], ())


def test_who_supervises_no_more_reads_nothing_that_is_written_after(team: Team) -> None:
    tom = _let_in(team.home, team.sue, "tom")
    with _writing(team.home, team.sue) as record:
        _tell(record, tom, "tom", "supervisor")
    reflect(team.home, team.ada, "before")
    with _writing(team.home, team.sue) as record:
        facts = record.team_facts()
        standing = facts.settle("staff", tom.staff.hex())
        assert standing is not None
        act = add_staff(tom.staff.hex(), "tom", "cover", tom.signer.hex())
        record.append([NewEntry(act.entries[0].what, supersedes=standing.values)])
    reflect(team.home, team.ada, "after")
    assert read(team.home, tom) == (["before"], ())
    assert read(team.home, team.sue) == (["before", "after"], ())


def test_one_key_serves_until_the_readers_change(team: Team) -> None:
    for number in range(3):
        reflect(team.home, team.ada, str(number))
        with _writing(team.home, team.sue) as record:
            record.hand_on_keys()
    seals = personal_seals(team.home.keys_folder)
    assert len({seal.key_id for seal in seals}) == 1
    assert sorted(seal.staff for seal in seals) == sorted([team.ada.staff, team.sue.staff])


def test_a_key_planted_by_a_colleague_is_never_sealed_with(team: Team) -> None:
    known, folder = bytes(32), team.home.keys_folder
    for one in (team.ada, team.bo, team.sue):
        recipient = one.halves().recipient
        write_personal_seal(folder, known, team.ada.staff, one.staff, recipient, team.bo)
    with _writing(team.home, team.ada) as record:
        record.hand_on_keys()
    reflect(team.home, team.ada)
    assert read(team.home, team.bo) == ([], ())
    planted = [s for s in personal_seals(folder) if s.key_id == personal_key_id(known)]
    assert {seal.giver for seal in planted} == {team.bo.signer}


def test_a_false_slot_of_the_supervisor_gets_no_key(team: Team) -> None:
    """A colleague may grant anybody; only what the supervisor signed himself tells his key."""
    from models.keys.slots import PrivateHalves, write_grant, write_slot

    fake = PrivateHalves(team.bo.halves().signing, PrivateHalves.fresh().receiving)
    slot = write_slot(team.home.team, team.sue.staff, 99, fake, "bo's", 3)
    team.home.staff.add_slot(slot)
    key = team.bo.key(team.bo.team_key_id)
    team.home.staff.add_grant(write_grant(slot, 99, team.bo.team_key_id, key, team.bo))
    reflect(team.home, team.ada)
    recipients = {seal.recipient for seal in personal_seals(team.home.keys_folder)}
    assert recipients == {team.ada.halves().recipient, team.sue.halves().recipient}


def test_a_groups_key_made_away_with_is_told_whatever_is_planted(team: Team) -> None:
    reflect(team.home, team.ada)
    with _writing(team.home, team.ada) as record:
        key_id = bytes.fromhex(record.team().groups[GROUP].key)
        said = DebriefWritten(next_time="begin on time")
        record.append([NewEntry(said)], group=GROUP, session=SESSION)
    (team.home.keys_folder / f"{key_id.hex()}.key").unlink()
    seal = personal_seals(team.home.keys_folder)[0].raw
    forged = seal[:5] + key_id + seal[21:_GIVER_AT] + team.bo.signer + seal[_GIVER_AT + 32 : -64]
    path = team.home.keys_folder / f"{key_id.hex()}.{'0' * 16}.personal"
    path.write_bytes(forged + team.bo.sign(forged))
    assert len(personal_seals(team.home.keys_folder, key_id)) == 1
    bo = there(team.bo, team.home)
    assert read(team.home, bo)[1] == ("can't be read",)
    assert verify(team.home.folder).outcome is Outcome.INCOMPLETE
    assert verify(team.home.folder, bo).outcome is Outcome.INCOMPLETE


def test_every_changed_byte_of_a_seal_is_noticed(team: Team) -> None:
    reflect(team.home, team.ada)
    raw = personal_seals(team.home.keys_folder)[0].raw
    for at in range(len(raw)):
        assert read_personal_seal(raw[:at] + bytes([raw[at] ^ 1]) + raw[at + 1 :]) is None
    assert read_personal_seal(raw[:-1]) is None


def test_a_lost_seal_is_a_missing_key_and_told(team: Team) -> None:
    reflect(team.home, team.ada)
    for path in team.home.keys_folder.glob("*.personal"):
        path.unlink()
    for keyring in (team.sue, team.bo):
        assert read(team.home, there(keyring, team.home)) == ([], ("can't be read",))
    assert verify(team.home.folder).outcome is Outcome.INCOMPLETE


def test_a_full_disk_is_a_sentence_and_nothing_is_written(team: Team) -> None:
    kept = team.home.folder / "elsewhere"
    with _writing(team.home, team.ada) as record:
        team.home.keys_folder.rename(kept)
        said = ReflectionWritten(staff=team.ada.staff.hex(), text=SAID)
        with pytest.raises(RecordError, match="could not be kept"):
            record.append([NewEntry(said)], group=GROUP, session=SESSION)
        kept.rename(team.home.keys_folder)
    assert read(team.home, team.ada) == ([], ())
