"""The attendance sheet as lines: each man's seat, where he is, since when, why, his outcome."""

from __future__ import annotations

from exercise_bank.service import GroupLimits
from models.attendance import Presence, total_dosage_ms
from models.attendance_history import attendance_history
from models.day import Day
from models.entries.attendance import AttendanceMarked, MemberMoved
from models.local_time import MINUTE_MS
from models.people import TEN, Team
from models.wording import say
from session_tui.ask import Choice
from session_tui.lines import Line, fit, line


def sheet_lines(
    day: Day, chosen: tuple[str, ...], now: int, limits: GroupLimits, cells: int
) -> list[Line]:
    """The men as lines: seat, initials, where he is, minutes of work so far, reason, outcome."""
    size = size_said(day, limits)
    lines = [line("Attendance" + (f"   {size}" if size else ""), "now")]
    for member, man in day.attendance.men.items():
        known = day.roster.get(member)
        picked = member in chosen
        worked = total_dosage_ms(man, day.timeline, now) // MINUTE_MS
        text = (
            f" {'›' if picked else ' '} {day.roster.seat_sign(member):>2}  "
            f"{fit(known.initials if known else '?', 5)}{fit(_where(day, man), 22)}"
            f"{f'{worked} min' if worked else '':>7}  "
            f"{fit(man.reason, max(8, cells - 64))}  {_outcome(man)}"
        )
        lines.append(line(fit(text, cells), "chosen" if picked else "normal"))
    return [*lines, ()]


def size_said(day: Day, limits: GroupLimits) -> str:
    """That too few or too many men are here, from the moment that everyone was spoken of."""
    men = day.attendance.men.values()
    here = sum(man.arrived is not None for man in men)
    if here > limits.most:
        return f"{here} men came: a group has {limits.most} at most"
    if here < limits.fewest and men and all(man.here != "expected" for man in men):
        return f"{here} came: a group has {limits.fewest} at least"
    return ""


def history_lines(day: Day, member: str, team: Team, cells: int) -> list[Line]:
    """All that was ever said of a man's attendance today, who wrote it when, what still stands."""
    lines: list[Line] = []
    for change in attendance_history(day, member):
        entry = change.entry
        what = entry.what
        why = what.reason if isinstance(what, AttendanceMarked) else ""
        why = what.why if isinstance(what, MemberMoved) else why
        late = ", entered late" if entry.late else ""
        gone = "" if change.stands else "   (no longer stands)"
        text = (
            f"{day.clock(entry.written)}  {say(day, entry)}{': ' + why if why else ''}{late}"
            f"   {team.staff_name(entry.by)}{gone}"
        )
        lines.append(line(fit(text, cells), "normal" if change.stands else "past"))
    return lines or [line("Nothing was said of him yet.", "past")]


def _where(day: Day, man: Presence) -> str:
    if man.here == "in" and man.arrived is not None:
        late = man.late_minutes(day.late_from)
        return f"in {day.clock(man.inside[-1][0])}" + (f", {late} min late" if late else "")
    if man.inside and man.inside[-1][1] is not None:
        return f"{man.here} {day.clock(man.inside[-1][1])}"
    return man.here


def _outcome(man: Presence) -> str:
    if not man.outcome:
        return ""
    return f"{man.outcome} {'decided' if man.decided else 'provisional'}"


def staff_choices(day: Day, team: Team) -> list[Choice]:
    """Who of staff and visitors comes in or goes out, by one key."""
    here = {one.staff for one in day.attendance.staff if one.here}
    choices = [
        Choice(str(n % TEN), f"{one.name} {'out' if one.staff in here else 'in'}", one.staff)
        for n, one in enumerate(list(team.staff.values())[:9], start=1)
    ]
    visitors = [one for one in day.attendance.visitors if one.here]
    choices += [
        Choice(chr(ord("a") + n), f"{one.name} out", f"-{one.name}")
        for n, one in enumerate(visitors)
    ]
    return [*choices, Choice("v", "a visitor in", "visitor")]
