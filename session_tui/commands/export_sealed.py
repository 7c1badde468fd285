"""`session-tui export SESSION --format sealed`: one session as a file, to be reviewed elsewhere."""

from __future__ import annotations

from argparse import Namespace
from pathlib import Path
from typing import TYPE_CHECKING

from session_tui.commands.trouble import Stop

if TYPE_CHECKING:
    from exports.document import Document
    from exports.source import Source


def listed(source: Source, arguments: Namespace) -> Document:
    """What is replaced in it, to be accepted first. Stop: it never holds full names."""
    from exports.session_file import what_is_replaced

    if arguments.names:
        raise Stop("A sealed session holds seats and initials alone: leave --names.", 2)
    return what_is_replaced(source)


def written(source: Source, team: str, arguments: Namespace) -> list[str]:
    """Write it; gives where it is, and the words that open it."""
    from exports.write import export_sealed_session
    from session_tui.new_passphrase import random_words

    words = random_words()
    folder: Path = arguments.to
    path = export_sealed_session(source, team, arguments.recipient or "", words, folder)
    return [str(path), f"It opens with: {words}", "Tell him by another way than you send it."]
