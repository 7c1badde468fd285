"""Acts of a day that ran on paper: what a row of the register says, entered afterwards.

A row is written whole: what it says now takes the place of all it said before. Instants in ms.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from models.acts.act import Act, Refused
from models.acts.attending import mark
from models.acts.explaining import explain_overrun
from models.day.day import Day
from models.day.timeline import ItemState
from models.day.timeline_fold import KINDS
from models.entries import NewEntry
from models.entries.attendance import Marked, MemberMoved
from models.entries.entry import Entry
from models.entries.timeline import DayEnded, ItemDropped, ItemEnded, ItemStarted
from models.local_time import MINUTE_MS

Became = Literal["", "cut", "skipped", "carried"]
DROPPED = ("skipped", "carried")
AWAY = ("absent", "not admitted", "rescheduled")


@dataclass(frozen=True, slots=True)
class Ran:
    """What the paper says of an item: from when to when it ran, what became of it, and why.

    Without `ended` it ran until the next one began. What was dropped has no times.
    """

    started: int | None = None
    ended: int | None = None
    became: Became = ""
    why: str = ""


@dataclass(frozen=True, slots=True)
class Came:
    """What the paper says of a man: when he came and left, or that he didn't come, and why.

    `why` is the reason of his leaving where he left early, else of his lateness or absence.
    """

    came: int | None = None
    left: int | None = None
    became: Literal["", "absent", "not admitted", "rescheduled", "sent home"] = ""
    why: str = ""


def said_of(day: Day, item: str) -> Ran:
    """What stands of an item, as a row of the paper. An end nobody wrote isn't said."""
    state = _known(day, item)
    told: Became = state.status if state.status in ("cut", "skipped", "carried") else ""
    why = state.reason or state.overrun_reason
    if not state.runs:
        return Ran(became=told, why=why)
    return Ran(state.runs[0].started, _said_end(day, state), told, why)


def item_ran(day: Day, item: str, row: Ran, now: int) -> Act:
    """Write an item's row. Raises Refused where it can't have been so."""
    state = _known(day, item)
    _check_row(state, row, now)
    if row.started is None:
        return _dropped(day, state, row, now)
    _check_neighbours(day, state, row)
    old = _written(day, item)
    entries = [NewEntry(ItemStarted(item=item), row.started, old)]
    says = f"{state.item.title} {day.clock(row.started)}"
    if row.ended is not None:
        cut = row.became in ("cut", "carried")
        ended = ItemEnded(item=item, cut=cut, reason=row.why if cut else "")
        entries.append(NewEntry(ended, row.ended))
        entries += _again_at(day, item, row.ended)
        says += f"–{day.clock(row.ended)}"
    if row.became == "carried":
        dropped = ItemDropped(item=item, carried=True, reason=row.why)
        entries.append(NewEntry(dropped, row.ended))
    over = row.why if not row.became else ""
    if over or state.overrun_reason:
        entries += explain_overrun(day, item, over, row.started).entries
    return Act(f"{says}{', ' + row.became if row.became else ''}", tuple(entries))


def day_ended(day: Day, at: int, now: int) -> Act:
    """Say when the group went home. Raises Refused before an item's end."""
    if at > now:
        raise Refused(f"{day.clock(at)} is still to come.")
    for state in day.timeline.states:
        for run in state.runs:
            end = run.ended if _is_said(day, state, run.ended) else None
            if at <= run.started or (end is not None and at < end):
                raise Refused(f"{state.item.title} ran until {day.clock(end or run.started)}.")
    old = tuple(entry.id for entry in day.facts.standing(*KINDS) if entry.what.kind == _ENDED)
    return Act(f"day ended {day.clock(at)}", (NewEntry(DayEnded(), at, old),))


def man_came(day: Day, member: str, row: Came, now: int) -> Act:
    """Write a man's row. Raises Refused where it can't have been so."""
    for at in (row.came, row.left):
        if at is not None and at > now:
            raise Refused(f"{day.clock(at)} is still to come.")
    if row.became in AWAY:
        return _away(day, member, row, now)
    if row.came is None:
        raise Refused("When did he come? Or he was absent: x in the third column.")
    if row.became == "sent home" and row.left is None:
        raise Refused("When was he sent home?")
    if row.left is not None and row.left <= row.came:
        raise Refused(f"He came at {day.clock(row.came)}: he can't have left before.")
    man, gone = day.attendance.men[member], _leaving(day, member)
    if row.left is None and gone:
        raise Refused("A time can be changed, not removed: ctrl+z takes his row back.")
    arrival = mark(day, member, "in", row.came, row.why if row.left is None else man.reason)
    if row.left is None:
        return arrival
    how: Literal["left", "sent home"] = "sent home" if row.became == "sent home" else "left"
    said = MemberMoved(member=member, move=how, why="" if row.why == man.reason else row.why)
    left = NewEntry(said, row.left, (gone.id,) if gone else ())
    came = () if man.arrived == row.came else arrival.entries
    return Act(f"{arrival.says}, {how} {day.clock(row.left)}", (*came, left))


def said_of_man(day: Day, member: str) -> Came:
    """What stands of a man, as a row of the paper."""
    man = day.attendance.men[member]
    if man.here in AWAY:
        return Came(became=man.here, why=man.reason)  # type: ignore[arg-type]  # one of AWAY
    gone = _leaving(day, member)
    if gone is None:
        return Came(man.arrived, why=man.reason)
    assert isinstance(gone.what, MemberMoved)
    sent = gone.what.move == "sent home"
    return Came(man.arrived, gone.about, "sent home" if sent else "", gone.what.why)


_ENDED = DayEnded.kind
_OF_ITEMS = (ItemStarted, ItemEnded, ItemDropped)


def _known(day: Day, item: str) -> ItemState:
    state = day.timeline.state(item)
    if state is None:
        raise Refused("That item isn't in this day's plan.")
    if len(state.runs) > 1:
        raise Refused(f"{state.item.title} ran more than once: its times are set on the live day.")
    return state


def _check_row(state: ItemState, row: Ran, now: int) -> None:
    if row.started is None:
        if row.became not in DROPPED:
            raise Refused("When did it begin? Or it was dropped: k skipped, c carried over.")
        if row.ended is not None:
            raise Refused("What was skipped or carried over has no times.")
    elif max(row.started, row.ended or 0) > now:
        raise Refused("That time is still to come.")
    elif row.ended is not None and row.ended <= row.started:
        raise Refused("It ended before it began.")
    elif row.became == "skipped":
        raise Refused("It ran, so it wasn't skipped: x cut short, or c the rest carried over.")
    elif row.became and row.ended is None:
        raise Refused("When did it end?")
    elif row.why and not row.became and not _ran_over(state, row):
        raise Refused("A reason is for what was cut, skipped, carried over or ran over.")
    if row.became and not row.why:
        raise Refused("Why? A few words.")


def _ran_over(state: ItemState, row: Ran) -> bool:
    if row.started is None or row.ended is None:
        return False
    return row.ended - row.started > state.minutes * MINUTE_MS


def _check_neighbours(day: Day, state: ItemState, row: Ran) -> None:
    """An item may not lie across another: what runs is one at a time."""
    assert row.started is not None
    if day.timeline.ended is not None and max(row.started + 1, row.ended or 0) > day.timeline.ended:
        raise Refused(f"The day ended at {day.clock(day.timeline.ended)}.")
    for other in day.timeline.states:
        if other.item.id == state.item.id:
            continue
        for run in other.runs:
            ended = run.ended if _is_said(day, other, run.ended) else None
            inside = run.started < row.started and (ended or 0) > row.started
            across = row.started <= run.started < max(row.ended or 0, row.started + 1)
            if inside or across:
                until = f"–{day.clock(ended)}" if ended else ""
                raise Refused(f"{other.item.title} ran {day.clock(run.started)}{until}.")


def _dropped(day: Day, state: ItemState, row: Ran, now: int) -> Act:
    item = state.item.id
    said = ItemDropped(item=item, carried=row.became == "carried", reason=row.why)
    at = min(now, day.wall(state.item.start))
    verb = "carried over" if said.carried else "skipped"
    return Act(f"{state.item.title} {verb}: {row.why}", (NewEntry(said, at, _written(day, item)),))


def _again_at(day: Day, item: str, at: int) -> Iterator[NewEntry]:
    """What else happened at the moment an item ended is written again, to come after it.

    Of two entries about the same moment the first written counts first.
    """
    for entry in day.facts.standing(*KINDS):
        what = entry.what
        if entry.about != at:
            continue
        if isinstance(what, DayEnded) or (isinstance(what, ItemStarted) and what.item != item):
            yield NewEntry(what, at, (entry.id,))


def _written(day: Day, item: str) -> tuple[str, ...]:
    """The ids of what stands of an item's running: what its row now takes the place of."""
    return tuple(
        entry.id
        for entry in day.facts.standing(*KINDS)
        if isinstance(entry.what, _OF_ITEMS) and entry.what.item == item
    )


def _said_end(day: Day, state: ItemState) -> int | None:
    ended = state.runs[-1].ended
    return ended if _is_said(day, state, ended) else None


def _is_said(day: Day, state: ItemState, ended: int | None) -> bool:
    """Whether somebody wrote that it ended then, or only the next one began."""
    return ended is not None and any(
        isinstance(entry.what, ItemEnded)
        and entry.what.item == state.item.id
        and entry.about == ended
        for entry in day.facts.standing(*KINDS)
    )


def _away(day: Day, member: str, row: Came, now: int) -> Act:
    if row.came is not None or row.left is not None:
        raise Refused(f"Who was {row.became} has no times.")
    state: Marked = row.became  # type: ignore[assignment]  # one of AWAY
    return mark(day, member, state, min(now, day.planned_start), row.why)


def _leaving(day: Day, member: str) -> Entry | None:
    """The entry of his leaving for the day, where one stands."""
    man = day.attendance.men.get(member)
    last = man.moves[-1] if man and man.moves else None
    if last is None or not isinstance(last.what, MemberMoved):
        return None
    return last if last.what.move in ("left", "sent home") else None
