"""The group as lines: seat, where he is, since when; dots for notes. Nothing else about anyone."""

from __future__ import annotations

from exercise_bank.service import GroupLimits
from models.day.attendance import Presence
from models.day.day import Day
from models.group.people import Team
from session_tui.lines import Line, Weight, fit, line, wrap
from session_tui.screens.live.attendance_lines import size_said

MOST_DOTS, FEW_DOTS = 5, 2
NARROW = 20


def group_lines(
    day: Day, team: Team, cells: int, rows: int, limits: GroupLimits, *, initials: bool
) -> list[Line]:
    """One line a man, then staff and visitors in the room, and that men are too few or many."""
    working = day.timeline.running.item.member if day.timeline.running else ""
    lines = [
        _man(day, man, day.noted.get(member, 0), member == working, cells, initials=initials)
        for member, man in day.attendance.men.items()
    ]
    lines.append(())
    for person in (*day.attendance.staff, *day.attendance.visitors):
        name = team.staff_name(person.staff) if person.staff else person.name
        where = "" if person.here else " out"
        word = f" ({person.capacity})" if person.capacity else ""
        lines.append(line(fit(f"{name}{word}{where}", cells), "soft" if person.here else "past"))
    if len(day.attendance.staff) and sum(p.here for p in day.attendance.staff) == 1:
        lines.append(line("one staff alone", "soft"))
    lines += wrap(size_said(day, limits), cells, "soft")
    return lines[:rows]


def _man(day: Day, man: Presence, notes: int, working: bool, cells: int, *, initials: bool) -> Line:
    seat = day.roster.seat_sign(man.member)
    known = day.roster.get(man.member)
    name = f" {known.initials:<4}" if initials and known else ""
    state, weight = _state(day, man, working)
    most = FEW_DOTS if cells < NARROW else MOST_DOTS
    dots = "·" * min(notes, most)
    room = max(3, cells - 3 - len(name) - most)
    mark = "≠" if man.unsettled else " "
    return (
        (f"{seat:>2}{mark}", "head"),
        (name, weight),
        (fit(state, room), weight),
        (f"{dots:>{most}}", "past"),
    )


def _state(day: Day, man: Presence, working: bool) -> tuple[str, Weight]:
    """Where he is, in a word or two, and how loudly."""
    if man.here == "in":
        late = man.arrived is not None and man.late_minutes(day.late_from) > 0
        came = f" {day.clock(man.arrived)}" if late and man.arrived is not None else ""
        if working:
            return "working", "now"
        return f"in{came}", "normal"
    if man.here == "expected":
        return "expected", "past"
    if man.inside and man.inside[-1][1] is not None:
        return f"{man.here} {day.clock(man.inside[-1][1])}", "soft"
    return man.here, "past"


def room_count(day: Day) -> str:
    """How many are in the room; with a question mark until the count after a break is said."""
    doubt = "?" if day.attendance.count_due(day.timeline) else ""
    return f"{day.attendance.in_room()}{doubt} of {len(day.attendance.men)} in the room"
