"""Sealing a key to one person: a box that only the holder of an X25519 private half opens.

The usual box of a one-time key pair, HKDF-SHA256 over both public halves, and ChaCha20-Poly1305.
cryptography's own HPKE would do, but has no wheel for Windows on arm.
"""

from __future__ import annotations

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

BOX_BYTES = 32 + 16
"""How much longer a box is than what it holds: the one-time public half, and the tag."""

_SENDER_BYTES = 32
# Each one-time pair seals one message only.
_ONLY_NONCE = bytes(12)


def seal_to(recipient: bytes, secret: bytes, clear: bytes, purpose: str) -> bytes:
    """`secret` in a box for the owner of the public half `recipient`.

    `clear` is authenticated with it; a box made for one `purpose` opens for no other.
    """
    once = X25519PrivateKey.generate()
    shared = once.exchange(X25519PublicKey.from_public_bytes(recipient))
    sender = once.public_key().public_bytes_raw()
    return sender + _cipher(shared, sender, recipient, purpose).encrypt(_ONLY_NONCE, secret, clear)


def open_sealed(
    receiving: X25519PrivateKey, sealed: bytes, clear: bytes, purpose: str
) -> bytes | None:
    """What the box holds, or None when it wasn't made for `receiving`, or was altered."""
    sender = sealed[:_SENDER_BYTES]
    recipient = receiving.public_key().public_bytes_raw()
    try:
        shared = receiving.exchange(X25519PublicKey.from_public_bytes(sender))
        cipher = _cipher(shared, sender, recipient, purpose)
        return cipher.decrypt(_ONLY_NONCE, sealed[_SENDER_BYTES:], clear)
    except (InvalidTag, ValueError):  # ValueError: a point that gives no secret
        return None


def _cipher(shared: bytes, sender: bytes, recipient: bytes, purpose: str) -> ChaCha20Poly1305:
    info = b"session-tui " + purpose.encode() + sender + recipient
    key = HKDF(algorithm=SHA256(), length=32, salt=None, info=info).derive(shared)
    return ChaCha20Poly1305(key)
