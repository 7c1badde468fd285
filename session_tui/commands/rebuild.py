"""`session-tui rebuild`: make the local database anew from the record."""

from __future__ import annotations

from argparse import Namespace

from session_tui.commands.database import filled
from session_tui.commands.opening import opened_home, unlocked
from session_tui.commands.output import put
from session_tui.commands.sync import count_lines


def run(arguments: Namespace) -> int:
    """Throw it away, fold everything, print the counts."""
    home = opened_home(arguments)
    keyring, _ = unlocked(home)
    put(count_lines(filled(home, keyring, anew=True)))
    return 0
