"""Writing to the record from the command line: preview first, then a yes, then all of it."""

from __future__ import annotations

import sys
from argparse import Namespace
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from session_tui.commands.opening import check_allowed, now, opened_home, unlocked
from session_tui.commands.trouble import Stop
from session_tui.showable import showable

if TYPE_CHECKING:
    from models.entries.team import GroupFormed
    from models.record import Record


@contextmanager
def writing(arguments: Namespace, command: str) -> Iterator[Record]:
    """The record, unlocked, to be read and written; Stop where the role forbids `command`."""
    from models.journal.recorder import open_recorder
    from models.record import Record

    home = opened_home(arguments)
    keyring, _ = unlocked(home)
    with open_recorder(home, keyring) as recorder:
        record = Record(recorder.reader, keyring, now, recorder)
        check_allowed(record, command)
        yield record


def group_meant(record: Record, said: str | None) -> GroupFormed:
    """The group of this name, or whose id begins so; the only one where none is said. Stop."""
    groups = list(record.team().groups.values())
    wanted = (said or "").strip().casefold()
    found = [one for one in groups if not wanted or one.name.strip().casefold() == wanted]
    found = found or [one for one in groups if one.group.startswith(wanted)]
    if len(found) == 1:
        return found[0]
    names = ", ".join(one.name for one in groups) or "none"
    if not wanted:
        raise Stop(f"Say which group with --group: there are {names}.", 2)
    problem = "may mean several groups" if found else "is no group here"
    raise Stop(f"{said} {problem}: there are {names}.", 2)


def accepted(arguments: Namespace, question: str) -> bool:
    """Whether to go on: `--yes`, or a y typed at the terminal. Stop where nobody can be asked."""
    if arguments.yes:
        return True
    if not sys.stdin.isatty():
        raise Stop("Nothing was written: run it in a terminal to be asked, or add --yes.")
    try:
        return input(f"{showable(question)} [y/N] ").strip().casefold() in ("y", "yes")
    except EOFError:
        return False
