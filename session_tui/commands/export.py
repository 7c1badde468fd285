"""`session-tui export SESSION --format F --to FOLDER`: write a session's note."""

from __future__ import annotations

import time
from argparse import Namespace

from session_tui.commands.opening import reading
from session_tui.commands.sessions import session_meant


def run(arguments: Namespace) -> int:
    """Write it and print where it is."""
    from exercise_bank.bank import load_bank
    from exports.source import Source
    from exports.write import export_session

    with reading(arguments) as record:
        team = record.team()
        about = session_meant(record, team, arguments.session)
        source = Source(
            record.day(about.group, about.session),
            team,
            load_bank(arguments.bank),
            time.time_ns() // 1_000_000,
            record.staff,
            record.heads(),
            arguments.names,
        )
    print(export_session(source, arguments.format, arguments.to))
    return 0
