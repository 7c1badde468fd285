"""Acts on the time line: the one next thing, pauses, minutes, what is dropped or put in."""

from __future__ import annotations

from dataclasses import dataclass

from exercise_bank.exercise import Exercise, ItemSet
from models.acts.act import Act, Refused
from models.acts.ordering import to_front
from models.day.day import Day
from models.day.timeline import ItemState
from models.entries import NewEntry
from models.entries.closing import ClockCorrected
from models.entries.content import Content
from models.entries.timeline import (
    AwaySettled,
    ClockPaused,
    ClockResumed,
    DayEnded,
    Item,
    ItemAdded,
    ItemDropped,
    ItemEnded,
    ItemStarted,
    MinutesChanged,
    RecordingMarked,
)
from models.ids import item_id
from models.local_time import MINUTE_MS, minute_of_day, span


@dataclass(frozen=True, slots=True)
class NextStep:
    """The one next thing: its label for the footer, and the act (None: nothing is left)."""

    label: str
    act: Act | None


def next_step(day: Day, at: int) -> NextStep:
    """What space does now: start, next, end of break, resume, finish."""
    line = day.timeline
    if line.ended is not None:
        return NextStep("close the day", None)
    if line.paused:
        return NextStep("resume", Act("resumed", (_said(ClockResumed(), at),)))
    running, following = line.running, line.following
    if running is None:
        if following is None:
            if line.started is None:
                raise Refused("This day has no plan yet: add an exercise with i.")
            return NextStep("end the day", end_day(day, at))
        return NextStep("start", start_item(day, following.item.id, at))
    if following is None:
        return NextStep("end the day", end_day(day, at))
    label = "next" if running.item.set.is_work else f"end {running.item.set.label}"
    return NextStep(label, start_item(day, following.item.id, at))


def start_item(day: Day, item: str, at: int) -> Act:
    """Start an item now, or again; what runs ends. Raises Refused where it runs already."""
    state = _known(day, item)
    running = day.timeline.running
    if state.running:
        raise Refused(f"{state.item.title} is running already.")
    entries = []
    if running:
        entries.append(_said(ItemEnded(item=running.item.id), at))
    entries.append(_said(ItemStarted(item=item), at))
    again = " again" if state.runs else ""
    return Act(f"{state.item.title} started{again} {day.clock(at)}", tuple(entries))


def end_item(day: Day, at: int, *, cut: bool, reason: str, agreed: str = "") -> Act:
    """Cut the running item short, with its reason; nothing runs then until the next starts."""
    running = day.timeline.running
    if running is None:
        raise Refused("Nothing is running that could be cut short.")
    said = ItemEnded(item=running.item.id, cut=cut, reason=reason, agreed=agreed)
    return Act(f"{running.item.title} cut short: {reason}", (_said(said, at),))


def cut_and_next(day: Day, at: int, reason: str) -> Act:
    """Cut the running item short and start the one that follows."""
    cut = end_item(day, at, cut=True, reason=reason)
    following = day.timeline.following
    if following is None:
        return cut
    start = _said(ItemStarted(item=following.item.id), at)
    return Act(f"{cut.says}; {following.item.title} started", (*cut.entries, start))


def drop_item(day: Day, item: str, at: int, *, carried: bool, reason: str, agreed: str = "") -> Act:
    """Skip an item, or carry it over to another day. A running one is cut short first."""
    state = _known(day, item)
    if state.status in ("skipped", "carried"):
        raise Refused(f"{state.item.title} is {state.status} already.")
    if state.status in ("done", "cut") and not carried:
        raise Refused(f"{state.item.title} has run; it can be carried over, not skipped.")
    entries = []
    if state.running:
        ended = ItemEnded(item=item, cut=True, reason=reason, agreed=agreed)
        entries.append(_said(ended, at))
    said = ItemDropped(item=item, carried=carried, reason=reason, agreed=agreed)
    entries.append(_said(said, at))
    verb = "carried over" if carried else "skipped"
    return Act(f"{state.item.title} {verb}: {reason}", tuple(entries))


def pause(day: Day, at: int, reason: str = "", *, interruption: bool = False) -> Act:
    """Stop the clock. Raises Refused where it stands already or the day is over.

    Leaving the room in a pause is an interruption from then on.
    """
    standing = day.timeline.paused
    if standing and (standing.interruption or not interruption):
        raise Refused("The clock stands already: space resumes.")
    if day.timeline.started is None:
        raise Refused("The day hasn't begun: nothing to pause.")
    if day.timeline.ended is not None:
        raise Refused("The day has ended: nothing to pause.")
    said = ClockPaused(reason=reason, interruption=interruption)
    what = "left the room" if interruption else "paused"
    return Act(f"{what}{': ' + reason if reason else ''}", (_said(said, at),))


def change_minutes(day: Day, item: str, minutes: int, at: int) -> Act:
    """Give an item minutes, or take them. Raises Refused below one minute or above a day's."""
    state = _known(day, item)
    if state.status not in ("running", "pending"):
        raise Refused(f"{state.item.title} is {state.status}: its minutes stand.")
    if state.item.planned + state.change + minutes < 1:
        raise Refused(f"{state.item.title} has {state.minutes} min: it can't lose {-minutes}.")
    if state.minutes + minutes > MOST_MINUTES:
        raise Refused(f"An item can't be longer than {MOST_MINUTES} min.")
    said = MinutesChanged(item=item, minutes=minutes)
    return Act(f"{state.item.title} {minutes:+d} min", (_said(said, at),))


def set_minutes(day: Day, item: str, minutes: int, at: int) -> Act:
    """Let an item take so many minutes. Raises Refused where it has them already."""
    state = _known(day, item)
    change = minutes - state.minutes
    if not change:
        raise Refused(f"{state.item.title} has {minutes} min already.")
    return change_minutes(day, item, change, at)


def minutes_until(day: Day, item: str, until: int, now: int) -> int:
    """How many minutes an item has that is to end at an instant (ms): of a running one, all."""
    state = _known(day, item)
    row = day.forecast(now).row(item)
    start = now if state.running or row is None else row.start
    if until <= start:
        raise Refused(f"{day.clock(until)} is past for {state.item.title}: type end @ and a time.")
    worked = day.timeline.worked_ms(state, now) if state.running else 0
    return round((worked + until - start) / MINUTE_MS)


MOST_MINUTES = 330
"""The length of a whole day, 10:00 to 15:30 (seed)."""


def break_now(day: Day, at: int, minutes: int = 15) -> Act:
    """Start the next break at once: the planned one if it is still to come, else a new one."""
    line = day.timeline
    running = line.running
    if running and not running.item.set.is_work:
        raise Refused(f"It is {running.item.title.lower()} already: space ends it.")
    if line.ended is not None:
        raise Refused("The day has ended.")
    if line.started is None:
        raise Refused("The day hasn't begun: space starts it.")
    planned = next(
        (s for s in line.states if s.item.set is ItemSet.BREAK and s.status == "pending"), None
    )
    after = running.item.id if running else ""
    if planned is None or _work_between(day, planned):
        bare = _new_item(day, "break", "Break", "Break", ItemSet.BREAK, minutes, at)
        added = _said(ItemAdded(item=bare, after=after), at)
        start = _start_after(running, bare.id, at)
        return Act(f"break {day.clock(at)}, not in the plan", (added, *start))
    start = _start_after(running, planned.item.id, at)
    return Act(f"break {day.clock(at)}", (*to_front(day, planned.item.id, at), *start))


def add_exercise(day: Day, exercise: Exercise, after: str, at: int) -> Act:
    """Put an exercise of the bank into the day, after the item named."""
    item = _new_item(
        day,
        exercise.id,
        exercise.title,
        exercise.public_title,
        exercise.set,
        exercise.minutes.planned,
        at,
    ).model_copy(
        update={
            "minimum": exercise.minutes.minimum,
            "maximum": exercise.minutes.maximum,
            "aim": exercise.aim,
        }
    )
    return Act(f"{exercise.title} added", (_said(ItemAdded(item=item, after=after), at),))


def repeat_item(day: Day, item: str, at: int) -> Act:
    """Put an item that ran into the day once more, right after what runs now."""
    state = _known(day, item)
    running = day.timeline.running
    again = state.item.model_copy(
        update={"id": fresh_id(day, state.item.exercise), "fixed": False, "remark": "repeated"}
    )
    after = running.item.id if running else item
    return Act(f"{state.item.title} again", (_said(ItemAdded(item=again, after=after), at),))


def end_day(day: Day, at: int, *, recording_stopped: bool = False) -> Act:
    """End the day: the group goes home. What ran ends; the recording too where that is said."""
    line = day.timeline
    if line.ended is not None:
        raise Refused("The day has ended already.")
    if line.started is None:
        raise Refused("The day hasn't begun.")
    entries = []
    if line.running:
        entries.append(_said(ItemEnded(item=line.running.item.id), at))
    entries.append(_said(DayEnded(), at))
    if recording_stopped and day.recording:
        entries.append(_said(RecordingMarked(state="stopped"), at))
    return Act(f"day ended {day.clock(at)}", tuple(entries))


def settle_away(since: int, until: int, *, pause: bool) -> Act:
    """Say what a stretch counts as in which the laptop was away."""
    counted = "pause" if pause else "running"
    minutes, seconds = divmod((until - since) // 1000, 60)
    said = AwaySettled(since=since, until=until, counted=counted)
    says = f"away {minutes} min {seconds:02d} s: counted as {counted}"
    return Act(says, (NewEntry(said, since),))


def correct_clock(day: Day, ms: int, since: int) -> Act:
    """Say that our clock was `ms` ahead (behind, where negative) from an instant on until now.

    It is said of the day and of its group: on either stream, what this terminal wrote is meant.
    """
    said = ClockCorrected(ms=ms, since=since)
    entries = (NewEntry(said), NewEntry(said, chosen_stream=day.about.group))
    return Act(f"clock put right by {span(-ms)}", entries)


def _said(what: Content, at: int) -> NewEntry:
    return NewEntry(what, at)


def _known(day: Day, item: str) -> ItemState:
    state = day.timeline.state(item)
    if state is None:
        raise Refused("That item isn't in today's plan.")
    return state


def _start_after(running: ItemState | None, item: str, at: int) -> tuple[NewEntry, ...]:
    ended = (_said(ItemEnded(item=running.item.id), at),) if running else ()
    return (*ended, _said(ItemStarted(item=item), at))


def _work_between(day: Day, planned: ItemState) -> bool:
    """Whether lunch comes before this break: then it isn't the next one."""
    for state in day.timeline.states:
        if state.item.id == planned.item.id:
            return False
        if state.item.set is ItemSet.LUNCH and state.status == "pending":
            return True
    return False


def _new_item(
    day: Day, exercise: str, title: str, public: str, set_: ItemSet, minutes: int, at: int
) -> Item:
    return Item(
        id=fresh_id(day, exercise),
        exercise=exercise,
        title=title,
        public_title=public,
        set=set_,
        minimum=min(5, minutes),
        planned=minutes,
        maximum=max(minutes, 30),
        start=minute_of_day(at, day.about.zone),
    )


def fresh_id(day: Day, exercise: str) -> str:
    """The id of the next occurrence: two laptops that add the same thing mean the same item."""
    held = {state.item.id for state in day.timeline.states}
    occurrence = 1
    while item_id(day.session, exercise, occurrence) in held:
        occurrence += 1
    return item_id(day.session, exercise, occurrence)
