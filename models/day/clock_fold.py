"""What was said by a clock that was wrong, put right: `ClockCorrected` as the fold applies it.

A correction is about the entries of its own writer on its own stream that were written since the
moment it names, after the correction before it. Every instant of theirs that lies since then is
moved alike, so what was between two of them stays. An instant from before (a start entered late,
from the clock on the wall) was no reading of that clock and stays.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass, replace

from models.entries.closing import ClockCorrected
from models.entries.content import Content
from models.entries.entry import Entry
from models.entries.group import ConcernWritten
from models.entries.timeline import AwaySettled

LATEST_MS = 2**47 - 1
"""What a calendar can still show (models.entries.content.Instant)."""


@dataclass(frozen=True, slots=True)
class Correction:
    """A writer's entries on a stream, numbered above `after` and below `until`.

    Their clock was `ms` ahead (behind, where negative) from `since` (ms) on.
    """

    writer: str
    stream: str
    after: int
    until: int
    since: int
    ms: int

    def moved(self, at: int) -> int:
        """The instant (ms) that it truly was when this clock said `at`."""
        return min(max(0, at - self.ms), LATEST_MS) if at >= self.since else at

    def covers(self, entry: Entry) -> bool:
        """Whether this entry, as it was written, is among them."""
        return (
            self.after < entry.seq < self.until
            and (entry.writer, entry.stream) == (self.writer, self.stream)
            and entry.written >= self.since
        )


def corrections(said: Iterable[Entry], withdrawn: Collection[str]) -> tuple[Correction, ...]:
    """What these entries (all of them `ClockCorrected`) correct; `withdrawn` are acts taken back.

    One that was taken back corrects nothing, but the clock was set then all the same.
    """
    found: list[Correction] = []
    before: dict[tuple[str, str], int] = {}
    for entry in sorted(said, key=lambda entry: entry.seq):
        what, place = entry.what, (entry.writer, entry.stream)
        if not isinstance(what, ClockCorrected):
            continue
        if entry.act not in withdrawn:
            found.append(Correction(*place, before.get(place, 0), entry.seq, what.since, what.ms))
        before[place] = entry.seq
    return tuple(found)


def corrected(entry: Entry, found: Sequence[Correction]) -> Entry:
    """This entry as it truly was; the very same where no correction is about it."""
    correction = next((one for one in found if one.covers(entry)), None)
    if correction is None:
        return entry
    return replace(
        entry,
        about=correction.moved(entry.about),
        written=correction.moved(entry.written),
        what=_content(entry.what, correction.moved),
    )


def _content(what: Content, moved: Callable[[int], int]) -> Content:
    if isinstance(what, AwaySettled):
        return what.model_copy(update={"since": moved(what.since), "until": moved(what.until)})
    if isinstance(what, ConcernWritten) and what.told:
        told = tuple(one.model_copy(update={"at": moved(one.at)}) for one in what.told)
        return what.model_copy(update={"told": told})
    return what
