"""Garbage collection, kept out of the way of keys.

Python's collector stops the program while it looks through all that has piled up, at whatever
moment a count is full: 150 ms and more for one of this size. So what is made once (modules, the
screens of the day) is set aside for good, what comes after is looked through in small portions,
and all of it only while nobody types.
"""

from __future__ import annotations

import gc
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager

from textual._styles_cache import StylesCache

STILL_S = 2.0
"""So long nobody must have pressed a key."""
_PORTIONS = (5000, 5, 1000)
_TURN_S = 0.001
"""How long a thread in the background may keep the screen's waiting."""


class Garbage:
    """When to collect. One for the program."""

    def __init__(self) -> None:
        self._collected = 0.0
        self._begun = False

    def begin(self) -> None:
        """From here on, small portions, short turns for threads, and one heap for all of them.

        Not where programs come and go within one process, as in tests: what is set aside there
        would never be freed.
        """
        from models.platform import share_heap

        self._begun = True
        gc.set_threshold(*_PORTIONS)
        sys.setswitchinterval(_TURN_S)
        share_heap()

    def set_aside(self) -> None:
        """What is there stays for long: never look through it again. Takes no time."""
        if self._begun:
            gc.freeze()

    def tick(self, touched: float, *, lasting: bool) -> None:
        """Collect once after each stretch of typing, whose last key was `touched` (monotonic).

        What lives then is set aside where the screen on top is one that stays: `lasting`.
        """
        # Textual's own cache keeps up to 1,024 widgets that are gone, with all that they drew.
        StylesCache.get_inner_outer.cache_clear()
        now = time.monotonic()
        if self._begun and now - touched >= STILL_S and self._collected <= touched:
            from models.platform import give_memory_back

            gc.collect()
            give_memory_back()
            self._collected = now
            if lasting:
                self.set_aside()


@contextmanager
def made_to_stay() -> Iterator[None]:
    """What is made meanwhile (modules that are imported) stays, as what was set aside before."""
    gc.disable()
    try:
        yield
    finally:
        if gc.get_freeze_count():
            gc.freeze()
        gc.enable()
