"""`session-tui verify`: VERIFIED, INCOMPLETE or ALTERED, and why; no passphrase needed."""

from __future__ import annotations

from argparse import Namespace

from session_tui.commands.opening import home_folder
from session_tui.showable import showable


def run(arguments: Namespace) -> int:
    """Print the verdict; 0 good, 1 incomplete, 2 altered."""
    from models.verify import verify

    verdict = verify(home_folder(arguments))
    for line in verdict.lines:
        print(showable(line))
    return int(verdict.outcome)
