"""Who was in the room, when, and for how much of each exercise.

Dosage is the minutes of work that a man was in the room for, per exercise (programme.md).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Literal

from models.day.timeline import Timeline
from models.entries.attendance import (
    AttendanceMarked,
    LeavingSeen,
    MemberMoved,
    OutcomeSet,
    PartTaken,
    RoomCounted,
    StaffMoved,
    WalkInSaid,
)
from models.entries.entry import Entry
from models.facts import Facts
from models.group.people import Roster
from models.local_time import MINUTE_MS

Here = Literal[
    "expected", "in", "out", "left", "sent home", "absent", "not admitted", "rescheduled"
]
Interval = tuple[int, int | None]
"""From when to when (ms); None: still."""


@dataclass(frozen=True, slots=True)
class Presence:
    """One man's day. `arrived` and each interval in `inside` are instants in ms.

    `outcome` is the code set; "" until someone does. `walked_in` says that he wasn't expected,
    `walk_in` where from and why. `how_he_left` and `done` are words: how he left the day, and what
    was done about it where he was `distressed`.
    """

    member: str
    here: Here = "expected"
    arrived: int | None = None
    reason: str = ""
    walked_in: bool = False
    inside: tuple[Interval, ...] = ()
    moves: tuple[Entry, ...] = ()
    outcome: str = ""
    decided: bool = False
    evidence: str = ""
    outcome_by: str = ""
    unsettled: bool = False
    marked_by: str = ""
    walk_in: WalkInSaid | None = None
    how_he_left: str = ""
    distressed: bool = False
    done: str = ""

    def late_minutes(self, starts: int) -> int:
        """Whole minutes he came after `starts` (ms); 0 where he was in time or never came."""
        return max(0, (self.arrived - starts) // MINUTE_MS) if self.arrived is not None else 0

    def inside_ms(self, since: int, until: int) -> int:
        """Milliseconds he was in the room between two instants."""
        return _overlap(self.inside, since, until)

    def in_room(self, at: int) -> bool:
        """Whether he was in the room at this instant."""
        return any(since <= at and (until is None or at < until) for since, until in self.inside)


@dataclass(frozen=True, slots=True)
class Person:
    """One of staff or a visitor in the room: staff id or name, capacity, intervals (ms)."""

    staff: str
    name: str
    capacity: str
    inside: tuple[Interval, ...]

    @property
    def here(self) -> bool:
        """Whether he is in the room now."""
        return bool(self.inside) and self.inside[-1][1] is None


@dataclass(frozen=True)
class Attendance:
    """The day's attendance by member, the staff and visitors, and the counts after breaks."""

    men: Mapping[str, Presence]
    staff: tuple[Person, ...]
    visitors: tuple[Person, ...]
    counts: tuple[int, ...]
    parts: Mapping[tuple[str, str], PartTaken]

    def in_room(self) -> int:
        """How many men are in the room now."""
        return sum(man.here == "in" for man in self.men.values())

    def count_due(self, timeline: Timeline) -> bool:
        """Whether a break ended and nobody said yet who is back."""
        if timeline.ended is not None:
            return False
        over = [
            run.started
            for state in timeline.states
            if not state.item.set.is_work
            for run in state.runs
            if run.ended is not None
        ]
        # Said while the last break still ran is said as well.
        return bool(over) and not any(count >= max(over) for count in self.counts)


KINDS = (
    AttendanceMarked,
    MemberMoved,
    RoomCounted,
    OutcomeSet,
    PartTaken,
    StaffMoved,
    WalkInSaid,
    LeavingSeen,
)


def fold_attendance(facts: Facts, roster: Roster, ended: int | None) -> Attendance:
    """The attendance that these facts make. `ended` (ms) closes what is open at the day's end."""
    moves: dict[str, list[Entry]] = {}
    for entry in facts.standing(MemberMoved):
        if isinstance(entry.what, MemberMoved):
            moves.setdefault(entry.what.member, []).append(entry)
    marked = {
        settled.value.what.member
        for settled in facts.all_of("attendance")
        if isinstance(settled.value.what, AttendanceMarked)
    }
    order = [*roster.members, *sorted(marked - set(roster.members))]
    men = {member: _presence(facts, member, moves.get(member, []), ended) for member in order}
    parts = {
        (what.member, what.item): what
        for settled in facts.all_of("part")
        if isinstance(what := settled.value.what, PartTaken)
    }
    staff, visitors = _others(facts.standing(StaffMoved), ended)
    counts = tuple(entry.about for entry in facts.standing(RoomCounted))
    return Attendance(men, staff, visitors, counts, parts)


def _presence(facts: Facts, member: str, moves: list[Entry], ended: int | None) -> Presence:
    man = Presence(member, moves=tuple(moves))
    if settled := facts.settle("attendance", member):
        entry, what = settled.value, settled.value.what
        assert isinstance(what, AttendanceMarked)
        came = what.state in ("in", "walk-in")
        man = replace(
            man,
            here="in" if came else what.state,  # type: ignore[arg-type]  # the rest are of Here
            arrived=entry.about if came else None,
            reason=what.reason,
            walked_in=what.state == "walk-in",
            inside=((entry.about, None),) if came else (),
            unsettled=settled.unsettled,
            marked_by=entry.by,
        )
    return _outcome_and_leaving(facts, _gone_and_back(man, moves, ended))


def here_at(man: Presence, at: int) -> Here:
    """Where he was at an instant (ms), by what stands now."""
    if man.arrived is None:
        return man.here
    if at < man.arrived:
        return "expected"
    then = Presence(man.member, here="in", inside=((man.arrived, None),))
    for entry in man.moves:
        if entry.about <= at:
            then = _moved(then, entry)
    return then.here


def _gone_and_back(man: Presence, moves: list[Entry], ended: int | None) -> Presence:
    for entry in moves:
        man = _moved(man, entry)
    if man.inside and man.inside[-1][1] is None and ended is not None:
        man = replace(
            man, inside=(*man.inside[:-1], (man.inside[-1][0], max(ended, man.inside[-1][0])))
        )
    return man


def _outcome_and_leaving(facts: Facts, man: Presence) -> Presence:
    member = man.member
    if (walked := facts.value("walk-in", member)) and isinstance(walked.what, WalkInSaid):
        man = replace(man, walk_in=walked.what)
    seen = facts.value("leaving", member)
    came_again = bool(seen and man.inside and man.inside[-1][0] > seen.about)
    if seen and isinstance(seen.what, LeavingSeen) and not came_again:
        what = seen.what
        man = replace(man, how_he_left=what.how, distressed=what.distressed, done=what.done)
    if settled := facts.settle("outcome", member):
        set_ = settled.value.what
        assert isinstance(set_, OutcomeSet)
        man = replace(
            man,
            outcome=set_.code,
            decided=set_.decided,
            evidence=set_.evidence,
            outcome_by=settled.value.by,
            unsettled=man.unsettled or settled.unsettled,
        )
    return man


def _moved(man: Presence, entry: Entry) -> Presence:
    """The man after one move; a move that makes no sense changes nothing."""
    what, at = entry.what, entry.about
    assert isinstance(what, MemberMoved)
    open_ = bool(man.inside) and man.inside[-1][1] is None
    if what.move == "back":
        if man.here not in ("out", "left", "sent home"):
            return man
        return replace(man, here="in", inside=(*man.inside, (at, None)), how_he_left="")
    if not open_ and not (man.here == "out" and what.move in ("left", "sent home")):
        return man
    inside = man.inside
    if open_:
        since = inside[-1][0]
        inside = (*inside[:-1], (since, max(at, since)))
    if what.move in ("left", "sent home"):
        man = replace(man, how_he_left=what.how_he_left)
    return replace(man, here=what.move, inside=inside)


def _others(
    moves: Iterable[Entry], ended: int | None
) -> tuple[tuple[Person, ...], tuple[Person, ...]]:
    people: dict[str, Person] = {}
    for entry in moves:
        what = entry.what
        assert isinstance(what, StaffMoved)
        key = what.staff or f"visitor {what.visitor}"
        person = people.get(key, Person(what.staff, what.visitor, what.capacity, ()))
        if what.present and not person.here:
            inside = (*person.inside, (entry.about, None))
            person = replace(person, inside=inside, capacity=what.capacity or person.capacity)
        elif not what.present and person.here:
            since = person.inside[-1][0]
            person = replace(person, inside=(*person.inside[:-1], (since, max(entry.about, since))))
        people[key] = person
    if ended is not None:
        people = {key: _gone_home(person, ended) for key, person in people.items()}
    staff = tuple(person for person in people.values() if person.staff)
    return staff, tuple(person for person in people.values() if not person.staff)


def _gone_home(person: Person, ended: int) -> Person:
    if not person.here:
        return person
    since = person.inside[-1][0]
    return replace(person, inside=(*person.inside[:-1], (since, max(ended, since))))


def _overlap(intervals: Iterable[Interval], since: int, until: int) -> int:
    return sum(
        max(0, min(until, until if end is None else end) - max(since, start))
        for start, end in intervals
    )


def _working_stretches(timeline: Timeline, item: str, now: int) -> list[tuple[int, int]]:
    """The stretches in which an item ran and the clock didn't stand."""
    state = timeline.state(item)
    stretches: list[tuple[int, int]] = []
    for run in state.runs if state else ():
        since, until = run.started, run.ended if run.ended is not None else max(now, run.started)
        for pause in timeline.pauses:
            stop, go = pause.since, until if pause.until is None else pause.until
            if go <= since or stop >= until:
                continue
            if stop > since:
                stretches.append((since, stop))
            since = min(until, go)
        if since < until:
            stretches.append((since, until))
    return stretches


def dosage_ms(man: Presence, timeline: Timeline, item: str, now: int) -> int:
    """Milliseconds of this item's work that he was in the room for."""
    return sum(
        man.inside_ms(since, until) for since, until in _working_stretches(timeline, item, now)
    )


def total_dosage_ms(man: Presence, timeline: Timeline, now: int) -> int:
    """Milliseconds of the day's work that he was in the room for."""
    return sum(
        dosage_ms(man, timeline, state.item.id, now)
        for state in timeline.states
        if state.item.set.is_work and state.runs
    )


def single_staffed_ms(attendance: Attendance, timeline: Timeline, now: int) -> int:
    """Milliseconds of the day's work with only one of staff in the room; 0 if none was said."""
    if not attendance.staff:
        return 0
    total = 0
    for state in timeline.states:
        if state.item.set.is_work:
            for since, until in _working_stretches(timeline, state.item.id, now):
                total += _alone(attendance.staff, since, until)
    return total


def _alone(staff: tuple[Person, ...], since: int, until: int) -> int:
    edges = {since, until}
    for person in staff:
        for start, end in person.inside:
            edges.update(edge for edge in (start, end) if edge and since < edge < until)
    cuts = sorted(edges)
    return sum(
        end - start
        for start, end in pairwise(cuts)
        if sum(bool(_overlap(person.inside, start, end)) for person in staff) == 1
    )
