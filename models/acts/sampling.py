"""Acts about a clinical auditor's sample: a supervisor grants it for a time, or ends it before.

Which sessions are in it is drawn by lot, so that nobody picks what an audit finds; the seed stands
in the record, and whoever knows it can draw again.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from hashlib import sha256

from models.acts.act import Act, Refused
from models.entries import NewEntry
from models.entries.sampling import (
    OfSample,
    SampleEnded,
    SampleGranted,
    SamplePage,
)
from models.entries.team import StaffAdded
from models.group.samples import Sample, SampledDocument
from models.streams import SAMPLES_STREAM
from models.trail_entry import Use

MOST_DAYS = 92
"""So long a sample may be read at most: three months. (ours)"""

PAGE_LETTERS = 8_000
"""So many letters stand in one page at most: an entry is at most 64 KiB as it is sealed."""


@dataclass(frozen=True, slots=True)
class Drawn:
    """Sessions (ids) drawn by lot from `of` that were opened; `men` (ids) are all it is about."""

    sessions: tuple[str, ...]
    of: int
    seed: str
    men: tuple[str, ...]
    since: str
    before: str


def draw(sessions: Iterable[str], how_many: int, seed: str) -> tuple[str, ...]:
    """So many of the sessions (ids) by lot: the same for the same seed, in whatever order."""
    every = sorted(set(sessions), key=lambda one: sha256(f"{seed} {one}".encode()).digest())
    return tuple(every[:how_many])


def check_may_be_granted(auditor: StaffAdded, until: str, today: str) -> None:
    """Refused where he is no clinical auditor, or the day `until` (ISO) is past or too far."""
    if auditor.role != "clinical auditor":
        raise Refused(f"{auditor.name} is {auditor.role}: a sample is for a clinical auditor.")
    days = (date.fromisoformat(until) - date.fromisoformat(today)).days
    if not 0 <= days <= MOST_DAYS:
        raise Refused(f"A sample is granted for 1 day to {MOST_DAYS} days from today.")


def grant_sample(
    sample: str,
    key: str,
    auditor: StaffAdded,
    until: str,
    drawn: Drawn,
    documents: Sequence[SampledDocument],
    why: str = "",
) -> Act:
    """`auditor` may read these documents, under coded names, up to and with `until` (ISO).

    `sample` is a fresh id, `key` one that he holds (models.record.Record.new_sample_key).
    """
    pages = [
        SamplePage(
            sample=sample, key=key, page=number, document=one.document, title=one.title, text=text
        )
        for number, (one, text) in enumerate(
            ((one, text) for one in documents for text in _pages(one.text)), 1
        )
    ]
    granted = SampleGranted(
        sample=sample,
        key=key,
        auditor=auditor.staff,
        last_day=until,
        drawn_from=drawn.since,
        drawn_to=drawn.before,
        sessions=drawn.sessions,
        of=drawn.of,
        seed=drawn.seed,
        men=drawn.men,
        pages=len(pages),
        why=why.strip(),
    )
    says = f"{auditor.name} may read {len(documents)} documents until {until}"
    return Act(says, tuple(_new(one) for one in (granted, *pages)))


def end_sample(sample: Sample, why: str = "") -> Act:
    """It ends now: nobody reads it any more. Refused where it has ended."""
    if sample.ended:
        raise Refused("It has ended already.")
    said = SampleEnded(sample=sample.granted.sample, key=sample.granted.key, why=why.strip())
    return Act("the sample ended: its key is destroyed", (_new(said),))


def granted_use(auditor: StaffAdded, drawn: Drawn, until: str, why: str) -> Use:
    """What the trail says of the grant."""
    said = f"{auditor.name}, clinical auditor, until {until}"
    return Use("disclosure", "clinical sample", men=drawn.men, recipient=said, why=why.strip())


def read_use(sample: Sample, document: SampledDocument) -> Use:
    """What the trail says of a document of a sample that is read."""
    return Use("consultation", f"clinical sample, {document.document}", men=sample.granted.men)


def _new(what: OfSample) -> NewEntry:
    return NewEntry(what, chosen_stream=SAMPLES_STREAM)


def _pages(text: str) -> Iterator[str]:
    for start in range(0, max(1, len(text)), PAGE_LETTERS):
        yield text[start : start + PAGE_LETTERS]
