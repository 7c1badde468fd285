"""Which session is meant: by its id's first letters, or by its date."""

from __future__ import annotations

from typing import TYPE_CHECKING

from session_tui.commands.trouble import Stop

if TYPE_CHECKING:
    from models.entries.group import SessionOpened
    from models.people import Team
    from models.record import Record


def all_sessions(record: Record, team: Team) -> list[SessionOpened]:
    """Every session of every group, newest first."""
    from models.people import fold_sessions

    found = [s for group in team.groups for s in fold_sessions(record.group_facts(group))]
    return sorted(found, key=lambda one: (one.date, one.session), reverse=True)


def session_meant(record: Record, team: Team, said: str) -> SessionOpened:
    """The one session that `said` names. Stop where none or several do."""
    wanted = said.strip().lower()
    found = [
        one
        for one in all_sessions(record, team)
        if one.date == wanted or (wanted and one.session.startswith(wanted))
    ]
    if not found:
        raise Stop(f"No session {said}: `session-tui list` shows those there are.")
    if len(found) > 1:
        ids = ", ".join(one.session[:8] for one in found[:5])
        raise Stop(f"{said} may mean {len(found)} sessions ({ids} …): say more of the id.")
    return found[0]
