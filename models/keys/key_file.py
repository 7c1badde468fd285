"""The file of a group's or member's key, as far as one from elsewhere must be judged.

Keyring writes and reads such files; here one is looked at before it may lie among them.
"""

from __future__ import annotations

from struct import Struct
from typing import NamedTuple

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305

from models.keys.keyring import KEY_BYTES, KeyMissing, Keyring
from models.keys.slots import derived_key

# magic, version, the key's id, the team key's id, nonce; then the sealed key
_CLEAR = Struct(">4sB16s16s12s")
_MAGIC = b"STke"
_VERSION = 1
_BYTES = _CLEAR.size + KEY_BYTES + 16


class KeyFile(NamedTuple):
    """A key's id, the id of the team key it is sealed under, and the file's bytes."""

    key_id: bytes
    team_key_id: bytes
    raw: bytes

    def opens(self, keyring: Keyring) -> bool | None:
        """Whether there is a key in it; None where this person lacks the team key to tell."""
        nonce = self.raw[_CLEAR.size - 12 : _CLEAR.size]
        try:
            wrap = ChaCha20Poly1305(derived_key(keyring.key(self.team_key_id), "key files"))
            wrap.decrypt(nonce, self.raw[_CLEAR.size :], self.raw[: _CLEAR.size])
        except KeyMissing:
            return None
        except InvalidTag:
            return False
        return True


def read_key_file(raw: bytes) -> KeyFile | None:
    """The key's file that `raw` is; None when it is none."""
    if len(raw) != _BYTES:
        return None
    magic, version, key_id, team_key_id, _ = _CLEAR.unpack_from(raw)
    return KeyFile(key_id, team_key_id, raw) if (magic, version) == (_MAGIC, _VERSION) else None
