"""`session-tui verify`: VERIFIED, INCOMPLETE or ALTERED, and why; no passphrase needed."""

from __future__ import annotations

import os
from argparse import Namespace

from session_tui.commands.opening import PASSPHRASE_VARIABLE, home_folder, opened_home, unlocked
from session_tui.commands.output import put


def run(arguments: Namespace) -> int:
    """Print the verdict; 0 good, 1 incomplete, 2 altered.

    Where the environment names a passphrase's file every entry is opened as well, but for an
    auditor, who can't; it never asks.
    """
    from models.journal.verify import verify

    home = opened_home(arguments)
    keyring = unlocked(home, auditing=True)[0] if os.environ.get(PASSPHRASE_VARIABLE) else None
    opens = None if keyring is None or keyring.trail_only else keyring
    verdict = verify(home_folder(arguments), opens)
    put(verdict.lines)
    return int(verdict.outcome)
