"""Who comes on a sample day, who is late or away and why, who steps out, how each took part."""

from __future__ import annotations

from exercise_bank.exercise import ItemSet
from models.entries.attendance import (
    AttendanceMarked,
    MemberMoved,
    OutcomeSet,
    Part,
    PartTaken,
    RoomCounted,
    StaffMoved,
)
from models.local_time import MINUTE_MS
from session_tui.sample.script import Said, Script
from session_tui.sample.timeline import runs_of, shortened

ATTENDED = "ATTC"


def play_attendance(script: Script) -> None:
    """Staff, visitors and men come and go. The time line has been played."""
    _play_staff(script)
    in_time: list[str] = []
    for man in script.setting.men:
        luck = script.dice.random()
        if luck < 0.06 and not _works_today(script, man.member):
            _absent(script, man.member)
        elif luck < 0.16:
            _late(script, man.member)
        else:
            in_time.append(man.member)
    _all_in(script, in_time)
    for member in list(script.inside):
        if script.chance(0.04):
            _steps_out(script, member)
    _play_counts(script)
    _play_parts(script)


def _works_today(script: Script, member: str) -> bool:
    """Whether his personal work is on the plan: then he comes (late, perhaps)."""
    return any(ran.item.member == member for ran in script.ran)


def _play_staff(script: Script) -> None:
    cast = script.setting.cast
    at = script.began - 9 * MINUTE_MS
    script.say(StaffMoved(staff=cast.lead), at)
    script.say(StaffMoved(staff=cast.second), at, by=cast.second, after_s=20)
    works = runs_of(script, ItemSet.THEMATIC, ItemSet.PERSONAL)
    if script.chance(0.4) and works:
        work = script.dice.choice(works)
        out = work.start + (work.end - work.start) // 3
        back = out + int(script.dice.uniform(4, 9) * MINUTE_MS)
        script.say(StaffMoved(staff=cast.second, present=False), out, by=cast.second)
        script.say(StaffMoved(staff=cast.second), back, by=cast.second)
    if script.chance(0.12):
        name, capacity = script.dice.choice(script.setting.material.visitors)
        script.say(StaffMoved(visitor=name, capacity=capacity), at + 2 * MINUTE_MS)


def _all_in(script: Script, members: list[str]) -> None:
    """One key says that the rest is in."""
    at = script.began - script.dice.randrange(10, 150) * 1000
    first: Said | None = None
    for member in members:
        said = script.say(AttendanceMarked(member=member, state="in"), at, together=first)
        first = first or said
        script.inside[member] = [(at, script.ended)]


def _late(script: Script, member: str) -> None:
    at = script.began + int(script.dice.triangular(3, 45, 9) * MINUTE_MS)
    reason = script.dice.choice(script.setting.material.late)
    script.say(AttendanceMarked(member=member, state="in", reason=reason), at)
    script.inside[member] = [(at, script.ended)]


def _absent(script: Script, member: str) -> None:
    reason, outcome = script.dice.choice(script.setting.material.absent)
    at = script.began + script.dice.randrange(60, 600) * 1000
    script.say(AttendanceMarked(member=member, state="absent", reason=reason), at)
    script.inside[member] = []
    _outcome(script, member, outcome, f"He rang back: {reason}; the letter was seen.")


def _outcome(script: Script, member: str, code: str, evidence: str) -> None:
    """Provisional at the end of the day; decided as well where the record is finished."""
    at = script.ended + script.dice.randrange(90, 400) * 1000
    first = script.say(OutcomeSet(member=member, code=code), at)
    if script.setting.finished:
        decided = OutcomeSet(member=member, code=code, decided=True, evidence=evidence)
        script.say(decided, at + 12 * MINUTE_MS, replaces=first)


def play_outcomes(script: Script) -> None:
    """Who came attended and complied."""
    for member, inside in script.inside.items():
        if inside:
            _outcome(script, member, ATTENDED, "In the room; took part.")


def _steps_out(script: Script, member: str) -> None:
    """Out for some minutes with one of staff; or home early, once in a while."""
    since, until = script.inside[member][-1] if script.inside[member] else (0, 0)
    if until - since < 3_600_000:
        return
    out = int(script.dice.uniform(since + 1_800_000, until - 1_500_000))
    if script.chance(0.2):
        reason = script.reason("stepped out")
        said = MemberMoved(member=member, move="left", why=reason, how_he_left="quiet")
        script.say(said, out)
        script.inside[member][-1] = (since, out)
        return
    back = out + int(script.dice.uniform(4, 14) * MINUTE_MS)
    with_staff = script.setting.cast.second
    why = script.reason("stepped out")
    script.say(MemberMoved(member=member, move="out", why=why, with_staff=with_staff), out)
    script.say(MemberMoved(member=member, move="back"), back)
    script.inside[member][-1:] = [(since, out), (back, until)]


def _play_counts(script: Script) -> None:
    """After each break somebody counts; now and then one man isn't back yet."""
    for pause in runs_of(script, ItemSet.BREAK, ItemSet.LUNCH):
        at = pause.end + script.dice.randrange(5, 40) * 1000
        here = script.in_room(at)
        if len(here) > 3 and script.chance(0.12):
            _not_back(script, script.dice.choice(here), at)
        else:
            script.say(RoomCounted(missing=tuple(_out(script, at))), at)


def _out(script: Script, at: int) -> list[str]:
    """Who is out at this instant and comes back later."""
    here = script.in_room(at)
    return [
        member
        for member, stretches in script.inside.items()
        if member not in here and any(since > at for since, _ in stretches)
    ]


def _not_back(script: Script, member: str, at: int) -> None:
    count = script.say(RoomCounted(missing=(member,)), at)
    why = "not back after the break"
    script.say(MemberMoved(member=member, move="out", why=why), at, together=count)
    back = at + script.dice.randrange(90, 420) * 1000
    script.say(MemberMoved(member=member, move="back"), back)
    place = next(i for i, (s, u) in enumerate(script.inside[member]) if s <= at < u)
    since, until = script.inside[member][place]
    script.inside[member][place : place + 1] = [(since, at), (min(back, until), until)]


def _play_parts(script: Script) -> None:
    """How some took part; who says nothing about it took part."""
    for ran in runs_of(script, ItemSet.THEMATIC, ItemSet.ASSESSMENT):
        at = shortened(ran, 300_000).end
        for member in script.in_room(at):
            if script.chance(0.05):
                part: Part = script.dice.choice(("with support", "sat out", "declined"))
                words = '"Not today."' if part == "declined" else ""
                response = "Left open; asked again after lunch." if part == "declined" else ""
                said = PartTaken(
                    member=member, item=ran.item.id, part=part, words=words, response=response
                )
                script.say(said, at, by=script.setting.cast.second)
