"""`session-tui restore FILE`: a home from a backup, in a folder that holds nothing yet."""

from __future__ import annotations

from argparse import Namespace

from session_tui.commands.opening import home_folder
from session_tui.commands.output import complain, put


def run(arguments: Namespace) -> int:
    """Restore it and print what is in it; it writes as a new writer from here on."""
    from models.backup import restore

    home = home_folder(arguments)
    line = restore(arguments.file, home, lambda doing: complain(f"{doing} …"))
    put([f"Restored into {home}. {line}", "session-tui opens it with the passphrases of that day."])
    return 0
