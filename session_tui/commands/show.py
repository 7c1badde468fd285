"""`session-tui show SESSION`: the session note as plain text, here."""

from __future__ import annotations

import time
from argparse import Namespace

from session_tui.commands.opening import reading
from session_tui.commands.sessions import session_meant
from session_tui.showable import showable


def run(arguments: Namespace) -> int:
    """Print it."""
    from exercise_bank.bank import load_bank
    from exports.markdown import to_markdown
    from exports.session_note import session_note
    from exports.source import Source

    with reading(arguments) as record:
        team = record.team()
        about = session_meant(record, team, arguments.session)
        day = record.day(about.group, about.session)
        now = time.time_ns() // 1_000_000
        bank = load_bank(arguments.bank)
        source = Source(day, team, bank, now, record.staff, record.heads())
    for line in to_markdown(session_note(source)).splitlines():
        print(showable(line))
    return 0
