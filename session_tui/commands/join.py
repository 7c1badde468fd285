"""`session-tui join HUB`: make a new laptop's home from a hub or a backup."""

from __future__ import annotations

from argparse import Namespace

from session_tui.commands.opening import home_folder, passphrase_given
from session_tui.commands.output import Progress, put


def run(arguments: Namespace) -> int:
    """Join with the passphrase of one of the staff, receive the record, say what came."""
    from models.sync.joining import join_from

    folder = home_folder(arguments)
    with Progress("Entries received") as progress:
        met = join_from(
            arguments.hub, folder, passphrase_given(), lambda far: progress.told(far.done, far.of)
        )
    put([f"This laptop has joined the team: its record is in {folder}."])
    put(met.lines if met else [])
    return 0
