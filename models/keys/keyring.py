"""What an unlocked person holds, and the key files beside the journal.

A group's and a member's key is 32 random bytes with a random id that says nothing. Each lies in
a file of its own, sealed under the team key, so that destroying it destroys what it sealed. The
team key itself seals what is the whole team's (who is staff, which groups there are); when it is
changed, the one before lies among the key files like any other. What is private to one of the
staff lies under personal keys, sealed to persons instead (models.keys.personal_keys), and so do
samples. An auditor holds the trail's keys and no other: nothing else on record opens to him.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from hashlib import sha256
from os import urandom
from pathlib import Path
from typing import ClassVar

from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305

from models.journal.frame import ID_BYTES, body_cipher
from models.keys.key_file import KEY_BYTES, KeyFile, read_key_file, write_key_file
from models.keys.personal_seals import givers, personal_seals
from models.keys.slots import Grant, PrivateHalves, derived_key
from models.platform import remove_file, write_private
from models.record_error import RecordError

_KEY_SUFFIX = ".key"
_ERASED = "erased"


class KeyMissing(RecordError):
    """A key is not in this home: its entries can't be read here."""


class KeyOfOthers(KeyMissing):
    """A personal key that was given to others only. `givers` are the public keys of who did."""

    def __init__(self, key_id: bytes, givers: frozenset[bytes]) -> None:
        super().__init__(f"Key {key_id.hex()[:8]} was given to others only.")
        self.givers = givers


class KeyErased(KeyMissing):
    """A key that two people agreed to destroy: nothing is wrong with what it sealed."""


class Locked(RecordError):
    """The keys were dropped."""

    def __init__(self) -> None:
        super().__init__("Locked: type the passphrase to go on.")


class Keyring:
    """An unlocked person's keys. Key files are read when first asked for, then kept."""

    trail_only: ClassVar[bool] = False
    """Whether it is an auditor's: the trail's keys, and no other."""
    clinical: ClassVar[bool] = False
    """Whether it is a clinical auditor's: of the record he reads what was given to him alone."""

    def __init__(
        self,
        staff: bytes,
        halves: PrivateHalves,
        team_key_id: bytes,
        team_key: bytes,
        folder: Path,
        founder: bytes,
        grants: Callable[[], Iterable[Grant]] = tuple,
    ) -> None:
        """`folder` holds the key files; `founder` is the public key by which the team is known.

        `grants` gives what colleagues gave, read anew: team keys of later and of former days.
        """
        self.staff = staff
        self.founder = founder
        self.signer = halves.signer
        self.team_key_id = team_key_id
        self.keys_folder = folder
        self._grants = grants
        self._halves: PrivateHalves | None = halves
        self._keys = {trail_key_id(team_key_id) if self.trail_only else team_key_id: team_key}
        self._ciphers: dict[tuple[bytes, tuple[bytes, ...]], ChaCha20Poly1305] = {}
        self._reading: set[bytes] = set()

    def __repr__(self) -> str:
        return f"Keyring({self.staff.hex()[:8]}{'' if self._halves else ', dropped'})"

    def sign(self, message: bytes) -> bytes:
        """This person's Ed25519 signature of `message`."""
        return self.halves().signing.sign(message)

    def key(self, key_id: bytes) -> bytes:
        """The 32 bytes of a key. KeyMissing when there is no such key in this home (any more).

        KeyOfOthers where there is, but not for this person.
        """
        self.halves()
        found = self._keys.get(key_id)
        if found is None:
            found = self._keys[key_id] = self._read(key_id)
        return found

    def has_key(self, key_id: bytes) -> bool:
        """Whether `key` would give it."""
        try:
            self.key(key_id)
        except KeyMissing:
            return False
        return True

    def new_key(self) -> bytes:
        """The id of a fresh key, for a group or a member; kept on the disk before it is given.

        RecordError when the disk doesn't take it.
        """
        key_id = urandom(ID_BYTES)
        self.keep_key(key_id, urandom(KEY_BYTES))
        return key_id

    def keep_key(self, key_id: bytes, key: bytes) -> None:
        """Seal `key` under the team key, into its file."""
        file = write_key_file(key_id, key, self.team_key_id, self.key(self.team_key_id))
        try:
            write_private(self._path(key_id), file.raw)
        except OSError as error:
            raise RecordError(
                f"A new key could not be kept in {self.keys_folder}: {error.strerror}. "
                "Nothing was changed; make room or allow writing there, then try again."
            ) from None
        self._keys[key_id] = key

    def change_team_key(self) -> None:
        """Go on under a fresh team key; the one before is kept under it first. RecordError.

        Nobody else has it until it is granted (models.keys.team_keys).
        """
        before, fresh = self.team_key_id, urandom(ID_BYTES)
        old = self.key(before)
        self._keys[fresh] = urandom(KEY_BYTES)
        self.team_key_id = fresh
        try:
            self.keep_key(before, old)
        except RecordError:
            self.use_team_key(before)
            raise

    def use_team_key(self, team_key_id: bytes) -> None:
        """Seal what is the team's under this team key from here on. KeyMissing."""
        self.key(team_key_id)
        self.team_key_id = team_key_id

    def sealed_otherwise(self) -> list[bytes]:
        """The keys (ids) whose files lie under another team key than the present one."""
        ids = sorted(kept_keys(self.keys_folder))
        files = filter(None, map(self._file, ids))
        return [one.key_id for one in files if one.team_key_id != self.team_key_id]

    def opens(self, file: KeyFile) -> bool | None:
        """Whether there is a key in it; None where this person lacks the team key to tell."""
        try:
            return file.open(self.key(file.team_key_id)) is not None
        except KeyMissing:
            return None

    def destroy(self, key_ids: Iterable[bytes]) -> None:
        """Destroy keys for good: refused from here on, whatever brings them back. OSError.

        That they are refused is on the disk before the first file goes.
        """
        erased = frozenset(key_ids) | erased_keys(self.keys_folder)
        if erased != erased_keys(self.keys_folder):
            lines = "".join(f"{one.hex()}\n" for one in sorted(erased))
            write_private(self.keys_folder / _ERASED, lines.encode())
        names = {one.hex() for one in erased}
        for path in list(self.keys_folder.iterdir()) if erased else ():
            if path.name.partition(".")[0] in names:
                remove_file(path)
        for key_id in erased:
            self._keys.pop(key_id, None)
        self._ciphers = {
            of: cipher for of, cipher in self._ciphers.items() if erased.isdisjoint(of[1])
        }

    def cipher(self, stream: bytes, key_ids: tuple[bytes, ...]) -> ChaCha20Poly1305:
        """What seals and opens bodies on `stream` under `key_ids` (sorted). KeyMissing."""
        found = self._ciphers.get((stream, key_ids))
        if found is None:
            found = body_cipher(stream, key_ids, self.key)
            self._ciphers[stream, key_ids] = found
        return found

    def own_key(self, purpose: str) -> bytes:
        """32 bytes that only this person can have, the same at every unlock."""
        secret = self.halves().receiving.private_bytes_raw()
        return derived_key(secret, f"own {purpose}")

    @property
    def trail_key_id(self) -> bytes:
        """The id of the key that the trail is sealed under; another with each team key."""
        return trail_key_id(self.team_key_id)

    def trail_key(self, team_key_id: bytes) -> bytes:
        """The trail's key under a team key: it follows from it. KeyMissing."""
        return derived_key(self.key(team_key_id), "trail")

    def owners(self) -> dict[bytes, bytes]:
        """Whose each signing key is (id by public key), by what the staff granted each other."""
        return {one.signer: one.staff for one in self._grants()}

    def team_secret(self, purpose: str) -> bytes:
        """32 bytes that any of the staff can have, until the team key is changed."""
        return derived_key(self.key(self.team_key_id), f"team {purpose}")

    def drop(self) -> None:
        """Forget every key; whatever is asked for afterwards raises Locked."""
        self._halves = None
        self._keys.clear()
        self._ciphers.clear()

    def halves(self) -> PrivateHalves:
        """The person's private halves. Locked when they were dropped."""
        if self._halves is None:
            raise Locked
        return self._halves

    def _path(self, key_id: bytes) -> Path:
        return self.keys_folder / f"{key_id.hex()}{_KEY_SUFFIX}"

    def _read(self, key_id: bytes) -> bytes:
        if key_id in erased_keys(self.keys_folder):
            raise KeyErased(f"Key {key_id.hex()[:8]} was destroyed: what it sealed is erased.")
        key = self._kept(key_id) or self._granted(key_id) or self._of_trail(key_id)
        key = key or self._given(key_id)
        if key is None:
            raise KeyMissing(
                f"Key {key_id.hex()[:8]} is not in {self.keys_folder}: it was erased, or its file "
                "can't be read. What it sealed can't be read here."
            )
        return key

    def _kept(self, key_id: bytes) -> bytes | None:
        """The key in the file of this id; None where there is none that opens."""
        file = self._file(key_id)
        # Planted files could seal each other.
        if file is None or key_id in self._reading:
            return None
        self._reading.add(key_id)
        try:
            return file.open(self.key(file.team_key_id))
        except KeyMissing:
            return None
        finally:
            self._reading.discard(key_id)

    def _file(self, key_id: bytes) -> KeyFile | None:
        """A key's file; None where there is none, or it isn't what its name says."""
        try:
            file = read_key_file(self._path(key_id).read_bytes())
        except OSError:
            return None
        return file if file and file.key_id == key_id else None

    def _of_trail(self, key_id: bytes) -> bytes | None:
        """The trail's key of this id: it follows from a team key, or was granted by itself."""
        teams = {self.team_key_id, *(one.team_key_id for one in self._grants())}
        team = next((one for one in teams if trail_key_id(one) == key_id), None)
        if team is None:
            return None
        return self._granted(team, of_trail=True) if self.trail_only else self.trail_key(team)

    def _granted(self, team_key_id: bytes, *, of_trail: bool = False) -> bytes | None:
        """The team key of this id, or its trail's, where it was granted to this person."""
        halves = self.halves()
        mine = (one for one in self._grants() if one.recipient == halves.recipient)
        wanted = (team_key_id, of_trail)
        fitting = (one for one in mine if (one.team_key_id, one.of_trail) == wanted)
        return next(filter(None, (one.open(halves.receiving) for one in fitting)), None)

    def _given(self, key_id: bytes) -> bytes | None:
        """The personal key of this id, None where there is none. KeyOfOthers."""
        seals = personal_seals(self.keys_folder, key_id)
        halves = self.halves()
        for seal in seals:
            if seal.recipient == halves.recipient and (key := seal.open(halves.receiving)):
                return key
        if seals:
            raise KeyOfOthers(key_id, givers(seals)[key_id])
        return None


class TrailKeyring(Keyring):
    """An auditor's: what it is made with as `team_key` is the trail's key of that team key."""

    trail_only = True


class ClinicalKeyring(TrailKeyring):
    """A clinical auditor's: by the trail's key he writes what he reads of his samples."""

    clinical = True


def keyring_class(grant: Grant) -> type[Keyring]:
    """Whose keyring it is that a grant opens: of the staff, an auditor's, a clinical one's."""
    if grant.clinical:
        return ClinicalKeyring
    return TrailKeyring if grant.of_trail else Keyring


def erased_keys(folder: Path) -> frozenset[bytes]:
    """The ids of the keys that were destroyed here for good."""
    try:
        lines = (folder / _ERASED).read_text("ascii").split()
        return frozenset(bytes.fromhex(line) for line in lines)
    except (OSError, ValueError):
        return frozenset()


def trail_key_id(team_key_id: bytes) -> bytes:
    """The id of the trail's key under a team key."""
    return sha256(b"trail" + team_key_id).digest()[:ID_BYTES]


def kept_keys(folder: Path) -> frozenset[bytes]:
    """The ids of the key files in `folder`, personal keys apart, without opening any."""
    return frozenset(
        bytes.fromhex(path.stem) for path in folder.glob(f"{'[0-9a-f]' * 32}{_KEY_SUFFIX}")
    )
