"""`session-tui backup --to FOLDER`: one sealed file with the record, tried by restoring it."""

from __future__ import annotations

from argparse import Namespace
from datetime import datetime

from session_tui.commands.opening import home_folder, opened_home
from session_tui.commands.output import complain, put


def run(arguments: Namespace) -> int:
    """Write it and print where it is. No passphrase is needed: it stays sealed."""
    from models.backup import back_up

    opened_home(arguments)
    stamp = datetime.now().astimezone().strftime("%Y%m%d-%H%M")
    path = back_up(
        home_folder(arguments), arguments.to, stamp, lambda doing: complain(f"{doing} …")
    )
    put([str(path)])
    return 0
