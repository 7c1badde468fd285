"""The block report: what was planned of a block's sessions against what was delivered."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from exercise_bank.component import at_start, part_of
from exports.attendance_table import men_of, worked
from exports.document import (
    Block,
    Column,
    Definitions,
    Document,
    Heading,
    Paragraph,
    Part,
    Row,
    Table,
    ours,
    strong,
    typed,
)
from exports.exercise_table import titled, what_happened, work_minutes
from exports.guard import for_group, guarded
from exports.session_facts import group_text
from exports.sessions import everybody, facts_of, in_order, span
from exports.source import Source, minutes, signed
from models.local_time import long_date

_DELIVERED = ("done", "cut")


def block_report(sources: Iterable[Source]) -> Document:
    """The report on these sessions of one block. Raises LookupError where there is none."""
    days = in_order(sources)
    last = days[-1]
    blocks: list[Block] = [
        Heading(1, ours("Block report")),
        _about(days),
        Heading(2, ours("Sessions, planned and delivered")),
        _sessions(days),
        Heading(2, ours("By set of exercises")),
        _sets(days),
        Heading(2, ours("What wasn't delivered as planned")),
        *_departures(days),
        Heading(2, ours("Attendance")),
        _attendance(days),
        Paragraph(ours("Minutes are of work, rounded; breaks and pauses are left out.", "muted")),
    ]
    title = f"Block report, {part_of(last.day.about.block)}"
    facts = facts_of(last, title, "Planned and delivered", "for the team")
    guard = for_group(everybody(days), names=last.names, near=last.near)
    part, found = guarded(Part(facts, tuple(blocks)), guard, "block report")
    name = f"{title}, {span(days)}"
    return Document(name, (part,), last.now, found)


def _about(days: Sequence[Source]) -> Definitions:
    last = days[-1]
    planned, delivered = _hours(days)
    title = last.block_title or at_start(part_of(last.day.about.block))
    return Definitions(
        (
            ("Group", group_text(last)),
            ("Block", typed(title)),
            ("Dates", ours(span(days))),
            ("Sessions", ours(f"{len(days)} held of {last.day.about.days} in the block")),
            ("Work", ours(f"{delivered} hours delivered of {planned} planned for these sessions")),
        )
    )


def _hours(days: Sequence[Source]) -> tuple[str, str]:
    both = [work_minutes(day) for day in days]
    planned, delivered = (sum(one[at] for one in both) / 60 for at in (0, 1))
    return f"{planned:.1f}", f"{delivered:.1f}"


def _sessions(days: Sequence[Source]) -> Table:
    columns = (
        Column("Day", align="right"),
        Column("Date"),
        Column("Planned, min", align="right"),
        Column("Delivered", align="right"),
        Column("±", align="right"),
        Column("Exercises", align="right"),
        Column("Men", align="right"),
        Column("Led by", 3),
    )
    rows = [_session(day) for day in days]
    both = [work_minutes(day) for day in days]
    planned, delivered = sum(one[0] for one in both), sum(one[1] for one in both)
    figures = [planned, delivered, signed(delivered - planned)]
    total = (ours(""), ours("In all"), *(ours(str(one)) for one in figures))
    return Table("Sessions", columns, (*rows, Row(tuple(map(strong, total)))))


def _session(source: Source) -> Row:
    about = source.day.about
    planned, delivered = work_minutes(source)
    work = [one for one in source.day.timeline.states if one.item.set.is_work and not one.added]
    done = sum(one.status in _DELIVERED for one in work)
    men = men_of(source)
    came = sum(man.arrived is not None for man in men)
    staff = ", ".join(source.short_staff(one.staff) for one in source.day.attendance.staff)
    return Row(
        (
            ours(str(about.day)),
            ours(long_date(about.date)),
            ours(str(planned)),
            ours(str(delivered)),
            ours(signed(delivered - planned)),
            ours(f"{done} of {len(work)}"),
            ours(f"{came} of {len(men)}"),
            ours(staff or "not said"),
        )
    )


def _sets(days: Sequence[Source]) -> Table:
    planned: dict[str, int] = {}
    delivered: dict[str, int] = {}
    for source in days:
        line = source.day.timeline
        for state in line.states:
            label = state.item.set.label
            if state.item.set.is_work:
                planned[label] = planned.get(label, 0) + (0 if state.added else state.item.planned)
                ran = minutes(line.worked_ms(state, source.now))
                delivered[label] = delivered.get(label, 0) + ran
    columns = (
        Column("Set", 3),
        Column("Planned, min", align="right"),
        Column("Delivered", align="right"),
        Column("±", align="right"),
    )
    rows = (
        (label, str(minutes_), str(delivered[label]), signed(delivered[label] - minutes_))
        for label, minutes_ in planned.items()
    )
    return Table("By set", columns, tuple(Row(tuple(map(ours, row))) for row in rows))


def _departures(days: Sequence[Source]) -> list[Block]:
    rows = [
        Row((ours(str(day.day.about.day)), titled(state), told))
        for day in days
        for state in day.day.timeline.states
        if state.item.set.is_work and (told := what_happened(day, state))
    ]
    if not rows:
        return [Paragraph(ours("Every exercise was delivered as planned."))]
    columns = (Column("Day", align="right"), Column("Exercise", 2), Column("What happened", 3))
    return [Table("What wasn't delivered as planned", columns, tuple(rows))]


def _attendance(days: Sequence[Source]) -> Table:
    last = days[-1]
    found: dict[str, tuple[int, int, int, int]] = {}
    for source in days:
        _, delivered = work_minutes(source)
        for man in men_of(source):
            due, came, was, of = found.get(man.member, (0, 0, 0, 0))
            here = man.arrived is not None
            found[man.member] = (
                due + 1,
                came + here,
                was + worked(source, man),
                of + delivered,
            )
    columns = (
        Column("Man", 3),
        Column("Sessions", align="right"),
        Column("In the room, min", align="right"),
        Column("of", align="right"),
    )
    seats = sorted(found, key=last.day.roster.seat)
    rows = (
        Row(
            (
                typed(last.label(member)),
                ours(f"{came} of {due}"),
                ours(str(was)),
                ours(str(of)),
            )
        )
        for member in seats
        for due, came, was, of in (found[member],)
    )
    return Table("Attendance", columns, tuple(rows))
