"""A whole day made up for these tests: everything a session note has to show stands in it.

Every person is invented. What must never leave is marked REFLECTION, CONCERNWORDS, STRUCKWORDS.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable
from dataclasses import replace
from functools import cache
from pathlib import Path

import exercise_bank
from exercise_bank.bank import Bank, load_bank
from exports.source import Source
from models.acts.opening import lay_plan
from models.day.day import Day
from models.entries.attendance import (
    AttendanceMarked,
    MemberMoved,
    OutcomeSet,
    PartTaken,
    StaffMoved,
)
from models.entries.closing import DebriefWritten, ReflectionWritten, Signed
from models.entries.content import Content
from models.entries.entry import Entry
from models.entries.group import (
    ActionWritten,
    ConcernWritten,
    MemberAdded,
    MemberLeft,
    SessionOpened,
    Told,
    WorkFollowed,
    WorkSet,
)
from models.entries.observation import NoteWritten, NothingToAdd
from models.entries.team import GroupFormed, StaffAdded
from models.entries.timeline import (
    ClockPaused,
    ClockResumed,
    DayEnded,
    Item,
    ItemAdded,
    ItemDropped,
    ItemEnded,
    ItemStarted,
    MinutesChanged,
    OverrunExplained,
    RecordingMarked,
)
from models.facts import Facts
from models.group.people import fold_team
from models.ids import named_id
from models.local_time import instant

DATE, ZONE = "2026-11-24", "Europe/London"
GROUP = named_id("group")
SESSION, EARLIER = named_id("session"), named_id("earlier")
CONCERN = named_id("concern")
WREN, TAMSIN, GARETH, DOROTHEA = (named_id("staff", number) for number in range(4))
STAFF = {
    WREN: ("Wren Alderpike", "facilitator"),
    TAMSIN: ("Tamsin Overlode", "co-facilitator"),
    GARETH: ("Gareth Pinfold-Rae", "cover"),
    DOROTHEA: ("Dorothea Quillfeather", "supervisor"),
}
HEADS = (
    f"{named_id('writer', 1)}:412:{'3fa9c1d2' * 8}",
    f"{named_id('writer', 2)}:188:{'77ab01ce' * 8}",
)
EVERY_DAY = "Write down one decision a day and the thought before it"
RING = "Ring your brother on Sunday"


def at(clock: str) -> int:
    """The instant (ms) of "11:42" on the day."""
    hour, minute = clock.split(":")
    return instant(DATE, int(hour) * 60 + int(minute), ZONE)


def man(seat: int) -> str:
    """The id of the man on this seat."""
    return named_id("man", seat)


@cache
def practice() -> dict[str, list[dict[str, object]]]:
    """The practice material of the starter bank."""
    path = Path(exercise_bank.__file__).parent / "nsogp" / "practice.toml"
    return tomllib.loads(path.read_text(encoding="utf-8"))


@cache
def bank() -> Bank:
    """The starter bank of the sample's block."""
    return load_bank(block=2)


class Room:
    """Where contents become entries: one writer, a clock that never goes back."""

    def __init__(self, day: Day | None = None, begin: str = "09:00") -> None:
        self.day = day or Day.of(SESSION, [])
        self._seq = len(self.day.facts.entries)
        self._clock = at(begin)

    def say(
        self,
        *said: Content,
        when: str,
        by: str = WREN,
        written: str = "",
        beside: bool = False,
    ) -> None:
        """One act about a moment. A new value supersedes the standing one, unless `beside`."""
        self._clock = max(self._clock + 1, at(written or when))
        entries = []
        for what in said:
            self._seq += 1
            standing = self.day.facts.settle(*what.fact) if what.fact and not beside else None
            entries.append(
                Entry(
                    id=f"{self._seq:032x}",
                    act=f"act{self._clock}",
                    about=at(when),
                    written=at(written or when),
                    clock=(self._clock, 0),
                    by=by,
                    supersedes=standing.values if standing else (),
                    what=what,
                    writer="w1",
                    seq=self._seq,
                )
            )
        self.day = self.day.plus(entries)

    def item(self, place: int) -> str:
        """The id of the item at this place of the day as it stands, from 0."""
        return self.day.timeline.states[place].item.id

    def start(self, place: int, when: str, written: str = "") -> None:
        """The item at this place starts; what runs ends."""
        running = self.day.timeline.running
        ended = (ItemEnded(item=running.item.id),) if running else ()
        self.say(*ended, ItemStarted(item=self.item(place)), when=when, written=written)


def team_facts() -> Facts:
    """The team: four staff and a group."""
    said: list[Content] = [
        StaffAdded.model_validate({"staff": staff, "name": name, "role": role})
        for staff, (name, role) in STAFF.items()
    ]
    said.append(GroupFormed(group=GROUP, name="Core Group Tuesday", venue="Room 2, Alder House"))
    return Facts.of(
        Entry(f"t{n}", f"t{n}", 0, 0, (0, n), WREN, (), what, "w0", n)
        for n, what in enumerate(said)
    )


def members() -> list[MemberAdded]:
    """Eight men of the practice material, one who left, one who joined after this day."""
    men = [
        MemberAdded.model_validate({**row, "member": man(index), "joined": "2026-09-14"})
        for index, row in enumerate(practice()["member"][:8], 1)
    ]
    left = MemberAdded(member=man(9), seat=9, initials="NR", name="Nathaniel Rushcombe")
    later = MemberAdded(
        member=man(10), seat=10, initials="WO", name="Winston Oakshade", joined="2026-12-01"
    )
    return [*men, left, later]


def opened_room(men: Iterable[MemberAdded] | None = None, **about: object) -> Room:
    """The room before the day begins."""
    room = Room()
    room.say(*(members() if men is None else men), when="09:00")
    if men is None:
        room.say(MemberLeft(member=man(9), why="moved away"), when="09:00")
    session = {
        "session": SESSION,
        "group": GROUP,
        "block": 2,
        "block_run": "run",
        "day": 4,
        "days": 8,
        "date": DATE,
        "supervisor": DOROTHEA,
    }
    room.say(SessionOpened.model_validate({**session, **about}), when="09:31")
    plan = bank().plans[2].day(4)
    assert plan is not None
    room.say(lay_plan(plan, SESSION, bank(), room.day.roster), when="09:31")
    every = WorkSet(work=named_id(EVERY_DAY), session=EARLIER, text=EVERY_DAY)
    ring = WorkSet(work=named_id(RING), session=EARLIER, members=(man(7),), text=RING)
    room.say(every, ring, when="09:32")
    return room


def sample_room() -> Room:
    """The room after a whole day with everything in it."""
    room = opened_room()
    _people(room)
    _check_in(room)
    _morning(room)
    _afternoon(room)
    _outcomes(room)
    _notes(room)
    _closing(room)
    return room


@cache
def sample_day() -> Day:
    """The day of `sample_room`."""
    return sample_room().day


def source_of(day: Day, *, now: str = "16:10", names: bool = False) -> Source:
    """The source of a day's documents."""
    return Source(day, fold_team(team_facts()), bank(), at(now), DOROTHEA, HEADS, names)


def sample(*, names: bool = False) -> Source:
    """The source of the sample's documents."""
    return source_of(sample_day(), names=names)


def signed_by(source: Source, *staff: str) -> Source:
    """The source with these signatures too."""
    room = Room(source.day, "16:03")
    for one in staff:
        room.say(Signed(staff=one, heads=HEADS), when="16:05", by=one)
    return replace(source, day=room.day)


def _people(room: Room) -> None:
    room.say(StaffMoved(staff=WREN), StaffMoved(staff=TAMSIN), when="09:55")
    room.say(StaffMoved(visitor="Iwan Prys", capacity="interpreter, Welsh"), when="09:58")
    room.say(RecordingMarked(state="started", reference="tape 14/26"), when="10:00")


def _check_in(room: Room) -> None:
    room.start(0, "10:02")
    here = [AttendanceMarked(member=man(seat), state="in") for seat in (1, 3, 4, 5, 7, 8)]
    room.say(*here, when="10:02")
    late = AttendanceMarked(member=man(2), state="in", reason="bus didn't come")
    ill = AttendanceMarked(member=man(6), state="absent", reason="rang: says ill")
    room.say(ill, when="10:05", by=TAMSIN)
    room.say(late, when="10:12")
    also = AttendanceMarked(member=man(7), state="in")
    room.say(also, when="10:07", by=TAMSIN, written="10:25", beside=True)
    for seat, result, reason in (
        (1, "done", ""),
        (3, "part", "two days of seven"),
        (4, "not done", "lost the sheet"),
    ):
        said = {"work": named_id(EVERY_DAY), "member": man(seat), "session": SESSION}
        followed = WorkFollowed.model_validate({**said, "result": result, "reason": reason})
        room.say(followed, when="10:14")
    ring = WorkFollowed(work=named_id(RING), member=man(7), session=SESSION, result="done")
    room.say(ring, when="10:15")


def _morning(room: Room) -> None:
    room.start(1, "10:20", written="10:26")
    room.say(ClockPaused(reason="fire alarm, all out and back", interruption=True), when="10:41")
    room.say(ClockResumed(), when="10:49")
    room.say(RecordingMarked(state="failed", reason="card full"), when="11:05")
    room.say(MinutesChanged(item=room.item(1), minutes=5), when="11:20")
    why = OverrunExplained(item=room.item(1), reason="discussion needed the time")
    room.start(2, "11:33")
    room.say(why, when="11:34")
    room.say(RecordingMarked(state="started", reference="tape 15/26"), when="11:46")
    room.start(3, "11:46")
    out = MemberMoved(member=man(8), move="out", why="needs a moment", with_staff=TAMSIN)
    room.say(out, StaffMoved(staff=TAMSIN, present=False), when="11:52")
    back = MemberMoved(member=man(8), move="back")
    room.say(back, StaffMoved(staff=TAMSIN), when="12:01")
    room.start(4, "12:33")


def _afternoon(room: Room) -> None:
    room.start(5, "13:03")
    court = MemberMoved(member=man(5), move="left", why="court at 14:30", how_he_left="settled")
    room.say(court, when="13:40")
    short = ItemEnded(item=room.item(5), cut=True, reason="short of time", agreed=TAMSIN)
    room.say(short, when="14:10")
    room.start(6, "14:10")
    why = "EP asked for a fresh day; Emrys Pellwyn was tired"
    dropped = ItemDropped(item=room.item(7), carried=True, reason=why, agreed=WREN)
    room.say(dropped, when="14:20")
    room.say(ItemAdded(item=_ten_minutes(), after=room.item(6)), when="14:21")
    room.start(7, "14:24")
    room.start(9, "15:12")
    sent = MemberMoved(
        member=man(4),
        move="sent home",
        why="threw a chair",
        with_staff=WREN,
        how_he_left="distressed-arranged",
    )
    room.say(sent, when="15:20")
    room.say(DayEnded(), when="15:34")


def _ten_minutes() -> Item:
    exercise = bank().by_id["the-ten-minute-wait"]
    return Item(
        id=named_id("added"),
        exercise=exercise.id,
        title=exercise.title,
        public_title=exercise.public_title,
        set=exercise.set,
        minimum=exercise.minutes.minimum,
        planned=exercise.minutes.planned,
        maximum=exercise.minutes.maximum,
        start=14 * 60 + 24,
    )


def _outcomes(room: Room) -> None:
    for seat in (1, 2, 3, 7, 8):
        decided = seat == 1
        said = OutcomeSet(member=man(seat), code="ATTC", decided=decided)
        room.say(said, when="15:40", by=DOROTHEA if decided else WREN)
    seen = OutcomeSet(member=man(5), code="ATTC", decided=True, evidence="court letter seen")
    room.say(seen, when="15:40", by=DOROTHEA)
    room.say(OutcomeSet(member=man(6), code="AAME"), when="15:40")
    support = PartTaken(member=man(3), item=room.item(1), part="with support")
    declined = PartTaken(
        member=man(7),
        item=room.item(5),
        part="declined",
        words="not in front of Lucian",
        response="asked to write it instead, did so",
    )
    room.say(support, declined, when="15:41")


def note(number: int, seats: tuple[int, ...], text: str, **more: object) -> NoteWritten:
    """A note about these seats; none means the group."""
    said = {
        "note": named_id("note", number),
        "scope": "members" if seats else "group",
        "members": tuple(man(seat) for seat in seats),
        "text": text,
    }
    return NoteWritten.model_validate({**said, **more})


DECIDED = 'Went back to the moment before: "I had already decided, I just hadn\'t told myself."'
NOTES: tuple[tuple[str, NoteWritten], ...] = (
    (
        "10:38",
        note(1, (3,), DECIDED, direction="strength", domain="sr", own_words=True, target=3),
    ),
    (
        "10:52",
        note(
            2,
            (3,),
            "Looked at Lucian Tarnfold before answering; LT shook his head.",
            meaning="May be taking his cue from seat 8.",
            domain="re",
        ),
    ),
    (
        "11:10",
        note(
            3,
            (3, 5),
            "DF and SK laughed when Ivo spoke, then Siôn apologised to him.",
            direction="concern",
            domain="re",
        ),
    ),
    (
        "11:15",
        note(4, (), "Waited for the slowest to finish writing, unasked.", climate="co"),
    ),
    ("13:15", note(5, (), "Each man named one decision he'd make again.", scope="all")),
    ("13:30", note(7, (2,), "Said he had slept badly.", supervision=True)),
    ("13:35", note(8, (8,), "STRUCKWORDS about the wrong man.")),
    (
        "14:05",
        note(9, (4,), "Stood up, voice rising, sat when asked.", meaning="Tired?", domain="sr"),
    ),
    ("14:40", note(10, (4,), "")),
    (
        "10:06",
        note(11, (8,), "Brought the sheet back complete.", outside="hostel keyworker, phone"),
    ),
)


def _notes(room: Room) -> None:
    for when, said in NOTES:
        room.say(said, when=when, by=TAMSIN)
    asked = note(6, (1,), "Asked two men what they needed today.", target=1, action=True)
    room.say(asked, when="11:40", by=TAMSIN, written="12:20")
    rows = [row for row in practice()["note"] if row["scope"] == "member"]
    for number, row in enumerate(rows[:40], 20):
        seat = (1, 2, 3, 4, 5, 7, 8)[number % 7]
        minute = 10 * 60 + 22 + (number - 20) * 7
        more = {key: row[key] for key in ("direction", "domain")}
        said = note(
            number, (seat,), str(row["text"]), meaning=row.get("interpretation", ""), **more
        )
        when = f"{minute // 60}:{minute % 60:02d}"
        room.say(said, when=when, by=TAMSIN if number % 3 else WREN)
    changed = "Said he had slept badly and skipped breakfast."
    amended = note(7, (2,), changed, supervision=True, why_changed="he said both")
    room.say(amended, when="13:30", by=TAMSIN, written="15:45")
    struck = note(8, (8,), "STRUCKWORDS about the wrong man.", struck=True)
    room.say(struck, when="13:35", by=TAMSIN, written="15:46")


def _closing(room: Room) -> None:
    concern = ConcernWritten(
        concern=CONCERN,
        session=SESSION,
        members=(man(2),),
        item=room.item(5),
        words='CONCERNWORDS "I took the road past the school again on Friday. I don\'t know why."',
        told=(
            Told(who="Hester Larkmoor, offender manager", by=WREN, how="telephone", at=at("15:38")),
            Told(who="Dorothea Quillfeather", by=TAMSIN, how="in person", at=at("15:50")),
        ),
        decided="His offender manager sees him tomorrow at 10:00.",
        told_him="That this is passed on today, to whom and why. He said he expected it.",
        reference="C-2026-031",
    )
    room.say(concern, when="13:48", written="13:52")
    action = ActionWritten(
        action=named_id("action"),
        session=SESSION,
        members=(man(1),),
        what="Send the written summary he asks for",
        who=TAMSIN,
        by_when="Thursday",
    )
    room.say(action, when="15:36")
    each = "Notice one small decision each day and write down what came just before it"
    for_all = WorkSet(work=named_id(each), session=SESSION, text=each)
    chain = "Finish the last two steps of the chain on paper"
    for_one = WorkSet(work=named_id(chain), session=SESSION, members=(man(3),), text=chain)
    room.say(for_all, for_one, when="15:25")
    room.say(NothingToAdd(member=man(6)), when="15:43")
    debrief = DebriefWritten(
        climate={"co": "held together after the alarm", "op": "more guarded after lunch"},
        deviations="The fire alarm cost eight minutes; seat 4's second part goes to day 5.",
        how_men_left="All settled but EP, who was met at the door by his keyworker.",
        next_time="Begin with how it was left with seat 4.",
    )
    room.say(debrief, when="15:55")
    reflection = ReflectionWritten(staff=WREN, text="REFLECTION I lost patience after lunch.")
    room.say(reflection, when="15:57")
    room.say(Signed(staff=WREN, heads=HEADS), when="16:02")
