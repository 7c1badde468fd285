"""Undo and redo: what one's own latest act was, and the entry that takes it back."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass

from models.acts.act import Act, Refused
from models.day.day import Day
from models.entries import NewEntry
from models.entries.closing import ActWithdrawn
from models.entries.entry import Entry
from models.entries.group import SessionOpened
from models.entries.planning import DayPlanned
from models.facts import Facts


@dataclass(frozen=True, slots=True)
class Undoable:
    """An act to take back: its id, the streams it wrote to, its entries."""

    act: str
    streams: tuple[str, ...]
    entries: tuple[Entry, ...]

    def taken_back(self, says: str) -> Act:
        """The act that takes it back in every stream that it wrote to; `says` is its line."""
        gone = ActWithdrawn(act=self.act, says=says)
        return Act(says, tuple(NewEntry(gone, chosen_stream=one) for one in self.streams))


def to_undo(day: Day, staff: str) -> Undoable:
    """One's own latest standing act of this session, to be withdrawn; never its opening.

    Raises Refused where there is none, or where somebody's later value rests on it.
    """
    return _to_undo(day.facts, day.entries_of_session, staff, "in this session")


def to_redo(day: Day, staff: str) -> Undoable:
    """One's own latest standing undo, as long as nothing else was done since."""
    return _to_redo(day.facts, day.entries_of_session, staff)


def plan_to_undo(facts: Facts, staff: str, run: str, begun: Collection[int] = ()) -> Undoable:
    """One's own latest standing act on the plan of a block's run; facts are the group's.

    `begun` are the days that were opened. Raises Refused where there is none, where somebody's
    later value rests on it, or where it planned a day that has begun since.
    """
    found = _to_undo(facts, _entries_of_plan(facts, run), staff, "on this plan")
    days = {entry.what.day for entry in found.entries if isinstance(entry.what, DayPlanned)}
    if since := sorted(days & set(begun)):
        raise Refused(f"Day {since[0]} has begun since: plan the rest again instead.")
    return found


def plan_to_redo(facts: Facts, staff: str, run: str) -> Undoable:
    """One's own latest standing undo on a plan, as long as nothing else was done on it since."""
    return _to_redo(facts, _entries_of_plan(facts, run), staff)


def _to_undo(facts: Facts, entries: Iterable[Entry], staff: str, where: str) -> Undoable:
    for act in _newest_first(entries, staff):
        if isinstance(act.entries[0].what, ActWithdrawn) or not facts.stands(act.entries[0]):
            continue
        if any(isinstance(entry.what, SessionOpened) for entry in act.entries):
            continue
        ids = {entry.id for entry in act.entries}
        for entry in facts.entries.values():
            if entry.by != staff and not ids.isdisjoint(entry.supersedes) and facts.stands(entry):
                raise Refused(
                    "Somebody else has changed that since: settle it with them, or amend it."
                )
        return act
    raise Refused(f"Nothing of yours is left to undo {where}.")


def _to_redo(facts: Facts, entries: Iterable[Entry], staff: str) -> Undoable:
    for act in _newest_first(entries, staff):
        if not facts.stands(act.entries[0]):
            continue
        if _is_undo(facts, act):
            return act
        if not isinstance(act.entries[0].what, ActWithdrawn):
            break
    raise Refused("Nothing is left to redo.")


def _is_undo(facts: Facts, act: Undoable) -> bool:
    """Whether it withdraws something said (withdrawing a withdrawal is a redo)."""
    what = act.entries[0].what
    if not isinstance(what, ActWithdrawn):
        return False
    withdrawn = facts.acts.get(what.act)
    return withdrawn is not None and not isinstance(withdrawn[0].what, ActWithdrawn)


def _entries_of_plan(facts: Facts, run: str) -> Iterator[Entry]:
    """What was said of a run's plan, and what takes that back or says it again."""
    mine: set[str] = set()
    for entry in facts.entries.values():
        what = entry.what
        planned = isinstance(what, DayPlanned) and what.block_run == run
        if planned or (isinstance(what, ActWithdrawn) and what.act in mine):
            mine.add(entry.act)
            yield entry


def _newest_first(entries: Iterable[Entry], staff: str) -> Iterator[Undoable]:
    acts: dict[str, list[Entry]] = {}
    for entry in entries:
        if entry.by == staff:
            acts.setdefault(entry.act, []).append(entry)
    for act, of_act in reversed(acts.items()):
        streams = dict.fromkeys(entry.stream for entry in of_act)
        yield Undoable(act, tuple(streams), tuple(of_act))
