"""The local database, kept up to date behind the screens: only while nobody types.

Folding needs the heavy libraries, and importing them would be felt under the fingers.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from contextlib import closing
from typing import TYPE_CHECKING, TypeVar

from session_tui.garbage import made_to_stay

if TYPE_CHECKING:
    from sqlcipher3.dbapi2 import Connection

    from models.database.filling import Told
    from models.database.queries import LearnedMinutes
    from session_tui.app import SessionApp
    from session_tui.desk import Desk

T = TypeVar("T")
STILL_S = 8.0
"""So long nobody must have pressed a key."""
REST = 10
"""So many times as long as a fill took, until the next: a long day's isn't folded all the time."""
AGAIN_S = 60.0
"""After a fill that failed, so long until the next try."""


class LocalDatabase:
    """What is folded into the database of a desk's home, and what it has learned.

    `synced` is the instant (ms) of the last fill; None before the first.
    """

    def __init__(self) -> None:
        self.synced: int | None = None
        self.learned: Mapping[str, LearnedMinutes] = {}
        self._folded = -1
        self._not_before = 0.0
        self._filling = False
        self._damaged = False

    def due(self, desk: Desk, still_s: float) -> bool:
        """Whether there is something to fold, and nobody typing."""
        return (
            desk.unlocked
            and not desk.audits
            and (desk.acts != self._folded or self._damaged)
            and still_s >= STILL_S
            and not self._filling
            and time.monotonic() >= self._not_before
        )

    def fill_while_still(self, app: SessionApp, still_s: float) -> None:
        """Fold what is new, in a thread of its own, where nobody types."""
        if self.due(app.desk, still_s):
            app.run_worker(lambda: self.fill(app.desk), group="fold", thread=True)

    def ask(self, desk: Desk, question: Callable[[Connection], T]) -> T:
        """What the database answers as it is. DatabaseUnusable where it wasn't filled yet.

        So too where its file proves damaged; the next fill then makes it anew. It is closed again
        at once: an open one would outlive the lock, with its key.
        """
        from sqlcipher3.dbapi2 import DatabaseError

        from models.database.database_file import connect, unusable

        try:
            with closing(connect(desk.home, desk.keyring)) as db:
                return question(db)
        except DatabaseError as error:
            self._damaged = True
            raise unusable(desk.home.database_path, error) from None

    def fill(self, desk: Desk, told: Told | None = None) -> None:
        """Fold what is new. For a thread of its own; what can't be folded now waits."""
        if self._folded < 0:
            with made_to_stay():
                from models.database import filling  # noqa: F401  (the heavy libraries, once)

        from models.database.filling import bring_up_to_date
        from models.database.queries import learned_minutes
        from models.record_error import RecordError

        self._filling, acts, began = True, desk.acts, time.monotonic()
        self._not_before = began + AGAIN_S
        try:
            anew, self._damaged = self._damaged, False
            bring_up_to_date(desk.home, desk.keyring, desk.now, anew=anew, told=told)
            self.learned = self.ask(desk, learned_minutes)
            self._folded, self.synced = acts, desk.now()
            ended = time.monotonic()
            self._not_before = ended + REST * (ended - began)
        except RecordError:
            # Locked meanwhile, or another program folds: it is tried again.
            return
        finally:
            self._filling = False
