"""The note to the offender manager: one man, one session, in words that his case system takes.

Attendance, minutes, exercises, response and progress by target, work set, concerns passed on
(by reference). It may go before sign-off, and then says so. Only decided outcomes leave
(programme.md); what is flagged for supervision stays for supervision.
"""

from __future__ import annotations

from dataclasses import replace

from exercise_bank.component import day_of
from exports.attendance_table import came, left, men_of, outcome, reason_and_moves, worked
from exports.closing_blocks import reference
from exports.document import (
    Block,
    Bullets,
    Definitions,
    Document,
    Heading,
    PageFacts,
    Paragraph,
    Part,
    Text,
    joined,
    ours,
    typed,
)
from exports.exercise_table import work_minutes
from exports.guard import for_member, guarded
from exports.member_part import about_session, his_exercises, his_notes, his_work, named
from exports.session_facts import page_facts
from exports.signing import state
from exports.source import Source, many
from exports.targets import serves
from exports.text import to_text
from models.day.attendance import Presence
from models.day.observation import Note, worth_reading
from models.local_time import long_date

MOST_CHARACTERS = 10_000
"""What the case system's box takes is less than this."""


def offender_manager_note(source: Source, member: str) -> Document:
    """The note about this man. Raises LookupError where the session has no such man.

    Where its text would be too long for the case system, the last notes are left out, counted.
    """
    man = next((one for one in men_of(source) if one.member == member), None)
    if man is None:
        raise LookupError("this session has no such man")
    notes = _to_tell(source, member)
    whole = _note(source, man, notes, len(notes))
    if _fits(whole):
        return whole
    fewest, most = 0, len(notes)
    while most - fewest > 1:
        tried = (fewest + most) // 2
        fewest, most = (tried, most) if _fits(_note(source, man, notes, tried)) else (fewest, tried)
    return _note(source, man, notes, fewest)


def _fits(document: Document) -> bool:
    return len(to_text(document)) < MOST_CHARACTERS


def _to_tell(source: Source, member: str) -> list[Note]:
    """His notes with words, in the order of the day, but those flagged for supervision."""
    notes = (one for one in his_notes(source, member) if not one.what.supervision)
    return sorted(worth_reading(tuple(notes)), key=lambda note: note.at)


def _note(source: Source, man: Presence, notes: list[Note], most: int) -> Document:
    label = source.label(man.member)
    shown = notes[:most]
    blocks: list[Block] = [
        Heading(
            1, (*ours(f"Note to the offender manager: seat {label}"), *named(source, man.member))
        ),
        *_to_whom(source, man.member),
        about_session(source),
        Heading(2, ours("Attendance")),
        _attendance(source, man),
        *his_exercises(source, man),
        Heading(2, ours("Response and progress")),
        *_progress(source, man.member, shown),
    ]
    if left_out := len(notes) - len(shown):
        blocks.append(Paragraph(ours(f"{many(left_out, 'further note')} in the session note.")))
    blocks += [*his_work(source, man.member), *_concerns(source, man.member)]
    part = Part(_facts(source, label), tuple(blocks))
    guard = for_member(source.day.roster, man.member, names=source.names, near=source.near)
    part, replaced = guarded(part, guard, f"seat {label}")
    about = source.day.about
    when = f"{day_of(about.block, about.day)}, {long_date(about.date)}"
    return Document(f"Note to the offender manager, {when}", (part,), source.now, replaced)


def _facts(source: Source, label: str) -> PageFacts:
    facts = page_facts(
        source,
        f"Note to the offender manager, seat {label}",
        "One man's session, for who manages his case",
        "for his offender manager",
        state(source),
    )
    return replace(facts, state=facts.state or "Signed")


def _to_whom(source: Source, member: str) -> list[Block]:
    man = source.man(member)
    if man is None or not man.offender_manager:
        return []
    return [Definitions((("To", typed(man.offender_manager)),))]


def _attendance(source: Source, man: Presence) -> Definitions:
    _, delivered = work_minutes(source)
    entries: list[tuple[str, Text]] = [("Came", ours(came(source, man)))]
    if going := left(source, man):
        entries.append(("Left", ours(going)))
    entries.append(("Work in the room", ours(f"{worked(source, man)} of {delivered} min")))
    if told := reason_and_moves(source, man):
        entries.append(("Reason and moves", told))
    decided = outcome(source, man) if man.decided else ours("not decided yet")
    entries.append(("Outcome", decided))
    return Definitions(tuple(entries))


def _progress(source: Source, member: str, notes: list[Note]) -> list[Block]:
    """By target first: notes that name the target, or its domain; then what else was seen."""
    man = source.man(member)
    blocks: list[Block] = []
    rest = list(notes)
    for number, target in enumerate(man.targets if man else (), 1):
        his = [note for note in rest if serves(note, number, target)]
        rest = [note for note in rest if note not in his]
        blocks.append(Heading(3, (*ours(f"Target {number}: "), *typed(target.text))))
        blocks.append(_told(source, his) if his else Paragraph(ours("Nothing was noted today.")))
    if rest or not blocks:
        if blocks:
            blocks.append(Heading(3, ours("Besides his targets")))
        blocks.append(_told(source, rest) if rest else Paragraph(ours("Nothing was noted today.")))
    return blocks


def _told(source: Source, notes: list[Note]) -> Bullets:
    return Bullets(tuple(_line(source, note) for note in notes))


def _line(source: Source, note: Note) -> Text:
    """The minute, what was said or done, how it was seen, and, apart, what it may mean."""
    what = note.what
    seen = [
        ours(word) for word in (what.direction, what.domain and source.domain(what.domain)) if word
    ]
    told = (*ours(f"{source.clock(note.at)} "), *typed(what.text))
    if what.outside:
        told = (*told, *ours(" (outside the session, "), *typed(what.outside), *ours(")"))
    if seen:
        told = (*told, *ours(" ["), *joined(seen, ", "), *ours("]"))
    return (*told, *ours(" It may mean: "), *typed(what.meaning)) if what.meaning else told


def _concerns(source: Source, member: str) -> list[Block]:
    """Concerns about him that were passed on: by reference, to whom, when."""
    told: list[Text] = []
    for _, what in source.day.concerns:
        if member in what.members and what.told:
            whom = joined([_passed(source, one.who, one.at) for one in what.told], ", ")
            told.append((*ours("Concern note "), *reference(what), *ours(": told "), *whom))
    if not told:
        return []
    return [Heading(2, ours("Concerns passed on")), Bullets(tuple(told))]


def _passed(source: Source, who: str, at: int | None) -> Text:
    when = f" {source.when(at)}" if at else ""
    return (*typed(who), *ours(when))
