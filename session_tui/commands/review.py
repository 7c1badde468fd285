"""`session-tui review FILE`: read a sealed session in the review screens, and comment on it."""

from __future__ import annotations

import sys
from argparse import Namespace
from pathlib import Path
from typing import TYPE_CHECKING

from session_tui.commands.open_app import needs_terminal
from session_tui.commands.opening import file_words
from session_tui.commands.output import many, put
from session_tui.commands.trouble import Stop

if TYPE_CHECKING:
    from session_tui.file_desk import FileDesk

_TRIES = 3


def run(arguments: Namespace) -> int:
    """Open it; afterwards say where the comments are."""
    needs_terminal()
    desk = opened_desk(arguments)
    from session_tui.app import run_app

    status = run_app(desk.folder, arguments.bank, desk=desk)
    if desk.said:
        put(
            [
                f"{many(desk.said, 'comment')} in {desk.comments}: send that file back.",
                "They are taken in with: session-tui import comments FILE",
            ]
        )
    return status


def opened_desk(arguments: Namespace) -> FileDesk:
    """The session's desk, its words told. ReviewFileError, Stop."""
    from models.review_file.sealing import SESSION, WrongWords, read_sealed
    from session_tui.file_desk import FileDesk

    sealed = read_sealed(arguments.file, SESSION)
    path = comments_path(arguments)
    if not (arguments.name or path.exists()):
        raise Stop("Say who comments: --name and your name, as it is to stand there.", 2)
    desk = FileDesk(sealed, path, arguments.name or "", arguments.bank)
    desk.load_parts()
    for left in reversed(range(_TRIES)):
        try:
            desk.unlock(file_words())
            break
        except WrongWords as error:
            if not (left and sys.stdin.isatty()):
                raise
            print(error, file=sys.stderr)
    return desk


def comments_path(arguments: Namespace) -> Path:
    """Where his comments go: beside the file, or in the folder named. Stop."""
    folder: Path = (arguments.to or arguments.file.parent).expanduser().absolute()
    if not folder.is_dir():
        raise Stop(f"{folder} is no folder: name one with --to.", 2)
    return folder / f"{arguments.file.stem}-comments.sealed"
