"""`session-tui show SESSION`: one session to read, as plain text."""

from __future__ import annotations

import shutil
from argparse import Namespace

from session_tui.commands.database import answer
from session_tui.commands.opening import note_use, opened_home, unlocked
from session_tui.commands.output import put
from session_tui.commands.sessions import session_meant
from session_tui.commands.show_text import session_lines
from session_tui.commands.trouble import Stop

_WIDEST = 100
_NARROWEST = 40


def run(arguments: Namespace) -> int:
    """Print it, as wide as the terminal and no wider than reads well."""
    from models.database.queries import list_sessions
    from models.day.session_view import session_view
    from models.trail_entry import Use

    home = opened_home(arguments)
    keyring, _ = unlocked(home)
    about = session_meant(answer(home, keyring, list_sessions), arguments.session)
    view = answer(home, keyring, lambda db: session_view(db, about.session))
    if view is None:
        raise Stop("That session was taken back just now: session-tui list shows those there are.")
    width = max(_NARROWEST, min(_WIDEST, shutil.get_terminal_size().columns))
    used = Use(used="consultation", what="session", group=about.group, session=about.session)
    note_use(home, keyring, used)
    put(session_lines(view, width))
    return 0
