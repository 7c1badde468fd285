"""The keyring, and the key files beside the journal."""

import os
import sys
from pathlib import Path

import pytest

from models.home import Home
from models.keys.keyring import KeyMissing, Keyring, Locked, kept_keys
from models.record_error import RecordError
from tests.models.record.conftest import there
from tests.models.record.frames import an_id, everything_in


def test_a_new_key_is_kept_and_found_again(own: Home, keyring: Keyring) -> None:
    key_id = keyring.new_key()
    assert len(keyring.key(key_id)) == 32
    assert there(keyring, own).key(key_id) == keyring.key(key_id)
    assert key_id in kept_keys(own.keys_folder)


def test_no_two_keys_are_alike(keyring: Keyring) -> None:
    ids = [keyring.new_key() for _ in range(5)]
    assert len({keyring.key(key_id) for key_id in ids} | set(ids)) == 10


def test_a_colleague_reads_the_same_keys(keyring: Keyring, colleague: Keyring) -> None:
    assert colleague.key(keyring.new_key())
    assert colleague.team_secret("x") == keyring.team_secret("x")


def test_what_is_one_s_own_no_colleague_can_have(keyring: Keyring, colleague: Keyring) -> None:
    assert keyring.own_key("drafts") != colleague.own_key("drafts")
    assert keyring.own_key("drafts") != keyring.own_key("something else")


def test_a_destroyed_key_is_missing_and_said_so(own: Home, keyring: Keyring) -> None:
    key_id = keyring.new_key()
    (own.keys_folder / f"{key_id.hex()}.key").unlink()
    later = there(keyring, own)
    assert not later.has_key(key_id)
    with pytest.raises(KeyMissing, match="erased"):
        later.key(key_id)


def test_every_changed_byte_of_a_key_file_is_noticed(own: Home, keyring: Keyring) -> None:
    key_id = keyring.new_key()
    path = own.keys_folder / f"{key_id.hex()}.key"
    raw = path.read_bytes()
    for at in range(len(raw)):
        path.write_bytes(raw[:at] + bytes([raw[at] ^ 1]) + raw[at + 1 :])
        assert not there(keyring, own).has_key(key_id)
    path.write_bytes(raw[:-1])
    assert not there(keyring, own).has_key(key_id)


def test_a_key_file_under_another_s_name_does_not_open(own: Home, keyring: Keyring) -> None:
    one, other = keyring.new_key(), keyring.new_key()
    path = own.keys_folder / f"{one.hex()}.key"
    (own.keys_folder / f"{other.hex()}.key").write_bytes(path.read_bytes())
    assert not there(keyring, own).has_key(other)


def test_planted_files_that_seal_each_other_end_in_a_sentence(own: Home, keyring: Keyring) -> None:
    one, other = keyring.new_key(), keyring.new_key()
    for key_id, under in ((one, other), (other, one)):
        path = own.keys_folder / f"{key_id.hex()}.key"
        raw = path.read_bytes()
        path.write_bytes(raw[:21] + under + raw[37:])
    assert not there(keyring, own).has_key(one)


def test_a_former_team_key_lies_among_the_keys(own: Home, keyring: Keyring) -> None:
    key_id = keyring.new_key()
    me, halves, team = keyring.staff, keyring.halves(), an_id("new team")
    newer = Keyring(me, halves, team, b"n" * 32, own.keys_folder, own.team)
    assert not newer.has_key(key_id)
    newer.keep_key(keyring.team_key_id, keyring.key(keyring.team_key_id))
    assert newer.key(key_id) == keyring.key(key_id)


def test_dropped_keys_are_gone_until_the_next_unlock(keyring: Keyring) -> None:
    key_id = keyring.new_key()
    keyring.cipher(an_id("day"), (key_id,))
    keyring.drop()
    for use in (
        lambda: keyring.key(key_id),
        lambda: keyring.sign(b""),
        lambda: keyring.own_key("drafts"),
        lambda: keyring.team_secret("database"),
        lambda: keyring.cipher(an_id("day"), (key_id,)),
        keyring.new_key,
    ):
        with pytest.raises(Locked, match="passphrase"):
            use()


def test_neither_files_nor_printing_show_a_key(own: Home, keyring: Keyring) -> None:
    secret = keyring.key(keyring.new_key())
    assert secret not in everything_in(own.folder)
    assert secret.hex() not in repr(keyring) + str(vars(keyring)["_halves"])


def test_a_key_that_can_not_be_kept_is_not_given(own: Home, keyring: Keyring) -> None:
    own.keys_folder.rename(own.folder / "elsewhere")
    with pytest.raises(RecordError, match="could not be kept"):
        keyring.new_key()


@pytest.mark.skipif(sys.platform == "win32", reason="the profile folder's access list does it")
def test_key_files_are_their_owner_s_only(own: Home, keyring: Keyring) -> None:
    old = os.umask(0)
    try:
        keyring.new_key()
    finally:
        os.umask(old)
    modes = {path.stat().st_mode & 0o777 for path in Path(own.keys_folder).iterdir()}
    assert modes == {0o600}
