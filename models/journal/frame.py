"""The frame: the bytes in which one entry is kept, carried and witnessed. Final since version 1.

A frame is a clear header, a sealed body and a signature, numbers big-endian:

    4  magic "STfr"                          16  stream: the session's, group's or team's id
    1  version                               32  signer: an Ed25519 public key
   16  writer                                 4  length of the rest of the header
    8  number in the writer's chain, from 1   4  length of the sealed body
   32  SHA-256 of the writer's frame before, zeros in its first

These 117 bytes, and as the last 64 the Ed25519 signature of all before it, are the same in every
version, so a program of today can keep, forward, chain and check a frame of tomorrow. The rest
of the header and the body are the version's own. In version 1:

    1  how many key ids; 16 each, ascending
    2  how many heads of other writers; 56 each (writer, number, hash), ascending by writer
   12  nonce

and the body is ChaCha20-Poly1305 over the entry, padded (ISO/IEC 7816-4) to a multiple of 128
bytes, for otherwise "present" and "absent" could be told apart by length. The whole header is
authenticated. The key comes by HKDF-SHA256 from *all* named keys together, in the order of their
ids, and from the stream: without any one of them nothing opens. Each frame has one encoding:
whatever else a parser could forgive is refused.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from enum import StrEnum
from functools import lru_cache
from hashlib import sha256
from itertools import pairwise
from struct import Struct
from typing import NamedTuple, Protocol

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from models.keys.signatures import SIGNATURE_BYTES, signed_by
from models.record_error import RecordError

VERSION = 1
ID_BYTES = 16
HASH_BYTES = 32
MAX_FRAME_BYTES = 8 * 1024 * 1024
"""Longer than any note; a length above it is damage, not data."""

_MAGIC = b"STfr"
_FIRST = bytes(HASH_BYTES)
_NONCE_BYTES = 12
_PAD_TO = 128
_FIXED = Struct(">4sB16sQ32s16s32sII")
_LENGTHS = Struct(">II")
_HEAD = Struct(">16sQ32s")
MIN_FRAME_BYTES = _FIXED.size + SIGNATURE_BYTES
_KEYS_AT = _FIXED.size + 1


class Flaw(StrEnum):
    """What can be wrong with a frame, in plain words."""

    SHAPE = "it is not a well-formed frame"
    NEWER = "it was written by a newer version of the program"
    SIGNATURE = "its signature is not its signer's"
    SEAL = "its seal is broken"


class FrameError(RecordError):
    """A frame that can't be used, and why."""

    def __init__(self, flaw: Flaw, detail: str = "") -> None:
        super().__init__(f"{flaw.value}: {detail}" if detail else flaw.value)
        self.flaw = flaw


class Position(NamedTuple):
    """A place in a writer's chain, and the SHA-256 of the frame there."""

    writer: bytes
    seq: int
    hash: bytes


class Header(NamedTuple):
    """What a frame says in clear; the lists are sorted and without repeats."""

    writer: bytes
    seq: int
    previous: bytes
    stream: bytes
    signer: bytes
    key_ids: tuple[bytes, ...]
    heads: tuple[Position, ...] = ()


class Frame(NamedTuple):
    """A parsed frame. Of a newer version's, `key_ids` and `heads` are empty."""

    version: int
    writer: bytes
    seq: int
    previous: bytes
    stream: bytes
    signer: bytes
    key_ids: tuple[bytes, ...]
    heads: tuple[Position, ...]
    body_at: int
    raw: bytes
    hash: bytes
    """What the writer's next frame names as its `previous`."""

    @property
    def position(self) -> Position:
        """Where it stands."""
        return Position(self.writer, self.seq, self.hash)

    def __repr__(self) -> str:
        return f"Frame({self.writer.hex()[:8]} {self.seq}, {len(self.raw)} bytes)"


class Signs(Protocol):
    """Who can sign as `signer`."""

    @property
    def signer(self) -> bytes:
        """The Ed25519 public key."""

    def sign(self, message: bytes) -> bytes:
        """The signature of `message`."""


def body_cipher(
    stream: bytes, key_ids: Sequence[bytes], key: Callable[[bytes], bytes]
) -> ChaCha20Poly1305:
    """What seals and opens bodies on `stream` under all of `key_ids` (sorted) together.

    `key` gives the 32 bytes of a key id. The derivation costs ten times an opening, so whoever
    opens many keeps the result; a fresh random nonce per frame is what allows it.
    """
    info = b"session-tui body 1" + stream + bytes([len(key_ids)]) + b"".join(key_ids)
    secret = b"".join(map(key, key_ids))
    derived = HKDF(algorithm=SHA256(), length=32, salt=None, info=info).derive(secret)
    return ChaCha20Poly1305(derived)


def sorted_key_ids(key_ids: Sequence[bytes]) -> tuple[bytes, ...]:
    """Key ids as a header holds them. ValueError when none or too many are named."""
    ids = tuple(sorted(set(key_ids))) if len(key_ids) > 1 else tuple(key_ids)
    if len(ids) > 255 or {*map(len, ids)} != {ID_BYTES}:
        raise ValueError("a frame names 1 to 255 keys of 16 bytes")
    return ids


def seal(header: Header, body: bytes, cipher: ChaCha20Poly1305, signs: Signs) -> Frame:
    """The frame of `body`: sealed by `cipher`, signed by `signs`, who must be `header.signer`."""
    nonce = os.urandom(_NONCE_BYTES)
    rest = _packed_lists(header.key_ids, header.heads) + nonce
    padded = body + b"\x80" + bytes(-(len(body) + 1) % _PAD_TO)
    fixed = _FIXED.pack(
        _MAGIC,
        VERSION,
        header.writer,
        header.seq,
        header.previous,
        header.stream,
        header.signer,
        len(rest),
        len(padded) + 16,
    )
    clear = fixed + rest
    message = clear + cipher.encrypt(nonce, padded, clear)
    if len(message) + SIGNATURE_BYTES > MAX_FRAME_BYTES:
        raise RecordError("This is too long to be one entry (8 MB at most): keep it in parts.")
    raw = message + signs.sign(message)
    return Frame(VERSION, *header, len(clear), raw, sha256(raw).digest())


@lru_cache(maxsize=64)
def _packed_lists(key_ids: tuple[bytes, ...], heads: tuple[Position, ...]) -> bytes:
    """The lists of a header, which are mostly those of the frame before."""
    return b"".join(
        (
            bytes([len(key_ids)]),
            *key_ids,
            len(heads).to_bytes(2, "big"),
            *(_HEAD.pack(*head) for head in heads),
        )
    )


def parse(raw: bytes) -> Frame:
    """The frame that `raw` is, wholly and in its only encoding. FrameError (SHAPE) otherwise.

    A newer version's frame is parsed as far as every version goes.
    """
    if not MIN_FRAME_BYTES <= len(raw) <= MAX_FRAME_BYTES:
        raise FrameError(Flaw.SHAPE, "its length can't be right")
    (magic, version, writer, seq, previous, stream, signer, rest_bytes, body_bytes) = (
        _FIXED.unpack_from(raw)
    )
    if magic != _MAGIC or version == 0:
        raise FrameError(Flaw.SHAPE, "it begins otherwise")
    body_at = _FIXED.size + rest_bytes
    if body_at + body_bytes + SIGNATURE_BYTES != len(raw):
        raise FrameError(Flaw.SHAPE, "its lengths don't add up")
    if seq == 0 or (seq == 1) != (previous == _FIRST):
        raise FrameError(Flaw.SHAPE, "its place in the chain can't be right")
    key_ids: tuple[bytes, ...] = ()
    heads: tuple[Position, ...] = ()
    if version == VERSION:
        key_ids, heads = _lists(raw, body_at, writer)
    place = (version, writer, seq, previous, stream, signer)
    return Frame(*place, key_ids, heads, body_at, raw, sha256(raw).digest())


def _lists(
    raw: bytes, body_at: int, writer: bytes
) -> tuple[tuple[bytes, ...], tuple[Position, ...]]:
    """The key ids and heads of a version 1 header."""
    keys = raw[_FIXED.size] if body_at > _FIXED.size else 0
    heads_at = _KEYS_AT + ID_BYTES * keys
    head_count = int.from_bytes(raw[heads_at : heads_at + 2], "big")
    if keys == 0 or heads_at + 2 + _HEAD.size * head_count + _NONCE_BYTES != body_at:
        raise FrameError(Flaw.SHAPE, "its header's lists don't add up")
    if keys == 1:
        key_ids: tuple[bytes, ...] = (raw[_KEYS_AT:heads_at],)
    else:
        key_ids = tuple(raw[at : at + ID_BYTES] for at in range(_KEYS_AT, heads_at, ID_BYTES))
        if any(after <= before for before, after in pairwise(key_ids)):
            raise FrameError(Flaw.SHAPE, "its key ids are not in order")
    if not head_count:
        return key_ids, ()
    packed = raw[heads_at + 2 : body_at - _NONCE_BYTES]
    heads = tuple(map(Position._make, _HEAD.iter_unpack(packed)))
    writers = [head.writer for head in heads]
    if writers != sorted(set(writers)) or writer in writers or not all(h.seq for h in heads):
        raise FrameError(Flaw.SHAPE, "its heads are not in order")
    return key_ids, heads


def frames_in(data: bytes) -> Iterator[bytes]:
    """What may be frames among other bytes: from each magic on, as long as it says itself."""
    at = data.find(_MAGIC)
    while at >= 0:
        if at + _FIXED.size <= len(data):
            rest = sum(_LENGTHS.unpack_from(data, at + _FIXED.size - _LENGTHS.size))
            if rest <= MAX_FRAME_BYTES:
                yield data[at : at + _FIXED.size + rest + SIGNATURE_BYTES]
        at = data.find(_MAGIC, at + 1)


def open_body(frame: Frame, cipher: ChaCha20Poly1305) -> bytes:
    """The entry that `frame` seals. FrameError: NEWER, or SEAL when it was altered."""
    if frame.version != VERSION:
        raise FrameError(Flaw.NEWER)
    raw, at = frame.raw, frame.body_at
    try:
        padded = cipher.decrypt(raw[at - _NONCE_BYTES : at], raw[at:-SIGNATURE_BYTES], raw[:at])
    except InvalidTag:
        raise FrameError(Flaw.SEAL) from None
    body = padded.rstrip(b"\0")
    if body[-1:] != b"\x80" or len(padded) != len(body) + -len(body) % _PAD_TO:
        raise FrameError(Flaw.SHAPE, "its padding is not the only one")
    return body[:-1]


def check_signature(frame: Frame) -> None:
    """Pass when the frame's signer signed exactly this frame. FrameError (SIGNATURE) otherwise."""
    if not signed_by(frame.signer, frame.raw):
        raise FrameError(Flaw.SIGNATURE)
