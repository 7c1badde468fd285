"""Making a clinical auditor's sample: sessions drawn by lot, their documents under coded names.

Used by the staff screen and by `session-tui audit-sample grant`, in the record's own thread.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import islice
from secrets import token_hex

from exercise_bank.bank import Bank
from exports.clinical_sample import Titled, clinical_sample, men_drawn
from exports.coded import Codes, codes_for
from exports.document import Document
from exports.source import Source
from exports.supervision_record import supervision_record
from exports.supervision_source import Made, supervision_source, which
from models.acts.act import Act, Refused
from models.acts.sampling import Drawn, draw, grant_sample
from models.database.supervising import TakenPart
from models.entries.group import MemberAdded, SessionOpened
from models.entries.membership import NamedPerson
from models.entries.team import StaffAdded
from models.facts import Facts
from models.group.people import Team, fold_roster, fold_sessions
from models.group.restricted import closed_men
from models.group.samples import SampledDocument
from models.group.supervision import supervised
from models.ids import new_id
from models.record import Record
from models.roles import DELIVER
from models.streams import TEAM_STREAM
from session_tui.document_lines import document_lines

SESSIONS = 6
"""So many sessions are drawn unless somebody says otherwise. (ours)"""
DAYS = 28
"""So many days a sample may be read unless somebody says otherwise. (ours)"""
CELLS = 76
"""A page's measure: it is read as it was granted, on a terminal of 80 cells too."""

Told = Callable[[int, int], None]
"""Is told how many sessions were read, of how many."""


@dataclass(frozen=True, slots=True)
class Span:
    """How many sessions are drawn, from which days (ISO): `since` up to and with `before`."""

    sessions: int
    since: str
    before: str


@dataclass(frozen=True, slots=True)
class Prepared:
    """A sample that nobody was given yet; `replaced` lists what was found in free texts."""

    drawn: Drawn
    documents: tuple[SampledDocument, ...]
    replaced: Document

    def granted(self, record: Record, auditor: StaffAdded, until: str, why: str, now: int) -> Act:
        """The act that gives it to this auditor up to and with a day (ISO). RecordError."""
        key = record.new_sample_key(auditor.staff)
        return grant_sample(new_id(now), key, auditor, until, self.drawn, self.documents, why)


def prepare(
    record: Record,
    bank: Bank,
    span: Span,
    seed: str,
    now: int,
    took_part: Callable[[str], Sequence[TakenPart]],
    told: Told,
) -> Prepared:
    """The sample of this span, drawn with `seed`. `took_part` gives the sessions one of staff led.

    Which sessions are drawn anybody can see again by the seed; whom a code stands for, nobody.
    Refused where no session was run to its end in the span.
    """
    every = _opened_in(record, span)
    reading = _Reading(record, bank, now, told, every)
    sessions = reading.drawn(span.sessions, seed)
    if not sessions:
        raise Refused(f"No session was run from {span.since} to {span.before}.")
    secret = token_hex(16)
    men = men_drawn(sessions, secret)
    reading.whole = len(sessions) + sum(len(reading.of_group(group)) for group in {*men.values()})
    treated = {man: reading.sources(group) for man, group in men.items()}
    codes = reading.codes(secret)
    led = _led(record.team(), sessions)
    titled = clinical_sample(
        [codes.source(one) for one in sessions],
        {man: [codes.source(one) for one in his] for man, his in treated.items()},
        _supervision(record, bank, codes, led, now, took_part),
    )
    drawn = tuple(one.day.session for one in sessions)
    about = Drawn(
        drawn, len(every), seed, reading.men(record.team_facts(), led), span.since, span.before
    )
    return Prepared(about, tuple(map(_sampled, titled)), _found(codes, titled, now))


def _opened_in(record: Record, span: Span) -> list[SessionOpened]:
    """The sessions of the span that weren't practice, of groups without a closed man's record."""
    team = record.team()
    found: list[SessionOpened] = []
    for group in team.groups:
        facts = record.group_facts(group)
        if not closed_men(facts, team, record.staff):
            found += (
                one
                for one in fold_sessions(facts)
                if span.since <= one.date <= span.before and not one.practice and not one.only
            )
    return found


class _Reading:
    """Reads each session once, and counts."""

    def __init__(
        self, record: Record, bank: Bank, now: int, told: Told, every: Sequence[SessionOpened]
    ) -> None:
        self.whole = len(every)
        self._record = record
        self._bank = bank
        self._now = now
        self._told = told
        self._every = every
        self._team = record.team()
        self._read: dict[str, Source] = {}

    def source(self, about: SessionOpened) -> Source:
        """The session as documents read it."""
        if about.session not in self._read:
            day = self._record.day(about.group, about.session)
            source = Source(day, self._team, self._bank, self._now, self._record.staff)
            self._read[about.session] = source
            self._told(len(self._read), max(self.whole, len(self._read)))
        return self._read[about.session]

    def drawn(self, sessions: int, seed: str) -> list[Source]:
        """So many sessions by lot; one that wasn't run to its end makes room for the next."""
        opened = {one.session: one for one in self._every}
        in_turn = (self.source(opened[one]) for one in draw(opened, len(opened), seed))
        ended = (one for one in in_turn if one.day.timeline.ended is not None)
        return list(islice(ended, sessions))

    def of_group(self, group: str) -> list[SessionOpened]:
        """The sessions of the span that are a group's."""
        return [one for one in self._every if one.group == group]

    def sources(self, group: str) -> list[Source]:
        """A group's sessions, all of them."""
        return [self.source(one) for one in self.of_group(group)]

    def men(self, team_facts: Facts, led: Iterable[str]) -> tuple[str, ...]:
        """The men (ids) whom something of it may be about: his erasure ends it."""
        held = (one.what.men for staff in led for one in supervised(team_facts, staff).held)
        due = (source.day.roster.members for source in self._read.values())
        return tuple(sorted({man for men in (*held, *due) for man in men}))

    def codes(self, seed: str) -> Codes:
        """Codes for every man of every group, and all staff: a note may name any of them."""
        men: list[MemberAdded] = []
        near: dict[str, tuple[NamedPerson, ...]] = {}
        for group in self._team.groups:
            roster = fold_roster(self._record.group_facts(group))
            men += [*roster.members.values(), *roster.left.values()]
        for source in self._read.values():
            men += source.day.roster.members.values()
            near |= source.near
        return codes_for(men, self._team.staff.values(), near, seed)


def _supervision(
    record: Record,
    bank: Bank,
    codes: Codes,
    led: Iterable[str],
    now: int,
    took_part: Callable[[str], Sequence[TakenPart]],
) -> list[Document]:
    """The supervision records of those (ids) who led a session that was drawn."""
    team, facts = codes.team(record.team()), codes.facts(record.entries([TEAM_STREAM]))
    rosters = [codes.roster(fold_roster(record.group_facts(group))) for group in team.groups]
    made = Made(now, record.staff, ())
    return [
        supervision_record(
            supervision_source(
                staff,
                facts,
                team,
                rosters,
                {part.session: which(part) for part in took_part(staff)},
                bank.service.supervision,
                made,
            )
        )
        for staff in sorted(led, key=lambda one: codes.staff[one])
    ]


def _led(team: Team, sessions: Iterable[Source]) -> set[str]:
    """Those (ids) who deliver and were in the room of one of these sessions."""
    there = {one.staff for source in sessions for one in source.day.attendance.staff}
    return {one for one in there & team.staff.keys() if team.staff[one].role in DELIVER}


def _sampled(one: Titled) -> SampledDocument:
    rows = (
        "".join(text for text, _ in row).rstrip() for row in document_lines(one.document, CELLS)
    )
    return SampledDocument(one.kind, one.title, "\n".join(rows))


def _found(codes: Codes, titled: Iterable[Titled], now: int) -> Document:
    """What was replaced, by the guard of the sample and by those of its documents."""
    every = [found for one in titled for found in one.document.replaced]
    return Document("Sample", (), now, (*codes.guard.replaced("the sample"), *every))
