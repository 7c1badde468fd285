"""From a passphrase to a key: argon2id (RFC 9106), slow on purpose.

64 MiB and four lanes, as the RFC's second choice; the passes are counted on the machine that
makes the slot, so that an unlock takes about 0.8 seconds there. The numbers stand in the slot
and are authenticated by it; on reading, nothing weaker than the constants here is accepted,
and nothing so strong that opening a planted slot would freeze the laptop.
"""

from __future__ import annotations

import time
import unicodedata
from os import urandom
from typing import NamedTuple

from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

MEMORY_KIB = 64 * 1024
LANES = 4
MIN_PASSES = 3
SALT_BYTES = 16

_MAX_MEMORY_KIB = 1024 * 1024
_MAX_LANES = 16
_MAX_PASSES = 1000
_TARGET_SECONDS = 0.8


class Stretching(NamedTuple):
    """How a passphrase becomes a key."""

    memory_kib: int
    passes: int
    lanes: int
    salt: bytes

    @classmethod
    def fresh(cls, passes: int | None = None) -> Stretching:
        """New parameters with a random salt; `passes=None` counts them on this machine."""
        if passes is not None and passes < MIN_PASSES:
            raise ValueError(f"at least {MIN_PASSES} passes")
        return cls(MEMORY_KIB, passes or calibrated_passes(), LANES, urandom(SALT_BYTES))

    @property
    def acceptable(self) -> bool:
        """Whether these are strong enough to trust and weak enough to try."""
        return (
            MEMORY_KIB <= self.memory_kib <= _MAX_MEMORY_KIB
            and MIN_PASSES <= self.passes <= _MAX_PASSES
            and 1 <= self.lanes <= _MAX_LANES
            and len(self.salt) == SALT_BYTES
        )

    def key(self, passphrase: str) -> bytes:
        """The 32 bytes that `passphrase` becomes; the same however its accents were typed."""
        return Argon2id(
            salt=self.salt,
            length=32,
            iterations=self.passes,
            lanes=self.lanes,
            memory_cost=self.memory_kib,
        ).derive(unicodedata.normalize("NFC", passphrase).encode())


def calibrated_passes() -> int:
    """How many passes make an unlock take about 0.8 seconds here, never under three."""
    trial = Stretching(MEMORY_KIB, MIN_PASSES, LANES, bytes(SALT_BYTES))
    seconds = min(_seconds(trial) for _ in range(3))
    return max(MIN_PASSES, min(_MAX_PASSES, round(MIN_PASSES * _TARGET_SECONDS / seconds)))


def _seconds(trial: Stretching) -> float:
    begun = time.perf_counter()
    trial.key("how long does this machine take?")
    return time.perf_counter() - begun
