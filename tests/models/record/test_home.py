"""Homes: making, opening, unlocking, letting others in."""

import json
import sys
from pathlib import Path

import pytest

from models.home import Home, HomeError, NoHome, WrongPassphrase, create_home, open_home
from models.keys.keyring import Keyring
from models.keys.slots import PrivateHalves, write_grant, write_slot
from tests.models.record.conftest import OTHER_PASSPHRASE, PASSPHRASE, there
from tests.models.record.frames import an_id, everything_in


def test_who_has_the_passphrase_gets_the_keys(own: Home, keyring: Keyring) -> None:
    key_id = keyring.new_key()
    unlocked = open_home(own.folder).unlock(PASSPHRASE)
    assert (unlocked.staff, unlocked.signer) == (keyring.staff, keyring.signer)
    assert unlocked.key(key_id) == keyring.key(key_id)


def test_another_passphrase_opens_nothing_and_is_not_repeated(own: Home) -> None:
    first = own.people()[0]
    with pytest.raises(WrongPassphrase) as caught:
        own.unlock("not this one", first.staff)
    assert str(caught.value) == f"That is not the passphrase of {first.label}. Type it again."
    own.tries.right()  # no wait here
    with pytest.raises(WrongPassphrase, match="anybody here"):
        own.unlock("not this one")


def test_each_unlocks_as_oneself(own: Home, keyring: Keyring, colleague: Keyring) -> None:
    assert own.unlock(OTHER_PASSPHRASE).signer == colleague.signer != keyring.signer
    with pytest.raises(WrongPassphrase):
        own.unlock(OTHER_PASSPHRASE, keyring.staff)


def test_who_unlocked_last_is_asked_first(own: Home, keyring: Keyring, colleague: Keyring) -> None:
    own.unlock(PASSPHRASE, keyring.staff)
    assert [person.label for person in own.people()] == ["AB", "CD"]
    own.unlock(OTHER_PASSPHRASE, colleague.staff)
    assert [person.label for person in own.people()] == ["CD", "AB"]


def test_people_without_a_label_are_numbered(own: Home, keyring: Keyring) -> None:
    own.set_label(keyring.staff, "")
    (own.folder / "labels.json").write_text('{"broken')
    assert [person.label for person in own.people()] == ["person 1", "person 2"]


def test_no_name_stands_in_what_travels(tmp_path: Path) -> None:
    """A name long enough that random bytes don't spell it."""
    home, _ = create_home(tmp_path / "named", PASSPHRASE, label="Ada Quill", passes=3)
    assert b"Ada Quill" in everything_in(home.folder)
    (home.folder / "labels.json").unlink()
    assert b"Ada Quill" not in everything_in(home.folder)


def test_a_changed_passphrase_opens_and_the_old_one_does_not(own: Home, keyring: Keyring) -> None:
    own.change_passphrase(keyring, "a third passphrase", passes=3)
    assert own.unlock("a third passphrase", keyring.staff).signer == keyring.signer
    with pytest.raises(WrongPassphrase):
        own.unlock(PASSPHRASE, keyring.staff)
    assert len(list((own.folder / "staff").glob(f"{keyring.staff.hex()}.*.slot"))) == 1


def test_of_two_slots_the_higher_number_wins_and_the_old_one_is_retired(
    own: Home, keyring: Keyring
) -> None:
    """As after a crash between writing the new slot and removing the old one."""
    (old,) = (own.folder / "staff").glob(f"{keyring.staff.hex()}.1.slot")
    raw = old.read_bytes()
    own.change_passphrase(keyring, "a third passphrase", passes=3)
    old.write_bytes(raw)
    with pytest.raises(WrongPassphrase):
        own.unlock(PASSPHRASE, keyring.staff)
    own.tries.right()  # no wait here
    own.unlock("a third passphrase", keyring.staff)
    assert not old.exists()


def test_an_outsider_s_slot_and_grant_are_nobody_s(own: Home, keyring: Keyring) -> None:
    outsider = PrivateHalves.fresh()
    slot = write_slot(own.team, keyring.staff, 9, outsider, "planted", 3)
    stranger = Keyring(an_id("x"), outsider, an_id("t"), bytes(32), own.keys_folder, own.team)
    grant = write_grant(slot, 9, an_id("t"), bytes(32), stranger)
    (own.folder / "staff" / "planted.9.slot").write_bytes(slot.raw)
    (own.folder / "staff" / "planted.9.grant").write_bytes(grant.raw)
    assert outsider.signer not in own.staff.signers()
    assert outsider.signer not in {person.signer for person in own.people()}
    assert sorted(own.staff.strange_files()) == ["planted.9.grant", "planted.9.slot"]
    with pytest.raises(WrongPassphrase):
        own.unlock("planted")


def test_whoever_was_let_in_can_let_in(own: Home, colleague: Keyring) -> None:
    person = own.add_staff(colleague, "the third one", label="EF", passes=3)
    third = own.unlock("the third one", person.staff)
    assert third.team_secret("x") == colleague.team_secret("x")
    assert person.signer in own.staff.signers()


def test_an_empty_folder_has_no_home(tmp_path: Path) -> None:
    for folder in (tmp_path, tmp_path / "missing", tmp_path / "a" / "b"):
        with pytest.raises(NoHome, match="There is no home"):
            open_home(folder)


def test_a_newer_home_asks_for_a_newer_program(own: Home) -> None:
    marker = own.folder / "session-tui-home"
    marker.write_text(marker.read_text().replace("format 1", "format 2"))
    with pytest.raises(HomeError, match=r"newer version.*update"):
        open_home(own.folder)


@pytest.mark.parametrize(
    "content",
    [b"", b"\xff\xfe", b"something else\n", b"session-tui home\nformat 1\nteam zz\n"],
    ids=["empty", "not text", "other", "no key"],
)
def test_a_damaged_home_says_so(own: Home, content: bytes) -> None:
    (own.folder / "session-tui-home").write_bytes(content)
    with pytest.raises(HomeError, match="copy it back"):
        open_home(own.folder)


def test_half_a_home_says_so(own: Home) -> None:
    (own.folder / "session-tui-home").unlink()
    with pytest.raises(HomeError, match="part of a home"):
        open_home(own.folder)


def test_a_home_without_slots_says_what_is_missing(own: Home) -> None:
    for path in (own.folder / "staff").glob("*.slot"):
        path.unlink()
    with pytest.raises(HomeError, match="copy its folder staff/ back"):
        own.unlock(PASSPHRASE)


def test_a_home_without_grants_can_not_be_unlocked(own: Home, colleague: Keyring) -> None:
    for path in (own.folder / "staff").glob(f"{colleague.staff.hex()}.*.grant"):
        path.unlink()
    with pytest.raises(HomeError):
        own.unlock(OTHER_PASSPHRASE, colleague.staff)


def test_a_second_home_is_not_made_over_the_first(own: Home) -> None:
    with pytest.raises(HomeError, match="holds a home already"):
        create_home(own.folder, "x", passes=3)
    assert open_home(own.folder).people()


def test_an_empty_passphrase_is_refused(tmp_path: Path, own: Home, keyring: Keyring) -> None:
    with pytest.raises(HomeError, match="can't be empty"):
        create_home(tmp_path / "new", "", passes=3)
    assert not (tmp_path / "new").exists()
    with pytest.raises(HomeError, match="can't be empty"):
        own.change_passphrase(keyring, "", passes=3)


def test_a_home_that_can_not_be_made_leaves_the_place_free(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(HomeError, match="can't be written"):
        create_home(tmp_path / "file" / "home", "x", passes=3)
    folder = tmp_path / "new"
    folder.mkdir()
    (folder / "keys").write_text("in the way")
    with pytest.raises(HomeError, match="can't be written"):
        create_home(folder, "x", passes=3)
    (folder / "keys").unlink()
    home, _ = create_home(folder, "x", passes=3)
    assert open_home(folder).team == home.team


def test_a_home_is_made_where_other_files_lie(tmp_path: Path) -> None:
    (tmp_path / "keymap.toml").write_text("")
    create_home(tmp_path, "x", passes=3)
    assert (tmp_path / "keymap.toml").exists()


@pytest.mark.skipif(sys.platform == "win32", reason="the profile folder's access list does it")
def test_a_home_is_its_owner_s_only(own: Home) -> None:
    assert own.folder.stat().st_mode & 0o077 == 0
    modes = {path.stat().st_mode & 0o077 for path in own.folder.rglob("*")}
    assert modes == {0}


def test_labels_are_the_only_names_in_clear(own: Home) -> None:
    labels = json.loads((own.folder / "labels.json").read_text())
    assert sorted(labels.values()) == ["AB", "CD"]


def test_a_copied_home_unlocks_where_it_was_copied_to(own: Home, keyring: Keyring) -> None:
    assert there(keyring, own).has_key(keyring.team_key_id)
    assert own.unlock(PASSPHRASE, keyring.staff).team_key_id == keyring.team_key_id
