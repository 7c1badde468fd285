"""Opening a home from the command line: which folder, whose passphrase, the record to read."""

from __future__ import annotations

import os
import sys
import time
from argparse import Namespace
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from session_tui.commands.trouble import Stop

if TYPE_CHECKING:
    from models.home import Home
    from models.keys.keyring import Keyring
    from models.record import Record

HOME_VARIABLE = "SESSION_TUI_HOME"
PASSPHRASE_VARIABLE = "SESSION_TUI_PASSPHRASE_FILE"
_TRIES = 3


def home_folder(arguments: Namespace) -> Path:
    """The folder of the record: `--home`, the environment's, or the platform's."""
    given = arguments.home or os.environ.get(HOME_VARIABLE)
    if given:
        return Path(given).expanduser()
    from models.platform import default_folder

    return default_folder()


def now() -> int:
    """The instant it is (ms)."""
    return time.time_ns() // 1_000_000


def opened_home(arguments: Namespace) -> Home:
    """The home meant. HomeError; Stop where there is none."""
    from models.home import NoHome, open_home

    try:
        return open_home(home_folder(arguments))
    except NoHome as error:
        raise Stop(
            f"{error} Run session-tui to set up a team there, or name another folder with --home."
        ) from None


def unlocked(home: Home) -> tuple[Keyring, str]:
    """The keys, and the passphrase that gave them.

    It comes from the file named in the environment, else it is asked for on the terminal, three
    times at most. HomeError, Stop.
    """
    from models.home import WrongPassphrase

    named = os.environ.get(PASSPHRASE_VARIABLE)
    if named:
        passphrase = _passphrase_in(Path(named).expanduser())
        return home.unlock(passphrase), passphrase
    for _ in range(_TRIES - 1):
        passphrase = _asked()
        try:
            return home.unlock(passphrase), passphrase
        except WrongPassphrase as error:
            print(error, file=sys.stderr)
            time.sleep(home.tries.seconds_to_wait())
    passphrase = _asked()
    return home.unlock(passphrase), passphrase


def passphrase_given() -> str:
    """A passphrase, from the file named in the environment or asked for once. Stop."""
    named = os.environ.get(PASSPHRASE_VARIABLE)
    return _passphrase_in(Path(named).expanduser()) if named else _asked()


@contextmanager
def reading(arguments: Namespace, command: str) -> Iterator[Record]:
    """The record, unlocked, to be read by this command: no writer's seat is taken.

    Stop where the person's role doesn't allow it.
    """
    home = opened_home(arguments)
    keyring, _ = unlocked(home)
    with record_of(home, keyring) as record:
        check_allowed(record, command)
        yield record


def check_allowed(record: Record, command: str) -> None:
    """Go on where the person's role allows this command (models.roles). Stop otherwise."""
    from models.roles import OF_COMMAND

    if why := record.refused().get(OF_COMMAND[command]):
        raise Stop(why)


@contextmanager
def record_of(home: Home, keyring: Keyring) -> Iterator[Record]:
    """The record of an unlocked home, to be read."""
    from models.reader import open_reader
    from models.record import Record

    reader = open_reader(home, keyring)
    try:
        yield Record(reader, keyring, now)
    finally:
        reader.close()


def _passphrase_in(path: Path) -> str:
    trouble = f"The passphrase file {path} (named in {PASSPHRASE_VARIABLE})"
    try:
        passphrase = path.read_text(encoding="utf-8").rstrip("\r\n")
    except OSError as error:
        raise Stop(f"{trouble} can't be read: {error.strerror}.") from None
    except UnicodeDecodeError:
        raise Stop(f"{trouble} is not text.") from None
    if not passphrase:
        raise Stop(f"{trouble} is empty.")
    return passphrase


def _asked() -> str:
    from getpass import getpass

    if not sys.stdin.isatty():
        raise Stop(
            "A passphrase is needed: run it in a terminal, "
            f"or name a file that holds it in {PASSPHRASE_VARIABLE}."
        )
    try:
        return getpass("Passphrase: ")
    except EOFError:
        raise Stop("No passphrase was typed.") from None
