"""What a home remembers of its hubs: what each held last time, and what it heard of.

By this a hub that lost entries is noticed, and what is not yet at a hub is known. It is only a
memory: removed or damaged, everything is sent and received all the same.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

from models.platform import write_private

NAME = "sync.json"


class Memory:
    """The memory of a home, in its file `sync.json`."""

    def __init__(self, folder: Path) -> None:
        self._path = folder / NAME
        self._hubs: dict[str, dict[str, int]] = {}
        self._heard: dict[str, int] = {}
        with suppress(OSError, ValueError, TypeError, AttributeError):
            known = json.loads(self._path.read_bytes())
            self._hubs = {str(hub): _counts(held) for hub, held in known["hubs"].items()}
            self._heard = _counts(known["heard"])

    def held(self, hub: bytes) -> dict[bytes, int]:
        """What a hub held when it was last met."""
        return {bytes.fromhex(key): seq for key, seq in self._hubs.get(hub.hex(), {}).items()}

    @property
    def heard(self) -> dict[bytes, int]:
        """The newest number of each writer that anybody told of."""
        return {bytes.fromhex(key): seq for key, seq in self._heard.items()}

    def keep(self, hub: bytes, held: Mapping[bytes, int], heard: Mapping[bytes, int]) -> None:
        """Remember what a hub holds now and what was heard of. OSError."""
        there = {key.hex(): seq for key, seq in held.items()}
        news = [writer for writer, seq in heard.items() if seq > self._heard.get(writer.hex(), 0)]
        if there == self._hubs.get(hub.hex()) and not news:
            return
        self._hubs[hub.hex()] = there
        self._heard |= {writer.hex(): heard[writer] for writer in news}
        known = {"hubs": self._hubs, "heard": self._heard}
        write_private(self._path, json.dumps(known).encode())

    def not_at_any_hub(self, holdings: Mapping[bytes, int]) -> int:
        """How many of the entries held here no hub is known to have."""
        hubs = [self.held(bytes.fromhex(hub)) for hub in self._hubs]
        best = {key: max((hub.get(key, 0) for hub in hubs), default=0) for key in holdings}
        return sum(max(0, seq - best[key]) for key, seq in holdings.items())


def _counts(found: Mapping[str, int]) -> dict[str, int]:
    """Numbers by id. ValueError where they are none."""
    return {bytes.fromhex(key).hex(): int(seq) for key, seq in found.items()}
