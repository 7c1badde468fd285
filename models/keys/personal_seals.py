"""The files that hold personal keys: each seals one key to one person, signed by who gave it.

A *personal key* seals what stands between one of the staff (its owner) and the team's
supervisors. It lies in `keys` once for each person who may have it, in a file named by the key's
id and a digest of the file's own bytes, so that files of several laptops never get in each
other's way. The id is derived from the key, so no other key can be put in its place.

Numbers are big-endian; no name is in it; every byte is covered by the signature at the end.
"""

from __future__ import annotations

import hmac
from collections.abc import Iterable
from hashlib import sha256
from pathlib import Path
from struct import Struct
from typing import NamedTuple

from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

from models.journal.frame import ID_BYTES, Signs
from models.keys.sealed_box import BOX_BYTES, open_sealed, seal_to
from models.keys.signatures import SIGNATURE_BYTES, paper_signed_by
from models.keys.slots import derived_key
from models.platform import write_private

_SUFFIX = ".personal"
_PURPOSE = "personal key"
# magic, version, the key's id, its owner, who it is given to, his X25519 key, who gave it
_SEAL = Struct(">4sB16s16s16s32s32s")
_MAGIC = b"STpk"
_VERSION = 1
_KEY_BYTES = 32
_SEAL_BYTES = _SEAL.size + _KEY_BYTES + BOX_BYTES + SIGNATURE_BYTES


class PersonalSeal(NamedTuple):
    """A personal key sealed to one person, as checked by `read_personal_seal`.

    `owner` and `staff` are ids; `giver` is the public key of whoever signed this.
    """

    key_id: bytes
    owner: bytes
    staff: bytes
    recipient: bytes
    giver: bytes
    raw: bytes

    def open(self, receiving: X25519PrivateKey) -> bytes | None:
        """The key, or None when it isn't sealed to `receiving` or isn't the one of this id."""
        sealed = self.raw[_SEAL.size : -SIGNATURE_BYTES]
        key = open_sealed(receiving, sealed, self.raw[: _SEAL.size], _PURPOSE)
        same = key is not None and hmac.compare_digest(personal_key_id(key), self.key_id)
        return key if same else None


def personal_key_id(key: bytes) -> bytes:
    """The id of a personal key: it follows from the key, and says nothing of it."""
    return derived_key(key, "personal key's id")[:ID_BYTES]


def write_personal_seal(
    folder: Path, key: bytes, owner: bytes, staff: bytes, recipient: bytes, giver: Signs
) -> None:
    """Seal `key`, which is `owner`'s, to the person `staff` of the X25519 key `recipient`.

    OSError.
    """
    key_id = personal_key_id(key)
    clear = _SEAL.pack(_MAGIC, _VERSION, key_id, owner, staff, recipient, giver.signer)
    sealed = clear + seal_to(recipient, key, clear, _PURPOSE)
    raw = sealed + giver.sign(sealed)
    write_private(folder / f"{key_id.hex()}.{sha256(raw).hexdigest()[:16]}{_SUFFIX}", raw)


def read_personal_seal(raw: bytes) -> PersonalSeal | None:
    """The seal in `raw`, signed by its giver; None when it is not one."""
    if len(raw) != _SEAL_BYTES:
        return None
    (magic, version, *fields) = _SEAL.unpack_from(raw)
    seal = PersonalSeal._make((*fields, raw))
    if (magic, version) != (_MAGIC, _VERSION) or not paper_signed_by(seal.giver, raw):
        return None
    return seal


def personal_seals(folder: Path, key_id: bytes | None = None) -> list[PersonalSeal]:
    """The seals in `folder`, of one key or of all; what is damaged counts as not there."""
    which = key_id.hex() if key_id else "[0-9a-f]" * 2 * ID_BYTES
    read = map(_read, sorted(folder.glob(f"{which}.*{_SUFFIX}")))
    return [seal for seal in read if seal and key_id in (None, seal.key_id)]


def givers(seals: Iterable[PersonalSeal]) -> dict[bytes, frozenset[bytes]]:
    """Who gave each key to anybody, by its id. Who writes under a key has sealed it to himself."""
    found: dict[bytes, frozenset[bytes]] = {}
    for seal in seals:
        found[seal.key_id] = found.get(seal.key_id, frozenset()) | {seal.giver}
    return found


def _read(path: Path) -> PersonalSeal | None:
    try:
        return read_personal_seal(path.read_bytes())
    except OSError:
        return None
