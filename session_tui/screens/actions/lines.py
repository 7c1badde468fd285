"""What is to be done, as lines: open actions of all sessions, then those done that were today's."""

from __future__ import annotations

from models.day.day import Day
from models.entries.group import ActionWritten
from models.group.people import Roster
from session_tui.lines import Line, Weight, fit, line, wrap

SEATS = 6
"""Cells of the column of seats."""


def action_rows(day: Day) -> tuple[ActionWritten, ...]:
    """The actions to choose among: open ones, oldest first, then today's that are done."""
    done = tuple(action for action in day.actions if action.done)
    return (*day.actions_open, *done)


def actions_lines(day: Day, roster: Roster, chosen: int, cells: int) -> list[Line]:
    """Each action: its seats by this roster, what, then who and by when."""
    rows = action_rows(day)
    if not rows:
        return [
            line("Nothing is to be done. n adds something; ! in a note's head does too.", "past")
        ]
    lines: list[Line] = []
    for place, action in enumerate(rows):
        if action.done and (place == 0 or not rows[place - 1].done):
            lines += [*([()] if lines else []), line("Done today", "head")]
        lines += _action(roster, action, place == chosen, cells)
    return lines


def _action(roster: Roster, action: ActionWritten, chosen: bool, cells: int) -> list[Line]:
    seats = "".join(roster.seat_sign(member) for member in action.members) or "group"
    weight: Weight = "now" if chosen else "past" if action.done else "normal"
    sign: Line = (("› " if chosen else "  ", "accent"), (fit(seats, SEATS), "head"))
    blank: Line = ((" " * (SEATS + 2), "normal"),)
    room = max(20, cells - SEATS - 2)
    words = wrap(action.what, room, weight)
    told = [*words, *wrap(who_and_when(action), room, "past")]
    return [(*(sign if place == 0 else blank), *one) for place, one in enumerate(told)]


def who_and_when(action: ActionWritten) -> str:
    """Who does it and by when, or what of it isn't said yet."""
    who = action.who or "nobody named"
    return f"{who}, {action.by_when}" if action.by_when else f"{who}, no date"
