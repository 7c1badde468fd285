"""The sealed outside of a review file: what opens it, and whether it is whole.

A file opens with words alone, told by another way than it is sent: argon2id makes a key of them,
HKDF-SHA256 a fresh one for each writing, ChaCha20-Poly1305 seals under that. Before the words are
asked for its length and sum tell a file that was copied by half or altered; a mark made from the
key tells wrong words from damage. What is sealed is padded to whole steps of 4 KiB.
"""

from __future__ import annotations

import hmac
from dataclasses import dataclass, field
from hashlib import sha256
from os import urandom
from pathlib import Path
from struct import Struct
from typing import Final, NamedTuple

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from models.keys.passphrase import MIN_PASSES, SALT_BYTES, Stretching
from models.record_error import RecordError

SESSION: Final = b"STrs"
COMMENTS: Final = b"STrc"
_CALLED = {SESSION: "sealed session", COMMENTS: "file of comments"}
_VERSION = 1
# magic, version, memory KiB, passes, lanes, salt, this writing's own salt, the key's mark
_HEAD = Struct(">4sBIIB16s16s16s")
# length and SHA-256 of what is sealed
_SUM = Struct(">Q32s")
_BEGIN = _HEAD.size + _SUM.size
_STEP = 4096
_MOST_BYTES = 256 * 1024 * 1024
# Each writing has a key of its own, which seals one message only.
_ONLY_NONCE = bytes(12)


class ReviewFileError(RecordError):
    """A review file that can't be read or written, in a sentence."""


class WrongWords(ReviewFileError):
    """The words open another file, or none."""


@dataclass(frozen=True, slots=True)
class FileKey:
    """What words became: it opens a session's file, and seals the comments on it."""

    stretching: Stretching
    key: bytes = field(repr=False)

    @classmethod
    def fresh(cls, words: str) -> FileKey:
        """The key of a new file that is to open with these words."""
        stretching = Stretching.fresh(MIN_PASSES)
        return cls(stretching, stretching.key(as_told(words)))


class Sealed(NamedTuple):
    """A review file as it lies on the disk, whole, not opened."""

    stretching: Stretching
    once: bytes
    mark: bytes
    head: bytes
    sealed: bytes

    def key(self, words: str) -> FileKey:
        """The key of who knows the words. WrongWords."""
        key = FileKey(self.stretching, self.stretching.key(as_told(words)))
        self.check(key)
        return key

    def check(self, key: FileKey) -> None:
        """WrongWords where it was sealed under other words, or for another file."""
        if key.stretching != self.stretching or not hmac.compare_digest(_mark(key), self.mark):
            raise WrongWords("These words don't open it. They are told apart from the file.")

    def opened(self, key: FileKey) -> bytes:
        """What it holds. WrongWords, ReviewFileError."""
        self.check(key)
        try:
            return _cipher(key, self.once).decrypt(_ONLY_NONCE, self.sealed, self.head)
        except InvalidTag:
            raise ReviewFileError("The file was altered: ask for it once more.") from None


def as_told(words: str) -> str:
    """Words as they are told: small letters, one space between."""
    return " ".join(words.lower().split())


def seal(kind: bytes, key: FileKey, said: bytes) -> bytes:
    """A file of this kind (SESSION or COMMENTS) that opens with the key's words."""
    how, once = key.stretching, urandom(SALT_BYTES)
    head = _HEAD.pack(
        kind, _VERSION, how.memory_kib, how.passes, how.lanes, how.salt, once, _mark(key)
    )
    padded = said + b" " * (-len(said) % _STEP)
    sealed = _cipher(key, once).encrypt(_ONLY_NONCE, padded, head)
    return head + _SUM.pack(len(sealed), sha256(sealed).digest()) + sealed


def read_sealed(path: Path, kind: bytes) -> Sealed:
    """A file of this kind as it lies there, seen to be whole. ReviewFileError."""
    called = _CALLED[kind]
    try:
        if path.stat().st_size > _MOST_BYTES:
            raise ReviewFileError(f"{path} is too large to be a {called}.")
        raw = path.read_bytes()
    except OSError as error:
        raise ReviewFileError(f"{path} can't be read: {error.strerror}.") from None
    if raw[:4] != kind:
        other = next((name for magic, name in _CALLED.items() if raw[:4] == magic), "")
        raise ReviewFileError(
            f"{path} is a {other}, not a {called}." if other else f"{path} is no {called}."
        )
    if len(raw) > 4 and raw[4] > _VERSION:
        raise ReviewFileError(
            f"{path} was written by a newer version of the program: update this one."
        )
    sealed = raw[_BEGIN:]
    if len(raw) < _BEGIN or _SUM.unpack_from(raw, _HEAD.size)[0] > len(sealed):
        raise ReviewFileError(f"{path} was copied only in part: copy it once more.")
    *_, memory, passes, lanes, salt, once, mark = _HEAD.unpack_from(raw)
    stretching = Stretching(memory, passes, lanes, salt)
    length, digest = _SUM.unpack_from(raw, _HEAD.size)
    if (length, digest) != (len(sealed), sha256(sealed).digest()) or not stretching.acceptable:
        raise ReviewFileError(f"{path} is damaged: ask for it once more.")
    return Sealed(stretching, once, mark, raw[: _HEAD.size], sealed)


def _cipher(key: FileKey, once: bytes) -> ChaCha20Poly1305:
    return ChaCha20Poly1305(_derived(key.key, once, b"session-tui review file", 32))


def _mark(key: FileKey) -> bytes:
    return _derived(key.key, key.stretching.salt, b"session-tui review file: these words", 16)


def _derived(key: bytes, salt: bytes, info: bytes, length: int) -> bytes:
    return HKDF(algorithm=SHA256(), length=length, salt=salt, info=info).derive(key)
