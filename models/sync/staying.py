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
from models.sync.addresses import SERVER, open_hub
from models.sync.exchange import HowFar, Told
from models.sync.hub import Hub, HubError, SyncRunning
from models.sync.meeting import Met, meet

_LOOK_SECONDS = 0.5
"""How often this home is looked at for something new; a hub tells by itself, or is looked at."""
_LONGEST_PAUSE_SECONDS = 30.0
"""Before a server is tried again; whether a stick is in again is looked at more often."""
_LONGEST_PAUSE_FOR_STICK_SECONDS = 2.0


def stay_in_step(
    home: Home,
    address: str,
    stop: Event,
    heard: Callable[[Met | str], None],
    keys: Callable[[], Keyring | None] = lambda: None,
    told: Told | None = None,
) -> None:
    """Keep a home and the hub at `address` in step until `stop` is set; for a thread of its own.

    The hub is there or comes back; none is begun, so that a stick's empty place isn't taken for
    one. `heard` hears what each meeting did, or a sentence when the hub can't be had. `keys` gives
    the keys of whoever is at the keyboard, if anybody; `told` how far a long exchange is.
    """
    server = address.startswith(SERVER)
    longest = _LONGEST_PAUSE_SECONDS if server else _LONGEST_PAUSE_FOR_STICK_SECONDS
    pause = 1.0
    while not stop.is_set():
        try:
            hub = open_hub(address, home.team, begin=False)
            try:
                pause = 1.0
                _while_connected(home, hub, stop, heard, keys, told)
            finally:
                hub.close()
        except RecordError as error:
            if not stop.is_set():
                heard(str(error))
        except OSError as error:
            heard(f"{address}: {error.strerror}.")
        stop.wait(pause)
        pause = min(2 * pause, longest)


def _while_connected(
    home: Home,
    hub: Hub,
    stop: Event,
    heard: Callable[[Met | str], None],
    keys: Callable[[], Keyring | None],
    told: Told | None,
) -> None:
    """Until `stop`, or an error of the hub."""

    def go_on(how_far: HowFar) -> None:
        if stop.is_set():
            raise HubError("It was stopped.")
        if told:
            told(how_far)

    journal = SqliteJournal(home.journal_path)
    try:
        hub.wait(0)  # from here on no news is missed
        met_at, news = -1, True
        while not stop.is_set():
            version = journal.version()
            if news or version != met_at:
                try:
                    heard(meet(home, hub, keys(), go_on))
                    met_at = version
                except SyncRunning:  # another terminal's: it is soon over
                    met_at = -1
            news = hub.wait(_LOOK_SECONDS)
    finally:
        journal.close()
