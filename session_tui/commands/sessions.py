"""Which session is meant: by its id's first letters, or by its date."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Protocol, TypeVar

from session_tui.commands.trouble import Stop

SHORT = 8
"""So many letters of an id are shown."""
_SHORTEST = 4
"""So many letters of an id must be said."""
_MOST_SHOWN = 5


class Named(Protocol):
    """A session as a list or the record has it."""

    @property
    def session(self) -> str:
        """Its id."""

    @property
    def date(self) -> str:
        """Its ISO date."""


S = TypeVar("S", bound=Named)


def session_meant(sessions: Iterable[S], said: str) -> S:
    """The one session that `said` names. Stop (2) where none or several do."""
    wanted = said.strip().lower()
    found = [
        one for one in sessions if wanted and (one.date == wanted or one.session.startswith(wanted))
    ]
    if not found:
        raise Stop(f"No session {said}: session-tui list shows those there are.", 2)
    if len(found) > 1:
        ids = ", ".join(one.session[:SHORT] for one in found[:_MOST_SHOWN])
        more = ", …" if len(found) > _MOST_SHOWN else ""
        raise Stop(f"{said} may mean {len(found)} sessions ({ids}{more}): name one by its id.", 2)
    return found[0]
