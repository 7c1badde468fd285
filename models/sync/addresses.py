"""From what somebody types to an open hub: a folder or a SQLite file."""

from __future__ import annotations

from pathlib import Path

from models.sync.hub import Hub, HubError

FILES = (".db", ".hub", ".sqlite")
"""The endings by which a file that isn't there yet is told from a folder."""


def open_hub(address: str, team: bytes | None) -> Hub:
    """The hub at `address`, begun for `team` where there is none yet.

    With no team, as for who joins, it must be there. HubError, JournalUnusable.
    """
    if "://" in address:
        raise HubError(f"A hub is a folder or a file: not {address!r}.")
    path = Path(address).expanduser().absolute()
    if not path.exists() and not path.parent.is_dir():
        raise HubError(f"{path} is not there: plug the stick in, or check the name.")
    if path.is_file() or (not path.exists() and path.suffix in FILES):
        from models.sync.file_hub import open_file_hub

        return open_file_hub(path, team)
    from models.sync.folder_hub import open_folder_hub

    return open_folder_hub(path, team)
