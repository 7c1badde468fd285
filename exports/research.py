"""The research data set: rows without names or dates, small numbers suppressed, each column said.

A man is a number drawn anew for each set, a session the week since the group's first, minutes are
in bands. What fewer than `FEWEST` men share is suppressed. No text that anybody typed is in it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from random import Random, SystemRandom

from exercise_bank.component import short_of
from exports.attendance_table import men_of, worked
from exports.document import Column, Document, Heading, Notice, Paragraph, Part, Row, Table, ours
from exports.exercise_table import work_minutes
from exports.sessions import facts_of, in_order
from exports.source import Source
from models.day.observation import worth_reading

FEWEST = 5
"""What fewer men than this share could say who they are: it isn't given. (ours)"""

SUPPRESSED = "suppressed"
FEW = f"under {FEWEST}"
_BANDS = ((0, "0"), (89, "1 to 89"), (179, "90 to 179"), (269, "180 to 269"))

DICTIONARY = (
    ("man", "a number drawn by lot for this set; the same man has another in the next"),
    ("risk level", f"at joining; {SUPPRESSED} where fewer than {FEWEST} men of the set share it"),
    ("block", "1 to 4; BL Better Lives, LT long-term support, 1:1 individual work"),
    ("day", "day of the block, from 1"),
    ("week", "weeks since his group's first session in this set"),
    ("came", "yes or no: whether he was in the room at all"),
    ("minutes", "of work that he was in the room for, in bands"),
    ("delivered", "minutes of work that the session delivered, to the nearest 15"),
    ("domain", "of treatment need, as staff tagged their notes; they describe what staff wrote"),
    ("notes", f"how many notes were tagged so, over all men; {FEW} isn't told closer"),
)


class TooFew(LookupError):
    """So few men that any set of them says who they are."""


@dataclass(frozen=True, slots=True)
class _Man:
    number: int
    risk: str


def research_set(sources: Iterable[Source], lot: Random | None = None) -> Document:
    """The set over these sessions, of one group or several. `lot` draws the numbers.

    Raises LookupError without a session, TooFew with fewer than `FEWEST` men.
    """
    days = in_order(sources)
    men = _numbered(days, lot or SystemRandom())
    last = days[-1]
    facts = facts_of(last, "Research data set", "Pseudonymised data", "for research")
    blocks = (
        Heading(1, ours("Research data set")),
        Notice(
            ours(
                "Pseudonymised is not anonymous: keep it as you would keep the record, and don't "
                "try to find out who is who."
            )
        ),
        Heading(2, ours("Attendance")),
        _attendance(days, men),
        Heading(2, ours("Notes by domain")),
        _domains(days),
        Heading(2, ours("Data dictionary")),
        _dictionary(),
        Paragraph(ours("No score, rating or text that anybody wrote is part of it.", "muted")),
    )
    return Document("Research data set", (Part(facts, blocks),), last.now)


def _numbered(days: list[Source], lot: Random) -> dict[str, _Man]:
    """Every man's number and risk level, the level only where enough men share it."""
    levels: dict[str, str] = {}
    for source in days:
        for presence in men_of(source):
            man = source.man(presence.member)
            levels[presence.member] = man.risk_level if man else ""
    if len(levels) < FEWEST:
        raise TooFew(f"fewer than {FEWEST} men: any set of them would say who they are")
    common = Counter(levels.values())
    order = sorted(levels)
    lot.shuffle(order)
    return {
        member: _Man(number, levels[member] if common[levels[member]] >= FEWEST else SUPPRESSED)
        for number, member in enumerate(order, 1)
    }


def _attendance(days: list[Source], men: dict[str, _Man]) -> Table:
    first: dict[str, str] = {}
    rows: list[tuple[int, int, int, tuple[str, ...]]] = []
    for source in days:
        about = source.day.about
        begun = first.setdefault(about.group, about.date)
        weeks = (date.fromisoformat(about.date) - date.fromisoformat(begun)).days // 7
        delivered = round(work_minutes(source)[1] / 15) * 15
        for presence in men_of(source):
            man = men[presence.member]
            cells = (
                str(man.number),
                man.risk,
                short_of(about.block),
                str(about.day),
                str(weeks),
                "yes" if presence.arrived is not None else "no",
                _band(worked(source, presence)),
                str(delivered),
            )
            rows.append((man.number, about.block, weeks, cells))
    columns = tuple(Column(name, align="left") for name, _ in DICTIONARY[:8])
    return Table(
        "Attendance", columns, tuple(Row(tuple(map(ours, row[3]))) for row in sorted(rows))
    )


def _band(minutes: int) -> str:
    return next((label for most, label in _BANDS if minutes <= most), "270 and more")


def _domains(days: list[Source]) -> Table:
    counted = Counter(
        source.domain(note.what.domain) if note.what.domain else "none"
        for source in days
        for note in worth_reading(source.day.notes)
    )
    rows = tuple(
        Row((ours(domain), ours(str(count) if count >= FEWEST else FEW)))
        for domain, count in sorted(counted.items())
    )
    return Table("Notes by domain", (Column("domain", 3), Column("notes", align="right")), rows)


def _dictionary() -> Table:
    rows = tuple(Row((ours(name, "strong"), ours(says))) for name, says in DICTIONARY)
    return Table("Data dictionary", (Column("column", 1), Column("what it says", 4)), rows)
