"""`session-tui list`: the sessions on record, newest first."""

from __future__ import annotations

from argparse import Namespace

from session_tui.commands.opening import reading
from session_tui.commands.sessions import all_sessions
from session_tui.showable import showable


def run(arguments: Namespace) -> int:
    """Print one line a session."""
    with reading(arguments) as record:
        team = record.team()
        sessions = all_sessions(record, team)
    for one in sessions:
        group = team.groups.get(one.group)
        name = showable(group.name) if group else "?"
        print(f"{one.session[:8]}  {one.date}  block {one.block}  day {one.day:>2}  {name}")
    if not sessions:
        print("No session is on record yet.")
    return 0
