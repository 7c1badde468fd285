"""A day: what the entries of one session and of its group make, as one immutable value.

`Day.of` folds everything; `Day.plus` takes in what is new and must give the same (a test holds
it so). Every part is derived when first asked for, and kept where nothing touched it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from itertools import chain

from models.day import attendance as presence
from models.day import timeline_fold as line
from models.day.attendance import Attendance, fold_attendance
from models.day.forecast import Forecast, Warn, forecast
from models.day.observation import (
    Note,
    Recording,
    counted,
    exchanged,
    fold_notes,
    fold_recordings,
    notes_of,
    to_describe,
    touched_notes,
)
from models.day.side_timer import SideTimer, fold_side_timer
from models.day.states import Stretch, fold_states
from models.day.timeline import Timeline
from models.day.timeline_fold import fold_timeline
from models.entries.attendance import WalkInSaid
from models.entries.closing import (
    ActWithdrawn,
    DebriefWritten,
    ReflectionWritten,
    Signed,
    WrittenAfterwards,
)
from models.entries.entry import Entry
from models.entries.group import (
    ActionWritten,
    ConcernWritten,
    MemberAdded,
    MemberLeft,
    SessionOpened,
    WorkFollowed,
    WorkSet,
)
from models.entries.membership import StandingChanged
from models.entries.observation import NothingToAdd, StateMarked, UnderstandingRated
from models.entries.reviewing import CommentWritten, SessionReviewed
from models.entries.timeline import OverrunExplained, PlanLaid, RecordingMarked, RunOn, SideTimerSet
from models.facts import Facts
from models.group.people import Roster, fold_roster
from models.local_time import clock, instant

_ROSTER = (WalkInSaid, MemberAdded, MemberLeft, StandingChanged, SessionOpened, PlanLaid)

_TOUCHED = {
    "timeline": (*line.KINDS, PlanLaid, OverrunExplained),
    "attendance": (*presence.KINDS, *_ROSTER),
    "roster": _ROSTER,
    "recordings": (RecordingMarked,),
    "states": (StateMarked,),
    "side_timer": (SideTimerSet,),
}
"""Which kinds of entry change which part; notes are looked at one by one."""

_OF_REVIEW = (CommentWritten, SessionReviewed)
"""What asks for no signature of its own."""


@dataclass(frozen=True)
class Day:
    """One session. `session` is its id; `facts` hold its own and its group's entries."""

    session: str
    facts: Facts

    @classmethod
    def of(cls, session: str, entries: Iterable[Entry]) -> Day:
        """The day that these entries (of the session and its group) make."""
        return cls(session, Facts.of(entries))

    def plus(self, new: Iterable[Entry]) -> Day:
        """This day and new entries."""
        new = tuple(new)
        facts = self.facts.plus(new)
        if facts is self.facts:
            return self
        day = Day(self.session, facts)
        if facts.corrections != self.facts.corrections:
            return day
        turned = [facts.acts.get(act, ()) for act in facts.withdrawn ^ self.facts.withdrawn]
        touched_by = [*new, *chain.from_iterable(turned)]
        kinds = {type(entry.what) for entry in touched_by}
        day._take_notes(self, touched_notes(touched_by))
        for part, touched in _TOUCHED.items():
            if part in self.__dict__ and kinds.isdisjoint(touched):
                day.__dict__[part] = self.__dict__[part]
        if "attendance" in day.__dict__ and day.timeline.ended != self.timeline.ended:
            del day.__dict__["attendance"]
        return day

    def _take_notes(self, before: Day, touched: set[str]) -> None:
        """Take over the parts made of notes, with what became of those `touched`."""
        gone, come = notes_of(touched, before.facts), notes_of(touched, self.facts)
        if "notes" in before.__dict__:
            self.__dict__["notes"] = exchanged(before.notes, gone, come)
        if "marks" in before.__dict__:
            self.__dict__["marks"] = exchanged(before.marks, to_describe(gone), to_describe(come))
        if "noted" in before.__dict__:
            self.__dict__["noted"] = before.noted + counted(come) - counted(gone)

    @cached_property
    def about(self) -> SessionOpened:
        """Which session this is. Raises LookupError where its opening is missing."""
        entry = self.facts.value("session", self.session)
        if entry is None or not isinstance(entry.what, SessionOpened):
            raise LookupError("the entry that opened this session is missing")
        return entry.what

    @cached_property
    def roster(self) -> Roster:
        """The men who were of the group on this day; in a session of one man, he alone."""
        roster = fold_roster(self.facts, self.about.date, self.planned_start)
        return roster.of(self.about.only) if self.about.only else roster

    @cached_property
    def timeline(self) -> Timeline:
        """Its items, what ran when, its pauses."""
        return fold_timeline(self.facts)

    @cached_property
    def attendance(self) -> Attendance:
        """Who was in the room."""
        return fold_attendance(self.facts, self.roster, self.timeline.ended)

    @cached_property
    def notes(self) -> tuple[Note, ...]:
        """Notes and marks, struck ones too."""
        return fold_notes(self.facts)

    @cached_property
    def marks(self) -> tuple[Note, ...]:
        """The marks whose words are still to come."""
        return to_describe(self.notes)

    @cached_property
    def noted(self) -> Counter[str]:
        """How many notes name each man, struck ones too."""
        return counted(self.notes)

    @cached_property
    def recordings(self) -> tuple[Recording, ...]:
        """The stretches recorded."""
        return fold_recordings(self.facts)

    @property
    def recording(self) -> Recording | None:
        """The recording that nobody has stopped."""
        last = self.recordings[-1] if self.recordings else None
        return last if last and last.until is None else None

    @cached_property
    def states(self) -> tuple[Stretch, ...]:
        """The stretches that a state lasted in a man."""
        return fold_states(self.facts)

    @cached_property
    def side_timer(self) -> SideTimer | None:
        """The timer beside the schedule."""
        return fold_side_timer(self.facts)

    @property
    def states_lasting(self) -> tuple[Stretch, ...]:
        """The states that nobody has ended."""
        return tuple(stretch for stretch in self.states if stretch.until is None)

    @property
    def ratings(self) -> tuple[UnderstandingRated, ...]:
        """How far each observer saw a man understand an exercise, in the order first said."""
        found = (settled.value.what for settled in self.facts.all_of("understanding"))
        return tuple(one for one in found if isinstance(one, UnderstandingRated) and one.rating)

    def rating(self, item: str, member: str, staff: str) -> UnderstandingRated | None:
        """One observer's rating of a man in an item."""
        entry = self.facts.value("understanding", item, member, staff)
        what = entry.what if entry else None
        return what if isinstance(what, UnderstandingRated) and what.rating else None

    @property
    def plan(self) -> PlanLaid | None:
        """The plan as laid into the record."""
        entry = self.facts.value("plan")
        return entry.what if entry and isinstance(entry.what, PlanLaid) else None

    def wall(self, minute: int) -> int:
        """The instant (ms) of a minute since local midnight on this day."""
        return instant(self.about.date, minute, self.about.zone)

    def clock(self, at: int) -> str:
        """An instant as "11:42" on this day's wall."""
        return clock(at, self.about.zone)

    @property
    def planned_start(self) -> int:
        """The planned start of the day, as an instant."""
        return self.wall(self.plan.start if self.plan else 600)

    @cached_property
    def late_from(self) -> int:
        """Who comes after this is late: the start as planned or as it was, whichever is later."""
        return max(self.planned_start, self.timeline.started or 0)

    @property
    def planned_end(self) -> int:
        """The planned end of the day, as an instant."""
        return self.wall(self.plan.end if self.plan else 930)

    def forecast(self, now: int, warn: Warn | None = None) -> Forecast:
        """The day as it will go from `now` (ms)."""
        return forecast(self.timeline, now, self.wall, self.planned_end, warn)

    @property
    def run_on(self) -> RunOn | None:
        """That it was agreed to run on past the planned end, with its reason."""
        entry = self.facts.value("run-on")
        return entry.what if entry and isinstance(entry.what, RunOn) else None

    @property
    def concerns(self) -> tuple[tuple[Entry, ConcernWritten], ...]:
        """Concerns and incidents of this session, as they stand."""
        found = [(settled.value, settled.value.what) for settled in self.facts.all_of("concern")]
        return tuple(
            (entry, what)
            for entry, what in found
            if isinstance(what, ConcernWritten) and what.session == self.session
        )

    @property
    def actions(self) -> tuple[ActionWritten, ...]:
        """Actions that this session gave rise to."""
        return tuple(what for what in self._actions if what.session == self.session)

    @property
    def actions_open(self) -> tuple[ActionWritten, ...]:
        """The group's actions that aren't done, of all sessions, oldest first."""
        return tuple(what for what in self._actions if not what.done)

    @cached_property
    def _actions(self) -> tuple[ActionWritten, ...]:
        found = [settled.value.what for settled in self.facts.all_of("action")]
        return tuple(what for what in found if isinstance(what, ActionWritten) and not what.struck)

    @property
    def work_set(self) -> tuple[WorkSet, ...]:
        """Work set in this session."""
        return tuple(work for work in self._work if work.session == self.session)

    @property
    def work_due(self) -> tuple[WorkSet, ...]:
        """Work set in earlier sessions of which some man wasn't asked in an earlier one."""
        return tuple(
            work
            for work in self._work
            if work.session != self.session
            and work.session not in self._later_sessions
            and self.men_due(work)
        )

    def men_due(self, work: WorkSet) -> tuple[str, ...]:
        """The men who were set this work and weren't asked about it in an earlier session.

        Work for all was set for who was in the group by then.
        """
        answered = self._asked_earlier.get(work.work, ())
        men = work.members or self._only(work.session)
        men = men or tuple(m for m in self._men if self._was_there(m, work))
        return tuple(member for member in men if member not in answered)

    @cached_property
    def _men(self) -> tuple[str, ...]:
        """The group's men: of this day, or, before it is opened, of now."""
        opened = self.facts.value("session", self.session) is not None
        return tuple((self.roster if opened else fold_roster(self.facts)).members)

    def _only(self, session: str) -> tuple[str, ...]:
        """The men of a session of one man: work for all was for him."""
        opened = self.facts.value("session", session)
        return opened.what.only if opened and isinstance(opened.what, SessionOpened) else ()

    def _was_there(self, member: str, work: WorkSet) -> bool:
        joined = self.facts.settle("member", member)
        was_set = self.facts.settle("work", work.work)
        if joined is None or was_set is None:
            return False
        return joined.history[0].written <= was_set.history[0].written

    @cached_property
    def _later_sessions(self) -> frozenset[str]:
        """The group's sessions after this one: what they set isn't due here."""
        opened = [settled.value.what for settled in self.facts.all_of("session")]
        sessions = {what.session: what for what in opened if isinstance(what, SessionOpened)}
        mine = sessions.get(self.session)
        if mine is None:
            return frozenset()
        return frozenset(
            name for name, what in sessions.items() if (what.date, what.day) > (mine.date, mine.day)
        )

    @cached_property
    def _work(self) -> tuple[WorkSet, ...]:
        found = [settled.value.what for settled in self.facts.all_of("work")]
        return tuple(what for what in found if isinstance(what, WorkSet) and not what.struck)

    @cached_property
    def _asked_earlier(self) -> dict[str, frozenset[str]]:
        """Who was asked in an earlier session, by the work's id."""
        here_or_later = {self.session, *self._later_sessions}
        asked: dict[str, frozenset[str]] = {}
        for settled in self.facts.all_of("followed"):
            what = settled.value.what
            if isinstance(what, WorkFollowed) and what.session not in here_or_later:
                asked[what.work] = asked.get(what.work, frozenset()) | {what.member}
        return asked

    def followed(self, work: str, member: str) -> WorkFollowed | None:
        """What became of this work for this man."""
        entry = self.facts.value("followed", work, member)
        return entry.what if entry and isinstance(entry.what, WorkFollowed) else None

    @property
    def debrief(self) -> DebriefWritten | None:
        """The session debrief."""
        entry = self.facts.value("debrief")
        return entry.what if entry and isinstance(entry.what, DebriefWritten) else None

    def reflection(self, staff: str) -> ReflectionWritten | None:
        """This person's own reflection: for him and his supervisor only."""
        entry = self.facts.value("reflection", staff)
        return entry.what if entry and isinstance(entry.what, ReflectionWritten) else None

    @property
    def signatures(self) -> tuple[Entry, ...]:
        """The signatures that stand."""
        return tuple(
            settled.value
            for settled in self.facts.all_of("signed")
            if isinstance(settled.value.what, Signed)
        )

    @property
    def afterwards(self) -> WrittenAfterwards | None:
        """Whether the day was written afterwards, on which date and why."""
        entry = self.facts.value("afterwards")
        return entry.what if entry and isinstance(entry.what, WrittenAfterwards) else None

    def nothing_to_add(self, member: str) -> bool:
        """Whether someone said that nothing is to be added of him."""
        entry = self.facts.value("nothing-to-add", member)
        return bool(entry and isinstance(entry.what, NothingToAdd))

    @cached_property
    def entries_of_session(self) -> tuple[Entry, ...]:
        """The entries of this session alone, in fold order, with what takes their acts back."""
        acts: set[str] = set()
        mine = []
        for entry in self.facts.entries.values():
            what = entry.what
            if isinstance(what, ActWithdrawn):
                belongs = what.act in acts
            else:
                belongs = what.stream == "session" or getattr(what, "session", "") == self.session
            if belongs:
                acts.add(entry.act)
                mine.append(entry)
        return tuple(mine)

    @property
    def entries_to_sign(self) -> tuple[Entry, ...]:
        """Those of them that ask for a name: not what is private to one, nor the review's own."""
        private = {entry.act for entry in self.entries_of_session if entry.what.private_to}
        for entry in self.entries_of_session:
            if isinstance(entry.what, ActWithdrawn) and entry.what.act in private:
                private.add(entry.act)
        return tuple(
            entry
            for entry in self.entries_of_session
            if entry.act not in private and not isinstance(entry.what, _OF_REVIEW)
        )
