"""The file of a group's or member's key: its id, the team key's id, and the key sealed under that.

Keyring writes and reads such files; sync looks at one from elsewhere before it may lie among them.
"""

from __future__ import annotations

from os import urandom
from struct import Struct
from typing import NamedTuple

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305

from models.keys.slots import derived_key

KEY_BYTES = 32
# magic, version, the key's id, the team key's id, nonce; then the sealed key
_CLEAR = Struct(">4sB16s16s12s")
_MAGIC = b"STke"
_VERSION = 1
_NONCE_BYTES = 12
_BYTES = _CLEAR.size + KEY_BYTES + 16


class KeyFile(NamedTuple):
    """A key's id, the id of the team key it is sealed under, and the file's bytes."""

    key_id: bytes
    team_key_id: bytes
    raw: bytes

    def open(self, team_key: bytes) -> bytes | None:
        """The key in it; None where the team key isn't that one, or the file was altered."""
        nonce = self.raw[_CLEAR.size - _NONCE_BYTES : _CLEAR.size]
        try:
            wrap = _wrap(team_key)
            return wrap.decrypt(nonce, self.raw[_CLEAR.size :], self.raw[: _CLEAR.size])
        except InvalidTag:
            return None


def write_key_file(key_id: bytes, key: bytes, team_key_id: bytes, team_key: bytes) -> KeyFile:
    """`key` sealed under the team key."""
    nonce = urandom(_NONCE_BYTES)
    clear = _CLEAR.pack(_MAGIC, _VERSION, key_id, team_key_id, nonce)
    return KeyFile(key_id, team_key_id, clear + _wrap(team_key).encrypt(nonce, key, clear))


def read_key_file(raw: bytes) -> KeyFile | None:
    """The key's file that `raw` is; None when it is none."""
    if len(raw) != _BYTES:
        return None
    magic, version, key_id, team_key_id, _ = _CLEAR.unpack_from(raw)
    return KeyFile(key_id, team_key_id, raw) if (magic, version) == (_MAGIC, _VERSION) else None


def _wrap(team_key: bytes) -> ChaCha20Poly1305:
    return ChaCha20Poly1305(derived_key(team_key, "key files"))
