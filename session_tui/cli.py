"""The command line: what can be asked, and the one place where trouble becomes a sentence.

Nothing heavy is imported here: `--help` answers at once.
"""

from __future__ import annotations

import argparse
import importlib
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from session_tui import __version__
from session_tui.commands.trouble import Stop, sentence_of

if TYPE_CHECKING:
    # argparse gives the type no public name.
    Commands = argparse._SubParsersAction[argparse.ArgumentParser]
FORMATS = ("md", "html", "pdf", "json")


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command; without one, open the program. Gives the exit status.

    0 done, 1 it could not be done, 2 it was asked for wrongly; `verify` has its own four.
    """
    arguments = parser().parse_args(argv)
    try:
        command = importlib.import_module(f"session_tui.commands.{arguments.module}")
        status = command.run(arguments)
        sys.stdout.flush()
    except Stop as stop:
        print(stop, file=sys.stderr)
        return stop.status
    except KeyboardInterrupt:
        print("Stopped. What was written is whole.", file=sys.stderr)
        return 130
    except BrokenPipeError:
        # Whoever read our output has gone; Python would complain once more at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
    except Exception as error:  # noqa: BLE001  (never a traceback: it could print a note's text)
        print(sentence_of(error), file=sys.stderr)
        return int(getattr(arguments, "could_not_run", 1))
    return int(status)


def parser() -> argparse.ArgumentParser:
    """All commands and their options."""
    top = argparse.ArgumentParser(
        prog="session-tui",
        description="Lead, record and review groupwork sessions from the keyboard.",
        epilog="Without a command it opens the program.",
    )
    top.add_argument("--version", action="version", version=f"session-tui {__version__}")
    top.add_argument("--home", type=Path, metavar="FOLDER", help="the folder of the record")
    top.add_argument("--bank", type=Path, metavar="FOLDER", help="the service's own exercises")
    top.add_argument("--plan", type=Path, metavar="FILE", help="open the day from this plan file")
    top.add_argument("--observe", action="store_true", help="open on the observe screen")
    top.set_defaults(module="open_app")
    commands = top.add_subparsers(title="commands", metavar="COMMAND")
    _add_practice(commands)
    _add_reading(commands)
    _add_keeping(commands)
    return top


def _add_practice(commands: Commands) -> None:
    """What needs no record."""
    bank = commands.add_parser("bank", help="check exercises and plans: bank check [FOLDER]")
    bank.add_argument("what", choices=["check"])
    bank.add_argument("folder", nargs="?", type=Path, metavar="FOLDER")
    bank.set_defaults(module="bank")

    practice = commands.add_parser("practice", help="run a whole day on an invented group")
    practice.add_argument("--speed", type=_speed, default=60.0, help="how fast its clock runs (60)")
    practice.add_argument("--block", type=_whole, default=2, metavar="N")
    practice.add_argument("--day", type=_whole, default=3, metavar="N")
    practice.add_argument("--group", help="practise on a copy of your own group")
    practice.set_defaults(module="practice")

    sample = commands.add_parser("sample", help="fill a home with invented groups' sessions")
    sample.add_argument("--to", type=Path, required=True, metavar="FOLDER")
    sample.add_argument("--sessions", type=_whole, default=8, metavar="N", help="for each group")
    sample.add_argument("--groups", type=_whole, default=1, metavar="N")
    sample.set_defaults(module="sample")


def _add_reading(commands: Commands) -> None:
    """What reads the record."""
    commands.add_parser("list", help="the sessions on record").set_defaults(module="list_sessions")

    show = commands.add_parser("show", help="read one session here")
    show.add_argument("session", metavar="SESSION", help="its id's first letters, or its date")
    show.set_defaults(module="show")

    export = commands.add_parser("export", help="write a session's note to a file")
    export.add_argument("session", metavar="SESSION", help="its id's first letters, or its date")
    export.add_argument("--format", choices=FORMATS, default="pdf")
    export.add_argument("--to", type=Path, required=True, metavar="FOLDER")
    export.add_argument("--names", action="store_true", help="full names where they are known")
    export.set_defaults(module="export")


def _add_keeping(commands: Commands) -> None:
    """What keeps the record in order."""
    commands.add_parser("sync", help="bring the local database up to date").set_defaults(
        module="sync"
    )
    commands.add_parser("rebuild", help="fold the local database anew").set_defaults(
        module="rebuild"
    )

    verify = commands.add_parser(
        "verify",
        help="is the record as it was written?",
        epilog="Exit status: 0 good, 1 incomplete, 2 altered, 3 could not run.",
    )
    verify.set_defaults(module="verify", could_not_run=3)


def _whole(text: str) -> int:
    try:
        number = int(text)
    except ValueError:
        number = 0
    if number < 1:
        raise argparse.ArgumentTypeError(f"must be a whole number from 1 on, got {text}")
    return number


def _speed(text: str) -> float:
    try:
        number = float(text)
    except ValueError:
        number = 0.0
    if not 0 < number <= 3600:
        raise argparse.ArgumentTypeError(f"must be a number above 0, at most 3600, got {text}")
    return number
