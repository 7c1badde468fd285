"""Asking the local database from the command line; it is brought up to date first where need be."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, TypeVar

from session_tui.commands.opening import check_allowed, now, record_of
from session_tui.commands.output import Progress, complain
from session_tui.commands.trouble import Stop

if TYPE_CHECKING:
    from sqlcipher3.dbapi2 import Connection

    from models.database.filling import Counts
    from models.home import Home
    from models.keys.keyring import Keyring

T = TypeVar("T")


def answer(home: Home, keyring: Keyring, question: Callable[[Connection], T]) -> T:
    """What a question to the current database gives.

    One that is missing, damaged or behind the journal is mended first, and that is said.
    JournalUnusable, DatabaseNotWritten.
    """
    from models.database.database_file import DatabaseUnusable

    if _is_current(home, keyring):
        try:
            return _asked(home, keyring, question)
        except DatabaseUnusable as error:
            complain(f"{error} It is made anew from the record.")
            filled(home, keyring, anew=True)
    else:
        _fill_and_say(home, keyring)
    return _asked(home, keyring, question)


def filled(home: Home, keyring: Keyring, *, anew: bool = False) -> Counts:
    """Bring the database up to date, or make it `anew`; what that did.

    Stop where the person's role doesn't allow him to read.
    """
    from models.database.filling import bring_up_to_date

    with record_of(home, keyring) as record:
        check_allowed(record, "sync")
    with Progress("Folding sessions") as progress:
        return bring_up_to_date(home, keyring, now, anew=anew, told=progress.told)


def _fill_and_say(home: Home, keyring: Keyring) -> None:
    from models.database.local_database import DatabaseBusy

    try:
        counts = filled(home, keyring)
    except DatabaseBusy as error:
        complain(f"{error} What follows may be behind.")
        return
    if counts.remade:
        complain(counts.remade)


def _is_current(home: Home, keyring: Keyring) -> bool:
    from models.database.database_file import DatabaseUnusable, connect, is_current
    from models.reader import open_reader

    reader = open_reader(home, keyring)
    try:
        db = connect(home, keyring)
        try:
            return is_current(db, reader)
        finally:
            db.close()
    except DatabaseUnusable:
        return False
    finally:
        reader.close()


def _asked(home: Home, keyring: Keyring, question: Callable[[Connection], T]) -> T:
    from sqlcipher3.dbapi2 import DatabaseError

    from models.database.database_file import connect, unusable

    db = connect(home, keyring)
    try:
        _check_allowed(db, keyring)
        return question(db)
    except DatabaseError as error:
        raise unusable(home.database_path, error) from None
    finally:
        db.close()


def _check_allowed(db: Connection, keyring: Keyring) -> None:
    """Go on where the person's role, as the database has it, allows reading. Stop otherwise.

    The record would say the same, but takes as long to load as all of this command.
    """
    from models.roles import DEED, OF_COMMAND, not_allowed

    deed = DEED[OF_COMMAND["list"]]
    row = db.execute("SELECT role FROM staff WHERE staff_id = ?", (keyring.staff.hex(),)).fetchone()
    role = row[0] if row else None
    if role not in deed.roles and (role or db.execute("SELECT 1 FROM staff").fetchone()):
        raise Stop(not_allowed(role, deed) if role else f"Only staff may {deed.says}.")
