"""The folder of slots and grants, and who is staff according to it, without any passphrase.

The founder's public key is the team's name. Whoever has a grant from one of the staff is one of
the staff; slots and grants that don't hang on that chain count as not there. What each may *do*
is in the sealed record.
"""

from __future__ import annotations

from pathlib import Path

from models.keys.slots import Grant, Slot, read_grant, read_slot
from models.platform import remove_file, write_private


class StaffFolder:
    """The slots and grants of one team; read anew at each call, for they may come by sync."""

    def __init__(self, folder: Path, team: bytes) -> None:
        self._folder = folder
        self._team = team

    def grants(self) -> list[Grant]:
        """Every grant that hangs on the founder's key, newest team key first."""
        read = (read_grant(path.read_bytes()) for path in sorted(self._folder.glob("*.grant")))
        waiting = [grant for grant in read if grant and grant.team == self._team]
        trusted, granted = {self._team}, []
        while now := [grant for grant in waiting if grant.giver in trusted]:
            waiting = [grant for grant in waiting if grant.giver not in trusted]
            granted += now
            trusted |= {grant.signer for grant in now}
        return sorted(granted, key=lambda grant: grant.number, reverse=True)

    def signers(self) -> frozenset[bytes]:
        """The public keys of all who are or were staff."""
        return frozenset({self._team} | {grant.signer for grant in self.grants()})

    def slots(self) -> dict[bytes, Slot]:
        """Each person's slot; of several the one with the highest number."""
        granted = {(grant.staff, grant.signer, grant.recipient) for grant in self.grants()}
        newest: dict[bytes, Slot] = {}
        for slot in self._all_slots():
            known = (slot.staff, slot.signer, slot.recipient) in granted
            if known and (slot.staff not in newest or newest[slot.staff].number < slot.number):
                newest[slot.staff] = slot
        return newest

    def recipient(self, staff: bytes, signer: bytes) -> bytes | None:
        """The X25519 key of the person who signs as `signer`, from a slot that he signed himself.

        None where his slot isn't here.
        """
        granted = {(grant.staff, grant.signer, grant.recipient) for grant in self.grants()}
        his = [
            slot
            for slot in self._all_slots()
            if (slot.staff, slot.signer) == (staff, signer)
            and (slot.staff, slot.signer, slot.recipient) in granted
        ]
        newest = max(his, key=lambda slot: slot.number, default=None)
        return newest.recipient if newest else None

    def strange_files(self) -> list[str]:
        """The names of files here that are damaged or were made by nobody of the staff."""
        known = {grant.raw for grant in self.grants()}
        granted = {(grant.staff, grant.signer, grant.recipient) for grant in self.grants()}
        known |= {
            slot.raw
            for slot in self._all_slots()
            if (slot.staff, slot.signer, slot.recipient) in granted
        }
        files = (path for path in sorted(self._folder.iterdir()) if path.suffix != ".new")
        return [path.name for path in files if path.read_bytes() not in known]

    def add_slot(self, slot: Slot) -> Slot | None:
        """Write a slot and read it back from the disk; None when that gives none. OSError."""
        path = self._folder / f"{slot.staff.hex()}.{slot.number}.slot"
        write_private(path, slot.raw)
        return read_slot(path.read_bytes())

    def add_grant(self, grant: Grant) -> None:
        """Write a grant. OSError."""
        write_private(self._folder / f"{grant.staff.hex()}.{grant.number}.grant", grant.raw)

    def retire_before(self, slot: Slot) -> None:
        """Remove the person's slots of lower numbers: their passphrases open nothing more.

        OSError.
        """
        for path in self._folder.glob(f"{slot.staff.hex()}.*.slot"):
            older = read_slot(path.read_bytes())
            if older and older.signer == slot.signer and older.number < slot.number:
                remove_file(path)

    def _all_slots(self) -> list[Slot]:
        read = (read_slot(path.read_bytes()) for path in sorted(self._folder.glob("*.slot")))
        return [slot for slot in read if slot and slot.team == self._team]
