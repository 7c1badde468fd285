"""A disk that is nearly full is said before it is: once a minute while it lasts."""

from __future__ import annotations

import time
from contextlib import suppress
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from session_tui.app import SessionApp

LEAST_FREE_BYTES = 50 * 1024 * 1024
EVERY_S = 60.0


class LowDisk:
    """Looks how much room the home's disk has."""

    def __init__(self, app: SessionApp) -> None:
        self._app = app
        self._not_before = 0.0

    def tick(self) -> None:
        """A second went by; a look costs some microseconds, and is due once a minute."""
        now = time.monotonic()
        if now < self._not_before or not self._app.desk.unlocked:
            return
        self._not_before = now + EVERY_S
        from models.platform import free_bytes

        with suppress(OSError):  # a write will say so
            free = free_bytes(self._app.desk.folder)
            if free < LEAST_FREE_BYTES:
                self._app.tell(f"The disk has only {free // 2**20} MB left: make room on it soon.")
