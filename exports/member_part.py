"""One man's page of a session note: it files alone and, behind the guard, names no other man."""

from __future__ import annotations

from exports.attendance_table import came, left, outcome, reason_and_moves, worked, worked_on
from exports.closing_blocks import action_blocks, concern_blocks
from exports.document import (
    Block,
    Bullets,
    Column,
    Definitions,
    Heading,
    Paragraph,
    Part,
    Row,
    Table,
    Text,
    joined,
    ours,
    typed,
    without_empty,
)
from exports.exercise_table import ran, work_minutes
from exports.group_part import afterwards_notice
from exports.leaving import debrief_said
from exports.note_table import note_table
from exports.session_facts import (
    date_text,
    day_text,
    group_text,
    page_facts,
    supervisor_text,
    venue_text,
)
from exports.signing import signing, state
from exports.source import Source, many, minutes
from exports.understanding import understanding_blocks
from exports.unsettled import unsettled
from exports.work_blocks import answer, followed_up, work_text
from models.day.attendance import Presence
from models.day.observation import Note, to_describe, worth_reading
from models.day.timeline import ItemState


def member_part(source: Source, man: Presence) -> Part:
    """This man's pages, before the guard."""
    member = man.member
    facts = page_facts(
        source,
        f"Session note, seat {source.label(member)}",
        "Record of a session, one man's page",
        "for his own file",
        state(source),
    )
    blocks: list[Block] = [
        Heading(1, (*ours(f"Session note: seat {source.label(member)}"), *named(source, member))),
        *afterwards_notice(source),
        about_session(source),
        Heading(2, ours("Attendance")),
        _attendance(source, man),
        *his_exercises(source, man),
        Heading(2, ours("Observations")),
        *_observations(source, member),
        *_states(source, member),
        *understanding_blocks(source, member),
        *_targets(source, member),
        *his_work(source, member),
        *_concerns_and_actions(source, member),
        *_state(source, member),
    ]
    return Part(facts, tuple(blocks))


def named(source: Source, member: str) -> Text:
    """His name and CRN, where the document is made with names."""
    man = source.man(member)
    if not (source.names and man and man.name):
        return ()
    crn = (*ours(", CRN "), *typed(man.crn)) if man.crn else ()
    return (*ours(", "), *typed(man.name), *crn)


def about_session(source: Source) -> Definitions:
    """Which session it was, where, with which staff."""
    staff = [source.staff_text(person.staff) for person in source.day.attendance.staff]
    return Definitions(
        (
            ("Group", group_text(source)),
            ("Session", day_text(source)),
            ("Date", date_text(source)),
            ("Venue", venue_text(source)),
            ("Staff", joined(staff, ", ") or ours("not said")),
            ("Supervisor", supervisor_text(source)),
        )
    )


def _attendance(source: Source, man: Presence) -> Definitions:
    _, delivered = work_minutes(source)
    entries: list[tuple[str, Text]] = [("Came", ours(came(source, man)))]
    if going := left(source, man):
        entries.append(("Left", ours(going)))
    entries.append(("Work in the room", ours(f"{worked(source, man)} of {delivered} min")))
    if told := reason_and_moves(source, man):
        entries.append(("Reason and moves", told))
    if how := debrief_said(source, man.member):
        entries.append(("How he left, by the debrief", typed(how)))
    entries.append(("Outcome", outcome(source, man)))
    return Definitions(tuple(entries))


def his_exercises(source: Source, man: Presence) -> list[Block]:
    """What he was in the room for and how he took part; nothing for a man who never came."""
    if man.arrived is None:
        return []
    columns = (
        Column("Exercise", 5),
        Column("Ran"),
        Column("min", align="right"),
        Column("In the room", align="right"),
        Column("Taking part", 4),
    )
    rows = [
        _exercise(source, man, state)
        for state in source.day.timeline.states
        if state.item.set.is_work and state.runs
    ]
    table = Table("Exercises, minutes in the room and taking part", columns, tuple(rows))
    return [Heading(2, ours("Exercises")), without_empty(table, "Taking part")]


def _exercise(source: Source, man: Presence, state: ItemState) -> Row:
    whose = "his own" if state.item.member == man.member else "another member's"
    lasted = minutes(source.day.timeline.worked_ms(state, source.now))
    return Row(
        (
            _which(state, whose if state.item.member else ""),
            ours(ran(source, state)),
            ours(str(lasted)),
            ours(str(worked_on(source, man, state.item.id))),
            _taking_part(source, man.member, state.item.id),
        )
    )


def _which(state: ItemState, whose: str) -> Text:
    """Its title, part and whose work it is, in one line."""
    item = state.item
    part = f"part {item.part} of {item.parts}" if item.parts > 1 else ""
    words = "".join(f", {word}" for word in (part, whose) if word)
    return (*typed(item.title), *ours(words, "muted"))


def _taking_part(source: Source, member: str, item: str) -> Text:
    part = source.day.attendance.parts.get((member, item))
    if part is None:
        return ()
    told = [ours(part.part)]
    if part.words:
        told.append((*ours("his words: "), *typed(part.words)))
    if part.response:
        told.append((*ours("staff: "), *typed(part.response)))
    return joined(told)


def his_notes(source: Source, member: str) -> list[Note]:
    """The notes of the session that are about him."""
    return [note for note in source.day.notes if note.about(member)]


def _observations(source: Source, member: str) -> list[Block]:
    notes = worth_reading(his_notes(source, member))
    if notes:
        return [note_table(source, notes, "Observations", own=member)]
    if source.day.nothing_to_add(member):
        return [Paragraph(ours("Nothing to add was said of him today."))]
    return [Paragraph(ours("No note was written of him today."))]


def _states(source: Source, member: str) -> list[Block]:
    """What was seen to last in him: from when, until when, who saw it."""
    told: list[Text] = []
    for one in source.day.states:
        if one.member == member:
            since = source.clock(one.since)
            when = f"from {since}, no end was said"
            if one.until is not None:
                when = f"{since}–{source.clock(one.until)}"
            seen = (*ours(", seen by "), *source.staff_text(one.by))
            told.append((*ours(f"{when}: "), *typed(source.state(one.state)), *seen))
    return [Heading(2, ours("States that lasted")), Bullets(tuple(told))] if told else []


def _targets(source: Source, member: str) -> list[Block]:
    man = source.man(member)
    if man is None or not man.targets:
        return []
    items = []
    for number, target in enumerate(man.targets, 1):
        domain = ours(f" ({source.domain(target.domain)})") if target.domain else ()
        items.append((*ours(f"Target {number}: "), *typed(target.text), *domain))
    return [Heading(2, ours("His own targets")), Bullets(tuple(items))]


def his_work(source: Source, member: str) -> list[Block]:
    """Work between sessions: what became of the last, what was set; with its heading."""
    set_ = [
        (*ours("Set today: "), *typed(work.text))
        for work in source.day.work_set
        if not work.members or member in work.members
    ]
    before = [
        (*ours("Set before ("), *answer(one), *ours("): "), *work_text(source, work))
        for work, men in followed_up(source).items()
        for one in men
        if one.member == member
    ]
    told = [*before, *set_]
    if not told:
        return []
    return [Heading(2, ours("Work between sessions")), Bullets(tuple(told))]


def _concerns_and_actions(source: Source, member: str) -> list[Block]:
    concerns = tuple(pair for pair in source.day.concerns if member in pair[1].members)
    actions = tuple(action for action in source.day.actions if member in action.members)
    blocks: list[Block] = []
    if concerns:
        blocks.append(Heading(2, ours("Concerns")))
        blocks += concern_blocks(source, concerns, own=member)
    if actions:
        blocks.append(Heading(2, ours("Actions")))
        blocks += action_blocks(source, actions, own=member)
    return blocks


def _state(source: Source, member: str) -> list[Block]:
    """What is open or struck of him, and who signed."""
    his = his_notes(source, member)
    told: list[Text] = []
    if open_ := len(to_describe(his)):
        told.append(ours(f"{many(open_, 'note')} still to describe"))
    if struck := sum(note.what.struck for note in his):
        told.append(ours(f"{many(struck, 'note')} struck"))
    told += [(*ours("Unsettled: ", "strong"), *text) for text in unsettled(source, member)]
    told += _signatures(source)
    return [Heading(2, ours("State of the record")), Bullets(tuple(told))]


def _signatures(source: Source) -> list[Text]:
    stands = signing(source)
    signed = joined(
        [
            (*source.staff_text(one.staff), *ours(f", {source.when(one.at)}"))
            for one in stands.signatures
        ]
    )
    told: list[Text] = [(*ours("Signed by "), *signed)] if signed else []
    told += [(*ours("Not signed by "), *source.staff_text(staff)) for staff in stands.missing]
    return told or [ours("Nobody has signed")]
