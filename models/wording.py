"""What an entry says, in a line: for undo, the history, the trail. Never the text of a note."""

from __future__ import annotations

from collections.abc import Sequence

from models.day import Day
from models.entries import attendance, closing, group, observation, team, timeline
from models.entries.entry import Entry


def describe(day: Day, entries: Sequence[Entry]) -> str:
    """One act in a line: its last entry, and how many more there are of its kind."""
    telling = [e for e in entries if not isinstance(e.what, timeline.ItemEnded)] or list(entries)
    last = telling[-1]
    alike = sum(type(entry.what) is type(last.what) for entry in telling)
    if alike > 1 and isinstance(last.what, attendance.AttendanceMarked):
        return f"{alike} men {last.what.state} {day.clock(last.about)}"
    return say(day, last)


def say(day: Day, entry: Entry) -> str:  # noqa: PLR0911, PLR0912  (one line a kind)
    """One entry in a line."""
    what = entry.what
    at = day.clock(entry.about)
    match what:
        case timeline.ItemStarted():
            return f"{_title(day, what.item)} started {at}"
        case timeline.ItemEnded():
            return f"{_title(day, what.item)} {'cut short' if what.cut else 'ended'} {at}"
        case timeline.ItemDropped():
            return f"{_title(day, what.item)} {'carried over' if what.carried else 'skipped'}"
        case timeline.ItemAdded():
            return f"{what.item.title} added"
        case timeline.ItemMoved():
            return f"{_title(day, what.item)} moved"
        case timeline.MinutesChanged():
            return f"{_title(day, what.item)} {what.minutes:+d} min"
        case timeline.OverrunExplained():
            return f"{_title(day, what.item)} ran over: {what.reason}"
        case timeline.ClockPaused():
            return f"paused {at}"
        case timeline.ClockResumed():
            return f"resumed {at}"
        case timeline.AwaySettled():
            return f"away counted as {what.counted}"
        case timeline.DayEnded():
            return f"day ended {at}"
        case timeline.PlanLaid():
            return "plan laid"
        case timeline.RecordingMarked():
            return f"recording {what.state} {at}"
        case attendance.AttendanceMarked():
            return f"{_seat(day, what.member)} {what.state} {at}"
        case attendance.MemberMoved():
            return f"{_seat(day, what.member)} {what.move} {at}"
        case attendance.RoomCounted():
            return "not all back" if what.missing else "all back"
        case attendance.OutcomeSet():
            return f"{_seat(day, what.member)} {what.code}"
        case attendance.PartTaken():
            return f"{_seat(day, what.member)} {what.part}"
        case attendance.StaffMoved():
            return f"{'staff' if what.staff else 'visitor'} {'in' if what.present else 'out'} {at}"
        case observation.NoteWritten():
            who = "".join(_seat(day, member) for member in what.members) or what.scope
            return f"{who} · {'noted' if what.text or what.meaning else 'marked'} {at}"
        case observation.NothingToAdd():
            return f"{_seat(day, what.member)} nothing to add"
        case group.ConcernWritten():
            return "incident kept" if what.incident else "concern kept"
        case group.ActionWritten():
            return "action done" if what.done else "action kept"
        case group.WorkSet():
            return "work set"
        case group.WorkFollowed():
            return f"{_seat(day, what.member)} work {what.result}"
        case closing.DebriefWritten():
            return "debrief kept"
        case closing.ReflectionWritten():
            return "reflection kept"
        case closing.Signed():
            return f"signed {at}"
        case closing.WrittenAfterwards():
            return "written afterwards"
        case closing.ActWithdrawn():
            return what.says or "done again"
        case group.SessionOpened():
            return "day opened"
        case group.MemberAdded():
            return f"{what.seat % 10} joined the group"
        case team.StaffAdded():
            return "staff added"
        case _:
            return what.kind.replace("-", " ")


def _title(day: Day, item: str) -> str:
    state = day.timeline.state(item)
    return state.item.title if state else "an item"


def _seat(day: Day, member: str) -> str:
    return day.roster.seat_sign(member)
