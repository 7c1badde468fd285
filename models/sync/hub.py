"""A hub: where laptops of one team leave and find sealed entries. Nobody writes there directly.

It holds frames and papers, and can read neither. Its random id tells one hub from another,
wherever the stick is plugged in.
"""

from __future__ import annotations

import time
from typing import Protocol

from models.journal.journal import Journal
from models.record_error import RecordError
from models.sync.papers import Papers

FORMAT = 1
"""Of the marker and what lies beside it; a hub of a higher one is left alone."""

_LOOK_SECONDS = 0.5


class HubError(RecordError):
    """A hub that can't be used: what, where, and what to do."""


class SyncRunning(HubError):
    """Another sync of this home is at work just now."""

    def __init__(self) -> None:
        super().__init__("A sync of this home is running already: wait for it to end.")


class Hub(Protocol):
    """A hub that is open. One thread at a time."""

    team: bytes
    """The founder's public key of the team whose hub it is."""
    id: bytes
    new: bool
    """Whether it was made just now."""

    @property
    def journal(self) -> Journal:
        """Its frames."""

    @property
    def papers(self) -> Papers:
        """Its slots, grants and sealed keys."""

    def remarks(self) -> list[str]:
        """What is not as it should be with it, in sentences; usually nothing."""

    def wait(self, seconds: float) -> bool:
        """Wait for news, so long at most; whether there was any. JournalUnusable."""

    def close(self) -> None:
        """Let go of it."""


class Looking:
    """Looks for news twice a second, where nobody tells of any."""

    def __init__(self, journal: Journal) -> None:
        self._journal = journal
        self._seen = journal.version()

    def wait(self, seconds: float) -> bool:
        """Whether there is something new since the last time, within so long. JournalUnusable."""
        until = time.monotonic() + seconds
        while (version := self._journal.version()) == self._seen:
            left = until - time.monotonic()
            if left <= 0:
                return False
            time.sleep(min(_LOOK_SECONDS, left))
        self._seen = version
        return True


def of_newer_version(where: str, found: int) -> HubError:
    """The error for a hub that a newer program made."""
    return HubError(
        f"The hub {where} was made by a newer version of the program (format {found}, this one "
        f"knows {FORMAT}): update the program. Nothing was changed."
    )


def no_hub_yet(where: str) -> HubError:
    """The error for joining where nothing is."""
    return HubError(
        f"There is no hub in {where} yet: a laptop of the team has to sync there first."
    )


def another_teams() -> HubError:
    """The error for a hub that isn't this team's."""
    return HubError("That is the hub of another team: name this team's hub. Nothing was changed.")
