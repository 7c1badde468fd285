"""How a session closed: concerns by reference, actions, debrief, what is open, signatures."""

from __future__ import annotations

from collections import Counter

from exports.document import (
    Block,
    Bullets,
    Column,
    Definitions,
    Heading,
    Paragraph,
    Row,
    SignatureLines,
    Table,
    Text,
    joined,
    ours,
    typed,
    without_empty,
)
from exports.safe_text import shortened
from exports.signing import Signature, short_head, signing
from exports.source import Source, many
from exports.unsettled import unsettled
from models.day.observation import to_describe
from models.day.review import review_of
from models.entries.entry import Entry
from models.entries.group import ActionWritten, ConcernWritten

MOST_REFERENCE = 40


def closing_blocks(source: Source) -> list[Block]:
    """The end of the group part."""
    return [
        Heading(2, ours("Concerns and incidents")),
        *concern_blocks(source, source.day.concerns),
        Heading(2, ours("Actions")),
        *action_blocks(source, source.day.actions),
        Heading(2, ours("Debrief")),
        *_debrief(source),
        Heading(2, ours("State of the record")),
        Bullets(tuple(_state(source))),
        Heading(2, ours("Signatures")),
        *signature_blocks(source),
        _by_hand(source),
    ]


def reference(concern: ConcernWritten) -> Text:
    """How a concern is found: its reference, or that it has none yet."""
    return typed(shortened(concern.reference, MOST_REFERENCE)) or ours(
        f"no reference yet ({concern.concern[-6:]})"
    )


def concern_blocks(
    source: Source, concerns: tuple[tuple[Entry, ConcernWritten], ...], own: str = ""
) -> list[Block]:
    """Concerns by reference alone: their words stand in the concern note, nowhere else."""
    if not concerns:
        return [Paragraph(ours("None was raised."))]
    told = []
    for entry, what in concerns:
        kind = "Incident" if what.incident else "Concern"
        who = f", {source.labels(what.members)}" if what.members and not own else ""
        said = ours(f"{kind} raised {source.clock(entry.about)}{who}: see concern note ")
        told.append((*said, *reference(what), *ours("; closed" if what.closed else "")))
    return [Bullets(tuple(told))]


def action_blocks(source: Source, actions: tuple[ActionWritten, ...], own: str = "") -> list[Block]:
    """Actions with who, by when and whether done."""
    if not actions:
        return [Paragraph(ours("None."))]
    columns = [Column("What", 4), Column("Who", 1.6), Column("By when", 1.4), Column("Done")]
    if not own:
        columns.insert(0, Column("About", 1.2))
    rows = []
    for action in actions:
        cells = [
            typed(action.what),
            source.staff_text(action.who),
            typed(action.by_when),
            ours("yes" if action.done else "no"),
        ]
        about = ours(source.labels(action.members) or "the group")
        rows.append(Row(tuple(cells) if own else (about, *cells)))
    return [without_empty(Table("Actions", tuple(columns), tuple(rows)), "Who", "By when")]


def _debrief(source: Source) -> list[Block]:
    said = source.day.debrief
    if said is None:
        return [Paragraph(ours("The debrief isn't written yet."))]
    entries = (
        ("Deviations and why", typed(said.deviations) or ours("none said")),
        ("How the men left", typed(said.how_men_left) or ours("not said")),
        ("Next time", typed(said.next_time) or ours("nothing said")),
    )
    return [Definitions(entries)]


def _state(source: Source) -> list[Text]:
    notes = source.day.notes
    struck = sum(note.what.struck for note in notes)
    blank = len(to_describe(notes))
    told = [f"{many(blank, 'note')} still to describe" if blank else "Every note is described"]
    if struck:
        told.append(f"{many(struck, 'note')} struck; their words stay in the record's trail alone")
    late = sum(note.late for note in notes if not note.what.struck)
    if late and not source.day.afterwards:
        told.append(f"{many(late, 'note')} entered late, each marked")
    seats = Counter(entry.by for entry in source.day.entries_of_session if entry.unverified)
    told += [
        f"{many(times, 'change')} of the clock from the room view, by the seat of "
        f"{source.staff(staff)}, unverified"
        for staff, times in seats.items()
    ]
    review = review_of(source.day, source.team.here)
    if review.entry is not None:
        what = "Signed off" if review.locked else "Returned"
        told.append(
            f"{what} by {source.staff(review.entry.by)}, {source.when(review.entry.written)}"
        )
    if review.since:
        told.append(f"{len(review.since)} written after sign-off, which asks for a new one")
    if source.day.timeline.plan_unsettled:
        told.append("Two unlike plans were laid; the first counts meanwhile")
    lines = [ours(line) for line in told]
    lines += [(*ours("Unsettled: ", "strong"), *text) for text in unsettled(source)]
    return lines + [
        (*ours("Made no sense in the time line and changed nothing: "), *typed(odd))
        for odd in source.day.timeline.odd
    ]


def signature_blocks(source: Source) -> list[Block]:
    """Who signed when over which heads, and whose signature is missing."""
    stands = signing(source)
    rows = [_signed(source, signature) for signature in stands.signatures]
    rows += [_unsigned(source, staff) for staff in stands.missing]
    if not rows:
        return [Paragraph(ours("Nobody has signed."))]
    columns = (
        Column("Name", 2),
        Column("Role", 1.4),
        Column("Signed", 2.2),
        Column("Over the chain heads", 3),
    )
    return [Table("Signatures", columns, tuple(rows))]


def _by_hand(source: Source) -> SignatureLines:
    """Lines for those who sign the printed note too: the staff in the room, the supervisor."""
    lines = [
        (*source.staff_text(person.staff), *ours(", date"))
        for person in source.day.attendance.staff
    ]
    supervisor = source.staff_text(source.day.about.supervisor)
    read = (*ours("read by the supervisor, "), *supervisor, *ours(", date"))
    return SignatureLines((*lines, read if supervisor else ours("read by the supervisor, date")))


def _signed(source: Source, signature: Signature) -> Row:
    when = [ours(source.when(signature.at))]
    if signature.since:
        when.append(ours(f"{many(signature.since, 'change')} since"))
    heads = ", ".join(short_head(head) for head in signature.heads)
    return Row(
        (
            source.staff_text(signature.staff),
            ours(_role(source, signature.staff)),
            joined(when, "\n"),
            ours(heads or "none"),
        )
    )


def _unsigned(source: Source, staff: str) -> Row:
    return Row(
        (source.staff_text(staff), ours(_role(source, staff)), ours("not signed", "strong"), ())
    )


def _role(source: Source, staff: str) -> str:
    known = source.team.staff.get(staff)
    return known.role if known else ""
