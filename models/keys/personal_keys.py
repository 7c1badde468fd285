"""Who may have a personal key, and handing it to them (the files: models.keys.personal_seals).

What is private to one of the staff is sealed under a key that only he and the supervisors hold.
Whoever holds it hands it to every supervisor who lacks it: the writer as he writes or unlocks, a
supervisor as he unlocks or adds another. So a supervisor added later reads what is written from
then on, and what was written before as soon as the writer, or another supervisor, has unlocked.
Where somebody has the key who is no supervisor any more, the next word goes under a new one; what
he could read before stays readable to him.

Only keys handed out by the owner himself or by a supervisor count: a key planted by a colleague,
who then would know it, is never sealed with and never handed on.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from collections.abc import Set as AbstractSet
from os import urandom
from typing import NamedTuple

from models.group.people import Team
from models.keys.key_file import KEY_BYTES
from models.keys.keyring import Keyring
from models.keys.personal_seals import (
    PersonalSeal,
    personal_key_id,
    personal_seals,
    write_personal_seal,
)
from models.keys.staff_folder import StaffFolder
from models.record_error import RecordError


class Holder(NamedTuple):
    """One of the staff as the record names him: his id and his public signing key."""

    staff: bytes
    signer: bytes


class PersonalKeys:
    """The team's personal keys in one home, handled by an unlocked person."""

    def __init__(self, keyring: Keyring, colleagues: StaffFolder, team: Team) -> None:
        """`colleagues` knows everyone's X25519 key, `team` who supervises."""
        self._keyring = keyring
        self._colleagues = colleagues
        self._gone = team.gone
        known = [one for one in team.staff.values() if one.signing_key]
        self._holders = {
            one.staff: Holder(bytes.fromhex(one.staff), bytes.fromhex(one.signing_key))
            for one in known
        }
        self._supervisors = tuple(
            self._holders[one.staff]
            for one in known
            if one.role == "supervisor" and one.staff not in team.gone
        )

    def key_of(self, owner: str) -> bytes:
        """The id of the key that what is private to `owner` (id, hex) is sealed under.

        Made where there is none that fits; on the disk, and given to all who may have it, when
        this returns. RecordError when the disk doesn't take it, or nobody knows him.
        """
        holder = self._holders.get(owner)
        if holder is None:
            raise RecordError(
                "It can't be sealed for its writer and his supervisor: the record doesn't say "
                "who its writer is. Nothing was changed."
            )
        allowed = self._allowed(holder)
        me = (self._keyring.staff, self._keyring.signer)
        for key, seals in self._usable(holder, self._seals()):
            if all(seal.staff in allowed for seal in seals):
                # To oneself also where only others did: by this a reader tells what is private
                # from what lost its key.
                has = {seal.staff for seal in seals if seal.staff != me[0] or seal.giver == me[1]}
                self._give(key, holder, has)
                return personal_key_id(key)
        return self._fresh(holder)

    def fresh_key(self, owner: str) -> bytes:
        """The id of a new key for `owner` (id, hex) and the supervisors; given to them all first.

        RecordError as of `key_of`.
        """
        holder = self._holders.get(owner)
        if holder is None:
            raise RecordError("The record doesn't say who that is. Nothing was changed.")
        return self._fresh(holder)

    def _fresh(self, holder: Holder) -> bytes:
        key = urandom(KEY_BYTES)
        self._give(key, holder, set())
        return personal_key_id(key)

    def hand_on(self) -> None:
        """Give every personal key held here to the supervisors, and its owner, who lack it.

        RecordError when the disk doesn't take it.
        """
        every = self._seals()
        for holder in self._holders.values():
            if self._keyring.staff in self._allowed(holder):
                for key, seals in self._usable(holder, every):
                    self._give(key, holder, {seal.staff for seal in seals})

    def _seals(self) -> list[PersonalSeal]:
        return personal_seals(self._keyring.keys_folder)

    def _allowed(self, owner: Holder) -> Mapping[bytes, Holder]:
        """Who may have the owner's keys, by id."""
        who = (owner, *self._supervisors)
        return {one.staff: one for one in who if one.staff.hex() not in self._gone}

    def _usable(
        self, owner: Holder, every: Iterable[PersonalSeal]
    ) -> list[tuple[bytes, tuple[PersonalSeal, ...]]]:
        """The owner's keys that this person holds, with the seals that count."""
        trusted = {one.signer for one in self._allowed(owner).values()}
        by_key: dict[bytes, list[PersonalSeal]] = {}
        for seal in every:
            if seal.owner == owner.staff and seal.giver in trusted:
                by_key.setdefault(seal.key_id, []).append(seal)
        halves = self._keyring.halves()
        found = []
        for seals in by_key.values():
            mine = (seal for seal in seals if seal.recipient == halves.recipient)
            key = next(filter(None, (seal.open(halves.receiving) for seal in mine)), None)
            if key is not None:
                found.append((key, tuple(seals)))
        return found

    def _give(self, key: bytes, owner: Holder, has: AbstractSet[bytes]) -> None:
        """Seal the key to all who may have it and aren't among those who have it."""
        for one in self._allowed(owner).values():
            if one.staff not in has and (recipient := self._colleagues.recipient(*one)):
                self._write(key, owner, one, recipient)

    def _write(self, key: bytes, owner: Holder, to: Holder, recipient: bytes) -> None:
        keyring = self._keyring
        try:
            write_personal_seal(keyring.keys_folder, key, owner.staff, to.staff, recipient, keyring)
        except OSError as error:
            raise RecordError(
                f"A key could not be kept in {keyring.keys_folder}: {error.strerror}. "
                "Make room or allow writing there, then try again."
            ) from None
