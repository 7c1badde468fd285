"""Opening a home from the command line: which folder, whose passphrase, the record to read."""

from __future__ import annotations

import os
import sys
from argparse import Namespace
from collections.abc import Iterator
from contextlib import contextmanager
from getpass import getpass
from pathlib import Path
from typing import TYPE_CHECKING

from session_tui.commands.trouble import Stop

if TYPE_CHECKING:
    from models.record import Record

HOME_VARIABLE = "SESSION_TUI_HOME"
PASSPHRASE_VARIABLE = "SESSION_TUI_PASSPHRASE_FILE"


def home_folder(arguments: Namespace) -> Path:
    """The folder of the record: `--home`, the environment's, or the platform's."""
    given = arguments.home or os.environ.get(HOME_VARIABLE)
    if given:
        return Path(given).expanduser()
    from models.platform import default_folder

    return default_folder()


def passphrase() -> str:
    """The passphrase from the file named in the environment, else asked on the terminal."""
    named = os.environ.get(PASSPHRASE_VARIABLE)
    if named:
        try:
            return Path(named).read_text(encoding="utf-8").rstrip("\r\n")
        except (OSError, UnicodeDecodeError):
            raise Stop(
                f"The passphrase file {named} ({PASSPHRASE_VARIABLE}) can't be read."
            ) from None
    if not sys.stdin.isatty():
        raise Stop(
            "A passphrase is needed: run it in a terminal, "
            f"or name a file that holds it in {PASSPHRASE_VARIABLE}."
        )
    return getpass("Passphrase: ")


@contextmanager
def reading(arguments: Namespace) -> Iterator[Record]:
    """The record, unlocked, to be read: no writer's seat is taken."""
    import time

    from models.home import open_home
    from models.reader import open_reader
    from models.record import Record

    home = open_home(home_folder(arguments))
    keyring = home.unlock(passphrase())
    reader = open_reader(home, keyring)
    try:
        yield Record(reader, keyring, lambda: time.time_ns() // 1_000_000)
    finally:
        reader.close()
