"""Undo and redo: what one's own latest act was, and the entry that takes it back."""

from __future__ import annotations

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
    acts = _acts(day, staff)
    for act in reversed(acts):
        if isinstance(act.entries[0].what, ActWithdrawn) or not day.facts.stands(act.entries[0]):
            continue
        if any(isinstance(entry.what, SessionOpened) for entry in act.entries):
            continue
        ids = {entry.id for entry in act.entries}
        for entry in day.facts.entries.values():
            if entry.by != staff and ids & set(entry.supersedes) and day.facts.stands(entry):
                raise Refused(
                    "Somebody else has changed that since: settle it with them, or amend it."
                )
        return act
    raise Refused("Nothing of yours is left to undo in this session.")


def to_redo(day: Day, staff: str) -> Undoable:
    """One's own latest standing undo, as long as nothing else was done since."""
    for act in reversed(_acts(day, staff)):
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
    target = next((e for e in day.facts.entries.values() if e.act == what.act), None)
    return target is not None and not isinstance(target.what, ActWithdrawn)


def _acts(day: Day, staff: str) -> list[Undoable]:
    acts: dict[str, list[Entry]] = {}
    for entry in day.entries_of_session:
        if entry.by == staff:
            acts.setdefault(entry.act, []).append(entry)
    return [
        Undoable(act, tuple(dict.fromkeys(e.stream for e in entries)), tuple(entries))
        for act, entries in acts.items()
    ]
