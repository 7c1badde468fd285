"""Acts on attendance: who came, who went, who is back, how he took part."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from models.acts.act import Act, Refused
from models.day import Day
from models.entries import NewEntry
from models.entries.attendance import (
    AttendanceMarked,
    Marked,
    MemberMoved,
    Moved,
    OutcomeSet,
    Part,
    PartTaken,
    RoomCounted,
    StaffMoved,
)

FAILED_TO_COMPLY = "AFTC"


def mark(day: Day, member: str, state: Marked, at: int, reason: str = "") -> Act:
    """Say that a man came at `at` (ms), or didn't, with the reason he or someone gave."""
    seat = _seat(day, member)
    standing = day.facts.settle("attendance", member)
    says = f"{seat} in {day.clock(at)}" if state in ("in", "walk-in") else f"{seat} {state}"
    if reason:
        says += f": {reason}"
    said = AttendanceMarked(member=member, state=state, reason=reason)
    return Act(says, (NewEntry(said, at, standing.values if standing else ()),))


def rest_in(day: Day, but: Collection[str], at: int) -> Act:
    """Everyone expected and not yet said is in, but those named. Raises Refused for nobody."""
    waiting = [
        member
        for member, man in day.attendance.men.items()
        if man.here == "expected" and member not in but
    ]
    if not waiting:
        raise Refused("Everyone's attendance is said already.")
    entries = tuple(NewEntry(AttendanceMarked(member=member, state="in"), at) for member in waiting)
    who = _seat(day, waiting[0]) if len(waiting) == 1 else f"{len(waiting)} men"
    return Act(f"{who} in {day.clock(at)}", entries)


def move(
    day: Day,
    member: str,
    how: Moved,
    at: int,
    why: str = "",
    with_staff: str = "",
    how_he_left: str = "",
) -> Act:
    """A man stepped out, came back, left or was sent home. Raises Refused where he can't have."""
    man = day.attendance.men.get(member)
    here = man.here if man else "expected"
    seat = _seat(day, member)
    if how == "back" and here not in ("out", "left", "sent home"):
        raise Refused(f"{seat} is {here}: he can't come back. Mark him in instead.")
    if how == "out" and here != "in":
        raise Refused(f"{seat} is {here}: he can't step out.")
    if how in ("left", "sent home") and here not in ("in", "out"):
        raise Refused(f"{seat} is {here}: he can't leave.")
    said = MemberMoved(
        member=member, move=how, why=why, with_staff=with_staff, how_he_left=how_he_left
    )
    return Act(f"{seat} {how} {day.clock(at)}{': ' + why if why else ''}", (NewEntry(said, at),))


def count(day: Day, missing: Iterable[str], at: int) -> Act:
    """After a break: all are back but those named. Who was out and isn't named is back."""
    gone = tuple(missing)
    entries = [NewEntry(RoomCounted(missing=gone), at)]
    for member, man in day.attendance.men.items():
        if member in gone and man.here == "in":
            out = MemberMoved(member=member, move="out", why="not back after the break")
            entries.append(NewEntry(out, at))
        elif member not in gone and man.here == "out":
            entries.append(NewEntry(MemberMoved(member=member, move="back"), at))
    seats = " ".join(_seat(day, member) for member in gone)
    return Act(f"not back: {seats}" if gone else "all back", tuple(entries))


def set_outcome(
    day: Day, member: str, code: str, at: int, *, decided: bool, evidence: str = ""
) -> Act:
    """Give a man's day its outcome code, provisional or decided.

    Raises Refused for failed-to-comply without a decision and its evidence (programme.md).
    """
    if code == FAILED_TO_COMPLY and not (decided and evidence):
        raise Refused("Failed to comply needs a decision and the evidence seen: decide it in full.")
    standing = day.facts.settle("outcome", member)
    said = OutcomeSet(member=member, code=code, decided=decided, evidence=evidence)
    how = "decided" if decided else "provisional"
    says = f"{_seat(day, member)} {code} ({how})"
    return Act(says, (NewEntry(said, at, standing.values if standing else ()),))


def take_part(
    day: Day, member: str, item: str, part: Part, at: int, words: str = "", response: str = ""
) -> Act:
    """Say how a man took part in an exercise."""
    standing = day.facts.settle("part", member, item)
    said = PartTaken(member=member, item=item, part=part, words=words, response=response)
    says = f"{_seat(day, member)} {part}"
    return Act(says, (NewEntry(said, at, standing.values if standing else ()),))


def staff_moved(day: Day, staff: str, name: str, at: int, *, present: bool) -> Act:
    """A member of staff came in or went out."""
    said = StaffMoved(staff=staff, present=present)
    return Act(f"{name} {'in' if present else 'out'} {day.clock(at)}", (NewEntry(said, at),))


def visitor_moved(day: Day, name: str, capacity: str, at: int, *, present: bool) -> Act:
    """A visitor (interpreter, observer, trainee, auditor) came in or went out."""
    said = StaffMoved(visitor=name, capacity=capacity, present=present)
    return Act(f"{name} {'in' if present else 'out'} {day.clock(at)}", (NewEntry(said, at),))


def _seat(day: Day, member: str) -> str:
    return day.roster.seat_sign(member)
