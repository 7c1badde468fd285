"""Frames for tests: made writers, streams, keys and people."""

from hashlib import sha256
from itertools import count
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from models.journal.frame import Frame, Header, Position, body_cipher, seal, sorted_key_ids

FIRST = bytes(32)


def an_id(name: str) -> bytes:
    """16 bytes from a name."""
    return sha256(name.encode()).digest()[:16]


def a_key(key_id: bytes) -> bytes:
    """The 32 bytes of a key id, in tests."""
    return sha256(b"key" + key_id).digest()


class Signer:
    """Somebody who signs."""

    def __init__(self, name: str) -> None:
        self._key = Ed25519PrivateKey.from_private_bytes(sha256(name.encode()).digest())
        self.signer = self._key.public_key().public_bytes_raw()

    def sign(self, message: bytes) -> bytes:
        return self._key.sign(message)


AB = Signer("AB")
GROUP_KEY = an_id("group key")


def sealed(
    body: bytes,
    *,
    writer: str = "w",
    after: Frame | None = None,
    stream: str = "day 1",
    keys: tuple[bytes, ...] = (GROUP_KEY,),
    heads: tuple[Position, ...] = (),
    signer: Signer = AB,
) -> Frame:
    """A frame of `body`, after another of its writer's or as the first."""
    ids = sorted_key_ids(keys)
    header = Header(
        an_id(writer),
        after.seq + 1 if after else 1,
        after.hash if after else FIRST,
        an_id(stream),
        signer.signer,
        ids,
        heads,
    )
    return seal(header, body, body_cipher(header.stream, ids, a_key), signer)


def chain(writer: str, streams: list[str]) -> list[Frame]:
    """A writer's frames on these streams, one after the other."""
    frames: list[Frame] = []
    for number, stream in zip(count(1), streams, strict=False):
        after = frames[-1] if frames else None
        body = f"{writer} {number}".encode()
        frames.append(sealed(body, writer=writer, after=after, stream=stream))
    return frames


def everything_in(folder: Path) -> bytes:
    """All bytes of all files under a folder, and their names."""
    files = [path for path in folder.rglob("*") if path.is_file()]
    return b"".join(str(path).encode() + path.read_bytes() for path in files)
