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
    from models.trail_entry import Use

HOME_VARIABLE = "SESSION_TUI_HOME"
PASSPHRASE_VARIABLE = "SESSION_TUI_PASSPHRASE_FILE"
WORDS_VARIABLE = "SESSION_TUI_WORDS_FILE"
NEW_PASSPHRASE_VARIABLE = "SESSION_TUI_NEW_PASSPHRASE_FILE"
_TRIES = 3
_AUDITOR = (
    "An auditor may not do that: his passphrase opens the trail alone. His are "
    "session-tui trail, verify and staff passphrase."
)
_CLINICAL = (
    "A clinical auditor may not do that: his passphrase opens his samples alone. His are "
    "session-tui audit-sample, verify and staff passphrase."
)


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


def unlocked(home: Home, *, auditing: bool = False) -> tuple[Keyring, str]:
    """The keys, and the passphrase that gave them.

    An auditor's keys open the trail alone, a clinical auditor's his samples: they will do only
    where `auditing`. HomeError, Stop.
    """
    keyring, passphrase = _unlocked(home)
    if keyring.trail_only and not auditing:
        keyring.drop()
        raise Stop(_CLINICAL if keyring.clinical else _AUDITOR)
    return keyring, passphrase


def _unlocked(home: Home) -> tuple[Keyring, str]:
    """By the passphrase in the file that the environment names, else asked for, thrice at most."""
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


def new_passphrase(name: str) -> str:
    """A passphrase that will do, typed twice at the terminal. Stop."""
    from getpass import getpass

    from session_tui.commands.output import put
    from session_tui.new_passphrase import random_words, weakness

    named = os.environ.get(NEW_PASSPHRASE_VARIABLE)
    if not named and not sys.stdin.isatty():
        raise Stop(
            "A new passphrase is typed at a terminal, or stands in a file named by "
            f"{NEW_PASSPHRASE_VARIABLE}."
        )
    if not named:
        put([f"Five words by chance, if you like: {random_words()}"])
    typed = _passphrase_in(Path(named).expanduser()) if named else getpass("New passphrase: ")
    if why := weakness(typed, name):
        raise Stop(f"{why} Nothing was changed.")
    if not named and getpass("Once more: ") != typed:
        raise Stop("The two differ. Nothing was changed.")
    return typed


def asked_words() -> str:
    """The printed words, as typed at the terminal or in the passphrase's file. Stop."""
    from session_tui.new_passphrase import WORDS_FOR_THE_SAFE, words

    typed = passphrase_given("The words, in their order: ").lower().split()
    known = frozenset(words())
    if strange := [f"{at}" for at, word in enumerate(typed, 1) if word not in known]:
        raise Stop(f"Not a word of the list: number {', '.join(strange)}. Look again.")
    if len(typed) != WORDS_FOR_THE_SAFE:
        raise Stop(f"There are {WORDS_FOR_THE_SAFE} words on the page; {len(typed)} were typed.")
    return " ".join(typed)


def passphrase_given(prompt: str = "Passphrase: ") -> str:
    """A passphrase, from the file named in the environment or asked for once. Stop."""
    named = os.environ.get(PASSPHRASE_VARIABLE)
    return _passphrase_in(Path(named).expanduser()) if named else _asked(prompt)


def file_words() -> str:
    """The words that a review file opens with, from the environment's file or asked for. Stop."""
    named = os.environ.get(WORDS_VARIABLE)
    if named:
        return _passphrase_in(Path(named).expanduser(), WORDS_VARIABLE)
    return _asked("The words that the file opens with: ", WORDS_VARIABLE)


def note_use(home: Home, keyring: Keyring, use: Use) -> None:
    """Keep in the trail that this command shows or writes personal data, before it does. Stop."""
    from models.journal.journal import NotSaved
    from models.journal.recorder import open_recorder
    from models.trail_entry import trail_entry

    try:
        with open_recorder(home, keyring) as recorder:
            recorder.append([trail_entry(use, keyring, now())])
    except NotSaved as error:
        raise Stop(f"It can't be kept in the trail, so nothing is shown. {error}") from None


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


def _passphrase_in(path: Path, variable: str = PASSPHRASE_VARIABLE) -> str:
    trouble = f"The passphrase file {path} (named in {variable})"
    try:
        passphrase = path.read_text(encoding="utf-8").rstrip("\r\n")
    except OSError as error:
        raise Stop(f"{trouble} can't be read: {error.strerror}.") from None
    except UnicodeDecodeError:
        raise Stop(f"{trouble} is not text.") from None
    if not passphrase:
        raise Stop(f"{trouble} is empty.")
    return passphrase


def _asked(prompt: str = "Passphrase: ", variable: str = PASSPHRASE_VARIABLE) -> str:
    from getpass import getpass

    if not sys.stdin.isatty():
        raise Stop(
            "A passphrase is needed: run it in a terminal, "
            f"or name a file that holds it in {variable}."
        )
    try:
        return getpass(prompt)
    except EOFError:
        raise Stop("No passphrase was typed.") from None
