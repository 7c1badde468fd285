"""`session-tui bank check [FOLDER]`: every fault with file, line, what was found, what is allowed."""

from __future__ import annotations

from argparse import Namespace


def run(arguments: Namespace) -> int:
    """Print the faults; 1 where there are any."""
    from exercise_bank.check import check_folder

    faults = check_folder(arguments.folder or arguments.bank)
    for fault in faults:
        print(fault)
    if faults:
        print(f"{len(faults)} fault{'s' if len(faults) > 1 else ''}.")
        return 1
    print("No fault found.")
    return 0
