"""What is written on a sample day: notes, marks described later, a concern now and then."""

from __future__ import annotations

from collections.abc import Iterator

from exercise_bank.exercise import ItemSet
from models.entries.group import ActionWritten, ConcernWritten, Told
from models.entries.observation import NoteWritten, NothingToAdd
from models.ids import named_id
from models.local_time import MINUTE_MS
from session_tui.sample.material import SampleNote
from session_tui.sample.script import Ran, Said, Script
from session_tui.sample.timeline import runs_of, shortened

_MINUTES_A_NOTE = 5.5
"""One note in so many minutes of work: 30 to 60 a day."""
_CLIMATE = ("co", "le", "op", "re", "ho")


def play_notes(script: Script) -> None:
    """Notes and marks through the day. Time line and attendance have been played."""
    pools = {name: _pool(script, name) for name in ItemSet if name.is_work}
    written: list[tuple[Said, NoteWritten]] = []
    for ran in script.ran:
        if not ran.item.set.is_work:
            continue
        for at in _moments(script, ran):
            sample = next(pools[ran.item.set])
            if (note := _note(script, ran, at, sample)) is not None:
                written.append((_say_note(script, note, at), note))
    _correct(script, written)
    noted = {member for _, note in written for member in note.members}
    for member, inside in script.inside.items():
        if inside and member not in noted:
            script.say(NothingToAdd(member=member), script.ended, after_s=200)


def _pool(script: Script, name: str) -> Iterator[SampleNote]:
    """The notes of a set in a shuffled order, again and again."""
    pool = [note for note in script.setting.material.notes if note.set == name]
    while True:
        script.dice.shuffle(pool)
        yield from pool


def _moments(script: Script, ran: Ran) -> list[int]:
    inside = shortened(ran, 45_000)
    minutes = (ran.end - ran.start) / MINUTE_MS
    count = max(1, round(minutes / _MINUTES_A_NOTE * script.dice.uniform(0.8, 1.2)))
    return sorted(script.dice.randrange(inside.start, inside.end) for _ in range(count))


def _new_id(script: Script, what: str) -> str:
    """An id that is the same whenever this day is played from the same seed."""
    return named_id("sample", what, script.setting.session.session, len(script.said))


def _note(script: Script, ran: Ran, at: int, sample: SampleNote) -> NoteWritten | None:
    """The note as written of a man who is there, of all, or of the group; None in an empty room."""
    here = script.in_room(at)
    if not here:
        return None
    member = _of_whom(script, ran, here) if sample.scope == "member" else ""
    climate = sample.scope == "group" and sample.direction
    return NoteWritten(
        note=_new_id(script, "note"),
        scope="members" if member else "all" if sample.scope == "all" else "group",
        members=(member,) if member else (),
        text=sample.text,
        meaning=sample.meaning,
        own_words='"' in sample.text,
        direction=sample.direction,
        domain=sample.domain if member else "",
        climate=script.dice.choice(_CLIMATE) if climate else "",
        target=_target(script, member, sample.domain),
        action=sample.flag == "action",
        supervision=sample.flag == "supervision",
    )


def _of_whom(script: Script, ran: Ran, here: list[str]) -> str:
    """In his own work mostly the man who works; otherwise anybody in the room."""
    if ran.item.member in here and script.chance(0.8):
        return ran.item.member
    return script.dice.choice(here)


def _target(script: Script, member: str, domain: str) -> int:
    """The number of his own target that the note is evidence for, sometimes."""
    man = next((man for man in script.setting.men if man.member == member), None)
    if man is None or not domain or not script.chance(0.4):
        return 0
    domains = [target.domain for target in man.targets]
    return domains.index(domain) + 1 if domain in domains else 0


def _say_note(script: Script, note: NoteWritten, at: int) -> Said:
    """Typed at once by the co-facilitator mostly; or marked, and described in the next break."""
    cast = script.setting.cast
    by = cast.second if script.chance(0.8) else cast.lead
    if note.scope == "members" and script.chance(0.12):
        said = _mark_and_describe(script, note, at, by)
    else:
        late = 180 if script.chance(0.06) else 0
        said = script.say(note, at, by=by, after_s=late + script.dice.uniform(6, 50))
    if note.action:
        action = ActionWritten(
            action=note.note,
            session=script.setting.session.session,
            members=note.members,
            what=note.text,
            done=script.setting.finished and script.chance(0.7),
        )
        script.say(action, said.at, by=by, together=said)
    return said


def _mark_and_describe(script: Script, note: NoteWritten, at: int, by: str) -> Said:
    mark = NoteWritten(
        note=note.note, scope=note.scope, members=note.members, direction=note.direction
    )
    marked = script.say(mark, at, by=by)
    breaks = [ran for ran in runs_of(script, ItemSet.BREAK, ItemSet.LUNCH) if ran.start > at]
    described = breaks[0].start if breaks else script.ended
    if not breaks and not script.setting.finished:
        return marked
    wait = (described - at) / 1000 + script.dice.uniform(60, 500)
    return script.say(note, at, by=by, after_s=wait, replaces=marked)


def _correct(script: Script, written: list[tuple[Said, NoteWritten]]) -> None:
    """One note amended on some days, one struck on a few: it was about another man."""
    of_men = [(said, note) for said, note in written if note.members and not note.action]
    if of_men and script.chance(0.5):
        said, note = script.dice.choice(of_men)
        changed = note.model_copy(update={"direction": "", "why_changed": "reads too much into it"})
        if said.what == note:
            after = (max(script.ended, said.written) - said.at) / 1000 + 240
            script.say(changed, said.at, by=said.by, after_s=after, replaces=said)
            of_men.remove((said, note))
    if of_men and script.chance(0.15):
        said, note = script.dice.choice(of_men)
        gone = note.model_copy(update={"struck": True, "why_changed": "not about him"})
        after = (said.written - said.at) / 1000 + 400
        if said.what == note:
            script.say(gone, said.at, by=said.by, after_s=after, replaces=said)


def play_concern(script: Script, number: int) -> None:
    """A concern or incident: his words at once, who was told, then what was decided."""
    setting, dice = script.setting, script.dice
    sample = setting.material.concerns[number % len(setting.material.concerns)]
    ran = dice.choice([ran for ran in script.ran if ran.item.set.is_work])
    at = dice.randrange(ran.start, ran.end)
    here = script.in_room(at)
    if not here:
        return
    about = dice.sample(here, 2 if sample.incident and len(here) > 1 else 1)
    first = ConcernWritten(
        concern=_new_id(script, "concern"),
        session=setting.session.session,
        members=tuple(about),
        item=ran.item.id,
        incident=sample.incident,
        words=sample.words,
    )
    said = script.say(first, at, after_s=40)
    told_at = min(script.ended, at + 35 * MINUTE_MS)
    by = setting.material.member_of_staff("facilitator").name
    told = Told(who=sample.who, by=by, how=sample.how, at=told_at)
    wait = (told_at - at) / 1000 + 60
    passed_on = first.model_copy(update={"told": (told,), "told_him": sample.told_him})
    said = script.say(passed_on, at, after_s=wait, replaces=said)
    if setting.finished:
        reference = f"GW-{setting.session.date[:4]}-{number + 11:03d}"
        settled = {"decided": sample.decided, "reference": reference, "closed": True}
        after = (script.ended - at) / 1000 + 900
        script.say(passed_on.model_copy(update=settled), at, after_s=after, replaces=said)
