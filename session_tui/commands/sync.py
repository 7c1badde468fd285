"""`session-tui sync`: bring the local database up to date with the record."""

from __future__ import annotations

from argparse import Namespace
from typing import TYPE_CHECKING

from session_tui.commands.database import filled
from session_tui.commands.opening import opened_home, unlocked
from session_tui.commands.output import many, put

if TYPE_CHECKING:
    from models.filling import Counts


def run(arguments: Namespace) -> int:
    """Fold what is new, print the counts."""
    home = opened_home(arguments)
    keyring, _ = unlocked(home)
    put(count_lines(filled(home, keyring)))
    return 0


def count_lines(counts: Counts) -> list[str]:
    """What a fill did, in lines."""
    lines = [counts.remade] if counts.remade else []
    lines.append(
        f"{many(counts.sessions, 'session')} folded, with {many(counts.notes, 'note')}; "
        f"{many(counts.of, 'session')} in the local database."
    )
    if counts.unread:
        entries = "1 entry" if counts.unread == 1 else f"{counts.unread} entries"
        lines.append(f"{entries} can't be read: session-tui verify says more.")
    return lines
