"""`session-tui export SESSION --format F --to FOLDER`: write a session's note."""

from __future__ import annotations

from argparse import Namespace
from typing import TYPE_CHECKING

from session_tui.commands.opening import now, reading
from session_tui.commands.output import put
from session_tui.commands.sessions import session_meant

if TYPE_CHECKING:
    from models.entries.group import SessionOpened
    from models.people import Team
    from models.record import Record


def run(arguments: Namespace) -> int:
    """Write it and print where it is."""
    from exercise_bank.bank import load_bank
    from exports.source import Source
    from exports.write import export_session

    bank = load_bank(arguments.bank)
    with reading(arguments) as record:
        team = record.team()
        about = session_meant(_sessions(record, team), arguments.session)
        day = record.day(about.group, about.session)
        source = Source(day, team, bank, now(), record.staff, record.heads(), arguments.names)
    put([str(export_session(source, arguments.format, arguments.to))])
    return 0


def _sessions(record: Record, team: Team) -> list[SessionOpened]:
    from models.people import fold_sessions

    return [one for group in team.groups for one in fold_sessions(record.group_facts(group))]
