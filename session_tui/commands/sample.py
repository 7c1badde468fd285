"""`session-tui sample --to FOLDER`: a home of invented groups, for training and trials."""

from __future__ import annotations

import shutil
from argparse import Namespace
from pathlib import Path

from session_tui.commands.output import Progress, many, put
from session_tui.commands.trouble import Stop


def run(arguments: Namespace) -> int:
    """Fill the home, say its passphrase."""
    from models.clock import RealClock
    from models.local_time import date_of
    from session_tui.sample.groups import ZONE
    from session_tui.sample.home import fill_home

    folder = arguments.to.expanduser()
    was_there = _empty(folder)
    whole = arguments.sessions * arguments.groups
    try:
        with Progress("Writing sessions") as progress:
            made = fill_home(
                folder,
                sessions=arguments.sessions,
                groups=arguments.groups,
                today=date_of(RealClock().now(), ZONE),
                told=lambda done: progress.told(done, whole),
            )
    except BaseException:  # half a home would be in the way of the next try
        _clear(folder, was_there)
        raise
    put(
        [
            f"{many(made.groups, 'group')}, {many(made.sessions, 'session')} in {folder}",
            f"The passphrase of all its staff: {made.passphrase}",
            f"Open it with: session-tui --home {folder}",
        ]
    )
    return 0


def _empty(folder: Path) -> bool:
    """Whether the folder is there already, empty. Stop (2) where something is in it."""
    if not folder.exists():
        return False
    if not folder.is_dir():
        raise Stop(f"{folder} is a file: name a folder that is empty or not there yet.", 2)
    if any(folder.iterdir()):
        raise Stop(f"{folder} isn't empty: name a folder that is empty or not there yet.", 2)
    return True


def _clear(folder: Path, was_there: bool) -> None:
    for path in folder.glob("*"):
        if path.is_dir():
            shutil.rmtree(path, ignore_errors=True)
        else:
            path.unlink(missing_ok=True)
    if not was_there and folder.is_dir():
        folder.rmdir()
