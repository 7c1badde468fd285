"""Acts of observation: notes, marks, their words, concerns, actions, work between sessions."""

from __future__ import annotations

from dataclasses import replace

from models.acts.act import Act, Refused
from models.day.day import Day
from models.day.observation import Note
from models.entries import NewEntry
from models.entries.closing import (
    DebriefWritten,
    ReflectionWritten,
    Signed,
    WrittenAfterwards,
)
from models.entries.group import (
    ActionWritten,
    ConcernWritten,
    Followed,
    WorkFollowed,
    WorkSet,
)
from models.entries.observation import NoteWritten, NothingToAdd
from models.entries.timeline import RecordingMarked
from models.entries.typed_text import TooLong, check_length


def write_note(day: Day, note: NoteWritten, at: int) -> Act:
    """Write a note, or a mark. Raises Refused where it is too long or names nobody."""
    _short_enough(note.text, note.meaning)
    if note.scope == "members" and not note.members:
        raise Refused("Who is it about? Begin with his seat, or * for all.")
    word = "noted" if note.text or note.meaning else "marked"
    return Act(f"{about(day, note)} · {word} {day.clock(at)}", (NewEntry(note, at),))


def rewrite_note(day: Day, note: Note, changed: NoteWritten, at: int | None = None) -> Act:
    """Describe a mark, amend, re-tag, move or strike a note: what was stays in its history."""
    _short_enough(changed.text, changed.meaning)
    settled = day.facts.settle("note", note.id)
    if settled is None:
        raise Refused("That note was taken back meanwhile.")
    verb = "struck" if changed.struck else "described" if note.is_mark else "amended"
    moment = note.at if at is None else at
    return Act(f"{about(day, changed)} · {verb}", (NewEntry(changed, moment, settled.values),))


def about(day: Day, note: NoteWritten) -> str:
    """Who a note is about, as seats: "3", "35", "all", "group"."""
    if note.scope == "members":
        return "".join(day.roster.seat_sign(member) for member in note.members)
    return note.scope


def nothing_to_add(day: Day, member: str, at: int) -> Act:
    """Nothing is to be added of this man today."""
    says = f"{day.roster.seat_sign(member)} nothing to add"
    return Act(says, (NewEntry(NothingToAdd(member=member), at),))


def write_concern(day: Day, concern: ConcernWritten, at: int) -> Act:
    """Write a concern or incident, or what has become of it since."""
    _short_enough(concern.words, concern.decided, concern.told_him)
    standing = day.facts.settle("concern", concern.concern)
    word = "incident" if concern.incident else "concern"
    seats = "".join(day.roster.seat_sign(member) for member in concern.members) or "group"
    when = standing.value.about if standing else at
    return Act(
        f"{seats} · {word} kept", (NewEntry(concern, when, standing.values if standing else ()),)
    )


def write_action(day: Day, action: ActionWritten, at: int) -> Act:
    """Write an action, or that it is done, or no longer to be done.

    Raises Refused where it doesn't say what.
    """
    _short_enough(action.what, action.who, action.by_when)
    if not action.what.strip():
        raise Refused("What is to be done? Type it first.")
    standing = day.facts.settle("action", action.action)
    says = "action struck" if action.struck else "action done" if action.done else "action kept"
    return Act(says, (NewEntry(action, at, standing.values if standing else ()),))


def set_work(day: Day, work: WorkSet, at: int) -> Act:
    """Set work between sessions, for all or for the men named."""
    if not work.text.strip():
        raise Refused("What is the work? Type it first.")
    standing = day.facts.settle("work", work.work)
    seats = "".join(day.roster.seat_sign(member) for member in work.members) or "all"
    verb = "taken out" if work.struck else "set"
    return Act(f"{seats} · work {verb}", (NewEntry(work, at, standing.values if standing else ()),))


def follow_work(
    day: Day, work: str, member: str, result: Followed, at: int, reason: str = ""
) -> Act:
    """Say what became of a man's work since last time."""
    standing = day.facts.settle("followed", work, member)
    said = WorkFollowed(work=work, member=member, session=day.session, result=result, reason=reason)
    says = f"{day.roster.seat_sign(member)} work {result}"
    return Act(says, (NewEntry(said, at, standing.values if standing else ()),))


def write_debrief(day: Day, debrief: DebriefWritten, at: int) -> Act:
    """Write the session debrief."""
    _short_enough(debrief.deviations, debrief.how_men_left, debrief.next_time)
    standing = day.facts.settle("debrief")
    return Act("debrief kept", (NewEntry(debrief, at, standing.values if standing else ()),))


def write_reflection(day: Day, staff: str, text: str, at: int) -> Act:
    """Write one's own reflection: for its writer and his supervisor only."""
    _short_enough(text)
    standing = day.facts.settle("reflection", staff)
    said = ReflectionWritten(staff=staff, text=text)
    return Act("reflection kept", (NewEntry(said, at, standing.values if standing else ()),))


def sign(day: Day, staff: str, heads: tuple[str, ...], at: int) -> Act:
    """Sign one's own entries as they stand at these heads."""
    standing = day.facts.settle("signed", staff)
    said = Signed(staff=staff, heads=heads)
    return Act(
        f"signed {day.clock(at)}", (NewEntry(said, at, standing.values if standing else ()),)
    )


def mark_afterwards(day: Day, date: str, because: str, at: int) -> Act:
    """Say that this day ran on paper and was entered on `date` (ISO)."""
    if not because.strip():
        raise Refused("Why was it written afterwards? A few words.")
    standing = day.facts.settle("afterwards")
    said = WrittenAfterwards(date=date, because=because)
    return Act("written afterwards", (NewEntry(said, at, standing.values if standing else ()),))


def mark_recording(day: Day, recording: RecordingMarked, at: int) -> Act:
    """Say that the recording was started, stopped, failed, or isn't made."""
    running = day.recording
    if recording.state == "started" and running:
        raise Refused("The recording runs already.")
    if recording.state in ("stopped", "failed") and not running:
        raise Refused("The recording isn't running.")
    if running and at < running.since:
        raise Refused(f"The recording began at {day.clock(running.since)}: it ended after that.")
    return Act(f"recording {recording.state} {day.clock(at)}", (NewEntry(recording, at),))


def _short_enough(*texts: str) -> None:
    try:
        check_length(*texts)
    except TooLong as error:
        raise Refused(str(error)) from None


def described(note: Note, text: str, meaning: str = "", *, own_words: bool = False) -> NoteWritten:
    """The content of a note with new words."""
    return note.what.model_copy(update={"text": text, "meaning": meaning, "own_words": own_words})


def at_moment(act: Act, at: int) -> Act:
    """The same act about another moment."""
    return Act(act.says, tuple(replace(entry, about=at) for entry in act.entries))
