"""Trouble as one sentence: what, where, what to do. Never a traceback, never a note's text."""

from __future__ import annotations

from pathlib import Path

INTERRUPTED = 130
"""The exit status of what Ctrl+C ended."""
OURS = ("models.", "exports.", "exercise_bank.", "session_tui.")


class Stop(Exception):
    """Ends the command with a sentence and an exit status.

    1: it can't be done, 2: it was asked wrongly, INTERRUPTED: it was stopped.
    """

    def __init__(self, says: str, status: int = 1) -> None:
        super().__init__(says)
        self.status = status


def sentence_of(error: Exception) -> str:
    """The sentence for an error: those for people speak for themselves, of others only where."""
    if _is_for_people(error):
        return str(error)
    if isinstance(error, OSError) and error.strerror:
        where = f"{error.filename}: " if error.filename else ""
        return f"{where}{error.strerror}."
    return (
        f"session-tui met a fault of its own ({type(error).__name__} at {_where(error)}). "
        "What was said to be saved is saved; please tell who looks after the program."
    )


def _is_for_people(error: Exception) -> bool:
    """Whether its class is ours, and not only a kind of value error for the program itself."""
    own = type(error).__module__.startswith(OURS)
    return own and bool(str(error)) and not isinstance(error, (ValueError, LookupError))


def _where(error: Exception) -> str:
    """The innermost place of a fault: file and line, no values."""
    trace = error.__traceback__
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    if trace is None:
        return "an unknown place"
    return f"{Path(trace.tb_frame.f_code.co_filename).name}:{trace.tb_lineno}"
