"""A man's thread: his sessions one after the other, and the notes behind each of his targets.

Evidence is counted with the notes, sessions and writers behind each count. There is no net
figure, no trend and no comparing of men: whoever reads, weighs. (programme.md, Restraint)
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass
from itertools import combinations
from types import MappingProxyType

from exercise_bank.component import part_of
from exports.attendance_table import came, left, outcome, reason_and_moves, worked
from exports.document import (
    Block,
    Bullets,
    Column,
    Definitions,
    Document,
    Heading,
    Paragraph,
    Part,
    Row,
    Table,
    Text,
    joined,
    ours,
    typed,
)
from exports.exercise_table import work_minutes
from exports.guard import for_member, guarded
from exports.member_part import his_notes, named
from exports.missed import missed_blocks
from exports.session_facts import group_text
from exports.sessions import everybody, facts_of, his_sessions, span
from exports.source import Source, many, minutes
from exports.targets import serves
from exports.work_blocks import answer, followed_up, work_text
from models.day.agreement import FEWEST, Agreement, agreement
from models.day.attendance import Presence
from models.day.observation import Note, note_item, worth_reading
from models.group.missed_before import BeforeHere
from models.local_time import long_date

_DIRECTIONS = (("strength", "as a strength"), ("concern", "as a concern"), ("", "without a sign"))


@dataclass(frozen=True, slots=True)
class Seen:
    """A note and the session it was written in."""

    source: Source
    note: Note


def thread(
    sources: Iterable[Source],
    member: str,
    before: Mapping[str, BeforeHere] = MappingProxyType({}),
) -> Document:
    """This man's thread over these sessions, which are the group's own.

    `before` are the groups (ids) from which he came amid a block: what he missed of it there counts
    with what he missed here. Raises LookupError where he was due in none of them.
    """
    his = his_sessions(sources, member)
    over = [one for one, _ in his]
    last = over[-1]
    seen = [Seen(one, note) for one, _ in his for note in _worth(one, member)]
    label = last.label(member)
    blocks: list[Block] = [
        Heading(1, (*ours(f"Thread: seat {label}"), *named(last, member))),
        _about(last, his),
        Heading(2, ours("Attendance and work in the room")),
        _attendance(his),
        *missed_blocks(last, over, member, before),
        Heading(2, ours("His own personal work")),
        _personal(his, member),
        Heading(2, ours("Evidence")),
        *_evidence(last, member, seen),
        *_observers(seen),
        Heading(2, ours("Work between sessions")),
        _work(his, member),
        Heading(2, ours("Actions")),
        _actions(last, member),
    ]
    purpose = "One man's sessions in the order they were"
    facts = facts_of(last, f"Thread, seat {label}", purpose, "for supervision")
    part, found = guarded(
        Part(facts, tuple(blocks)),
        for_member(everybody(over), member, names=last.names, near=last.near),
        f"seat {label}",
    )
    return Document(f"Thread, {span(over)}", (part,), last.now, found)


def _worth(source: Source, member: str) -> list[Note]:
    found = worth_reading(his_notes(source, member))
    return sorted(found, key=lambda note: note.at)


def _about(last: Source, his: list[tuple[Source, Presence]]) -> Definitions:
    came_to = sum(man.arrived is not None for _, man in his)
    was = sum(worked(one, man) for one, man in his)
    delivered = sum(work_minutes(one)[1] for one, _ in his)
    return Definitions(
        (
            ("Group", group_text(last)),
            ("Sessions", ours(f"came to {came_to} of {len(his)}")),
            ("Work in the room", ours(f"{was} of {delivered} min")),
        )
    )


def _attendance(his: list[tuple[Source, Presence]]) -> Table:
    columns = (
        Column("Session"),
        Column("Came"),
        Column("Left"),
        Column("Work, min", align="right"),
        Column("Reason given, moves", 2.2),
        Column("Outcome", 3.4),
    )
    return Table("Attendance", columns, tuple(_day(one, man) for one, man in his))


def _day(source: Source, man: Presence) -> Row:
    about = source.day.about
    return Row(
        (
            ours(f"{long_date(about.date)}\n{part_of(about.block)}, {about.day}/{about.days}"),
            ours(came(source, man)),
            ours(left(source, man)),
            ours(f"{worked(source, man)} of {work_minutes(source)[1]}"),
            reason_and_moves(source, man),
            outcome(source, man),
        )
    )


def _personal(his: list[tuple[Source, Presence]], member: str) -> Block:
    told: list[Text] = []
    for source, _ in his:
        line = source.day.timeline
        for state in line.states:
            if state.item.member == member and state.runs:
                about = source.day.about
                ran = minutes(line.worked_ms(state, source.now))
                when = f", {part_of(about.block)}, {long_date(about.date)}: {ran} min"
                part = f", part {state.item.part} of {state.item.parts}" * (state.item.parts > 1)
                told.append((*typed(state.item.title), *ours(f"{part}{when}")))
    return Bullets(tuple(told)) if told else Paragraph(ours("None ran yet."))


def _evidence(last: Source, member: str, seen: list[Seen]) -> list[Block]:
    """By his own targets, then by domain, then what has neither."""
    if not seen:
        return [Paragraph(ours("No note was written of him."))]
    man = last.man(member)
    blocks: list[Block] = []
    rest = list(seen)
    for number, target in enumerate(man.targets if man else (), 1):
        mine = [one for one in rest if serves(one.note, number, target)]
        rest = [one for one in rest if one not in mine]
        blocks += _group((*ours(f"Target {number}: "), *typed(target.text)), mine)
    for domain in sorted({one.note.what.domain for one in rest if one.note.what.domain}):
        mine = [one for one in rest if one.note.what.domain == domain]
        rest = [one for one in rest if one not in mine]
        blocks += _group(ours(last.domain(domain).capitalize()), mine)
    return [*blocks, *_group(ours("Besides"), rest)] if rest else blocks


def _group(title: Text, seen: list[Seen]) -> list[Block]:
    if not seen:
        return [Heading(3, title), Paragraph(ours("Nothing was noted."))]
    return [
        Heading(3, title),
        Paragraph(ours(_counted(seen), "muted")),
        Bullets(tuple(_line(one) for one in seen)),
    ]


def _counted(seen: list[Seen]) -> str:
    """The counts, and what is behind them."""
    counts = [
        f"{count} {words}"
        for direction, words in _DIRECTIONS
        if (count := sum(one.note.what.direction == direction for one in seen))
    ]
    sessions = len({one.source.day.session for one in seen})
    outside = sum(bool(one.note.what.outside) for one in seen)
    writers = dict.fromkeys(one.source.short_staff(one.note.by) for one in seen)
    told = [", ".join(counts), many(sessions, "session")]
    if outside:
        told.append(f"{outside} outside sessions")
    return f"{'; '.join(told)}; written by {', '.join(writers)}"


def _line(seen: Seen) -> Text:
    what, source = seen.note.what, seen.source
    sign = f" [{what.direction}]" if what.direction else ""
    when = f"{long_date(source.day.about.date)} {source.clock(seen.note.at)} "
    said = (*ours(when, "muted"), *typed(what.text), *ours(sign, "muted"))
    if what.outside:
        said = (*said, *ours(" (outside: "), *typed(what.outside), *ours(")"))
    if what.meaning:
        said = (*said, *ours(" It may mean: "), *typed(what.meaning))
    return (*said, *ours(f" {source.short_staff(seen.note.by)}", "muted"))


def _observers(seen: list[Seen]) -> list[Block]:
    """How alike two observers noted the same exercise and domain; nothing where no two did."""
    by_staff: dict[str, dict[Hashable, str]] = defaultdict(dict)
    names: dict[str, str] = {}
    for one in seen:
        what, source = one.note.what, one.source
        found = note_item(one.note, source.day.timeline)
        if not what.direction or found is None:
            continue
        names[one.note.by] = source.short_staff(one.note.by)
        judged, thing = by_staff[one.note.by], (source.day.session, found[0], what.domain)
        judged[thing] = what.direction if judged.get(thing) in (None, what.direction) else "both"
    told = [
        ours(f"{names[first]} and {names[second]}: {_agreed(compared)}")
        for first, second in combinations(sorted(by_staff, key=names.__getitem__), 2)
        if (compared := agreement(by_staff[first], by_staff[second])).pairs
    ]
    return [Heading(2, ours("Two observers")), Bullets(tuple(told))] if told else []


def _agreed(found: Agreement) -> str:
    said = f"the same sign in {found.same} of {many(found.pairs, 'exercise')} and domain both noted"
    if found.pairs < FEWEST:
        return f"{said}; too few for a kappa"
    kappa = "no kappa, they never differed" if found.kappa is None else f"kappa {found.kappa:.2f}"
    return f"{said} ({found.percent:.0f} %), {kappa}"


def _work(his: list[tuple[Source, Presence]], member: str) -> Block:
    told: list[Text] = []
    for source, _ in his:
        when = ours(f"{long_date(source.day.about.date)} ", "muted")
        told += [
            (*when, *ours("set: "), *typed(work.text))
            for work in source.day.work_set
            if not work.members or member in work.members
        ]
        for work_id, men in followed_up(source).items():
            told += [
                (
                    *when,
                    *ours("came back ("),
                    *answer(one),
                    *ours("): "),
                    *work_text(source, work_id),
                )
                for one in men
                if one.member == member
            ]
    return Bullets(tuple(told)) if told else Paragraph(ours("None was set."))


def _actions(last: Source, member: str) -> Block:
    found = [one for one in last.day.actions_open if member in one.members]
    told = [
        joined([typed(one.what), last.staff_text(one.who), typed(one.by_when)], ", ")
        for one in found
    ]
    return Bullets(tuple(told)) if told else Paragraph(ours("None is open."))
