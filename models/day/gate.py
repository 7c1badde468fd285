"""The closing gate: what is still open before a day is signed. Open is shown, not forbidden."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from models.day.day import Day
from models.day.observation import to_describe, worth_reading
from models.day.reasons_due import reasons_due
from models.day.unlike import unsettled_facts
from models.entries.team import StaffAdded

Open = Literal[
    "marks",
    "states",
    "recording",
    "attendance",
    "outcomes",
    "decide",
    "distress",
    "men",
    "items",
    "reasons",
    "concerns",
    "work",
    "unsettled",
    "debrief",
    "reflection",
    "signature",
]


@dataclass(frozen=True, slots=True)
class GateRow:
    """One thing still open: what, in a sentence, and whom or what it concerns (ids)."""

    open: Open
    says: str
    subjects: tuple[str, ...] = ()


def gate(day: Day, staff: str, people: Mapping[str, StaffAdded]) -> tuple[GateRow, ...]:
    """What is open for this person before signing, the most pressing first."""
    rows = [
        *_concerns(day),
        *_marks(day),
        *_states(day),
        *_recording(day),
        *_attendance(day),
        *_men(day),
        *_items(day),
        *_reasons(day),
        *_work(day),
        *_unsettled(day, people),
    ]
    if day.debrief is None:
        rows.append(GateRow("debrief", "the session debrief isn't written"))
    if day.reflection(staff) is None:
        rows.append(GateRow("reflection", "no reflection of yours (it may stay so)"))
    rows.extend(_signatures(day, staff, people))
    return tuple(rows)


def _concerns(day: Day) -> list[GateRow]:
    untold = [what for _, what in day.concerns if not what.told and not what.closed]
    if not untold:
        return []
    ids = tuple(what.concern for what in untold)
    return [GateRow("concerns", f"{_many(len(ids), 'concern')} with nobody told", ids)]


def _marks(day: Day) -> list[GateRow]:
    marks = to_describe(day.notes)
    ids = tuple(note.id for note in marks)
    return [GateRow("marks", f"{_many(len(marks), 'mark')} to describe", ids)] if marks else []


def _states(day: Day) -> list[GateRow]:
    lasting = day.states_lasting
    if not lasting:
        return []
    seats = _seats(day, tuple(dict.fromkeys(one.member for one in lasting)))
    ids = tuple(one.entry for one in lasting)
    return [GateRow("states", f"{_many(len(ids), 'state')} without an end: {seats}", ids)]


def _recording(day: Day) -> list[GateRow]:
    if day.recording is None or day.timeline.ended is None:
        return []
    since = day.clock(day.recording.since)
    return [GateRow("recording", f"the recording begun at {since} has no end")]


def _attendance(day: Day) -> list[GateRow]:
    rows, men = [], day.attendance.men
    unsaid = tuple(m for m, man in men.items() if man.here == "expected")
    if unsaid:
        rows.append(GateRow("attendance", f"attendance not said: {_seats(day, unsaid)}", unsaid))
    waiting = tuple(m for m, man in men.items() if man.here != "expected" and not man.outcome)
    if waiting:
        rows.append(GateRow("outcomes", f"no outcome yet: {_seats(day, waiting)}", waiting))
    open_ = tuple(
        m for m, man in men.items() if man.arrived is None and man.outcome and not man.decided
    )
    if open_:
        rows.append(
            GateRow("decide", f"absent, outcome to be decided: {_seats(day, open_)}", open_)
        )
    left = tuple(m for m, man in men.items() if man.distressed and not man.done)
    if left:
        says = f"left distressed, not said what was done: {_seats(day, left)}"
        rows.append(GateRow("distress", says, left))
    return rows


def _men(day: Day) -> list[GateRow]:
    noted = {m for note in worth_reading(day.notes) for m in note.what.members}
    noted |= {m for _, what in day.concerns for m in what.members}
    silent = tuple(
        m
        for m, man in day.attendance.men.items()
        if man.arrived is not None and m not in noted and not day.nothing_to_add(m)
    )
    return [GateRow("men", f"no note yet: {_seats(day, silent)}", silent)] if silent else []


def _items(day: Day) -> list[GateRow]:
    pending = tuple(s.item.id for s in day.timeline.states if s.status == "pending")
    if not pending:
        return []
    return [GateRow("items", f"{_many(len(pending), 'item')} without an outcome", pending)]


def _reasons(day: Day) -> list[GateRow]:
    due = reasons_due(day)
    if not due:
        return []
    uses = ", ".join(dict.fromkeys(one.use for one in due))
    subjects = tuple(one.item or one.entry for one in due)
    return [GateRow("reasons", f"{_many(len(due), 'reason')} not given: {uses}", subjects)]


def _work(day: Day) -> list[GateRow]:
    here = [m for m, man in day.attendance.men.items() if man.arrived is not None]
    open_ = tuple(
        work.work
        for work in day.work_due
        if any(day.followed(work.work, m) is None for m in day.men_due(work) if m in here)
    )
    if not open_:
        return []
    return [GateRow("work", f"{_many(len(open_), 'piece')} of work not asked about", open_)]


def _unsettled(day: Day, people: Mapping[str, StaffAdded]) -> list[GateRow]:
    found = unsettled_facts(day)
    if not found:
        return []
    by = tuple(dict.fromkeys(e.by for one in found for e in (one.value, *one.beside)))
    names = " and ".join(people[one].name if one in people else "someone" for one in by)
    says = f"{_many(len(found), 'fact')} said differently: {names}"
    return [GateRow("unsettled", says, by)]


def unsigned(day: Day, people: Mapping[str, StaffAdded]) -> tuple[str, ...]:
    """Who of these people wrote in this session and hasn't signed: ids, by who wrote first.

    Who has left the team isn't waited for, where `people` are those who are here. A supervisor who
    wasn't in the room (and, say, decided an outcome) isn't waited for.
    """
    done = {entry.by for entry in day.signatures}
    in_room = {person.staff for person in day.attendance.staff}
    return tuple(
        staff
        for staff in dict.fromkeys(entry.by for entry in day.entries_to_sign)
        if staff not in done
        and staff in people
        and (staff in in_room or people[staff].role != "supervisor")
    )


def _signatures(day: Day, staff: str, people: Mapping[str, StaffAdded]) -> list[GateRow]:
    waited = unsigned(day, people)
    return [
        GateRow(
            "signature", f"not signed by {people[one].name if one in people else 'someone'}", (one,)
        )
        for one in sorted(waited, key=lambda one: one != staff)
    ]


def _seats(day: Day, members: tuple[str, ...]) -> str:
    return " ".join(day.roster.seat_sign(member) for member in members)


def _many(count: int, word: str) -> str:
    return f"{count} {word}{'' if count == 1 else 's'}"
