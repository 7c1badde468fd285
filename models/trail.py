"""The trail read back: consultations, disclosures, and what the record itself says was changed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final, Literal

from models.entries import Entry
from models.entries.closing import ActWithdrawn
from models.entries.keeping import ErasureAgreed, ErasureProposed
from models.entries.sampling import OfSample
from models.entries.trail import DataUsed, Used

Kind = Used | Literal["collection", "alteration", "erasure"]
KINDS: Final[tuple[Kind, ...]] = (
    "collection",
    "alteration",
    "consultation",
    "disclosure",
    "combination",
    "erasure",
)
"""The six that the law wants logged (DPA 2018, s.62), in its order."""


@dataclass(frozen=True, slots=True)
class Step:
    """One use of personal data: when (ms), how, by whom (id), what, of which stream and men."""

    at: int
    kind: Kind
    by: str
    what: str
    stream: str
    men: tuple[str, ...]
    recipient: str = ""
    why: str = ""


def steps(entries: Iterable[Entry]) -> tuple[Step, ...]:
    """What these entries of any streams say was done with personal data, oldest first.

    A sample repeats what was collected: who granted it and who read it says the trail's own.
    """
    found = [_step(entry) for entry in entries if not isinstance(entry.what, OfSample)]
    return tuple(sorted(found, key=lambda one: one.at))


def _step(entry: Entry) -> Step:
    what = entry.what
    if isinstance(what, DataUsed):
        of = what.session or what.group
        return Step(
            entry.written, what.used, entry.by, what.what, of, what.men, what.recipient, what.why
        )
    kind: Kind = "collection"
    if isinstance(what, ErasureAgreed | ErasureProposed):
        kind = "erasure"
    elif entry.supersedes or isinstance(what, ActWithdrawn):
        kind = "alteration"
    said = what.kind.replace("-", " ")
    return Step(entry.written, kind, entry.by, said, entry.stream, what.members_named)
