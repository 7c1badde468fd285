"""Before an erasure: where his name stands in what stays. After it: the certificate."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from exports.document import (
    Block,
    Bullets,
    Definitions,
    Document,
    Heading,
    PageFacts,
    Paragraph,
    Part,
    ours,
    typed,
)
from exports.folding import folded_text
from exports.name_patterns import AFTER, BEFORE, namings
from models.day.day import Day
from models.entries import Entry
from models.entries.content import Content
from models.entries.group import MemberAdded
from models.local_time import clock, date_of, long_date

ZONE = "Europe/London"


def stands_in(entries: Iterable[Entry], man: MemberAdded) -> tuple[Entry, ...]:
    """The entries that stay when he is erased, and may name him in their text.

    For a person to look at: initials may be another's.
    """
    ways = [way.pattern for way in namings([man])]
    if not ways:
        return ()
    pattern = re.compile(f"{BEFORE}(?:{'|'.join(ways)}){AFTER}")
    return tuple(
        entry
        for entry in entries
        if man.member not in entry.what.members_named and pattern.search(_text(entry.what))
    )


def _text(what: Content) -> str:
    """All that was typed into it."""
    words = what.model_dump(exclude={"name", "initials"} if isinstance(what, MemberAdded) else None)
    return folded_text(" \n ".join(_strings(words)))


def _strings(value: object) -> Iterable[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for part in value.values():
            yield from _strings(part)
    elif isinstance(value, list | tuple):
        for part in value:
            yield from _strings(part)


@dataclass(frozen=True, slots=True)
class Erased:
    """What an erasure was: codes, not names. `at` is the instant (ms) of the agreement."""

    code: str
    group: str
    kept_until: str
    proposed_by: str
    agreed_by: str
    counts: Mapping[str, int]
    at: int
    verified: str


def certificate(erased: Erased) -> Document:
    """That what was about a man was erased, by whom and how much, in words that name him not."""
    facts: list[Block] = [
        Heading(1, ours("Certificate of erasure")),
        Definitions(
            (
                ("Whose", typed(f"a member of {erased.group}, code {erased.code}")),
                ("Kept until", ours(long_date(erased.kept_until))),
                ("Proposed by", typed(erased.proposed_by)),
                ("Agreed to by", typed(erased.agreed_by)),
                ("The record afterwards", ours(erased.verified)),
            )
        ),
        Heading(2, ours("What can't be read any more")),
        Bullets(
            tuple(
                ours(f"{kind.replace('-', ' ')}: {count}")
                for kind, count in sorted(erased.counts.items())
            )
        ),
        Paragraph(
            ours(
                "The keys that these entries were sealed under were destroyed. The entries "
                "themselves stay, sealed for good, so that the record can still be proved whole. "
                "Every laptop and hub of the team destroys its copy of the keys when it next "
                "meets the others; backups made before hold them until they are discarded."
            )
        ),
    ]
    page = PageFacts(
        title="Certificate of erasure",
        purpose="That what was held about a person was erased",
        recipient="The service's retention file",
        made=f"{long_date(date_of(erased.at, ZONE))}, {clock(erased.at, ZONE)}",
        heads=erased.verified,
    )
    return Document("Certificate of erasure", (Part(page, tuple(facts)),), erased.at)


def where(entry: Entry, days: Mapping[str, Day], staff: Mapping[str, str]) -> str:
    """A line on an entry for who looks at it: its day, what it is, by whom; none of its words."""
    day = days.get(entry.stream)
    date = day.about.date if day else "the group's own entries"
    seats = " ".join(
        day.roster.seat_sign(one) for one in entry.what.members_named if day is not None
    )
    about = f", seats {seats}" if seats else ""
    return f"{date}: {entry.what.kind.replace('-', ' ')}{about}, by {staff.get(entry.by, '?')}"
