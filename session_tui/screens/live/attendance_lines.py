"""The attendance sheet as lines: each man's seat, where he is, his minutes; names when asked."""

from __future__ import annotations

from exercise_bank.service import GroupLimits
from models.acts.consent import video_consent
from models.day.attendance import Presence, dosage_ms, single_staffed_ms, total_dosage_ms
from models.day.day import Day
from models.day.wording import say
from models.entries.attendance import (
    AttendanceMarked,
    LeavingSeen,
    MemberMoved,
    OutcomeSet,
    PartTaken,
    WalkInSaid,
)
from models.entries.content import Content
from models.group.attendance_history import attendance_history
from models.group.people import TEN, Team
from models.local_time import MINUTE_MS, long_date
from session_tui.ask import Choice
from session_tui.lines import Line, Weight, fit, line, spread, wrap

SEATS, TITLE = 5, 24
"""Cells of one man's minutes, and of an exercise's title."""


def sheet_lines(
    day: Day,
    chosen: tuple[str, ...],
    now: int,
    limits: GroupLimits,
    team: Team,
    cells: int,
    *,
    shown: bool = False,
) -> list[Line]:
    """The men as lines: seat, where he is, minutes of work so far.

    With `shown`, of the chosen (of all, where nobody is chosen), initials, reason, how he takes
    part in what runs, and outcome: the laptop stands in the room.
    """
    head = spread(line("Attendance", "now"), line(size_said(day, limits), "soft"), cells)
    lines = [head]
    for member, man in day.attendance.men.items():
        picked = member in chosen
        worked = total_dosage_ms(man, day.timeline, now) // MINUTE_MS
        minutes = f"{worked} min" if worked else ""
        text = (
            f" {'›' if picked else ' '} {day.roster.seat_sign(member):>2}  "
            f"{fit(_where(day, man), 24)}{minutes:>8}"
        )
        if shown and (picked or not chosen):
            text += f"   {_asked_for(day, man)}"
        lines.append(line(fit(text, cells), "chosen" if picked else "normal"))
    return [*lines, (), *_others(day, team, now, cells)]


def size_said(day: Day, limits: GroupLimits) -> str:
    """That too few or too many men are here, from the moment that everyone was spoken of."""
    men = day.attendance.men.values()
    here = sum(man.arrived is not None for man in men)
    if here > limits.most:
        return f"{here} men came: a group has {limits.most} at most"
    if here < limits.fewest and men and all(man.here != "expected" for man in men):
        return f"{here} came: a group has {limits.fewest} at least"
    return ""


def _asked_for(day: Day, man: Presence) -> str:
    known, running = day.roster.get(man.member), day.timeline.running
    part = day.attendance.parts.get((man.member, running.item.id)) if running else None
    guest = man.walk_in
    parts = (
        known.initials if known else "?",
        f"from {guest.from_group or 'elsewhere'}" if guest else "",
        man.reason,
        part.part if part else "",
        f"left: {man.how_he_left}" if man.how_he_left else "",
        _outcome(man),
    )
    return " · ".join(one for one in parts if one)


def _others(day: Day, team: Team, now: int, cells: int) -> list[Line]:
    """Staff and visitors, and for how much of the work one of staff was alone."""
    people = [
        f"{team.staff_name(one.staff)}{'' if one.here else ' out'}" for one in day.attendance.staff
    ]
    people += [
        f"{one.name}{f' ({one.capacity})' if one.capacity else ''}{'' if one.here else ' out'}"
        for one in day.attendance.visitors
    ]
    alone = single_staffed_ms(day.attendance, day.timeline, now) // MINUTE_MS
    said = " · ".join(people) or "nobody said yet: s"
    if alone:
        said += f"   one staff alone for {alone} min of work"
    return [(("Staff  ", "past"), (fit(said, cells - 7), "normal")), ()]


def minutes_lines(day: Day, now: int, cells: int) -> list[Line]:
    """Minutes in the room as a table: an exercise a row, a man a column by his seat."""
    men = [man for man in day.attendance.men.values() if man.arrived is not None]
    if not men or day.timeline.started is None:
        return [line("Nobody came yet, or the day hasn't begun.", "past")]
    title = max(12, min(TITLE, cells - SEATS * (len(men) + 1)))
    seats = "".join(f"{day.roster.seat_sign(man.member):>{SEATS}}" for man in men)
    lines: list[Line] = [((f"{fit('Seat', title)}{'ran':>{SEATS}}", "past"), (seats, "head"))]
    for state in day.timeline.states:
        if not (state.item.set.is_work and state.runs):
            continue
        ran = day.timeline.worked_ms(state, now) // MINUTE_MS
        row = "".join(
            f"{dosage_ms(man, day.timeline, state.item.id, now) // MINUTE_MS:>{SEATS}}"
            for man in men
        )
        weight: Weight = "now" if state.running else "normal"
        lines.append(
            ((fit(state.item.title, title), weight), (f"{ran:>{SEATS}}", "past"), (row, weight))
        )
    total = "".join(
        f"{total_dosage_ms(man, day.timeline, now) // MINUTE_MS:>{SEATS}}" for man in men
    )
    return [*lines, ((fit("All work", title + SEATS), "past"), (total, "now"))]


def history_lines(day: Day, member: str, team: Team, cells: int) -> list[Line]:
    """All that was ever said of a man's attendance today, who wrote it when, what still stands."""
    lines: list[Line] = []
    for change in attendance_history(day, member):
        entry = change.entry
        late = ", entered late" if entry.late else ""
        gone = "" if change.stands else " · no longer stands"
        told = _told(day, team, entry.what)
        text = (
            f"{day.clock(entry.written)} {say(day, entry)}{': ' + told if told else ''}{late}"
            f" · {team.staff_name(entry.by)}{gone}"
        )
        lines += wrap(text, cells, "normal" if change.stands else "past", "      ")
    return lines or [line("Nothing was said of him yet.", "past")]


def _told(day: Day, team: Team, what: Content) -> str:
    """What an entry holds beside its line: reasons, words, codes."""
    said: tuple[str, ...] = ()
    match what:
        case AttendanceMarked():
            said = (what.reason,)
        case MemberMoved():
            known = what.with_staff in team.staff
            staff = team.staff_name(what.with_staff) if known else what.with_staff
            with_whom = f"with {staff}" if staff else ""
            said = (what.why, with_whom, what.how_he_left)
        case OutcomeSet():
            said = (what.code, what.evidence)
        case PartTaken():
            state = day.timeline.state(what.item)
            said = (what.part, state.item.title if state else "", what.words, what.response)
        case LeavingSeen():
            said = (what.how, what.done)
        case WalkInSaid():
            said = (what.from_group, what.why)
    return ", ".join(one for one in said if one)


def consent_lines(day: Day, member: str, cells: int) -> list[Line]:
    """What he said of the recording, and when."""
    given = video_consent(day.facts, member)
    if given is None:
        return [(), *wrap("The recording: nobody has asked him.", cells, "past")]
    how = "doesn't agree" if given.taken_back else "told and agreed"
    return [(), *wrap(f"The recording: {how}, {long_date(given.date)}.", cells, "normal")]


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


def staff_here(day: Day, team: Team) -> list[Choice]:
    """The staff in the room, by one key each."""
    here = [one.staff for one in day.attendance.staff if one.here]
    return [
        Choice(str(place % TEN), team.staff_name(staff), staff)
        for place, staff in enumerate(here[:9], start=1)
    ]


def staff_choices(day: Day, team: Team) -> list[Choice]:
    """Who of staff and visitors comes in or goes out, by one key."""
    here = {one.staff for one in day.attendance.staff if one.here}
    choices = [
        Choice(str(n % TEN), f"{one.name} {'out' if one.staff in here else 'in'}", one.staff)
        for n, one in enumerate(list(team.at_work.values())[:9], start=1)
    ]
    visitors = [one for one in day.attendance.visitors if one.here]
    choices += [
        Choice(chr(ord("a") + n), f"{one.name} out", f"-{one.name}")
        for n, one in enumerate(visitors)
    ]
    return [*choices, Choice("v", "a visitor in", "visitor")]


def group_choices(team: Team, mine: str) -> list[Choice]:
    """The team's other groups, by one key each."""
    others = [group for one, group in team.groups.items() if one != mine]
    return [
        Choice(str(place), group.name, group.name)
        for place, group in enumerate(others[:9], start=1)
    ]
