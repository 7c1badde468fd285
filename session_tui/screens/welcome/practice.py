"""A practice day at once: a throwaway home with an invented group, its clock running fast."""

from __future__ import annotations

from pathlib import Path

from session_tui.app import SessionApp
from session_tui.desk import Desk


async def begin_practice(app: SessionApp) -> None:
    """Change to a practice home. It is removed when the program ends; the own one isn't touched.

    Raises RecordError or OSError where the disk can't take it, BankError for an unusable bank.
    """
    from session_tui.sample.practice import throwaway_folder

    old, throwaway = app.desk, throwaway_folder()
    folder = Path(throwaway.name) / "home"
    try:
        app.desk = await old.run(lambda: practice_in(folder, old.bank_folder))
    except BaseException:
        throwaway.cleanup()
        raise
    app.throwaway = throwaway
    app.drafts.clear()
    old.close()


def practice_in(folder: Path, bank_folder: Path | None) -> Desk:
    """An unlocked desk on a new practice home in this folder, its day being today."""
    from exercise_bank.bank import load_bank
    from models.clock import RealClock
    from models.local_time import date_of
    from session_tui.sample.groups import ZONE
    from session_tui.sample.practice import practice_desk, practice_home

    today = date_of(RealClock().now(), ZONE)
    made = practice_home(folder, today=today, bank=load_bank(bank_folder))
    return practice_desk(made, bank=bank_folder)
