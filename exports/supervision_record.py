"""The record of one person's supervision: what was held, decided, viewed, scored, and who signed.

It stays between him and his supervisors. A score never stands without its feedback, and nothing is
averaged: each form is shown by its date. (programme.md, Supervision, quality and audit)
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from exercise_bank.quality import SupervisionFigures
from exports.document import (
    Band,
    Block,
    Column,
    Definitions,
    Document,
    Heading,
    Notice,
    PageFacts,
    Paragraph,
    Part,
    Row,
    SignatureLines,
    Table,
    Text,
    joined,
    ours,
    typed,
)
from exports.session_facts import heads_in_short
from models.day.agreement import Agreement
from models.entries.supervision import QualityScored, RecordingViewed
from models.group.supervision import Supervised, Supervision
from models.local_time import clock, date_of, long_date

_ZONE = "Europe/London"
_HOW = {"meeting": "a meeting", "live": "a session watched live", "recording": "a recording viewed"}


@dataclass(frozen=True, slots=True)
class SupervisionSource:
    """What it is made from.

    `names` are the staff's by id, `sessions` and `men` say which one an id is ("Core Group
    Tuesday, block 2 day 3, 14 October 2026"; "3 DF"). `took_part` counts the sessions he was in,
    `alike` compares two supervisors by session, `now` is the instant (ms) it is made.
    """

    supervised: Supervised
    figures: SupervisionFigures
    names: Mapping[str, str]
    sessions: Mapping[str, str]
    men: Mapping[str, str]
    took_part: int
    alike: Mapping[str, Agreement]
    now: int
    made_by: str
    heads: tuple[str, ...] = ()

    def name(self, staff: str) -> str:
        """The name of one of the staff."""
        return self.names.get(staff, "unknown staff")

    def session(self, session: str) -> str:
        """Which session it is."""
        return self.sessions.get(session, "a session this laptop doesn't have")


def supervision_record(source: SupervisionSource) -> Document:
    """The whole record, the newest first."""
    found = source.supervised
    name = source.name(found.staff)
    made = f"made {long_date(date_of(source.now, _ZONE))} {clock(source.now, _ZONE)}"
    facts = PageFacts(
        f"Supervision of {name}",
        "Supervision record",
        "for the supervised and his supervisors alone",
        f"{made} by {source.made_by}",
        heads_in_short(source.heads),
    )
    blocks: list[Block] = [
        Heading(1, ours(f"Supervision of {name}")),
        _figures(source),
        Heading(2, ours("Supervisions")),
        *(block for one in reversed(found.held) for block in _held(source, one)),
    ]
    if not found.held:
        blocks.append(Paragraph(ours("None is on record.")))
    blocks += [Heading(2, ours("Recordings viewed")), _viewed(source, found.viewed)]
    blocks += [Heading(2, ours("Quality")), *_quality(source, found.scored)]
    return Document(f"Supervision of {name}", (Part(facts, tuple(blocks)),), source.now)


def viewed_text(source: SupervisionSource) -> str:
    """How many of his sessions a recording was viewed of, beside the service's figure."""
    viewed, held = len(source.supervised.sessions_viewed), source.took_part
    share = f" ({100 * viewed / held:.0f} %)" if held else ""
    return (
        f"{viewed} of {held} sessions{share}; the service wants {source.figures.viewed_percent} %"
    )


def due_text(source: SupervisionSource) -> str:
    """When the next is due at the latest."""
    due = source.supervised.due(source.figures)
    return f"{long_date(due)} at the latest" if due else "now: none was held yet"


def _figures(source: SupervisionSource) -> Definitions:
    last = source.supervised.last
    return Definitions(
        (
            ("Last held", ours(long_date(last) if last else "none yet")),
            ("Next due", ours(due_text(source))),
            ("Viewed", ours(viewed_text(source))),
        )
    )


def _held(source: SupervisionSource, one: Supervision) -> Iterable[Block]:
    what = one.what
    yield Heading(3, ours(long_date(what.date)))
    if what.cancelled:
        yield Notice((*ours("Cancelled: "), *typed(what.cancelled)))
        return
    rows: list[tuple[str, Text]] = [
        ("With", ours(source.name(what.supervisor))),
        ("Kind", ours(f"{_HOW[what.how]}, {what.minutes} min")),
        ("Sessions", ours("; ".join(source.session(session) for session in what.sessions))),
        ("Men", joined([_man(source, man) for man in what.men], ", ")),
        ("Decisions", typed(what.decisions)),
        ("Goals", typed(what.goals)),
        ("Wellbeing", typed(what.wellbeing)),
        ("His comment", typed(one.comment)),
        ("Next", ours(long_date(what.next_date) if what.next_date else "")),
        ("Not signed by", ours(", ".join(source.name(staff) for staff in one.unsigned))),
        ("Signed by", ours(", ".join(source.name(sign.staff) for sign in one.signed))),
    ]
    yield Definitions(tuple((term, text) for term, text in rows if text))
    if one.unsigned:
        yield SignatureLines(tuple(ours(source.name(staff)) for staff in one.unsigned))


def _man(source: SupervisionSource, man: str) -> Text:
    return typed(source.men[man]) if man in source.men else ours("a man this laptop doesn't know")


def _viewed(source: SupervisionSource, viewed: Iterable[RecordingViewed]) -> Block:
    columns = (Column("Viewed on"), Column("From, to (min)", align="right"), Column("Session", 1))
    rows = [
        Row(
            (
                ours(long_date(one.date)),
                ours(f"{one.from_minute}–{one.to_minute}"),
                ours(source.session(one.session)),
            )
        )
        for one in viewed
    ]
    return (
        Table("Recordings viewed", columns, tuple(rows)) if rows else Paragraph(ours("None yet."))
    )


def _points(form: QualityScored) -> Table:
    """Each point under its section, with its digit and what that means."""
    rows: list[Row | Band] = []
    section = ""
    for one in form.points:
        if one.section != section:
            section = one.section
            rows.append(Band(typed(section)))
        rows.append(Row((typed(one.point), ours(str(one.score)), typed(one.means))))
    columns = (Column("Point", 3), Column("Score", align="right"), Column("Seen", 1))
    return Table(form.title, columns, tuple(rows))


def _quality(source: SupervisionSource, scored: Iterable[QualityScored]) -> Iterable[Block]:
    forms = list(scored)
    if not forms:
        yield Paragraph(ours("No form was filled in yet."))
    for form in reversed(forms):
        about = f", {source.session(form.session)}" if form.session else ""
        yield Heading(3, (*typed(form.title), *ours(f", {long_date(form.date)}{about}")))
        spoken = f"spoken of on {long_date(form.spoken)}" if form.spoken else "not spoken of yet"
        feedback = (*ours("Feedback: "), *typed(form.feedback), *ours(f" ({spoken})", "muted"))
        yield Paragraph(feedback)
        yield _points(form)
    for session, alike in source.alike.items():
        said = f"Two supervisors of {source.session(session)} gave {alike.same} of {alike.pairs}"
        kappa = "too few for a kappa" if alike.kappa is None else f"kappa {alike.kappa:.2f}"
        yield Paragraph(ours(f"{said} points the same digit; {kappa}."))
