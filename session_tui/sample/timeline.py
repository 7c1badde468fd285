"""How the time line of a sample day goes: drift, overruns, what is cut, skipped or carried."""

from __future__ import annotations

from dataclasses import replace

from exercise_bank.exercise import ItemSet
from models.day.reasons_due import NOTABLE_MINUTES
from models.entries.content import Content
from models.entries.timeline import (
    ClockPaused,
    ClockResumed,
    DayEnded,
    Item,
    ItemAdded,
    ItemDropped,
    ItemEnded,
    ItemStarted,
    LateStartExplained,
    MinutesChanged,
    OverrunExplained,
)
from models.local_time import MINUTE_MS
from session_tui.sample.script import Ran, Script

AGREED = "both facilitators"
WAITING = "waiting for members"
_LATE_STARTS = (0, 0, 1, 1, 2, 3, 5, 8)


def play_timeline(script: Script) -> None:
    """Run the plan from the first item to the end of the day."""
    items = _with_carried(script)
    cursor = script.setting.wall(items[0].start + script.dice.choice(_LATE_STARTS))
    for place, item in enumerate(items):
        following = items[place + 1] if place + 1 < len(items) else None
        end = _wanted_end(script, item, following, cursor)
        if item.optional and end - cursor < item.minimum * MINUTE_MS:
            _skip(script, item, cursor)
            continue
        end = max(end, cursor + _fewest(item) * MINUTE_MS)
        _start(script, item, cursor)
        script.ran.append(Ran(item, cursor, end))
        _give_and_take(script, item, cursor, end)
        cursor = end
    script.say(DayEnded(), script.ended)
    _explain_overruns(script)
    _explain_late_start(script, items[0].start)
    _pause(script)


def _explain_late_start(script: Script, planned: int) -> None:
    """A day that began notably late says why."""
    if script.ran[0].start - script.setting.wall(planned) >= NOTABLE_MINUTES * MINUTE_MS:
        script.say(LateStartExplained(reason=WAITING), script.ran[0].start)


def _wanted_end(script: Script, item: Item, following: Item | None, cursor: int) -> int:
    """When they mean to end it (ms): near the plan, and not before a fixed start."""
    wall = script.setting.wall
    drift = min(12.0, max(-4.0, script.dice.gauss(1.5, 4)))
    if item.set is ItemSet.LUNCH:
        return cursor + int((item.planned + max(0.0, drift / 3)) * MINUTE_MS)
    end = wall(item.end + drift)
    if following is not None and following.fixed:
        end = max(end, wall(following.start))
    return min(end, max(cursor, wall(item.end)) + (item.maximum - item.planned + 6) * MINUTE_MS)


def _fewest(item: Item) -> int:
    """The minutes they give it at the very least; a break keeps ten (experience.md)."""
    if item.set is ItemSet.BREAK:
        return min(item.planned, 10)
    return max(5, item.minimum * 2 // 3)


def _start(script: Script, item: Item, at: int) -> None:
    """One key: the running item ends, this one starts; now and then it was pressed too soon."""
    before = script.ran[-1].item.id if script.ran else ""
    if before and script.chance(0.03):
        too_soon = script.say(ItemEnded(item=before), at - 40_000)
        script.say(ItemStarted(item=item.id), at - 40_000, together=too_soon)
        script.take_back(too_soon, 9)
    first = script.say(_end_of(script, script.ran[-1], at), at) if before else None
    script.say(ItemStarted(item=item.id), at, together=first)


def _end_of(script: Script, ran: Ran, at: int) -> Content:
    """The end of the item that ran: cut short where it had less than its minimum."""
    if (at - ran.start) // MINUTE_MS >= ran.item.minimum or not ran.item.set.is_work:
        return ItemEnded(item=ran.item.id)
    reason = script.reason("cut")
    script.happened.append(f"{ran.item.title} cut short: {reason}.")
    return ItemEnded(item=ran.item.id, cut=True, reason=reason, agreed=AGREED)


def _skip(script: Script, item: Item, at: int) -> None:
    reason = script.reason("skip")
    script.say(ItemDropped(item=item.id, reason=reason, agreed=AGREED), at - MINUTE_MS)
    script.happened.append(f"{item.title} left out: {reason}.")


def _with_carried(script: Script) -> list[Item]:
    """The day's items; on some days one is carried over and the spare exercise put in its place."""
    setting = script.setting
    items = list(setting.plan.items)
    can_go = [
        place
        for place, item in enumerate(items)
        if item.set in (ItemSet.THEMATIC, ItemSet.ASSESSMENT) and item.parts == 1 and place > 1
    ]
    if setting.spare is None or not (setting.carries or (can_go and script.chance(0.12))):
        return items
    if not can_go:
        _put_in_and_carry(script, setting.spare)
        return items
    place = can_go[-1]
    gone, before = items[place], items[place - 1]
    at = setting.wall(before.start)
    reason = "the group needed something else first"
    carried = ItemDropped(item=gone.id, carried=True, reason=reason, agreed=AGREED)
    script.say(carried, at, after_s=20)
    items[place] = setting.spare.model_copy(update={"start": gone.start, "planned": gone.planned})
    script.say(ItemAdded(item=items[place], after=before.id), at, after_s=45)
    script.happened.append(f"{gone.title} carried over, {items[place].title} put in: {reason}.")
    return items


def _put_in_and_carry(script: Script, spare: Item) -> None:
    """Personal work isn't carried over: on its days something was put in and then found no time."""
    items = script.setting.plan.items
    last, before = items[-1], items[-2]
    added = spare.model_copy(update={"start": last.start})
    script.say(ItemAdded(item=added, after=before.id), script.setting.wall(items[0].start))
    reason = "short of time"
    carried = ItemDropped(item=spare.id, carried=True, reason=reason, agreed=AGREED)
    script.say(carried, script.setting.wall(before.start))
    script.happened.append(f"{spare.title} put in, then carried over: {reason}.")


def _give_and_take(script: Script, item: Item, start: int, end: int) -> None:
    """Minutes given to, or taken from, an item while it runs."""
    change = round(((end - start) / MINUTE_MS - item.planned) / 5) * 5
    if not item.set.is_work or abs(change) < 5 or script.chance(0.5):
        return
    changed = MinutesChanged(item=item.id, minutes=change)
    script.say(changed, start + (end - start) * 2 // 3)


def _explain_overruns(script: Script) -> None:
    for ran in script.ran:
        over = (ran.end - ran.start) // MINUTE_MS - ran.item.planned
        if over < NOTABLE_MINUTES:
            continue
        if not ran.item.set.is_work:
            script.say(OverrunExplained(item=ran.item.id, reason=WAITING), ran.end, after_s=20)
        else:
            reason = script.reason("overrun")
            said = OverrunExplained(item=ran.item.id, reason=reason)
            script.say(said, ran.end, after_s=script.dice.uniform(15, 50))
            script.happened.append(f"{ran.item.title} ran {over} min over: {reason}.")


def _pause(script: Script) -> None:
    """On some days the clock is stopped for a few minutes."""
    long = [ran for ran in script.ran if ran.item.set.is_work and ran.end - ran.start > 2_400_000]
    if not long or not script.chance(0.2):
        return
    ran = script.dice.choice(long)
    at = ran.start + int((ran.end - ran.start) * script.dice.uniform(0.3, 0.6))
    reason = script.reason("pause")
    paused = script.say(ClockPaused(), at)
    named = ClockPaused(reason=reason)
    script.say(named, at, after_s=7, replaces=paused)
    until = at + int(script.dice.uniform(2, 6) * MINUTE_MS)
    script.say(ClockResumed(), until)
    script.happened.append(f"Stopped for {(until - at) // MINUTE_MS} min: {reason}.")


def runs_of(script: Script, *sets: ItemSet) -> list[Ran]:
    """The stretches in which items of these sets ran."""
    return [ran for ran in script.ran if ran.item.set in sets]


def shortened(ran: Ran, by_ms: int) -> Ran:
    """The stretch without its first and last `by_ms`, where it is long enough."""
    if ran.end - ran.start <= 2 * by_ms:
        return ran
    return replace(ran, start=ran.start + by_ms, end=ran.end - by_ms)
