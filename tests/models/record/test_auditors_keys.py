"""An auditor's slot: it opens the trail, of all days, and nothing else on record."""

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple, get_args

import pytest

from models.acts.opening import add_staff, form_group, found_team
from models.acts.staffing import staff_leaves
from models.entries.trail import DataUsed
from models.home import Home, create_home, open_home
from models.journal.recorder import Recorder, open_recorder
from models.journal.verify import Outcome, verify
from models.keys.keyring import KeyMissing, Keyring
from models.keys.slots import Given, PrivateHalves, write_grant, write_slot
from models.keys.staff_folder import grant_names
from models.keys.team_keys import bring_about
from models.reader import open_reader
from models.record import NotAllowed, Record
from models.roles import DEEDS, Role
from models.streams import TRAIL_STREAM
from models.sync.papers import HomePapers
from models.trail_entry import Use
from tests.torture.mutated_journals import separate_verifier

NOW = 1_795_000_000_000
ADA, BO, MAX = "ada's own words", "bo's own words", "max's own words"


class Made(NamedTuple):
    home: Home
    recorder: Recorder
    ada: Keyring
    max: Keyring


class Base(NamedTuple):
    """A home as it is copied for each test, and its people's keys."""

    folder: Path
    ada: Keyring
    max: Keyring


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory) -> Base:
    """Ada supervises, Bo facilitates, Max audits; a group; Ada looked at something."""
    home, ada = create_home(tmp_path_factory.mktemp("audited") / "home", ADA, passes=3)
    with open_recorder(home, ada) as recorder:
        record = Record(recorder.reader, ada, lambda: NOW, recorder)
        record.append(found_team(ada.staff.hex(), "Ada", "supervisor", ada.signer.hex()).entries)
        others: tuple[tuple[str, str, Role], ...] = (("Bo", BO, "cover"), ("Max", MAX, "auditor"))
        for name, words, role in others:
            who = home.add_staff(ada, words, label=name, passes=3, role=role)
            record.append(add_staff(who.staff.hex(), name, role, who.signer.hex()).entries)
        record.append(form_group("ab" * 16, "Core Group", record.new_key()).entries)
        record.note_use(Use("consultation", "first", men=("c0" * 16,)))
    return Base(home.folder, ada, unlocked(home, "Max", MAX))


@pytest.fixture
def made(base: Base, tmp_path: Path) -> Iterator[Made]:
    """A copy of it, with Ada's recorder open."""
    shutil.copytree(base.folder, tmp_path / "record")
    home = open_home(tmp_path / "record")
    ada, auditor = (anew(home, one) for one in (base.ada, base.max))
    with open_recorder(home, ada) as recorder:
        yield Made(home, recorder, ada, auditor)


def anew(home: Home, keyring: Keyring) -> Keyring:
    """The same person's keys after a new start of the program, without the passphrase's second."""
    return home._keyring(home.staff.slots()[keyring.staff], keyring.halves())


def unlocked(home: Home, label: str, words: str) -> Keyring:
    (who,) = (one for one in home.people() if one.label == label)
    return home.unlock(words, who.staff)


def seen(home: Home, keyring: Keyring) -> list[str]:
    """What of the trail these keys read, as it says."""
    reader = open_reader(home, keyring)
    try:
        entries = Record(reader, keyring, lambda: NOW).everything()
    finally:
        reader.close()
    assert all(isinstance(one.what, DataUsed) for one in entries)
    return [one.what.what for one in entries if isinstance(one.what, DataUsed)]


def ada_record(made: Made) -> Record:
    made.recorder.hand_over(made.ada)
    return Record(made.recorder.reader, made.ada, lambda: NOW, made.recorder)


def leave(made: Made, name: str) -> None:
    """Somebody leaves: the team goes on under another key."""
    record = ada_record(made)
    team = record.team()
    (who,) = (one.staff for one in team.staff.values() if one.name == name)
    record.append(staff_leaves(team, who, record.staff).entries)
    bring_about(made.home, made.ada, record.team(), may_say_who_is_staff=True)


def test_he_reads_the_trail_and_opens_nothing_else(made: Made) -> None:
    assert seen(made.home, made.max) == ["first"]
    reader = made.recorder.reader
    reader.use(made.max)
    streams = reader.streams()
    opened = {one.stream.hex() for one in reader.read_streams(streams).opened}
    assert len(streams) > 1
    assert opened == {TRAIL_STREAM}
    for key in (made.ada.team_key_id, bytes.fromhex(_group_key(made))):
        with pytest.raises(KeyMissing):
            made.max.key(key)
    with pytest.raises(KeyMissing):
        made.max.team_secret("local database")


def _group_key(made: Made) -> str:
    (group,) = ada_record(made).team().groups.values()
    return group.key


def test_he_may_what_the_table_says_and_writes_nothing_else(made: Made) -> None:
    made.recorder.hand_over(made.max)
    record = Record(made.recorder.reader, made.max, lambda: NOW, made.recorder)
    may = {deed.name for deed in DEEDS if "auditor" in deed.roles}
    assert {deed.name for deed in DEEDS} - record.refused().keys() == may
    with pytest.raises(NotAllowed, match="An auditor may not form a group"):
        record.append(form_group("cd" * 16, "His", "").entries)


def test_he_reads_on_under_the_next_key_and_back_to_the_first(made: Made) -> None:
    leave(made, "Bo")
    ada_record(made).note_use(Use("disclosure", "second"))
    assert made.ada.team_key_id != made.max.team_key_id
    assert seen(made.home, anew(made.home, made.max)) == ["first", "second"]
    late = made.home.add_staff(made.ada, "another's words", label="Late", passes=3, role="auditor")
    keyring = made.home.unlock("another's words", late.staff)
    assert seen(made.home, keyring) == ["first", "second"]
    again = made.home.let_in_again(
        made.ada, made.max.staff, "anew by chance", passes=3, role="auditor"
    )
    keyring = made.home.unlock("anew by chance", again.staff)
    assert seen(made.home, keyring) == ["first", "second"]


def test_once_he_has_left_the_trail_goes_on_without_him(made: Made) -> None:
    slot = made.home.staff.slots()[made.max.staff]
    leave(made, "Max")
    ada_record(made).note_use(Use("disclosure", "second"))
    assert made.max.staff not in {one.staff for one in made.home.people()}
    kept = made.home._keyring(slot, made.max.halves())
    assert seen(made.home, kept) == ["first"]


def test_nobody_is_staff_by_what_an_auditor_gave(made: Made) -> None:
    halves = PrivateHalves.fresh()
    slot = write_slot(made.home.team, b"p" * 16, 1, halves, "planted", 3)
    team = made.max.team_key_id
    key = made.max.key(made.max.trail_key_id)
    for given in get_args(Given):
        grant = write_grant(slot, 1, team, key, made.max, given)
        assert not HomePapers(made.home).take(grant_names(grant)[0], grant.raw)
        made.home.staff.add_grant(grant)
        assert halves.signer not in made.home.staff.signers()
        assert halves.signer not in separate_verifier().staff_of(made.home.folder)
    assert verify(made.home.folder).outcome is Outcome.ALTERED


def test_a_home_with_an_auditor_verifies_and_his_key_travels(made: Made) -> None:
    assert verify(made.home.folder).outcome is Outcome.VERIFIED
    assert separate_verifier().staff_of(made.home.folder) == made.home.staff.signers()
    names = {name for name, raw in HomePapers(made.home).all().items() if raw[:4] == b"STgt"}
    assert len(names) == 1
