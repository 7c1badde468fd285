"""Two laptops' clocks, compared where their entries meet.

What arrives and was written later than it is here: that clock is ahead of ours. What was written
after an entry of ours was seen (its hybrid clock goes on from ours), and yet earlier than that by
its own: that clock is behind. By so much at least; which of the two is right only people can say.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable

from models.day.clock_fold import corrected, corrections
from models.entries.closing import ClockCorrected
from models.entries.entry import Entry
from models.local_time import span

OFF_MS = 2000
"""Clocks that differ by less agree (design.md, Time)."""


class Clocks:
    """How far other writers' clocks are known to be off ours (ms, ahead where positive)."""

    def __init__(self) -> None:
        self._off: dict[str, int] = {}

    def compare(
        self, fresh: Iterable[Entry], own: Collection[str], said: Collection[int], now: int
    ) -> dict[str, int]:
        """By member of staff, how far his laptop's clock is off, as far as that is new.

        `fresh` has just arrived, `own` are the writers of this laptop, `said` the hybrid clocks'
        instants of what was said here, `now` the instant it is here (all ms).
        """
        news: dict[str, int] = {}
        arrived = list(fresh)
        right = corrections((one for one in arrived if isinstance(one.what, ClockCorrected)), ())
        for entry in arrived:
            off = _off(corrected(entry, right), said, now)
            known = self._off.get(entry.writer, 0)
            if entry.writer not in own and abs(off) > abs(known) + OFF_MS:
                self._off[entry.writer] = news[entry.by] = off
        return news


def _off(entry: Entry, said: Collection[int], now: int) -> int:
    ahead = entry.written - now
    if ahead > 0:
        return ahead
    seen = entry.clock[0]
    return entry.written - seen if seen in said else 0


def most_off(news: dict[str, int], name: Callable[[str], str]) -> tuple[str, int]:
    """Whose clock is off by most, in a sentence without its stop, and by how much (ms)."""
    if not news:
        return "", 0
    staff, off = max(news.items(), key=lambda one: abs(one[1]))
    way = "ahead of" if off > 0 else "behind"
    much = span(abs(off)).removeprefix("+")
    return f"{name(staff)}'s laptop is {much} {way} this one, or more", off


def off_sentence(news: dict[str, int], name: Callable[[str], str]) -> str:
    """One sentence about whose clock is off by most, and what to do; "" where none is."""
    says, _ = most_off(news, name)
    return f"{says}: look which clock is right, set the other." if says else ""
