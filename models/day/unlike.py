"""Facts of a session that were said differently: what each fact is, and what each value says.

Both stand side by side, the first in fold order counts meanwhile, until a person settles it.
(design.md, "Standing and settling")
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from models.day.day import Day
from models.entries import attendance, closing, group, observation, timeline
from models.entries.content import Content
from models.entries.entry import Entry
from models.facts import Settled
from models.local_time import hour_minute

_OF_SESSION = (
    *("attendance", "walk-in", "leaving", "outcome", "part", "note", "understanding"),
    *("plan", "order", "overrun", "late-start", "run-on", "debrief", "afterwards"),
)
"""Facts of the session's own stream. A signature, a sign-off and a comment are said again, not
settled; a reflection is its writer's alone."""

_OF_GROUP = ("session", "concern", "action", "work", "followed")
"""Facts of the group's stream, of which those of this session are shown."""

MOST_APART = 3
"""So many items of a plan or an order are named, from the first on that differs."""


@dataclass(frozen=True, slots=True)
class Said:
    """One value: its entry, and what it says in words (empty: nothing). They may hold a note's."""

    entry: Entry
    words: str


@dataclass(frozen=True, slots=True)
class Unlike:
    """A fact said differently: which (`seats` and `what` of them), and its unlike values.

    `seats` are those of the men it is of ("3", "37"), empty where it is of none. The first value
    counts meanwhile.
    """

    seats: str
    what: str
    settled: Settled
    values: tuple[Said, ...]

    @property
    def name(self) -> str:
        """Which fact it is: "3 · attendance"."""
        return f"{self.seats} · {self.what}" if self.seats else self.what

    @property
    def by(self) -> tuple[str, ...]:
        """Who said them (staff ids), each once."""
        return tuple(dict.fromkeys(said.entry.by for said in self.values))


def unsettled_facts(day: Day) -> tuple[Settled, ...]:
    """The facts of the session that stand with unlike values, until a person settles them."""
    names = (*_OF_SESSION, *_OF_GROUP)
    found = [
        (names.index(fact[0]), one.history[0].order, one)
        for fact, one in day.facts.unsettled.items()
        if fact[0] in _OF_SESSION
        or (fact[0] in _OF_GROUP and getattr(one.value.what, "session", "") == day.session)
    ]
    return tuple(one for *_, one in sorted(found, key=lambda found: found[:2]))


def unlike(day: Day) -> tuple[Unlike, ...]:
    """The same, in words."""
    return tuple(unlike_of(day, settled) for settled in unsettled_facts(day))


def unlike_of(day: Day, settled: Settled) -> Unlike:
    """One fact with its unlike values, in words."""
    values = (settled.value, *settled.beside)
    men = "".join(day.roster.seat_sign(one) for one in settled.value.what.members_named)
    said = tuple(Said(entry, _words(day, entry, values)) for entry in values)
    return Unlike(men, _what(day, settled.value), settled, said)


def _what(day: Day, entry: Entry) -> str:
    what = entry.what
    match what:
        case observation.NoteWritten():
            return f"note of {day.clock(entry.about)}"
        case attendance.PartTaken():
            return f"part in {_title(day, what.item)}"
        case observation.UnderstandingRated():
            return f"understanding of {_title(day, what.item)}"
        case timeline.OverrunExplained():
            return f"why {_title(day, what.item)} ran over"
        case group.ConcernWritten():
            return f"{'incident' if what.incident else 'concern'} of {day.clock(entry.about)}"
    return _NAMES.get(type(what), what.kind.replace("-", " "))


_NAMES: dict[type[Content], str] = {
    attendance.AttendanceMarked: "attendance",
    attendance.WalkInSaid: "who walked in",
    attendance.LeavingSeen: "how he left",
    attendance.OutcomeSet: "outcome",
    timeline.PlanLaid: "the plan of the day",
    timeline.ItemsOrdered: "the order of the day",
    timeline.LateStartExplained: "why it began late",
    timeline.RunOn: "running on past the end",
    closing.DebriefWritten: "the debrief",
    closing.WrittenAfterwards: "written afterwards",
    group.SessionOpened: "what this session is",
    group.ActionWritten: "an action",
    group.WorkSet: "work set",
    group.WorkFollowed: "work asked about",
}


def _words(day: Day, entry: Entry, values: Sequence[Entry]) -> str:
    saying = _SAYINGS.get(type(entry.what))
    if saying is not None:
        return saying(day, entry, [one.what for one in values if one is not entry])
    return "; ".join(_fields(day, entry, values)) or day.clock(entry.about)


def _came(day: Day, entry: Entry, _: Sequence[Any]) -> str:
    what = entry.what
    assert isinstance(what, attendance.AttendanceMarked)
    when = f" {day.clock(entry.about)}" if what.says_when else ""
    return f"{what.state}{when}{f': {what.reason}' if what.reason else ''}"


def _outcome(_: Day, entry: Entry, __: Sequence[Any]) -> str:
    what = entry.what
    assert isinstance(what, attendance.OutcomeSet)
    seen = f", on {what.evidence}" if what.evidence else ""
    return f"{what.code} {'decided' if what.decided else 'provisional'}{seen}"


def _note(day: Day, entry: Entry, others: Sequence[Any]) -> str:
    what = entry.what
    assert isinstance(what, observation.NoteWritten)
    if what.struck:
        return f"struck{f': {what.why_changed}' if what.why_changed else ''}"
    words = " / ".join(part for part in (what.text, what.meaning) if part) or "no words yet"
    same = (what.text, what.meaning, False)
    if any((one.text, one.meaning, one.struck) == same for one in others):
        return f"{words} ({_apart_of_note(day, entry)})"
    return words


def _apart_of_note(day: Day, entry: Entry) -> str:
    """Where the words are the same: what else differs."""
    what = entry.what
    assert isinstance(what, observation.NoteWritten)
    seats = "".join(day.roster.seat_sign(member) for member in what.members) or what.scope
    seen = (what.direction, what.domain, what.climate, f"target {what.target}" * bool(what.target))
    item = _title(day, what.item) if what.item else ""
    return ", ".join(part for part in (seats, day.clock(entry.about), *seen, item) if part)


def _plan(_: Day, entry: Entry, others: Sequence[Any]) -> str:
    what = entry.what
    assert isinstance(what, timeline.PlanLaid)
    mine = [f"{one.title} {one.planned}" for one in what.items]
    rest = [[f"{item.title} {item.planned}" for item in one.items] for one in others]
    apart = _from_first_apart(mine, rest)
    span = f"{hour_minute(what.start)} to {hour_minute(what.end)}"
    return f"{len(mine)} items, {span}{f': {apart}' if apart else ''}"


def _order(day: Day, entry: Entry, others: Sequence[Any]) -> str:
    what = entry.what
    assert isinstance(what, timeline.ItemsOrdered)
    mine = [_title(day, item) for item in what.items]
    return _from_first_apart(mine, [[_title(day, item) for item in one.items] for one in others])


def _from_first_apart(mine: list[str], others: Sequence[list[str]]) -> str:
    """What stands from the first place on where these differ, a few of them."""
    first = next(
        (
            place
            for place, name in enumerate(mine)
            if any(place >= len(one) or one[place] != name for one in others)
        ),
        len(mine),
    )
    named = mine[first : first + MOST_APART]
    more = " …" if len(mine) > first + MOST_APART else ""
    return f"{'… ' if first and named else ''}{', '.join(named)}{more}"


_SAYINGS: dict[type[Content], Callable[[Day, Entry, Sequence[Any]], str]] = {
    attendance.AttendanceMarked: _came,
    attendance.OutcomeSet: _outcome,
    observation.NoteWritten: _note,
    timeline.PlanLaid: _plan,
    timeline.ItemsOrdered: _order,
}
"""How each value is said; of the other kinds, the fields that differ."""


def _fields(day: Day, entry: Entry, values: Sequence[Entry]) -> list[str]:
    what = entry.what
    said = []
    for name in type(what).model_fields:
        mine = getattr(what, name)
        if any(getattr(one.what, name) != mine for one in values):
            said.append(f"{name.replace('_', ' ')}: {_printed(day, name, mine)}")
    return said


def _printed(day: Day, name: str, value: object) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if name in ("members", "only", "leaving") and isinstance(value, tuple):
        return " ".join(day.roster.seat_sign(member) for member in value) or "all"
    if name == "until" and isinstance(value, int):
        return day.clock(value)
    if isinstance(value, dict):
        return ", ".join(f"{code} {text}" for code, text in value.items()) or "nothing"
    if isinstance(value, tuple):
        return str(len(value))
    return str(value) or "nothing"


def _title(day: Day, item: str) -> str:
    state = day.timeline.state(item)
    return state.item.title if state else "an item"
