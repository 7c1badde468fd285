"""Days made up for tests: a plan, a hand that writes entries, and random histories."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import cache

from hypothesis import strategies as st

from models.day.attendance import dosage_ms, single_staffed_ms, total_dosage_ms
from models.day.day import Day
from models.day.observation import note_item, offset_ms
from models.day.unlike import unsettled_facts
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
from models.entries.closing import (
    ActWithdrawn,
    ClockCorrected,
    DebriefWritten,
    ReflectionWritten,
    Signed,
    WrittenAfterwards,
)
from models.entries.content import Content
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
from models.entries.observation import NoteWritten, NothingToAdd, StateMarked
from models.entries.timeline import (
    AwaySettled,
    ClockPaused,
    ClockResumed,
    DayEnded,
    Item,
    ItemAdded,
    ItemDropped,
    ItemEnded,
    ItemMoved,
    ItemsOrdered,
    ItemStarted,
    LateStartExplained,
    MinutesChanged,
    OverrunExplained,
    PlanLaid,
    RecordingMarked,
    SideTimerSet,
)
from models.local_time import MINUTE_MS, instant

DATE, ZONE = "2026-11-24", "Europe/London"
SESSION = "5e" * 16
EARLIER, LATER = "ea" * 16, "1a" * 16
MEN = tuple(f"m{seat}" for seat in range(1, 5))


def wall(minute: float) -> int:
    """The instant (ms) of a minute since midnight on the day of these tests."""
    return instant(DATE, 0, ZONE) + int(minute * MINUTE_MS)


def item(name: str, start: int, planned: int, set_: str = "thematic", **more: object) -> Item:
    """An item of the plan; its minimum is two thirds and its maximum four thirds."""
    return Item.model_validate(
        {
            "id": name,
            "exercise": name,
            "title": name.title(),
            "public_title": name,
            "set": set_,
            "minimum": planned * 2 // 3,
            "planned": planned,
            "maximum": planned * 4 // 3,
            "start": start,
            **more,
        }
    )


PLAN = PlanLaid(
    items=(
        item("check-in", 600, 15, "process"),
        item("messages", 615, 60, "assessment"),
        item("break-1", 675, 15, "break"),
        item("work-1", 690, 60, "personal", member="m1"),
        item("lunch", 750, 30, "lunch", fixed=True),
        item("work-2", 780, 75, "personal", member="m2"),
        item("break-2", 855, 15, "break"),
        item("theme", 870, 45, optional=True),
        item("check-out", 915, 15, "process"),
    ),
    start=600,
    end=930,
)
ITEMS = tuple(one.id for one in PLAN.items)


def opened(session: str = SESSION, date: str = DATE, day: int = 3) -> SessionOpened:
    """The opening of a session of the group of these tests."""
    return SessionOpened(
        session=session, group="g", block=2, block_run="r", day=day, days=8, date=date
    )


def man(seat: int, **more: object) -> MemberAdded:
    """A man of the group."""
    return MemberAdded.model_validate(
        {"member": f"m{seat}", "seat": seat, "initials": f"M{seat}", **more}
    )


class Hand:
    """Writes entries as one laptop does: a clock that only goes up, one act a time."""

    def __init__(self, writer: str = "a", by: str = "anna", begin: float = 570) -> None:
        self.entries: list[Entry] = []
        self.writer, self.by = writer, by
        self._now = begin

    def say(
        self,
        what: Content,
        at: float | None = None,
        *,
        written: float | None = None,
        supersedes: Iterable[Entry] = (),
        act: str = "",
    ) -> Entry:
        """One entry about a minute of the day, written then or later (never before the last)."""
        at = self._now if at is None else at
        self._now = max(self._now, at if written is None else written)
        seq = len(self.entries) + 1
        name = f"{self.writer}{seq}"
        entry = Entry(
            id=name,
            act=act or f"act-{name}",
            about=wall(at),
            written=wall(self._now),
            clock=(wall(self._now), seq),
            by=self.by,
            supersedes=tuple(one.id for one in supersedes),
            what=what,
            writer=self.writer,
            seq=seq,
            stream=SESSION if what.stream == "session" else "g",
        )
        self.entries.append(entry)
        return entry

    def take_back(self, entry: Entry) -> Entry:
        """Withdraw the act of an entry."""
        return self.say(ActWithdrawn(act=entry.act))

    @property
    def day(self) -> Day:
        """The day that these entries make."""
        return Day.of(SESSION, self.entries)


def planned_day(men: int = 4, plan: PlanLaid = PLAN, begin: float = 570) -> Hand:
    """A day opened with its plan and its men, nothing begun."""
    hand = Hand(begin=begin)
    hand.say(opened())
    hand.say(plan)
    for seat in range(1, men + 1):
        hand.say(man(seat))
    return hand


def everything(day: Day, now: int) -> dict[str, object]:
    """Every derived part of a day, with its order; without what undo adds to the trail."""
    line, attendance = day.timeline, day.attendance
    return {
        "timeline": line,
        "running": line.running,
        "following": line.following,
        "forecast": day.forecast(now),
        "roster": (list(day.roster.members.items()), list(day.roster.left.items())),
        "attendance": attendance,
        "men": list(attendance.men),
        "parts": list(attendance.parts.items()),
        "dosage": {
            name: (
                total_dosage_ms(one, line, now),
                *(dosage_ms(one, line, state.item.id, now) for state in line.states),
            )
            for name, one in attendance.men.items()
        },
        "single": single_staffed_ms(attendance, line, now),
        "due": attendance.count_due(line),
        "notes": [replace(note, history=()) for note in day.notes],
        "amended": [note.amended for note in day.notes],
        "marks": [note.id for note in day.marks],
        "noted": day.noted,
        "unsettled": [(one.value, one.beside) for one in unsettled_facts(day)],
        "where": [note_item(note, line) for note in day.notes],
        "offsets": [offset_ms(day.recordings, note.at) for note in day.notes],
        "recordings": day.recordings,
        "states": day.states,
        "concerns": day.concerns,
        "actions": day.actions,
        "work": (day.work_set, day.work_due),
        "followed": [day.followed(work.work, one) for work in day.work_due for one in MEN],
        "closing": (day.debrief, day.reflection("anna"), day.signatures, day.afterwards),
        "nothing": [day.nothing_to_add(one) for one in MEN],
        "planned": (day.plan, day.planned_start, day.planned_end),
        "facts": [
            (name, [(one.value, one.values) for one in standing])
            for name in sorted(day.facts.settled)
            if (standing := day.facts.all_of(name))
        ],
    }


_ITEM = st.sampled_from((*ITEMS[:5], "added", "unknown"))
_MAN = st.sampled_from(MEN)
_WORDS = st.sampled_from(("", "one", "two"))
_NOTE = st.sampled_from(("n1", "n2", "n3"))
_MINUTE = st.integers(585, 960)
_ADDED = item("added", 700, 20)
_OTHER_PLAN = PlanLaid(items=PLAN.items[1:4], start=600, end=900)
_SESSIONS = st.sampled_from((SESSION, EARLIER, LATER))


@cache
def contents() -> st.SearchStrategy[Content]:
    """Content of every kind that makes a day, over few enough subjects that they meet."""
    men = st.lists(_MAN, max_size=2, unique=True).map(tuple)
    return st.one_of(
        st.builds(ItemStarted, item=_ITEM),
        st.builds(ItemEnded, item=_ITEM, cut=st.booleans(), reason=_WORDS),
        st.builds(ItemStarted, item=_ITEM),
        st.builds(ItemDropped, item=_ITEM, carried=st.booleans(), reason=_WORDS),
        st.builds(ItemAdded, item=st.just(_ADDED), after=_ITEM),
        st.builds(ItemMoved, item=_ITEM, after=_ITEM),
        st.builds(ItemsOrdered, items=st.permutations((*ITEMS, "added")).map(tuple)),
        st.builds(LateStartExplained, reason=_WORDS),
        st.builds(SideTimerSet, seconds=st.integers(0, 600), rounds=st.integers(0, 3)),
        st.builds(MinutesChanged, item=_ITEM, minutes=st.sampled_from((-10, 5, 15))),
        st.builds(OverrunExplained, item=_ITEM, reason=_WORDS),
        st.builds(ClockPaused, reason=_WORDS, interruption=st.booleans()),
        st.builds(ClockResumed),
        st.builds(
            AwaySettled,
            since=_MINUTE.map(wall),
            until=_MINUTE.map(wall),
            counted=st.sampled_from(("running", "pause")),
        ),
        st.builds(
            ClockCorrected,
            ms=st.sampled_from((-420_000, 3_000, 600_000)),
            since=_MINUTE.map(wall),
        ),
        st.builds(DayEnded, reason=_WORDS),
        st.sampled_from((PLAN, _OTHER_PLAN)),
        st.builds(
            RecordingMarked, state=st.sampled_from(("started", "stopped", "failed")), reason=_WORDS
        ),
        st.builds(
            AttendanceMarked,
            member=_MAN,
            state=st.sampled_from(("in", "absent", "walk-in")),
            reason=_WORDS,
        ),
        st.builds(
            MemberMoved,
            member=_MAN,
            move=st.sampled_from(("out", "back", "left", "sent home")),
        ),
        st.builds(RoomCounted, missing=men),
        st.builds(WalkInSaid, member=st.just("guest"), seat=st.just(9), initials=_WORDS),
        st.builds(LeavingSeen, member=_MAN, how=_WORDS, distressed=st.booleans()),
        st.builds(OutcomeSet, member=_MAN, code=st.sampled_from(("ATTC", "UAAB"))),
        st.builds(
            PartTaken, member=_MAN, item=_ITEM, part=st.sampled_from(("took part", "declined"))
        ),
        st.builds(StaffMoved, staff=st.sampled_from(("anna", "ben", "")), present=st.booleans()),
        st.builds(
            NoteWritten,
            note=_NOTE,
            scope=st.just("members"),
            members=men,
            text=_WORDS,
            item=st.sampled_from(("", "messages")),
            struck=st.booleans(),
        ),
        st.builds(NothingToAdd, member=_MAN),
        st.builds(
            StateMarked,
            member=_MAN,
            state=st.sampled_from(("silent", "speaking")),
            began=st.booleans(),
            ends=st.sampled_from(((), ("silent", "speaking"))),
        ),
        st.builds(DebriefWritten, deviations=_WORDS),
        st.builds(ReflectionWritten, staff=st.just("anna"), text=_WORDS),
        st.builds(Signed, staff=st.just("anna")),
        st.builds(WrittenAfterwards, date=st.just(DATE), because=_WORDS),
        st.builds(
            MemberAdded,
            member=_MAN,
            seat=st.integers(1, 10),
            initials=_WORDS,
            joined=st.sampled_from(("", "2026-11-01", "2026-12-01")),
        ),
        st.builds(MemberLeft, member=_MAN, why=_WORDS),
        st.builds(WorkSet, work=_WORDS, session=_SESSIONS, text=_WORDS, struck=st.booleans()),
        st.builds(
            WorkFollowed,
            work=_WORDS,
            member=_MAN,
            session=_SESSIONS,
            result=st.sampled_from(("done", "not done")),
        ),
        st.builds(ConcernWritten, concern=_WORDS, session=_SESSIONS, members=men),
        st.builds(ActionWritten, action=_WORDS, session=_SESSIONS, what=_WORDS),
    )


_OPENED = (
    opened(EARLIER, "2026-11-17", 2),
    opened(),
    opened(LATER, "2026-12-01", 4),
)


@st.composite
def histories(draw: st.DrawFn, forged: bool = False, most: int = 30) -> list[Entry]:
    """Entries of two laptops in fold order, with acts, withdrawals and supersession.

    `forged` lets withdrawals and supersession name what comes later, and go round in circles.
    """
    said: list[Content] = [*_OPENED, *draw(st.lists(contents(), min_size=1, max_size=most))]
    if draw(st.booleans()):
        said.insert(draw(st.integers(3, len(said))), PLAN)
    names = [f"e{place}" for place in range(len(said))]
    entries: list[Entry] = []
    for place, what in enumerate(said):
        # The openings stay: without its own a day isn't one.
        known = names[len(_OPENED) :] if forged else names[len(_OPENED) : place]
        new_act = place <= len(_OPENED) or draw(st.integers(0, 3))
        act = f"act-{names[place]}" if new_act else entries[-1].act
        told = what
        if known and place >= len(_OPENED) and draw(st.integers(0, 4)) == 0:
            told = ActWithdrawn(act=f"act-{draw(st.sampled_from(known))}")
            act = f"act-{names[place]}"
        entries.append(_random_entry(draw, told, names[place], act, entries, known))
    return entries


def _random_entry(
    draw: st.DrawFn,
    what: Content,
    name: str,
    act: str,
    before: Sequence[Entry],
    known: Sequence[str],
) -> Entry:
    alike = [entry.id for entry in before if entry.fact == what.fact]
    supersedes: tuple[str, ...] = ()
    if draw(st.booleans()):
        near = draw(st.integers(0, 3)) > 0
        pool = alike if alike and near else list(known)
        if pool:
            supersedes = tuple(draw(st.lists(st.sampled_from(pool), max_size=2)))
    about = draw(_MINUTE)
    seq = len(before) + 1
    return Entry(
        id=name,
        act=act,
        about=wall(about),
        written=wall(about + draw(st.sampled_from((0, 0, 30)))),
        clock=(wall(570) + seq // 3, seq % 3),
        by=draw(st.sampled_from(("anna", "ben"))),
        supersedes=supersedes,
        what=what,
        writer=draw(st.sampled_from(("a", "b"))),
        seq=seq,
        stream=SESSION if what.stream == "session" else "g",
    )


@st.composite
def half_run_days(draw: st.DrawFn, most: int = 12) -> tuple[Hand, float]:
    """A day led up to some minute, as one leads it: nothing said that makes no sense."""
    hand = planned_day()
    now = float(draw(st.sampled_from((590, 600, 606))))
    for _ in range(draw(st.integers(0, most))):
        line = hand.day.timeline
        if line.ended is not None:
            break
        _lead(draw, hand, now)
        now += draw(st.sampled_from((0.5, 1, 4, 10, 17, 35)))
    return hand, now


def _lead(draw: st.DrawFn, hand: Hand, now: float) -> None:
    """One thing that a facilitator may do at this minute."""
    line = hand.day.timeline
    if line.paused:
        hand.say(ClockResumed(), now)
        return
    pending = [state.item.id for state in line.states if state.status == "pending"]
    may = ["pause"] if line.started is not None else []
    may += ["next", "next", "next", "skip", "jump", "minutes", "again"] if pending else ["end"]
    match draw(st.sampled_from(may)):
        case "next" if line.following:
            hand.say(ItemStarted(item=line.following.item.id), now)
        case "jump":
            hand.say(ItemStarted(item=draw(st.sampled_from(pending))), now)
        case "skip":
            hand.say(ItemDropped(item=draw(st.sampled_from(pending)), reason="time"), now)
        case "minutes":
            given = draw(st.sampled_from((-10, 5, 20)))
            hand.say(MinutesChanged(item=draw(st.sampled_from(pending)), minutes=given), now)
        case "again":
            over = [s.item.id for s in line.states if s.runs and not s.running]
            if over:
                hand.say(ItemStarted(item=draw(st.sampled_from(over))), now)
        case "pause":
            hand.say(ClockPaused(), now)
        case _:
            hand.say(DayEnded(), now)
