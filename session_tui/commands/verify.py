"""`session-tui verify`: VERIFIED, INCOMPLETE or ALTERED, and why; no passphrase needed."""

from __future__ import annotations

import os
from argparse import Namespace

from session_tui.commands.opening import PASSPHRASE_VARIABLE, home_folder, opened_home, unlocked
from session_tui.commands.output import put


def run(arguments: Namespace) -> int:
    """Print the verdict; 0 good, 1 incomplete, 2 altered.

    Where the environment names a passphrase's file every entry is opened as well; it never asks.
    """
    from models.journal.verify import verify

    home = opened_home(arguments)
    keyring = unlocked(home)[0] if os.environ.get(PASSPHRASE_VARIABLE) else None
    verdict = verify(home_folder(arguments), keyring)
    put(verdict.lines)
    return int(verdict.outcome)
