"""A hub in a folder: on a stick, a shared drive, or one that a cloud copies about.

session-tui-hub/
    about          what this folder is: format, team, the hub's id
    frames/        closed pieces of sealed entries (models.journal.journal_piece)
    papers/        slots, grants and sealed keys, each a file that never changes
"""

from __future__ import annotations

from contextlib import suppress
from os import urandom
from pathlib import Path

from models.journal.folder_journal import FolderJournal
from models.journal.frame import ID_BYTES
from models.journal.journal import JournalUnusable, NotSaved
from models.journal.write_errors import why
from models.platform import private_folder, remove_file, write_private
from models.sync.hub import FORMAT, HubError, Looking, no_hub_yet, of_newer_version
from models.sync.papers import digest_of

NAME = "session-tui-hub"
_ABOUT = "about"
_TITLE = "session-tui hub"


class FolderPapers:
    """Papers as files named by name and digest."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def listed(self) -> set[tuple[str, str]]:
        """Every paper's name and digest."""
        try:
            names = [path.name for path in self._folder.iterdir() if path.suffix != ".new"]
        except OSError as error:
            raise JournalUnusable(*why(error, self._folder, "can't be read")) from None
        parted = (name.rpartition("~") for name in names)
        return {(name, digest) for name, mark, digest in parted if mark}

    def read(self, name: str, digest: str) -> bytes:
        """One paper; nothing of one that isn't whole yet."""
        try:
            raw = (self._folder / f"{name}~{digest}").read_bytes()
        except OSError as error:
            raise JournalUnusable(*why(error, self._folder, "can't be read")) from None
        return raw if digest_of(raw) == digest else b""

    def put(self, name: str, raw: bytes) -> None:
        """Keep a paper."""
        try:
            write_private(self._folder / f"{name}~{digest_of(raw)}", raw)
        except OSError as error:
            raise NotSaved(*why(error, self._folder, "could not be written")) from None

    def drop(self, name: str) -> None:
        """Remove every paper of this name."""
        try:
            for path in self._folder.glob(f"{name}~*"):
                remove_file(path)
        except OSError as error:
            raise NotSaved(*why(error, self._folder, "could not be written")) from None


class FolderHub:
    """The hub in a folder; see `open_folder_hub`."""

    def __init__(self, folder: Path, team: bytes, hub_id: bytes, *, new: bool) -> None:
        self.folder, self.team, self.id, self.new = folder, team, hub_id, new
        self.journal = FolderJournal(folder / "frames")
        self.papers = FolderPapers(folder / "papers")
        self._looking = Looking(self.journal)

    def remarks(self) -> list[str]:
        """Files that aren't whole, and gaps before files that are."""
        lines = []
        counts = {
            says: list(self.journal.not_whole.values()).count(says)
            for says in sorted(set(self.journal.not_whole.values()))
        }
        for says, count in counts.items():
            files = "1 file" if count == 1 else f"{count} files"
            lines.append(f"{files} of the hub {says}, passed over (still being copied?).")
        if missing := sum(self.journal.beyond_gaps.values()):
            lines.append(f"Waiting for {missing} entries whose files are not in the hub yet.")
        return lines

    def wait(self, seconds: float) -> bool:
        """Wait for news, so long at most; whether there was any. JournalUnusable."""
        return self._looking.wait(seconds)

    def close(self) -> None:
        """Let go of it."""
        self.journal.close()


def open_folder_hub(folder: Path, team: bytes | None) -> FolderHub:
    """The hub in `folder` or in its folder `session-tui-hub`; made for `team` where there is none.

    With no team (who joins has none yet) it must be there. HubError, JournalUnusable.
    """
    place = folder if (folder / _ABOUT).exists() else folder / NAME
    try:
        if (place / _ABOUT).exists():
            return FolderHub(place, *_read_about(place), new=False)
        if team is None:
            raise no_hub_yet(str(folder))
        if (place / "frames").exists() and any((place / "frames").iterdir()):
            raise HubError(
                f"{place} is only partly copied: its file {_ABOUT!r} is missing. Wait until all "
                "has been copied, or copy it again. Nothing was changed."
            )
        return FolderHub(place, team, _make(place, team), new=True)
    except OSError as error:
        raise JournalUnusable(*why(error, place, "can't be used")) from None


def _make(place: Path, team: bytes) -> bytes:
    """A new hub's folders, what it is written last; its id. OSError."""
    for each in (place, place / "frames", place / "papers"):
        private_folder(each)
    hub_id = urandom(ID_BYTES)
    about = f"{_TITLE}\nformat {FORMAT}\nteam {team.hex()}\nhub {hub_id.hex()}\n"
    write_private(place / _ABOUT, about.encode())
    return hub_id


def _read_about(place: Path) -> tuple[bytes, bytes]:
    """Team and id. HubError, OSError."""
    title, *fields = (place / _ABOUT).read_text("utf-8", "replace").splitlines() or [""]
    known = dict(field.partition(" ")[::2] for field in fields)
    number = known.get("format", "")
    if title == _TITLE and number.isdecimal() and int(number) > FORMAT:
        raise of_newer_version(str(place), int(number))
    with suppress(ValueError):
        team, hub_id = bytes.fromhex(known.get("team", "")), bytes.fromhex(known.get("hub", ""))
        if (title, number, len(team), len(hub_id)) == (_TITLE, str(FORMAT), 32, ID_BYTES):
            for part in ("frames", "papers"):
                private_folder(place / part)
            return team, hub_id
    raise HubError(
        f"{place / _ABOUT} is not whole: wait until the folder has been copied, or copy it again. "
        "Nothing was changed."
    )
