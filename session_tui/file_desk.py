"""The desk of somebody who has one session as a file: it is read, and what he says goes beside it.

There is no home: the session lies in memory, unsealed by its words; comments and half-typed text
go into one file of comments, sealed under the same words, written whole at every change.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from session_tui.desk import Desk
from session_tui.door import initials_of
from session_tui.local_database import LocalDatabase

if TYPE_CHECKING:
    from models.acts import Act
    from models.day.day import Day
    from models.entries.entry import Entry
    from models.entries.group import SessionOpened
    from models.review_file.contents import SessionFile
    from models.review_file.sealing import FileKey, Sealed
    from session_tui.shown import Shown


class NoDatabase(LocalDatabase):
    """Nothing is folded: there is no home to keep it in."""

    def due(self, desk: Desk, still_s: float) -> bool:
        """Never."""
        del desk, still_s
        return False


class FileDesk(Desk):
    """One session from a file; see `open_file`."""

    def __init__(
        self, sealed: Sealed, comments: Path, name: str, bank_folder: Path | None = None
    ) -> None:
        """`comments` is where his comments go, `name` his own."""
        super().__init__(comments.parent / ".no home", bank_folder)
        self.local = NoDatabase()
        self.comments = comments
        self.name = name
        self.session_file: SessionFile
        self._sealed = sealed
        self._key: FileKey | None = None
        self._was_open = False
        self._said: tuple[Entry, ...] = ()
        self._half_typed: dict[str, str] = {}

    # --- opening and locking -------------------------------------------------

    @property
    def unlocked(self) -> bool:
        """Whether the words were told."""
        return self._key is not None

    @property
    def opened(self) -> bool:
        """Whether it was open since the program began (it may be locked now)."""
        return self._was_open

    @property
    def me(self) -> str:
        """The id of who reads it."""
        return self.session_file.reviewer(self.name).staff if self.unlocked else ""

    @property
    def said(self) -> int:
        """How many comments he has written so far."""
        return len(self._said)

    def load_parts(self) -> None:
        """The service's words and exercises."""
        from exercise_bank.bank import load_bank

        self.bank = load_bank(self.bank_folder)

    def unlock(self, passphrase: str, staff: bytes | None = None) -> None:
        """Open it with its words, and the comments that were begun. ReviewFileError."""
        from models.review_file.contents import read_session

        del staff
        key = self._sealed.key(passphrase)
        self.session_file = read_session(self._sealed.opened(key))
        self._take_up(key)
        self._key, self._was_open = key, True
        him = self.session_file.reviewer(self.name)
        of_team = self.session_file.of_team
        self.team = type(of_team)(of_team.name, {**of_team.staff, him.staff: him}, of_team.groups)
        self.hand = initials_of(self.name)

    def _take_up(self, key: FileKey) -> None:
        """Go on with the comments that lie there already. ReviewFileError."""
        from models.review_file.contents import read_comments
        from models.review_file.sealing import COMMENTS, ReviewFileError, read_sealed

        if not self.comments.exists():
            return
        held = read_comments(read_sealed(self.comments, COMMENTS).opened(key))
        if held.file != self.session_file.file:
            raise ReviewFileError(f"{self.comments} is about another session: move it elsewhere.")
        if self.name and held.name != self.name:
            raise ReviewFileError(
                f"{self.comments} holds the comments of {held.name}: go on as {held.name}, or "
                "name another folder with --to."
            )
        self.name = held.name
        self._said, self._half_typed = held.entries, dict(held.drafts)

    def lock(self) -> None:
        """Drop the key. The session stays as it is, covered."""
        self._key = None
        self.hand = ""

    def seconds_to_wait(self) -> int:
        """The next try never waits: the words are slow to try by themselves."""
        return 0

    # --- reading ---------------------------------------------------------------

    def read_any_day(self, about: SessionOpened) -> Day:
        """The session, with what was said of it here."""
        del about
        return self.session_file.day(self._said)

    def heads(self) -> tuple[str, ...]:
        """The writers' heads as the file was made."""
        return self.session_file.heads

    def closed_to_me(self, member: str, group: str = "") -> str:
        """Nothing: what isn't for him isn't in the file."""
        del member, group
        return ""

    def note_look(self, shown: Shown) -> None:
        """The trail is at home: it has the file's leaving."""

    def news(self) -> bool:
        """Write again what couldn't be written; nobody else writes here."""
        if self.not_saved:
            self._write()
        return False

    # --- saying ----------------------------------------------------------------

    def review(self, day: Day, act: Act) -> Day:
        """Keep what he says in the file of comments; what can't be written yet waits."""
        from models.entries.entry import Entry
        from models.entries.typed_text import fit_to_keep

        now, one_act = self.now(), self.new_id()
        for new in act.entries:
            number = len(self._said) + 1
            self._said += (
                Entry(
                    id=self.new_id(),
                    act=one_act,
                    about=now if new.about is None else new.about,
                    written=now,
                    clock=(now, number),
                    by=self.me,
                    supersedes=new.supersedes,
                    what=fit_to_keep(new.what),
                    writer=self.me,
                    seq=number,
                    stream=day.session,
                ),
            )
        self._write()
        return self.session_file.day(self._said)

    def save_draft(self, field: str, text: str) -> None:
        """Keep half-typed text beside the comments; "" clears it."""
        if not self.unlocked or self._half_typed.get(field, "") == text:
            return
        self._half_typed.pop(field, None)
        if text:
            self._half_typed[field] = text
        self._write()

    def drafts(self) -> dict[str, str]:
        """Half-typed text by field."""
        return dict(self._half_typed) if self.unlocked else {}

    def _write(self) -> None:
        from models.platform import write_private
        from models.review_file.contents import CommentsFile, comments_bytes
        from models.review_file.sealing import COMMENTS, seal

        if self._key is None:
            return
        file = self.session_file
        held = CommentsFile(
            file.file,
            file.team,
            file.about.group,
            file.session,
            self.name,
            self._said,
            self._half_typed,
        )
        try:
            write_private(self.comments, seal(COMMENTS, self._key, comments_bytes(held)))
        except OSError as error:
            self.not_saved = f"{self.comments.parent} can't be written: {error.strerror}"
        else:
            self.not_saved = ""
