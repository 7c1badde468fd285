"""The operational audit: how a service's sessions were staffed, attended, delivered, written up.

Groups, months and blocks; no man appears in it. (programme.md, Supervision, quality and audit)
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from exercise_bank.component import Component, component_of, short_of
from exercise_bank.service import Hours
from exports.bar_chart import BarChart, Measure
from exports.document import (
    Block,
    Bullets,
    Column,
    Definitions,
    Document,
    Figure,
    Heading,
    PageFacts,
    Paragraph,
    Part,
    Row,
    Table,
    Text,
    ours,
    typed,
)
from exports.session_facts import heads_in_short
from models.database.auditing import (
    Audited,
    AuditedBlock,
    AuditedSession,
    by_block,
    by_group,
    by_month,
)
from models.group.audited_beside import AuditedBeside, SupervisionHeldAndDue
from models.local_time import clock, date_of, long_date

_ZONE = "Europe/London"
_MONTHS = "January February March April May June July August September October November December"


@dataclass(frozen=True, slots=True)
class AuditSource:
    """What it is made from: the sessions held in a span of dates, who makes it, when (ms).

    `hours` are the programme's figures, `most` the most men in a group; `beside` is what the local
    database doesn't have: cancelled sessions, supervision, assessments.
    """

    sessions: tuple[AuditedSession, ...]
    since: str
    until: str
    hours: Hours
    most: int
    now: int
    made_by: str
    heads: tuple[str, ...] = ()
    beside: AuditedBeside | None = None


def operational_audit(source: AuditSource) -> Document:
    """The document: what was found, bars by month, tables by group and by block."""
    made = f"made {long_date(date_of(source.now, _ZONE))} {clock(source.now, _ZONE)}"
    facts = PageFacts(
        f"Operational audit · {long_date(source.since)} to {long_date(source.until)}",
        "Operational audit",
        "for the treatment manager and the service",
        f"{made} by {source.made_by}",
        heads_in_short(source.heads),
    )
    part = Part(facts, tuple(_blocks(source)))
    return Document("Operational audit", (part,), source.now)


def _blocks(source: AuditSource) -> list[Block]:
    blocks: list[Block] = [
        Heading(1, ours("Operational audit")),
        Definitions(
            (
                ("Sessions held", ours(str(len(source.sessions)))),
                ("Dates", ours(f"{long_date(source.since)} to {long_date(source.until)}")),
            )
        ),
    ]
    if not source.sessions:
        return [
            *blocks,
            Paragraph(ours("No session was held in this time.")),
            *_beside(source.beside),
        ]
    months, groups = by_month(source.sessions), by_group(source.sessions)
    return [
        *blocks,
        Heading(2, ours("Month by month")),
        *(Figure(chart) for chart in _charts(months)),
        Heading(2, ours("Group by group")),
        _table(groups),
        Heading(2, ours("Block by block")),
        _block_table(by_block(source.sessions), source),
        *_beside(source.beside),
        Heading(2, ours("What these figures count")),
        Bullets(tuple(ours(one) for one in _COUNTED)),
    ]


_COUNTED = (
    "Two facilitators: two were in the room from the first minute to the last.",
    "As planned: exercises of the plan that were run to their end; what was skipped, cut short or "
    "carried over isn't among them.",
    "Complete: every mark has its words, the debrief is written, everybody signed.",
    "Days: from the session until everybody signed / until it was signed off, the median; a "
    "session that has not come to it is not in it.",
    "Practice sessions and sessions that have not ended are left out.",
)


def _beside(found: AuditedBeside | None) -> list[Block]:
    """Cancelled sessions with their reasons, supervision held against due, assessments done."""
    if found is None:
        return []
    cancelled = [
        Row((ours(long_date(one.date)), typed(one.group_name), typed(one.reason)))
        for one in found.cancelled
    ]
    columns = (Column("Date"), Column("Group", 1), Column("Because", 1))
    return [
        Heading(2, ours("Sessions cancelled")),
        Table("Sessions cancelled", columns, tuple(cancelled))
        if cancelled
        else Paragraph(ours("None is on record.")),
        Heading(2, ours("Supervision and assessments")),
        Definitions(
            (
                ("Supervision", ours(_supervision(found.supervision))),
                ("Before joining", ours(_assessed(found.before, "joined"))),
                ("After the group", ours(_assessed(found.after, "completed"))),
            )
        ),
    ]


def _supervision(found: SupervisionHeldAndDue | None) -> str:
    if found is None:
        return "between those supervised and their supervisors: a supervisor's audit has it"
    if not found.due:
        return f"{found.held} held, none due yet, {found.cancelled} cancelled"
    share = _percent(min(found.held, found.due), found.due)
    return f"{found.held} held of {found.due} due ({share}), {found.cancelled} cancelled"


def _assessed(found: tuple[int, int], did: str) -> str:
    if not found[1]:
        return f"no man {did} in these dates"
    return f"psychometric assessment done on {found[0]} of {found[1]} men who {did}"


def _charts(months: Sequence[Audited]) -> list[BarChart]:
    def count(one: Audited) -> int:
        return len(one.sessions)

    return [
        _shares("Two facilitators throughout", months, lambda one: one.two_staffed),
        _shares("A supervisor named", months, lambda one: (one.supervised, count(one))),
        _shares("Men who came, of those due", months, lambda one: one.attended),
        _shares("Exercises delivered as planned", months, lambda one: one.delivered),
        _shares("Records complete", months, lambda one: (one.complete, count(one))),
        _days("Days from session to sign-off (median)", months, lambda one: one.days_to_sign_off),
    ]


def _shares(
    title: str, months: Sequence[Audited], share: Callable[[Audited], tuple[int, int]]
) -> BarChart:
    measures = []
    for month in months:
        part, whole = share(month)
        told = f"{_percent(part, whole)} ({part} of {whole})"
        measures.append(Measure(_month(month.name), part / whole if whole else None, told))
    return BarChart(title, tuple(measures), _alt(title, measures))


def _days(
    title: str, months: Sequence[Audited], days: Callable[[Audited], float | None]
) -> BarChart:
    most = max((days(month) or 0 for month in months), default=0) or 1
    measures = []
    for month in months:
        found = days(month)
        share = None if found is None else found / most
        measures.append(Measure(_month(month.name), share, _number(found)))
    return BarChart(title, tuple(measures), _alt(title, measures))


def _alt(title: str, measures: Sequence[Measure]) -> str:
    return f"{title}: " + "; ".join(f"{one.label} {one.says}" for one in measures) + "."


def _table(groups: Sequence[Audited]) -> Table:
    columns = (
        Column("Group", 1),
        Column("Sessions", align="right"),
        Column("Two staff", align="right"),
        Column("Supervised", align="right"),
        Column("Came", align="right"),
        Column("As planned", align="right"),
        Column("Complete", align="right"),
        Column("Days", align="right"),
    )
    return Table("The figures of each group", columns, tuple(_row(one) for one in groups))


def _row(group: Audited) -> Row:
    count = len(group.sessions)
    cells: tuple[Text, ...] = (
        typed(group.name) or ours("unknown group"),
        ours(str(count)),
        ours(_percent(*group.two_staffed)),
        ours(_percent(group.supervised, count)),
        ours(_percent(*group.attended)),
        ours(_percent(*group.delivered)),
        ours(_percent(group.complete, count)),
        ours(f"{_number(group.days_to_sign)} / {_number(group.days_to_sign_off)}"),
    )
    return Row(cells)


def _block_table(blocks: Sequence[AuditedBlock], source: AuditSource) -> Table:
    columns = (
        Column("Group", 1),
        Column("Block", align="right"),
        Column("Began"),
        Column("Days held", align="right"),
        Column("Men, at most", align="right"),
        Column("Hours", align="right"),
        Column("Wanted", align="right"),
    )
    return Table(
        "Hours of work in each run of a block",
        columns,
        tuple(_block_row(one, source) for one in blocks),
    )


def _block_row(one: AuditedBlock, source: AuditSource) -> Row:
    men = f"{one.most_men}{' (too many)' if one.most_men > source.most else ''}"
    cells = (
        typed(one.group_name) or ours("unknown group"),
        ours(short_of(one.block)),
        ours(long_date(one.began)),
        ours(f"{one.held} of {one.days}"),
        ours(men),
        ours(f"{one.hours:.1f}"),
        ours(_wanted(one, source)),
    )
    # A block that still runs stands back: its hours are not all there yet.
    return Row(cells, quiet=one.held < one.days)


def _wanted(one: AuditedBlock, source: AuditSource) -> str:
    """The hours asked of a run; none where the component fixes no length."""
    if component_of(one.block) is Component.CORE:
        return f"{source.hours.block_hours(one.most_men):.1f}"
    if component_of(one.block) is Component.BETTER_LIVES:
        return f"{source.hours.relapse_prevention:.1f}"
    return "–"


def _percent(part: int, whole: int) -> str:
    return f"{100 * part / whole:.0f} %" if whole else "–"


def _number(days: float | None) -> str:
    return "–" if days is None else f"{days:g}"


def _month(name: str) -> str:
    return f"{_MONTHS.split()[int(name[5:7]) - 1]} {name[:4]}"
