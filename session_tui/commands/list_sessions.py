"""`session-tui list`: the sessions on record, newest first."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Sequence
from typing import TYPE_CHECKING

from exercise_bank.component import short_of
from session_tui.commands.database import answer
from session_tui.commands.opening import note_use, opened_home, unlocked
from session_tui.commands.output import many, put
from session_tui.commands.sessions import SHORT

if TYPE_CHECKING:
    from models.database.queries import SessionLine

_HEAD = "id        date        block  day  men   notes  group, state"


def run(arguments: Namespace) -> int:
    """Print one line a session."""
    from models.database.queries import list_sessions
    from models.trail_entry import Use

    home = opened_home(arguments)
    keyring, _ = unlocked(home)
    lines = list_lines(answer(home, keyring, list_sessions))
    note_use(home, keyring, Use(used="consultation", what="list of sessions"))
    put(lines)
    return 0


def list_lines(sessions: Sequence[SessionLine]) -> list[str]:
    """The list as lines; what somebody typed stands last, where it can't shift a column."""
    if not sessions:
        return ["No session is on record yet."]
    return [_HEAD, *(_line(one) for one in sessions)]


def _line(one: SessionLine) -> str:
    men = f"{one.came}/{one.expected}"
    return (
        f"{one.session[:SHORT]}  {one.date:<10}  {short_of(one.block):>5}  {one.day:>3}  {men:<5} "
        f"{one.notes:>5}  {one.group_name}, {state(one)}"
    )


def state(one: SessionLine) -> str:
    """How far the record of a session is."""
    if one.started is None:
        return "not begun"
    if one.ended is None:
        return "not ended"
    parts = [f"signed by {one.signed}" if one.signed else "not signed"]
    if one.marks:
        parts.append(f"{many(one.marks, 'mark')} to describe")
    if not one.debriefed:
        parts.append("no debrief")
    if one.open_concerns:
        parts.append(many(one.open_concerns, "open concern"))
    return ", ".join(parts)
