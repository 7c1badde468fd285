"""Slots and grants: the two small files by which a person reaches the team key.

A *slot* is the person's own: public halves in clear, private halves (X25519 and Ed25519) sealed
under argon2id of the passphrase, numbered and signed by its owner. The highest number wins.
A *grant* is what colleagues give: the team key sealed to the person's X25519 key, with a mark
over the public halves that only a holder of the team key can make, signed by whoever gave it.
So the team key can change without anybody's passphrase, and a file planted in the folder by an
outsider is neither a colleague nor ever given a key. Who audits is given the trail's key alone,
which follows from the team key and not the other way round: a *trail's grant*, else the same. It
says as well whether he is the clinical auditor, since the record of who is staff is sealed to him.

Neither holds a name. Numbers are big-endian; every byte is covered by the signature at the end.
"""

from __future__ import annotations

import hmac
from struct import Struct
from typing import Final, Literal, NamedTuple

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from models.journal.frame import Signs
from models.keys.passphrase import Stretching
from models.keys.sealed_box import BOX_BYTES, open_sealed, seal_to
from models.keys.signatures import SIGNATURE_BYTES, SigningKey, paper_signed_by

VERSION = 1

# magic, version, team, staff, number, signer, recipient, memory KiB, passes, lanes, salt
_SLOT = Struct(">4sB32s16sI32s32sIIB16s")
_SLOT_MAGIC = b"STsl"
_SLOT_SEALED_BYTES = 64 + 16
# magic, version, team, staff, number, team key's id, signer, recipient, giver
_GRANT = Struct(">4sB32s16sI16s32s32s32s")
Given = Literal["team", "trail", "clinical"]
"""What a grant gives: the team key; the trail's, to an auditor; the trail's, to a clinical one."""

_GRANT_MAGIC: Final[dict[Given, bytes]] = {"team": b"STgr", "trail": b"STgt", "clinical": b"STgc"}
_GRANT_SEALED_BYTES = 32 + BOX_BYTES
_GRANT_PURPOSE = "grant"
_SEAL_BYTES = 32
# A slot's own salt: its key seals one message only.
_ONLY_NONCE = bytes(12)


class PrivateHalves(NamedTuple):
    """What a person's passphrase opens."""

    signing: SigningKey
    receiving: X25519PrivateKey

    @classmethod
    def fresh(cls) -> PrivateHalves:
        """A new person's."""
        return cls(SigningKey.fresh(), X25519PrivateKey.generate())

    @property
    def signer(self) -> bytes:
        """The public half of the signing key."""
        return self.signing.public

    @property
    def recipient(self) -> bytes:
        """The public half of the receiving key."""
        return self.receiving.public_key().public_bytes_raw()


class Slot(NamedTuple):
    """A person's slot, as checked by `read_slot`."""

    team: bytes
    staff: bytes
    number: int
    signer: bytes
    recipient: bytes
    stretching: Stretching
    raw: bytes

    def open(self, passphrase: str) -> PrivateHalves | None:
        """The private halves, or None when this isn't the passphrase. Takes about a second."""
        try:
            secret = ChaCha20Poly1305(self.stretching.key(passphrase)).decrypt(
                _ONLY_NONCE,
                self.raw[_SLOT.size : -SIGNATURE_BYTES],
                self.raw[: _SLOT.size],
            )
        except InvalidTag:
            return None
        halves = PrivateHalves(
            SigningKey(secret[:32]),
            X25519PrivateKey.from_private_bytes(secret[32:]),
        )
        same = (halves.signer, halves.recipient) == (self.signer, self.recipient)
        return halves if same else None


def write_slot(
    team: bytes,
    staff: bytes,
    number: int,
    halves: PrivateHalves,
    passphrase: str,
    passes: int | None,
) -> Slot:
    """A new slot; `passes=None` makes opening it take about 0.8 s on this machine."""
    stretching = Stretching.fresh(passes)
    clear = _SLOT.pack(
        _SLOT_MAGIC,
        VERSION,
        team,
        staff,
        number,
        halves.signer,
        halves.recipient,
        stretching.memory_kib,
        stretching.passes,
        stretching.lanes,
        stretching.salt,
    )
    secret = halves.signing.private + halves.receiving.private_bytes_raw()
    sealed = ChaCha20Poly1305(stretching.key(passphrase)).encrypt(_ONLY_NONCE, secret, clear)
    raw = clear + sealed + halves.signing.sign(clear + sealed)
    return Slot(team, staff, number, halves.signer, halves.recipient, stretching, raw)


def read_slot(raw: bytes) -> Slot | None:
    """The slot in `raw`, signed by its owner and not weakened; None when it is not one."""
    if len(raw) != _SLOT.size + _SLOT_SEALED_BYTES + SIGNATURE_BYTES:
        return None
    (magic, version, team, staff, number, signer, recipient, *stretching) = _SLOT.unpack_from(raw)
    slot = Slot(team, staff, number, signer, recipient, Stretching(*stretching), raw)
    if (magic, version) != (_SLOT_MAGIC, VERSION) or not slot.stretching.acceptable:
        return None
    return slot if paper_signed_by(signer, raw) else None


class Grant(NamedTuple):
    """The team key, or the trail's key of it, given to one person; as checked by `read_grant`."""

    team: bytes
    staff: bytes
    number: int
    team_key_id: bytes
    signer: bytes
    recipient: bytes
    giver: bytes
    raw: bytes

    @property
    def of_trail(self) -> bool:
        """Whether the trail's key alone is given."""
        return not self.raw.startswith(_GRANT_MAGIC["team"])

    @property
    def clinical(self) -> bool:
        """Whether it is given to a clinical auditor."""
        return self.raw.startswith(_GRANT_MAGIC["clinical"])

    def open(self, receiving: X25519PrivateKey) -> bytes | None:
        """The key, or None when this wasn't given to `receiving` by a holder of the key."""
        clear = self.raw[: _GRANT.size]
        sealed = self.raw[_GRANT.size : _GRANT.size + _GRANT_SEALED_BYTES]
        key = open_sealed(receiving, sealed, clear, _GRANT_PURPOSE)
        return key if key and self.made_with(key) else None

    def made_with(self, key: bytes) -> bool:
        """Whether a holder of `key` vouched for this person's public halves."""
        at = _GRANT.size + _GRANT_SEALED_BYTES
        return hmac.compare_digest(self.raw[at : at + _SEAL_BYTES], _vouch(key, self.raw[:at]))


def write_grant(
    slot: Slot,
    number: int,
    team_key_id: bytes,
    key: bytes,
    giver: Signs,
    given: Given = "team",
) -> Grant:
    """A grant to the owner of `slot` of the team's `number`-th key, or of its trail's: `key`."""
    clear = _GRANT.pack(
        _GRANT_MAGIC[given],
        VERSION,
        slot.team,
        slot.staff,
        number,
        team_key_id,
        slot.signer,
        slot.recipient,
        giver.signer,
    )
    sealed = clear + seal_to(slot.recipient, key, clear, _GRANT_PURPOSE)
    vouched = sealed + _vouch(key, sealed)
    raw = vouched + giver.sign(vouched)
    return Grant(
        slot.team,
        slot.staff,
        number,
        team_key_id,
        slot.signer,
        slot.recipient,
        giver.signer,
        raw,
    )


def read_grant(raw: bytes) -> Grant | None:
    """The grant in `raw`, signed by its giver; None when it is not one."""
    if len(raw) != _GRANT.size + _GRANT_SEALED_BYTES + _SEAL_BYTES + SIGNATURE_BYTES:
        return None
    (magic, version, *fields) = _GRANT.unpack_from(raw)
    grant = Grant._make((*fields, raw))
    if magic not in _GRANT_MAGIC.values() or version != VERSION:
        return None
    return grant if paper_signed_by(grant.giver, raw) else None


def _vouch(key: bytes, grant: bytes) -> bytes:
    return hmac.digest(derived_key(key, "who is staff"), grant, "sha256")


def derived_key(secret: bytes, purpose: str) -> bytes:
    """32 bytes for one purpose from a 32-byte secret."""
    info = b"session-tui " + purpose.encode()
    return HKDF(algorithm=SHA256(), length=32, salt=None, info=info).derive(secret)
