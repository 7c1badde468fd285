"""`session-tui bank check [FOLDER]`: every fault with its file and line."""

from __future__ import annotations

from argparse import Namespace

from session_tui.commands.output import many, put


def run(arguments: Namespace) -> int:
    """Print the faults; 1 where there are any."""
    from exercise_bank.check import check_folder

    faults = check_folder(arguments.folder or arguments.bank)
    put(str(fault) for fault in faults)
    put([f"{many(len(faults), 'fault')}." if faults else "No fault found."])
    return 1 if faults else 0
