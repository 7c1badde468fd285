"""Staying in step: a home meets its hub whenever either has news, for as long as it is wanted.

A network that breaks is a state to be shown, never an end: it goes on when the hub is back.
"""

from __future__ import annotations

from collections.abc import Callable
from threading import Event

from models.home import Home
from models.journal.sqlite_journal import SqliteJournal
from models.keys.keyring import Keyring
from models.record_error import RecordError
from models.sync.addresses import open_hub
from models.sync.hub import Hub
from models.sync.meeting import meet

_LOOK_SECONDS = 0.5
"""How often this home is looked at for something new; a hub tells by itself, or is looked at."""
_LONGEST_PAUSE_SECONDS = 30.0


def stay_in_step(
    home: Home,
    address: str,
    stop: Event,
    said: Callable[[str], None],
    keyring: Keyring | None = None,
) -> None:
    """Keep a home and the hub at `address` in step until `stop` is set; for a thread of its own.

    `said` hears a sentence when the hub can't be had, and "" when it can (again).
    """
    pause = 1.0
    while not stop.is_set():
        try:
            hub = open_hub(address, home.team)
            try:
                _while_connected(home, hub, stop, said, keyring)
            finally:
                hub.close()
            pause = 1.0
        except RecordError as error:
            said(str(error))
        except OSError as error:
            said(f"{address}: {error.strerror}.")
        stop.wait(pause)
        pause = min(2 * pause, _LONGEST_PAUSE_SECONDS)


def _while_connected(
    home: Home, hub: Hub, stop: Event, said: Callable[[str], None], keyring: Keyring | None
) -> None:
    """Until `stop`, or an error of the hub."""
    journal = SqliteJournal(home.journal_path)
    try:
        hub.wait(0)  # from here on no news is missed
        met_at, news = -1, True
        while not stop.is_set():
            version = journal.version()
            if news or version != met_at:
                meet(home, hub, keyring)
                said("")
                met_at = version
            news = hub.wait(_LOOK_SECONDS)
    finally:
        journal.close()
