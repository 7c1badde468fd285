"""Whether what was said is on the disk: saved, saving while another program writes, or not saved.

What waits is kept by the recorder and, where the disk allows, with the witness.
"""

from __future__ import annotations

from collections.abc import Callable
from time import monotonic

from models.journal.frame import Position
from models.journal.journal import NotSaved, Reason
from models.journal.write_errors import in_short

PATIENCE_S = 10.0
"""So long another program may hold the journal before that is trouble (ours)."""


class Unsaved:
    """What became of the last write. `why` is the trouble in one row, "" where there is none.

    `saving`: it waits for another program that writes just now, which is no trouble for a while.
    """

    def __init__(self) -> None:
        self.why = ""
        self.saving = False
        self._held_since: float | None = None

    def keep(self, write: Callable[[], tuple[Position, ...]]) -> tuple[Position, ...]:
        """Write, or know why it waits; gives where the entries stand, or will."""
        try:
            positions = write()
        except NotSaved as error:
            self._waits(error.reason)
            return error.positions
        self.why, self.saving, self._held_since = "", False, None
        return positions

    def _waits(self, reason: Reason) -> None:
        self.saving = False
        if reason is Reason.BUSY:
            self._held_since = self._held_since or monotonic()
            self.saving = monotonic() - self._held_since < PATIENCE_S
        self.why = "" if self.saving else in_short(reason)
