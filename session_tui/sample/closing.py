"""Work between sessions, recording, debrief and reflections of a sample day."""

from __future__ import annotations

from exercise_bank.exercise import ItemSet
from models.entries.closing import DebriefWritten, ReflectionWritten
from models.entries.group import Followed, WorkFollowed, WorkSet
from models.entries.timeline import RecordingMarked
from models.ids import named_id
from models.local_time import MINUTE_MS
from session_tui.sample.material import SampleWork
from session_tui.sample.script import Script
from session_tui.sample.timeline import runs_of


def play_work_due(script: Script) -> tuple[WorkSet, ...]:
    """At check-in, or once he comes, each man is asked about the work set for him.

    Gives what nobody could be asked about: it is due again.
    """
    first = script.ran[0]
    at = first.start + (first.end - first.start) // 3
    left = []
    for work in script.setting.due:
        asked = [
            member
            for member, inside in script.inside.items()
            if inside and (not work.members or member in work.members)
        ]
        for member in asked:
            at += script.dice.randrange(8, 20) * 1000
            came = script.inside[member][0][0] + 2 * MINUTE_MS
            script.say(_followed(script, work, member), max(at, came))
        if not asked:
            left.append(work)
    return tuple(left)


def _followed(script: Script, work: WorkSet, member: str) -> WorkFollowed:
    result, reason = _result(script, work)
    session = script.setting.session.session
    return WorkFollowed(
        work=work.work, member=member, session=session, result=result, reason=reason
    )


def _result(script: Script, work: WorkSet) -> tuple[Followed, str]:
    """What became of it: as the practice material says of this work, or done."""
    known = next((one for one in script.setting.material.work if one.text == work.text), None)
    if known is None or script.chance(0.6):
        return "done", ""
    return known.result, known.reason


def play_work_set(script: Script) -> tuple[WorkSet, ...]:
    """Before the end one piece of work is set for all, another for a man or two."""
    last = script.ran[-1]
    for_all = [work for work in script.setting.material.work if work.scope == "all"]
    for_one = [work for work in script.setting.material.work if work.scope == "member"]
    here = script.in_room(last.start + 1)
    chosen: list[tuple[SampleWork, tuple[str, ...]]] = [(script.dice.choice(for_all), ())]
    if here:
        men = script.dice.sample(here, min(2, len(here)))
        chosen += [(script.dice.choice(for_one), (man,)) for man in men]
    made = []
    for number, (work, members) in enumerate(chosen):
        session = script.setting.session.session
        name = named_id("sample", "work", session, number)
        made.append(WorkSet(work=name, session=session, members=members, text=work.text))
        script.say(made[-1], last.start + (number + 2) * MINUTE_MS)
    return tuple(made)


def play_recording(script: Script) -> None:
    """The recorder runs from the start to lunch and from there to the end; once in a while not."""
    reference = f"REC {script.setting.session.date}"
    if script.chance(0.08):
        said = RecordingMarked(state="not recorded", reason="camera not returned by the repair")
        script.say(said, script.began)
        return
    script.say(RecordingMarked(state="started", reference=f"{reference} a"), script.began + 20_000)
    for lunch in runs_of(script, ItemSet.LUNCH):
        script.say(RecordingMarked(state="stopped"), lunch.start + 15_000)
        again = RecordingMarked(state="started", reference=f"{reference} b")
        script.say(again, lunch.end + 25_000)
    script.say(RecordingMarked(state="stopped"), script.ended - 30_000)


def play_debrief(script: Script) -> None:
    """The session debrief, and each facilitator's own reflection."""
    setting, dice = script.setting, script.dice
    sample = dice.choice(setting.material.debriefs)
    debrief = DebriefWritten(
        climate=sample.climate,
        deviations=" ".join(script.happened) or "Ran as planned.",
        how_men_left=sample.how_men_left,
        next_time=sample.next_time,
    )
    script.say(debrief, script.ended + 11 * MINUTE_MS)
    for staff in (setting.cast.lead, setting.cast.second):
        if script.chance(0.7):
            said = ReflectionWritten(staff=staff, text=dice.choice(setting.material.reflections))
            script.say(said, script.ended + dice.randrange(14, 20) * MINUTE_MS, by=staff)
