"""What an entry says, in a line: for undo, the history, the trail. Never the text of a note."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from models.day.day import Day
from models.entries import attendance, closing, group, observation, reviewing, team, timeline
from models.entries.content import Content
from models.entries.entry import Entry
from models.group.people import TEN
from models.local_time import span


def describe(day: Day, entries: Sequence[Entry]) -> str:
    """One act in a line: its last entry, and how many more there are of its kind."""
    telling = [e for e in entries if not isinstance(e.what, timeline.ItemEnded)] or list(entries)
    last = telling[-1]
    alike = sum(type(entry.what) is type(last.what) for entry in telling)
    if alike > 1 and isinstance(last.what, attendance.AttendanceMarked):
        return f"{alike} men {last.what.state} {day.clock(last.about)}"
    notes = [entry for entry in telling if isinstance(entry.what, observation.NoteWritten)]
    if len(notes) > 1:
        return f"{len(notes)} notes {_changed(notes)}"
    return say(day, last)


def say(day: Day, entry: Entry) -> str:
    """One entry in a line."""
    saying = _SAYINGS.get(type(entry.what))
    if saying is None:
        return entry.what.kind.replace("-", " ")
    return saying(day, entry.what, day.clock(entry.about))


def _dropped(day: Day, what: timeline.ItemDropped, at: str) -> str:
    del at
    return f"{_title(day, what.item)} {'carried over' if what.carried else 'skipped'}"


def _changed(notes: Sequence[Entry]) -> str:
    struck = all(isinstance(e.what, observation.NoteWritten) and e.what.struck for e in notes)
    return "struck" if struck else "changed"


def _noted(day: Day, what: observation.NoteWritten, at: str) -> str:
    who = "".join(_seat(day, member) for member in what.members) or what.scope
    return f"{who} · {'noted' if what.text or what.meaning else 'marked'} {at}"


_SAYINGS: dict[type[Content], Callable[[Day, Any, str], str]] = {
    timeline.ItemStarted: lambda day, what, at: f"{_title(day, what.item)} started {at}",
    timeline.ItemEnded: lambda day, what, at: (
        f"{_title(day, what.item)} {'cut short' if what.cut else 'ended'} {at}"
    ),
    timeline.ItemDropped: _dropped,
    timeline.ItemAdded: lambda _, what, __: f"{what.item.title} added",
    timeline.ItemsOrdered: lambda _, __, at: f"the order of the day changed {at}",
    timeline.LateStartExplained: lambda _, what, __: f"late start: {what.reason}",
    timeline.SideTimerSet: lambda _, what, at: (
        f"side timer {'set' if what.rounds else 'stopped'} {at}"
    ),
    timeline.ItemMoved: lambda day, what, _: f"{_title(day, what.item)} moved",
    timeline.MinutesChanged: lambda day, what, _: f"{_title(day, what.item)} {what.minutes:+d} min",
    timeline.OverrunExplained: lambda day, what, _: (
        f"{_title(day, what.item)} ran over: {what.reason}"
    ),
    timeline.ClockPaused: lambda _, __, at: f"paused {at}",
    timeline.ClockResumed: lambda _, __, at: f"resumed {at}",
    timeline.AwaySettled: lambda _, what, __: f"away counted as {what.counted}",
    timeline.DayEnded: lambda _, __, at: f"day ended {at}",
    timeline.RecordingMarked: lambda _, what, at: f"recording {what.state} {at}",
    attendance.AttendanceMarked: lambda day, what, at: (
        f"{_seat(day, what.member)} {what.state} {at}"
    ),
    attendance.MemberMoved: lambda day, what, at: f"{_seat(day, what.member)} {what.move} {at}",
    attendance.RoomCounted: lambda _, what, __: "not all back" if what.missing else "all back",
    attendance.OutcomeSet: lambda day, what, _: (
        f"{_seat(day, what.member)} · outcome {'decided' if what.decided else 'provisional'}"
    ),
    attendance.PartTaken: lambda day, what, _: f"{_seat(day, what.member)} · taking part said",
    attendance.WalkInSaid: lambda _, what, at: f"{_guests_seat(what)} walked in {at}",
    attendance.LeavingSeen: lambda day, what, _: f"{_seat(day, what.member)} · how he left is kept",
    attendance.StaffMoved: lambda _, what, at: (
        f"{'staff' if what.staff else 'visitor'} {'in' if what.present else 'out'} {at}"
    ),
    observation.NoteWritten: _noted,
    observation.NothingToAdd: lambda day, what, _: f"{_seat(day, what.member)} nothing to add",
    observation.StateMarked: lambda day, what, at: (
        f"{_seat(day, what.member)} · state {'begun' if what.began else 'ended'} {at}"
    ),
    observation.UnderstandingRated: lambda day, what, _: (
        f"{_seat(day, what.member)} · {'rated' if what.rating else 'rating taken back'}"
    ),
    group.ConcernWritten: lambda _, what, __: "incident kept" if what.incident else "concern kept",
    group.ActionWritten: lambda _, what, __: (
        "action struck" if what.struck else "action done" if what.done else "action kept"
    ),
    group.WorkSet: lambda _, __, ___: "work set",
    group.WorkFollowed: lambda day, what, _: f"{_seat(day, what.member)} work {what.result}",
    group.SessionOpened: lambda _, __, ___: "day opened",
    group.MemberAdded: lambda _, what, __: f"{what.seat % TEN} joined the group",
    closing.DebriefWritten: lambda _, __, ___: "debrief kept",
    closing.ReflectionWritten: lambda _, __, ___: "reflection kept",
    closing.Signed: lambda _, __, at: f"signed {at}",
    closing.ClockCorrected: lambda _, what, __: f"clock put right by {span(-what.ms)}",
    closing.ActWithdrawn: lambda _, what, __: what.says or "done again",
    reviewing.CommentWritten: lambda _, what, __: "question asked" if what.asks else "comment kept",
    reviewing.SessionReviewed: lambda _, what, at: (
        f"{'signed off' if what.signed_off else 'returned'} {at}"
    ),
    team.StaffAdded: lambda _, __, ___: "staff added",
    team.StaffLeft: lambda _, __, ___: "staff left",
}
"""How each kind is said; the others by their name."""


def _title(day: Day, item: str) -> str:
    state = day.timeline.state(item)
    return state.item.title if state else "an item"


def _guests_seat(what: attendance.WalkInSaid) -> str:
    return str(what.seat % TEN) if what.seat > 0 else "a man without a seat"


def _seat(day: Day, member: str) -> str:
    return day.roster.seat_sign(member)
