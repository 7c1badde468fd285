"""Ed25519 signatures, by libsodium.

It signs in two thirds of the time that OpenSSL takes, which is most of what an entry costs beyond
the disk, and checks in half of it.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from os import cpu_count, urandom

from nacl.bindings import crypto_sign, crypto_sign_open, crypto_sign_seed_keypair
from nacl.exceptions import CryptoError

SIGNATURE_BYTES = 64
_KEY_BYTES = 32
_WORTH_A_THREAD = 30
"""So many checks take 2 ms, ten times what a thread costs."""


class SigningKey:
    """A private key of 32 bytes. Its public half is `public`."""

    def __init__(self, private: bytes) -> None:
        self.private = private
        self.public, self._pair = crypto_sign_seed_keypair(private)

    @classmethod
    def fresh(cls) -> SigningKey:
        """A new one."""
        return cls(urandom(_KEY_BYTES))

    def __repr__(self) -> str:
        return f"SigningKey({self.public.hex()[:8]})"

    def sign(self, message: bytes) -> bytes:
        """The signature of `message`."""
        return crypto_sign(message, self._pair)[:SIGNATURE_BYTES]


def signed_by(signer: bytes, raw: bytes) -> bool:
    """Whether the last 64 bytes of `raw` are this public key's signature of the others."""
    if len(signer) != _KEY_BYTES:
        return False
    try:
        crypto_sign_open(raw[-SIGNATURE_BYTES:] + raw[:-SIGNATURE_BYTES], signer)
    except CryptoError:
        return False
    return True


@lru_cache(maxsize=4096)
def paper_signed_by(signer: bytes, raw: bytes) -> bool:
    """`signed_by`, remembered: a team's papers are few, and each meeting asks of all of them.

    Each was checked anew whenever another was looked at: with three staff nearly half of a
    meeting's time.
    """
    return signed_by(signer, raw)


def each_signed_by(many: Sequence[tuple[bytes, bytes]]) -> list[bool]:
    """`signed_by` of each pair, on all cores: libsodium lets go of the interpreter's lock."""
    threads = min(cpu_count() or 1, len(many) // _WORTH_A_THREAD)
    if threads < 2:
        return _each(many)
    from concurrent.futures import ThreadPoolExecutor

    size = -(-len(many) // threads)
    with ThreadPoolExecutor(threads) as pool:
        parts = [many[at : at + size] for at in range(0, len(many), size)]
        return [good for part in pool.map(_each, parts) for good in part]


def _each(many: Sequence[tuple[bytes, bytes]]) -> list[bool]:
    return [signed_by(*one) for one in many]
