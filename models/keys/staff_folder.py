"""The folder of slots and grants, and who is staff according to it, without any passphrase.

The founder's public key is the team's name. Whoever has a grant from one of the staff is one of
the staff; slots and grants that don't hang on that chain count as not there. Who was given the
trail's key alone (an auditor) gives nothing to anybody. What each may *do*
is in the sealed record; who left is kept here in the file `gone`, as each machine reads it there.

A recovery slot is a slot like any other, opened by words that lie printed in the supervisor's
keeping; it isn't tried when somebody unlocks.
"""

from __future__ import annotations

from collections.abc import Iterable
from hashlib import sha256
from pathlib import Path

from models.keys.slots import Grant, Slot, read_grant, read_slot
from models.platform import remove_file, write_private

SLOT, RECOVERY = ".slot", ".recovery"
_GONE = "gone"


def grant_names(grant: Grant) -> tuple[str, str]:
    """What its file may be called: the second name where the first is taken by another grant."""
    begins = f"{grant.staff.hex()}.{grant.number}"
    return f"{begins}.grant", f"{begins}.{sha256(grant.raw).hexdigest()[:16]}.grant"


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
            trusted |= _may_give(now)
        return sorted(granted, key=lambda grant: grant.number, reverse=True)

    def signers(self) -> frozenset[bytes]:
        """The public keys of all who are or were staff."""
        return frozenset({self._team} | {grant.signer for grant in self.grants()})

    def givers(self) -> frozenset[bytes]:
        """Those of them whose grants count: who was given the trail's key alone gives nothing."""
        return frozenset({self._team} | _may_give(self.grants()))

    def slots(self, kind: str = SLOT) -> dict[bytes, Slot]:
        """Each person's slot; of several the one with the highest number. Who left has none.

        `kind` may be RECOVERY: the slots that the printed words open.
        """
        granted = {(grant.staff, grant.signer, grant.recipient) for grant in self.grants()}
        gone = self.gone()
        newest: dict[bytes, Slot] = {}
        for slot in self._all_slots(kind):
            known = (slot.staff, slot.signer, slot.recipient) in granted and slot.staff not in gone
            if known and (slot.staff not in newest or newest[slot.staff].number < slot.number):
                newest[slot.staff] = slot
        return newest

    def gone(self) -> frozenset[bytes]:
        """The ids of those who left, as the record said when somebody last unlocked here."""
        try:
            lines = (self._folder / _GONE).read_text("ascii").split()
            return frozenset(bytes.fromhex(line) for line in lines)
        except (OSError, ValueError):
            return frozenset()

    def shut_out(self, gone: frozenset[bytes]) -> None:
        """Keep who left, by id, and remove what their passphrases open. OSError."""
        if gone != self.gone():
            text = "".join(f"{one.hex()}\n" for one in sorted(gone))
            write_private(self._folder / _GONE, text.encode())
        for path in (path for kind in (SLOT, RECOVERY) for path in self._of_kind(kind)):
            slot = read_slot(path.read_bytes())
            if slot and slot.staff in gone:
                remove_file(path)

    def recipient(self, staff: bytes, signer: bytes) -> bytes | None:
        """The X25519 key of the person who signs as `signer`, from a slot that he signed himself.

        None where his slot isn't here.
        """
        granted = {(grant.staff, grant.signer, grant.recipient) for grant in self.grants()}
        his = [
            slot
            for slot in self._all_slots(SLOT)
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
            for slot in (*self._all_slots(SLOT), *self._all_slots(RECOVERY))
            if (slot.staff, slot.signer, slot.recipient) in granted
        }
        files = (
            path
            for path in sorted(self._folder.iterdir())
            if path.suffix != ".new" and path.name != _GONE
        )
        return [path.name for path in files if path.read_bytes() not in known]

    def add_slot(self, slot: Slot, kind: str = SLOT) -> Slot | None:
        """Write a slot and read it back from the disk; None when that gives none. OSError."""
        path = self._folder / f"{slot.staff.hex()}.{slot.number}{kind}"
        write_private(path, slot.raw)
        return read_slot(path.read_bytes())

    def add_grant(self, grant: Grant) -> None:
        """Write a grant. OSError."""
        if all(held.raw != grant.raw for held in self.grants()):
            first, second = (self._folder / name for name in grant_names(grant))
            write_private(second if first.exists() else first, grant.raw)

    def retire_before(self, slot: Slot, kind: str = SLOT) -> None:
        """Remove the person's slots of lower numbers: their passphrases open nothing more.

        OSError.
        """
        for path in self._of_kind(kind, slot.staff.hex()):
            older = read_slot(path.read_bytes())
            if older and older.staff == slot.staff and older.number < slot.number:
                remove_file(path)

    def _of_kind(self, kind: str, begins: str = "") -> list[Path]:
        return sorted(self._folder.glob(f"{begins}*{kind}"))

    def _all_slots(self, kind: str) -> list[Slot]:
        read = (read_slot(path.read_bytes()) for path in self._of_kind(kind))
        return [slot for slot in read if slot and slot.team == self._team]


def _may_give(grants: Iterable[Grant]) -> set[bytes]:
    return {grant.signer for grant in grants if not grant.of_trail}
