"""Papers: the small files beside the journal that travel too. Slots, grants and sealed keys.

Each is sealed and says nothing readable. A paper from elsewhere is taken only where it is what
its name says, is signed by who may sign it, and is newer than what is here: of a person's slots
the highest number wins, of a key's files the one sealed under the newest team key. Anything else
is left where it is.
"""

from __future__ import annotations

from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path
from typing import Protocol

from models.home import Home
from models.keys.key_file import KeyFile, read_key_file
from models.keys.keyring import Keyring, erased_keys
from models.keys.personal_seals import read_personal_seal
from models.keys.slots import Grant, read_grant, read_slot
from models.keys.staff_folder import RECOVERY, SLOT, grant_names
from models.platform import write_private

_DIGEST_DIGITS = 32


class Papers(Protocol):
    """Where papers are kept; a name may be there several times, with different bytes."""

    def listed(self) -> set[tuple[str, str]]:
        """Every paper's name and digest."""

    def read(self, name: str, digest: str) -> bytes:
        """One paper."""

    def put(self, name: str, raw: bytes) -> None:
        """Keep a paper; it stays. One that is there already is passed over."""

    def drop(self, name: str) -> None:
        """Remove every paper of this name, where this person may."""


def digest_of(raw: bytes) -> str:
    """What tells papers of the same name apart."""
    return sha256(raw).hexdigest()[:_DIGEST_DIGITS]


class HomePapers:
    """The papers of a home, each in its file."""

    def __init__(self, home: Home, keyring: Keyring | None = None) -> None:
        """With a keyring, keys are opened before they are taken; none is replaced without."""
        self._home = home
        self._keyring = keyring
        self._staff = home.folder / "staff"

    def all(self) -> dict[str, bytes]:
        """Every paper by its name: those that are what they seem to be."""
        found = {path.name: path.read_bytes() for path in self._files()}
        grants = {grant.raw for grant in self._home.staff.grants()}
        kinds = (SLOT, RECOVERY)
        slots = {one.raw for kind in kinds for one in self._home.staff.slots(kind).values()}
        return {
            name: raw
            for name, raw in found.items()
            if raw in grants or raw in slots or _is_key(name, raw)
        }

    def take(self, name: str, raw: bytes) -> bool:
        """Take in a paper from elsewhere where it is sound and newer; whether that was so.

        OSError. Grants come first: they say whose slots and keys count.
        """
        kind = Path(name).suffix
        if kind == ".grant":
            return self._take_grant(name, raw)
        if kind in (SLOT, RECOVERY):
            return self._take_slot(name, raw, kind)
        return self._take_key(name, raw)

    def erased(self, name: str) -> bool:
        """Whether it is the file of a key that was destroyed, sealed under a team key."""
        return name.endswith(".key") and self._destroyed(name)

    def _destroyed(self, name: str) -> bool:
        key = name.partition(".")[0]
        return key in {one.hex() for one in erased_keys(self._home.keys_folder)}

    def _files(self) -> Iterator[Path]:
        yield from self._staff.glob("*.grant")
        yield from self._staff.glob("*.slot")
        yield from self._staff.glob("*.recovery")
        yield from self._home.keys_folder.glob("*.key")
        yield from self._home.keys_folder.glob("*.personal")

    def _take_grant(self, name: str, raw: bytes) -> bool:
        grant = read_grant(raw)
        if grant is None or name not in grant_names(grant) or not self._counts(grant):
            return False
        if any(held.raw == raw for held in self._home.staff.grants()):
            return False
        self._home.staff.add_grant(grant)
        return True

    def _counts(self, grant: Grant) -> bool:
        return grant.team == self._home.team and grant.giver in self._home.staff.givers()

    def _take_slot(self, name: str, raw: bytes, kind: str) -> bool:
        slot = read_slot(raw)
        if slot is None or name != f"{slot.staff.hex()}.{slot.number}{kind}":
            return False
        granted = any(
            (grant.staff, grant.signer, grant.recipient)
            == (slot.staff, slot.signer, slot.recipient)
            for grant in self._home.staff.grants()
        )
        held = self._home.staff.slots(kind).get(slot.staff)
        if slot.staff in self._home.staff.gone():
            return False
        if not granted or slot.team != self._home.team or (held and held.number >= slot.number):
            return False
        self._home.staff.add_slot(slot, kind)
        self._home.staff.retire_before(slot, kind)
        return True

    def _take_key(self, name: str, raw: bytes) -> bool:
        if not _is_key(name, raw) or self._destroyed(name):
            return False
        path = self._home.keys_folder / name
        given = read_key_file(raw)
        held = read_key_file(path.read_bytes()) if path.exists() else None
        if given and not (self._better(given, held) if path.exists() else self._may_open(given)):
            return False
        write_private(path, raw)
        return True

    def _may_open(self, given: KeyFile) -> bool:
        return self._keyring is None or self._keyring.opens(given) is not False

    def _better(self, given: KeyFile, held: KeyFile | None) -> bool:
        """Whether a key that surely opens is to take the place of the file here."""
        if self._keyring is None or not self._keyring.opens(given):
            return False
        if held is None or self._keyring.opens(held) is False:
            return True
        numbers = {grant.team_key_id: grant.number for grant in self._home.staff.grants()}
        return numbers.get(given.team_key_id, 0) > numbers.get(held.team_key_id, 0)


def _is_key(name: str, raw: bytes) -> bool:
    """Whether it is the file of the key that its name says."""
    if name.endswith(".personal"):
        seal = read_personal_seal(raw)
        begins = f"{seal.key_id.hex()}.{sha256(raw).hexdigest()[:16]}." if seal else "?"
        return name.startswith(begins)
    key = read_key_file(raw)
    return key is not None and name == f"{key.key_id.hex()}.key"


def exchange_papers(mine: HomePapers, theirs: Papers) -> tuple[int, int]:
    """Give and take papers: how many were sent and how many taken.

    Keys that were destroyed here are removed there. OSError, NotSaved, JournalUnusable; what
    had arrived until then stays.
    """
    there = theirs.listed()
    held = {(name, digest_of(raw)) for name, raw in mine.all().items()}
    for name in {name for name, _ in there if mine.erased(name)}:
        theirs.drop(name)
    there = {one for one in there if not mine.erased(one[0])}
    taken = 0
    # A grant counts once its giver's own has been taken, so they are gone through until none does.
    waiting = [one for one in sorted(there - held) if one[0].endswith(".grant")]
    while waiting:
        left = [one for one in waiting if not mine.take(one[0], theirs.read(*one))]
        taken += len(waiting) - len(left)
        if len(left) == len(waiting):
            break
        waiting = left
    for name, digest in sorted(there - held):
        if not name.endswith(".grant"):
            taken += mine.take(name, theirs.read(name, digest))
    sent = 0
    for name, raw in sorted(mine.all().items()):
        if (name, digest_of(raw)) not in there:
            theirs.put(name, raw)
            sent += 1
    return sent, taken
