"""Trouble as one sentence: what, where, what to do. Never a traceback, never a note's text."""

from __future__ import annotations

from pathlib import Path


class Stop(Exception):
    """Ends the command with a sentence and an exit status."""

    def __init__(self, says: str, status: int = 1) -> None:
        super().__init__(says)
        self.status = status


def sentence_of(error: Exception) -> str:
    """The sentence for an error that nobody foresaw: errors for people speak for themselves."""
    if type(error).__module__.startswith(("models.", "exports.", "exercise_bank.")) and str(error):
        faults = getattr(error, "faults", ())
        return "\n".join(str(fault) for fault in faults) or str(error)
    if isinstance(error, OSError) and error.strerror:
        where = f"{error.filename}: " if error.filename else ""
        return f"{where}{error.strerror}."
    return (
        f"session-tui met a fault of its own ({type(error).__name__} at {_where(error)}). "
        "What was said to be saved is saved; please tell who looks after the program."
    )


def _where(error: Exception) -> str:
    """The innermost place of a fault: file and line, no values."""
    trace = error.__traceback__
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    if trace is None:
        return "an unknown place"
    return f"{Path(trace.tb_frame.f_code.co_filename).name}:{trace.tb_lineno}"
