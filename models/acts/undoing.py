"""Undo and redo: what one's own latest act was, and the entry that takes it back."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from models.acts.act import Refused
from models.day.day import Day
from models.entries.closing import ActWithdrawn
from models.entries.entry import Entry
from models.entries.group import SessionOpened


@dataclass(frozen=True, slots=True)
class Undoable:
    """An act to take back: its id, the streams it wrote to, its entries."""

    act: str
    streams: tuple[str, ...]
    entries: tuple[Entry, ...]


def to_undo(day: Day, staff: str) -> Undoable:
    """One's own latest standing act of this session, to be withdrawn; never its opening.

    Raises Refused where there is none, or where somebody's later value rests on it.
    """
    for act in _newest_first(day, staff):
        if isinstance(act.entries[0].what, ActWithdrawn) or not day.facts.stands(act.entries[0]):
            continue
        if any(isinstance(entry.what, SessionOpened) for entry in act.entries):
            continue
        ids = {entry.id for entry in act.entries}
        for entry in day.facts.entries.values():
            if (
                entry.by != staff
                and not ids.isdisjoint(entry.supersedes)
                and day.facts.stands(entry)
            ):
                raise Refused(
                    "Somebody else has changed that since: settle it with them, or amend it."
                )
        return act
    raise Refused("Nothing of yours is left to undo in this session.")


def to_redo(day: Day, staff: str) -> Undoable:
    """One's own latest standing undo, as long as nothing else was done since."""
    for act in _newest_first(day, staff):
        if not day.facts.stands(act.entries[0]):
            continue
        if _is_undo(day, act):
            return act
        if not isinstance(act.entries[0].what, ActWithdrawn):
            break
    raise Refused("Nothing is left to redo.")


def _is_undo(day: Day, act: Undoable) -> bool:
    """Whether it withdraws something said (withdrawing a withdrawal is a redo)."""
    what = act.entries[0].what
    if not isinstance(what, ActWithdrawn):
        return False
    withdrawn = day.facts.acts.get(what.act)
    return withdrawn is not None and not isinstance(withdrawn[0].what, ActWithdrawn)


def _newest_first(day: Day, staff: str) -> Iterator[Undoable]:
    acts: dict[str, list[Entry]] = {}
    for entry in day.entries_of_session:
        if entry.by == staff:
            acts.setdefault(entry.act, []).append(entry)
    for act, entries in reversed(acts.items()):
        streams = dict.fromkeys(entry.stream for entry in entries)
        yield Undoable(act, tuple(streams), tuple(entries))
