"""Slots and grants: the way from a passphrase to the team key, and from nothing else."""

import time

import pytest

from models.keys import passphrase as stretch
from models.keys.passphrase import Stretching, calibrated_passes
from models.keys.slots import PrivateHalves, Slot, read_grant, read_slot, write_grant, write_slot
from tests.models.record.frames import Signer, an_id

TEAM_KEY = bytes(range(32))


FOUNDER = Signer("founder")


@pytest.fixture(scope="module")
def halves() -> PrivateHalves:
    return PrivateHalves.fresh()


@pytest.fixture(scope="module")
def slot(halves: PrivateHalves) -> Slot:
    return write_slot(FOUNDER.signer, an_id("AB"), 4, halves, "correct horse", 3)


def test_the_passphrase_opens_the_slot_and_another_does_not(
    slot: Slot, halves: PrivateHalves
) -> None:
    opened = slot.open("correct horse")
    assert opened
    assert (opened.signer, opened.recipient) == (halves.signer, halves.recipient)
    assert slot.open("correct horsf") is None


def test_a_slot_reads_back_as_it_was_written(slot: Slot) -> None:
    assert read_slot(slot.raw) == slot


def test_accents_may_be_typed_either_way() -> None:
    stretching = Stretching.fresh(3)
    assert stretching.key("caf\u00e9") == stretching.key("cafe\u0301")


def test_every_changed_byte_of_a_slot_is_noticed_without_the_passphrase(slot: Slot) -> None:
    for at in range(len(slot.raw)):
        raw = slot.raw[:at] + bytes([slot.raw[at] ^ 1]) + slot.raw[at + 1 :]
        assert read_slot(raw) is None
    assert read_slot(slot.raw + b"\0") is None
    assert read_slot(b"") is None


@pytest.mark.parametrize(
    "weak",
    [
        Stretching(stretch.MEMORY_KIB - 1, 3, 4, bytes(16)),
        Stretching(2**31, 3, 4, bytes(16)),
        Stretching(stretch.MEMORY_KIB, 2, 4, bytes(16)),
        Stretching(stretch.MEMORY_KIB, 2**31, 4, bytes(16)),
        Stretching(stretch.MEMORY_KIB, 3, 0, bytes(16)),
        Stretching(stretch.MEMORY_KIB, 3, 255, bytes(16)),
    ],
)
def test_a_weakened_slot_is_refused_even_when_its_owner_signed_it(
    halves: PrivateHalves, monkeypatch: pytest.MonkeyPatch, weak: Stretching
) -> None:
    monkeypatch.setattr(Stretching, "fresh", classmethod(lambda *_: weak))
    monkeypatch.setattr(Stretching, "key", lambda *_: bytes(32))
    raw = write_slot(FOUNDER.signer, an_id("AB"), 5, halves, "correct horse", 3).raw
    assert read_slot(raw) is None


def test_fewer_than_three_passes_are_never_made() -> None:
    with pytest.raises(ValueError, match="at least 3"):
        Stretching.fresh(2)


def test_passes_are_counted_so_that_an_unlock_takes_most_of_a_second(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    moments = iter([0.0, 0.2, 5.0, 5.1, 9.0, 9.3])
    monkeypatch.setattr(time, "perf_counter", lambda: next(moments))
    monkeypatch.setattr(Stretching, "key", lambda *_: bytes(32))
    assert calibrated_passes() == 24


def test_a_slow_machine_still_makes_three_passes(monkeypatch: pytest.MonkeyPatch) -> None:
    moments = iter([0.0, 9.0, 9.0, 18.0, 18.0, 27.0])
    monkeypatch.setattr(time, "perf_counter", lambda: next(moments))
    monkeypatch.setattr(Stretching, "key", lambda *_: bytes(32))
    assert calibrated_passes() == 3


def test_a_grant_gives_the_team_key_to_its_owner_alone(slot: Slot, halves: PrivateHalves) -> None:
    grant = write_grant(slot, 1, an_id("team key"), TEAM_KEY, FOUNDER)
    assert read_grant(grant.raw) == grant
    assert grant.open(halves.receiving) == TEAM_KEY
    assert grant.open(PrivateHalves.fresh().receiving) is None


def test_a_grant_names_whom_a_holder_of_the_team_key_vouched_for(slot: Slot) -> None:
    grant = write_grant(slot, 1, an_id("team key"), TEAM_KEY, FOUNDER)
    assert grant.made_with(TEAM_KEY)
    assert not grant.made_with(bytes(32))


def test_every_changed_byte_of_a_grant_is_noticed(slot: Slot) -> None:
    grant = write_grant(slot, 1, an_id("team key"), TEAM_KEY, FOUNDER)
    for at in range(len(grant.raw)):
        raw = grant.raw[:at] + bytes([grant.raw[at] ^ 1]) + grant.raw[at + 1 :]
        assert read_grant(raw) is None
    assert read_grant(grant.raw[:-1]) is None


def test_nothing_printed_of_a_person_s_halves_is_secret(halves: PrivateHalves) -> None:
    printed = repr(halves)
    assert halves.signing.private.hex() not in printed
    assert "object at" in printed
