"""Writing an entry of the trail without loading what reads entries: commands answer at once.

The bytes are those of models.entries.trail.DataUsed; a test holds them to that.
"""

from __future__ import annotations

import json
from typing import NamedTuple

from models.ids import new_id
from models.journal.recorder import Sealable
from models.keys.keyring import Keyring
from models.streams import TRAIL_STREAM


class Use(NamedTuple):
    """A use of personal data, as models.entries.trail.DataUsed has it."""

    used: str
    what: str
    group: str = ""
    session: str = ""
    men: tuple[str, ...] = ()
    recipient: str = ""
    why: str = ""


def trail_entry(use: Use, keyring: Keyring, now: int) -> Sealable:
    """The entry to be, by whose keys these are, at this instant (ms)."""
    envelope = {
        "id": new_id(now),
        "act": new_id(now),
        "about": now,
        "written": now,
        "clock": (now, 0),
        "by": keyring.staff.hex(),
    }
    said = {name: value for name, value in use._asdict().items() if value}
    lines = ("data-used 1", _json(envelope), _json(said))
    body = "\n".join(lines).encode()
    return Sealable(bytes.fromhex(TRAIL_STREAM), (keyring.trail_key_id,), body)


def _json(value: object) -> str:
    return json.dumps(value, separators=(",", ":"))
