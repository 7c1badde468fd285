"""Is the record in a session-tui home as it was written? Run it as verify_record.py HOME.

Shares nothing with the program, changes nothing, takes no passphrase. Each writer's entries must
follow each other without a gap (each names the SHA-256 of the one before), signed (Ed25519) by whom
the founder or one of the staff let in; what witness files and other writers saw must still be here.
Exit status: 0 VERIFIED, 1 INCOMPLETE (all here is sound, but there was more), 2 ALTERED.
"""

import sqlite3
import struct
import sys
from collections.abc import Iterable, Iterator
from contextlib import closing, suppress
from hashlib import sha256
from pathlib import Path

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

# An entry: magic, version, writer, number, hash of the one before, stream, signer, two lengths.
FRAME = struct.Struct(">4sB16sQ32s16s32sII")
PLACE = struct.Struct(">16sQ32s")  # writer, number, hash: where an entry stands
# Admission to the staff: magic, version, team, person, number, key, signer, recipient, giver.
GRANT = struct.Struct(">4sB32s16sI16s32s32s32s")
GRANT_BYTES, FIRST, SEQ = GRANT.size + 80 + 32 + 64, bytes(32), (1 << 40) - 1
ENTRIES = "SELECT place & ?, CAST(frame AS BLOB) FROM frame WHERE place >> 40 = ? ORDER BY place"
INDEX = "SELECT writer, place & ?, stream FROM run LEFT JOIN writer ON number = place >> 40"
Place = tuple[bytes, int, bytes]


def need(good: object, fault: str) -> None:
    """ValueError where it isn't so."""
    if not good:
        raise ValueError(fault)


def signed(signer: bytes, message: bytes) -> bool:
    """Whether the last 64 bytes are the signer's signature of all before them."""
    with suppress(InvalidSignature, ValueError):
        Ed25519PublicKey.from_public_bytes(signer).verify(message[-64:], message[:-64])
        return True
    return False


def staff_of(home: Path) -> set[bytes]:
    """The public keys of all who are or were staff: the founder's, and whom staff admitted."""
    marker = (home / "session-tui-home").read_text("utf-8").split()
    team = bytes.fromhex(marker[marker.index("team") + 1])
    raws = [path.read_bytes() for path in (home / "staff").glob("*.grant")]
    grants = [(GRANT.unpack_from(raw), raw) for raw in raws if len(raw) == GRANT_BYTES]
    good = [it for it, raw in grants if it[1:3] == (1, team) and signed(it[8], raw)]
    givers: set[bytes] = {team}  # who holds the trail's key alone (STgt, STgc) admits nobody
    for _ in good:
        givers |= {it[6] for it in good if it[0] == b"STgr" and it[8] in givers}
    return givers | {it[6] for it in good if it[0] in (b"STgt", b"STgc") and it[8] in givers}


def heads_in(raw: bytes) -> list[Place]:
    """What an entry says of other writers. ValueError where it is no whole entry."""
    magic, version, writer, seq, before, _, _, rest, body = FRAME.unpack_from(raw)
    whole = magic == b"STfr" and version and seq and (seq == 1) == (before == FIRST)
    need(whole and FRAME.size + rest + body + 64 == len(raw), "it is no whole entry")
    if version > 1:  # a newer program's: the rest of its header is its own
        return []
    header = raw[FRAME.size : FRAME.size + rest]
    at = 1 + 16 * header[0] if header else 0
    need(at > 1 and at + 14 + 56 * int.from_bytes(header[at : at + 2], "big") == rest, "odd header")
    heads: list[Place] = list(PLACE.iter_unpack(header[at + 2 : -12]))
    need(all(head[1] and head[0] != writer for head in heads), "odd header")
    return heads


class Chain:
    """A writer's entries, or those of a fork: kept beside them, for they share their numbers."""

    def __init__(self, key: bytes, rows: Iterable[tuple[int, bytes]], staff: set[bytes]) -> None:
        self.hashes, self.faults = dict[int, bytes](), list[str]()
        self.heads, self.runs = list[Place](), list[Place]()
        fork = PLACE.unpack(key) if len(key) == PLACE.size else (key, 1, b"")
        last, previous, stream = 0, b"" if fork[2] else FIRST, b""
        for number, raw in rows:
            self.hashes[number] = sha256(raw or b"").digest()
            try:
                self.heads += heads_in(raw or b"")
                _, _, writer, seq, before, on, signer, _, _ = FRAME.unpack_from(raw)
                self.runs += [(key, number, on)] if on != stream else []
                stream = on
                need(number == last + 1, "the one before it is missing")
                need((writer, seq) == (fork[0], number + fork[1] - 1), "it stands elsewhere")
                need(last or fork[2] in (b"", self.hashes[1]), "it stands elsewhere")
                need(previous in (b"", before), "it doesn't follow on the one before")
                need(signer in staff and signed(signer, raw), "nobody of the staff signed it")
            except (ValueError, struct.error) as fault:
                self.faults.append(f"writer {key.hex()[:8]}: entry {number}: {fault}")
            last, previous = number, self.hashes[number]


def read_journal(db: sqlite3.Connection, staff: set[bytes]) -> dict[bytes, Chain]:
    """Every chain in the journal. ValueError where its index or its file was altered."""
    writers = db.execute("SELECT number, writer FROM writer").fetchall()
    chains = {key: Chain(key, db.execute(ENTRIES, (SEQ, number)), staff) for number, key in writers}
    runs = sorted(run for chain in chains.values() for run in chain.runs)
    (kept,) = db.execute("SELECT count(*) FROM frame").fetchone()
    need(db.execute("PRAGMA integrity_check(1)").fetchone() == ("ok",), "its file is damaged")
    need(sorted(db.execute(INDEX, (SEQ,)).fetchall()) == runs, "its index of streams is odd")
    need(kept == sum(len(chain.hashes) for chain in chains.values()), "entries in it are hidden")
    return chains


def witnessed(data: bytes) -> Iterator[Place]:
    """What a witness file saw: records of kind, length, payload, 8 bytes of its SHA-256."""
    at = 0
    while at + 5 <= len(data):
        kind, length = struct.unpack_from(">cI", data, at)
        payload, check = data[at + 5 : at + 5 + length], data[at + 5 + length : at + 13 + length]
        at += 13 + length
        if len(check) == 8:  # else it was cut short, as by a power cut
            place = sha256(payload).digest()
            need(check == place[:8] and kind in b"FH", "a witness file is damaged")
            yield from heads_in(payload) if kind == b"F" else [PLACE.unpack(payload)]
            yield from [(*FRAME.unpack_from(payload)[2:4], place)] if kind == b"F" else []


def verify(home: Path) -> tuple[int, list[str]]:
    """How it stands, and why."""
    seen, chains, why, gone = set[Place](), dict[bytes, Chain](), list[str](), list[str]()
    files = {path.stem: path.read_bytes() for path in home.glob("witness/*.witness")}
    where = f"{(home / 'journal.db').absolute().as_uri()}?mode=ro"
    try:
        with closing(sqlite3.connect(where, uri=True)) as db:
            chains = read_journal(db, staff_of(home))
        seen.update(*map(witnessed, files.values()), *(one.heads for one in chains.values()))
    except (sqlite3.Error, TypeError, ValueError, struct.error) as error:
        (why if (home / "journal.db").exists() else gone).append(f"journal: {error}")
    why += [fault for chain in chains.values() for fault in chain.faults]
    held = {(key, at): place for key in chains for at, place in chains[key].hashes.items()}
    beside = {(key[:16], place) for (key, _), place in held.items() if len(key) > 16}
    unlike = {one[:2] for one in seen if held.get(one[:2]) != one[2] and one[::2] not in beside}
    why += [f"writer {w.hex()[:8]}: entry {at} was changed" for w, at in unlike & held.keys()]
    own = {one for path in home.glob("seats/[1-9]") for one in path.read_text().split()}
    gone += [f"writer {w.hex()[:8]}: entry {at} is missing" for w, at in unlike - held.keys()]
    gone += [f"no witness of {key.hex()}" for key in chains if key.hex() in own - files.keys()]
    counted = f"{len(chains)} writers, {len(held)} entries, {len(files)} witness files"
    return 2 if why else 1 if gone else 0, [counted, *why, *gone]


if __name__ == "__main__":
    how, said = verify(Path(sys.argv[1]))
    print("\n".join((("VERIFIED", "INCOMPLETE", "ALTERED")[how], *said)))
    sys.exit(how)
