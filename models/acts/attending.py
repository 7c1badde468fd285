"""Acts on attendance: who came, who went, who is back, how he took part."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from models.acts.act import Act, Refused
from models.day.attendance import here_at
from models.day.day import Day
from models.entries import NewEntry
from models.entries.attendance import (
    AttendanceMarked,
    LeavingSeen,
    Marked,
    MemberMoved,
    Moved,
    OutcomeSet,
    Part,
    PartTaken,
    RoomCounted,
    StaffMoved,
    WalkInSaid,
)
from models.group.people import TEN

FAILED_TO_COMPLY = "AFTC"


def check_mark(day: Day, member: str, state: Marked, at: int) -> None:
    """Raises Refused where his moving in and out would make no sense after such a mark."""
    man = day.attendance.men.get(member)
    if man is None or not man.moves or man.arrived is None:
        return
    first = man.moves[0]
    moved = f"{_seat(day, member)} moved at {day.clock(first.about)}"
    if state not in ("in", "walk-in"):
        raise Refused(f"{moved}: he was here. Take that back first, or l says that he left.")
    if at > first.about:
        raise Refused(f"{moved}: he can't have come after that, at {day.clock(at)}.")


def mark(day: Day, member: str, state: Marked, at: int, reason: str = "") -> Act:
    """Say that a man came at `at` (ms), or didn't, with the reason he or someone gave.

    The line that says it never holds the reason: it stands on a screen that the room can see.
    """
    seat = _seat(day, member)
    standing = day.facts.settle("attendance", member)
    says = f"{seat} in {day.clock(at)}" if state in ("in", "walk-in") else f"{seat} {state}"
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
    """A man stepped out, came back, left or was sent home. Raises Refused where he can't have.

    Staff who go out with him are out of the room until he is back. The line never says why.
    """
    _can_move(day, member, how, at)
    said = MemberMoved(
        member=member, move=how, why=why, with_staff=with_staff, how_he_left=how_he_left
    )
    entries = [NewEntry(said, at)]
    if how == "out" and with_staff in _staff_in(day):
        entries.append(NewEntry(StaffMoved(staff=with_staff, present=False), at))
    if how == "back" and (staff := _went_with(day, member)):
        entries.append(NewEntry(StaffMoved(staff=staff), at))
    return Act(f"{_seat(day, member)} {how} {day.clock(at)}", tuple(entries))


def _can_move(day: Day, member: str, how: Moved, at: int) -> None:
    man = day.attendance.men.get(member)
    here, seat = here_at(man, at) if man else "expected", _seat(day, member)
    when = "" if not man or here == man.here else f" at {day.clock(at)}"
    if here == "expected":
        came = f"he came at {day.clock(man.arrived)}" if man and man.arrived else "i says he came"
        raise Refused(f"{seat} isn't in yet{when}: {came}.")
    if how == "back" and here not in ("out", "left", "sent home"):
        raise Refused(f"{seat} is {here}{when}: he can't come back.")
    if how == "out" and here != "in":
        raise Refused(f"{seat} is {here}{when}: he can't step out.")
    if how in ("left", "sent home") and here not in ("in", "out"):
        raise Refused(f"{seat} is {here}{when}: he can't leave.")


def _staff_in(day: Day) -> tuple[str, ...]:
    return tuple(one.staff for one in day.attendance.staff if one.here)


def _went_with(day: Day, member: str) -> str:
    """Who of staff went out with him and is out still, with nobody else."""
    with_whom = {
        man.member: what.with_staff
        for man in day.attendance.men.values()
        if man.here == "out" and man.moves and isinstance(what := man.moves[-1].what, MemberMoved)
    }
    staff = with_whom.pop(member, "")
    known = staff and any(one.staff == staff and not one.here for one in day.attendance.staff)
    return staff if known and staff not in with_whom.values() else ""


def leaving(
    day: Day, member: str, how: str, at: int, *, distressed: bool = False, done: str = ""
) -> Act:
    """How a man left the day, and what was done about it where he was distressed."""
    man = day.attendance.men.get(member)
    if man is None or man.arrived is None:
        raise Refused(f"{_seat(day, member)} didn't come: he can't have left.")
    standing = day.facts.settle("leaving", member)
    said = LeavingSeen(member=member, how=how, distressed=distressed, done=done)
    says = f"{_seat(day, member)} · how he left is kept"
    return Act(says, (NewEntry(said, at, standing.values if standing else ()),))


def walk_in(day: Day, guest: WalkInSaid, at: int) -> Act:
    """A man came who isn't of this group, and stays or not.

    Raises Refused where he is of the group: then he is marked in on his own seat.
    """
    known = next(
        (man for man in day.roster.members.values() if man.initials == guest.initials), None
    )
    if known is not None:
        seat = _seat(day, known.member)
        raise Refused(f"{guest.initials} is here on seat {seat} already: choose {seat}, then i.")
    came: Marked = "not admitted" if guest.sent_away else "walk-in"
    said = AttendanceMarked(member=guest.member, state=came, reason=guest.why)
    how = "not admitted" if guest.sent_away else "walked in"
    seat = f"{guest.seat % TEN}" if guest.seat > 0 else "A man without a seat"
    return Act(f"{seat} {how} {day.clock(at)}", (NewEntry(guest, at), NewEntry(said, at)))


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
    says = f"{_seat(day, member)} · outcome {'decided' if decided else 'provisional'}"
    return Act(says, (NewEntry(said, at, standing.values if standing else ()),))


def take_part(
    day: Day, member: str, item: str, part: Part, at: int, words: str = "", response: str = ""
) -> Act:
    """Say how a man took part in an exercise."""
    standing = day.facts.settle("part", member, item)
    said = PartTaken(member=member, item=item, part=part, words=words, response=response)
    says = f"{_seat(day, member)} · taking part said"
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
