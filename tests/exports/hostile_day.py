"""A day whose every free text is hostile, and the texts that make it so."""

from __future__ import annotations

from dataclasses import replace

from exports.source import Source
from models.entries.attendance import (
    AttendanceMarked,
    MemberMoved,
    OutcomeSet,
    PartTaken,
    StaffMoved,
)
from models.entries.closing import DebriefWritten, ReflectionWritten, WrittenAfterwards
from models.entries.entry import Entry
from models.entries.group import (
    ActionWritten,
    ConcernWritten,
    MemberAdded,
    Target,
    Told,
    WorkFollowed,
    WorkSet,
)
from models.entries.team import GroupFormed
from models.entries.timeline import (
    ClockPaused,
    ClockResumed,
    DayEnded,
    ItemDropped,
    ItemEnded,
    OverrunExplained,
    RecordingMarked,
)
from models.group.people import fold_team
from models.ids import named_id
from tests.exports.sample_day import (
    CONCERN,
    EARLIER,
    GROUP,
    SESSION,
    TAMSIN,
    WREN,
    Room,
    man,
    note,
    opened_room,
    source_of,
    team_facts,
)

TEXTS = (
    '<script>alert(1)</script><img src=x onerror="alert(2)">',
    "</style></title><svg onload=alert(3)>&lt;b&gt; &amp;",
    "=cmd|' /C calc'!A0",
    "#tag *bold* _it_ $x$ @ref <label> \\u{41} // comment #sys.inputs",
    "\x1b]0;owned\x07\x1b[31mred\x9b2J",
    "\u202eevil\u2066 zero\u200bwidth",
    "nul\0nul",
    "e" + "\u0301" * 500,
    "[/nope] [@click=app.quit]x[/]",
    "[a](javascript:alert(1)) ![b](https://x.invalid/p.png) <https://x.invalid>",
    "| a | b |\n|---|---|\n# heading\n- item\n1. one\n> quote\n```\ncode",
    "Łódź Ŵŷn Siôn żółć ’",
    "中文 😀 שלום عربي",
    "x" * 400,
    "word " * 60,
    "two\n\n\n    indented\ttab\r\nlines",
)
ALL = "\n".join(TEXTS)


def hostile_members() -> list[MemberAdded]:
    """Ten men whose every field is hostile."""
    return [
        MemberAdded(
            member=man(seat),
            seat=seat,
            initials=TEXTS[seat - 1],
            name=TEXTS[-seat],
            crn=TEXTS[seat],
            accommodations=ALL,
            offender_manager=ALL,
            targets=(Target(text=ALL, domain="zz"),),
        )
        for seat in range(1, 11)
    ]


def hostile_source() -> Source:
    """The source of the hostile day."""
    room = opened_room(hostile_members(), venue=ALL, supervisor=ALL)
    _day(room)
    _words(room)
    facts = team_facts().plus([_group()])
    return replace(source_of(room.day, names=True), team=fold_team(facts))


def _group() -> Entry:
    what = GroupFormed(group=GROUP, name=ALL, component=ALL)
    return Entry("t9", "t9", 0, 0, (0, 9), WREN, ("t4",), what, "w0", 9)


def _day(room: Room) -> None:
    room.say(StaffMoved(staff=WREN), StaffMoved(staff=TAMSIN), when="09:55")
    room.say(StaffMoved(visitor=ALL, capacity=ALL), when="09:58")
    room.say(RecordingMarked(state="started", reference=ALL), when="10:00")
    room.say(*(AttendanceMarked(member=man(n), state="in") for n in range(1, 10)), when="10:00")
    room.say(AttendanceMarked(member=man(10), state="absent", reason=ALL), when="10:01")
    room.start(0, "10:00")
    room.say(ClockPaused(reason=ALL), when="10:05")
    room.say(ClockResumed(), when="10:08")
    room.start(1, "10:15")
    room.say(OverrunExplained(item=room.item(0), reason=ALL), when="10:16")
    room.say(RecordingMarked(state="failed", reason=ALL), when="10:20")
    room.say(ItemEnded(item=room.item(1), cut=True, reason=ALL, agreed=ALL), when="11:00")
    room.say(ItemDropped(item=room.item(2), reason=ALL, agreed=ALL), when="11:01")
    room.start(3, "11:05")
    moved = MemberMoved(member=man(1), move="out", why=ALL, with_staff=ALL, how_he_left=ALL)
    room.say(moved, when="11:10")
    room.say(DayEnded(), when="15:30")


def _words(room: Room) -> None:
    for number, text in enumerate((*TEXTS, ALL), 100):
        said = note(number, (1, 2), text, meaning=text, outside=text, why_changed=text, domain="zz")
        room.say(said, when="11:20")
        room.say(note(number + 100, (), text, climate="zz"), when="11:30")
    room.say(OutcomeSet(member=man(1), code=ALL, decided=True, evidence=ALL), when="15:31")
    part = PartTaken(member=man(1), item=room.item(3), part="declined", words=ALL, response=ALL)
    room.say(part, when="15:31")
    work = WorkSet(work=named_id("w"), session=SESSION, text=ALL)
    before = WorkSet(work=named_id("v"), session=EARLIER, text=ALL)
    followed = WorkFollowed(
        work=named_id("v"), member=man(1), session=SESSION, result="not done", reason=ALL
    )
    room.say(work, before, followed, when="15:32")
    action = ActionWritten(
        action=named_id("a"), session=SESSION, members=(man(1),), what=ALL, who=ALL, by_when=ALL
    )
    concern = ConcernWritten(
        concern=CONCERN,
        session=SESSION,
        members=(man(1),),
        words=ALL,
        told=(Told(who=ALL, by=ALL, how=ALL),),
        decided=ALL,
        told_him=ALL,
        reference=ALL,
    )
    room.say(action, concern, when="15:33")
    climate = {"co": ALL, "zz": ALL}
    debrief = DebriefWritten(climate=climate, deviations=ALL, how_men_left=ALL, next_time=ALL)
    room.say(debrief, WrittenAfterwards(date="2026-11-25", because=ALL), when="15:34")
    room.say(ReflectionWritten(staff=WREN, text="REFLECTION"), when="15:35")
