"""`session-tui join HUB`: make a new laptop's home from what a hub holds."""

from __future__ import annotations

from argparse import Namespace

from session_tui.commands.opening import home_folder, passphrase_given
from session_tui.commands.output import Progress, put


def run(arguments: Namespace) -> int:
    """Join with the passphrase of one of the staff, receive the record, say what came."""
    from models.sync.addresses import open_hub
    from models.sync.joining import join

    hub = open_hub(arguments.hub, None)
    try:
        passphrase = passphrase_given()
        with Progress("Entries received") as progress:
            home, _, met = join(home_folder(arguments), hub, passphrase, progress.told)
    finally:
        hub.close()
    put([f"This laptop has joined the team: its record is in {home.folder}.", *met.lines])
    return 0
